"""The list of tasks of a desk, in a store of ten thousand files and a hundred thousand measures.

There is no yardstick: the goal is what nobody notices. What is measured is the list after a save, when nothing of it is
kept: every need is derived anew, what was put off is taken out, the tasks that people set are sorted in.
"""

import random
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from app.bench.finding import a_desk
from app.bench.rows import Measured
from app.core.ids import Id
from app.models.enums import Action, FileState, Marking, MeasureState, SubjectKind, TaskAct
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.tasks import Task, TaskStep
from app.models.kinds.threat import ThreatFile
from app.services.desk import Desk, Unit
from app.services.tasks.acting import NewTask, add_task, put_off
from app.services.tasks.lines import TaskPage, TaskQuery, TaskState, Whose
from app.services.tasks.listing import list_tasks

FILES, EACH = 10_000, 10
"""Files, and measures of each."""
SET, FINISHED, SLEEPING = 2_000, 10_000, 500
"""Tasks that people set and that wait, that are finished, and raised ones that are put off."""
SAVE = 1_000
PAGE = 100
ROUNDS = 9
WAIT = 100.0
"""Milliseconds within which the list is there."""
_PLAIN = Label(marking=Marking.NONE)
_STATES = (MeasureState.ACTIVE, MeasureState.PROPOSED, MeasureState.PROVISIONAL, MeasureState.APPROVED)


def tasks_of_a_desk() -> Measured:
    """Return milliseconds until the first page of a desk's tasks is there, each time after a save."""
    with tempfile.TemporaryDirectory() as name:
        desk = a_desk(Path(name))
        try:
            fill(desk, FILES, SET, FINISHED, SLEEPING)
            taken, page = [], _page(desk, TaskState.OPEN)
            for _ in range(ROUNDS):
                add_task(desk, NewTask("Terugbellen"))
                start = perf_counter()
                page = _page(desk, TaskState.OPEN)
                taken.append(1000 * (perf_counter() - start))
            start = perf_counter()
            done = _page(desk, TaskState.DONE)
            last = 1000 * (perf_counter() - start)
        finally:
            desk.store.close()
    note = f"{page.total} tasks wait; the list of {done.total} finished ones in {last:.0f} ms"
    return Measured(taken, [1.0] * ROUNDS, "ms", most=WAIT, also=last <= WAIT, note=note)


def fill(desk: Desk, files: int, waiting: int, finished: int, sleeping: int) -> None:
    """Write files with their measures, tasks that wait and that are finished, and put raised ones off."""
    rnd, today = random.Random(9), desk.today()  # noqa: S311 - invented files, no secret
    made: list[Id] = []
    for start in range(0, files, SAVE):
        with desk.write() as unit:
            made += [_file(unit, number, rnd, today) for number in range(start, min(start + SAVE, files))]
            unit.save()
    for start in range(0, waiting + finished, SAVE):
        with desk.write() as unit:
            for number in range(start, min(start + SAVE, waiting + finished)):
                _task(unit, rnd.choice(made), today + timedelta(days=rnd.randrange(-5, 90)), done=number >= waiting)
            unit.save()
    for line in list_tasks(desk, TaskQuery(Whose.ALL, most=sleeping * 4), "nl").lines[:: max(1, 4)]:
        if line.raised:
            put_off(desk, line.ref, today + timedelta(days=rnd.randrange(1, 30)), "Wacht op het verslag van de zone")


def _file(unit: Unit, number: int, rnd: random.Random, today: date) -> Id:
    """Write a file, a third of them at work; the measures of the others have ended."""
    file, at_work = unit.desk.ids.new(), number % 3 == 0
    core = unit.begin(file, "file_core", _PLAIN, Action.FILE)
    unit.create(core, ThreatFile(
        reference=f"BP-2026-BRU1-{number:06}", title=f"Dossier {number}", file_officer=unit.desk.officer,
        state=FileState.OPEN if at_work else FileState.CLOSED, opened_on=today,
    ), file)  # fmt: skip
    stream = unit.begin(file, "assignment", _PLAIN, Action.MEASURE)
    for _ in range(EACH):
        state = rnd.choices(_STATES, (90, 4, 1, 5))[0] if at_work else MeasureState.ENDED
        days = -1 if rnd.random() < 0.01 else rnd.randrange(1, 180)
        unit.create(stream, Measure(
            file=file, type=rnd.choice(("patrols", "escort", "fixed_post", "checks")), state=state,
            start=today - timedelta(days=10), end=today + timedelta(days=days), subject_kind=SubjectKind.FILE,
            subject=file, ratify_by=today + timedelta(days=3) if state is MeasureState.PROVISIONAL else None,
        ))  # fmt: skip
    return file


def _task(unit: Unit, about: Id, due: date, *, done: bool) -> Id:
    desk, uid = unit.desk, unit.desk.ids.new()
    stream = unit.begin(about, "task", _PLAIN, Action.TASK)
    steps: Sequence[Id] = ()
    if done:
        moment = desk.clock.now()
        step = TaskStep(task=uid, act=TaskAct.FINISH, reason="Gebeld", officer=desk.officer, moment=moment)
        steps = (unit.create(stream, step),)
    mine = (unit.facts.organisation,)
    record = Task(title="De zone terugbellen", about=about, due=due, desks=mine, finished=tuple(steps))
    return unit.create(stream, record, uid)


def _page(desk: Desk, state: TaskState) -> TaskPage:
    return list_tasks(desk, TaskQuery(Whose.DESK, state, most=PAGE), "nl")
