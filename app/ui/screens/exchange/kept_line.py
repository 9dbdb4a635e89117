"""What was chosen in the conflict settled last: it stays in sight, and a slip of the hand can be put right."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Card, label, row
from app.ui.screens.exchange.conflict_cards import ConflictCards


class KeptLine(Card):
    """One line; its link shows the values again where that is possible."""

    def __init__(self, kit: Kit) -> None:
        super().__init__("kept_line")
        self._kit = kit
        self._again: Callable[[], object] | None = None
        self._cards: QWidget | None = None
        self._said = label("", "kept_said", wrap=True, select=True)
        self._link = link(kit.words(N_("Choose again…")), "choose_again", self._on_again)
        line = row(self._said, self._link)
        line.setStretch(0, 1)
        self.box.addLayout(line)
        self._below = QVBoxLayout()
        self.box.addLayout(self._below)

    def say(self, about: str, kept: str, again: Callable[[], object] | None) -> None:
        """Say what holds now; `again` is None where it was a decision, which is never undone."""
        self._take_away()
        self._said.setText(self._kit.words(N_("Holds from now on: {value} ({about})"), value=kept, about=about))
        self._again = again
        self._name_link(N_("Choose again…"))
        self._link.setVisible(again is not None)
        self.show()

    def show_again(self, cards: ConflictCards) -> None:
        """Show the values to choose from under the line."""
        self._take_away()
        self._cards = cards
        self._name_link(N_("Leave it so"))
        self._below.addWidget(cards)
        cards.show()
        for one, other in pairwise([self._link, *cards.choices]):
            QWidget.setTabOrder(one, other)
        cards.choices[0].setFocus()

    def _on_again(self) -> None:
        if self._cards is not None:
            self._take_away()
            self._name_link(N_("Choose again…"))
        elif self._again is not None:
            self._again()

    def _name_link(self, text: str) -> None:
        self._link.setText(self._kit.words(text))
        self._link.setAccessibleName(self._link.text())

    def _take_away(self) -> None:
        if self._cards is not None:
            self._cards.hide()
            self._cards.deleteLater()
            self._cards = None
