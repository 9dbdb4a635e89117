"""Tasks at two workstations: none is lost or doubled by an exchange, in whatever order what was done arrives."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.ids import Id
from app.history.digest import stream_digests
from app.models.enums import Action, Marking, MeasureState, NeedKind
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.services.cases.files import NewFile, open_file
from app.services.desk import Desk
from app.services.exchange.conflicts import conflicts_to_settle
from app.services.exchange.exporting import Exported
from app.services.station.verifying import verify_store
from app.services.tasks.acting import (
    NewTask,
    add_task,
    assign,
    edit_task,
    finish,
    put_off,
    take_on,
    take_up_again,
    wake,
)
from app.services.tasks.lines import TaskLine, TaskQuery, TaskRef, TaskState, Whose
from app.services.tasks.listing import list_tasks
from tests.station_world import a_ruling
from tests.unit.services.two_desks import TwoDesks, two_desks


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoDesks]:
    with two_desks(tmp_path_factory.mktemp("tasks")) as made:
        yield made


def lines(desk: Desk, state: TaskState = TaskState.OPEN, about: Id | None = None) -> list[TaskLine]:
    return list(list_tasks(desk, TaskQuery(Whose.ALL, state, about, most=10_000), "nl").lines)


def titles(desk: Desk, about: Id | None, state: TaskState = TaskState.OPEN) -> list[str]:
    return [line.say("nl") for line in lines(desk, state, about)]


def a_file(both: TwoDesks) -> Id:
    """Open a file here and bring it there."""
    file = open_file(both.here, NewFile("Lambrecht en gezin"), a_ruling(), Label(marking=Marking.RESTRICTED))
    both.carry(both.here, both.there, file)
    return file


def a_measure(both: TwoDesks, file: Id, days: int = 3) -> Id:
    """Write a measure to evaluate, and bring it there."""
    with both.here.write() as unit:
        stream = unit.parts(file, "assignment")[0]
        unit.require(Action.MEASURE, stream)
        review = both.here.today() + timedelta(days=days)
        measure = unit.create(stream, Measure(file=file, type="patrols", state=MeasureState.ACTIVE, review=review))
        unit.save()
    both.carry(both.here, both.there, file)
    return measure


def soon(both: TwoDesks, days: int = 2) -> date:
    return both.here.today() + timedelta(days=days)


def everything(desk: Desk, about: Id) -> list[tuple[object, ...]]:
    """Return all that a desk's lists say of a root, who sees them left out."""
    return [
        (state, line.ref, line.say("nl"), line.due, tuple(line.officers), tuple(line.desks),
         line.put_off and (line.put_off.until, line.put_off.reason), line.done and line.done.remark)
        for state in TaskState for line in lines(desk, state, about)
    ]  # fmt: skip


def digests(desk: Desk, about: Id) -> object:
    with desk.read() as view:
        return stream_digests(view.connection, sorted(view.parts(about, "task")))


def test_a_task_set_here_goes_along_by_itself_and_is_one_task_there(both: TwoDesks) -> None:
    file = a_file(both)
    add_task(both.here, NewTask("Buren bevragen", about=file))

    both.carry(both.here, both.there)
    both.carry(both.here, both.there)

    assert titles(both.there, file) == titles(both.here, file) == ["Buren bevragen"]


def test_the_same_bundle_twice_and_an_older_one_after_it_double_nothing(both: TwoDesks) -> None:
    file = a_file(both)
    add_task(both.here, NewTask("eerste", about=file))
    first = both.send(both.here, both.there)
    add_task(both.here, NewTask("tweede", about=file))
    second = both.send(both.here, both.there)

    for sent in (second, first, second, first):
        both.take(both.there, sent)

    assert sorted(titles(both.there, file)) == ["eerste", "tweede"]


def test_put_off_here_and_finished_there_is_finished_at_both(both: TwoDesks) -> None:
    file = a_file(both)
    add_task(both.here, NewTask("Bellen", about=file))
    both.meet()
    ref = lines(both.here, about=file)[0].ref

    put_off(both.here, ref, soon(both), "geen tijd")
    finish(both.there, ref, "gedaan")
    both.meet()
    both.meet()

    for desk in (both.here, both.there):
        assert titles(desk, file) == titles(desk, file, TaskState.PUT_OFF) == []
        assert titles(desk, file, TaskState.DONE) == ["Bellen"]
    assert [one for one in conflicts_to_settle(both.here) if one.root == file] == []


