"""The list of files past their term: held, archived, transferred, erased."""

from functools import partial

from app.core.i18n import N_
from app.models.enums import FileState
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.lists import SHIPPED
from app.services.desk import Desk
from app.services.erasing.reach import reach_of_file
from app.services.erasing.retention import DueFile, years_of
from app.services.station.stations import Platform
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone
from app.ui.kit.screen import Address
from app.ui.kit.words import capital
from app.ui.screens.erasing.ended_list import CHOOSE, NOT_NOW, EndedList
from app.ui.screens.erasing.sheets import (
    ARCHIVING,
    DRAFT,
    HOLDING,
    TRANSFERRING,
    archive_sheet,
    hold_sheet,
    transfer_sheet,
)
from app.ui.tables.rows import Cell, Column, Line

_HELD = N_("A legal hold lies on this file: lift it first.")
_STATES = {
    "archive": (FileState.CLOSED, N_("Only a closed file can be archived.")),
    "transfer": (FileState.ARCHIVED, N_("Only an archived file can be transferred.")),
}
"""The state in which a file must be for an act, and what is said of any other."""


class DueList(EndedList):
    """Nothing is erased without `on`, where a second officer proves himself."""

    def __init__(self, kit: Kit, desk: Desk, on: Platform | None) -> None:
        words, lists = kit.words, kit.words.lists or SHIPPED
        columns = (
            Column(words(N_("File")), 4, 220), Column(words(N_("Closed on")), 1, 110),
            Column(words(N_("Kept until")), 1, 110), Column(words(N_("State")), 2, 130),
        )  # fmt: skip
        said = N_(
            "A closed file shows here when its years are over: {files} for protection files, {visits} for visits."
        )
        hint = words(said, files=years_of(lists, ThreatFile), visits=years_of(lists, VisitFile))
        empty = words(N_("No file is past its term")), hint
        super().__init__(kit, desk, "due_files", words(N_("Files past their term")), columns, empty)
        self._on = on
        self.add("open", N_("Open"), "open_due", self._on_open)
        self.add("hold", N_("Legal hold…"), "hold_due", self._on_hold)
        self.add("archive", N_("Archive…"), "archive_due_button", self._on_archive)
        self.add("transfer", N_("Transfer…"), "transfer_due", self._on_transfer)
        self.add("erase", N_("Erase…"), "erase_due", self._on_erase, primary=True)
        self.opened.connect(lambda _key: self._on_open())

    def lines(self) -> list[Line]:
        return [self._line(one) for one in self.ended.due]

    def why_not(self, which: str) -> str:
        due = self._due()
        if due is None:
            return CHOOSE
        if which in _STATES:
            state, said = _STATES[which]
            return _HELD if due.held else said if due.state is not state else ""
        return NOT_NOW if which == "erase" and self._on is None else ""

    def go_on(self, what: str) -> None:
        acts = {
            ARCHIVING: self._on_archive, HOLDING: self._on_hold, TRANSFERRING: self._on_transfer, DRAFT: self._on_erase,
        }  # fmt: skip
        if what in acts:
            acts[what]()

    def _line(self, one: DueFile) -> Line:
        words = self.kit.words
        state = words(N_("legal hold")) if one.held else words.enum(one.state)
        next_step = ""
        if not one.held:
            next_step = words(N_("may be erased")) if one.state is FileState.ARCHIVED else words(N_("archive it first"))
        return Line(
            one.file,
            (
                Cell(one.reference or one.title, one.title if one.reference else "", strong=True),
                Cell(words.date(one.closed_on), by=one.closed_on), Cell(words.date(one.kept_until), by=one.kept_until),
                Cell(capital(state), next_step, Tone.AMBER if one.held else None),
            ),
        )  # fmt: skip

    def _due(self) -> DueFile | None:
        return next((one for one in self.ended.due if one.file == self.rows.key), None)

    def _on_open(self) -> None:
        due = self._due()
        if due is not None:
            self.wanted.emit(Address(due.screen, due.file))

    def _on_archive(self) -> None:
        due = self._due()
        if due is not None:
            archive_sheet(self.kit, self.desk, self, due).open()

    def _on_hold(self) -> None:
        due = self._due()
        if due is not None:
            hold_sheet(self.kit, self.desk, self, due).open()

    def _on_transfer(self) -> None:
        due = self._due()
        if due is not None:
            sheet = transfer_sheet(self.kit, self.desk, self, due)
            done = N_("The transfer is recorded. The file is only read from now on.")
            sheet.acted.connect(lambda _done: self.said.emit(done))
            sheet.open()

    def _on_erase(self) -> None:
        due = self._due()
        if due is not None:
            self.asked.emit(partial(reach_of_file, self.desk, due.file), b"")
