"""What comparable files decided, of a large service: the slowest file, at its first question and at every step.

There is no yardstick: what counts is how long an officer waits who decides a measure and wants to know.
"""

from collections.abc import Sequence
from time import perf_counter

from app.bench.files import at, sample
from app.bench.rows import Measured
from app.bench.service import at_the_service
from app.core.ids import Id
from app.services.desk import Desk
from app.services.precedents import precedents

WAIT = 150.0
"""Milliseconds an officer waits at most, as for a file with its tabs."""
BIGGEST, OTHERS, ROUNDS = 12, 48, 3


def precedents_of_a_file() -> Measured:
    """Return milliseconds until the precedents of a file are there, of the narrowest step and of each one asked."""
    rounds = []
    for _ in range(ROUNDS):
        with at_the_service() as desk:  # anew: nothing of the round before is still in memory
            files = sample(desk, BIGGEST, OTHERS)
            rounds.append([took for file in files for took in _asked(desk, file)])
    first = max(one[0] for one in rounds)
    best = sorted(min(rounds, key=max))
    note = (
        f"slowest of {len(best)} questions; p50 {at(best, 0.5):.0f}, p95 {at(best, 0.95):.0f}; very first {first:.0f}"
    )
    return Measured([max(one) for one in rounds], [1.0] * ROUNDS, "ms", most=WAIT, note=note)


def _asked(desk: Desk, file: Id) -> Sequence[float]:
    begun = perf_counter()
    found = precedents(desk, file)
    times = [1_000 * (perf_counter() - begun)]
    for step in range(len(found.steps)):
        begun = perf_counter()
        precedents(desk, file, step)
        times.append(1_000 * (perf_counter() - begun))
    return times
