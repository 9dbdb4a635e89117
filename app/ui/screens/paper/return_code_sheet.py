"""Return forms, one after the other: the code is scanned or typed, the form opens, and the next one can be scanned."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import label
from app.ui.kit.sheet import Sheet
from app.ui.screens.paper.return_sheet import Found, ReturnSheet, find_form, old_words

if TYPE_CHECKING:
    from app.services.desk import Desk

LONGEST = 512
"""Characters; the text of a QR code has about 230."""


class ReturnCodeSheet(Sheet):
    """Asks for the code. A form that came back before, or is not in force, is told of before it opens."""

    def __init__(self, kit: Kit, desk: "Desk", parent: QWidget | None) -> None:
        words = kit.words
        hint = N_("Scan the QR code of the form that came back, or type the control code beside it.")
        super().__init__(kit, parent, words(N_("Record a return form")), "return_code_sheet", words(hint))
        self._desk = desk
        self._latest = Latest(kit.jobs, self)
        self._found: Found | None = None
        self.text = QLineEdit()
        self.text.setObjectName("return_code")
        self.text.setAccessibleName(words(N_("QR text or control code")))
        self.text.setPlaceholderText(words(N_("QR text or control code")))
        self.text.setMaxLength(LONGEST)
        self.text.returnPressed.connect(self._on_look)
        self.text.textEdited.connect(lambda _text: self._forget())
        self.body.addWidget(self.text)
        self.told = label("", "return_told", "body", wrap=True)
        self.told.hide()
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.add_button(words(N_("Close")), "return_close", self.reject)
        self.anyway = self.add_button(words(N_("Record it all the same")), "return_anyway", self._on_anyway)
        self.anyway.hide()
        self.add_button(words(N_("Open the form")), "return_look", self._on_look, primary=True)
        self.text.setFocus()

    def _on_look(self) -> None:
        self._forget()
        self._tell("")
        look = partial(find_form, self._desk, self.text.text(), self.kit.words.language)
        self._latest.read(look, self._on_found, self._on_refused)

    def _on_found(self, found: Found) -> None:
        said = old_words(self.kit, found.form)
        try:
            found.form.check_first()
        except UserError as refusal:
            said = " ".join(part for part in (self.kit.door.say(refusal), said) if part)
        if not said:
            self._open(found)
            return
        self._found = found
        self.say(said)
        self.anyway.show()
        self.anyway.setFocus()

    def _on_anyway(self) -> None:
        if self._found is not None:
            self._open(self._found)

    def _open(self, found: Found) -> None:
        sheet = ReturnSheet(self.kit, self._desk, self, found)
        sheet.acted.connect(lambda made: self._on_recorded(found, len(made)))
        sheet.rejected.connect(self.text.setFocus)
        sheet.open()

    def _on_recorded(self, found: Found, reports: int) -> None:
        words, form = self.kit.words, found.form
        said = words.plural(
            "{registration}, copy {number}: recorded, with {count} execution report. Scan the next form.",
            "{registration}, copy {number}: recorded, with {count} execution reports. Scan the next form.",
            reports, registration=form.registration, number=form.number,
        )  # fmt: skip
        self._forget()
        self.text.clear()
        self._tell(said)
        self.text.setFocus()

    def _on_refused(self, failure: BaseException) -> None:
        self.text.selectAll()
        self.text.setFocus()
        self.say(failure)

    def _forget(self) -> None:
        self._found = None
        self.anyway.hide()
        self.say("")

    def _tell(self, said: str) -> None:
        self.told.setText(said)
        self.told.setAccessibleName(said)
        self.told.setVisible(bool(said))
        if said:
            self.grow()
