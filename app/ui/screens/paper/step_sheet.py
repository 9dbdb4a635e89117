"""One step in the life of copies: who received, signed, gave back or destroyed them, before whom, on which day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.checks.typed_moment import Lean
from app.models.enums import CopyState
from app.models.rules.paper import COPY_STEPS
from app.services.desk import Desk
from app.services.paper.copies import HeldCopy, acknowledge, destroy, hand_over, take_back, write_off
from app.ui.forms.days import DayEditor
from app.ui.forms.kept_texts import KeptTexts
from app.ui.kit.kit import Kit
from app.ui.kit.parts import asked, label, required_text, secondary
from app.ui.kit.sheet import Sheet

LISTED = 8


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """A step that copies can take: what its button says, what it asks, in which state it ends."""

    name: str
    text: str
    whom: str
    after: CopyState
    act: Callable[..., None]
    witness: bool = False

    def fits(self, copies: Sequence[HeldCopy]) -> bool:
        """Tell whether all of these copies can take it."""
        return bool(copies) and all(self.after in COPY_STEPS[one.state or CopyState.PREPARED] for one in copies)


STEPS = (
    Step("hand_over", N_("Hand over"), N_("Handed over to"), CopyState.HANDED_OVER, hand_over),
    Step("acknowledge", N_("Acknowledge"), N_("Signed for by"), CopyState.ACKNOWLEDGED, acknowledge),
    Step("take_back", N_("Take back"), N_("Given back by"), CopyState.RETURNED, take_back),
    Step("destroy", N_("Destroy"), N_("Destroyed by"), CopyState.DESTROYED, destroy, witness=True),
    Step("write_off", N_("Write off"), N_("Reported missing by"), CopyState.WRITTEN_OFF, write_off),
)


class StepSheet(Sheet):
    """Records one step of one or more copies."""

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None, step: Step, copies: Sequence[HeldCopy]) -> None:
        words = kit.words
        count = words.plural("{count} copy", "{count} copies", len(copies))
        super().__init__(kit, parent, f"{words(step.text)} · {count}", "step_sheet")
        self._desk, self._step, self._copies = desk, step, tuple(copies)
        for number, one in enumerate(copies[:LISTED], start=1):
            said = words(
                N_("{registration}, version {version}, copy {number}: {recipient}"), registration=one.registration,
                version=one.version, number=one.number, recipient=one.recipient,
            )  # fmt: skip
            self.body.addWidget(label(said, f"step_copy_{number}", wrap=True))
        if len(copies) > LISTED:
            more = words.plural("and {count} more", "and {count} more", len(copies) - LISTED)
            self.body.addWidget(secondary(more, "step_copies_more"))
        above = self.body.count()
        self.whom = self._field("step_whom", words(step.whom))
        if len(copies) == 1 and step.after is CopyState.HANDED_OVER:
            self.whom.setText(copies[0].recipient)
        self.witness = self._field("step_witness", words(N_("Before whom"))) if step.witness else None
        self.on = DayEditor(kit, "step_on", lean=Lean.PAST)
        self.on.line.setAccessibleName(words(N_("On which day")))
        self.on.set_day(desk.today())
        self.body.addLayout(asked(words(N_("On which day")), "step_on", self.on))
        fields = {"whom": self.whom, "day": self.on.line, **({"witness": self.witness} if self.witness else {})}
        self._kept = KeptTexts(kit, desk, f"copy_{step.name}:{copies[0].copy.hex()}", copies[0].copy, fields)
        self.body.insertWidget(above, self._kept)
        self.body.addStretch(1)
        self.add_cancel()
        self._save = self.add_button(words(step.text), "step_save", self._on_save, primary=True)
        self.whom.setFocus()

    def _field(self, name: str, text: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setMaxLength(200)
        self.body.addLayout(asked(required_text(self.kit, text), name, made))
        return made

    def _on_save(self) -> None:
        self.say("")
        try:
            day = self.on.value()
        except UserError as refusal:
            self.on.setFocus()
            self.say(refusal)
            return
        self._save.setEnabled(False)
        uids: list[Id] = [one.copy for one in self._copies]
        facts = [self.whom.text(), *([self.witness.text()] if self.witness is not None else [])]
        act = partial(self._step.act, self._desk, uids, *facts, day)
        self.kit.jobs.write(self, act, lambda _: self._on_done(), self._on_refused)

    def _on_done(self) -> None:
        self._kept.done()
        self.accept()

    def _on_refused(self, failure: BaseException) -> None:
        self._save.setEnabled(True)
        self.say(failure)
