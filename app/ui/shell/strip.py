"""The strip across the top: the highest marking of what is on the screen, in the words of the law; and EXERCISE."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.core.i18n import N_, translate
from app.models.enums import Marking
from app.models.worded import say
from app.ui.kit.kit import Kit

HEIGHT = 24
NATIONAL = ("nl", "fr")
"""Markings stand in both languages of the law, as on paper; the officer's own comes first."""


class MarkingStrip(QLabel):
    """Says the marking it is told."""

    def __init__(self, kit: Kit, exercise: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit, self._exercise = kit, exercise
        self.setObjectName("marking_strip")
        self.setProperty("role", "marking")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedHeight(HEIGHT)
        self.show_marking(None)

    def show_marking(self, marking: Marking | None) -> None:
        """Show a marking; None while it is not known."""
        parts = []
        if self._exercise:
            parts.append(_in_both(lambda language: translate(N_("EXERCISE"), language), self._kit.words.language))
        if marking is not None:
            parts.append(_in_both(lambda language: say(marking, language), self._kit.words.language))
        self.setText("   ·   ".join(parts))
        self.setAccessibleName(self.text())


def _in_both(word: Callable[[str], str], own: str) -> str:
    languages = [own, *(one for one in NATIONAL if one != own)]
    return " — ".join(dict.fromkeys(word(language).upper() for language in languages))
