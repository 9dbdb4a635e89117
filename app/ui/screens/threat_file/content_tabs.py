"""What a file holds beside threat, measures and decisions: its notes, presences, attachments and persons of concern.

The screen owns the tabs and the sheet that was read; this makes the pages, says what can be done on them, and finds
the sheet that a draft was typed in.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action as Right
from app.models.enums import FileState
from app.services.cases.attachments import Attached
from app.services.cases.concerns import unlink_concern
from app.services.cases.file_sheets import FileSheet
from app.services.cases.labels import Labelled, label_of
from app.services.cases.presences import remove_presence
from app.services.station.stations import Platform
from app.services.undoing import undo_save
from app.ui.files import handing_over
from app.ui.files.attachment_view import open_among
from app.ui.files.letting_out import leaving_sheet
from app.ui.files.readers_sheet import ReadersSheet
from app.ui.files.undo_bar import Removed, UndoBar
from app.ui.forms.acting import ActSheet
from app.ui.kit.actions import Action
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet
from app.ui.kit.tabs import Tabs
from app.ui.screens.threat_file import (
    attachments_tab,
    concern_sheets,
    conflict_sheets,
    contact_sheets,
    correcting_sheets,
    rest_sheets,
)
from app.ui.screens.threat_file.agreed_sheet import ask_withdrawal
from app.ui.screens.threat_file.attach_sheet import attach_sheet
from app.ui.screens.threat_file.attachments_tab import AttachmentsTab
from app.ui.screens.threat_file.concern_reading import ConcernReading
from app.ui.screens.threat_file.concerns_page import ConcernsPage
from app.ui.screens.threat_file.list_tabs import PersonsTab, ReportsTab
from app.ui.screens.threat_file.not_yet import why_no_work
from app.ui.screens.threat_file.notes_tab import NOTE_KEY, NotesTab
from app.ui.screens.threat_file.presence_tab import PresenceTab
from app.ui.screens.threat_file.sheets import MakeSheet
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
OF_LIFE = frozenset({"file_suspend", "file_resume", "file_archive"})
"""What is offered by the file's own state."""
OUT = frozenset({Right.PRINT, Right.FILE})
"""What it takes to let an attachment out as a file, with a note of the file that says so."""
Page = tuple[str, str, QWidget]
"""Name, text and page."""
Open = Callable[[Callable[[Kit, "Desk", QWidget, FileSheet], Sheet]], object]
Show = Callable[[FileSheet, date], object]
LabelSheet = Callable[[Kit, "Desk", QWidget, Labelled, str], ActSheet]

