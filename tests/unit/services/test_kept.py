"""What is kept while the store is open: for whom, until when, and not from a unit that may be taken back."""

import threading
from collections.abc import Callable

import pytest

from app.services.desk import Desk
from app.services.kept import Answer, Kept, entries_of
from app.services.tasks.board import board_of
from tests.station_world import StationWorld, a_person

Work = Callable[[Answer[str] | None], str]


@pytest.fixture
def kept() -> Kept[str]:
    return Kept()


def says(value: str, given: list[str | None]) -> Work:
    """Return work that answers `value` and notes what it was given."""

    def work(earlier: Answer[str] | None) -> str:
        given.append(None if earlier is None else earlier.value)
        return value

    return work


def asked(kept: Kept[str], desk: Desk, value: str, given: list[str | None], holds_for: object = "mine") -> str:
    with desk.read() as view:
        return kept.answer(view, entries_of(view), holds_for, says(value, given))


def test_an_answer_is_kept_until_something_is_written_and_is_then_renewed(world: StationWorld, kept: Kept[str]) -> None:
    given: list[str | None] = []
    assert [asked(kept, world.officer, value, given) for value in ("first", "again")] == ["first", "first"]
    a_person(world.officer)
    assert asked(kept, world.officer, "later", given) == "later"
    assert given == [None, "first"]


def test_what_holds_for_others_is_neither_shown_nor_renewed(world: StationWorld, kept: Kept[str]) -> None:
    given: list[str | None] = []
    asked(kept, world.officer, "mine", given)
    assert asked(kept, world.officer, "theirs", given, holds_for="theirs") == "theirs"
    assert given == [None, None]
    with world.officer.read() as view:
        assert kept.last(view, "mine") is None


def test_each_thing_has_an_answer_of_its_own(world: StationWorld, kept: Kept[str]) -> None:
    with world.officer.read() as view:
        upto = entries_of(view)
        for about in ("one", "other"):
            kept.answer(view, upto, "mine", says(about, []), about=about)
        assert kept.answer(view, upto, "mine", says("new", []), about="one") == "one"


def test_an_answer_that_is_good_no_more_is_worked_out_anew(world: StationWorld, kept: Kept[str]) -> None:
    given: list[str | None] = []
    asked(kept, world.officer, "old", given)
    with world.officer.read() as view:
        new = kept.answer(view, entries_of(view), "mine", says("new", given), still=lambda value: value != "old")
    assert (new, given) == ("new", [None, None])


def test_who_looks_at_an_earlier_moment_gets_and_leaves_nothing_later(world: StationWorld, kept: Kept[str]) -> None:
    with world.officer.read() as earlier:
        upto = entries_of(earlier)
        a_person(world.officer)
        asked(kept, world.officer, "later", [])
        given: list[str | None] = []
        assert kept.answer(earlier, upto, "mine", says("earlier", given)) == "earlier"
    assert given == [None]
    assert asked(kept, world.officer, "new", []) == "later"


def test_what_a_unit_of_work_sees_is_not_kept(world: StationWorld, kept: Kept[str]) -> None:
    """It may be taken back, and the numbers of its entries given to others."""
    with world.officer.write() as unit:
        assert kept.answer(unit, entries_of(unit), "mine", says("not yet", [])) == "not yet"
    assert asked(kept, world.officer, "written", []) == "written"


def test_who_asks_at_once_waits_for_the_first(world: StationWorld, kept: Kept[str]) -> None:
    inside, go_on, given, found = threading.Event(), threading.Event(), list[str | None](), list[str]()

    def slowly(earlier: Answer[str] | None) -> str:
        inside.set()
        go_on.wait()
        return says("slow", given)(earlier)

    def ask(work: Work) -> None:
        with world.officer.read() as view:
            found.append(kept.answer(view, 0, "mine", work))

    first = threading.Thread(target=ask, args=(slowly,))
    first.start()
    inside.wait()
    second = threading.Thread(target=ask, args=(says("quick", given),))
    second.start()
    go_on.set()
    first.join()
    second.join()
    assert (found, given) == (["slow", "slow"], [None])


def test_the_board_of_an_earlier_moment_is_not_taken_for_that_of_now(world: StationWorld) -> None:
    """A save may become durable between the beginning of a look and the asking."""
    with world.officer.read() as earlier:
        entries_of(earlier)
        a_person(world.officer)
        old = board_of(earlier)
    with world.officer.read() as now:
        assert board_of(now) is not old
        assert board_of(now) is board_of(now)
