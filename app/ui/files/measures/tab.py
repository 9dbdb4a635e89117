"""The measures of a file as list, board or timeline; beside it the decisions that the chosen one takes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.measures import Measure
from app.models.kinds.schema import SCHEMA
from app.models.rules.measures import OVER, period_to_report
from app.services.cases.executions import standing
from app.services.cases.worklists import MeasureRow
from app.services.station.stations import Platform
from app.ui.files.file_screen import FileScreen
from app.ui.files.list_bar import ListBar
from app.ui.files.measures.decision_panel import CHANGE_KEY, Bases, DecisionPanel, may_change, none
from app.ui.files.measures.executions import ExecutionsSheet
from app.ui.files.measures.faces import MeasureFaces
from app.ui.files.measures.measure_list import measure_line, type_of
from app.ui.files.measures.sheets import change_sheet, correction_sheet, execution_sheet
from app.ui.files.wording import Decided, subject_text
from app.ui.kit.action import Action as Registered
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Empty, answer_find, filter_line
from app.ui.tables.narrowing import MANY, narrowed

if TYPE_CHECKING:
    from app.services.desk import Desk

PANEL = 348
PROPOSE_KEY = "Ctrl+M"
"""Answered by the screen of the file, on all of its tabs."""


class MeasuresTab(QWidget):
    """Emits what is wanted; the panel records decisions itself."""

    proposed = Signal()
    urgent = Signal()
    first_step_wanted = Signal()
    """What must come before a proposal."""
    put_forward = Signal(bytes, str)
    """A measure that waits is to be put on paper: its id, and what it is."""

    def __init__(
        self, kit: Kit, desk: "Desk", *, urgent: bool = True, puts_forward: bool = False, on: Platform | None = None
    ) -> None:
        """Let a colleague record an answer beside the officer where `on`, at which he proves himself, is there."""
        super().__init__()
        self._kit, self._desk, self._may_be_urgent = kit, desk, urgent
        self.setObjectName("measures_tab")
        words = kit.words
        self._faces = MeasureFaces(kit, desk)
        self._faces.chosen.connect(self._on_chosen)
        self._faces.opened.connect(self._on_opened)
        hint = N_("Urgent ones may start before the approval.")
        self._hint = words(hint)
        self._first_step = button(kit, "", "measures_first_step", self.first_step_wanted.emit, primary=True)
        self._empty = Empty(words(N_("No measures yet")), self._hint, "no_measures", self._first_step)
        self._first_step.hide()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._faces)
        self._pages.addWidget(self._empty)
        nothing = words(N_("Nothing fits the filter")), words(N_("Clear the filter to see all lines."))
        self._pages.addWidget(Empty(*nothing, "measures_none"))
        self._filter = filter_line(kit, "measures_filter")
        self._filter.hide()
        self._filter.textChanged.connect(self._narrow)
        answer_find(self._filter, self)
        self._propose: Button = button(
            kit, words(N_("Propose a measure")), "propose_measure", self.proposed.emit, shows=PROPOSE_KEY, icon="plus"
        )
        self._urgent = button(kit, words(N_("Start urgently")), "start_urgent", self.urgent.emit, icon="clock")
        bar = ListBar("measures_bar")
        bar.add_left(self._propose)
        bar.add_left(self._urgent)
        bar.add_left(self._filter)
        bar.add_right(self._faces.switch)
        card = Card("measures_card", margin=4)
        card.box.setSpacing(0)
        card.box.addWidget(self._pages, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(bar)
        column.addWidget(card, 1)
        self._panel = DecisionPanel(kit, desk, puts_forward=puts_forward, on=on)
        self._panel.recorded.connect(self._on_recorded)
        self._panel.put_forward_wanted.connect(self._on_put_forward)
        self._panel.execution_wanted.connect(self._on_execution)
        self._panel.executions_wanted.connect(self._on_executions)
        self._panel.change_wanted.connect(self._on_change)
        split = QSplitter()
        split.setObjectName("measures_split")
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        split.addWidget(left)
        split.addWidget(self._panel)
        split.setStretchFactor(0, 1)
        split.setSizes([760, PANEL])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(split)
        self._all: Sequence[MeasureRow] = ()
        self._found: Sequence[MeasureRow] = ()
        """Those that hold what is typed into the filter."""
        self._today: date | None = None
        self._sheet: Decided | None = None
        self._bases: Bases = none
        self._wanted: Id | None = None
        self._draft: tuple[Id, str] | None = None
        """A measure whose sheet, or decision, is to be opened once it is read."""

    def not_yet(self, why: str, first_step: str, over: str = "") -> None:
        """Say `why` no measure can be proposed, what comes first, and if the file is `over`; empty texts: one can."""
        self._propose.wait_for(why)
        self._urgent.wait_for(over)
        self._empty.hint.setText(why or self._hint)
        self._first_step.setText(first_step)
        self._first_step.setAccessibleName(first_step)
        self._first_step.setVisible(bool(first_step))

    def offer_bases(self, bases: Bases) -> None:
        """Let a measure be put on one of the analyses that `bases` gives for it."""
        self._bases = self._panel.bases = bases

    def show_measures(self, found: Sequence[MeasureRow], sheet: Decided, today: date) -> None:
        """Show these, the overdue first, then by their limit."""
        self._sheet, self._today = sheet, today
        self._all = sorted(found, key=lambda line: (_order(line), line.id))
        self._propose.setVisible(Action.PROPOSE in sheet.may)
        self._urgent.setVisible(self._may_be_urgent and Action.PROPOSE in sheet.may)
        self._faces.switch.setVisible(bool(found))
        self._narrow()
        self._take_up()

    def _narrow(self) -> None:
        """Show the measures that hold what is typed, whichever way they are shown."""
        sheet, today, typed = self._sheet, self._today, self._filter.text()
        if sheet is None or today is None:
            return
        self._filter.setVisible(len(self._all) >= MANY or bool(typed.strip()))
        words, self._found = self._kit.words, self._all
        if typed.strip():
            keys = {line.key for line in narrowed([measure_line(words, one, sheet, today) for one in self._all], typed)}
            self._found = [one for one in self._all if one.id in keys]
        self._pages.setCurrentIndex(0 if self._found else 2 if self._all else 1)
        self._panel.setVisible(bool(self._all))
        self._faces.show_measures(self._found, sheet, today)
        if self._faces.key is None and self._found and not self._faces.choose(self._wanted):
            self._faces.choose(self._found[0].id)
        self._on_chosen(self._faces.key)

    def actions_here(self) -> list[Registered]:
        """Return what can be done with the chosen measure, for menus and Ctrl+K."""
        faces = self._faces.actions_here() if self._all else []
        if self._sheet is None or Action.MEASURE not in self._sheet.may:
            return faces
        text = self._kit.words(N_("Change the measure"))
        change = Registered("change_measure", text, self._on_change, CHANGE_KEY, "pencil", "file", self._changeable)
        return [change, *faces]

    def take_up(self, measure: Id, what: str) -> None:
        """Open what a draft was typed in: "change", "execution" (with the report it corrects behind a colon), or the
        kind of a decision."""
        self._draft = measure, what
        self.choose(measure)
        self._take_up()

    def _take_up(self) -> None:
        if self._draft is None or self._sheet is None or self._faces.key != self._draft[0]:
            return
        (_, what), self._draft = self._draft, None
        self._on_chosen(self._faces.key)
        if what in ("change", "execution"):
            (self._on_change if what == "change" else self._on_execution)()
        elif what.startswith("execution:"):
            self._on_correction(what.partition(":")[2])
        else:
            self._panel.take_up(what)

    def choose(self, measure: Id) -> bool:
        """Choose a measure by its id, now or once it is read; tell whether it is here."""
        self._wanted = measure
        if measure in {one.id for one in self._all} - {one.id for one in self._found}:
            self._filter.clear()  # it is asked for: no filter may hide it
        return self._faces.choose(measure)

    @property
    def chosen(self) -> str:
        """The chosen measure, as a view keeps it: nobody may come back to another one and decide on that."""
        key = self._faces.key or self._wanted
        return key.hex() if key else ""

    def come_back(self, state: Mapping[str, Any]) -> None:
        """Choose the measure of a view that was kept."""
        kept = str(state.get("measure") or "")
        if kept:
            self.choose(bytes.fromhex(kept))

    def unsaved(self) -> bool:
        """Tell whether a decision is being typed."""
        return self._panel.unsaved()

    def _on_chosen(self, key: object) -> None:
        if self._sheet is not None:
            line = next((one for one in self._found if one.id == key), None)
            self._panel.show_measure(line, self._sheet)

    def _on_recorded(self) -> None:
        """A decision stays: what was saved before it is no longer what Ctrl+Z would be taken for."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, FileScreen):
            above = above.parentWidget()
        if above is not None:
            above.forget_undo()

    def _on_opened(self, key: object) -> None:
        """Go to what can be decided on it."""
        if key is not None:
            self._panel.take_focus()

    def _line_chosen(self) -> MeasureRow | None:
        return next((one for one in self._found if one.id == self._faces.key), None)

    def _changeable(self) -> bool:
        line = self._line_chosen()
        return self.isVisible() and line is not None and self._sheet is not None and may_change(line, self._sheet)

    def _on_change(self) -> None:
        line = self._line_chosen()
        if line is not None:
            change_sheet(self._kit, self._desk, self, line, self._bases(line)).open()

    def _on_put_forward(self) -> None:
        line = self._line_chosen()
        if line is not None:
            self.put_forward.emit(line.id, type_of(self._kit.words, line))

    def _on_executions(self) -> None:
        line = self._line_chosen()
        if line is not None and self._sheet is not None:
            found = self._sheet.executions.get(line.id, ())
            about = type_of(self._kit.words, line)
            made = ExecutionsSheet(self._kit, self, about, found, self._sheet)
            made.corrected.connect(lambda one: correction_sheet(self._kit, self._desk, self, one, about).open())
            made.open()

    def _on_correction(self, report: str) -> None:
        """Correct the report of this id, in hexadecimal: a draft of that was typed."""
        line = self._line_chosen()
        if line is not None and self._sheet is not None:
            about = type_of(self._kit.words, line)
            for one in self._sheet.executions.get(line.id, ()):
                if one.id.hex() == report:
                    correction_sheet(self._kit, self._desk, self, one, about).open()

    def _on_execution(self) -> None:
        line = self._line_chosen()
        if line is not None and self._sheet is not None:
            name = self._kit.words.value(SCHEMA.by_record[Measure].fields["type"], line.record.type)
            whom = subject_text(self._kit.words, line.record, self._sheet.names)
            about = ", ".join(part for part in (name, whom) if part)
            told = [one.record.to_on for one in standing(self._sheet.executions.get(line.id, ())) if one.record.to_on]
            period = period_to_report(line.course.start, max(told, default=None), self._desk.today())
            execution_sheet(self._kit, self._desk, self, line.id, about, period).open()


def _order(line: MeasureRow) -> tuple[bool, bool, bool, str]:
    limit = min((day for day in (line.course.end, line.course.review) if day), default=None)
    over = line.state in OVER
    return over, not line.overdue, limit is None, limit.isoformat() if limit else ""


def of_measure(what: str, more: str) -> str:
    """Return what `MeasuresTab.take_up` asks for, of the parts of a draft's key."""
    if what == "decide":
        return more
    return f"{what}:{more}" if what == "execution" and more else what
