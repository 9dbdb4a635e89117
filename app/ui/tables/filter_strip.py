"""The filters in force, in words, each with a button that takes it away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.core.i18n import N_
from app.services.lists.columns import Column
from app.services.lists.queries import Between, Condition, OneOf
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID
from app.ui.kit.words import DASH, Words
from app.ui.tables.wording import choice


class FilterStrip(QWidget):
    """Hidden while nothing is filtered by column."""

    removed = Signal(str)
    cleared = Signal()

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit, self._name = kit, name
        self.setObjectName(f"{name}_strip")
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID)
        self.hide()

    def show_filters(self, filters: Sequence[tuple[Column, Condition]]) -> None:
        """Show these."""
        while (item := self._box.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        words = self._kit.words
        for column, condition in filters:
            self._box.addWidget(self._chip(column, condition))
        if filters:
            self._box.addWidget(link(words(N_("Clear all filters")), f"{self._name}_clear", self.cleared.emit))
        self._box.addStretch(1)
        self.setVisible(bool(filters))

    def _chip(self, column: Column, condition: Condition) -> QPushButton:
        words = self._kit.words
        asked = in_words(words, column, condition)
        text = words(N_("{column}: {condition}"), column=words(column.label), condition=asked)
        made = QPushButton(self._kit.icons("x", "secondary"), text if len(text) <= 48 else text[:47] + "…")
        made.setObjectName(f"{self._name}_filter_{column.name}")
        made.setAccessibleName(words(N_("Take the filter away: {filter}"), filter=text))
        made.setToolTip(text)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _=False: self.removed.emit(column.name))
        return made


def in_words(words: Words, column: Column, condition: Condition) -> str:
    """Return what a condition asks."""
    match condition:
        case OneOf(values):
            members = {getattr(one, "value", one): one for one in column.choices}
            return ", ".join(choice(words, column, members.get(value, value)) for value in values)
        case Between(least, most):
            first, last = (words.plain(edge) if edge is not None else DASH for edge in (least, most))
            return f"{first} → {last}"
        case _:
            return f"“{condition.letters}”"
