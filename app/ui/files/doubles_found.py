"""After something was taken in: who of what came in may stand in the register already, with the way to judge it.

The look is long work in its own right: it shows how far it is in the status line and can be stopped; what was taken in
is in the store all the same, and the register's own list of doubles finds them later.
"""

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Marking
from app.services.doubles.finding import look_for_doubles
from app.services.doubles.sheets import DoublesPage, doubles_page
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Card, heading, label, row, secondary
from app.ui.kit.screen import Address
from app.ui.kit.words import capital

if TYPE_CHECKING:
    from app.services.desk import Desk

SHOWN = 10
"""Pairs that are named; the others are counted, and the list of the register has them."""


class DoublesFound(QWidget):
    """Empty until `look` finds something; `wanted` opens two entries side by side, or the list."""

    wanted = Signal(Address)
    marked = Signal(Marking)
    """The marking of what it names."""

    def __init__(self, kit: Kit, desk: "Desk") -> None:
        super().__init__()
        self._kit, self._desk = kit, desk
        self._card: Card | None = None
        self.setObjectName("doubles_found")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def look(self, persons: Collection[Id]) -> None:
        """Look whether any of these entries may be somebody who stands in the register already."""
        self.clear()
        if not persons:
            return
        desk, language, among = self._desk, self._kit.words.language, frozenset(persons)
        text = self._kit.words(N_("Looking for persons entered twice"))
        self._kit.jobs.run(
            self, text,
            lambda progress, cancel: doubles_page(
                desk, SHOWN, language, look_for_doubles(desk, among, progress, cancel)
            ),
            self._on_found,
        )  # fmt: skip

    def clear(self) -> None:
        """Show nothing."""
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
        self._card = None
        self.hide()

    def _on_found(self, page: DoublesPage | None) -> None:
        self.clear()
        if page is None or not page.lines:
            return
        words = self._kit.words
        card = self._card = Card("doubles_card")
        card.box.addWidget(heading(words(N_("May stand in the register already")), "doubles_found_title"))
        for number, one in enumerate(page.lines):
            pair = Address("doubles", one.double.one, extra=(("with", one.double.other.hex()),))
            text = " · ".join(one.names)
            opens = link(text, f"double_{number}", partial(self.wanted.emit, pair))
            opens.setAccessibleName(words(N_("{name}, side by side"), name=text))
            card.box.addLayout(row(opens, None))
            why = capital(words.series(words.enum(reason) for reason in one.double.why))
            card.box.addWidget(secondary(why, f"double_{number}_why", wrap=True))
        left = page.total - len(page.lines)
        if left:
            more = words(N_("and {count} more"), count=words.number(left))
            card.box.addWidget(label(more, "doubles_left", "quiet"))
        whole = link(words(N_("Doubles to look at")), "doubles_list", partial(self.wanted.emit, Address("doubles")))
        card.box.addLayout(row(whole, None))
        self._box.addWidget(card)
        self.show()
        self.marked.emit(page.marking)
