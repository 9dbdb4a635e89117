"""What must be read between opening and working: the store was put back, the clock is behind, somebody is missing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.core.i18n import N_
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label
from app.ui.shell.entry.page import Page

if TYPE_CHECKING:
    from app.services.station.doorstep import Notice


class ToldPage(Page):
    """Says the notices, loud ones first and in red; work begins when they were read."""

    read = Signal()

    def __init__(self, kit: Kit, notices: "Sequence[Notice]") -> None:
        words = kit.words
        loud = any(one.loud for one in notices)
        super().__init__(
            kit, "told", words(N_("Read this before you begin")) if loud else words(N_("Before you begin")), "", 560
        )
        for number, notice in enumerate(sorted(notices, key=lambda one: not one.loud)):
            self.body.addWidget(self._line(number, notice))
        self.go_on = button(kit, words(N_("I have read this")), "told_read", self.read.emit, primary=True)
        self.go_on.setFixedHeight(36)
        self.foot.addStretch(1)
        self.foot.addWidget(self.go_on)

    def _line(self, number: int, notice: "Notice") -> QFrame:
        made = QFrame()
        made.setObjectName(f"told_{number}_box")
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        sign = QLabel()
        sign.setObjectName(f"told_{number}_sign")
        icon = self.kit.icons("shield-alert" if notice.loud else "info", "red" if notice.loud else "secondary")
        sign.setPixmap(icon.pixmap(24, 24))
        line.addWidget(sign, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(notice.sentence, f"told_{number}", "strong" if notice.loud else "body", wrap=True), 1)
        return made

    def begin(self) -> None:
        """Let nobody read past it by mistake: the focus is on the page, not on the button."""
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        self.setFocus()