def test_two_who_finish_it_apart_have_finished_it_once(both: TwoDesks) -> None:
    file = a_file(both)
    add_task(both.here, NewTask("Bellen", about=file))
    both.meet()
    ref = lines(both.here, about=file)[0].ref

    finish(both.here, ref, "hier")
    finish(both.there, ref, "daar")
    both.meet()
    both.carry(both.here, both.there)

    assert everything(both.here, file) == everything(both.there, file)
    assert titles(both.here, file, TaskState.DONE) == ["Bellen"]
    assert [one for one in conflicts_to_settle(both.here) if one.root == file] == []


def test_of_two_days_it_is_put_off_to_apart_the_earlier_counts(both: TwoDesks) -> None:
    file = a_file(both)
    add_task(both.here, NewTask("Bellen", about=file))
    both.meet()
    ref = lines(both.here, about=file)[0].ref

    put_off(both.here, ref, soon(both, 9), "later")
    put_off(both.there, ref, soon(both, 4), "vroeger")
    both.meet()
    both.carry(both.here, both.there)

    for desk in (both.here, both.there):
        (line,) = lines(desk, TaskState.PUT_OFF, file)
        assert line.put_off is not None
        assert (line.put_off.until, line.put_off.reason) == (soon(both, 4), "vroeger")


def test_two_who_take_it_on_apart_both_have_it(both: TwoDesks) -> None:
    file = a_file(both)
    add_task(both.here, NewTask("Bellen", about=file))
    both.meet()
    ref = lines(both.here, about=file)[0].ref

    take_on(both.here, ref)
    take_on(both.there, ref)
    both.meet()
    both.carry(both.here, both.there)

    assert [len(lines(desk, about=file)[0].officers) for desk in (both.here, both.there)] == [2, 2]


def test_one_fact_raised_at_two_workstations_is_one_task_also_where_both_put_it_off(both: TwoDesks) -> None:
    file = a_file(both)
    measure = a_measure(both, file)
    (here,), (there,) = lines(both.here, about=file), lines(both.there, about=file)
    assert here.ref == there.ref == TaskRef(rule=NeedKind.EVALUATE, subject=measure, fact=there.ref.fact)

    put_off(both.here, here.ref, soon(both, 9), "hier")
    put_off(both.there, there.ref, soon(both, 2), "daar")
    both.meet()
    both.carry(both.here, both.there)

    assert everything(both.here, file) == everything(both.there, file)
    (line,) = lines(both.there, TaskState.PUT_OFF, file)
    assert line.put_off is not None
    assert line.put_off.reason == "daar"

    wake(both.here, here.ref)
    both.meet()
    assert [len(lines(desk, about=file)) for desk in (both.here, both.there)] == [1, 1]
    assert lines(both.there, TaskState.PUT_OFF, file) == []


def test_a_new_fact_raises_it_anew_at_both(both: TwoDesks) -> None:
    file = a_file(both)
    measure = a_measure(both, file)
    put_off(both.there, lines(both.there, about=file)[0].ref, soon(both, 9), "daar")
    both.meet()
    assert [lines(desk, about=file) for desk in (both.here, both.there)] == [[], []]

    with both.here.write() as unit:
        stream = unit.stream_of(measure, Measure)
        unit.require(Action.MEASURE, stream)
        unit.change(stream, measure, Measure, {"review": soon(both, 5)})
        unit.save()
    both.meet()

    assert [len(lines(desk, about=file)) for desk in (both.here, both.there)] == [1, 1]


def test_a_zone_gets_the_task_it_is_asked_and_what_it_did_comes_back(both: TwoDesks) -> None:
    file = a_file(both)
    add_task(both.here, NewTask("Intern", about=file))
    add_task(both.here, NewTask("Deur opmeten", about=file, desks=[both.police]))

    both.carry(both.here, both.zone)
    assert titles(both.zone, file) == ["Deur opmeten"]
    finish(both.zone, lines(both.zone, about=file)[0].ref, "90 cm")
    both.carry(both.zone, both.here)

    assert (titles(both.here, file), titles(both.here, file, TaskState.DONE)) == (["Intern"], ["Deur opmeten"])


