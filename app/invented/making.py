"""Making a store of invented work, whole or not at all, and only where there is none.

It is made in a waiting folder, as a first run makes its store, and moved to its place at the very end: cancelled or
killed it leaves nothing that opens, and a store that is there is never written to. It is marked for exercise, so that
it exchanges with no live one and everything printed from it says so. The same seed, moment and version of the program
give the same history, byte for byte; the file around it does not, for its encryption draws its own randomness.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from app.core.clock import SeededRandomness, SteppingClock
from app.core.garbage import nothing_collected
from app.core.progress import Cancel, Progress, silent
from app.history.rows import one_value
from app.history.wire import Skeleton, decode
from app.invented.agenda import Agenda, Turn
from app.invented.case import Plan, World
from app.invented.day import live
from app.invented.files import open_file
from app.invented.house import Service, found_service
from app.invented.papers import issue_papers
from app.invented.scale import Scale, uneven
from app.services.desk import Desk
from app.services.search.indexing import drain_index
from app.services.station.founding import begin_folder, make_room, move_in, sweep
from app.services.station.stations import Platform
from app.store.keys import Argon2Cost

YEARS = timedelta(days=5 * 365)
"""How far back it all begins."""
AT_WORK = 0.02
"""Part of the files that are open in the end however long they are; most are so because they are young."""
TWICE = 0.01
"""Part of the files in which who is threatened was entered a second time."""
_LASTS = 0.16
"""A file that is closed was open so long on average, as a part of all days."""
_INDEX = 4_000
"""Entries of the index renewed at once."""


@dataclass(frozen=True, slots=True)
class Made:
    """What there is, counted in the store."""

    files: int
    persons: int
    measures: int
    decisions: int
    entries: int
    operations: int
    saves: int
    size: int
    """Bytes of the store's file."""


def generate(
    path: Path, scale: Scale, until: datetime, *, seed: int = 1, cost: Argon2Cost | None = None,
    progress: Progress = silent, cancel: Cancel | None = None,
) -> Made:  # fmt: skip
    """Make a store at `path`, where there is none, that ends at the moment `until`; return what is in it.

    `progress` counts days. Raises StoreExists, StoreOpenElsewhere, NotWritable, DiskFull, Cancelled, ValueError (more
    measures than so many files hold); nothing is then left.
    """
    path = path.resolve()
    make_room(path)
    waiting = begin_folder(path)
    try:
        with nothing_collected():
            made = _made(waiting / path.name, scale, until, seed, cost or Argon2Cost(), progress, cancel or Cancel())
        move_in(path)
    except BaseException:
        sweep(path)
        raise
    return made


def _made(
    path: Path, scale: Scale, until: datetime, seed: int, cost: Argon2Cost, progress: Progress, cancel: Cancel
) -> Made:
    rnd = random.Random(seed)  # noqa: S311 - invented work, no secret
    agenda = Agenda(until - YEARS, until, scale.days)
    clock = SteppingClock(agenda.begin - timedelta(days=1))
    on = Platform(clock, SeededRandomness(f"invented/{seed}"), None, cost)
    service = found_service(path, on, rnd)
    try:
        world = World(service, agenda)
        for number, plan in enumerate(_plans(scale, rnd)):
            own = random.Random(f"{seed}/{number}")  # noqa: S311 - invented work, no secret
            agenda.put(plan.begins, partial(open_file, world, plan, own))
        paper_days = range(scale.days - min(20, scale.days // 2), scale.days)
        for day in range(scale.days):
            cancel.check()
            clock.at = agenda.moment(day)
            _live(service, agenda, day)
            if day in paper_days:
                issue_papers(service, world, scale.papers, len(paper_days), rnd)
            progress(day, scale.days)
        desk = service.desk
        while drain_index(desk, _INDEX):
            cancel.check()
        desk.store.fold_log()
        progress(scale.days, scale.days)
        return counted(desk)
    finally:
        service.desk.close()


def _live(service: Service, agenda: Agenda, day: int) -> None:
    officer = service.officers[day % len(service.officers)]
    for turn, who in ((Turn.OFFICER, officer), (Turn.APPROVER, service.approver)):
        live(service.at_the_desk(who), day, service.own, agenda.due(day, turn))


def _plans(scale: Scale, rnd: random.Random) -> list[Plan]:
    """Return the files to come: their measures and people lie unevenly, most are closed in the end."""
    files, days = scale.files, scale.days
    twice = max(round(files * TWICE), 1) if scale.persons > files else 0
    measures = sorted(uneven(scale.measures, files, rnd))
    persons = uneven(scale.persons - twice - files, files, rnd, 0.6, 9)
    found = []
    for number in range(files):
        busy = number >= files - scale.busy
        begins = 0 if busy else min(int(days * 0.97 * rnd.random()), days - 4)
        lasts = 4 + int(days * rnd.expovariate(1 / _LASTS))
        at_work = busy or rnd.random() < AT_WORK or begins + lasts >= days
        ends = days if at_work else begins + lasts
        found.append(Plan(begins, ends, 1 + persons[number], measures[number], number < twice, busy))
    return found


def counted(desk: Desk) -> Made:
    """Return what a store holds of what is invented."""
    with desk.store.read() as run:
        skeletons = run.exec_driver_sql("SELECT skeleton FROM entry")
        operations = sum(len(decode(Skeleton, row[0]).who) for row in skeletons)
        counts = [
            int(one_value(run, f"SELECT count(*) FROM {table}"))  # noqa: S608 - tables named here
            for table in ("p_threat_file", "p_person", "p_measure", "p_decision", "entry", "save")
        ]
    files, persons, measures, decisions, entries, saves = counts
    return Made(files, persons, measures, decisions, entries, operations, saves, desk.store.path.stat().st_size)
