"""Any file of a large service: its screen with the first data of every tab, and the whole of it at a past moment.

There is no yardstick: what counts is how long an officer waits. Asked are the services that the window asks, in its
order, for the files with the longest histories and for a few hundred others; a goal is held by the slowest of them.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from time import perf_counter

from app.bench.rows import Measured
from app.bench.service import a_copy, at_the_service
from app.core.clock import from_milliseconds
from app.core.ids import Id
from app.services.cases.file_sheets import file_sheet
from app.services.cases.past_sheets import file_sheet_as_of
from app.services.desk import Desk
from app.services.knowing import who_knows
from app.services.last_looks import keep_look, since_looked
from app.services.naming import names_of
from app.services.own_files import reason_asked
from app.services.paper.copies import copy_register, recall_list
from app.services.paper.recall_sheets import recalls_due
from app.services.trail_sheets import trail_sheet
from app.services.trails import Past

OPEN, BACK = 150.0, 300.0
"""Milliseconds an officer waits at most: for a file with all its tabs, for one as it stood."""
BIGGEST, OTHERS, MOMENTS, ROUNDS = 12, 240, 6, 3
FIRST = 100
"""Changes that the tab of the history reads at first."""
SINCE = 0.02
"""Part of all entries that came since the officer looked into each file: five weeks' of five years."""
LANGUAGE = "nl"


def any_file() -> Measured:
    """Return milliseconds until the screen of a file and the first data of each of its tabs are there."""
    rounds: list[list[float]] = []
    slowest: Mapping[str, float] = {}
    with a_copy() as store:
        with at_the_service(store) as desk:
            files = sample(desk, BIGGEST, OTHERS)
            look_before(desk, files)
        for _ in range(ROUNDS):
            with at_the_service(store) as desk:  # anew: nothing of the round before is still in memory
                times = [tabs_of(desk, file) for file in files]
            rounds.append(sorted(sum(one.values()) for one in times))
            slowest = max(times, key=lambda one: sum(one.values()))
    best = min(rounds, key=lambda one: one[-1])
    slow = ", ".join(f"{name} {took:.0f}" for name, took in slowest.items())
    note = f"slowest of {len(files)} files; p50 {at(best, 0.5):.0f}, p95 {at(best, 0.95):.0f}; of the slowest: {slow}"
    return Measured([one[-1] for one in rounds], [1.0] * ROUNDS, "ms", most=OPEN, note=note)


def as_of() -> Measured:
    """Return milliseconds until a file is there as it stood at a moment of its history."""
    rounds, asked = [], list[tuple[Id, tuple[datetime, Past]]]()
    for _ in range(ROUNDS):
        with at_the_service() as desk:
            some = sample(desk, BIGGEST, OTHERS // 4)
            asked = [(file, moment) for file in some for moment in moments_of(desk, file)]
            rounds.append(sorted(looked_back(desk, *one) for one in asked))
    best = min(rounds, key=lambda one: one[-1])
    note = f"slowest of {len(asked)} moments; p50 {at(best, 0.5):.0f}, p95 {at(best, 0.95):.0f}"
    return Measured([one[-1] for one in rounds], [1.0] * ROUNDS, "ms", most=BACK, note=note)


def sample(desk: Desk, biggest: int, others: int) -> Sequence[Id]:
    """Return the files with the longest histories, the longest first, and others by lot."""
    sql = """SELECT root FROM stream JOIN entry USING (sid) WHERE root IN (SELECT uid FROM p_threat_file)
             GROUP BY root ORDER BY count(*) DESC, root"""
    with desk.read() as view:
        found = [bytes(row[0]) for row in view.connection.exec_driver_sql(sql)]
    rest = random.Random(2).sample(found[biggest:], min(others, len(found[biggest:])))  # noqa: S311 - no secret
    return [*found[:biggest], *rest]


def look_before(desk: Desk, files: Sequence[Id]) -> None:
    """Let the officer have looked into the files a while ago: what came since is told when he opens one."""
    with desk.read() as view:
        newest = int(view.connection.exec_driver_sql("SELECT max(eid) FROM entry").scalar_one())
    for file in files:
        keep_look(desk, file, int(newest * (1 - SINCE)))


def tabs_of(desk: Desk, file: Id) -> Mapping[str, float]:
    """Return milliseconds of each thing the window asks to show a file and turn to all its tabs."""
    asks: Mapping[str, Callable[[], object]] = {
        "reason": lambda: reason_asked(desk, file),
        "sheet": lambda: file_sheet(desk, file, LANGUAGE),
        "since": lambda: since_looked(desk, file, LANGUAGE),
        "protocols": lambda: _papers(desk, file),
        "knowing": lambda: who_knows(desk, file, LANGUAGE),
        "history": lambda: trail_sheet(desk, file, LANGUAGE, FIRST),
    }
    found = {}
    for name, ask in asks.items():
        begun = perf_counter()
        ask()
        found[name] = 1_000 * (perf_counter() - begun)
    return found


def moments_of(desk: Desk, file: Id) -> list[tuple[datetime, Past]]:
    """Return moments spread over the file's history, each of what was known and of what was decided."""
    sql = (
        "SELECT moment FROM save WHERE vid IN (SELECT vid FROM entry JOIN stream USING (sid) WHERE root = ?) ORDER BY 1"
    )
    with desk.read() as view:
        known = [int(row[0]) for row in view.connection.exec_driver_sql(sql, (file,))]
    spread = [known[min(len(known) * part // MOMENTS, len(known) - 1)] for part in range(1, MOMENTS + 1)]
    return [(from_milliseconds(one), past) for one in spread for past in Past]


def looked_back(desk: Desk, file: Id, moment: tuple[datetime, Past]) -> float:
    """Return milliseconds until the file is there as it stood at `moment`."""
    begun = perf_counter()
    file_sheet_as_of(desk, file, *moment, LANGUAGE)
    return (perf_counter() - begun) * 1_000


def at(times: Sequence[float], part: float) -> float:
    """Return the time that `part` of the sorted `times` did not exceed."""
    return times[min(int(part * len(times)), len(times) - 1)]


def _papers(desk: Desk, file: Id) -> object:
    """Ask as `app.ui.screens.paper.copies_panel` does."""
    copies = copy_register(desk, file)
    names = names_of(desk, {one.subject for one in copies if one.subject is not None}, LANGUAGE)
    return copies, names, recall_list(desk, file), recalls_due(desk, file)
