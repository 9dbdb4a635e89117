"""What comparable files decided: counted by type, step by step wider, and never beyond what the officer may read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from app.core.ids import Id
from app.models.enums import Marking, Role, ThreatKind, ThreatLevel
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.models.rights import NotAllowed
from app.services.cases.analyses import record_analysis
from app.services.cases.decisions import approve_measures, refuse_measures
from app.services.cases.evaluation import end_measure
from app.services.cases.recusals import recuse_officer
from app.services.cases.withdrawing import withdraw_measures
from app.services.desk import Desk
from app.services.precedents import Alike, Precedent, Precedents, Step, comparable_files, precedents
from app.services.registers.persons import open_person
from tests.station_world import StationWorld, a_file, a_proposal, a_ruling, an_analysis, the_minister

SECRET = Label(marking=Marking.SECRET)
FUNCTION, KIND, LEVEL = Alike.FUNCTION, Alike.KIND, Alike.LEVEL


def a_case(
    world: StationWorld, category: str, level: ThreatLevel, kind: ThreatKind = ThreatKind.TERRORISM,
    label: Label | None = None, title: str = "Dossier",
) -> tuple[Id, Id]:  # fmt: skip
    """Open a file of somebody of that category, with an analysis; return the file and the person."""
    desk, plain = world.officer, label or Label(marking=Marking.NONE)
    person = open_person(desk, Person(family_name="Peeters", category=category), label=plain).id
    file = a_file(desk, person, title=title, label=label)
    record_analysis(desk, file, an_analysis(world.police, level, kind))
    return file, person


@dataclass(frozen=True, slots=True)
class Cases:
    """The file that is looked from, and of others those that tests name."""

    mine: Id
    ended: Id
    secret: Id
    found: Precedents
    """What was comparable when all of these were there, and nothing that a test adds."""


@pytest.fixture(scope="module")
def cases(world: StationWorld) -> Cases:
    """A judge at level 3; six other judges at level 3, two others at level 3, one judge at level 2; one of stalking."""
    mine, _ = a_case(world, "magistrate", ThreatLevel.SERIOUS)
    like = [a_case(world, "magistrate", ThreatLevel.SERIOUS, title=f"Magistraat {at}") for at in range(5)]
    like.append(a_case(world, "magistrate", ThreatLevel.SERIOUS, label=SECRET, title="Geheim"))
    patrols = [a_proposal(world, file, person, type="patrols") for file, person in like]
    approve_measures(world.recorder, patrols[:4], the_minister())
    refuse_measures(world.recorder, patrols[4:5], the_minister(reason="Niet nodig"))
    approve_measures(world.recorder, patrols[5:], the_minister())
    escort = a_proposal(world, *like[0], type="escort")
    approve_measures(world.recorder, [escort], the_minister())
    world.clock.at += timedelta(days=20)
    end_measure(world.officer, escort, a_ruling(reason="Dreiging voorbij"))
    world.clock.at -= timedelta(days=20)
    withdraw_measures(world.officer, [a_proposal(world, *like[1], type="helicopter")], "Ander dossier")
    for category in ("minister", "journalist"):
        a_case(world, category, ThreatLevel.SERIOUS)
    a_case(world, "magistrate", ThreatLevel.MEDIUM)
    a_case(world, "magistrate", ThreatLevel.SERIOUS, ThreatKind.STALKING)
    return Cases(mine, like[0][0], like[5][0], precedents(world.officer, mine))


def by_type(found: Precedents) -> dict[str, Precedent]:
    return {one.type: one for one in found.found}


def test_it_is_counted_by_type_in_the_files_that_are_alike_in_all(cases: Cases) -> None:
    found = cases.found
    assert found.steps == (
        Step(frozenset({FUNCTION, KIND, LEVEL}), 6), Step(frozenset({KIND, LEVEL}), 8), Step(frozenset({KIND}), 9),
    )  # fmt: skip
    assert found.chosen == 0
    assert by_type(found) == {
        "patrols": Precedent("patrols", 6, 5, 1, 0, None), "escort": Precedent("escort", 1, 1, 0, 1, 20),
    }  # fmt: skip
    assert [one.type for one in found.found] == ["patrols", "escort"], "the most frequent first"


def test_a_wider_step_is_taken_where_too_few_are_alike(world: StationWorld, cases: Cases) -> None:
    others = precedents(world.officer, cases.mine).steps[1].files
    lone, _ = a_case(world, "academic", ThreatLevel.SERIOUS)
    found = precedents(world.officer, lone)
    assert found.chosen == 1
    assert found.steps[0].files == 0
    assert found.steps[1].files == others + 1, "and the file that those were looked for from"
    narrow = precedents(world.officer, lone, 0)
    assert (narrow.chosen, narrow.found) == (0, ())


def test_the_files_are_given_to_be_opened_page_by_page(world: StationWorld, cases: Cases) -> None:
    page, number = comparable_files(world.officer, cases.mine, 0, "patrols")
    assert number == 6
    assert {one.title for one in page} == {*(f"Magistraat {at}" for at in range(5)), "Geheim"}
    rest, _ = comparable_files(world.officer, cases.mine, 0, "patrols", 4)
    assert [one.id for one in rest] == [one.id for one in page[4:]]
    (ended,), _ = comparable_files(world.officer, cases.mine, 0, "escort")
    assert (ended.id, ended.states) == (cases.ended, ("ended",))
    assert comparable_files(world.officer, cases.mine, 0, "safe_house") == ([], 0)
    with pytest.raises(IndexError):
        comparable_files(world.officer, cases.mine, 7, "patrols")


def test_who_may_not_read_a_file_is_not_told_by_a_number_that_it_is_there(world: StationWorld, cases: Cases) -> None:
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.NONE)
    found = precedents(low, cases.mine)
    assert found.steps[0].files == 5
    assert by_type(found)["patrols"] == Precedent("patrols", 5, 4, 1, 0, None)
    page, number = comparable_files(low, cases.mine, 0, "patrols")
    assert number == 5
    assert cases.secret not in {one.id for one in page}


def test_who_is_recused_from_a_file_does_not_count_it(world: StationWorld, cases: Cases) -> None:
    recused = world.sit("gewraakt", [Role.FILE_OFFICER])
    before = precedents(recused, cases.mine).steps[0].files
    recuse_officer(world.officer, cases.ended, recused.officer, "familie")
    after = precedents(recused, cases.mine)
    assert after.steps[0].files == before - 1
    assert "escort" not in by_type(after)


@pytest.mark.parametrize("ask", [precedents, lambda desk, file: comparable_files(desk, file, 0, "patrols")])
def test_who_may_not_read_the_file_itself_learns_nothing(
    world: StationWorld, cases: Cases, ask: Callable[[Desk, Id], object]
) -> None:
    for desk in (world.nobody, world.partner, world.sit(f"laag{id(ask)}", [Role.FILE_OFFICER], clearance=Marking.NONE)):
        with pytest.raises(NotAllowed):
            ask(desk, cases.secret)


def test_a_file_on_a_status_is_compared_by_function_alone(world: StationWorld, cases: Cases) -> None:
    person = open_person(world.officer, Person(family_name="Claes", category="magistrate")).id
    found = precedents(world.officer, a_file(world.officer, person))
    assert [step.alike for step in found.steps] == [frozenset({FUNCTION})]
    assert found.steps[0].files >= 8


def test_a_file_of_which_nothing_is_known_is_compared_with_none(world: StationWorld) -> None:
    person = open_person(world.officer, Person(family_name="Niemand")).id
    found = precedents(world.officer, a_file(world.officer, person))
    assert (found.steps, found.chosen, found.found) == ((), None, ())


def test_a_level_that_was_replaced_compares_no_more(world: StationWorld, cases: Cases) -> None:
    file, _ = a_case(world, "magistrate", ThreatLevel.SERIOUS)
    before = precedents(world.officer, cases.mine).steps[0].files
    with world.officer.read() as view:
        (former,) = [bytes(row[0]) for row in view.connection.exec_driver_sql(
            "SELECT uid FROM p_threat_analysis WHERE file = ?", (file,))]  # fmt: skip
    later = replace(an_analysis(world.police, ThreatLevel.LOW), replaces=former)
    record_analysis(world.officer, file, later)
    after = precedents(world.officer, cases.mine)
    assert after.steps[0].files == before - 1


def test_only_the_files_opened_last_are_counted_in_and_how_many_is_told(
    world: StationWorld, cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = precedents(world.officer, cases.mine)
    assert whole.chosen is not None
    assert whole.looked == whole.steps[whole.chosen].files > 1
    monkeypatch.setattr("app.services.precedents.LATEST", 1)
    found = precedents(world.officer, cases.mine, whole.chosen)
    assert (found.looked, found.steps) == (1, whole.steps)
    assert {one.files for one in found.found} == {1}
