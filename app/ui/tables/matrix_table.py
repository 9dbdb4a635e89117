"""A table that is read both ways: heads above and at the left stay in sight, a cell is chosen and not a line.

Text is wrapped, not cut. The arrows go from cell to cell, Tab leaves it; Ctrl+C copies the cells that are chosen with
their heads, or all of it where only one is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.ui.kit.kit import Kit
from app.ui.kit.theme import weight
from app.ui.tables.cell_painting import LINE, PAD_X, PAD_Y, SURE, UNDER, lay
from app.ui.tables.copying import as_html, as_text
from app.ui.tables.painting import TWO_LINES
from app.ui.tables.rows import Cell

NARROW, WIDE, SIDE = 172, 240, 208
"""Pixels: how wide a column is at least and at most, and how wide the heads at the left."""
Index = QModelIndex | QPersistentModelIndex
NOTHING = Cell()


class _Model(QAbstractTableModel):
    """`heads` are above, `sides` at the left; a cell that nobody gave is empty."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.heads: Sequence[tuple[Any, Cell]] = ()
        self.sides: Sequence[tuple[Any, Cell]] = ()
        self.cells: Mapping[tuple[Any, Any], Cell] = {}

    def put(
        self,
        sides: Sequence[tuple[Any, Cell]],
        heads: Sequence[tuple[Any, Cell]],
        cells: Mapping[tuple[Any, Any], Cell],
    ) -> None:
        self.beginResetModel()
        self.sides, self.heads, self.cells = sides, heads, cells
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.sides)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.heads)

    def cell(self, index: Index) -> Cell:
        return self.cells.get((self.sides[index.row()][0], self.heads[index.column()][0]), NOTHING)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index).plain
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (self.sides[index.row()][1].text, self.heads[index.column()][1].text, self.cell(index).plain or "—")
            return ": ".join(parts)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        said = self.heads if orientation is Qt.Orientation.Horizontal else self.sides
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return said[section][1].plain.replace("\n", ", ") if 0 <= section < len(said) else None
        return None


