"""Which columns of a list are shown, and in what order: ticked, and moved with Alt and the arrow keys or by mouse."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from app.core.i18n import N_
from app.services.lists.columns import Column
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Card, row
from app.ui.kit.sheet import Sheet
from app.ui.tables.views import usual

NAME = Qt.ItemDataRole.UserRole
HIGH, MOST_WHOLE, AROUND = 28, 16, 220
"""Pixels of height of a column, how many stand there without scrolling, and pixels of all else in the sheet."""


class ColumnsSheet(Sheet):
    """`apply` gets the names of the columns to show, in order."""

    def __init__(
        self,
        kit: Kit,
        parent: QWidget,
        columns: Sequence[Column],
        shown: Sequence[str],
        apply: Callable[[tuple[str, ...]], object],
    ) -> None:
        words = kit.words
        hint = words(N_("Tick what you want to see. Move a column with Alt and the arrow keys."))
        super().__init__(kit, parent, words(N_("Columns")), "columns_sheet", hint, width=420)
        self._columns, self._apply = columns, apply
        self._list = _Order()
        self._list.setObjectName("columns_list")
        self._list.setAccessibleName(words(N_("Columns")))
        whole = HIGH * min(len(columns), MOST_WHOLE)
        self._list.setMinimumHeight(max(HIGH, min(whole, self.room().height() - AROUND)))
        self._put(shown)
        card = Card("columns_card", margin=4)
        card.box.addWidget(self._list)
        self.body.addWidget(card)
        up = button(kit, words(N_("Move up")), "columns_up", lambda: self._list.move_current(-1), icon="arrow-up")
        down = button(
            kit, words(N_("Move down")), "columns_down", lambda: self._list.move_current(1), icon="arrow-down"
        )
        usually = button(kit, words(N_("As usual")), "columns_usual", lambda: self._put(usual(columns)))
        self.body.addLayout(row(up, down, None, usually))
        self.add_cancel()
        self.add_button(words(N_("Show these columns")), "columns_apply", self._on_apply, primary=True)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.grow()  # Qt opens no window higher than two thirds of the screen by itself

    def _put(self, shown: Sequence[str]) -> None:
        known = {column.name: column for column in self._columns}
        rest = [name for name in known if name not in shown]
        self._list.clear()
        for name in [*shown, *rest]:
            item = QListWidgetItem(self.kit.words(known[name].label))
            item.setData(NAME, name)
            item.setSizeHint(QSize(0, HIGH))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _on_apply(self) -> None:
        items = [self._list.item(at) for at in range(self._list.count())]
        chosen = tuple(str(one.data(NAME)) for one in items if one.checkState() is Qt.CheckState.Checked)
        if not chosen:
            self.say(self.kit.words(N_("Tick at least one column.")))
            return
        self.accept()
        self._apply(chosen)


class _Order(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def move_current(self, by: int) -> None:
        at = self.currentRow()
        to = at + by
        if 0 <= to < self.count():
            item = self.takeItem(at)
            self.insertItem(to, item)
            self.setCurrentRow(to)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in ways:
            self.move_current(ways[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)
