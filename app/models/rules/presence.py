"""Where a person is on a day (domain.md §2): a period with an end holds over one without; the later of two over the
earlier.

"At home" without end is how somebody lives; "abroad from 10 to 14" stands before it on those days, and on the 15th the
first holds again. Periods of two officers who did not know of each other all stand: nobody hides one from the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, repr=False)
class Period:
    """What the rule reads of a presence. `whose` is the person, in whatever form the caller tells persons apart."""

    id: Any
    whose: Any
    first: date | None
    last: date | None


def covers(period: Period, day: date) -> bool:
    """Whether `day` lies in the period; its first and last day do."""
    return (period.first is None or period.first <= day) and (period.last is None or day <= period.last)


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods of one person say two things of a day: both have an end, or neither, from the same day."""
    if one.whose != other.whose or (one.last is None) != (other.last is None):
        return False
    if one.last is None or other.last is None:
        return one.first == other.first
    return (one.first or date.min) <= other.last and (other.first or date.min) <= one.last


def standing(periods: Iterable[Period], day: date) -> frozenset[Any]:
    """Return the ids of the periods that hold on `day`."""
    by_person: dict[Any, list[Period]] = {}
    for period in periods:
        if covers(period, day):
            by_person.setdefault(period.whose, []).append(period)
    held = set()
    for found in by_person.values():
        ended = [period for period in found if period.last is not None]
        latest = max(period.first or date.min for period in found)
        held |= {period.id for period in ended or found if ended or (period.first or date.min) == latest}
    return frozenset(held)
