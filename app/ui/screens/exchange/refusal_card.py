"""A bundle that was not taken in: which, what happened, what was kept and what to do, as loud as it is grave."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.core.i18n import N_
from app.ui.forms.rows import Mark
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, body, heading, set_property


class RefusalCard(Card):
    """Stands in sight from `say` until `take_back`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__("import_refusal")
        self._kit = kit
        self._mark = Mark(kit)
        self._title = heading("", "import_refused_title")
        self._which = body("", "import_refused_which")
        self._why = body("", "import_refused")
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        for one in (self._title, self._why, self._which):
            texts.addWidget(one)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        self.box.addLayout(line)
        self.hide()

    def say(self, why: str, files: str, *, stopped: bool = False) -> None:
        """Show why, and of which files; `stopped` says that the officer wanted it so."""
        words = self._kit.words
        title = words(N_("Stopped: nothing was taken in")) if stopped else words(N_("Refused: nothing was taken in"))
        set_property(self, "role", "card" if stopped else "refusal")
        self._mark.show_icon("info" if stopped else "shield-alert", "accent" if stopped else "red")
        self._title.setText(title)
        self._why.setText(why)
        self._why.setAccessibleName(words.pair(title, why))
        self._which.setText(files)
        self._which.setVisible(bool(files))
        self.show()

    def take_back(self) -> None:
        """Say nothing any more."""
        self._why.setText("")
        self.hide()
