"""An address or a place at which a measure is ordered is not taken away, ended or moved unseen.

Whoever executes the measure would stand before a door that is no longer the right one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import Place, SealedAddress
from app.models.rules.measures import UNSETTLED
from app.services.desk import View
from app.services.ordered import MeasuresNotOver, told_of

WHERE = frozenset({"street", "number", "box", "postcode", "municipality", "country"})
"""What moves an address or a place."""


class MeasuresThere(MeasuresNotOver):
    """Measures that are not over are ordered there."""

    sentence = N_(
        "Measures are ordered there: {measures}. Whoever carries them out is not told by this alone: end them or give "
        "them another place, or go on knowingly. Nothing was changed."
    )


def check_removed(view: View, uid: Id) -> None:
    """Raise MeasuresThere where a measure is ordered at an address or a place that is to go."""
    _refuse(view, _ordered(view, uid))


def check_changed(view: View, uid: Id, before: HomeAddress | SealedAddress | Place, given: Mapping[str, Any]) -> None:
    """Raise MeasuresThere where a measure is ordered there, and a change moves it or ends it before the measure."""
    after = replace(before, **given)
    if any(getattr(before, name) and getattr(before, name) != getattr(after, name) for name in WHERE):
        _refuse(view, _ordered(view, uid))
        return
    last: date | None = getattr(after, "to_on", None)
    if last is None or last == getattr(before, "to_on", None):
        return
    _refuse(view, [one for one in _ordered(view, uid) if one[1].end is None or one[1].end > last])


def _ordered(view: View, uid: Id) -> list[tuple[Id, Measure]]:
    found = view.locate(Measure, "place = ? OR (subject = ? AND subject_kind = ?)", uid, uid, SubjectKind.PLACE.value)
    return [(stream, one) for _, stream, one in found if one.state in UNSETTLED]


def _refuse(view: View, ordered: Iterable[tuple[Id, Measure]]) -> None:
    if (told := told_of(view, ordered)) is not None:
        raise MeasuresThere(**told)
