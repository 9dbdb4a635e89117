"""Markings of other systems, kept as received: EU, NATO, another state (domain.md §5). Each has a Belgian equivalent.

What holds a thing that came so marked is marked no lower than that, when it is recorded and for as long as it is there.
"""

from app.core.errors import UserError
from app.core.i18n import N_, translate
from app.core.ids import Id
from app.models.enums import Marking, say
from app.models.kinds.label import Label
from app.models.kinds.threat import ThreatAnalysis, ThreatReport
from app.models.lists import FOREIGN_MARKINGS, Lists
from app.services.choices import check_choice
from app.services.desk import View

_HOLDING = "sid = (SELECT sid FROM stream WHERE id = ?)"


class BelowItsEquivalent(UserError):
    """What came marked by another system, where less would be done to protect it."""

    sentence = N_(
        "What is marked {received} is protected as {equivalent} at least, and this would be marked lower. Raise that "
        "marking first. Nothing was saved."
    )

    def say(self, language: str = "en") -> str:
        """Return the sentence with the level worded in `language`."""
        facts = {"received": self.facts["received"], "equivalent": say(self.facts["level"], language)}
        return translate(self.sentence, language).format(**facts)


def check_received(view: View, code: str | None, marking: Marking) -> None:
    """Raise NotOnTheList or BelowItsEquivalent, at `received_as`, where `marking` protects less than `code` asks."""
    if code is None:
        return
    check_choice(view, FOREIGN_MARKINGS, code, "received_as")
    _check(view.lists, code, marking, "received_as")


def check_still_enough(view: View, stream: Id, marking: Marking) -> None:
    """Raise BelowItsEquivalent, at `marking`, where something in the stream came with a marking that asks for more."""
    codes = {one.foreign_marking for _, one in view.find(Label, _HOLDING, stream)}
    codes |= {one.received_as for _, one in view.find(ThreatReport, f"{_HOLDING} AND received_as IS NOT NULL", stream)}
    codes |= {
        one.received_as for _, one in view.find(ThreatAnalysis, f"{_HOLDING} AND received_as IS NOT NULL", stream)
    }
    for code in sorted(code for code in codes if code):
        _check(view.lists, code, marking, "marking")


def _check(lists: Lists, code: str, marking: Marking, field: str) -> None:
    line = lists.find(FOREIGN_MARKINGS, code)
    needed = Marking(line.detail.get("equivalent", Marking.NONE)) if line is not None else Marking.NONE
    if line is not None and marking < needed:
        raise BelowItsEquivalent(field=field, received=line.say("en"), level=needed)