SHEETS: Mapping[str, MakeSheet] = {
    "note": contact_sheets.note_sheet,
    "presence": contact_sheets.presence_sheet,
    "concern": concern_sheets.concern_sheet,
    "concern_link": concern_sheets.link_sheet,
    "attach": attach_sheet,
    "suspend": rest_sheets.suspend_sheet,
    "resume": rest_sheets.resume_sheet,
    "archive": rest_sheets.archive_sheet,
    "give": rest_sheets.give_sheet,
    "deputy": rest_sheets.deputy_sheet,
    "recuse": conflict_sheets.recuse_sheet,
    "end_recusal": conflict_sheets.end_recusal_sheet,
    "substitute": conflict_sheets.substitute_sheet,
}
"""Which sheet a draft of the file was typed in, by what its key says."""


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
        self._on, self._may, self._file = on, frozenset[Right](), b""
        self.shown: dict[str, Show] = {}
        self._inside: dict[str, TwoRows] = {}

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

    def actions_here(self, sheet: FileSheet) -> list[Action]:
        """Return what can be done with the file beside what the screen itself offers."""
        words, may, record = self._kit.words, sheet.may, sheet.overview.record
        recused = record is not None and bool(record.recused)
        offers: list[tuple[bool, str, str, MakeSheet]] = [
            (Right.FILE in may, "file_note", words(N_("New note")), SHEETS["note"]),
            (Right.FILE in may, "file_presence", words(N_("Record a presence")), SHEETS["presence"]),
            (Right.REPORT in may, "file_concern", words(N_("New person of concern")), SHEETS["concern"]),
            (Right.FILE in may, "file_give", words(N_("Give the file to another officer")), self._staffing("give")),
            (Right.FILE in may, "file_deputy", words(N_("Name a deputy…")), self._staffing("deputy")),
            (Right.FILE in may, "file_recuse", words(N_("Recuse an officer")), SHEETS["recuse"]),
            (Right.FILE in may and recused, "file_end_recusal", words(N_("End a recusal")), SHEETS["end_recusal"]),
            (Right.FILE in may, "file_substitute", words(N_("Name a substitute approver")), SHEETS["substitute"]),
            (Right.ATTACH in may, "file_attach", words(N_("Attach a file")), SHEETS["attach"]),
        ]
        state = sheet.overview.record.state if sheet.overview.record else None
        closes = Right.CLOSE in may
        offers += [
            (closes and state is FileState.OPEN, "file_suspend", words(N_("Suspend the file")), SHEETS["suspend"]),
            (closes and state is FileState.SUSPENDED, "file_resume", words(N_("Resume the file")), SHEETS["resume"]),
            (closes and state is FileState.CLOSED, "file_archive", words(N_("Archive the file")), SHEETS["archive"]),
        ]
        over = why_no_work(sheet)
        said = words(over) if over else ""
        found = [
            Action(
                name, text, partial(self._open, make), NOTE_KEY if name == "file_note" else "", group="file",
                enabled=partial(bool, not over or name in OF_LIFE), why=partial(str, said),
            )
            for may_, name, text, make in offers
            if may_
        ]  # fmt: skip
        threat = sheet.overview.threat
        others = {one.record.originator for one in sheet.reports}
        others |= {one.record.originator for one in sheet.overview.analyses}
        if threat is not None and Right.LABEL in may and others - {None}:
            make = partial(attachments_tab.originator_sheet, of=threat)
            text = words(N_("Record an originator's consent to the threat part"))
            found.append(Action("file_originator", text, partial(self._open, make), group="file"))
        if Right.LABEL in may:
            text = words(N_("Withdraw an originator's consent…"))
            ask = partial(ask_withdrawal, self._kit, self._desk, self._host, sheet.overview.file)
            found.append(Action("file_originator_withdrawn", text, ask, group="file"))
        found += self._label_actions(sheet)
        if Right.FILE in may:
            readers = partial(self._on_readers, sheet.overview.file)
            found.append(Action("file_readers", words(N_("Who read this file…")), readers, group="file"))
            found.append(Action("hand_over", words(N_("Hand over all my files")), self._on_hand_over, group="file"))
            found.append(Action("take_back", words(N_("Take my files back")), self._on_take_back, group="file"))
        return found

    def _label_actions(self, sheet: FileSheet) -> list[Action]:
        """Return what can be done with the markings of the file's two parts, each marked for itself."""
        words, overview = self._kit.words, sheet.overview
        if Right.LABEL not in sheet.may:
            return []
        parts = [
            (overview.core, "file", words(N_("Change the marking of the file")),
             words(N_("Compartments and handling of the file"))),
            (overview.threat, "threat", words(N_("Change the marking of reports and analyses")),
             words(N_("Compartments and handling of reports and analyses"))),
        ]  # fmt: skip
        found = []
        for stream, name, marked, circled in parts:
            if stream is not None:
                mark = partial(self._with_label, stream, correcting_sheets.marking_sheet, marked)
                circle = partial(self._with_label, stream, correcting_sheets.circle_sheet, circled)
                found.append(Action(f"{name}_marking", marked, mark, group="file"))
                found.append(Action(f"{name}_circle", circled, circle, group="file"))
        return found

    def _with_label(self, stream: Id, make: LabelSheet, text: str) -> None:
        """Read how the part is marked now, then open the sheet."""

        def show(label: Labelled) -> None:
            make(self._kit, self._desk, self._host, label, text).open()

        self._kit.jobs.read(self._host, partial(label_of, self._desk, stream), show)

    def made_for(self, sheet: FileSheet, what: str, uid: Id) -> MakeSheet | None:
        """Return the sheet that a draft was typed in, None where it is none of these or is not there any more.

        One for which something must be read first opens by itself.
        """
        if what == "originator_withdrawn":
            ask_withdrawal(self._kit, self._desk, self._host, sheet.overview.file)
            return None
        of_one: Mapping[str, tuple[Sequence[Id], MakeSheet]] = {
            "correct": ([one.id for one in sheet.notes], partial(contact_sheets.correction_sheet, note=uid)),
            "done": ([one.id for one in sheet.notes], partial(contact_sheets.done_sheet, note=uid)),
            "presence_change": (
                [one.id for one in sheet.presences], partial(contact_sheets.presence_change_sheet, presence=uid),
            ),
            "consent": (
                [one.id for one in sheet.overview.involved], partial(contact_sheets.consent_sheet, involvement=uid),
            ),
            "concern_change": (
                [one.id for one in sheet.concerns], partial(concern_sheets.concern_change_sheet, concern=uid),
            ),
            "concern_remark": (
                [link.id for one in sheet.concerns for link in one.links],
                partial(concern_sheets.remark_sheet, link=uid),
            ),
            "correct_report": (
                [one.id for one in sheet.reports], partial(correcting_sheets.correction_sheet, report=uid),
            ),
            "request_change": (
                [one.id for one in sheet.overview.requests],
                partial(correcting_sheets.request_change_sheet, request=uid),
            ),
            "request_withdraw": (
                [one.id for one in sheet.overview.requests if one.owed], partial(self._withdrawing, request=uid),
            ),
            "originator": (
                [sheet.overview.threat or b"", *(one.id for one in sheet.attachments)],
                partial(attachments_tab.originator_sheet, of=uid),
            ),
        }  # fmt: skip
        if what in of_one:
            known, make = of_one[what]
            return make if uid in known else None
        return self._staffing(what) if what in ("give", "deputy") else SHEETS.get(what)

    def _staffing(self, what: str) -> MakeSheet:
        """Return the sheet that says whose the file is: another's is confirmed by a second officer here."""
        return partial(rest_sheets.give_sheet if what == "give" else rest_sheets.deputy_sheet, on=self._on)

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
        out = self._on_let_out if self._on is not None and self._may >= OUT else None
        open_among(self._kit, self._desk, self._host, one, every, out)

    def _on_let_out(self, one: Attached) -> None:
        if self._on is not None:
            leaving_sheet(self._kit, self._desk, self._on, self._host, one).open()

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

    def withdraw(self, request: Id) -> None:
        """Open the sheet by which a request for analysis is asked no more."""
        self._open(partial(self._withdrawing, request=request))

    def _withdrawing(self, kit: Kit, desk: "Desk", host: QWidget, sheet: FileSheet, request: Id) -> ActSheet:
        made = correcting_sheets.withdraw_sheet(kit, desk, host, sheet, request)
        said = kit.words(N_("The request was withdrawn."))
        made.acted.connect(lambda save: self._undo.offer(said, partial(undo_save, desk, save)))
        return made

    def say_why(self, why: str) -> None:
        """Say above the tabs why what was opened is not done, a msgid."""
        self._undo.forget()
        self._undo.say(self._kit.words(why), "lock")

    def _on_readers(self, file: Id) -> None:
        ReadersSheet(self._kit, self._desk, self._host, file).open()

    def _on_hand_over(self) -> None:
        made = handing_over.hand_over_sheet(self._kit, self._desk, self._host)
        made.acted.connect(partial(handing_over.offer_undoing, self._kit, self._desk, self._undo))
        made.open()

    def _on_take_back(self) -> None:
        handing_over.take_back_sheet(self._kit, self._desk, self._host).open()
