"""F1 before a store is open, and over any sheet: a page of the manual, with the whole manual beside it."""

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet
from app.ui.shell.help_view import HelpView

PAGE = "entry"
"""Opening, locking, making, joining and restoring a store."""


class HelpSheet(Sheet):
    """Opened over the way in or a sheet; what is typed beneath stays."""

    def __init__(self, kit: Kit, parent: QWidget, page: str = PAGE) -> None:
        super().__init__(kit, parent, kit.words(N_("Help")), "help_sheet", width=960)
        self.view = HelpView(kit, page)
        self.view.setMinimumHeight(min(520, self.room().height() - 180))
        self.body.addWidget(self.view, 1)
        self.add_button(kit.words(N_("Close")), "help_close", self.accept, primary=True)
        self.view.load()
        self.view.page.setFocus()
