"""Recovery sheets: seen and printed from memory, then one of them read back from paper; in an exercise none is."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.core.i18n import N_
from app.services.station.founding import Prepared
from app.services.station.recovery_papers import (
    root_sheets,
    share_to_read_back,
    store_sheets,
)
from app.services.station.share_words import reads_back, unknown_words
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Chip, Tone, label, row
from app.ui.kit.preview import Preview
from app.ui.kit.printing import Paper
from app.ui.kit.printing_sheet import PrintSheet
from app.ui.kit.words_field import WordsField
from app.ui.shell.entry.fields import check
from app.ui.shell.entry.wizard import Step

MANY_LINES = 120
"""Pixels of the field in which words are typed back."""
PLACE = N_("Put the store in its place")


class Waiting(Protocol):
    """What the steps know of the store that waits."""

    prepared: Prepared | None
    read_back: int
    printed: bool
    code: str


class SheetsStep(Step):
    """Ten pages: five sheets of the store, five of the directory."""

    over = Signal()
    """They are printed, and nothing more is asked."""

    def __init__(self, kit: Kit, making: Waiting) -> None:
        words = kit.words
        super().__init__(
            kit, "sheets_step", words(N_("Print the recovery sheets"))
        )  # fmt: skip
        self._making = making
        self._papers: list[Paper] = []
        self.which = QComboBox(self)
        self.which.setObjectName("sheets_which")
        self.which.setAccessibleName(words(N_("Which sheets are shown")))
        self.which.addItems([words(N_("Recovery sheets of the store")), words(N_("Recovery sheets of the directory"))])
        self.which.currentIndexChanged.connect(self._on_which)
        self.preview = Preview(kit, self, "sheets_preview")
        self.preview.setFixedHeight(264)
        self.print_button = button(kit, words(N_("Print…")), "sheets_print", self._on_print, key="Ctrl+P",
                                   icon="printer")  # fmt: skip
        self._printed = Chip(words(N_("printed")), Tone.ACCENT, "sheets_printed")
        self._printed.setVisible(making.printed)
        self.have = check(words(N_("The ten sheets lie before us, on paper")), "sheets_have")
        self._wrong = label("", "sheets_wrong", "error", wrap=True)
        self._wrong.hide()
        self.box.addWidget(self.which)
        self.box.addWidget(self.preview)
        self.box.addLayout(row(self.print_button, self._printed, None))
        self.box.addWidget(self.have)
        self.box.addWidget(self._wrong)
        self.have.toggled.connect(lambda _on: self._wrong.hide())
        self.can_go_back = False
        if making.prepared is not None:
            self.show_sheets()

    def enter(self) -> None:
        """Show the sheets again to whoever comes back to them."""
        self._on_which(self.which.currentIndex())

    def choose(self) -> None:
        """Choose by chance which share is to be read back."""
        prepared = self._making.prepared
        if prepared is not None:
            self._making.read_back = share_to_read_back(len(prepared.store_shares), prepared.desk.randomness)

    def show_sheets(self) -> None:
        """Make the sheets and show them; say what they are for."""
        prepared = self._making.prepared
        if prepared is None:
            return
        words, real = self.kit.words, not prepared.desk.exercise
        self.have.setVisible(real)
        if real:
            self.hint = words(
                N_("Five open the store when passphrases are lost, five appoint an administrator; three of five are"
                   " enough. Kept nowhere else: today, one of each kind to each of five places.")
            )  # fmt: skip
        else:
            self.hint = words(N_("In an exercise they protect nothing: they may stay in the printer."))
            self.on_text = words(PLACE)
        self.preview.clear(self.kit.words(N_("The preview is being made…")))
        self.kit.jobs.run(
            self, self.kit.words(N_("Recovery sheets")), lambda _progress, _cancel: self._make(prepared),
            self._on_made,
        )  # fmt: skip

    def _make(self, prepared: Prepared) -> list[Paper]:
        words = self.kit.words
        now, exercise = prepared.desk.clock.now(), prepared.desk.exercise
        made = []
        for text, make, shares in (
            (N_("Recovery sheets of the store"), store_sheets, prepared.store_shares),
            (N_("Recovery sheets of the directory"), root_sheets, prepared.root_shares),
        ):
            made.append(Paper(words(text), make(self._making.code, now, shares, words.language, exercise=exercise)))
        return made

    def _on_made(self, papers: list[Paper]) -> None:
        self._papers = papers
        self._on_which(self.which.currentIndex())

    def _on_which(self, at: int) -> None:
        if self._papers:
            self.preview.show_pdf(self._papers[at].pdf, self._papers[at].name)

    def _on_print(self) -> None:
        if not self._papers:
            return
        words = self.kit.words
        alone = words(N_("One side only: each sheet goes to its own place."))
        sheet = PrintSheet(self.kit, self.window(), self._papers, words(N_("Recovery sheets")), alone)
        sheet.printed.connect(self._on_printed)
        sheet.finished.connect(lambda _how: self._on_closed())
        sheet.open()

    def _on_closed(self) -> None:
        """Go on where printing ends: at the tick, in an exercise at the step's own button."""
        if not self._making.printed:
            self.print_button.setFocus()
        elif self.have.isVisibleTo(self):
            self.have.setFocus()
        else:
            self.over.emit()

    def _on_printed(self, _pages: int) -> None:
        self._making.printed = True
        self._printed.show()

    def check(self) -> QWidget | None:
        """Ask for the tick: a printer may have said yes and have had no paper."""
        if self.have.isChecked() or (self._making.prepared is not None and self._making.prepared.desk.exercise):
            self.preview.clear()
            return None
        said = N_(
            "Print the sheets, or copy the words by hand from the preview. Without them a lost passphrase is a lost"
            " store."
        )
        self._wrong.setText(self.kit.words(said))
        self._wrong.show()
        return self.have

    def first(self) -> QWidget | None:
        """Begin at printing."""
        return self.print_button


