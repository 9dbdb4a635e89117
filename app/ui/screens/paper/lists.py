"""A list of a few lines, read only: rows selected whole, columns as wide as what they say, some take the rest."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from app.ui.kit.kit import Kit
from app.ui.kit.parts import Card

ROW, PAD = 34, 10
_RED = Qt.ItemDataRole.UserRole
_At = QModelIndex | QPersistentModelIndex


class ShortList(QTableWidget):
    """Shows rows of texts. `stretch` are the columns that share what room is left."""

    def __init__(
        self, kit: Kit, name: str, title: str, headers: Sequence[str], stretch: Sequence[int], *, many: bool = False
    ) -> None:
        super().__init__(0, len(headers))
        self._kit = kit
        self._keys: list[bytes] = []
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setHorizontalHeaderLabels(list(headers))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Line(kit, self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in stretch:
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def put(self, rows: Sequence[tuple[bytes, Sequence[str]]], red: frozenset[tuple[int, int]] = frozenset()) -> None:
        """Show rows, each with its key; `red` cells (row, column) are overdue. What was selected stays so."""
        chosen = self.keys()
        self._keys = [key for key, _ in rows]
        self.setRowCount(len(rows))
        for number, (_, texts) in enumerate(rows):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(_RED, (number, column) in red)
                self.setItem(number, column, item)
        self.choose([key for key in self._keys if key in chosen])

    def choose(self, keys: Sequence[bytes]) -> None:
        """Select the rows of these keys, and no others."""
        self.clearSelection()
        model, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        for row in (row for row, key in enumerate(self._keys) if key in keys):
            model.select(self.model().index(row, 0), flag.Select | flag.Rows)

    def keys(self) -> list[bytes]:
        """Return the keys of the selected rows, from above."""
        return [self._keys[row] for row in sorted({index.row() for index in self.selectedIndexes()})]


def carded(shown: ShortList) -> Card:
    """Return the list in a card of its own."""
    card = Card(f"{shown.objectName()}_card", margin=4)
    card.box.addWidget(shown)
    return card


class _Line(QStyledItemDelegate):
    """Draws a cell under its heading, a hairline below it, red where it is overdue."""

    def __init__(self, kit: Kit, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._kit, self._view = kit, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _At) -> QSize:  # noqa: N802 - Qt's name
        wide = option.fontMetrics.horizontalAdvance(str(index.data() or ""))
        return QSize(wide + 2 * PAD + 2, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _At) -> None:
        colours = self._kit.theme.palette
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colours.line))
        focused = state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus()
        if focused:
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, QColor(colours.accent))
        painter.setPen(QColor(colours.red if index.data(_RED) else colours.text))
        room = rect.adjusted(PAD, 0, -PAD, 0)
        text = option.fontMetrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.restore()
