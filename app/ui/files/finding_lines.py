"""One thing recognised: what it is, whose it is already, and a button with its key for each thing to do with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.checks import phone
from app.models.checks.recognising import Recognised, Sort
from app.services.cases.findings import Owner
from app.ui.forms.flow import FlowLayout
from app.ui.kit.buttons import Button
from app.ui.kit.kind_words import kind_name
from app.ui.kit.kit import Kit
from app.ui.kit.parts import label
from app.ui.kit.words import Words

LONGEST = 28
"""Letters of a name on a button."""
_WHAT: Mapping[Sort, str] = {
    Sort.POLICE_REPORT: N_("Police report {value}"),
    Sort.NOTICE: N_("Notice of the prosecutor {value}"),
    Sort.PLATE: N_("Number plate {value}"),
    Sort.PHONE: N_("Phone {value}"),
    Sort.EMAIL: N_("E-mail {value}"),
    Sort.MOMENT: N_("Moment {value}"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Offer:
    """One thing to do: `to` is to whom something is added; `fills` where it goes into a field instead."""

    to: str
    text: str
    fills: bool = False


class FindingLine(QWidget):
    """Its buttons take the next free keys; `pressed` tells what was pressed."""

    pressed = Signal(str)

    def __init__(
        self, kit: Kit, number: int, found: Recognised, owners: Sequence[Owner], offers: Sequence[Offer],
        keys: Iterator[int],
    ) -> None:  # fmt: skip
        super().__init__()
        self.found = found
        self._kit = kit
        self.setObjectName(f"finding_{number}")
        words = kit.words
        self._text = finding_text(words, found)
        self._known = _known(words, found, owners)
        self._said = label("", f"finding_{number}_said", wrap=True)
        self._buttons: dict[str, Button] = {}
        acts = QWidget()
        acts.setObjectName(f"finding_{number}_acts")
        flow = FlowLayout(acts, 6, down=4)
        for at, offer in enumerate(offers):
            key = next(keys, None)
            made = Button(kit, _short(offer.text), f"finding_{number}_{at}", f"Alt+{key}" if key else "")
            made.setAccessibleName(f"{self._text}: {offer.text}")
            made.setCheckable(not offer.fills)
            made.clicked.connect(lambda _=False, to=offer.to: self.pressed.emit(to))
            flow.addWidget(made)
            self._buttons[offer.to] = made
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._said, 2)
        box.addWidget(acts, 3)
        self.show_done(False)

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """Return its buttons, in the order of the eye."""
        return tuple(self._buttons.values())

    def show_done(self, done: bool) -> None:
        """Say that it stands in its field already; then there is nothing to press."""
        filled = self._kit.words(N_("filled in")) if done else ""
        self._said.setText(" · ".join(part for part in (self._text, self._known, filled) if part))
        for one in self._buttons.values():
            if not one.isCheckable():
                one.setVisible(not done)

    def show_chosen(self, to: str | None) -> None:
        """Show to whom it is to be added; None: to nobody."""
        for key, one in self._buttons.items():
            one.setChecked(key == to)


def finding_text(words: Words, found: Recognised) -> str:
    """Return `Telefoon +32 475 12 34 56`."""
    return words(_WHAT[found.sort], value=_shown(words, found))


def _shown(words: Words, found: Recognised) -> str:
    if found.sort is Sort.MOMENT:
        moment = datetime.fromisoformat(found.value)
        return words.moment(moment) if moment.time() != time() else words.date(moment)
    if found.sort is Sort.PHONE:
        try:
            return phone.parse(found.value).value.international
        except UserError:
            return found.value
    return found.value


def _known(words: Words, found: Recognised, owners: Sequence[Owner]) -> str:
    if not owners:
        return ""
    names = ", ".join(f"{owner.name} ({kind_name(words, owner.kind)})" for owner in owners)
    if found.sort is Sort.POLICE_REPORT:
        return words(N_("stands in {names}"), names=names)
    return words(N_("known: {names}"), names=names)


def _short(text: str) -> str:
    short = text if len(text) <= 2 * LONGEST else text[: 2 * LONGEST - 1].rstrip() + "…"
    return short.replace("&", "&&")  # a name gives no key
