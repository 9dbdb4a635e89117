"""Whether two names are the same as written, and which known names merely look alike.

The same writing may differ in accents, capitals, hyphens and apostrophes: lists drop them. Anything more, a letter
lost or a second given name, is a likeness for an officer to judge. Nothing here merges anything.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from anyascii import anyascii
from rapidfuzz.distance import OSA

from app.models.names.holders import HolderParse

_APOSTROPHES = re.compile(r"['`’‘ʿʾ´\"]")
_LONG = 5
"""Words of fewer letters differ too easily by one."""


class Alike(StrEnum):
    """In what way two names look alike."""

    SPELLING = "spelling"
    """One or two letters differ."""
    ORDER = "order"
    """The same words in another order."""
    PART = "part"
    """All words of the one are in the other, which has more."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A known name, by its place in what was given, that may be the same person: to be judged, never merged."""

    known: int
    alike: Alike
    errors: int


def folded(name: str) -> tuple[str, ...]:
    """Return the words of `name` in Latin letters without accents, capitals, hyphens and apostrophes."""
    plain = anyascii(_APOSTROPHES.sub("", unicodedata.normalize("NFC", name))).casefold()
    return tuple(re.findall(r"[a-z0-9]+", plain.replace("`", "")))


def same_person(one: HolderParse, other: HolderParse) -> bool:
    """Tell whether two rows name the same person beyond doubt: both certain, and the full names written alike.

    Only for rows of one country: namesakes exist elsewhere.
    """
    return one.certain and other.certain and folded(one.full) == folded(other.full)


def lookalikes(name: str, known: Iterable[str]) -> list[Lookalike]:
    """Return which of `known` may be the same person as `name` though not written alike, nearest first."""
    mine = folded(name)
    found = []
    for at, other in enumerate(known):
        alike = _compared(mine, folded(other))
        if alike is not None:
            found.append(Lookalike(at, *alike))
    return sorted(found, key=lambda one: (one.errors, one.known))


def _compared(mine: tuple[str, ...], other: tuple[str, ...]) -> tuple[Alike, int] | None:
    if not mine or not other or mine == other:
        return None
    if sorted(mine) == sorted(other):
        return Alike.ORDER, 0
    errors = _errors(mine, other)
    if errors is None:
        errors = _errors(tuple(sorted(mine)), tuple(sorted(other)))
    if errors is not None:
        return Alike.SPELLING, errors
    fewer, more = sorted((set(mine), set(other)), key=len)
    if len(fewer) > 1 and fewer < more:
        return Alike.PART, len(more) - len(fewer)
    return None


def _errors(mine: tuple[str, ...], other: tuple[str, ...]) -> int | None:
    """Return how many letters differ, or None where more differ than a slip explains."""
    one, two = " ".join(mine), " ".join(other)
    allowed = 1 if min(len(one), len(two)) < 2 * _LONG else 2
    total = int(OSA.distance(one, two, score_cutoff=allowed))
    if total > allowed:
        return None
    pairs = zip(mine, other, strict=False) if len(mine) == len(other) else ()
    short_differs = any(a != b and min(len(a), len(b)) < _LONG - 2 for a, b in pairs)
    return None if short_differs or len(one.replace(" ", "")) < _LONG else total
