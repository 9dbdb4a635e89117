"""The measures of a file as a board: a column per state, what is overdue first in each and red.

Only the cards in sight are painted. The arrows go up and down a column and over to the next one; nothing is dragged,
for a measure changes its column by a decision.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import MeasureState
from app.models.rules.measures import OVER
from app.services.cases.worklists import MeasureRow
from app.ui.files.measures.board_cards import Card, CardPainter, card_of
from app.ui.files.wording import Decided
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label

S = MeasureState
COLUMNS: Mapping[str, frozenset[MeasureState]] = {
    N_("To decide"): frozenset({S.PROPOSED, S.RETURNED}),
    N_("To begin"): frozenset({S.APPROVED}),
    N_("Running"): frozenset({S.PROVISIONAL, S.ACTIVE}),
    N_("Suspended"): frozenset({S.SUSPENDED}),
    N_("Over"): OVER,
}
"""The columns from the left, and the states that stand in each."""
FULL, BARE = 136, 96
"""Pixels of a column at least, with cards and without."""
LEAST = 72
"""Pixels of height of a column at least."""
Index = QModelIndex | QPersistentModelIndex


class MeasureBoard(QWidget):
    """Of all columns one card is chosen."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName("measures_board")
        self._lists: list[_Column] = []
        self._heads: list[QLabel] = []
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(GRID, GRID, GRID, 0)
        self._box.setSpacing(GRID)
        for number, word in enumerate(COLUMNS):
            head = label("", f"board_head_{number}", "strong")
            made = _Column(kit, f"board_column_{number}", kit.words(word))
            made.selectionModel().currentChanged.connect(partial(self._on_current, made))
            made.activated.connect(lambda index: self.opened.emit(index.data(Qt.ItemDataRole.UserRole)))
            made.left.connect(partial(self._step, number))
            box = QVBoxLayout()
            box.setSpacing(GRID // 2)
            box.addWidget(head)
            box.addWidget(made, 1)
            self._box.addLayout(box)
            self._lists.append(made)
            self._heads.append(head)

    @property
    def key(self) -> Id | None:
        """Return the chosen measure."""
        return next((made.key for made in self._lists if made.key is not None), None)

    def show_measures(self, found: Sequence[MeasureRow], sheet: Decided, today: date) -> None:
        """Show these, each in the column of its state, in the order given."""
        words = self._kit.words
        for number, (word, states) in enumerate(COLUMNS.items()):
            cards = [card_of(self._kit, line, sheet, today) for line in found if line.state in states]
            made = self._lists[number]
            made.put(cards)
            self._heads[number].setText(f"{words(word)} {len(cards)}" if cards else words(word))
            made.setMinimumWidth(FULL if cards else BARE)
            self._box.setStretch(number, 3 if cards else 1)

    def choose(self, key: Any) -> bool:
        """Choose the card of this measure; tell whether there is one."""
        found = [made.choose(key) for made in self._lists]
        return any(found)

    def _on_current(self, where: "_Column", current: Index, _before: Index) -> None:
        if not current.isValid():
            return
        for made in self._lists:
            if made is not where:
                made.forget()
        self.chosen.emit(current.data(Qt.ItemDataRole.UserRole))

    def _step(self, number: int, by: int) -> None:
        """Go to the next column with cards, as far down as one was."""
        row = self._lists[number].currentIndex().row()
        at = number + by
        while 0 <= at < len(self._lists):
            model = self._lists[at].model()
            if model.rowCount():
                self._lists[at].setFocus(Qt.FocusReason.TabFocusReason)
                self._lists[at].setCurrentIndex(model.index(min(row, model.rowCount() - 1), 0))
                return
            at += by


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cards: Sequence[Card] = ()

    def put(self, cards: Sequence[Card]) -> None:
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return card.key
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return card.said if role in shown else None


class _Column(QListView):
    left = Signal(int)
    """The next column is wanted: to the right (1) or to the left (-1)."""

    def __init__(self, kit: Kit, name: str, text: str) -> None:
        super().__init__()
        self._model = _Model(self)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setModel(self._model)
        self.setItemDelegate(CardPainter(kit, self, lambda: self._model.cards))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(LEAST)
        kit.theme.changed.connect(self.viewport().update)

    @property
    def key(self) -> Id | None:
        found = self.selectionModel().selectedIndexes()
        return found[0].data(Qt.ItemDataRole.UserRole) if found else None

    def put(self, cards: Sequence[Card]) -> None:
        """Show these; the chosen one stays chosen where it still is, without saying so again."""
        before = self.key
        self._model.put(cards)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cards else Qt.FocusPolicy.NoFocus)
        self.choose(before)

    def choose(self, key: Any) -> bool:
        at = next((at for at, card in enumerate(self._model.cards) if key is not None and card.key == key), None)
        if at is None:
            self.forget()
            return False
        index = self._model.index(at, 0)
        if self.currentIndex() != index or self.key != key:
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

    def forget(self) -> None:
        """Choose none."""
        self.selectionModel().clear()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # cards are as high as their texts need at this width

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.left.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
