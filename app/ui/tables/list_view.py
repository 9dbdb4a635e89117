"""A long list with all that belongs to it: typed filter, filters by column, columns, saved views, actions, count.

A screen gives it a `ListName`, what to say where it is empty, and its buttons; it hears `opened` and `opened_apart`.
How the officer left it is how he finds it again (`Keeping`; the encrypted store where none is given).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.services.lists.columns import Column, ListName, Row
from app.services.lists.declared import columns_of, listed
from app.services.lists.queries import Condition, Query
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Empty, clearable, row, secondary
from app.ui.tables.column_filters import ColumnFilters, open_under
from app.ui.tables.counting import counted
from app.ui.tables.filter_strip import FilterStrip
from app.ui.tables.head_order import order_menu
from app.ui.tables.keeping import StoreKeeping
from app.ui.tables.left_as import LeftAs
from app.ui.tables.list_table import ListTable
from app.ui.tables.paged_model import PagedModel
from app.ui.tables.view_menu import ViewMenu
from app.ui.tables.views import Keeping, Look, usual

if TYPE_CHECKING:
    from app.services.desk import Desk

TYPING = 180
"""Milliseconds without a key after which what was typed is asked."""
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
CHOSEN_TOLD = 500
"""Chosen rows whose ids are given; more are counted only."""


class ListView(QWidget):
    """Call `load` when it is shown; it looks again by itself when the store changed while it is visible."""

    opened = Signal(bytes)
    opened_apart = Signal(bytes)
    selection_changed = Signal()
    counted = Signal(int)

    def __init__(
        self,
        kit: Kit,
        desk: "Desk",
        name: ListName,
        text: str,
        *,
        empty: tuple[str, str],
        empty_action: QPushButton | None = None,
        keeping: Keeping | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kit, self._desk, self.list_name = kit, desk, name
        self.setObjectName(f"list_{name.value}")
        self._all = {column.name: column for column in columns_of(name)}
        self._look = Look(usual(columns_of(name)), Query(language=kit.words.language))
        kept = keeping or StoreKeeping(kit, desk, self)
        self._left = LeftAs(kit, self, name, columns_of(name), kept, lambda: self._look)
        self._stale = False
        self.model = PagedModel(kit, desk, name, self._columns(), self)
        self.table = ListTable(kit, self.model, f"{name.value}_table", text)
        self.filters = ColumnFilters(kit, self, self.table, self._all, lambda: self._look, self.show_look)
        self._total = -1
        self._build(empty, empty_action)
        self._wire()

    def load(self) -> None:
        """Begin to read: first how the officer left it, then the list."""
        self._left.read(self._begin)

    def add_button(self, made: QPushButton) -> None:
        """Put an action of the screen at the right of the bar."""
        self._bar.addWidget(made)

    def add_for_chosen(self, made: QPushButton) -> None:
        """Put an action on the chosen rows at the foot; it is there while something is chosen."""
        self._foot.insertWidget(self._foot.count() - 1, made)
        self._for_chosen.append(made)
        made.hide()

    def chosen(self) -> list[bytes]:
        """Return the ids of the chosen rows that are here, at most 500, from the top."""
        found = [self.model.row_at(place) for place in self.table.places_chosen(CHOSEN_TOLD)]
        return [one.id for one in found if one is not None]

    def with_chosen(self, then: Callable[[Sequence[Row]], object]) -> None:
        """Give all chosen rows, read where they are not here."""
        self.model.with_rows(self.table.places_chosen(), then)

    @property
    def look(self) -> Look:
        """Return how it is looked at now."""
        return self._look

    def show_look(self, look: Look) -> None:
        """Look at it another way."""
        changed = look.columns != self._look.columns
        self._look = look
        if changed:
            self.model.show_columns(self._columns())
            self.table.fit()
        if look.widths:
            self.table.set_widths(dict(look.widths))
        if self._quick.text() != look.query.text:
            self._quick.blockSignals(True)
            self._quick.setText(look.query.text)
            self._quick.blockSignals(False)
        self._ask()

    def narrow(self, **filters: Condition) -> None:
        """Show only what fits these conditions by column: a number of the situation opens its list so."""
        self.show_look(replace(self._look, query=replace(self._look.query, filters=filters, text="")))

    def focus_filter(self) -> None:
        """Put the cursor where one types to filter."""
        self._quick.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._quick.selectAll()

    def _columns(self) -> list[Column]:
        return [self._all[name] for name in self._look.columns]

    def _build(self, empty: tuple[str, str], empty_action: QPushButton | None) -> None:
        words, name = self.kit.words, self.list_name.value
        self._quick = QLineEdit()
        self._quick.setObjectName(f"{name}_quick")
        self._quick.setAccessibleName(words(N_("Filter the list")))
        self._quick.setPlaceholderText(words(N_("Filter the list")))
        self._quick.setToolTip("Ctrl+F")
        clearable(self.kit, self._quick)
        self._quick.setFixedWidth(280)
        filters: Button = button(
            self.kit, words(N_("Filter")), f"{name}_filters", lambda: self.filters.open_menu(filters), icon="filter"
        )
        choose = button(
            self.kit, words(N_("Columns")), f"{name}_columns", self.filters.choose_columns, icon="columns-3"
        )
        self.views = ViewMenu(self.kit, self.list_name, lambda: self._look, self)
        views: Button = button(
            self.kit, words(N_("Views")), f"{name}_views", lambda: open_under(self.views, views), icon="star"
        )
        self._bar = row(self._quick, filters, choose, views, None)
        self._strip = FilterStrip(self.kit, name)
        card = Card(f"{name}_card", margin=4)
        self._pages = QStackedWidget()
        self._none = Empty(
            words(N_("Nothing fits the filter")), words(N_("There are rows, but the filter hides all of them.")),
            f"{name}_none", button(self.kit, words(N_("Clear all filters")), f"{name}_unfilter", self.clear_filters),
        )  # fmt: skip
        for page in (self.table, Empty(*empty, f"{name}_empty", empty_action), self._none):
            self._pages.addWidget(page)
        card.box.addWidget(self._pages)
        self._count = secondary("", f"{name}_count")
        self._for_chosen: list[QPushButton] = []
        self._foot: QHBoxLayout = row(self._count, 2 * GRID, None)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(self._bar)
        box.addWidget(self._strip)
        box.addWidget(card, 1)
        box.addLayout(self._foot)

    def _wire(self) -> None:
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._typing.timeout.connect(self._on_typed)
        self._quick.textChanged.connect(lambda _text: self._typing.start())
        self._quick.returnPressed.connect(self.table.setFocus)
        QShortcut(QKeySequence.StandardKey.Find, self, self.focus_filter, context=_WITHIN)
        head = self.table.horizontalHeader()
        head.sectionClicked.connect(self._on_head)
        head.sectionResized.connect(lambda *_: self._on_resized())
        head.sectionMoved.connect(lambda *_: self._on_moved())
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda at: self.filters.open_at(head.logicalIndexAt(at)))
        self.table.opened.connect(self._on_opened)
        self.table.chosen.connect(self._on_chosen)
        self.table.menu_wanted.connect(self._on_menu)
        self.model.counted.connect(self._on_counted)
        self.model.arrived.connect(self._show_state)
        self.model.modelAboutToBeReset.connect(self._before_reset)
        self.model.modelReset.connect(self._after_reset)
        self._strip.removed.connect(lambda name: self.filters.narrow_by(name, None))
        self._strip.cleared.connect(self.clear_filters)
        self.views.chosen.connect(self.show_look)
        self.views.kept.connect(self._left.keep_views)
        self.kit.jobs.changed.connect(self._on_changed)
        self._before: tuple[list[int], int | None, int] = ([], None, 0)

    def _begin(self, left: Look | None, views: Mapping[str, Look]) -> None:
        self.views.show_views(views)
        if left is not None and not self._look.query.narrowed:
            self.show_look(left)
        else:
            self._ask()

    def _ask(self) -> None:
        query = self._look.query
        sort, descending = self._order()
        if sort in self._look.columns:
            # Fusion points downwards for ascending; officers know the arrow of other programs, upwards from A to Z.
            order = Qt.SortOrder.AscendingOrder if descending else Qt.SortOrder.DescendingOrder
            self.table.horizontalHeader().setSortIndicator(self._look.columns.index(sort), order)
        else:
            self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._strip.show_filters([(self._all[name], condition) for name, condition in query.filters.items()])
        self._total = -1
        self.model.ask(query)
        self._left.changed()

    def clear_filters(self) -> None:
        """Show all rows again."""
        self.show_look(replace(self._look, query=replace(self._look.query, filters={}, text="")))

    def _on_typed(self) -> None:
        text = self._quick.text().strip()
        if text != self._look.query.text:
            self.show_look(replace(self._look, query=replace(self._look.query, text=text)))

    def _on_head(self, at: int) -> None:
        column = self._all[self._look.columns[at]]
        if not column.sortable:
            return
        now = self._order()
        self._order_by(at, not now[1] if now[0] == column.name else False)

    def _order(self) -> tuple[str, bool]:
        """Return the column by which it is ordered now, and whether the greatest stands first."""
        query, one = self._look.query, listed(self.list_name)
        return (query.sort, query.descending) if query.sort else (one.order, one.descending)

    def _order_by(self, at: int, descending: bool) -> None:
        """Order it by the column at a place; -1 gives it its own order back."""
        sort = self._look.columns[at] if at >= 0 else ""
        self.show_look(replace(self._look, query=replace(self._look.query, sort=sort, descending=descending)))

    def _on_menu(self, at: QPoint) -> None:
        """Offer the columns to order by: what a click on a head does, for the keyboard."""
        shown, (sort, down) = list(self._look.columns), self._order()
        heads = [(place, self.kit.words(self._all[name].label)) for place, name in enumerate(shown)
                 if self._all[name].sortable]  # fmt: skip
        now = (shown.index(sort), down) if self._look.query.sort and sort in shown else None
        order_menu(self.kit, self.table, heads, now, self._order_by).popup(at)

    def _on_resized(self) -> None:
        if self.isVisible():
            self._look = replace(self._look, widths=self.table.widths())
            self._left.changed()

    def _on_moved(self) -> None:
        head = self.table.horizontalHeader()
        order = tuple(self._look.columns[head.logicalIndex(at)] for at in range(head.count()))
        widths = self.table.widths()
        self._look = replace(self._look, columns=order, widths=widths)
        head.blockSignals(True)
        for at in range(head.count()):
            head.moveSection(head.visualIndex(at), at)
        head.blockSignals(False)
        self.model.show_columns(self._columns())
        self.table.set_widths(widths)
        self._ask()

    def _on_opened(self, place: int, apart: bool) -> None:
        signal = self.opened_apart if apart else self.opened
        self.model.with_rows([place], lambda rows: signal.emit(rows[0].id) if rows else None)

    def _on_chosen(self) -> None:
        self._say_count()
        some = self.table.rows_chosen() > 0
        for each in self._for_chosen:
            each.setVisible(some)
        self.selection_changed.emit()

    def _on_counted(self, total: int) -> None:
        self._total = total
        self._show_state()
        self.counted.emit(total)

    def _show_state(self) -> None:
        empty = self._total == 0
        narrowed = self._look.query.narrowed
        self._pages.setCurrentIndex(0 if not empty else 2 if narrowed else 1)
        self._say_count()

    def _say_count(self) -> None:
        if self._total < 0:
            self._count.setText(self.kit.words(N_("Counting…")))
            return
        self._count.setText(counted(self.kit.words, self.list_name, self._total, self.table.rows_chosen()))

    def _before_reset(self) -> None:
        places = self.table.places_chosen(CHOSEN_TOLD)
        current = self.table.currentIndex().row()
        keys = [self.model.key_at(place) for place in places]
        self._before = (keys, self.model.key_at(current) if current >= 0 else None, self._scroll())

    def _after_reset(self) -> None:
        keys, current, scroll = self._before
        places = [place for key in keys if (place := self.model.row_of(key)) is not None]
        at = self.model.row_of(current) if current is not None else None
        if places:
            self.table.choose(places, at)
        self.table.verticalScrollBar().setValue(scroll)

    def _scroll(self) -> int:
        return self.table.verticalScrollBar().value()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.model.ask_again()
        else:
            self._stale = True

    def showEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.model.ask_again()