class MatrixTable(QTableView):
    """`put` shows rows and columns by their keys; the cell chosen before stays chosen where it still is."""

    chosen = Signal(object)
    """The keys of the row and the column of the cell that is chosen now, None where none is."""

    def __init__(self, kit: Kit, name: str, text: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(text)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(kit, self, self._model))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(_Head(kit, Qt.Orientation.Horizontal, self, self._model))
        self.setVerticalHeader(_Head(kit, Qt.Orientation.Vertical, self, self._model))
        self.verticalHeader().setFixedWidth(SIDE)
        kit.theme.changed.connect(self.viewport().update)

    @property
    def key(self) -> tuple[Any, Any] | None:
        """Return the keys of row and column of the cell that is chosen, None where none is."""
        at = self.currentIndex()
        if not at.isValid():
            return None
        return self._model.sides[at.row()][0], self._model.heads[at.column()][0]

    def put(
        self,
        sides: Sequence[tuple[Any, Cell]],
        heads: Sequence[tuple[Any, Cell]],
        cells: Mapping[tuple[Any, Any], Cell],
    ) -> None:
        """Show these."""
        before = self.key
        self._model.put(sides, heads, cells)
        self._fit()
        if sides and heads and not (before is not None and self.choose(*before)):
            first = next((at for at, (key, _) in enumerate(heads) if (sides[0][0], key) in cells), 0)
            self.setCurrentIndex(self._model.index(0, first))
        self.chosen.emit(self.key)

    def choose(self, row: Any, column: Any) -> bool:
        """Choose a cell by the keys of its row and column; tell whether both are shown."""
        rows = [at for at, (key, _) in enumerate(self._model.sides) if key == row]
        columns = [at for at, (key, _) in enumerate(self._model.heads) if key == column]
        if not rows or not columns:
            return False
        self.setCurrentIndex(self._model.index(rows[0], columns[0]))
        return True

    def as_table(self) -> tuple[str, str]:
        """Return the chosen cells with their heads, or all of them where only one is, as text and as HTML."""
        picked = self.selectionModel().selectedIndexes()
        rows = sorted({index.row() for index in picked}) if len(picked) > 1 else range(len(self._model.sides))
        columns = sorted({index.column() for index in picked}) if len(picked) > 1 else range(len(self._model.heads))
        heads = [self.accessibleName(), *(self._model.heads[at][1].plain for at in columns)]
        lines = [
            [self._model.sides[row][1], *(self._model.cell(self._model.index(row, at)) for at in columns)]
            for row in rows
        ]
        return as_text(heads, lines), as_html(heads, lines)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 - Qt's name
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.key)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_model"):
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.matches(QKeySequence.StandardKey.Copy):
            made, (text, html) = QMimeData(), self.as_table()
            made.setText(text)
            made.setHtml(html)
            QGuiApplication.clipboard().setMimeData(made)
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """Give the columns the room there is, and rows and heads the height of what stands in them."""
        model, fonts, known = self._model, _Fonts(self.font()), dict[tuple[Cell, int], int]()

        def height(cell: Cell, width: int) -> int:
            key = (cell, width)
            if key not in known:
                known[key] = fonts.height(cell, width - 2 * PAD_X) + 2 * PAD_Y
            return known[key]

        width = min(WIDE, max(NARROW, (self.viewport().width() - 1) // max(1, len(model.heads))))
        self.horizontalHeader().setDefaultSectionSize(width)
        above = max((height(cell, width) for _, cell in model.heads), default=TWO_LINES)
        self.horizontalHeader().setFixedHeight(min(above, max(TWO_LINES, self.height() // 2)))
        for at, (key, cell) in enumerate(model.sides):
            beside = (model.cells.get((key, head), NOTHING) for head, _ in model.heads)
            self.setRowHeight(at, max(TWO_LINES, height(cell, SIDE), *(height(one, width) for one in beside)))


class _Painter(QStyledItemDelegate):
    def __init__(self, kit: Kit, parent: QTableView, model: _Model) -> None:
        super().__init__(parent)
        self._kit, self._model = kit, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, box = self._kit.theme.palette, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        cell = self._model.cell(index)
        painter.save()
        ground = colours.accent_soft if chosen else colours.surface if cell is not NOTHING else colours.ground
        painter.fillRect(box, QColor(ground))
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent)))
            painter.drawRect(box.adjusted(0, 0, -2, -2))
        _paint(painter, box, cell, option.font, QColor(colours.text), QColor(colours.secondary))
        painter.restore()


class _Head(QHeaderView):
    """Words of a row or a column: the first line strong, what stands beneath it smaller."""

    def __init__(self, kit: Kit, orientation: Qt.Orientation, parent: QTableView, model: _Model) -> None:
        super().__init__(orientation, parent)
        self._kit, self._model = kit, model
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        kit.theme.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        said = self._model.heads if self.orientation() is Qt.Orientation.Horizontal else self._model.sides
        if not 0 <= section < len(said):
            return
        colours = self._kit.theme.palette
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        _paint(painter, rect, said[section][1], self.font(), QColor(colours.text), QColor(colours.secondary))
        painter.restore()


class _Fonts:
    """The fonts of the first line, strong or not, and of what stands beneath it; how high they make a cell."""

    def __init__(self, base: QFont) -> None:
        self._first = {strong: weight(base, 13, semibold=strong) for strong in (False, True)}
        self._under = weight(base, 12)
        self._metrics = {id(font): QFontMetricsF(font) for font in (*self._first.values(), self._under)}

    def lines(self, cell: Cell) -> list[tuple[str, QFont, int]]:
        """Return the texts of a cell with their font and the height of their lines."""
        found = [(cell.text, self._first[cell.strong], LINE)] if cell.text else []
        return [*found, *([(cell.under, self._under, UNDER)] if cell.under else [])]

    def height(self, cell: Cell, room: int) -> int:
        """Return how high the texts are in so many pixels of width: most need no laying out."""
        high = 0
        for said, font, line in self.lines(cell):
            short = "\n" not in said and self._metrics[id(font)].horizontalAdvance(said) < room - SURE
            high += line if short else lay(font, said, room, line)
        return high


def _paint(painter: QPainter, box: QRect, cell: Cell, base: QFont, text: QColor, under: QColor) -> None:
    inner = box.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
    for said, font, line in _Fonts(base).lines(cell):
        painter.setPen(text if said is cell.text else under)
        inner.setTop(inner.top() + lay(font, said, inner.width(), line, painter, inner))
