"""Which points of a programme nobody protects: those without a measure that runs on their day."""

from collections.abc import Iterable
from datetime import date

from app.core.ids import Id
from app.models.enums import MeasureState, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.visits import ProgrammeItem
from app.models.rules.measures import RUNNING
from app.services.desk import today_of

DECIDED = RUNNING | {MeasureState.APPROVED}
"""States of a measure that protects on a day to come."""


def uncovered(
    items: Iterable[tuple[Id, ProgrammeItem]], measures: Iterable[Measure]
) -> tuple[tuple[Id, ProgrammeItem], ...]:
    """Return the points, cancelled ones apart, that have no measure of their own on their day.

    A measure counts when it runs or is approved, has begun by that day and does not end before it; one past its review
    runs on until somebody decides.
    """
    by_item: dict[Id | None, list[Measure]] = {}
    for measure in measures:
        if measure.subject_kind is SubjectKind.PROGRAMME_ITEM and measure.state in DECIDED:
            by_item.setdefault(measure.subject, []).append(measure)
    return tuple(
        (uid, item)
        for uid, item in items
        if not item.cancelled and not any(_covers(measure, item) for measure in by_item.get(uid, ()))
    )


def _covers(measure: Measure, item: ProgrammeItem) -> bool:
    first = None if item.starts is None else today_of(item.starts)
    last = first if item.ends is None else today_of(item.ends)
    return _not_after(measure.start, first) and _not_after(last, measure.end)


def _not_after(one: date | None, other: date | None) -> bool:
    return one is None or other is None or one <= other
