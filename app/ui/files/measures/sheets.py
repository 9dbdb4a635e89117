"""The sheets of a measure that decide nothing: what is to be done and how, and what a police service did of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.measures import ExecutionReport, Measure
from app.services.cases.executions import Executed, correct_report, report_execution
from app.services.cases.measures import edit_measure
from app.services.cases.rulings import Ruling
from app.services.cases.worklists import MeasureRow
from app.ui.files.places import offer_file_places
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

REPORTED = ("from_on", "to_on", "planned", "done", "not_done", "incidents", "by_whom", "remarks")
"""What is asked of a report."""


def change_sheet(kit: Kit, desk: "Desk", parent: QWidget, line: MeasureRow, bases: Sequence[Option] = ()) -> ActSheet:
    """Return the sheet that writes what is no decision in a measure: what is to be done, how, whom to ask.

    `bases` are the analyses that it may be said to rest on.
    """
    names = ["instruction", "frequency", "character", "visibility", "timing", "place", "contact", "contact_phone"]
    names += ["basis", "basis_analysis"] if bases else ["basis"]
    form = Form(
        kit, desk, form_spec(Measure, names, rest=False), line.record, f"change:{line.id.hex()}", about=line.id,
        offers={"basis_analysis": bases} if bases else None,
    )  # fmt: skip
    offer_file_places(kit, desk, form, line.record.file or b"")

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: edit_measure(desk, line.id, changed) if changed else None

    return ActSheet(kit, parent, kit.words(N_("Change the measure")), "change_measure", act, form=form, width=860)


def execution_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, measure: Id, about: str, period: tuple[date | None, date] | None = None
) -> ActSheet:
    """Return the sheet in which a police service says what it did of a measure; it begins with `period`."""
    words = kit.words
    form = Form(
        kit, desk, form_spec(ExecutionReport, REPORTED, rest=False), None, f"execution:{measure.hex()}", about=measure
    )
    if period is not None:
        form.begin_with({"from_on": period[0], "to_on": period[1]})

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: report_execution(desk, measure, ExecutionReport(**values))

    text = words(N_("Report execution"))
    return ActSheet(kit, parent, text, "execution", act, form=form, hint=about, button=words(N_("Save")))


def correction_sheet(kit: Kit, desk: "Desk", parent: QWidget, one: Executed, about: str) -> ActSheet:
    """Return the sheet that puts a report in the place of one that was typed wrong; it begins with what that says."""
    words, measure = kit.words, one.record.measure or b""
    spec = form_spec(ExecutionReport, REPORTED, rest=False)
    form = Form(kit, desk, spec, one.record, f"execution:{measure.hex()}:{one.id.hex()}", about=measure)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: correct_report(desk, one.id, ExecutionReport(**values))

    text = words(N_("Correct the execution report"))
    said = words(N_("The former report stays, marked as corrected. Only this one counts."))
    hint = " ".join(part for part in (f"{about}." if about else "", said) if part)
    return ActSheet(kit, parent, text, "correct_execution", act, form=form, hint=hint, button=words(N_("Save")))
