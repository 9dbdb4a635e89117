"""The exchange desk: with whom, what went and came, what is missing, what waits for a choice."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.kinds.persons import Person
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.services.exchange.desk_sheets import ExchangeSheet, exchange_sheet
from app.services.exchange.gate_sheets import LedgerSheetLine, StationLine
from app.services.markings import highest_marking
from app.ui.files.list_page import ListPage
from app.ui.files.paper_hands import Binders
from app.ui.files.wording import capital
from app.ui.forms.draft_places import parts_of
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button, link
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Chip, Tone, heading, label, row, secondary, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.scrolling import ScrollArea
from app.ui.tables.narrow_line import NarrowLine
from app.ui.tables.rows import Cell, Column, Line, Rows

if TYPE_CHECKING:
    from app.services.desk import Desk

STATES = {
    "written": N_("written, not confirmed"),
    "acknowledged": N_("confirmed"),
    "writing": N_("interrupted"),
    "failed": N_("not written"),
    "applied": N_("taken in"),
    "replay": N_("came twice"),
    "stale": N_("came late"),
}
SIDE = 340
REASONS_OF = (ThreatFile, VisitFile, Person)
"""What the reasons and findings shown here may speak of: officers typed them, and nobody marked them."""


class ExchangeScreen(Screen):
    """Enter on a workstation opens its export."""

    help_page: ClassVar[str] = "exchange"

    def __init__(
        self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None, *,
        binders: Binders | None = None,
    ) -> None:  # fmt: skip
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self._binders = binders
        self._latest = Latest(kit.jobs, self)
        self._sheet: ExchangeSheet | None = None
        self._take_in = button(
            kit, words(N_("Take in a bundle")), "to_import", partial(self.wanted.emit, Address("import")),
            icon="download", key="Ctrl+Shift+I",
        )  # fmt: skip
        self._export: Button = button(
            kit, words(N_("Export")), "to_export", self._on_export, primary=True, key="Ctrl+Shift+E"
        )
        columns = (
            Column(words(N_("Workstation")), 4, 170),
            Column(words(N_("Approved up to")), 2, 130),
            Column(words(N_("Sent")), 1, 74),
            Column(words(N_("Confirmed")), 1, 96),
            Column(words(N_("Received")), 1, 90),
        )
        self._stations = Rows(kit, "stations", words(N_("Workstations")), columns)
        self._stations.opened.connect(lambda _uid: self._on_export())
        self._stations.chosen.connect(lambda _uid: self._renew_buttons())
        card = Card("stations_card", margin=4)
        card.box.addWidget(self._stations)
        with_whom = QWidget()
        with_whom.setObjectName("stations_part")
        upper = QVBoxLayout(with_whom)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(GRID)
        upper.addWidget(heading(words(N_("Workstations")), "stations_heading"))
        self._narrow = NarrowLine(kit, self._stations)
        upper.addWidget(self._narrow)
        upper.addWidget(card, 1)
        self._ledger = self._ledger_page()
        left = QSplitter()
        left.setOrientation(left.orientation().Vertical)
        left.setChildrenCollapsible(False)
        left.setHandleWidth(2 * GRID)
        left.addWidget(with_whom)
        left.addWidget(self._ledger)
        left.setSizes([216, 360])
        self._side = ScrollArea()
        self._side.setObjectName("exchange_side")
        self._side.setAccessibleName(words(N_("What waits")))
        self._side.setWidgetResizable(True)
        self._side.setFixedWidth(SIDE)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addWidget(left, 1)
        middle.addWidget(self._side)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(2 * GRID)
        box.addLayout(row(title(words(N_("Exchange")), "exchange_title"), None, self._take_in, self._export))
        box.addLayout(middle, 1)
        self._renew_buttons()

    def load(self) -> None:
        self.titled.emit(self.kit.words(N_("Exchange")))
        desk, language = self.desk, self.kit.words.language
        self._latest.read(lambda: exchange_sheet(desk, language), self._on_read)
        self.kit.jobs.read(self, partial(highest_marking, desk, REASONS_OF), self.marked.emit)

    def take_up(self, key: str) -> None:
        if parts_of(key)[0] == "paper" and self._binders is not None:
            self._binders(self.kit, self.desk, self)

    def actions_here(self) -> list[Action]:
        words = self.kit.words
        found = [
            Action("exchange_import", words(N_("Take in a bundle")), partial(self.wanted.emit, Address("import"))),
            Action(
                "exchange_conflicts", words(N_("Conflicts to settle")), partial(self.wanted.emit, Address("conflicts"))
            ),
            Action("exchange_held", words(N_("Held back")), partial(self.wanted.emit, Address("held"))),
        ]
        for station in self._sheet.stations if self._sheet and self._sheet.may_release else ():
            text = words(N_("Export to {station}"), station=station.code)
            run = partial(self.wanted.emit, Address("export", station.id))
            found.append(Action(f"export_{station.id.hex()}", text, run, icon="upload", group="exchange"))
        return found

    def _ledger_page(self) -> ListPage:
        words = self.kit.words
        columns = (
            Column(words(N_("Moment")), 1, 132),
            Column(words(N_("Bundle")), 2, 150),
            Column(words(N_("State")), 2, 120),
            Column(words(N_("Reason")), 4, 150),
            Column(words(N_("Size")), 1, 84),
        )
        hint = N_("Every bundle that leaves or comes is noted here.")
        empty = (words(N_("No bundle yet")), words(hint))
        return ListPage(self.kit, "ledger", words(N_("Bundles")), columns, empty, filtered=True, headed=True)

    def _on_read(self, sheet: ExchangeSheet) -> None:
        self._sheet = sheet
        self._narrow.put([self._station(one) for one in sheet.stations])
        if self._stations.key is None and sheet.stations:
            self._stations.selectRow(0)
        self._ledger.put([self._bundle(at, one) for at, one in enumerate(sheet.ledger)])
        self._side.setWidget(self._waits(sheet))
        self._renew_buttons()
        self.kit.actions.changed.emit()

    def _renew_buttons(self) -> None:
        chosen = self._stations.key is not None
        self._export.setVisible(bool(self._sheet and self._sheet.may_release))
        self._export.setEnabled(chosen)
        code = (
            next((one.code for one in self._sheet.stations if one.id == self._stations.key), "") if self._sheet else ""
        )
        words = self.kit.words
        self._export.setText(words(N_("Export to {station}"), station=code) if code else words(N_("Export")))
        self._export.setAccessibleName(self._export.text())

    def _station(self, one: StationLine) -> Line:
        words = self.kit.words
        state = "" if one.active else words(N_("revoked"))
        return Line(
            one.id,
            (Cell(one.code, one.organisation, strong=True), Cell(words.enum(one.ceiling), state, by=one.ceiling),
             Cell(str(one.sent)), Cell(str(one.acknowledged)), Cell(str(one.received))),
        )  # fmt: skip

    def _bundle(self, at: int, one: LedgerSheetLine) -> Line:
        words = self.kit.words
        said = N_("{number} to {station}") if one.outgoing else N_("{number} from {station}")
        what = words(said, number=one.counter, station=one.station)
        entries = words.plural("{count} change", "{count} changes", one.entries)
        state = capital(words(STATES[one.state])) if one.state in STATES else one.state
        failed = one.state in ("failed", "writing")
        cells = (
            Cell(words.moment(one.moment), one.officer, by=one.moment),
            Cell(what, entries, strong=True),
            Cell(state, "", Tone.RED if failed else None),
            Cell(one.reason),
            Cell(words.size(one.size) if one.size else "", by=one.size or None),
        )
        return Line(at, cells)

    def _waits(self, sheet: ExchangeSheet) -> QWidget:
        words = self.kit.words
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        conflicts = Card("exchange_conflicts")
        conflicts.box.addWidget(heading(words(N_("Conflicts")), "conflicts_heading"))
        if sheet.conflicts:
            text = words.plural("{count} conflict to settle", "{count} conflicts to settle", sheet.conflicts)
            conflicts.box.addLayout(row(Chip(text, Tone.RED, "conflicts_count"), None))
            to = link(words(N_("Settle")), "to_conflicts", partial(self.wanted.emit, Address("conflicts")))
            conflicts.box.addLayout(row(to, None))
        else:
            conflicts.box.addWidget(label(words(N_("No conflicts to settle.")), "conflicts_none", "quiet", wrap=True))
        missing = Card("exchange_missing")
        missing.box.addWidget(heading(words(N_("Missing")), "missing_heading"))
        for number, one in enumerate(sheet.missing):
            missing.box.addWidget(label(one.say(words.language), f"missing_{number}", wrap=True))
        if not sheet.missing:
            missing.box.addWidget(label(words(N_("Nothing is missing.")), "missing_none", "quiet", wrap=True))
        box.addWidget(conflicts)
        box.addWidget(missing)
        if self._binders is not None and sheet.may_issue:
            box.addWidget(self._centres(self._binders))
        if sheet.held:
            held = Card("exchange_held")
            held.box.addWidget(heading(words(N_("Held back")), "held_heading"))
            text = words.plural(
                "{count} change of a revoked workstation waits for an officer.",
                "{count} changes of revoked workstations wait for an officer.",
                len(sheet.held),
            )
            held.box.addWidget(label(text, "held_text", wrap=True))
            to = link(words(N_("Look at them")), "to_held", partial(self.wanted.emit, Address("held")))
            held.box.addLayout(row(to, None))
            box.addWidget(held)
        if sheet.findings:
            findings = Card("exchange_findings")
            findings.box.addWidget(heading(words(N_("To be looked at")), "findings_heading"))
            for number, found in enumerate(sheet.findings[:12]):
                findings.box.addWidget(secondary(found.sentence, f"finding_{number}", wrap=True))
            box.addWidget(findings)
        box.addStretch(1)
        return page

    def _centres(self, binders: Binders) -> Card:
        words = self.kit.words
        card = Card("exchange_centres")
        card.box.addWidget(heading(words(N_("Emergency centres")), "centres_heading"))
        said = words(N_("Their dispatcher sheets on paper, with an index."))
        card.box.addWidget(label(said, "centres_text", "quiet", wrap=True))
        text = words(N_("Binders of the emergency centres…"))
        to = link(text, "to_binders", partial(binders, self.kit, self.desk, self))
        card.box.addLayout(row(to, None))
        return card

    def _on_export(self) -> None:
        uid = self._stations.key
        if uid is not None and self._sheet is not None and self._sheet.may_release:
            self.wanted.emit(Address("export", uid))
