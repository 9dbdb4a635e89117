"""A file as it stood at some moment, in a store of 100,000 files.

No yardstick: what counts is how long an officer waits who asks. The file is the one with 2,000 entries in its history.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from time import perf_counter

from app.bench.rows import Measured
from app.bench.window.rows import the_town
from app.bench.window.town import LOGIN, PASSPHRASE, Town, a_platform
from app.core.clock import from_milliseconds
from app.services.cases.past_sheets import file_sheet_as_of
from app.services.desk import Desk
from app.services.station.stations import open_desk
from app.services.trails import Past

WAIT = 300.0
"""Milliseconds an officer waits at most."""
MOMENTS = 12


def as_of() -> Measured:
    """Return milliseconds until a file with 2,000 entries is there as it stood at a moment of its history."""
    town = the_town()
    with _at(town) as desk:
        found = [_looked_back(desk, town.worked_on, moment) for moment in _moments(desk, town)]
    return Measured(found, [1.0] * len(found), "ms", most=WAIT, note=f"{len(found)} moments of one file")


@contextmanager
def _at(town: Town) -> Iterator[Desk]:
    desk = open_desk(town.store, LOGIN, PASSPHRASE, a_platform())
    try:
        yield desk
    finally:
        desk.close()


def _moments(desk: Desk, town: Town) -> list[datetime]:
    """Return moments spread over the file's history, the first entries left out: it was not there yet."""
    sql = (
        "SELECT moment FROM save WHERE vid IN (SELECT vid FROM entry JOIN stream USING (sid) WHERE root = ?) ORDER BY 1"
    )
    with desk.read() as view:
        known = [int(row[0]) for row in view.connection.exec_driver_sql(sql, (town.worked_on,))]
    return [from_milliseconds(known[len(known) * part // (MOMENTS + 1)]) for part in range(1, MOMENTS + 1)]


def _looked_back(desk: Desk, file: bytes, moment: datetime) -> float:
    begun = perf_counter()
    file_sheet_as_of(desk, file, moment, Past.KNOWN_HERE, "nl")
    return (perf_counter() - begun) * 1_000
