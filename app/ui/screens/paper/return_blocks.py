"""What a return form tells, as blocks of a sheet: who signed for what, and measure by measure what was done."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.checks.typed_moment import Lean
from app.models.enums import CopyState
from app.models.kinds.measures import ExecutionReport
from app.services.paper.copies import NobodyNamed
from app.services.paper.returning import FormMeasure, Receipt, ReturnForm
from app.ui.forms.days import DayEditor, EndsBeforeItBegins
from app.ui.forms.editor import State
from app.ui.forms.numbers import NumberEditor
from app.ui.forms.texts import LineEditor, LongTextEditor
from app.ui.forms.typing_limits import Required
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary
from app.ui.kit.words import DASH
from app.ui.screens.paper.return_block import Block

TOLD = ("done", "not_done", "incidents", "remarks")
"""A measure is reported as soon as one of these is filled in."""


class SignedBlock(Block):
    """Who signed the form, when, and for which copies: those in force are ticked."""

    def __init__(self, kit: Kit, form: ReturnForm) -> None:
        words = kit.words
        super().__init__(kit, "return_signed", words(N_("Acknowledgement")))
        self._add("by_whom", words(N_("Signed by")), LineEditor(kit, "return_by_whom"), 0, 0)
        day = DayEditor(kit, "return_signed_on", lean=Lean.PAST)
        self._add("signed_on", words(N_("Signed on")), day, 0, 1)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 1)
        self._ticks: list[tuple[Id, bool, QCheckBox]] = []
        for number, one in enumerate(form.receipts, start=1):
            tick = QCheckBox(self._told(one))
            tick.setObjectName(f"return_receipt_{number}")
            tick.setAccessibleName(tick.text())
            tick.setChecked(one.in_force)
            tick.toggled.connect(lambda _on: self._on_ticked())
            self.box.addWidget(tick)
            self._ticks.append((one.copy, one.in_force, tick))
        if not form.receipts:
            none = N_("No protocol of this recipient waits for a signature.")
            self.box.addWidget(secondary(words(none), "return_no_receipt", wrap=True))
        self.put({"by_whom": form.holder, "signed_on": day.today()})

    def receipts(self) -> list[Id]:
        """Return the copies that are signed for."""
        return [uid for uid, _, tick in self._ticks if tick.isChecked()]

    def signed_by(self) -> str:
        """Return who signed. Raises NobodyNamed, which is shown."""
        named = self.value("by_whom")
        if not named:
            refusal = NobodyNamed(field="by_whom")
            self.refuse("by_whom", refusal)
            raise refusal
        return str(named)

    def signed_on(self) -> Any:
        """Return the day. Raises UserError, which is shown."""
        day = self.value("signed_on")
        if day is None:
            refusal = Required(field="signed_on")
            self.refuse("signed_on", refusal)
            raise refusal
        return day

    def state(self) -> State:
        """Return what stands in it, the copies signed for among it; None while nothing differs from how it began."""
        same = super().state() is None and all(tick.isChecked() == begun for _, begun, tick in self._ticks)
        return None if same else {**self._states(), "receipts": self.receipts()}

    def restore(self, state: State) -> None:
        """Show a state without telling of it."""
        super().restore(state)
        signed = (state or {}).get("receipts")
        blocked = self.blockSignals(True)
        for uid, begun, tick in self._ticks:
            tick.setChecked(begun if signed is None else uid in signed)
        self.blockSignals(blocked)

    def _on_ticked(self) -> None:
        self.edited.emit()

    def _told(self, one: Receipt) -> str:
        words = self.kit.words
        said = N_("Protocol {registration}, version {version}, copy {number}: {state}")
        state = words.enum(one.state)
        if one.state is CopyState.PREPARED:
            state = words(N_("its hand-over was not recorded"))
        elif one.since is not None:
            state = words(N_("{state} on {day}"), state=state, day=words.date(one.since))
        return words(said, registration=one.registration, version=one.version, number=one.number, state=state)


class MeasureBlock(Block):
    """What was done of one measure. Done follows what was planned until it is typed itself, not done the difference.

    `correcting` begins with what was recorded of it from the same form.
    """

    def __init__(self, kit: Kit, line: FormMeasure, title: str, *, correcting: bool = False) -> None:
        super().__init__(kit, f"return_measure_{line.number}", f"{line.number} · {title}")
        words, at = kit.words, f"m{line.number}_"
        self.line = line
        days = {name: DayEditor(kit, at + name, lean=Lean.PAST) for name in ("from_on", "to_on")}
        self._add("from_on", words(N_("From")), days["from_on"], 0, 0, 2)
        self._add("to_on", words(N_("To")), days["to_on"], 0, 2, 2)
        for column, (name, text) in enumerate(
            (("planned", N_("Planned")), ("done", N_("Done")), ("not_done", N_("Not done"))), start=4
        ):
            self._add(name, words(text), NumberEditor(kit, at + name), 0, column)
        self._add("incidents", words(N_("Incidents")), LongTextEditor(kit, at + "incidents", fewest=1), 1, 0, 3)
        self._add("remarks", words(N_("Remarks")), LongTextEditor(kit, at + "remarks", fewest=1), 1, 3, 2)
        who = LineEditor(kit, at + "by_whom")
        who.line.setPlaceholderText(words(N_("who signed")))
        self._add("by_whom", words(N_("By whom")), who, 1, 5, 2)
        for column in range(7):
            self._grid.setColumnStretch(column, 1)
        told = line.told[1] if correcting and line.told is not None else None
        self._corrects = line.told[0] if correcting and line.told is not None else None
        self._before: Any = told.planned if told is not None else line.planned
        if told is not None:
            self.put({name: getattr(told, name) for name in self._editors})
        else:
            self.put({"from_on": line.begins, "to_on": line.ends, "planned": line.planned})

    @property
    def told(self) -> bool:
        """Tell whether something is said of what was done; what nobody can read is said too: `report` refuses it."""
        said = any(self.editor(name).state() is not None for name in TOLD)
        return said or any(self._unread(name) for name in self._editors)

    @property
    def changed(self) -> bool:
        """Tell whether something differs from how it began; what nobody can read does."""
        return self.state() is not None

    def as_planned(self) -> None:
        """Say that all that was planned was done, where it is known what was planned and nothing else is said."""
        planned = self._number("planned")
        if planned is not None and not self.told:
            self._follow(planned, 0)
            self._on_edited("done")

    def report(self) -> ExecutionReport:
        """Return the report. Raises UserError, which is shown at its field."""
        values = {name: self.value(name) for name in self._editors}
        first, last = values["from_on"], values["to_on"]
        if first is not None and last is not None and last < first:
            refusal = EndsBeforeItBegins(field="to_on")
            self.refuse("to_on", refusal)
            raise refusal
        return ExecutionReport(**values, corrects=self._corrects)

    def restore(self, state: State) -> None:
        """Show a state without telling of it."""
        super().restore(state)
        self._before = self._number("planned")

    def _on_edited(self, name: str) -> None:
        planned, done = self._number("planned"), self._number("done")
        if name == "planned":
            if done is None or done == self._before:
                self._follow(planned, None if planned is None else 0)
            elif planned is not None:
                self._follow(done, max(planned - done, 0))
            self._before = planned
        elif name == "done" and planned is not None and done is not None:
            self._follow(done, max(planned - done, 0))
        super()._on_edited(name)

    def _follow(self, done: int | None, not_done: int | None) -> None:
        if done != self._number("done"):
            self.editor("done").show_value(done)
        self.editor("not_done").show_value(not_done)

    def _unread(self, name: str) -> bool:
        try:
            self.editor(name).value()
        except UserError:
            return True
        return False

    def _number(self, name: str) -> int | None:
        try:
            found = self.editor(name).value()
        except UserError:
            return None
        return found if isinstance(found, int) else None


def stacked(blocks: Sequence[QWidget], name: str) -> QWidget:
    """Return blocks below each other."""
    made = QWidget()
    made.setObjectName(name)
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(GRID)
    for one in blocks:
        box.addWidget(one)
    return made


def executing_names(line: FormMeasure, names: Mapping[Id, str]) -> str:
    """Return who executes a measure."""
    return ", ".join(names.get(one, DASH) for one in line.record.executing)
