"""The table of a long list: rows chosen and opened by keyboard and mouse, sorted at the head, copied as a table."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.services.lists.columns import Column, ColumnType, Row
from app.ui.kit.kit import Kit
from app.ui.kit.theme import weight
from app.ui.tables.cell_painting import PAD_X
from app.ui.tables.copying import as_html, as_text, head_of_hours, put_table
from app.ui.tables.paged_model import PagedModel
from app.ui.tables.painting import LinePainter
from app.ui.tables.whole_lines import by_whole_lines
from app.ui.tables.wording import cell_of

MOST_COPIED = 10_000
"""Rows that are copied at most: more belongs in a file that passes the gate."""


class ListTable(QTableView):
    """Shows a `PagedModel`. Signals carry the place of a row."""

    opened = Signal(int, bool)
    """The row, and whether apart."""
    chosen = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, kit: Kit, model: PagedModel, name: str, text: str) -> None:
        super().__init__()
        self._kit, self._paged = kit, model
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setModel(model)
        self.painter_of = LinePainter(kit, self, model)
        self.setItemDelegate(self.painter_of)
        by_whole_lines(self, QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSectionsMovable(True)
        head.setSortIndicatorShown(True)
        head.setFixedHeight(33)
        head.setMinimumSectionSize(60)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        # A head asks of each column whether all of its rows are chosen, row by row: a million of them stop the window.
        head.setSelectionModel(QItemSelectionModel(model, head))
        self._corner = QWidget()
        self._corner.setProperty("role", "surface")
        self.setCornerWidget(self._corner)
        self._sized = False
        self.fit()
        kit.theme.changed.connect(self.viewport().update)

    def fit(self) -> None:
        """Take the height of the rows from the columns, and share the width among them."""
        columns = self._paged.columns
        self.painter_of.two = any(column.under for column in columns) or any(one.name == "level" for one in columns)
        self.verticalHeader().setMinimumSectionSize(self.painter_of.height)
        self.verticalHeader().setDefaultSectionSize(self.painter_of.height)
        self._sized = False
        self._share()

    def widths(self) -> dict[str, int]:
        """Return the width of each column by name."""
        return {column.name: self.columnWidth(at) for at, column in enumerate(self._paged.columns)}

    def set_widths(self, widths: dict[str, int]) -> None:
        """Set the widths the officer chose."""
        for at, column in enumerate(self._paged.columns):
            if column.name in widths:
                self.setColumnWidth(at, max(60, int(widths[column.name])))
        self._sized = True

    def rows_chosen(self) -> int:
        """Return how many rows are chosen, without walking them."""
        return sum(bottom - top + 1 for top, bottom in self._spans())

    def places_chosen(self, most: int | None = None) -> list[int]:
        """Return the places of the chosen rows from the top, at most so many."""
        found: list[int] = []
        for top, bottom in self._spans():
            room = bottom + 1 if most is None else min(bottom + 1, top + most - len(found))
            found.extend(range(top, room))
        return found

    def choose(self, places: Sequence[int], current: int | None = None) -> None:
        """Choose rows by their places, all at once."""
        model, selection = self._paged, QItemSelection()
        last = model.columnCount() - 1
        for place in places:
            selection.append(QItemSelectionRange(model.index(place, 0), model.index(place, last)))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if current is not None:
            at = model.index(current, 0)
            self.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(at)

    def copy(self) -> None:
        """Copy the chosen rows with their heads: as tab-separated text, and as a table for word processors."""
        places = self.places_chosen(MOST_COPIED)
        if places:
            self._paged.work_on(places, self._tables_of, self._put_on_clipboard)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        apart = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row(), apart)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, letters: str) -> None:  # noqa: N802 - Qt's name
        """Go to the first row whose sorted column begins with what is typed; asked of the store, for rows are pages."""
        if letters.strip():
            self._paged.seek(letters, lambda row: self.choose([row], row))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(index.row(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._share()

    def _spans(self) -> list[tuple[int, int]]:
        selection = self.selectionModel().selection()
        return sorted((selection.at(at).top(), selection.at(at).bottom()) for at in range(selection.count()))

    def _share(self) -> None:
        """Part the width among the columns by their shares, until the officer set a width himself."""
        columns, room = self._paged.columns, self.viewport().width()
        if self._sized or room <= 0:
            return
        head = self.horizontalHeader()
        head.blockSignals(True)
        least = [max(column.least, self._head_width(column)) for column in columns]
        for gives in (True, False):  # first those that would take more room; a reference or a day only if it must be
            slack = [
                (width - max(60, self._head_width(one), width * 3 // 4)) if bool(one.share) is gives else 0
                for width, one in zip(least, columns, strict=True)
            ]
            part = min(1.0, max(0, sum(least) - room) / max(1, sum(slack)))
            least = [width - math.ceil(one * part) for width, one in zip(least, slack, strict=True)]
        shares, given = sum(one.share for one in columns) or 1, 0
        spare = max(0, room - sum(least))
        for at, column in enumerate(columns):
            width = least[at] + spare * column.share // shares
            if at == len(columns) - 1 and spare:
                width = room - given
            self.setColumnWidth(at, width)
            given += width
        head.blockSignals(False)
        self.updateGeometries()

    def _head_width(self, column: Column) -> int:
        face = QFontMetrics(weight(self.font(), 12, semibold=True))
        return face.horizontalAdvance(self._kit.words(column.label)) + 2 * PAD_X + (16 if column.sortable else 0)

    def _tables_of(self, rows: Sequence[Row]) -> tuple[str, str]:
        """Return rows as text and as HTML. Thousands of them take a while: it runs on the reading thread."""
        words, columns = self._kit.words, self._paged.columns
        heads = [words(column.label) for column in columns]
        heads = [
            head_of_hours(words, head) if column.type is ColumnType.MOMENT else head
            for head, column in zip(heads, columns, strict=True)
        ]
        cells = [[cell_of(words, column, row) for column in columns] for row in rows]
        return as_text(heads, cells), as_html(heads, cells)

    def _put_on_clipboard(self, tables: tuple[str, str]) -> None:
        put_table(*tables)