def test_a_wording_changed_apart_is_the_only_thing_that_is_settled_by_hand(both: TwoDesks) -> None:
    file = a_file(both)
    made = add_task(both.here, NewTask("Bellen", about=file))
    both.meet()
    edit_task(both.here, made, "Mailen", None)
    edit_task(both.there, made, "Schrijven", None)
    both.meet()

    for desk in (both.here, both.there):
        assert {line.ref.rule for line in lines(desk, about=file)} == {None, NeedKind.CONFLICT}
        assert len(lines(desk, about=file)) == 2
    assert [(one.uid, one.fields) for one in conflicts_to_settle(both.here)] == [(made, ["title"])]


class Story:
    """Two officers who do anything with the tasks of one file while bundles get lost, doubled and out of order."""

    def __init__(self, both: TwoDesks, seed: int) -> None:
        self.both, self.die = both, random.Random(seed)
        self.file = a_file(both)
        a_measure(both, self.file)
        self.stick: list[tuple[Desk, Exported]] = []
        self.made: list[str] = []

    def run(self, steps: int) -> None:
        for _ in range(steps):
            desk = self.die.choice((self.both.here, self.both.there))
            if self.die.random() < 0.7:
                self._act(desk)
            else:
                self._carry(desk)
        for desk in (self.both.here, self.both.there, self.both.here):
            self._carry(desk, lost=0)

    def _act(self, desk: Desk) -> None:
        known = [line.ref for state in TaskState for line in lines(desk, state, self.file)]
        if self.die.random() < 0.2 or not known:
            self.made.append(f"taak {len(self.made)}")
            add_task(desk, NewTask(self.made[-1], about=self.file))
            return
        ref, until = self.die.choice(known), desk.today() + timedelta(days=self.die.randint(1, 9))
        steps: list[Callable[[], None]] = [
            lambda: put_off(desk, ref, until, f"tot {until}"),
            lambda: wake(desk, ref),
            lambda: finish(desk, ref, "klaar"),
            lambda: take_up_again(desk, ref),
            lambda: take_on(desk, ref),
            lambda: assign(desk, ref, self.die.sample([self.both.here.officer, self.both.there.officer], 1)),
        ]
        with suppress(UserError):
            self.die.choice(steps)()

    def _carry(self, sender: Desk, lost: float = 0.3) -> None:
        receiver = self.both.there if sender is self.both.here else self.both.here
        self.stick.append((receiver, self.both.send(sender, receiver)))
        fresh = [] if self.die.random() < lost else [self.stick[-1]]
        for reader, sent in [*self.die.sample(self.stick, min(2, len(self.stick))), *fresh]:
            self.both.take(reader, sent)


def told(both: TwoDesks, seed: int) -> None:
    """Play a story; both desks then say the same, and every task that was set is there once."""
    story = Story(both, seed)

    story.run(40)

    here, there = everything(both.here, story.file), everything(both.there, story.file)
    assert here == there
    said = Counter(str(line[2]) for line in here)
    raised = [line for line in here if isinstance(line[1], TaskRef) and line[1].rule is not None]
    assert len(raised) == 1
    assert said - Counter(str(line[2]) for line in raised) == Counter(story.made)
    assert [one for one in conflicts_to_settle(both.here) if one.root == story.file] == []
    assert digests(both.here, story.file) == digests(both.there, story.file)


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[TwoDesks]:
    """Desks of a story's own: what another left behind costs every bundle time."""
    with two_desks(tmp_path) as made:
        yield made


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_lost_doubled_or_late_no_task_is(apart: TwoDesks, seed: int) -> None:
    told(apart, seed)


def test_after_all_that_the_history_rebuilds_to_what_is_shown(both: TwoDesks) -> None:
    told(both, 99)
    assert [verify_store(desk).faults for desk in (both.here, both.there)] == [[], []]


@pytest.mark.release
def test_a_hundred_more_stories_end_alike(both: TwoDesks) -> None:
    for seed in range(1_000, 1_100):
        told(both, seed)
