"""Return forms, one after the other: the code is scanned or typed, the form opens, and the next one can be scanned.

Of a scan of several forms each opens by itself once the one before it is recorded; a list says what became of which.
"""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.core.errors import PraesidiumError, UserError
from app.core.i18n import N_
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone, label
from app.ui.kit.sheet import Sheet
from app.ui.screens.paper.code_line import CodeLine
from app.ui.screens.paper.return_sheet import Found, ReturnSheet, find_form, old_words
from app.ui.screens.paper.scan_box import Mark, ScanBox
from app.ui.screens.paper.scan_reading import Scanned

if TYPE_CHECKING:
    from app.services.desk import Desk

WIDTH = 680


class ReturnCodeSheet(Sheet):
    """Asks for the code. A form that came back before, or is not in force, is told of before it opens."""

    def __init__(self, kit: Kit, desk: "Desk", parent: QWidget | None) -> None:
        words = kit.words
        hint = N_("Scan the QR code of the form that came back, or type the control code beside it.")
        super().__init__(kit, parent, words(N_("Record a return form")), "return_code_sheet", words(hint), WIDTH)
        self._desk = desk
        self._latest = Latest(kit.jobs, self)
        self._found: Found | None = None
        self._waiting: list[Scanned] = []
        self._at: Scanned | None = None
        self.scan = ScanBox(kit, "return", by_copy=True)
        self.text = CodeLine(kit, "return_code")
        self.text.returnPressed.connect(self._on_look)
        self.text.textEdited.connect(lambda _text: self._on_typed())
        self.text.scan_pasted.connect(self.scan.pick.paste)
        self.scan.begun.connect(self._on_begun)
        self.scan.found.connect(self._on_scanned)
        self.scan.refused.connect(self._on_refused)
        self.scan.chosen.connect(self._on_chosen)
        self.scan.opened.connect(self._on_opened)
        self.finished.connect(self.scan.stop)
        self.setAcceptDrops(True)
        self.body.addWidget(self.text)
        self.body.addWidget(self.scan)
        self.told = label("", "return_told", "body", wrap=True)
        self.told.hide()
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.add_button(words(N_("Close")), "return_close", self.reject)
        self.anyway = self.add_button(words(N_("Record it all the same")), "return_anyway", self._on_anyway)
        self.anyway.hide()
        self.correct = self.add_button(words(N_("Correct what was recorded")), "return_correct", self._on_correct)
        self.correct.hide()
        self.add_button(words(N_("Open the form")), "return_look", self._on_look, primary=True)
        self.text.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        self.scan.pick.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        self.scan.pick.dropEvent(event)

    def _on_begun(self) -> None:
        self._waiting, self._at = [], None
        self._latest.forget()
        self._forget()
        self._tell("")
        self.grow()

    def _on_scanned(self, found: Sequence[Scanned]) -> None:
        if len(found) == 1:
            self.text.setText(found[0].code.text)
            self._on_look()
            return
        look = partial(_looked, self._desk, found, self.kit.words.language)
        self._latest.read(look, partial(self._on_all_looked, found), self._on_refused)

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

    def _on_chosen(self, one: Scanned) -> None:
        self._forget()
        self._at = one
        self.text.setText(one.code.text)
        self.text.home(False)

    def _on_opened(self, one: Scanned) -> None:
        self.scan.list.choose(one)
        self._on_chosen(one)
        self._on_look()

    def _on_typed(self) -> None:
        self._at = None
        self.scan.list.clearSelection()
        self._forget()

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

    def _on_refused(self, failure: BaseException) -> None:
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