class ReadBackStep(Step):
    """One sheet, chosen by chance, typed back from paper."""

    def __init__(self, kit: Kit, making: Waiting) -> None:
        words = kit.words
        super().__init__(
            kit, "read_back_step", words(N_("Read one sheet back")),
            words(N_("So that you know that the sheets are good. The first four letters of each word are enough.")),
            on_text=words(PLACE),
        )  # fmt: skip
        self._making = making
        self.words_field = WordsField(words(N_("The words of this sheet")), "read_back_words")
        self.words_field.edit.setFixedHeight(MANY_LINES)
        self._which = label("", "read_back_which", "heading", wrap=True)
        self._count = label("", "read_back_count", "secondary")
        self.box.addWidget(self._which)
        self.box.addWidget(self.words_field)
        self.box.addWidget(self._count)
        self.words_field.changed.connect(self._on_changed)
        self.describe()

    def describe(self) -> None:
        """Say which sheet is asked for, once it is known."""
        if self._making.prepared is None:
            return
        count = len(self._making.prepared.store_shares)
        said = N_("Recovery sheet of the store: sheet {number} of {count}")
        self._which.setText(self.kit.words(said, number=self._making.read_back + 1, count=count))

    def enter(self) -> None:
        """Say how far one is."""
        self._on_changed()

    def first(self) -> QWidget | None:
        """Begin typing."""
        return self.words_field.edit

    def check(self) -> QWidget | None:
        """Compare with the share."""
        typed, asked = self.words_field.words, self._share()
        if reads_back(asked, typed):
            return None
        words = self.kit.words
        wrong = unknown_words(typed)
        if wrong:
            said = words(N_("Word {number} is on no sheet. Compare it with the paper."), number=wrong[0])
        elif len(typed) != len(asked):
            said = words(N_("{count} words are asked; {typed} are typed."), count=len(asked), typed=len(typed))
        else:
            said = words(N_("These are not the words of this sheet. Is it the right one?"))
        self.words_field.refuse(said)
        return self.words_field.edit

    def _share(self) -> Sequence[str]:
        prepared = self._making.prepared
        return prepared.store_shares[self._making.read_back] if prepared is not None else ()

    def _on_changed(self) -> None:
        self.words_field.count = count = len(self._share())
        said = N_("{typed} of {count} words")
        self._count.setText(self.kit.words(said, typed=len(self.words_field.words), count=count))
