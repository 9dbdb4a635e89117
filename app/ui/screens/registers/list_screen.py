"""A room that is one long list: title, what can be added, the list. Enter opens a line, Ctrl+Enter opens it apart."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.models.enums import Action as Right
from app.services.lists.columns import ListName
from app.services.lists.marking import list_marking
from app.services.status import seat
from app.ui.forms.draft_places import parts_of
from app.ui.kit.buttons import Button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.tables.list_view import ListView

if TYPE_CHECKING:
    from app.services.desk import Desk


class ListScreen(Screen):
    """A screen says which list, which title, what stands where nothing is, its buttons, and what they ask for."""

    def __init__(
        self,
        kit: Kit,
        desk: "Desk",
        address: Address,
        name: ListName,
        text: str,
        empty: tuple[str, str],
        opens: str,
        buttons: Callable[[], list[Button]],
        asks: Right,
        begin: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kit, desk, address, parent)
        self._text, self._opens = text, opens
        self.list = ListView(kit, desk, name, text, empty=empty)
        self.list.opened.connect(lambda uid: self.wanted.emit(Address(opens, bytes(uid))))
        self.list.opened_apart.connect(lambda uid: self.wanted_apart.emit(Address(opens, bytes(uid))))
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, GRID)
        box.setSpacing(2 * GRID)
        self._made = buttons()
        self._asks, self._begin = asks, begin
        self.may = False
        """Whether this officer may begin something here; until it is known, nothing offers it."""
        self._offer()
        box.addLayout(row(title(text, f"{name.value}_title"), None, *self._made))
        box.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    def load(self) -> None:
        self.titled.emit(self._text)
        self.list.load()
        desk = self.desk
        self.kit.jobs.read(self, lambda: self._asks in seat(desk).may, self._on_asked)
        self.kit.jobs.read(self, partial(list_marking, desk, self.list.list_name), self.marked.emit)

    def _on_asked(self, may: bool) -> None:
        self.may = may
        self._offer()

    def _offer(self) -> None:
        """Show the buttons, and the words that tell of them where the list is empty, to whom they are of use."""
        hints = [one for one in self.list.findChildren(QLabel) if one.objectName().endswith("_empty_hint")]
        for one in (*self._made, *hints):
            one.setVisible(self.may)

    def take_up(self, key: str) -> None:
        """Begin again what was begun and not saved."""
        if parts_of(key)[2] == "new":
            self._begin()

    def open(self, uid: bytes) -> None:
        """Open one thing of the list."""
        self.wanted.emit(Address(self._opens, uid))
