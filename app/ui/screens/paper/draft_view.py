"""The draft beside the form: watermarked, without number, in each of the languages that its copies have."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import LANGUAGES, N_
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary
from app.ui.kit.preview import Preview


class DraftView(QWidget):
    """Shows one draft at a time."""

    asked = Signal()
    """The officer wants it in another language."""
    print_wanted = Signal()
    """The officer wants it on paper, as it is shown."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        words = kit.words
        self.setObjectName("issue_draft")
        self.preview = Preview(kit, name="issue_preview")
        self.tongues = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(GRID // 2)
        line.addWidget(secondary(words(N_("Draft, without number")), "issue_draft_label"))
        line.addStretch(1)
        for number, code in enumerate(LANGUAGES):
            one = button(kit, code.upper(), f"issue_show_{code}", lambda: None)
            one.setAccessibleName(words(N_("Show the draft in {language}"), language=code.upper()))
            one.setCheckable(True)
            one.hide()
            self.tongues.addButton(one, number)
            line.addWidget(one)
        text = words(N_("Print the draft…"))
        self.print = button(kit, text, "issue_print_draft", self.print_wanted.emit, icon="printer")
        self.print.setEnabled(False)
        line.addWidget(self.print)
        self.tongues.idClicked.connect(lambda _id: self.asked.emit())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(line)
        box.addWidget(self.preview, 1)

    @property
    def language(self) -> str:
        """Return the language to show."""
        return LANGUAGES[max(self.tongues.checkedId(), 0)]

    @property
    def controls(self) -> list[QWidget]:
        """Return what Tab goes through, in its order."""
        return [*self.tongues.buttons(), self.print, *self.preview.controls]

    def offer(self, languages: Sequence[str]) -> None:
        """Offer these languages, one at least; where there are several, above the draft."""
        now = self.tongues.checkedId()
        for number, code in enumerate(LANGUAGES):
            self.tongues.button(number).setVisible(code in languages and len(languages) > 1)
        if now < 0 or LANGUAGES[now] not in languages:
            self.tongues.button(LANGUAGES.index(languages[0])).setChecked(True)
