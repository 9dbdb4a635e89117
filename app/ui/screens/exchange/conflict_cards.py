"""One conflict as cards side by side: both values, who and when, one key each; what stood before; and a third value."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.fields import Sensitivity
from app.models.kinds.schema import SCHEMA
from app.services.exchange.conflict_sheets import ConflictSheet
from app.services.exchange.conflicts import Standing
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, row, secondary
from app.ui.kit.words import DASH, capital

EMPTY = (None, (), "")
"""What a field holds in which nothing is said."""


class ConflictCards(QWidget):
    """Emits what the officer chose; it settles nothing itself."""

    kept = Signal(object)
    """The values (by field) that should hold from now on."""
    other_wanted = Signal()
    """A third value should be typed."""

    def __init__(self, kit: Kit, sheet: ConflictSheet, number: int, *, keys: bool) -> None:
        super().__init__()
        self._kit, self._sheet = kit, sheet
        self.choices: list[Button] = []
        """The buttons in the order of their numbers. `keys` shows the numbers; whoever shows the cards listens to them,
        for a key that is held down, or pressed twice, must not choose in the next conflict too."""
        self.setObjectName(f"conflict_{number}")
        words = kit.words
        self._spec = SCHEMA.by_name.get(sheet.conflict.kind)
        self._shown = _filled(sheet)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(heading(self.about(), f"conflict_about_{number}"))
        if sheet.conflict.workflow:
            said = words(N_("Until somebody decides, what protects more holds."))
            box.addWidget(secondary(said, f"conflict_meanwhile_{number}"))
        cards = QHBoxLayout()
        cards.setSpacing(2 * GRID)
        for place, standing in enumerate(sheet.conflict.standing):
            cards.addWidget(self._card(standing, place, str(place + 1) if keys else ""), 1)
        cards.addWidget(self._former(str(len(sheet.conflict.standing) + 1) if keys else ""), 1)
        box.addLayout(cards)

    def said(self, values: Mapping[str, Any]) -> str:
        """Return values in words, on one line."""
        return ", ".join(self._said(name, value) for name, value in values.items() if value is not None) or DASH

    def about(self) -> str:
        """Return `BP-2026-BRU1-0042 · Patrouilles: aantal per 24 u`."""
        words, title = self._kit.words, capital(self._sheet.title)
        what = words.pair(title, self.fields()) if title and self.fields() else title or self.fields()
        return " · ".join(part for part in (self._sheet.root_title, what) if part)

    def words_of(self) -> str:
        """Return all that is said of it, to look for what is typed in it."""
        standing, former = self._sheet.conflict.standing, self._sheet.former
        values = [one.values or {} for one in standing] + [(former.values if former is not None else None) or {}]
        who = (f"{one.station} {one.officer}" for one in standing)
        return " ".join((self.about(), *who, *(self.said(one) for one in values)))

    def told(self) -> list[tuple[str, str]]:
        """Return who wrote what, rival by rival: for where a third value is typed."""
        return [
            (", ".join(part for part in (one.station, one.officer) if part), self._wording(one.values))
            for one in self._sheet.conflict.standing
        ]

    def _wording(self, values: Mapping[str, Any] | None) -> str:
        return self.said(values) if values is not None else self._kit.words(N_("not held on this workstation"))

    def fields(self) -> str:
        """Return what the fields are called that the cards show."""
        words = self._kit.words
        if self._spec is None:
            return ""
        return ", ".join(words(self._spec.fields[name].meta.label) for name in self._shown)

    def _card(self, standing: Standing, place: int, key: str) -> Card:
        words = self._kit.words
        card = Card(f"rival_{place}")
        head = " · ".join(part for part in (standing.station, standing.officer, words.moment(standing.moment)) if part)
        card.box.addWidget(secondary(head, f"rival_by_{place}", wrap=True))
        self._values(card, standing.values, f"rival_{place}")
        if place == self._sheet.conflict.shown:
            card.box.addWidget(secondary(words(N_("This is what holds meanwhile.")), f"rival_shown_{place}"))
        card.box.addStretch(1)
        made: Button = button(
            self._kit, words(N_("Keep this")), f"keep_{place}", partial(self.kept.emit, standing.values), key=key
        )
        if standing.values is not None:
            made.setAccessibleName(f"{made.text()}: {self.said(standing.values)}")
        self._offer(card, made, can=standing.values is not None)
        return card

    def _former(self, key: str) -> Card:
        words, former = self._kit.words, self._sheet.former
        card = Card("rival_former")
        head = words(N_("Before both"))
        if former is not None:
            head = f"{head} · {words.moment(former.moment)}"
        card.box.addWidget(secondary(head, "former_head"))
        if former is None:
            card.box.addWidget(label(words(N_("nothing stood here before")), "former_none", "quiet", wrap=True))
        else:
            self._values(card, former.values, "former")
        card.box.addStretch(1)
        made = button(self._kit, words(N_("Another value…")), "keep_other", self.other_wanted.emit, key=key)
        self._offer(card, made, can=True)
        return card

    def _offer(self, card: Card, made: Button, *, can: bool) -> None:
        made.setProperty("shortcut", QKeySequence())
        made.setEnabled(self._sheet.may_settle and can)
        card.box.addLayout(row(made, None))
        self.choices.append(made)

    def _values(self, card: Card, values: Mapping[str, Any] | None, name: str) -> None:
        words = self._kit.words
        if values is None:
            card.box.addWidget(label(words(N_("not held on this workstation")), f"{name}_withheld", "quiet", wrap=True))
            return
        several = len(self._shown) > 1
        for field in self._shown:
            value = values.get(field)
            said = self._said(field, value)
            if several:
                text = words(self._spec.fields[field].meta.label) if self._spec else field
                card.box.addWidget(secondary(text, f"{name}_{field}_label"))
            made = label(said, f"{name}_{field}", "strong" if several else "heading", wrap=True, select=True)
            made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            card.box.addWidget(made)

    def _said(self, field: str, value: Any) -> str:
        if value is not None and self._spec and self._spec.fields[field].meta.sensitivity is Sensitivity.SEALED:
            return self._kit.words(N_("Sealed: filled in, not shown"))  # one chooses by who wrote it, and when
        if isinstance(value, bytes):
            return self._sheet.names.get(value, DASH)
        if isinstance(value, tuple) and any(isinstance(item, bytes) for item in value):
            return ", ".join(self._sheet.names.get(item, DASH) for item in value)
        return self._kit.words.value(self._spec.fields[field], value) if self._spec else str(value)


def _filled(sheet: ConflictSheet) -> list[str]:
    """Return the fields in which one of the values, or what stood before, says something; all where none does."""
    told = [one.values for one in sheet.conflict.standing] + [sheet.former.values if sheet.former is not None else None]
    held = [values for values in told if values is not None]
    filled = [name for name in sheet.conflict.fields if any(values.get(name) not in EMPTY for values in held)]
    return filled or list(sheet.conflict.fields)
