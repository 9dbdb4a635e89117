"""Whom of the register a name resembles that is being typed, among 20,000 persons; nobody waits for it who types on.

There is no yardstick: the goal is the time an officer waits. Each name is of the register, with one error.
"""

import random
from collections.abc import Sequence
from time import perf_counter

from app.bench.finding import WAIT, Looked
from app.bench.rows import Measured
from app.bench.service import at_the_service
from app.bench.slips import with_a_typo
from app.models.kinds.persons import Person
from app.services.desk import Desk
from app.services.registers.resembling import resembling_persons

ROUNDS, NAMES = 3, 100

Name = tuple[str, str]
"""Given names and family name."""


def duplicates() -> Measured:
    """Return the 95th percentile, in milliseconds, from a name as it is typed to those it resembles."""
    with at_the_service() as desk:
        people = names_of_all(desk)
        rounds = [resembled(desk, people, NAMES, seed) for seed in range(ROUNDS)]
    found, most = min(one.found for one in rounds), max(one.times[-1] for one in rounds)
    return Measured(
        [one.percentile(0.95) for one in rounds], [1.0] * ROUNDS, "ms p95", most=WAIT,
        note=f"{len(people)} persons, {found:.0%} shown, the slowest {most:.0f} ms",
    )  # fmt: skip


def names_of_all(desk: Desk) -> Sequence[Name]:
    """Return the names of the register."""
    with desk.read() as view:
        return [(one.given_names or "", one.family_name or "") for _, one in view.find(Person)]


def resembled(desk: Desk, people: Sequence[Name], names: int, seed: int) -> Looked:
    """Ask for names with one error each; a namesake of who was meant counts as shown."""
    rnd = random.Random(seed)  # noqa: S311 - whom to ask for, no secret
    times, shown = [], 0
    for _ in range(names):
        given, family = rnd.choice(people)
        typed = (with_a_typo(given, rnd), family) if rnd.random() < 0.3 else (given, with_a_typo(family, rnd))
        begun = perf_counter()
        found = resembling_persons(desk, *typed, "", "nl")
        times.append(1_000 * (perf_counter() - begun))
        shown += any(one.name == f"{given} {family}".strip() for one in found)
    return Looked(sorted(times), shown / names)
