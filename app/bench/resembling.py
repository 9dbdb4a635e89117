"""Whom of the register a name resembles that is being typed, among 20,000 persons; nobody waits for it who types on.

There is no yardstick: the goal is the time an officer waits. Each name is of the register, with one error.
"""

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from app.bench.finding import WAIT, Looked, a_desk, fill
from app.bench.rows import Measured
from app.bench.slips import with_a_typo
from app.core.ids import Id
from app.services.desk import Desk
from app.services.registers.resembling import resembling_persons

PERSONS, ROUNDS, NAMES = 20_000, 3, 100


def duplicates() -> Measured:
    """Return the 95th percentile, in milliseconds, from a name as it is typed to those it resembles."""
    with tempfile.TemporaryDirectory() as name:
        desk = a_desk(Path(name))
        try:
            people = fill(desk, PERSONS)
            rounds = [resembled(desk, people, NAMES, seed) for seed in range(ROUNDS)]
        finally:
            desk.store.close()
    found = min(one.found for one in rounds)
    return Measured(
        [one.percentile(0.95) for one in rounds], [1.0] * ROUNDS, "ms p95", most=WAIT,
        note=f"{len(people)} persons, {found:.0%} shown",
    )  # fmt: skip


def resembled(desk: Desk, people: Sequence[tuple[Id, str]], names: int, seed: int) -> Looked:
    """Ask for names with one error each; a namesake of who was meant counts as shown."""
    rnd = random.Random(seed)  # noqa: S311 - whom to ask for, no secret
    times, shown = [], 0
    for _ in range(names):
        meant = rnd.choice(people)[1]
        given, _, family = with_a_typo(meant, rnd).partition(" ")
        begun = perf_counter()
        found = resembling_persons(desk, given, family, "", "nl")
        times.append(1_000 * (perf_counter() - begun))
        shown += any(one.name == meant for one in found)
    return Looked(sorted(times), shown / names)
