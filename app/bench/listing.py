"""The first page of a list of a hundred thousand rows, by every column it sorts by, with its rights.

There is no yardstick: the goal is what nobody notices. Files are written through the history in large saves,
each a stream of its own with a label, so rights are asked as of any other; an analysis and a measure stand in some.
"""

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from app.bench.finding import a_desk
from app.bench.rows import Measured
from app.core.ids import Id
from app.invented.names import a_crowd
from app.models.enums import Action, FileBasis, FileState, Marking, MeasureState, ThreatKind, ThreatLevel
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.threat import ThreatAnalysis, ThreatFile
from app.services.desk import Desk
from app.services.lists.columns import ListName
from app.services.lists.declared import columns_of
from app.services.lists.listing import first_page
from app.services.lists.queries import Query

FILES = 100_000
SAVE = 2_000
"""Files a save: what one large bundle brings."""
LIVELY = 20
"""One file in so many has an analysis and a measure."""
PAGE = 40
"""Rows of a first screen."""
ROUNDS = 3
WAIT = 30.0
"""Milliseconds within which a first page is there."""
BEGIN = date(2016, 1, 1)


def first_page_of_all() -> Measured:
    """Return milliseconds of the slowest first page of the files, over all columns that sort, either way."""
    with tempfile.TemporaryDirectory() as name:
        desk = a_desk(Path(name))
        try:
            fill_files(desk, FILES)
            rounds = [slowest(desk) for _ in range(ROUNDS)]
        finally:
            desk.store.close()
    worst = max(rounds)
    return Measured(
        [took for took, _ in rounds], [1.0] * ROUNDS, "ms", most=WAIT, note=f"{FILES} files, slowest by {worst[1]}"
    )


def slowest(desk: Desk) -> tuple[float, str]:
    """Return the slowest first page in milliseconds, and by which column."""
    return max(by_column(desk))


def by_column(desk: Desk) -> Sequence[tuple[float, str]]:
    """Return the time of a first page by each column, the median of three."""
    found = []
    for column in columns_of(ListName.THREAT_FILES):
        for descending in (False, True):
            if column.sortable:
                query = Query(column.name, descending, language="nl")
                found.append((median(_time(desk, query) for _ in range(3)), column.name + " down" * descending))
    return found


def fill_files(desk: Desk, count: int, seed: int = 7) -> Sequence[Id]:
    """Write that many files; return their ids."""
    rnd = Random(seed)  # noqa: S311 - invented files, no secret
    names, made = a_crowd(count, seed), list[Id]()
    officers = [desk.officer, *(desk.ids.new() for _ in range(5))]
    for start in range(0, count, SAVE):
        with desk.write() as unit:
            service = unit.facts.organisation
            for at in range(start, min(start + SAVE, count)):
                uid = desk.ids.new()
                core = unit.begin(uid, "file_core", Label(marking=Marking.NONE), Action.FILE)
                unit.create(core, _a_file(at, names[at], rnd, officers), uid)
                if at % LIVELY == 0:
                    threat = unit.begin(uid, "file_threat", Label(marking=Marking.NONE), Action.ANALYSE)
                    unit.create(threat, _an_analysis(uid, service, rnd))
                    work = unit.begin(uid, "assignment", Label(marking=Marking.NONE), Action.MEASURE)
                    unit.create(work, _a_measure(uid, rnd))
                made.append(uid)
            unit.save()
    return made


def _a_file(at: int, name: str, rnd: Random, officers: Sequence[Id]) -> ThreatFile:
    day = BEGIN + timedelta(days=rnd.randrange(4000))
    return ThreatFile(
        reference=f"BP-{day.year}-BRU1-{at:06}", title=f"{name} en gezin", basis=FileBasis.STATUS,
        file_officer=rnd.choice(officers), state=rnd.choice((FileState.OPEN, FileState.OPEN, FileState.CLOSED)),
        opened_on=day,
    )  # fmt: skip


def _an_analysis(file: Id, service: Id, rnd: Random) -> ThreatAnalysis:
    return ThreatAnalysis(
        file=file, subject=file, service=service, kind=ThreatKind.TERRORISM, dated=BEGIN,
        level=rnd.choice(tuple(ThreatLevel)),
    )  # fmt: skip


def _a_measure(file: Id, rnd: Random) -> Measure:
    day = date(2026, 10, 1) + timedelta(days=rnd.randrange(100))
    return Measure(file=file, type="patrols", state=MeasureState.ACTIVE, start=BEGIN, review=day)


def _time(desk: Desk, query: Query) -> float:
    start = perf_counter()
    first_page(desk, ListName.THREAT_FILES, query, PAGE)
    return 1000 * (perf_counter() - start)
