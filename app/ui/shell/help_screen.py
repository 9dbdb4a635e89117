"""F1: the manual inside the window, open at the page of the screen one was on."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import Marking
from app.services.desk import Desk
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, title
from app.ui.kit.screen import Address, Screen
from app.ui.shell.help_pages import INDEX
from app.ui.shell.help_view import HelpView


class HelpScreen(Screen):
    """Shows the page that `extra` names, else the index."""

    help_page: ClassVar[str] = INDEX

    def __init__(self, kit: Kit, desk: Desk, address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        self.view = HelpView(kit, dict(address.extra).get("page", INDEX))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 2 * GRID, 20, 2 * GRID)
        box.setSpacing(12)
        box.addWidget(title(kit.words(N_("Help")), "help_title"))
        box.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def load(self) -> None:
        """Read the pages that ship; once is enough."""
        self.view.load()
        self.titled.emit(self.kit.words(N_("Help")))
        self.marked.emit(Marking.NONE)

    def show_page(self, name: str) -> None:
        """Turn to a page; to the index where there is none of that name."""
        self.view.show_page(name)

    def state(self) -> dict[str, Any]:
        return {"page": self.view.wanted}

    def restore(self, state: dict[str, Any]) -> None:
        page = state.get("page")
        if isinstance(page, str):
            self.view.wanted = page
            self.view.show_page(page)
