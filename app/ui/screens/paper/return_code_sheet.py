"""Return forms, one after the other: the code is scanned or typed, the form opens, and the next one can be scanned.

Of a scan of several forms each opens by itself once the one before it is recorded; a list says what became of which.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.errors import PraesidiumError, UserError
from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone, label
from app.ui.screens.paper.code_sheet import CodeSheet
from app.ui.screens.paper.return_sheet import Found, ReturnSheet, find_form, old_words
from app.ui.screens.paper.scan_box import Mark
from app.ui.screens.paper.scan_reading import Scanned

if TYPE_CHECKING:
    from app.services.desk import Desk


class ReturnCodeSheet(CodeSheet):
    """Asks for the code. A form that came back before, or is not in force, is told of before it opens."""

    def __init__(self, kit: Kit, desk: "Desk", parent: QWidget | None) -> None:
        words = kit.words
        hint = N_("Scan the QR code of the form that came back, or type the control code beside it.")
        super().__init__(
            kit, parent, words(N_("Record a return form")), "return_code_sheet", words(hint),
            line="return_code", scan="return", by_copy=True,
        )  # fmt: skip
        self._desk = desk
        self._found: Found | None = None
        self._waiting: list[Scanned] = []
        self._at: Scanned | None = None
        self.scan.opened.connect(self._on_opened)
        self.told = label("", "return_told", "body", wrap=True)
        self.told.hide()
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.add_button(words(N_("Close")), "return_close", self.reject)
        self.anyway = self.add_button(words(N_("Record it all the same")), "return_anyway", self._on_anyway)
        self.anyway.hide()
        self.correct = self.add_button(words(N_("Correct what was recorded")), "return_correct", self._on_correct)
        self.correct.hide()
        self.add_button(words(N_("Open the form")), "return_look", self.look_up, primary=True)
        self.text.setFocus()

    def on_begun(self) -> None:
        self._waiting, self._at = [], None
        self._forget()
        self._tell("")

    def on_found(self, found: Sequence[Scanned]) -> None:
        look = partial(_looked, self._desk, found, self.kit.words.language)
        self.latest.read(look, partial(self._on_all_looked, found), self.on_refused)

    def _on_all_looked(self, found: Sequence[Scanned], looks: Sequence[Found | PraesidiumError]) -> None:
        """Say of each whether it can be recorded, and begin with the first that can."""
        self.scan.mark_all([self._mark(one) for one in looks])
        self._waiting = [one for one, look in zip(found, looks, strict=True) if isinstance(look, Found)]
        self.grow()
        if self._waiting:
            self._on_opened(self._waiting[0])
        else:
            self.scan.list.choose(found[0])
            self.scan.list.setFocus()

    def _mark(self, look: Found | PraesidiumError) -> Mark:
        words = self.kit.words
        if isinstance(look, PraesidiumError):
            return Mark(words(N_("Cannot be recorded")), Tone.RED)
        if look.form.recorded_on is not None:
            return Mark(words(N_("Came back before")), Tone.PLAIN)
        old = old_words(self.kit, look.form)
        return Mark(words(N_("Replaced or recalled") if old else N_("Not recorded yet")), Tone.PLAIN)

    def on_chosen(self, one: Scanned) -> None:
        self._forget()
        self._at = one
        self.show_code(one)

    def _on_opened(self, one: Scanned) -> None:
        self.scan.list.choose(one)
        self.on_chosen(one)
        self.look_up()

    def on_typed(self) -> None:
        self._at = None
        super().on_typed()
        self._forget()

    def look_up(self) -> None:
        self._forget()
        self._tell("")
        look = partial(find_form, self._desk, self.text.text(), self.kit.words.language)
        self.latest.read(look, self._on_form, self.on_refused)

    def _on_form(self, found: Found) -> None:
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
        self.correct.setVisible(found.form.recorded_on is not None and any(one.told for one in found.form.measures))

    def _on_anyway(self) -> None:
        if self._found is not None:
            self._open(self._found)

    def _on_correct(self) -> None:
        if self._found is not None:
            self._open(self._found, correcting=True)

    def _open(self, found: Found, *, correcting: bool = False) -> None:
        sheet = ReturnSheet(self.kit, self._desk, self, found, correcting=correcting)
        sheet.acted.connect(lambda made: self._on_recorded(found, len(made)))
        sheet.rejected.connect(self._rest)
        sheet.open()

    def _on_recorded(self, found: Found, reports: int) -> None:
        words, form = self.kit.words, found.form
        said = words.plural(
            "{registration}, copy {number}: recorded, with {count} execution report. Scan the next form.",
            "{registration}, copy {number}: recorded, with {count} execution reports. Scan the next form.",
            reports, registration=form.registration, number=form.number,
        )  # fmt: skip
        at, self._at = self._at, None
        self._forget()
        self.text.clear()
        self._tell(said)
        if at is None:
            self._rest()
            return
        self.scan.mark(at, Mark(words(N_("Recorded")), Tone.ACCENT))
        rest = self._waiting[self._waiting.index(at) + 1 :] if at in self._waiting else []
        if at in self._waiting:
            self._waiting.remove(at)
        if rest:
            self._on_opened(rest[0])
        else:
            self.scan.list.clearSelection()
            self._rest()

    def _rest(self) -> None:
        """Wait for the next code, or for one of the scan to be chosen."""
        (self.scan.list if self._waiting and self.scan.several else self.text).setFocus()

    def on_refused(self, failure: BaseException) -> None:
        self.text.selectAll()
        (self.text if self._at is None else self.scan.list).setFocus()
        self.say(failure)

    def _forget(self) -> None:
        self._found = None
        self.anyway.hide()
        self.correct.hide()
        self.say("")

    def _tell(self, said: str) -> None:
        self.told.setText(said)
        self.told.setAccessibleName(said)
        self.told.setVisible(bool(said))
        if said:
            self.grow()


def _looked(desk: "Desk", found: Sequence[Scanned], language: str) -> list[Found | PraesidiumError]:
    """Return the form that each code is of, or why it is none that can be recorded."""
    looks: list[Found | PraesidiumError] = []
    for one in found:
        try:
            looks.append(find_form(desk, one.code.text, language))
        except PraesidiumError as refused:
            looks.append(refused)
    return looks
