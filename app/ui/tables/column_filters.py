"""What asks by which columns a list is narrowed, and which of them stand in it: menu, popover, sheet."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.services.lists.columns import Column
from app.services.lists.queries import Condition
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import mark_menu
from app.ui.tables.columns_sheet import ColumnsSheet
from app.ui.tables.filter_popover import FilterPopover
from app.ui.tables.list_table import ListTable
from app.ui.tables.views import Look


class ColumnFilters:
    """For the list `owner` with all its `columns` by name; `look` tells how it is looked at, `show` shows it so."""

    def __init__(
        self, kit: Kit, owner: QWidget, table: ListTable, columns: Mapping[str, Column], look: Callable[[], Look],
        show: Callable[[Look], object],
    ) -> None:  # fmt: skip
        self._kit, self._owner, self._table, self._columns = kit, owner, table, columns
        self._look, self._show = look, show

    def narrow_by(self, name: str, condition: Condition | None) -> None:
        """Let a column narrow the list by a condition, or no more."""
        query = self._look().query
        filters = {known: one for known, one in query.filters.items() if known != name}
        if condition is not None:
            filters[name] = condition
        self._show(replace(self._look(), query=replace(query, filters=filters)))

    def open_menu(self, under: QWidget) -> None:
        """Offer all columns that can narrow it."""
        menu = QMenu(self._owner)
        menu.setObjectName("filter_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self._columns.values():
            if column.filterable:
                act = menu.addAction(self._kit.words(column.label))
                act.setCheckable(True)
                act.setChecked(column.name in self._look().query.filters)
                act.triggered.connect(lambda _=False, one=column: self.open_filter(one, under))
        mark_menu(menu)
        open_under(menu, under)

    def open_at(self, at: int) -> None:
        """Ask what narrows the column that stands at a place of the table."""
        shown = self._look().columns
        if 0 <= at < len(shown) and self._columns[shown[at]].filterable:
            self.open_filter(self._columns[shown[at]], self._table.horizontalHeader(), at)

    def open_filter(self, column: Column, under: QWidget, at: int = -1) -> None:
        """Ask what narrows a column, beneath a button or a head."""
        made = FilterPopover(
            self._kit, column, self._look().query.filters.get(column.name),
            lambda condition: self.narrow_by(column.name, condition), self._owner,
        )  # fmt: skip
        left = self._table.columnViewportPosition(at) if at >= 0 else 0
        made.open_at(under.mapToGlobal(QPoint(max(0, left), under.height() + 2)))

    def choose_columns(self) -> None:
        """Ask which columns stand in the list, in which order."""

        def apply(names: tuple[str, ...]) -> None:
            self._show(replace(self._look(), columns=names, widths={}))

        ColumnsSheet(self._kit, self._owner.window(), list(self._columns.values()), self._look().columns, apply).open()


def open_under(menu: QMenu, under: QWidget) -> None:
    """Open a menu close beneath its button."""
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 2)))
