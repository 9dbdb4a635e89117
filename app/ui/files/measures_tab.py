"""The measures of a file: a line each with for whom, by whom, when and how it stands; the decision panel beside it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.measures import Measure
from app.models.kinds.schema import SCHEMA
from app.models.rules.measures import period_to_report
from app.services.cases.worklists import MeasureRow
from app.ui.files.decision_panel import CHANGE_KEY, DecisionPanel, may_change
from app.ui.files.measure_sheets import change_sheet, execution_sheet
from app.ui.files.wording import Decided, capital, period_text, standing_chip
from app.ui.kit.actions import Action as Registered
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Button, Card, Empty, button
from app.ui.tables.rows import Cell, Column, Line, Rows

if TYPE_CHECKING:
    from app.services.desk import Desk

PANEL = 348
PROPOSE_KEY = "Ctrl+M"
"""Answered by the screen of the file, on all of its tabs."""


class MeasuresTab(QWidget):
    """Emits what is wanted; the panel records decisions itself."""

    proposed = Signal()
    urgent = Signal()

    def __init__(self, kit: Kit, desk: "Desk", *, urgent: bool = True) -> None:
        super().__init__()
        self._kit, self._desk, self._may_be_urgent = kit, desk, urgent
        self.setObjectName("measures_tab")
        words = kit.words
        columns = (
            Column(words(N_("Measure")), 5, 170),
            Column(words(N_("For")), 3, 118),
            Column(words(N_("Execution")), 3, 96),
            Column(words(N_("Period")), 2, 112),
            Column(words(N_("State")), 1, 178),
        )
        self._rows = Rows(kit, "measures_rows", words(N_("Measures")), columns)
        self._rows.chosen.connect(self._on_chosen)
        hint = N_("Propose what the analysis asks for; urgent ones may start before the approval.")
        self._empty = Empty(words(N_("No measures yet")), words(hint), "no_measures")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._rows)
        self._pages.addWidget(self._empty)
        self._propose: Button = button(
            kit, words(N_("Propose a measure")), "propose_measure", self.proposed.emit, shows=PROPOSE_KEY, icon="plus"
        )
        self._urgent = button(kit, words(N_("Start urgently")), "start_urgent", self.urgent.emit, icon="clock")
        bar = QHBoxLayout()
        bar.setContentsMargins(GRID, GRID, GRID, GRID)
        bar.setSpacing(GRID)
        bar.addWidget(self._propose)
        bar.addWidget(self._urgent)
        bar.addStretch(1)
        card = Card("measures_card", margin=4)
        card.box.setSpacing(0)
        card.box.addWidget(self._pages, 1)
        card.box.addLayout(bar)
        self._panel = DecisionPanel(kit, desk)
        self._panel.execution_wanted.connect(self._on_execution)
        self._panel.change_wanted.connect(self._on_change)
        split = QSplitter()
        split.setObjectName("measures_split")
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        split.addWidget(card)
        split.addWidget(self._panel)
        split.setStretchFactor(0, 1)
        split.setSizes([760, PANEL])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(split)
        self._found: Sequence[MeasureRow] = ()
        self._sheet: Decided | None = None
        self._wanted: Id | None = None
        self._draft: tuple[Id, str] | None = None
        """A measure whose sheet, or decision, is to be opened once it is read."""

    def show_measures(self, found: Sequence[MeasureRow], sheet: Decided, today: date) -> None:
        """Show these, the overdue first, then by their limit."""
        self._sheet = sheet
        self._found = sorted(found, key=lambda line: (_order(line), line.id))
        self._propose.setVisible(Action.PROPOSE in sheet.may)
        self._urgent.setVisible(self._may_be_urgent and Action.PROPOSE in sheet.may)
        self._pages.setCurrentIndex(0 if found else 1)
        self._rows.put([self._line(line, sheet, today) for line in self._found])
        if self._rows.key is None and self._found and not self._rows.choose(self._wanted):
            self._rows.selectRow(0)
        self._on_chosen(self._rows.key)
        self._take_up()

    def actions_here(self) -> list[Registered]:
        """Return what can be done with the chosen measure, for menus and Ctrl+K."""
        if self._sheet is None or Action.MEASURE not in self._sheet.may:
            return []
        text = self._kit.words(N_("Change the measure"))
        return [Registered("change_measure", text, self._on_change, CHANGE_KEY, "pencil", "file", self._changeable)]

    def take_up(self, measure: Id, what: str) -> None:
        """Open what a draft was typed in: "change", "execution", or the kind of a decision."""
        self._draft = measure, what
        self.choose(measure)
        self._take_up()

    def _take_up(self) -> None:
        if self._draft is None or self._sheet is None or self._rows.key != self._draft[0]:
            return
        (_, what), self._draft = self._draft, None
        self._on_chosen(self._rows.key)
        if what in ("change", "execution"):
            (self._on_change if what == "change" else self._on_execution)()
        else:
            self._panel.take_up(what)

    def choose(self, measure: Id) -> bool:
        """Choose a measure by its id, now or once it is read; tell whether it is here."""
        self._wanted = measure
        return self._rows.choose(measure)

    @property
    def chosen(self) -> str:
        """The chosen measure, as a view keeps it: nobody may come back to another one and decide on that."""
        key = self._rows.key or self._wanted
        return key.hex() if key else ""

    def come_back(self, state: Mapping[str, Any]) -> None:
        """Choose the measure of a view that was kept."""
        kept = str(state.get("measure") or "")
        if kept:
            self.choose(bytes.fromhex(kept))

    def unsaved(self) -> bool:
        """Tell whether a decision is being typed."""
        return self._panel.unsaved()

    def _line(self, line: MeasureRow, sheet: Decided, today: date) -> Line:
        words, spec = self._kit.words, SCHEMA.by_record[Measure].fields["type"]
        name = capital(words.value(spec, line.record.type))
        under = line.record.frequency or words.text(line.record.instruction)
        unknown = words(N_("not shown here"))
        whom = sheet.names.get(line.record.subject or b"", unknown)
        by = ", ".join(sheet.names.get(one, unknown) for one in line.record.executing)
        text, tone = standing_chip(words, line, today)
        silent = words(N_("no execution reported")) if line.unconfirmed else ""
        return Line(
            line.id,
            (Cell(name, _short(under), strong=True), Cell(whom), Cell(by), Cell(period_text(words, line.course)),
             Cell(text, silent, tone)),
        )  # fmt: skip

    def _on_chosen(self, key: object) -> None:
        if self._sheet is not None:
            line = next((one for one in self._found if one.id == key), None)
            self._panel.show_measure(line, self._sheet)

    def _line_chosen(self) -> MeasureRow | None:
        return next((one for one in self._found if one.id == self._rows.key), None)

    def _changeable(self) -> bool:
        line = self._line_chosen()
        return self.isVisible() and line is not None and self._sheet is not None and may_change(line, self._sheet)

    def _on_change(self) -> None:
        line = self._line_chosen()
        if line is not None:
            change_sheet(self._kit, self._desk, self, line).open()

    def _on_execution(self) -> None:
        line = self._line_chosen()
        if line is not None and self._sheet is not None:
            name = self._kit.words.value(SCHEMA.by_record[Measure].fields["type"], line.record.type)
            whom = self._sheet.names.get(line.record.subject or b"", "")
            about = ", ".join(part for part in (name, whom) if part)
            told = [one.record.to_on for one in self._sheet.executions.get(line.id, ()) if one.record.to_on]
            period = period_to_report(line.course.start, max(told, default=None), self._desk.today())
            execution_sheet(self._kit, self._desk, self, line.id, about, period).open()


def _order(line: MeasureRow) -> tuple[bool, bool, bool, str]:
    limit = min((day for day in (line.course.end, line.course.review) if day), default=None)
    over = line.state in ("ended", "refused")
    return over, not line.overdue, limit is None, limit.isoformat() if limit else ""


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"
