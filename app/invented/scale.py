"""How much is invented, and how unevenly it lies: most files are small, a few are enormous, as in life."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Scale:
    """Counts of what is made. `days` are the days on which somebody saves; `busy` files are written on every one.

    Operations are not asked for: a measure of ten fields takes about eight when it is proposed and two or three with
    every decision, so that the whole has more than ten for each measure.
    """

    files: int
    persons: int
    measures: int
    days: int
    busy: int
    """Files that are written on every day: with a thousand days they have two thousand entries."""
    papers: int
    """Protocols issued as an officer does, each pressed and sealed."""

    @classmethod
    def of(cls, files: int, persons: int | None = None, measures: int | None = None) -> Self:
        """Return the usual proportions for so many files: two persons and ten measures each."""
        return cls(
            files, max(persons or 2 * files, files), measures or 10 * files,
            days=min(max(files // 5, 40), 1_000), busy=max(files // 2_000, 1), papers=max(files // 25, 1),
        )  # fmt: skip


def uneven(total: int, many: int, rnd: random.Random, spread: float = 1.0, most: int = 200) -> Sequence[int]:
    """Return `many` counts that together are `total`, spread as sizes in life are (log-normal), none above `most`.

    What is above it is laid on the small ones; ValueError where they cannot hold it.
    """
    if total > many * most:
        raise ValueError(total)
    weights = [rnd.lognormvariate(0, spread) for _ in range(many)]
    whole = sum(weights)
    found = [min(int(total * weight / whole), most) for weight in weights]
    left = total - sum(found)
    while left > 0:
        at = rnd.randrange(many)
        if found[at] < most:
            found[at] += 1
            left -= 1
    return found
