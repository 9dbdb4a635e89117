"""The list of tasks of a desk, in a store of ten thousand files and a hundred thousand measures.

There is no yardstick: the goal is what nobody notices. What is measured is the list after a save, when nothing of it is
kept: every need is derived anew, what was put off is taken out, the tasks that people set are sorted in.
"""

from datetime import timedelta
from time import perf_counter

from app.bench.rows import Measured
from app.bench.service import at_a_copy
from app.services.desk import Desk
from app.services.tasks.acting import NewTask, add_task, put_off
from app.services.tasks.lines import TaskPage, TaskQuery, TaskState, Whose
from app.services.tasks.listing import list_tasks

SLEEPING = 300
"""Raised tasks that are put off first."""
PAGE = 100
ROUNDS = 9
WAIT = 100.0
"""Milliseconds within which the list is there."""


def tasks_of_a_desk() -> Measured:
    """Return milliseconds until the first page of a desk's tasks is there, each time after a save."""
    with at_a_copy() as desk:
        put_some_off(desk, SLEEPING)
        taken, page = [], page_of(desk, TaskState.OPEN)
        for _ in range(ROUNDS):
            add_task(desk, NewTask("Terugbellen"))
            start = perf_counter()
            page = page_of(desk, TaskState.OPEN)
            taken.append(1000 * (perf_counter() - start))
        start = perf_counter()
        done = page_of(desk, TaskState.DONE)
        last = 1000 * (perf_counter() - start)
    note = f"{page.total} tasks wait; the list of {done.total} finished ones in {last:.0f} ms"
    return Measured(taken, [1.0] * ROUNDS, "ms", most=WAIT, also=last <= WAIT, note=note)


def put_some_off(desk: Desk, many: int) -> None:
    """Put raised tasks off, until different days."""
    lines = list_tasks(desk, TaskQuery(Whose.ALL, most=many * 4), "nl").lines
    for number, line in enumerate(one for one in lines[::4] if one.raised):
        put_off(desk, line.ref, desk.today() + timedelta(days=1 + number % 30), "Wacht op het verslag van de zone")


def page_of(desk: Desk, state: TaskState) -> TaskPage:
    """Return the first page of the desk's tasks."""
    return list_tasks(desk, TaskQuery(Whose.DESK, state, most=PAGE), "nl")
