"""Notes of a file: every contact with the person or a partner, the latest first, the chosen one beside them in full."""

from typing import Any

from PySide6.QtCore import Signal

from app.core.i18n import N_
from app.models.enums import Action
from app.services.cases.file_sheets import FileSheet
from app.services.cases.notes import Noted
from app.ui.files.list_page import ListPage
from app.ui.files.record_facts import said_facts
from app.ui.files.wording import capital
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone, row
from app.ui.screens.threat_file.not_yet import hold
from app.ui.tables.rows import Cell, Column, Line

NOTE_KEY = "Ctrl+Shift+N"
"""Answered by the screen of the file, on all of its tabs."""
BEGINNING = 140
"""Characters of a note that stand in its line; the whole stands beside."""


class NotesTab(ListPage):
    """A note that was corrected stays in its place and says so."""

    added = Signal()
    corrected = Signal(bytes)
    """This note should be written anew."""
    done = Signal(bytes)
    """What this note says must follow was done."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Moment")), 1, 132), Column(words(N_("With whom")), 2, 140),
            Column(words(N_("Text")), 5, 220), Column(words(N_("Follow-up")), 2, 176),
        )  # fmt: skip
        hint = N_("Write down each contact with the person or a partner, and what must follow from it.")
        empty = (words(N_("No notes yet")), words(hint))
        super().__init__(kit, "notes_tab", words(N_("Notes")), columns, empty, beside=True, filtered=True)
        self._add = button(kit, words(N_("New note")), "add_note", self.added.emit, shows=NOTE_KEY, icon="plus")
        self.add_button(self._add)
        self._correct = button(kit, words(N_("Correct the note")), "correct_note", self._on_correct, icon="pencil")
        self._done = button(kit, words(N_("Follow-up done")), "follow_up_done", self._on_done, icon="check")
        if self.side is not None:
            self.side.addLayout(row(self._done, None))
            self.side.addLayout(row(self._correct, None))
        self._sheet: FileSheet | None = None
        self.chosen.connect(self._on_chosen)

    def show_sheet(self, sheet: FileSheet) -> None:
        """Show the notes of this file."""
        self._sheet = sheet
        self._add.setVisible(Action.FILE in sheet.may)
        hold(self.kit.words, sheet, self._add, self._correct, self._done)
        self.put([self._line(one) for one in sheet.notes])

    def _line(self, one: Noted) -> Line:
        words, record = self.kit.words, one.record
        text = record.text or ""
        short = text if len(text) <= BEGINNING else f"{text[:BEGINNING].rstrip()}…"
        replaced = words(N_("a later note took its place")) if one.corrected_by is not None else ""
        return Line(
            one.id,
            (
                Cell(words.moment(record.moment) if record.moment else "", by=record.moment),
                Cell(record.with_whom or "", capital(words.plain(record.channel)) if record.channel else ""),
                Cell(short, replaced, strong=not replaced),
                self._follow_up(one),
            ),
        )

    def _follow_up(self, one: Noted) -> Cell:
        words, day = self.kit.words, one.record.follow_up_by
        if one.corrected_by is not None or day is None:
            return Cell("")
        if one.late:
            return Cell(words(N_("overdue since {day}"), day=words.short_date(day)), "", Tone.RED, by=day)
        return Cell(words(N_("by {day}"), day=words.short_date(day)), by=day)

    def _on_correct(self) -> None:
        if self.rows.key is not None:
            self.corrected.emit(self.rows.key)

    def _on_done(self) -> None:
        if self.rows.key is not None:
            self.done.emit(self.rows.key)

    def _on_chosen(self, key: Any) -> None:
        notes = self._sheet.notes if self._sheet is not None else ()
        found = next((one for one in notes if one.id == key), None)
        may = self._sheet is not None and Action.FILE in self._sheet.may
        stands = found is not None and may and found.corrected_by is None
        self._correct.setVisible(stands)
        self._done.setVisible(stands and found is not None and bool(found.record.follow_up))
        if found is None:
            self.show_detail("", "", [])
            return
        words, record = self.kit.words, found.record
        facts = said_facts(words, record, ("with_whom", "channel", "follow_up", "follow_up_by"))
        self.show_detail(words.moment(record.moment) if record.moment else "", record.text or "", facts)
