"""Recovery sheets: seen and printed from memory, then one of them read back from paper."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QComboBox, QWidget

from app.core.i18n import N_
from app.services.station.founding import Prepared
from app.services.station.recovery_papers import (
    places_to_read_back,
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

ONE_LINE, MANY_LINES = 40, 120
"""Pixels of the field in which words are typed back."""


class Waiting(Protocol):
    """What the steps know of the store that waits."""

    prepared: Prepared | None
    read_back: int
    places: tuple[int, ...]
    printed: bool
    code: str


class SheetsStep(Step):
    """Ten pages: five sheets of the store, five of the directory."""

    def __init__(self, kit: Kit, making: Waiting) -> None:
        words = kit.words
        super().__init__(
            kit, "sheets_step", words(N_("Print the recovery sheets")),
            words(N_("Five open the store when passphrases are lost, five appoint an administrator; three of five are"
                     " enough. They are kept nowhere else.")),
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
        """Choose by chance which share is to be read back, and which of its words."""
        prepared = self._making.prepared
        if prepared is not None:
            shares, desk = prepared.store_shares, prepared.desk
            chosen = share_to_read_back(len(shares), desk.randomness)
            self._making.read_back = chosen
            count = len(shares[chosen])
            self._making.places = places_to_read_back(count, desk.randomness, exercise=desk.exercise)

    def show_sheets(self) -> None:
        """Make the sheets and show them."""
        prepared = self._making.prepared
        if prepared is None:
            return
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
        alone = words(N_("Only one side is printed: every sheet goes to a place of its own."))
        sheet = PrintSheet(self.kit, self.window(), self._papers, words(N_("Recovery sheets")), alone)
        sheet.printed.connect(self._on_printed)
        sheet.finished.connect(lambda _how: (self.have if self._making.printed else self.print_button).setFocus())
        sheet.open()

    def _on_printed(self, _pages: int) -> None:
        self._making.printed = True
        self._printed.show()

    def check(self) -> QWidget | None:
        """Ask for the tick: a printer may have said yes and have had no paper."""
        if self.have.isChecked():
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
    """One sheet, chosen by chance, typed back from paper; in an exercise some words of it."""

    def __init__(self, kit: Kit, making: Waiting) -> None:
        words = kit.words
        super().__init__(
            kit, "read_back_step", words(N_("Read one sheet back")), on_text=words(N_("Put the store in its place"))
        )
        self._making = making
        self.words_field = WordsField(words(N_("The words of this sheet")), "read_back_words")
        self._which = label("", "read_back_which", "heading", wrap=True)
        self._count = label("", "read_back_count", "secondary")
        self.box.addWidget(self._which)
        self.box.addWidget(self.words_field)
        self.box.addWidget(self._count)
        self.words_field.changed.connect(self._on_changed)
        self.describe()

    def describe(self) -> None:
        """Say what is asked and why, once it is known which words."""
        exercise = len(self._making.places) < len(self._share())
        whole = N_("So that you know that the sheets are good. The first four letters of each word are enough.")
        few = N_("Exercise: the first four letters of each are enough. For real work the whole sheet is typed.")
        self.hint = self.kit.words(few if exercise else whole)
        self.text = self.kit.words(N_("Read some words back") if exercise else N_("Read one sheet back"))
        self.words_field.rename(self.kit.words(N_("These words") if exercise else N_("The words of this sheet")))
        self.words_field.edit.setFixedHeight(ONE_LINE if exercise else MANY_LINES)
        if self._making.prepared is None:
            return
        count = len(self._making.prepared.store_shares)
        said = N_("Recovery sheet of the store: sheet {number} of {count}")
        asked = self.kit.words(said, number=self._making.read_back + 1, count=count)
        if exercise:
            *most, last = (str(one) for one in self._making.places)
            those = N_("words {numbers} and {last}")
            asked += f", {self.kit.words(those, numbers=', '.join(most), last=last)}"
        self._which.setText(asked)

    def enter(self) -> None:
        """Say how far one is."""
        self._on_changed()

    def first(self) -> QWidget | None:
        """Begin typing."""
        return self.words_field.edit

    def check(self) -> QWidget | None:
        """Compare with the share."""
        typed, places = self.words_field.words, self._making.places
        asked = [self._share()[place - 1] for place in places]
        if reads_back(asked, typed):
            return None
        words = self.kit.words
        wrong = unknown_words(typed)
        if wrong:
            place = places[wrong[0] - 1] if wrong[0] <= len(places) else wrong[0]
            said = words(N_("Word {number} is on no sheet. Compare it with the paper."), number=place)
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
        self.words_field.count = count = len(self._making.places)
        said = N_("{typed} of {count} words")
        self._count.setText(self.kit.words(said, typed=len(self.words_field.words), count=count))
