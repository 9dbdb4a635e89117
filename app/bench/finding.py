"""Looking a person up by a name with a typing error, among 100,000, through the service with its rights.

There is no yardstick: the goal is the time an officer waits. The persons are written through the history in large saves
and indexed by the job that drains the queue, so what is searched is a store as the program makes it; each is
a stream of its own, so that rights are asked for each.
"""

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter

from app.bench.rows import Measured
from app.bench.slips import with_a_typo
from app.core.clock import SystemClock, system_randomness
from app.core.ids import Id
from app.invented.names import a_crowd
from app.models.enums import Action, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.services.desk import Desk
from app.services.search.finding import find
from app.services.search.indexing import drain_index
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, House, Platform, enrol_officer, found_station
from app.store.keys import Argon2Cost
from app.store.meta import Mark

PASSPHRASE = "a quiet room in the north wing"  # noqa: S105 - of nobody
PERSONS = 100_000
SAVE = 2_000
"""Persons a save: what one large bundle brings."""
ROUNDS = 5
QUERIES = 200
WAIT = 60.0
"""Milliseconds within which 95 of 100 look-ups answer."""
FOUND = 0.97
"""Part of the names meant that must be among the first five."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One round of look-ups: milliseconds each, sorted, and the part that found who was meant."""

    times: Sequence[float]
    found: float

    def percentile(self, part: float) -> float:
        """Return the time that `part` of the look-ups did not exceed."""
        return self.times[min(int(part * len(self.times)), len(self.times) - 1)]


def find_typo() -> Measured:
    """Return the 95th percentile of a look-up by a mistyped name, in milliseconds."""
    with tempfile.TemporaryDirectory() as name:
        desk = a_desk(Path(name))
        try:
            people = fill(desk, PERSONS)
            rounds = [look_up(desk, people, QUERIES, seed) for seed in range(ROUNDS)]
        finally:
            desk.store.close()
    found = min(one.found for one in rounds)
    middle = sorted(one.percentile(0.5) for one in rounds)[ROUNDS // 2]
    return Measured(
        [one.percentile(0.95) for one in rounds], [1.0] * ROUNDS, "ms p95", most=WAIT, also=found >= FOUND,
        note=f"{PERSONS} persons, p50 {middle:.1f} ms, {found:.0%} found",
    )  # fmt: skip


def a_desk(folder: Path) -> Desk:
    """Found a store in `folder` and give a file officer's desk."""
    on = Platform(SystemClock(), system_randomness, None, Argon2Cost(memory_kib=64, passes=1, lanes=1))
    house = House("NCCN", {"nl": "NCCN", "original": "nl"}, None, "BRU1", Marking.SECRET)
    path = folder / "store"
    founded = found_station(path, house, Account("admin", "A", [Role.ADMINISTRATOR]), PASSPHRASE, on, Mark.EXERCISE)
    enrol_officer(founded.desk, Account("officer", "O", [Role.FILE_OFFICER]), PASSPHRASE, on)
    founded.desk.store.close()
    return open_desk(path, "officer", PASSPHRASE, on)


def fill(desk: Desk, persons: int) -> Sequence[tuple[Id, str]]:
    """Write that many invented persons and index them; return their ids and names."""
    names = iter(a_crowd(persons))
    people: list[tuple[Id, str]] = []
    while batch := list(islice(names, SAVE)):
        with desk.write() as unit:
            for name in batch:
                uid = desk.ids.new()
                given, _, family = name.partition(" ")
                public = unit.begin(uid, "person", Label(marking=Marking.NONE), Action.REGISTER)
                unit.create(public, Person(family_name=family, given_names=given), uid)
                people.append((uid, name))
            unit.save()
        while drain_index(desk, SAVE):
            pass
    return people


def look_up(desk: Desk, people: Sequence[tuple[Id, str]], queries: int, seed: int) -> Looked:
    """Look persons up by their names with one error each; namesakes of who was meant count as found."""
    rnd = random.Random(seed)  # noqa: S311 - whom to ask for, no secret
    times, found = [], 0
    names = dict(people)
    for _ in range(queries):
        meant = rnd.choice(people)[1]
        typed = with_a_typo(meant, rnd)
        start = perf_counter()
        hits = find(desk, typed, limit=5)
        times.append(1000 * (perf_counter() - start))
        found += meant in {names.get(hit.root) for hit in hits}
    return Looked(sorted(times), found / queries)
