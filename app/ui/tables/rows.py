"""A short list inside a file: all of its lines are here, wrapped rather than cut, two lines of text to a cell, chips.

For lists of everything in the store there is the paged one. Enter or a double click opens a line; Ctrl+C copies the
chosen lines as a table. A click on a head orders them by it, as `HeadOrder` says.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from app.ui.kit.kit import Kit
from app.ui.kit.parts import Card, Tone
from app.ui.tables.cell_painting import LINE, PAD_Y, CellPainter
from app.ui.tables.copying import as_html, as_text, head_of_hours, put_table
from app.ui.tables.head_order import HeadOrder
from app.ui.tables.whole_lines import by_whole_lines, roll_smoothly

HEAD = 33
"""Pixels of height of the heads."""
Index = QModelIndex | QPersistentModelIndex
_ALSO = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@dataclass(frozen=True, slots=True, repr=False)
class Column:
    """One column; `share` is its part of the width, `least` its smallest width in pixels."""

    text: str
    share: int = 1
    least: int = 90


@dataclass(frozen=True, slots=True, repr=False)
class Cell:
    """What stands in a cell: a text, a second one beneath it, a chip instead of a text, bars of a level before it."""

    text: str = ""
    under: str = ""
    tone: Tone | None = None
    strong: bool = False
    level: int | None = None
    struck: bool = False
    """Crossed out: it stands for nothing any more. In words that is said beside it."""
    by: Any = None
    """What it is ordered by where that is not its text: a moment, a day, a number. Of one type in a column."""

    @property
    def plain(self) -> str:
        """Return it as one text: for copying and for screen readers."""
        return ", ".join(part for part in (self.text, self.under) if part)


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One line; `key` is what is told when it is opened."""

    key: Any
    cells: tuple[Cell, ...]


