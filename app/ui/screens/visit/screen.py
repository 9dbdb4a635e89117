"""The screen of a visit: head with countdown and coverage, programme hour by hour, delegation, measures, history."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action as Right
from app.models.enums import FileState
from app.models.kinds.schema import SCHEMA
from app.models.kinds.visits import DelegationMember, VisitFile
from app.models.lists import DEADLINES, SHIPPED, day_after
from app.services.station.stations import Platform
from app.services.visits.boards import VisitBoard, visit_board
from app.ui.files.attachments.sheet import AttachmentsSheet
from app.ui.files.file_head import FileHead
from app.ui.files.file_screen import FileScreen
from app.ui.files.list_page import ListPage
from app.ui.files.measures.tab import PROPOSE_KEY, MeasuresTab, of_measure
from app.ui.files.more_menu import open_menu
from app.ui.files.paper_hands import CopiesPanel, IssuePaper, PutForward
from app.ui.files.readers_sheet import ReadersSheet
from app.ui.files.trail_tab import TrailTab
from app.ui.files.undo_bar import Removed
from app.ui.files.wording import capital, person_name
from app.ui.forms.acting import ActSheet
from app.ui.forms.draft_places import parts_of
from app.ui.kit.action import Action, new_here
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Chip, Tone
from app.ui.kit.screen import Address
from app.ui.kit.tabs import Tabs
from app.ui.kit.words import COUNTRY_TIME
from app.ui.screens.visit import life_sheets, sheets
from app.ui.screens.visit.programme import Programme
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk

PROGRAMME, DELEGATION, MEASURES, PAPERS, HISTORY = "programme", "delegation", "measures", "papers", "history"
NEW_HERE: Mapping[str, str] = {PROGRAMME: "visit_item", DELEGATION: "visit_member", MEASURES: "visit_propose"}
"""What Ctrl+N makes on each page."""

WITH_ITEM: Mapping[str, Callable[..., ActSheet]] = {"item": sheets.item_sheet, "measure": sheets.measure_sheet}
SHEETS: Mapping[str, sheets.MakeSheet] = {
    "visit": sheets.edit_sheet,
    "close": life_sheets.close_sheet,
    "reopen": life_sheets.reopen_sheet,
    "give": life_sheets.give_sheet,
    "deputy": life_sheets.deputy_sheet,
}
"""Which sheet a draft of the visit was typed in, by what its key says."""
NEAR = "visit_near"
"""The line of the deadlines that says from when on what a visit lacks is coloured."""


class VisitScreen(FileScreen):
    """Opened by the file's id; `tab` names the page."""

    help_page: ClassVar[str] = "visit"
    kind_word: ClassVar[str] = N_("Visit")

    def __init__(
        self,
        kit: Kit,
        desk: "Desk",
        address: Address,
        parent: QWidget | None = None,
        *,
        issue: IssuePaper | None = None,
        copies: CopiesPanel | None = None,
        put_forward: PutForward | None = None,
        on: Platform | None = None,
    ) -> None:
        """Let attachments out as files where `on`, at which a second officer proves himself, is there."""
        super().__init__(kit, desk, address, parent)
        self._issue, self._on = issue, on
        self._board: VisitBoard | None = None
        words = kit.words
        self._edit: Button = button(kit, words(N_("Edit")), "edit_visit", self._on_edit, key="Ctrl+E", icon="pencil")
        self._issue_button: Button = button(
            kit, words(N_("Security order")), "issue_order", self._on_issue, primary=True, key="Ctrl+P"
        )
        self._more = button(kit, words(N_("More")), "visit_more", self._on_more, icon="ellipsis")
        self._head = FileHead("visit", "visit_line")
        for one in (self._edit, self._more, self._issue_button):
            self._head.buttons.addWidget(one)
        self._programme = Programme(kit)
        self._programme.new_wanted.connect(partial(self._open, sheets.item_sheet))
        self._programme.item_wanted.connect(self._on_item)
        self._programme.measure_wanted.connect(lambda uid: self._open(partial(sheets.measure_sheet, item=uid)))
        self._programme.measure_opened.connect(self._on_measure)
        self._delegation = self._delegation_page()
        self._measures = MeasuresTab(kit, desk, urgent=False, puts_forward=put_forward is not None)
        if put_forward is not None:
            self._measures.put_forward.connect(
                lambda uid, what: put_forward(kit, desk, self, uid, f"{self._reference()}, {what}".lstrip(", "))
            )
        self._measures.proposed.connect(partial(self._open, sheets.measure_sheet))
        self._history = TrailTab(kit, desk, self._file)
        pages: list[tuple[str, str, QWidget]] = [
            (PROGRAMME, words(N_("Programme")), self._programme),
            (DELEGATION, words(N_("Delegation")), self._delegation),
            (MEASURES, words(N_("Measures")), self._measures),
        ]
        if copies is not None:
            pages.append((PAPERS, words(N_("Orders")), copies(kit, desk, self._file)))
        pages.append((HISTORY, words(N_("History")), self._history))
        self._tabs = Tabs("visit_tabs")
        self._tabs.bar.setAccessibleName(words(N_("Parts of the visit")))
        for name, text, page in pages:
            self._tabs.add(name, text, page)
        self._texts = {name: text for name, text, _ in pages}
        self._tabs.turned.connect(self._on_turned)
        self._lay_out((self._undo, self._head), self._tabs)
        self._tabs.turn_to(address.tab)

    def turn(self, address: Address) -> bool:
        return not address.extra and self._tabs.turn_to(address.tab)

    def state(self) -> dict[str, Any]:
        return {"tab": self._tabs.current, "measure": self._measures.chosen}

    def restore(self, state: dict[str, Any]) -> None:
        self._measures.come_back(state)
        self._tabs.turn_to(str(state.get("tab", "")))

    def _take_up(self) -> None:
        """Open what the draft was typed in, once the visit is read."""
        if not self._draft or self._board is None:
            return
        (what, uid, more), self._draft = parts_of(self._draft), ""
        one = uid if uid != self._file else None
        if what in ("change", "execution", "decide"):
            self._tabs.turn_to(MEASURES)
            self._measures.take_up(uid, of_measure(what, more))
        elif what == "paper":
            self._on_issue()
        elif what == "attach":
            self._on_attachments(goes_on=True)
        elif what == "member":
            self._open(partial(sheets.member_sheet, member=one))
        elif what == "restore":
            self._open(partial(life_sheets.restore_sheet, item=uid))
        elif what in WITH_ITEM:
            self._open(partial(WITH_ITEM[what], item=one))
        elif what in SHEETS:
            self._open(self._made_by(what))

    def _made_by(self, what: str) -> sheets.MakeSheet:
        """Return the sheet of that name: of whose the visit is, with where a second officer proves himself."""
        if what not in ("give", "deputy"):
            return SHEETS[what]
        return partial(life_sheets.give_sheet if what == "give" else life_sheets.deputy_sheet, on=self._on)

    def unsaved(self) -> bool:
        return self._measures.unsaved()

    def actions_here(self) -> list[Action]:
        words, board = self.kit.words, self._board
        if board is None:
            return []
        offers: list[tuple[Right, str, str, Callable[[], object]]] = [
            (Right.VISIT, "visit_item", words(N_("New programme item")), partial(self._open, sheets.item_sheet)),
            (Right.VISIT, "visit_member", words(N_("Add to the delegation")), partial(self._open, sheets.member_sheet)),
            (Right.PROPOSE, "visit_propose", words(N_("Propose a measure")), partial(self._open, sheets.measure_sheet)),
            (Right.TASK, "visit_task", words(N_("Add a task…")), self._on_task),
            (Right.TASK, "visit_tasks", words(N_("Tasks of this file")), self._on_tasks),
            (Right.VISIT, "visit_edit", words(N_("Edit the visit")), self._on_edit),
            (Right.PAPER, "visit_issue", words(N_("Issue security order")), self._on_issue),
        ]
        offers.append((Right.VISIT, "visit_readers", words(N_("Who read this file…")), self._on_readers))
        offers.insert(-1, (Right.READ, "visit_attachments", words(N_("Attachments…")), self._on_attachments))
        state = board.sheet.record.state
        if state in (FileState.OPEN, FileState.DRAFT, FileState.SUSPENDED):
            give, deputy = (partial(self._open, self._made_by(name)) for name in ("give", "deputy"))
            offers.append((Right.VISIT, "visit_give", words(N_("Give the file to another officer")), give))
            offers.append((Right.VISIT, "visit_deputy", words(N_("Name a deputy…")), deputy))
            run = partial(self._open, life_sheets.close_sheet)
            offers.append((Right.CLOSE, "visit_close", words(N_("Close the file")), run))
        elif state is FileState.CLOSED:
            run = partial(self._open, life_sheets.reopen_sheet)
            offers.append((Right.CLOSE, "visit_reopen", words(N_("Reopen the file")), run))
        found = [
            Action(name, text, run, PROPOSE_KEY if name == "visit_propose" else "", group="file")
            for right, name, text, run in offers
            if right in board.may or right is Right.READ  # who is here reads it
        ]
        return new_here([*found, *self._measures.actions_here()], NEW_HERE.get(self._tabs.current, ""))

    def _delegation_page(self) -> ListPage:
        words = self.kit.words
        columns = (
            Column(words(N_("Name")), 4, 180), Column(words(N_("Function")), 4, 170), Column(words(N_("Role")), 2, 130),
            Column(words(N_("Remarks")), 2, 110),
        )  # fmt: skip
        hint = N_("Add members here, or take in a whole list under Visits.")
        page = ListPage(
            self.kit, "delegation", words(N_("Delegation")), columns, (words(N_("Nobody yet")), words(hint)),
            filtered=True,
        )  # fmt: skip
        self._add_member = button(
            self.kit,
            words(N_("Add a member")),
            "add_member",
            partial(self._open, sheets.member_sheet),
            icon="user-plus",
        )
        page.add_button(self._add_member)
        page.opened.connect(lambda uid: self._open(partial(sheets.member_sheet, member=uid)))
        return page

    def _reference(self) -> str:
        return (self._board.sheet.record.reference or "") if self._board is not None else ""

    def _read(self) -> None:
        desk, file, language = self.desk, self._file, self.kit.words.language
        self._latest.read(lambda: visit_board(desk, file, language), self._on_read, self._on_not_read)

    def _on_read(self, board: VisitBoard) -> None:
        self._board = board
        words, record, today = self.kit.words, board.sheet.record, self.desk.today()
        spec = SCHEMA.by_record[VisitFile].fields["visit_type"]
        days = [one.astimezone(COUNTRY_TIME).date() for one in (record.arrival, record.departure) if one]
        period = words.period(days[0], days[-1]) if days else ""
        kind = words.value(spec, record.visit_type) if record.visit_type else ""
        self._head.say(" · ".join(part for part in (record.reference or "", period, kind) if part), record.title or "")
        self._edit.setVisible(Right.VISIT in board.may)
        self._more.setVisible(len(self.actions_here()) > 1)
        self._issue_button.setVisible(Right.PAPER in board.may and self._issue is not None)
        self._renew_line(board)
        self._programme.show_board(board, today)
        self._add_member.setVisible(Right.VISIT in board.may and board.sheet.members is not None)
        self._delegation.put([self._member(board, uid, one) for uid, one in board.sheet.members or ()])
        self._measures.show_measures(board.measures, board, today)
        for name, count in ((DELEGATION, len(board.sheet.members or ())), (MEASURES, len(board.measures))):
            self._tabs.rename(name, f"{self._texts[name]} {count}" if count else self._texts[name])
        self.titled.emit(record.reference or words(N_("Visit")))
        self.marked.emit(board.marking)
        self.kit.actions.changed.emit()
        self._take_up()

    def _member(self, board: VisitBoard, uid: Id, record: DelegationMember) -> Line:
        words = self.kit.words
        person = board.persons.get(record.person or b"")
        name = person_name(person, words)
        native = person.native_name or "" if person else ""
        office = words.text(record.office) or (words.text(person.function) if person else "")
        head = words(N_("head of the delegation")) if record.head else ""
        return Line(
            uid,
            (Cell(name, native, strong=True), Cell(office, head), Cell(capital(words.plain(record.role))),
             Cell(record.remarks or "")),
        )  # fmt: skip

    def _renew_line(self, board: VisitBoard) -> None:
        words = self.kit.words
        line = self._head.begin_line()
        if board.sheet.record.state is not None:
            line.add(Chip(capital(words.enum(board.sheet.record.state)), Tone.PLAIN, "visit_state"))
        late = [one for one in board.lacks if one.overdue]
        near = day_after((words.lists or SHIPPED).all(DEADLINES)[NEAR], self.desk.today())
        soon = [one for one in board.lacks if one.due is not None and not one.overdue and one.due <= near]
        if late:
            text = words.plural("{count} requirement late", "{count} requirements late", len(late))
            line.add(Chip(text, Tone.RED, "visit_late"))
        if soon:
            nearest = min(soon, key=lambda one: one.days_left or 0)
            said = words.plural("{count} working day left", "{count} working days left", nearest.days_left or 0)
            line.add(Chip(f"{said}: {nearest.say(words.language)}", Tone.AMBER, "visit_soon"))
        if board.gaps:
            text = words.plural("{count} gap in the coverage", "{count} gaps in the coverage", len(board.gaps))
            line.add(Chip(text, Tone.AMBER, "visit_gaps"))
        rules = board.rules
        met = rules - len({one.rule for one in board.lacks})
        said = words(N_("Completeness {met}/{count}"), met=met, count=rules)
        line.add(Chip(said, Tone.PLAIN, "visit_complete"))
        self._head.put_line(line)

    def _on_turned(self, name: str) -> None:
        if name == HISTORY:
            self._history.load()
        self.kit.actions.changed.emit()

    def _on_item(self, uid: Id) -> None:
        items = self._board.sheet.programme if self._board is not None else None
        called_off = any(item.cancelled for known, item, _ in items or () if known == uid)
        self._open(partial(life_sheets.restore_sheet if called_off else sheets.item_sheet, item=uid))

    def _on_measure(self, uid: Id) -> None:
        self._measures.choose(uid)
        self._tabs.turn_to(MEASURES)

    def _on_edit(self) -> None:
        self._open(sheets.edit_sheet)

    def _on_issue(self) -> None:
        if self._issue is not None:
            self._issue(self.kit, self.desk, self, self._file, None)

    def _open(self, make: sheets.MakeSheet) -> None:
        if self._board is not None:
            made = make(self.kit, self.desk, self, self._board)
            made.acted.connect(self._on_acted)
            made.open()

    def _on_acted(self, done: object) -> None:
        if isinstance(done, Removed):
            self._undo.show_removed(done)

    def _on_readers(self) -> None:
        ReadersSheet(self.kit, self.desk, self, self._file).open()

    def _on_attachments(self, *, goes_on: bool = False) -> None:
        record = self._board.sheet.record if self._board is not None else None
        parts = (record.reference, record.title) if record is not None else ()
        name = " · ".join(part for part in parts if part)
        AttachmentsSheet(self.kit, self.desk, self, self._file, name, self._on, goes_on=goes_on).open()

    def _on_more(self) -> None:
        open_menu(self.kit, self._more, self.actions_here())
