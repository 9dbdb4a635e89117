"""What is done with a file as a whole, beside what its pages do with their lines; in which sheet a draft was typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action as Right
from app.models.enums import FileState
from app.services.cases.file_sheets import FileSheet
from app.services.cases.files import remove_involvement
from app.services.cases.labels import Labelled, label_of
from app.services.station.stations import Platform
from app.services.undoing import undo_save
from app.ui.files import handing_over
from app.ui.files.readers_sheet import ReadersSheet
from app.ui.files.undo_bar import Removed, UndoBar
from app.ui.forms.acting import ActSheet
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet
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
from app.ui.screens.threat_file.not_yet import why_no_work
from app.ui.screens.threat_file.notes_tab import NOTE_KEY
from app.ui.screens.threat_file.sheets import MakeSheet

if TYPE_CHECKING:
    from app.services.desk import Desk

OF_LIFE = frozenset({"file_suspend", "file_resume", "file_archive"})
"""What is offered by the file's own state."""
Open = Callable[[Callable[[Kit, "Desk", QWidget, FileSheet], Sheet]], object]
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


OF_ACCESS = frozenset({
    "file_give", "file_deputy", "file_recuse", "file_end_recusal", "file_substitute", "file_originator",
    "file_originator_withdrawn", "file_marking", "file_circle", "threat_marking", "threat_circle", "file_readers",
    "hand_over", "take_back",
})  # fmt: skip
"""Who works on the file and who may know of it: a menu within the long one."""


class FileActs:
    """`open_sheet` opens a sheet over what the screen read last; `on` is where a second officer proves himself."""

    def __init__(
        self, kit: Kit, desk: "Desk", host: QWidget, undo: UndoBar, open_sheet: Open, on: Platform | None = None
    ) -> None:
        self._kit, self._desk, self._host, self._undo, self._open, self._on = kit, desk, host, undo, open_sheet, on

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
        within = words(N_("Access and marking"))
        return [replace(one, within=within) if one.id in OF_ACCESS else one for one in found]

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

    def take_out(self, involvement: Id, said: str) -> None:
        """Take somebody out of the file who was brought in by mistake, and offer to put him back."""
        desk = self._desk
        self._kit.jobs.write(
            self._host, lambda: Removed(said, remove_involvement(desk, involvement)), self._undo.show_removed
        )

    def withdraw(self, request: Id) -> None:
        """Open the sheet by which a request for analysis is asked no more."""
        self._open(partial(self._withdrawing, request=request))

    def _withdrawing(self, kit: Kit, desk: "Desk", host: QWidget, sheet: FileSheet, request: Id) -> ActSheet:
        made = correcting_sheets.withdraw_sheet(kit, desk, host, sheet, request)
        said = kit.words(N_("The request was withdrawn."))
        made.acted.connect(lambda save: self._undo.offer(said, partial(undo_save, desk, save)))
        return made

    def _on_readers(self, file: Id) -> None:
        ReadersSheet(self._kit, self._desk, self._host, file).open()

    def _on_hand_over(self) -> None:
        made = handing_over.hand_over_sheet(self._kit, self._desk, self._host)
        made.acted.connect(partial(handing_over.offer_undoing, self._kit, self._desk, self._undo))
        made.open()

    def _on_take_back(self) -> None:
        handing_over.take_back_sheet(self._kit, self._desk, self._host).open()
