"""The panel beside the measures: the facts of the chosen one, the decisions it takes with one key each, what they ask.

A decision is recorded, never edited: the panel says who decides and why, and the button says what is about to stand.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.enums import Action, DecisionKind, MeasureState
from app.models.kinds.measures import Measure
from app.models.kinds.schema import SCHEMA
from app.models.rules.measures import OVER
from app.models.verdicts import SENTENCES, Refusal
from app.services.cases.worklists import MeasureRow
from app.services.station.stations import Platform
from app.ui.files.measures.beside import beside_sheet, waits_for_another
from app.ui.files.measures.deciding import OWN_PROPOSAL, Choice, choices_for, refused_to, whose_turn, with_key
from app.ui.files.measures.decision_form import RESTING, DecisionForm
from app.ui.files.wording import Decided, capital, measure_facts
from app.ui.forms.options import Option
from app.ui.kit.buttons import Button, button
from app.ui.kit.facts import Facts
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, row, secondary, set_property
from app.ui.kit.scrolling import ScrollArea

if TYPE_CHECKING:
    from app.services.desk import Desk

HALF = 144
"""Pixels of width for a decision beside another; one that says more has a line of its own."""
CHANGE_KEY = "Ctrl+Shift+M"
Bases = Callable[[MeasureRow], Sequence[Option]]
"""The analyses that a measure may rest on."""


class DecisionPanel(Card):
    """Shows one measure; `recorded` tells that a decision was written."""

    recorded = Signal()
    execution_wanted = Signal()
    executions_wanted = Signal()
    change_wanted = Signal()
    put_forward_wanted = Signal()
    """A proposal on paper is to be drawn up with it."""

    def __init__(self, kit: Kit, desk: "Desk", *, puts_forward: bool = False, on: Platform | None = None) -> None:
        super().__init__("decision_panel", margin=0)
        self._on = on
        self._kit, self._desk, self._puts_forward = kit, desk, puts_forward
        self._row: MeasureRow | None = None
        self._sheet: Decided | None = None
        self._choice: Choice | None = None
        self.bases: Bases = none
        self._form: DecisionForm | None = None
        self._buttons: dict[str, Button] = {}
        self._told: list[QWidget] = []
        self._box = QVBoxLayout()
        self._area = ScrollArea()
        self._area.setObjectName("decision_area")
        self._area.setAccessibleName(kit.words(N_("Measure and decisions")))
        self._area.setWidgetResizable(True)
        self._area.verticalScrollBar().rangeChanged.connect(lambda *_: self._leave_room())
        self.box.addWidget(self._area, 1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(GRID)
        self.box.addLayout(self._foot)

    def show_measure(self, line: MeasureRow | None, sheet: Decided) -> None:
        """Show this measure, or that none is chosen. What was typed for the same measure stays."""
        if line is not None and self._row is not None and line.id == self._row.id and self._typing:
            self._row, self._sheet = line, sheet
            return
        self._row, self._sheet, self._choice, self._form = line, sheet, None, None
        self._buttons = {}
        self._clear(self._foot)
        self._foot.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        self._box = QVBoxLayout(page)
        self._leave_room()
        self._box.setSpacing(GRID)
        if line is None:
            said = self._kit.words(N_("Choose a measure to see its basis and to decide on it."))
            self._box.addWidget(label(said, "panel_empty", "quiet", wrap=True))
        else:
            self._fill(line, sheet)
        self._box.addStretch(1)
        self._area.setWidget(page)

    def _leave_room(self) -> None:
        """Give the bar, when it comes, of what is left beside the page: no line breaks anew, nothing moves."""
        bar = self._area.verticalScrollBar()
        taken = min(bar.sizeHint().width(), 2 * GRID) if bar.maximum() else 0
        self._box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID - taken, 2 * GRID)

    @property
    def _typing(self) -> bool:
        return self._form is not None and self._form.is_dirty

    def unsaved(self) -> bool:
        """Tell whether something typed of a decision is not on its way to the store as a draft."""
        return self._form is not None and self._form.unkept

    def take_focus(self) -> None:
        """Bring the keyboard to the first decision, or to what else can be done with the measure."""
        usable = [made for made in (*self._buttons.values(), *self._area.findChildren(Button)) if made.isEnabled()]
        first = next(iter(usable), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self, kind: str) -> None:
        """Ask again what the decision of this kind needs: its draft is there."""
        made = self._buttons.get(kind)
        if self._row is not None and self._sheet is not None and made is not None and made.isEnabled():
            choice = next(one for one in choices_for(self._row, self._sheet) if one.kind.value == kind)
            self.choose(choice)

    def _fill(self, line: MeasureRow, sheet: Decided) -> None:
        words = self._kit.words
        spec = SCHEMA.by_record[Measure].fields["type"]
        self._box.addWidget(label(capital(words.value(spec, line.record.type)), "panel_type", "strong", wrap=True))
        instruction = words.text(line.record.instruction)
        if instruction:
            self._box.addWidget(label(instruction, "panel_instruction", wrap=True, select=True))
        if line.contested:
            said = N_("Two decisions were taken apart. Until a supervisor chooses, what protects more holds.")
            self._box.addWidget(label(words(said), "panel_contested", "error", wrap=True))
        choices = choices_for(line, sheet)
        turn = whose_turn(line, {choice.kind for choice in choices})
        if turn:
            self._box.addWidget(label(words(turn, name=line.substitute), "panel_turn", "strong", wrap=True))
        if any(refused_to(line, choice.kind) for choice in choices):
            self._box.addWidget(secondary(words(OWN_PROPOSAL), "panel_own", wrap=True))
        his = DecisionKind.APPROVE in line.minister
        asks = line.decided_here and Action.PROPOSE in sheet.may
        if self._puts_forward and his and line.state is MeasureState.PROPOSED and asks:
            text = words(N_("Put forward on paper…"))
            paper = button(self._kit, text, "put_forward", self.put_forward_wanted.emit, icon="gavel")
            self._box.addLayout(row(paper, None))
        if self._on is not None and waits_for_another(line, frozenset(choice.kind for choice in choices)):
            text = words(N_("A colleague records the answer here…"))
            beside = button(self._kit, text, "answer_beside", partial(self._on_beside, self._on, line))
            self._box.addLayout(row(beside, None))
        self._told = []
        if choices:  # above the facts: on a small screen what is to be done would lie out of sight beneath them
            self._offer(choices)
        facts = Facts("panel_facts")
        facts.show_facts(measure_facts(words, line, sheet))
        self._box.addSpacing(GRID // 2)
        self._box.addWidget(facts)
        self._told = [facts]  # only what stands beneath the buttons: they keep still under whoever presses one
        if not choices:
            why = N_("Nothing is to be decided on it here.") if line.decided_here else SENTENCES[Refusal.DECIDES]
            self._box.addWidget(secondary(words(why), "panel_nothing", wrap=True))
        acts: list[QWidget] = []
        if Action.EXECUTE in sheet.may:
            text, key = with_key(words(N_("Report execution [X]")))
            acts.append(button(self._kit, text, "report_execution", self.execution_wanted.emit, key=key))
        if line.reports:
            text = words.plural("{count} execution report", "{count} execution reports", line.reports)
            acts.append(button(self._kit, text, "show_executions", self.executions_wanted.emit, icon="list"))
        if may_change(line, sheet):
            text = words(N_("Change the measure"))
            change = button(self._kit, text, "change_this_measure", self.change_wanted.emit, key=CHANGE_KEY)
            acts.append(change)
        for act in acts:  # one beneath the other: beside each other they would be cut in German
            self._box.addLayout(row(act, None))
        self._told += acts  # while something is decided, only what it needs is there

    def _on_beside(self, on: Platform, line: MeasureRow) -> None:
        made = beside_sheet(self._kit, self._desk, self, on, line)
        made.acted.connect(self._on_recorded)
        made.open()

    def _offer(self, choices: Sequence[Choice]) -> None:
        """Show what can be decided, a button and a key each, and keep room beneath for what a decision needs."""
        words = self._kit.words
        self._box.addWidget(heading(words(N_("Decide")), "panel_decide"))
        grid = QGridLayout()
        grid.setSpacing(GRID)
        self._buttons = {}
        halves: list[tuple[str, Button]] = []
        lines: list[list[tuple[str, Button]]] = []
        for choice in choices:
            text, key = with_key(words(choice.text))
            made = button(self._kit, text, f"decide_{choice.kind.value}", partial(self.choose, choice), key=key)
            made.setCheckable(True)
            if self._row is not None and (why := refused_to(self._row, choice.kind)):
                made.wait_for(words(why))
            made.setParent(self)  # measured as it will look
            made.ensurePolished()
            one = (choice.kind.value, made)
            if made.sizeHint().width() > HALF:
                lines.append([one])
            elif halves and len(halves) < 2:  # beside the last short one, also where a longer one stands between them
                halves.append(one)
            else:
                halves = [one]
                lines.append(halves)
        for number, line in enumerate(lines):
            for place, (kind, made) in enumerate(line):
                grid.addWidget(made, number, place, 1, 3 - len(line))
                self._buttons[kind] = made
        self._box.addLayout(grid)
        self._asked = QVBoxLayout()
        self._asked.setSpacing(GRID)
        self._box.addLayout(self._asked)

    def choose(self, choice: Choice) -> None:
        """Ask what this decision needs."""
        if self._row is None:
            return
        for kind, made in self._buttons.items():
            made.setChecked(kind == choice.kind.value)
        for told in self._told:
            told.hide()
        self._choice = choice
        self._clear(self._asked)
        self._clear(self._foot)
        bases = self.bases(self._row) if choice.kind in RESTING else ()
        self._form = DecisionForm(self._kit, self._desk, self._row, choice, bases)
        self._asked.addWidget(self._form)
        self._refused = label("", "panel_refused", "error", wrap=True)
        self._refused.hide()
        self._foot.addWidget(self._refused)
        text, _ = with_key(self._kit.words(choice.text))
        said = self._kit.words(N_("Record: {decision}"), decision=text.lower())
        self._record = button(self._kit, said, "record_decision", self._on_record, primary=True, key="Ctrl+Return")
        self._foot.addWidget(self._record)
        if self._record.minimumSizeHint().width() > self.width() - 5 * GRID:  # or the panel would widen under the hand
            self._record.setText(self._kit.words(N_("Save")))
            self._record.setToolTip(said)
        self._foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self._form.begin()
        QTimer.singleShot(0, self, self._bring_asked)

    def _bring_asked(self) -> None:
        """Scroll until what must be filled in is seen, and the first of it still is.

        Under a pointer that pressed a button the buttons keep still, but where the first would be out of sight.
        """
        rows = self._form.required_rows() if self._form is not None else []
        seen = [one for one in rows if one.isVisibleTo(self)]
        pointed = any(one.underMouse() for one in self._buttons.values())
        for one in (*([] if pointed else seen[-1:]), *seen[:1]):
            self._area.ensureWidgetVisible(one, 0, GRID)

    @staticmethod
    def _clear(box: QVBoxLayout) -> None:
        while (item := box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _on_record(self) -> None:
        if self._row is None or self._choice is None or self._form is None:
            return
        self._say("")
        try:
            values, ruling = self._form.given()
        except UserError as refusal:
            self._on_failed(refusal)
            return
        desk, line, choice = self._desk, self._row, self._choice
        self._record.setEnabled(False)
        self._kit.jobs.write(
            self, lambda: choice.record(desk, line, ruling, values), self._on_recorded, self._on_failed
        )

    def _on_recorded(self, _answer: Any) -> None:
        if self._form is not None:
            self._form.saved()
        self._row = None
        self.recorded.emit()

    def _on_failed(self, failure: BaseException) -> None:
        self._record.setEnabled(True)
        if isinstance(failure, UserError) and self._form is not None and self._form.mark(failure):
            return
        self._say(self._kit.door.say(failure))

    def _say(self, text: str) -> None:
        self._refused.setText(text)
        self._refused.setVisible(bool(text))
        set_property(self._refused, "role", "error")


def none(_line: MeasureRow) -> Sequence[Option]:
    """Return no analysis: where there are none, or none of the file's may be read."""
    return ()


def may_change(line: MeasureRow, sheet: Decided) -> bool:
    """Tell whether what is no decision may be written in it: the service refuses a measure that is over."""
    return Action.MEASURE in sheet.may and line.state not in OVER
