"""A list of any length for a table: pages are read off the UI thread when they come into sight, and kept for a while.

Nothing here waits: a cell whose page is on its way is empty until it comes. First the first page is asked for, then the
order of all (`app.services.lists.listing`), which tells how many there are; then pages by their keys, the newest wish
first.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from app.services.lists.columns import Column, ListName, Row
from app.services.lists.listing import PAGE, Order, Page, first_page, order_of, rows_of, seek
from app.services.lists.queries import Query
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.tables.rows import Cell
from app.ui.tables.wording import cell_of

if TYPE_CHECKING:
    from app.services.desk import Desk

T = TypeVar("T")
KEPT = 40
"""Pages that are kept."""
AT_ONCE = 3
"""Pages asked for while scrolling; those wished for before are forgotten."""
NEAR = 20
"""Rows before the end of a page from which on the next one is fetched."""
_SAID = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole})
Index = QModelIndex | QPersistentModelIndex


class PagedModel(QAbstractTableModel):
    """Asks with `ask`; `counted` tells how many rows there are, once they are counted."""

    counted = Signal(int)
    arrived = Signal()
    """Something to show has come."""

    def __init__(self, kit: Kit, desk: "Desk", name: ListName, columns: Sequence[Column], parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._desk, self._name = kit, desk, name
        self.columns = tuple(columns)
        self.query = Query(language=kit.words.language)
        self._keys: array[int] = array("q")
        self._complete = False
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._cells: dict[tuple[int, int], Cell] = {}
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._moment = 0
        self._firsts, self._orders = Latest(kit.jobs, self), Latest(kit.jobs, self)
        self._gather = QTimer(self, singleShot=True, interval=0)
        self._gather.timeout.connect(self._fetch)
        self.pages_read = 0
        """Pages that were asked of the store; tests count them."""

    @property
    def complete(self) -> bool:
        """Tell whether all rows are known by key, and so counted."""
        return self._complete

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._cells.clear()
        self.endResetModel()

    def ask(self, query: Query) -> None:
        """Show the list as this query has it; what stands there stays until the answer comes."""
        self.query = query
        self.pages_read += 1
        desk, name = self._desk, self._name
        self._firsts.read(lambda: first_page(desk, name, query), self._on_first)
        self._orders.read(lambda: order_of(desk, name, query), self._on_order)

    def ask_again(self) -> None:
        """Look again after something was saved: the order anew, and the pages in sight."""
        desk, name, query = self._desk, self._name, self.query
        self._orders.read(lambda: order_of(desk, name, query), self._on_changed)

    def seek(self, letters: str, then: Callable[[int], object]) -> None:
        """Tell the row of the first entry whose sorted column begins with the letters; nothing where none does."""
        desk, name, query = self._desk, self._name, self.query

        def found(key: int | None) -> None:
            if key is not None and (row := self.row_of(key)) is not None:
                then(row)

        self._kit.jobs.read(self, lambda: seek(desk, name, query, letters), found)

    def row_at(self, row: int) -> Row | None:
        """Return a row that is here, None while its page is on its way."""
        if not 0 <= row < len(self._keys):
            return None
        page = self._pages.get(row // PAGE)
        return page.get(self._keys[row]) if page is not None else None

    def key_at(self, row: int) -> int:
        """Return the key of a row."""
        return self._keys[row]

    def row_of(self, key: int) -> int | None:
        """Return where a key stands now."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def with_rows(self, rows: Sequence[int], then: Callable[[Sequence[Row]], object]) -> None:
        """Give the rows at these places, read if they must be."""
        here = [self.row_at(row) for row in rows]
        if all(one is not None for one in here):
            then([one for one in here if one is not None])
            return
        keys, language = [self._keys[row] for row in rows], self.query.language
        desk, name = self._desk, self._name
        self._kit.jobs.read(self, lambda: rows_of(desk, name, keys, language), then)

    def work_on(self, rows: Sequence[int], work: Callable[[Sequence[Row]], T], then: Callable[[T], object]) -> None:
        """Read the rows at these places and work on them off the UI thread; `then` gets what came of it."""
        keys, language = [self._keys[row] for row in rows], self.query.language
        desk, name = self._desk, self._name
        self._kit.jobs.read(self, lambda: work(rows_of(desk, name, keys, language)), then)

    def cell(self, row: int, column: int) -> Cell | None:
        """Return what stands in a cell, None while it is on its way; asks for its page."""
        key = (row, column)
        if key not in self._cells:
            found = self.row_at(row)
            if found is None:
                self._want(row // PAGE)
                return None
            if row % PAGE >= PAGE - NEAR and (row // PAGE + 1) * PAGE < len(self._keys):
                self._want(row // PAGE + 1)
            self._cells[key] = cell_of(self._kit.words, self.columns[column], found)
        return self._cells[key]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _SAID:
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (cell.text, cell.under) if part) if cell is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            head = self._kit.words(self.columns[index.column()].label)
            return self._kit.words.pair(head, cell.plain) if cell is not None and cell.plain else head
        return cell.plain if cell is not None else ""

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return self._kit.words(self.columns[section].label)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _on_first(self, page: Page) -> None:
        if (
            self._complete
            and self._keys[: len(page.rows)] == array("q", [row.key for row in page.rows])
            and (self._pages.get(0))
        ):
            return
        self.beginResetModel()
        self._forget()
        self._keys = array("q", [row.key for row in page.rows])
        self._complete = not page.more
        self._pages[0] = {row.key: row for row in page.rows}
        self.endResetModel()
        if self._complete:
            self.counted.emit(len(self._keys))
        self.arrived.emit()

    def _on_order(self, order: Order) -> None:
        self._moment = order.upto
        here = len(self._keys)
        if order.keys[:here] == self._keys and here <= len(order):
            if len(order) > here:
                self.beginInsertRows(QModelIndex(), here, len(order) - 1)
                self._keys = order.keys
                self._asked.clear()
                self.endInsertRows()
            self._complete = True
        else:
            self._put(order, {})
        self.counted.emit(len(self._keys))
        self.arrived.emit()

    def _on_changed(self, order: Order) -> None:
        if order.upto == self._moment and order.keys == self._keys:
            return
        self._moment = order.upto
        pages = list(self._pages)[-AT_ONCE:] or [0]
        keys = [key for page in pages for key in order.page(page)]
        desk, name, language = self._desk, self._name, self.query.language

        def come(rows: Sequence[Row]) -> None:
            known = {row.key: row for row in rows}
            found = {page: {key: known[key] for key in order.page(page) if key in known} for page in pages}
            self._put(order, found)
            self.counted.emit(len(self._keys))
            self.arrived.emit()

        self._kit.jobs.read(self, lambda: rows_of(desk, name, keys, language), come)

    def _put(self, order: Order, pages: dict[int, dict[int, Row]]) -> None:
        self.beginResetModel()
        self._forget()
        self._keys, self._complete = order.keys, True
        self._pages.update(pages)
        self.endResetModel()

    def _forget(self) -> None:
        self._pages.clear()
        self._cells.clear()
        self._wanted.clear()
        self._asked.clear()

    def _want(self, page: int) -> None:
        if page in self._asked or page in self._pages:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        if not self._gather.isActive():
            self._gather.start()

    def _fetch(self) -> None:
        for page in reversed(self._wanted[-AT_ONCE:]):
            self._read(page)
        self._wanted.clear()

    def _read(self, page: int) -> None:
        self._asked.add(page)
        self.pages_read += 1
        keys = list(self._keys[page * PAGE : (page + 1) * PAGE])
        desk, name, language = self._desk, self._name, self.query.language
        of = self._keys

        def come(rows: Sequence[Row]) -> None:
            if of is not self._keys:
                return
            self._asked.discard(page)
            self._pages[page] = {row.key: row for row in rows}
            while len(self._pages) > KEPT:
                gone, _ = self._pages.popitem(last=False)
                self._cells = {at: cell for at, cell in self._cells.items() if at[0] // PAGE != gone}
            last = min((page + 1) * PAGE, len(self._keys)) - 1
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1))
            self.arrived.emit()

        self._kit.jobs.read(self, lambda: rows_of(desk, name, keys, language), come)
