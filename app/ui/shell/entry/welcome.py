"""What stands where no store is yet: three ways to come by one. Loaded before the first paint."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.core.i18n import N_
from app.ui.kit.buttons import button, link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row, rule
from app.ui.shell.entry.page import Page


class WelcomePage(Page):
    """Make a store, join with one, put one back."""

    other_store_wanted = Signal()

    def __init__(self, kit: Kit, *, there: bool) -> None:
        words = kit.words
        super().__init__(
            kit, "welcome", words(N_("Welcome")),
            words(N_("How does the encrypted store begin?")), 480,
        )  # fmt: skip
        ways = (
            (words(N_("Make a store")), words(N_("The first workstation: two people, a printer, ten"
              " minutes.")), "found", "shield-check"),
            (words(N_("Join other workstations")), words(N_("A service that works with Praesidium lets this one in.")),
             "join", "link"),
            (words(N_("Restore from a backup")), words(N_("Lost or replaced, and there is a backup.")), "restore",
             "archive-restore"),
        )  # fmt: skip
        for number, (text, hint, page, icon) in enumerate(ways):
            if number:
                self.body.addWidget(rule())
            made = button(kit, text, f"welcome_{page}", partial(self.wanted.emit, page), primary=not number, icon=icon)
            made.setFixedHeight(36)
            if not number:
                self._first = made
            made.setAccessibleDescription(hint)
            box = QVBoxLayout()
            box.setSpacing(GRID)
            if number:
                made.setToolTip(hint)
            else:
                box.addWidget(label(hint, f"welcome_{page}_hint", "quiet", wrap=True))
            box.addWidget(made)
            self.body.addLayout(box)
        back = [(words(N_("Open a store that is elsewhere…")), "welcome_other", self.other_store_wanted.emit)]
        if there:
            back.insert(0, (words(N_("Back to the store")), "welcome_back", partial(self.wanted.emit, "unlock")))
        for text, name, act in back:
            self.below.addLayout(row(None, link(text, name, act), None))

    def begin(self) -> None:
        """Put the focus on the first way."""
        self._first.setFocus()
