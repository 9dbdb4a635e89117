"""The copies of papers that are of no file, binders of a centre and extracts of a person, in a dialog of their own."""

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet
from app.ui.screens.paper.copies_panel import CopiesPanel

WIDTH, HEIGHT = 1160, 560


class CopiesSheet(Sheet):
    """Shows who holds which copy of the papers of one root."""

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None, root: Id, text: str) -> None:
        super().__init__(kit, parent, text, "copies_sheet", width=WIDTH)
        self.setMinimumHeight(HEIGHT)
        self.panel = CopiesPanel(kit, desk, root, self)
        self.body.addWidget(self.panel, 1)
        self.add_button(kit.words(N_("Close")), "copies_sheet_close", self.reject)
