"""What a file holds beside threat, measures and decisions: its notes, presences, attachments and persons of concern.

The screen owns the tabs and the sheet that was read; this makes the pages. What is done with the file as a whole is
`file_acts`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action as Right
from app.services.cases.attachments import Attached
from app.services.cases.concerns import unlink_concern
from app.services.cases.file_sheets import FileSheet
from app.services.cases.presences import remove_presence
from app.services.station.stations import Platform
from app.ui.files.attachments.letting_out import leaving_sheet
from app.ui.files.attachments.view import open_among
from app.ui.files.undo_bar import Removed, UndoBar
from app.ui.kit.kit import Kit
from app.ui.kit.tabs import Tabs
from app.ui.screens.threat_file import (
    attachments_tab,
    concern_sheets,
    contact_sheets,
    correcting_sheets,
)
from app.ui.screens.threat_file.agreed_sheet import ask_withdrawal
from app.ui.screens.threat_file.attach_sheet import attach_sheet
from app.ui.screens.threat_file.attachments_tab import AttachmentsTab
from app.ui.screens.threat_file.concern_reading import ConcernReading
from app.ui.screens.threat_file.concerns_page import ConcernsPage
from app.ui.screens.threat_file.file_acts import FileActs, Open
from app.ui.screens.threat_file.notes_tab import NotesTab
from app.ui.screens.threat_file.persons_tab import PersonsTab
from app.ui.screens.threat_file.presence_tab import PresenceTab
from app.ui.screens.threat_file.reports_tab import ReportsTab
from app.ui.screens.threat_file.source_sheet import open_source

if TYPE_CHECKING:
    from app.services.desk import Desk

NOTES, ATTACHMENTS = "notes", "attachments"
PERSONS, PRESENCE, REPORTS, CONCERNS = "persons", "presence", "reports", "concerns"
INSIDE: Mapping[str, str] = {PRESENCE: PERSONS, CONCERNS: REPORTS}
"""Pages that stand inside another: a row of tabs has only so much room."""
NEW_HERE: Mapping[str, str] = {
    PERSONS: "file_involve",
    PRESENCE: "file_presence",
    REPORTS: "file_new_report",
    CONCERNS: "file_concern",
    "analyses": "file_analysis",
    "measures": "file_propose",
    NOTES: "file_note",
    ATTACHMENTS: "file_attach",
}
"""What Ctrl+N makes on each page."""
OUT = frozenset({Right.PRINT, Right.FILE})
"""What it takes to let an attachment out as a file, with a note of the file that says so."""
Page = tuple[str, str, QWidget]
"""Name, text and page."""
Show = Callable[[FileSheet, date], object]


class TwoRows(Tabs):
    """Pages of one tab, in a row of their own under it."""

    def __init__(self, name: str, pages: Sequence[Page]) -> None:
        super().__init__(name)
        self.bar.setAccessibleName(pages[0][1])
        self._texts = {page: text for page, text, _ in pages}
        for page, text, made in pages:
            self.add(page, text, made)

    def count(self, *counts: int) -> None:
        """Say beside each page how many lines it has."""
        for (page, text), count in zip(self._texts.items(), counts, strict=True):
            self.rename(page, f"{text} {count}" if count else text)


class ContentTabs:
    """`open_sheet` opens a sheet over what the screen read last; `shown` says how each page made shows a file."""

    def __init__(
        self, kit: Kit, desk: "Desk", host: QWidget, undo: UndoBar, open_sheet: Open, on: Platform | None = None
    ) -> None:
        """Let attachments out as files where `on`, at which a second officer proves himself, is there."""
        self._kit, self._desk, self._host, self._undo, self._open = kit, desk, host, undo, open_sheet
        self.on, self._may, self._file = on, frozenset[Right](), b""
        self.shown: dict[str, Show] = {}
        self._inside: dict[str, TwoRows] = {}
        self.acts = FileActs(kit, desk, host, undo, open_sheet, on)

    def pages(self) -> list[tuple[str, str, Callable[[], QWidget]]]:
        """Return name, text and maker of each tab."""
        words = self._kit.words
        return [
            (NOTES, words(N_("Notes")), self._make_notes),
            (ATTACHMENTS, words(N_("Attachments")), self._make_attachments),
        ]

    def with_presence(self, persons: PersonsTab) -> tuple[QWidget, Show]:
        """Return the page of persons and where they are, and how it shows a file."""
        words, presence = self._kit.words, self._make_presence()
        page = self._rows(
            PERSONS, (PERSONS, words(N_("Persons")), persons), (PRESENCE, words(N_("Presence")), presence)
        )

        def show(sheet: FileSheet, _today: date) -> None:
            persons.show_sheet(sheet)
            presence.show_sheet(sheet)
            page.count(len(sheet.overview.involved), sum(one.now for one in sheet.presences))

        return page, show

    def with_concerns(self, reports: ReportsTab) -> tuple[QWidget, Show]:
        """Return the page of reports and persons of concern, and how it shows a file."""
        reports.corrected.connect(lambda uid: self._open(partial(correcting_sheets.correction_sheet, report=uid)))
        reports.source_wanted.connect(partial(open_source, self._kit, self._desk, self._host, reports))
        reports.refused.connect(self.say_why)
        words, concerns = self._kit.words, self._make_concerns(reports)
        texts = words(N_("Reports")), words(N_("Persons of concern"))
        page = self._rows(REPORTS, (REPORTS, texts[0], reports), (CONCERNS, texts[1], concerns))

        def show(sheet: FileSheet, _today: date) -> None:
            reports.show_sheet(sheet)
            concerns.show_sheet(sheet)
            page.count(len(sheet.reports), len(sheet.concerns))

        return page, show

    def inside(self, name: str) -> str:
        """Return which page is in front inside this one; empty where it has none inside."""
        return self._inside[name].current if name in self._inside else ""

    def turn_to(self, name: str) -> None:
        """Turn to a page inside a page that was made."""
        made = self._inside.get(INSIDE[name])
        if made is not None:
            made.turn_to(name)

    def _rows(self, name: str, *pages: Page) -> TwoRows:
        made = self._inside[name] = TwoRows(f"{name}_tabs", pages)
        made.turned.connect(lambda _name: self._kit.actions.changed.emit())
        return made

    def _make_concerns(self, reports: ReportsTab) -> ConcernsPage:
        made = ConcernsPage(self._kit)
        made.added.connect(lambda: self._open(partial(concern_sheets.concern_sheet, report=reports.rows.key)))
        made.linked.connect(lambda: self._open(concern_sheets.link_sheet))
        made.changed.connect(lambda uid: self._open(partial(concern_sheets.concern_change_sheet, concern=uid)))
        made.remarked.connect(lambda uid: self._open(partial(concern_sheets.remark_sheet, link=uid)))
        made.reading.connect(lambda uid: self._open(partial(ConcernReading, link=uid)))
        made.unlinked.connect(self._on_unlink)
        return made

    def counts(self, sheet: FileSheet) -> Mapping[str, int]:
        """Return how many lines each tab holds."""
        self._may, self._file = sheet.may, sheet.overview.file
        return {
            NOTES: len(sheet.notes),
            ATTACHMENTS: len(sheet.attachments),
            "papers": sheet.papers,
        }

    def _make_notes(self) -> QWidget:
        made = NotesTab(self._kit)
        made.added.connect(lambda: self._open(contact_sheets.note_sheet))
        made.corrected.connect(lambda uid: self._open(partial(contact_sheets.correction_sheet, note=uid)))
        made.done.connect(lambda uid: self._open(partial(contact_sheets.done_sheet, note=uid)))
        self.shown[NOTES] = lambda sheet, _today: made.show_sheet(sheet)
        return made

    def _make_presence(self) -> PresenceTab:
        made = PresenceTab(self._kit)
        made.added.connect(lambda: self._open(contact_sheets.presence_sheet))
        made.changed.connect(lambda uid: self._open(partial(contact_sheets.presence_change_sheet, presence=uid)))
        made.consent_wanted.connect(lambda uid: self._open(partial(contact_sheets.consent_sheet, involvement=uid)))
        made.removed.connect(self._on_remove_presence)
        return made

    def _make_attachments(self) -> QWidget:
        made = AttachmentsTab(self._kit)
        made.added.connect(lambda brought: self._open(partial(attach_sheet, brought=brought)))
        made.consent_wanted.connect(lambda uid: self._open(partial(attachments_tab.originator_sheet, of=uid)))
        made.withdrawal_wanted.connect(lambda: ask_withdrawal(self._kit, self._desk, self._host, self._file))
        made.opened.connect(lambda _uid: self._on_view(made))
        self.shown[ATTACHMENTS] = lambda sheet, _today: made.show_sheet(sheet)
        return made

    def show_attachment(self, one: Attached) -> None:
        """Show an attachment of the file."""
        self._show_among(one, [one])

    def _show_among(self, one: Attached, every: Sequence[Attached]) -> None:
        out = self._on_let_out if self.on is not None and self._may >= OUT else None
        open_among(self._kit, self._desk, self._host, one, every, out)

    def _on_let_out(self, one: Attached) -> None:
        if self.on is not None:
            leaving_sheet(self._kit, self._desk, self.on, self._host, one).open()

    def _on_view(self, tab: AttachmentsTab) -> None:
        if (chosen := tab.chosen_line()) is not None:
            self._show_among(chosen, tab.lines)

    def _on_remove_presence(self, presence: Id, said: str) -> None:
        desk = self._desk
        self._kit.jobs.write(
            self._host, lambda: Removed(said, remove_presence(desk, presence)), self._undo.show_removed
        )

    def _on_unlink(self, link: Id, said: str) -> None:
        desk = self._desk
        self._kit.jobs.write(self._host, lambda: Removed(said, unlink_concern(desk, link)), self._undo.show_removed)

    def say_why(self, why: str) -> None:
        """Say above the tabs why what was opened is not done, a msgid."""
        self._undo.forget()
        self._undo.say(self._kit.words(why), "lock")
