"""A return form on the screen: what a scan does not tell is typed, and all of it is recorded in one save.

What is likely stands there already: who holds the copy signed, today, for the protocol in force; each measure over the
days since it was last reported. A form executed as planned takes a number and a key.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.measures import ExecutionReport, Measure
from app.models.kinds.schema import SCHEMA
from app.services.cases.rulings import Ruling
from app.services.naming import names_of
from app.services.paper.checks import PaperVerdict
from app.services.paper.returning import Returned, ReturnForm, find_return_form, record_return_form, return_form
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.parts import label, secondary
from app.ui.screens.paper.return_block import SAID_ALREADY
from app.ui.screens.paper.return_blocks import MeasureBlock, SignedBlock, executing_names, stacked

if TYPE_CHECKING:
    from app.services.desk import Desk

WIDTH = 900
CORRECTING = "correct"
"""Behind the copy in a draft's key."""
SIGNED = "signed"
"""Under this name, and those of the measures, the draft keeps the blocks."""


@dataclass(frozen=True, slots=True)
class Found:
    """A form and the names it is shown with, by id."""

    form: ReturnForm
    names: Mapping[Id, str] = field(repr=False)


def find_form(desk: "Desk", text: str, language: str) -> Found:
    """Return the form of a scanned text or control code. Raises as `find_return_form`."""
    return _named(desk, find_return_form(desk, text), language)


def read_form(desk: "Desk", copy: Id, language: str) -> Found:
    """Return the form that a copy is. Raises as `return_form`."""
    return _named(desk, return_form(desk, copy), language)


def old_words(kit: Kit, form: ReturnForm) -> str:
    """Return what must be known of a form that is not in force any more; empty for one that is."""
    if form.verdict is PaperVerdict.SUPERSEDED:
        said = N_("Version {version} was replaced by version {newest}. What was done until then can still be recorded.")
        return kit.words(said, version=form.version, newest=form.newest)
    if form.verdict is PaperVerdict.RECALLED:
        return kit.words(N_("This version was recalled. What was done until then can still be recorded."))
    return ""


class ReturnSheet(ActSheet):
    """Records one form. A refusal about a measure is shown at its field.

    `correcting` shows what was recorded of it before, and puts what differs in its place.
    """

    def __init__(
        self, kit: Kit, desk: "Desk", parent: QWidget | None, found: Found, *, correcting: bool = False
    ) -> None:
        words, one = kit.words, found.form
        self._form, self._correcting = one, correcting
        again = one.recorded_on is not None
        self.signed = SignedBlock(kit, one)
        kind = SCHEMA.by_record[Measure].fields["type"]
        self.measures: list[MeasureBlock] = []
        waiting: list[QWidget] = []
        for line in one.measures:
            name = " · ".join((words.value(kind, line.record.type), executing_names(line, found.names)))
            if correcting and line.told is None:
                continue
            if line.begins is None and not correcting:
                said = words(N_("{number} · {measure}: it has not begun."), number=line.number, measure=name)
                waiting.append(secondary(said, f"return_waiting_{line.number}", wrap=True))
            else:
                self.measures.append(MeasureBlock(kit, line, name, correcting=correcting))
        if correcting:  # who signed, and for what, stays as it was
            self.signed.put({"by_whom": one.recorded_by or one.holder or "—", "signed_on": one.recorded_on})
            self.signed.hide()
        beside = {SIGNED: self.signed, **{block.line.id.hex(): block for block in self.measures}}
        spec = form_spec(ExecutionReport, (), rest=False)
        key = f"return:{one.copy.hex()}" + (f":{CORRECTING}" if correcting else "")
        form = Form(kit, desk, spec, None, key, about=one.copy, beside=beside)
        for block in (self.signed, *self.measures):
            for editor in block.editors:
                for part in editor.inputs:
                    part.installEventFilter(form)
        notes = [label(text, "return_old", "error", wrap=True) for text in (old_words(kit, one),) if text]
        blocks = stacked([*notes, self.signed, *self.measures, *waiting], "return_blocks")
        title = words(N_("Return form {registration}, copy {number}"), registration=one.registration, number=one.number)
        about = (one.recipient, found.names.get(one.subject or b"", ""), found.names.get(one.file, ""))
        hint = " · ".join(part for part in about if part)
        if correcting:
            stays = N_("What you change stands in the place of what was recorded, which stays as corrected.")
            hint += f"\n{words(stays)}"

        def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
            return partial(record_return_form, desk, self.returned(), again=again)

        super().__init__(
            kit, parent, title, "return_sheet", act, form=form, below=blocks, hint=hint, button=words(N_("Save")),
            width=WIDTH,
        )  # fmt: skip
        self.planned = self.add_button(words(N_("All as planned")), "return_as_planned", self._on_planned, key="Ctrl+D")
        self._foot.insertWidget(0, self.planned)
        QWidget.setTabOrder(self.planned, self.cancel)
        QWidget.setTabOrder(self.cancel, self.act_button)
        self.planned.setVisible(bool(self.measures) and not correcting)
        first = self.measures[0] if self.measures and (one.holder or correcting) else None
        (first.editor("planned") if first is not None else self.signed.editor("by_whom")).setFocus()

    def returned(self) -> Returned:
        """Return what is typed. Raises UserError, which is shown at its field."""
        told = [block for block in self.measures if (block.changed if self._correcting else block.told)]
        receipts = [] if self._correcting else self.signed.receipts()
        return Returned(
            self._form.copy, self.signed.signed_by(), self.signed.signed_on(), receipts,
            [(block.line.id, block.report()) for block in told],
        )  # fmt: skip

    def _on_planned(self) -> None:
        for block in self.measures:
            block.as_planned()

    def _refuse(self, refusal: UserError) -> None:
        if refusal.facts.get(SAID_ALREADY):
            return
        name = str(refusal.facts.get("field", ""))
        at = [block for block in self.measures if block.line.id == refusal.facts.get("measure")]
        if at and name:
            at[0].refuse(name, refusal)
        elif name in ("by_whom", "signed_on") and not at:
            self.signed.refuse(name, refusal)
        else:
            self.say(refusal)


def _named(desk: "Desk", form: ReturnForm, language: str) -> Found:
    ids = {form.file, form.subject or b"", *(one for line in form.measures for one in line.record.executing)}
    return Found(form, names_of(desk, ids - {b""}, language))
