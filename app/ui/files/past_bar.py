"""The as-of view: which moment is asked for, and the bar that says the whole screen shows the past."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.checks.typed_moment import Lean
from app.services.trails import Past
from app.ui.forms.days import MomentEditor
from app.ui.forms.rows import FieldRow, Said
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, asked, label, secondary
from app.ui.kit.sheet import Sheet
from app.ui.kit.words import capital

SAID = {
    Past.KNOWN_HERE: N_("what this workstation knew then"),
    Past.DECIDED: N_("what had been written by then, wherever it was"),
}


class MomentMissing(UserError):
    """No moment was typed."""

    sentence = N_("Type the day, and the hour if it matters.")


class MomentAhead(UserError):
    """The future has no history."""

    sentence = N_("This moment has not come yet. Type one in the past.")


class PastBar(QFrame):
    """Stands above a screen while it shows a past moment. `left` is the way back.

    `without` says what is not there meanwhile, and why.
    """

    left = Signal()

    def __init__(self, kit: Kit, without: str = "") -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName("past_bar")
        self.setProperty("role", "card")
        words = kit.words
        self._text = label("", "past_text", "strong", wrap=True)
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        said = QVBoxLayout()
        said.setSpacing(GRID // 2)
        said.addWidget(self._text)
        if without:
            said.addWidget(secondary(without, "past_without", wrap=True))
        box.addLayout(said, 1)
        box.addWidget(button(kit, words(N_("Back to now")), "back_to_now", self.left.emit, primary=True, key="Esc"))
        self.hide()

    def show_moment(self, moment: datetime | None, past: Past) -> None:
        """Say which moment is shown; None hides the bar."""
        self.setVisible(moment is not None)
        if moment is not None:
            words = self._kit.words
            said = N_("As of {moment}: {which}. Nothing can be changed here.")
            self._text.setText(words(said, moment=words.moment(moment), which=words(SAID[past])))


class AsOfSheet(Sheet):
    """Asks for the moment. `chosen` gives it with which past is meant. `text` and `hint`: where it is no file."""

    chosen = Signal(object, object)

    def __init__(self, kit: Kit, parent: QWidget, text: str = "", hint: str = "") -> None:
        words = kit.words
        hint = hint or words(N_("The whole file turns to that moment: what was known, decided and in force then."))
        super().__init__(kit, parent, text or words(N_("The file as of…")), "as_of_sheet", hint, 480)
        self._moment = MomentEditor(kit, "as_of_moment", lean=Lean.PAST)
        self._row = FieldRow(kit, words(N_("Day and hour")), self._moment, required=True)
        self.body.addWidget(self._row)
        self._which = QComboBox()
        self._which.setObjectName("as_of_which")
        self._which.setAccessibleName(words(N_("According to")))
        for past, said in SAID.items():
            self._which.addItem(capital(words(said)), past)
        self.body.addLayout(asked(words(N_("According to")), "as_of_which", self._which))
        self.add_cancel()
        self.add_button(words(N_("Show")), "as_of_show", self._on_show, primary=True)
        self._moment.setFocus()

    def _on_show(self) -> None:
        try:
            moment = self._moment.value()
            if moment is None:
                raise MomentMissing
            if moment > self.kit.clock.now():
                raise MomentAhead
        except UserError as refusal:
            self._row.say(Said.REFUSED, refusal.say(self.kit.words.language))
            self._moment.setFocus()
            return
        self.chosen.emit(moment, self._which.currentData())
        self.accept()
