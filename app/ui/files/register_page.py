"""The page of an entry of a register: its name and what matters most, sharing and editing, and what it holds."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Marking
from app.ui.files.history_sheet import history_sheet
from app.ui.files.renewing import put_page
from app.ui.files.sharing_sheet import SharingSheet
from app.ui.files.undo_bar import UndoBar
from app.ui.forms.acting import ActSheet
from app.ui.forms.draft_places import parts_of
from app.ui.kit.buttons import button
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.scrolling import ScrollArea

if TYPE_CHECKING:
    from app.services.desk import Desk


class RegisterPage(Screen):
    """Opened by the entry's id. A page says its `room`, reads its entry, and builds what stands beneath its head."""

    room: ClassVar[str]
    """What its parts are named after."""

    def __init__(self, kit: Kit, desk: "Desk", address: Address, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        self.uid: Id = address.uid or b""
        self._draft = ""
        self.latest = Latest(kit.jobs, self)
        words = kit.words
        self._name = title("", f"{self.room}_name")
        self._name.setWordWrap(True)
        self._under = secondary("", f"{self.room}_under", wrap=True)
        self.undo = UndoBar(kit, desk, self)
        self._share = button(kit, words(N_("Share…")), f"share_{self.room}", self.share, icon="send")
        self._history = button(
            kit, words(N_("History…")), f"{self.room}_history", self.history, key="Ctrl+H", icon="history"
        )
        self._edit = button(kit, words(N_("Edit")), f"edit_{self.room}", self.edit, key="Ctrl+E", icon="pencil")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._name)
        texts.addWidget(self._under)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addLayout(texts, 1)
        for one in (self._history, self._share, self._edit):
            one.hide()
            head.addWidget(one)
        self._area = ScrollArea()
        self._area.setObjectName(f"{self.room}_area")
        self._area.setAccessibleName(spoken)
        self._area.setWidgetResizable(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(2 * GRID)
        box.addWidget(self.undo)
        box.addLayout(head)
        box.addWidget(self._area, 1)

    def watch(self, sheet: ActSheet) -> None:
        """Offer to reverse what a sheet over this page saves."""
        self.undo.watch(sheet)

    def take_up(self, key: str) -> None:
        self._draft = key
        self._go_on()

    def show_entry(
        self, name: str, under: str, page: Callable[[], QWidget], *, tab: str, marking: Marking, may_edit: bool
    ) -> None:  # fmt: skip
        """Show what was read; `page` builds what stands beneath the head. A draft that waited is gone on with."""
        self._name.setText(name)
        self._under.setText(under)
        self._history.show()
        for one in (self._share, self._edit):
            one.setVisible(may_edit)
        self.titled.emit(tab)
        self.marked.emit(marking)
        put_page(self._area, page())
        self._go_on()

    def share(self) -> None:
        """Ask with whom the entry is shared."""
        SharingSheet(self.kit, self.desk, self, self.uid).open()

    def history(self) -> None:
        """Show every change of the entry."""
        history_sheet(self.kit, self.desk, self, f"{self.room}_changes", self._name.text(), self.uid).open()

    def edit(self) -> None:
        """Open the sheet in which the entry is changed."""
        raise NotImplementedError

    def read_yet(self) -> bool:
        """Tell whether the entry was read."""
        raise NotImplementedError

    def go_on(self, what: str, uid: Id) -> None:
        """Open the sheet in which a draft was typed: of which kind of thing, and about which."""
        raise NotImplementedError

    def _go_on(self) -> None:
        if self._draft and self.read_yet():
            (what, uid, _), self._draft = parts_of(self._draft), ""
            self.go_on(what, uid)