class _Model(QAbstractTableModel):
    def __init__(self, columns: Sequence[Column], parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lines: Sequence[Line] = ()

    def put(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, index: Index) -> Cell:
        return self.lines[index.row()].cells[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cell(index).plain
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].text
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class Rows(QTableView):
    """`put` shows lines; the line chosen before stays chosen where it still is."""

    chosen = Signal(object)
    """The key of the line that is chosen now, None where none is."""
    opened = Signal(object)
    grown = Signal()
    """What `stand_whole` asks for became another height."""
    WAITS: ClassVar[bool] = True
    """Whether its lines get their heights when it is seen; one that tells its own height by theirs cannot wait."""

    def __init__(self, kit: Kit, name: str, text: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName(name)
        self.setAccessibleName(text)
        self._model = _Model(columns, self)
        self.setModel(self._model)
        self._painter = CellPainter(kit, self, self._model.cell)
        self.setItemDelegate(self._painter)
        self._unfit = False
        """Whether its widths and heights wait until it is seen."""
        self._measure: object = None
        self._widths: list[tuple[int, int]] = []
        """The columns that are shown, each with its width."""
        self._whole, self._most_seen = 0, 0
        by_whole_lines(self, QAbstractItemView.SelectionMode.ExtendedSelection)
        roll_smoothly(self)
        self.verticalHeader().setMinimumSectionSize(LINE + 2 * PAD_Y)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setFixedHeight(HEAD)
        self._given: Sequence[Line] = ()
        self._order = HeadOrder(kit, self, [column.text for column in columns])
        self._order.changed.connect(self._on_order)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.lines[index.row()].key))
        kit.theme.changed.connect(self.viewport().update)

    @property
    def lines(self) -> Sequence[Line]:
        """Return what is shown."""
        return self._model.lines

    @property
    def key(self) -> Any:
        """Return the key of the current line, None where none is chosen."""
        found = self.keys
        return found[0] if found else None

    @property
    def keys(self) -> list[Any]:
        """Return the keys of all chosen lines, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self._model.lines[row].key for row in rows]

    def put(self, lines: Sequence[Line], *, part: bool = False) -> None:
        """Show these; a `part` of more than is here keeps its order: another would say what is not so."""
        before = self.key
        self._given = tuple(lines)
        self._order.offer(not part)
        self._model.put(self._order.of(self._given))
        self._fit()
        self.choose(before)

    def _shown(self) -> list[int]:
        return [at for at in range(len(self._model.columns)) if not self.isColumnHidden(at)]

    def _on_order(self) -> None:
        """Show the same lines in another order; what is chosen stays chosen, and in sight."""
        before = self.keys
        with QSignalBlocker(self):  # the lines chosen stay chosen: that is no news
            self._model.put(self._order.of(self._given))
            self._fit()
            self.choose_all(before)
        at = next((at for at, line in enumerate(self._model.lines) if line.key in before), None)
        if at is not None:
            self.selectionModel().setCurrentIndex(self._model.index(at, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(self._model.index(at, 0))

    def stand_whole(self, most: int) -> None:
        """Be at least as high as its lines, the first `most` of them: what stands around it scrolls, not both.

        Lines that are narrowed to fewer leave it as high as it was.
        """
        self._whole = most

    def leave_out(self, column: int, *, out: bool) -> None:
        """Show a column no more, while no line says anything in it, or again."""
        if self.isColumnHidden(column) is not out:
            self.setColumnHidden(column, out)
            self._fit()

    def choose(self, key: Any) -> bool:
        """Choose the line with this key; tell whether there is one."""
        for at, line in enumerate(self._model.lines):
            if key is not None and line.key == key:
                self.selectRow(at)
                return True
        return False

    def choose_all(self, keys: Collection[Any]) -> None:
        """Choose the lines with these keys and no others."""
        self.clearSelection()
        for at, line in enumerate(self._model.lines):
            if line.key in keys:
                self.selectionModel().select(self._model.index(at, 0), _ALSO)

    def selectRow(self, row: int) -> None:  # noqa: N802 - Qt's name
        """Choose this line alone, whatever key is held down: Qt would add it to the others while Ctrl is."""
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _ALONE)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 - Qt's name
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key is not None:
            self.opened.emit(self.key)
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            put_table(*self.as_table())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        self._order.open_menu(event.globalPos())

    def as_table(self) -> tuple[str, str]:
        """Return the chosen lines (all, where none is) with their heads: as tab-separated text, and as HTML."""
        keys = self.keys
        shown = self._shown()
        lines = [[line.cells[at] for at in shown] for line in self._model.lines if not keys or line.key in keys]
        hours = {
            at for line in lines for at, cell in enumerate(line) if isinstance(cell.by, datetime) and ":" in cell.text
        }
        heads = [
            head_of_hours(self._kit.words, column.text) if at in hours else column.text
            for at, column in enumerate(self._model.columns[place] for place in shown)
        ]
        return as_text(heads, lines), as_html(heads, lines)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_painter"):
            self._painter.forget_fonts()
            if self._model.lines:
                self._fit(anew=False)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self._unfit:
            self._fit()

    def _fit(self, *, anew: bool = True) -> None:
        """Give columns their widths and rows their heights; out of sight it waits: its width would be another.

        Unless `anew`, not where nothing decides otherwise: Qt tells a dozen times of one change of style.
        """
        waited, self._unfit = self._unfit, self.WAITS and not self.isVisible()
        if self._unfit:
            return
        columns, room = self._model.columns, self.viewport().width()
        shown = self._shown()
        leasts = {at: max(columns[at].least, self._order.room_of(at)) for at in shown}
        spare, shares = max(0, room - sum(leasts.values())), sum(columns[at].share for at in shown) or 1
        measured, self._measure = self._measure, (self.font(), self.frameWidth(), room, leasts)
        if measured == self._measure and not anew and not waited:
            return
        given, self._widths = 0, []
        for at in shown:
            width = leasts[at] + spare * columns[at].share // shares
            if at == shown[-1]:
                width = max(leasts[at], room - given)
            self.setColumnWidth(at, width)
            self._widths.append((at, width))
            given += width
        self.resizeRowsToContents()
        if self._whole:
            self._take_height()

    def sizeHintForRow(self, row: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of a line; Qt would ask for each cell of it, at three times the cost."""
        cells = self._model.lines[row].cells
        return max((self._painter.height(cells[at], width) for at, width in self._widths), default=0)

    def _take_height(self) -> None:
        count = len(self._model.lines)
        if count < self._most_seen:
            return
        self._most_seen = count
        least = HEAD + sum(self.rowHeight(at) for at in range(min(self._whole, count))) + 2 * self.frameWidth()
        if least != self.minimumHeight():
            self.setMinimumHeight(least)
            around = self.parentWidget()
            while around is not None and not around.isWindow():
                around.updateGeometry()  # at once: Qt would tell each in its turn, and the window would jump
                around = around.parentWidget()
            self.grown.emit()


def carded(shown: Rows) -> Card:
    """Return the list in a card of its own."""
    card = Card(f"{shown.objectName()}_card", margin=4)
    card.box.addWidget(shown)
    return card
