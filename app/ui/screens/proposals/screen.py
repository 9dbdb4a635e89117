"""The screen of one proposal: its measures with what waits, what argues for each file, its papers, its history."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.models.enums import Action as Right
from app.models.kinds.proposals import ProposalReasons
from app.models.kinds.schema import SCHEMA
from app.services.cases.proposal_boards import ProposalBoard, proposal_board
from app.services.cases.proposal_sheets import ProposalState, ProposedFile
from app.services.cases.proposals import take_out
from app.services.cases.worklists import MeasureRow
from app.services.undoing import undo_save
from app.ui.files.file_head import FileHead
from app.ui.files.file_screen import FileScreen
from app.ui.files.list_page import ListPage
from app.ui.files.more_menu import open_menu
from app.ui.files.paper_hands import CopiesPanel, IssuePaper
from app.ui.files.trail_tab import TrailTab
from app.ui.files.wording import capital
from app.ui.forms.draft_places import parts_of
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Chip, Tone, label, row
from app.ui.kit.screen import Address
from app.ui.kit.tabs import Tabs
from app.ui.screens.proposals import drawing_up
from app.ui.screens.proposals.answering import answer_sheet
from app.ui.screens.proposals.choosing import answer_cell, measure_cells, measure_columns
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk
    from app.ui.forms.acting import ActSheet

Make = Callable[[Kit, "Desk", QWidget, ProposalBoard], "ActSheet"]
MEASURES, PAPERS, HISTORY = "measures", "papers", "history"
SUBMIT_KEY, ANSWER_KEY, REASONS_KEY, WITHDRAW_KEY = "Ctrl+Shift+S", "Ctrl+R", "Ctrl+E", "Ctrl+Shift+W"
SHEETS: Mapping[str, Make] = {"proposal": drawing_up.name_sheet, "answer": answer_sheet}
"""Which sheet a draft of the proposal was typed in, by what its key says."""
REASONS = ("necessity", "proportionality", "alternatives")


class ProposalScreen(FileScreen):
    """Opened by the proposal's id; `tab` names the page."""

    help_page: ClassVar[str] = "proposals"
    kind_word: ClassVar[str] = N_("Proposal")

    def __init__(
        self,
        kit: Kit,
        desk: "Desk",
        address: Address,
        parent: QWidget | None = None,
        *,
        issue: IssuePaper | None = None,
        copies: CopiesPanel | None = None,
    ) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self._issue = issue
        self._board: ProposalBoard | None = None
        self._print: Button = button(
            kit, words(N_("Print")), "issue_proposal", self._on_issue, key="Ctrl+P", icon="printer"
        )
        self._more = button(kit, words(N_("More")), "proposal_more", self._on_more, icon="ellipsis")
        self._submit = button(
            kit, words(N_("Submit")), "submit", partial(self._open, drawing_up.submit_sheet), primary=True,
            shows=SUBMIT_KEY,
        )  # fmt: skip
        self._answer = button(
            kit, words(N_("Record the answer")), "answer", partial(self._open, answer_sheet), primary=True,
            icon="gavel", shows=ANSWER_KEY,
        )  # fmt: skip
        self._head = FileHead("proposal", "proposal_line")
        for made in (self._print, self._more, self._submit, self._answer):
            self._head.buttons.addWidget(made)
            made.hide()
        self._measures = self._measures_page()
        self._history = TrailTab(kit, desk, self._file)
        self._tabs = Tabs("proposal_tabs")
        self._tabs.bar.setAccessibleName(words(N_("Parts of the proposal")))
        self._tabs.add(MEASURES, words(N_("Measures")), self._measures)
        if copies is not None:
            self._tabs.add(PAPERS, words(N_("Papers and copies")), copies(kit, desk, self._file))
        self._tabs.add(HISTORY, words(N_("History")), self._history)
        self._tabs.turned.connect(self._on_turned)
        self._why = label("", "proposal_withdrawn_why", wrap=True, select=True)
        self._why.hide()
        self._lay_out((self._undo, self._head, self._why), self._tabs)
        if address.tab:
            self._tabs.turn_to(address.tab)

    def state(self) -> dict[str, Any]:
        return {"tab": self._tabs.current}

    def restore(self, state: dict[str, Any]) -> None:
        self._tabs.turn_to(str(state.get("tab", "")))

    def actions_here(self) -> list[Action]:
        words, board = self.kit.words, self._board
        if board is None:
            return []
        offers: list[Action] = []

        def offer(name: str, text: str, run: Callable[[], object], key: str = "", **more: Any) -> None:
            offers.append(Action(name, words(text), run, key, group="file", **more))

        if board.sheet.may_change:
            offer("proposal_put_in", N_("Add measures"), partial(self._open, drawing_up.put_in_sheet))
            offer("proposal_name", N_("Title and addressee"), partial(self._open, drawing_up.name_sheet))
            offer(
                "proposal_reasons", N_("Write the reasons"), self._on_argue, REASONS_KEY,
                enabled=lambda: self._chosen_file() is not None,
                why=lambda: words(N_("Choose a measure first: reasons are written for its file.")),
            )  # fmt: skip
            if board.sheet.files:
                submit = partial(self._open, drawing_up.submit_sheet)
                offer("proposal_submit", N_("Submit the proposal"), submit, SUBMIT_KEY)
        if _may_answer(board):
            offer("proposal_answer", N_("Record the answer"), partial(self._open, answer_sheet), ANSWER_KEY)
        if Right.PROPOSE in board.may and board.sheet.state is ProposalState.SUBMITTED:
            back = partial(self._open, drawing_up.take_back_sheet)
            offer("proposal_take_back", N_("Take the proposal back to change it"), back)
        if Right.PROPOSE in board.may and board.sheet.state in (ProposalState.DRAWN_UP, ProposalState.SUBMITTED):
            offer("proposal_withdraw", N_("Withdraw the proposal"), self._on_withdraw, WITHDRAW_KEY)
        if _may_print(board) and self._issue is not None:
            offer("proposal_print", N_("Print the proposal"), self._on_issue)
        return offers

    def _take_up(self) -> None:
        """Open what the draft was typed in, once the proposal is read."""
        if not self._draft or self._board is None:
            return
        (what, _, more), self._draft = parts_of(self._draft), ""
        if what == "reasons":
            self._argue_for(next((one for one in self._board.sheet.files if one.file.hex() == more), None))
        elif what == "paper":
            self._on_issue()
        elif what == "withdraw":
            self._on_withdraw()
        elif what in SHEETS:
            self._open(SHEETS[what])

    def _reference(self) -> str:
        return (self._board.sheet.record.reference or "") if self._board is not None else ""

    def _read(self) -> None:
        desk, uid, language = self.desk, self._file, self.kit.words.language
        self._latest.read(lambda: proposal_board(desk, uid, language), self._on_read)

    def _measures_page(self) -> ListPage:
        words = self.kit.words
        columns = (*measure_columns(self.kit), Column(words(N_("Answer")), 2, 130))
        empty = (words(N_("No measures in this proposal")), words(N_("Add measures that wait for a decision.")))
        page = ListPage(self.kit, "proposal_measures", words(N_("Measures")), columns, empty, beside=True)
        put_in = partial(self._open, drawing_up.put_in_sheet)
        self._put_in = button(self.kit, words(N_("Add measures")), "put_in_measures", put_in, icon="plus")
        self._take_out = button(self.kit, words(N_("Take out")), "take_out_measures", self._on_take_out, icon="x")
        for made in (self._take_out, self._put_in):
            page.add_button(made)
        self._argue = button(
            self.kit, words(N_("Write the reasons")), "write_reasons", self._on_argue, icon="pencil", shows=REASONS_KEY
        )
        self._to_file = button(self.kit, words(N_("Open the file")), "open_file", self._on_to_file, icon="folder")
        if page.side is not None:
            page.side.setSpacing(GRID)
            page.side.addLayout(row(self._argue, None))
            page.side.addLayout(row(self._to_file, None))
        page.chosen.connect(lambda _key: self._on_chosen())
        return page

    def _on_read(self, board: ProposalBoard) -> None:
        self._board = board
        words, sheet = self.kit.words, board.sheet
        record = sheet.record
        to = words(N_("to: {whom}"), whom=words.plain(record.addressee)) if record.addressee else ""
        on = words(N_("submitted on {day}"), day=words.date(record.submitted_on)) if record.submitted_on else ""
        self._head.say(" · ".join(part for part in (record.reference or "", to, on) if part), record.title or "")
        self._renew_line(board)
        self._print.setVisible(_may_print(board) and self._issue is not None)
        self._submit.setVisible(sheet.may_change and bool(sheet.files))
        self._answer.setVisible(_may_answer(board))
        self._more.setVisible(bool(self.actions_here()))
        for made in (self._put_in, self._take_out):
            made.setVisible(sheet.may_change)
        lines = [self._measure(board, file, line) for file in sheet.files for line in file.measures]
        answer = len(measure_columns(self.kit))
        self._measures.rows.leave_out(answer, out=not any(line.cells[answer].plain for line in lines))
        self._measures.put(lines)
        self._on_chosen()
        self.titled.emit(record.reference or words(N_("Proposal")))
        self.marked.emit(board.marking)
        self.kit.actions.changed.emit()
        self._take_up()

    def _measure(self, board: ProposalBoard, file: ProposedFile, line: MeasureRow) -> Line:
        words = self.kit.words
        cells = measure_cells(self.kit, line, file, board.names)
        found = board.answers.get(line.id)
        if line.id in board.sheet.waiting:
            answer = Cell(words(N_("Waits")) if board.sheet.record.submitted_on else "")
        elif found is not None and found.kind is not None:
            answer = answer_cell(self.kit, found.kind, found.reason or "")
        else:
            answer = Cell(capital(words.enum(line.state)))
        return Line(line.id, (*cells, answer))

    def _renew_line(self, board: ProposalBoard) -> None:
        words, sheet = self.kit.words, board.sheet
        line = self._head.begin_line()
        line.add(Chip(capital(words.enum(sheet.state)), Tone.PLAIN, "proposal_state"))
        if sheet.state is ProposalState.SUBMITTED:
            text = words.plural("{count} waits for an answer", "{count} wait for an answer", len(sheet.waiting))
            line.add(Chip(text, Tone.AMBER, "proposal_waits"))
        if sheet.hidden:
            text = words.plural("{count} measure not shown here", "{count} measures not shown here", sheet.hidden)
            line.add(Chip(text, Tone.PLAIN, "proposal_hidden"))
        if sheet.record.withdrawn_on is not None:
            on = capital(words(N_("withdrawn on {day}"), day=words.date(sheet.record.withdrawn_on)))
            by = board.names.get(sheet.record.withdrawn_by or b"", "")
            line.add(Chip(", ".join(part for part in (on, by) if part), Tone.PLAIN, "proposal_withdrawn"))
        self._head.put_line(line)
        self._why.setText(words.pair(words(N_("Why withdrawn")), sheet.record.withdrawn_why or ""))
        self._why.setVisible(bool(sheet.record.withdrawn_why))

    def _chosen_file(self) -> ProposedFile | None:
        key, board = self._measures.rows.key, self._board
        if board is None:
            return None
        return next((one for one in board.sheet.files if any(line.id == key for line in one.measures)), None)

    def _on_chosen(self) -> None:
        file, board = self._chosen_file(), self._board
        self._argue.setVisible(file is not None and board is not None and board.sheet.may_change)
        self._to_file.setVisible(file is not None and bool(file.reference))
        if file is None:
            self._measures.show_detail("", "", [])
            return
        words, fields = self.kit.words, SCHEMA.by_record[ProposalReasons].fields
        facts = [(words(fields[name].meta.label), words.text(getattr(file.reasons, name))) for name in REASONS]
        head = words(N_("Reasons for {file}"), file=file.reference or file.title or words(N_("another file")))
        self._measures.show_detail(head, file.title, facts)

    def _on_turned(self, name: str) -> None:
        if name == HISTORY:
            self._history.load()

    def _on_argue(self) -> None:
        self._argue_for(self._chosen_file())

    def _argue_for(self, file: ProposedFile | None) -> None:
        if file is not None and self._board is not None:
            drawing_up.reasons_sheet(self.kit, self.desk, self, self._board, file).open()

    def _on_to_file(self) -> None:
        file = self._chosen_file()
        if file is not None:
            self.wanted_apart.emit(Address("visit" if file.visit else "threat_file", file.file))

    def _on_take_out(self) -> None:
        desk, uid, keys = self.desk, self._file, list(self._measures.rows.keys)
        if keys:
            self.kit.jobs.write(self, lambda: take_out(desk, uid, keys), lambda _done: None)

    def _on_issue(self) -> None:
        if self._issue is not None:
            self._issue(self.kit, self.desk, self, self._file, None)

    def _on_withdraw(self) -> None:
        if self._board is None:
            return
        made = drawing_up.withdraw_sheet(self.kit, self.desk, self, self._board)
        said = self.kit.words(N_("The proposal was withdrawn."))

        def offer(save: bytes) -> None:
            if made.undoable:
                self._undo.offer(said, partial(undo_save, self.desk, save))

        made.acted.connect(offer)
        made.open()

    def _on_more(self) -> None:
        open_menu(self.kit, self._more, self.actions_here())

    def _open(self, make: Make) -> None:
        if self._board is not None:
            make(self.kit, self.desk, self, self._board).open()


def _may_answer(board: ProposalBoard) -> bool:
    return board.sheet.state is ProposalState.SUBMITTED and Right.APPROVE in board.may


def _may_print(board: ProposalBoard) -> bool:
    return Right.PAPER in board.may and board.sheet.record.withdrawn_on is None
