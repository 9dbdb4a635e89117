"""Three recovery sheets, typed from paper in any order: which word of which is wrong is said before it is tried."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.services.station.share_words import unknown_words, whole_words
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID
from app.ui.kit.words_field import WordsField

NEEDED = 3
SHARE_WORDS = 33


class ShareFields(QWidget):
    """Of each word the first four letters are enough. What is typed is kept nowhere."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        words = kit.words
        self.fields = [
            WordsField(
                words(N_("Sheet {number} of {count}"), number=number, count=NEEDED), f"share_{number}", height=72
            )
            for number in range(1, NEEDED + 1)
        ]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        for field in self.fields:
            box.addWidget(field)

    def typed(self) -> list[Sequence[str]]:
        """Return the words of each sheet, whole."""
        return [whole_words(field.words) for field in self.fields]

    def check(self) -> QWidget | None:
        """Say which word of which sheet is wrong; return where, None where nothing is."""
        words = self._kit.words
        for field in self.fields:
            unknown = unknown_words(field.words)
            said = ""
            if unknown:
                said = words(N_("Word {number} is on no sheet. Compare it with the paper."), number=unknown[0])
            elif len(field.words) != SHARE_WORDS:
                said = words(N_("The sheet has {count} words; {typed} are typed."), count=SHARE_WORDS,
                             typed=len(field.words))  # fmt: skip
            field.refuse(said)
        return next((field.edit for field in self.fields if field.refused), None)
