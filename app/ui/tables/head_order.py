"""The heads of a short list: a click orders its lines, a second turns them round, a third gives their own order back.

By keyboard the same is in a menu: the menu key, Shift+F10 or the right button. How an officer left a list is remembered
by its name (`kit.orders`, kept in the store with how the window stood).
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QTableView

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import mark_menu
from app.ui.kit.theme import weight
from app.ui.tables.cell_painting import PAD_X
from app.ui.tables.ordering import Lined, ordered

ARROW = 18
"""Pixels beside the words of a head for the arrow."""
FEW = 2
"""Lines from which on there is an order at all."""
L = TypeVar("L", bound=Lined)
Order = tuple[int, bool]
"""A column, and whether the greatest stands first."""


def order_menu(
    kit: Kit,
    table: QTableView,
    heads: Sequence[tuple[int, str]],
    now: Order | None,
    choose: Callable[[int, bool], object],
) -> QMenu:
    """Return a menu of the columns to order by, both ways; -1 is the order that the list has of itself."""
    words = kit.words
    menu = QMenu(table)
    menu.setObjectName("order_menu")
    menu.setAccessibleName(words(N_("Order of the lines")))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    said = (N_("{column}, ascending"), N_("{column}, descending"))
    lines = [(words(said[down], column=text), (at, bool(down))) for at, text in heads for down in (0, 1)]
    for text, choice in (*lines, (words(N_("The order of the list itself")), (-1, False))):
        if choice[0] < 0:
            menu.addSeparator()
        line = menu.addAction(text.replace("&", "&&"), partial(choose, *choice))
        line.setObjectName("order_own" if choice[0] < 0 else f"order_{choice[0]}_{'down' if choice[1] else 'up'}")
        line.setCheckable(True)
        line.setChecked(choice == (now or (-1, False)))
    mark_menu(menu)
    return menu


class HeadOrder(QObject):
    """Of one table with these heads; a head without words orders nothing. `changed`: the lines stand otherwise now."""

    changed = Signal()

    def __init__(self, kit: Kit, table: QTableView, heads: Sequence[str]) -> None:
        super().__init__(table)
        self._kit, self._table, self._heads = kit, table, tuple(heads)
        self._offered = True
        head = table.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._on_head)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda at: self.open_menu(head.mapToGlobal(at)))
        self._show()

    def of(self, lines: Sequence[L]) -> Sequence[L]:
        """Return the lines as they are to stand."""
        now = self._now()
        return lines if now is None else ordered(lines, now[0], self._kit.words.locale, down=now[1])

    def offer(self, whole: bool) -> None:
        """Answer from now on, or not where the list is not `whole`."""
        if whole != self._offered:
            self._offered = whole
            self._table.horizontalHeader().setSectionsClickable(whole)
            self._show()

    def room_of(self, at: int) -> int:
        """Return the least width of the head that has the arrow, in pixels; 0 for the others."""
        now = self._now()
        if now is None or now[0] != at:
            return 0
        face = QFontMetrics(weight(self._table.font(), 12, semibold=True))
        return face.horizontalAdvance(self._heads[at]) + 2 * PAD_X + ARROW

    def order_by(self, at: int, down: bool = False) -> None:
        """Order by a column; -1 gives the list its own order back."""
        name = self._table.objectName()
        self._kit.orders.pop(name, None)
        if at >= 0:
            self._kit.orders[name] = (at, down)
        self._show()
        self.changed.emit()

    def open_menu(self, at: QPoint) -> None:
        """Offer the heads to order by, at a point of the screen."""
        if not self._offered or self._table.model().rowCount() < FEW:
            return
        hidden = self._table.isColumnHidden
        heads = [(number, text) for number, text in enumerate(self._heads) if text and not hidden(number)]
        order_menu(self._kit, self._table, heads, self._now(), self.order_by).popup(at)

    def _on_head(self, at: int) -> None:
        now = self._now()
        if not self._heads[at]:
            self._show()  # Qt has moved the arrow by itself
            return
        if now is None or now[0] != at:
            self.order_by(at)
        elif not now[1]:
            self.order_by(at, down=True)
        else:
            self.order_by(-1)

    def _now(self) -> Order | None:
        """Return the column and whether it goes down; None where the list has its own order."""
        found = self._kit.orders.get(self._table.objectName()) if self._offered else None
        return found if found is not None and found[0] < len(self._heads) and self._heads[found[0]] else None

    def _show(self) -> None:
        """Put the arrow where it belongs. Fusion points downwards for ascending; officers know it the other way."""
        now, head = self._now(), self._table.horizontalHeader()
        head.setSortIndicatorShown(now is not None)
        way = Qt.SortOrder.AscendingOrder if now is not None and now[1] else Qt.SortOrder.DescendingOrder
        head.setSortIndicator(-1 if now is None else now[0], way)
