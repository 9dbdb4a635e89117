"""An address or a place at which a measure is ordered is not taken away, ended or moved unseen.

Whoever executes the measure would stand before a door that is no longer the right one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.core.errors import Warned
from app.core.i18n import N_, translate, translate_plural
from app.core.ids import Id
from app.models.enums import Action, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import Place, SealedAddress
from app.models.rules.measures import UNSETTLED
from app.services.desk import View
from app.services.naming import root_facts
from app.services.saying import TypeName

WHERE = frozenset({"street", "number", "box", "postcode", "municipality", "country"})
"""What moves an address or a place."""


class MeasuresThere(Warned):
    """Measures that are not over are ordered there: `measures` with type and file, `unseen` others by their number."""

    sentence = N_(
        "Measures are ordered there: {measures}. Whoever carries them out is not told by this alone: end them or give "
        "them another place, or go on knowingly. Nothing was changed."
    )

    def say(self, language: str = "en") -> str:
        """Return the sentence with each measure as type and file, those that may not be read as a number."""
        said = [f"{kind.say(language)} ({file})" if file else kind.say(language) for kind, file in self.measures]
        if self.unseen:
            text = translate_plural(
                "{count} measure not shown here", "{count} measures not shown here", self.unseen, language
            )
            said.append(text.format(count=self.unseen))
        return translate(self.sentence, language).format(measures="; ".join(said))


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
    measures, unseen = list[tuple[TypeName, str]](), 0
    for stream, one in ordered:
        if view.may(Action.READ, stream):
            measures.append((TypeName(one.type, view.lists), root_facts(view, one.file)[1] if one.file else ""))
        else:
            unseen += 1
    if measures or unseen:
        raise MeasuresThere(measures=tuple(dict.fromkeys(measures)), unseen=unseen)
