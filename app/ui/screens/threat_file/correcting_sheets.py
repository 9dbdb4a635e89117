"""The sheets that mend what stands in a file: a report corrected by a new one, a request moved, another marking."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.label import Label
from app.models.kinds.threat import AnalysisRequest, ThreatReport
from app.services.cases.analyses import edit_request, withdraw_request
from app.services.cases.file_sheets import FileSheet
from app.services.cases.labels import Labelled, set_compartments, set_handling, set_marking
from app.services.cases.reports import record_report
from app.services.cases.rulings import Ruling
from app.ui.files.places import offer_new_place
from app.ui.files.reporting import GRADED, IN_FULL
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.screens.threat_file.offered import analyses_of, persons_of

if TYPE_CHECKING:
    from app.services.desk import Desk


def correction_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, report: Id) -> ActSheet:
    """Return the sheet of a report that takes the place of another, which stays and says so; its source is sealed."""
    file, words = sheet.overview.file, kit.words
    found = next(one.record for one in sheet.reports if one.id == report)
    spec = form_spec(ThreatReport, IN_FULL, without=("corrects",), required=GRADED, rest=False)
    first, offers = replace(found, corrects=None), {"targets": persons_of(sheet)}
    form = Form(kit, desk, spec, first, f"correct_report:{report.hex()}", about=file, offers=offers)
    offer_new_place(kit, desk, form)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: record_report(desk, file, ThreatReport(**values, corrects=report))

    hint = words(N_("The former report stays and says that another took its place. Its source is not copied."))
    text = words(N_("Correct the report"))
    return ActSheet(kit, parent, text, "correct_report", act, form=form, hint=hint, button=text, width=820)


def request_change_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, request: Id) -> ActSheet:
    """Return the sheet that moves the day by which an answer is wanted, or says which analysis of the file answers."""
    words = kit.words
    found = next(one.record for one in sheet.overview.requests if one.id == request)
    names = ["wanted_by", "reference", *(["answer"] if sheet.overview.analyses else [])]
    form = Form(
        kit, desk, form_spec(AnalysisRequest, names, rest=False), found, f"request_change:{request.hex()}",
        about=request, offers={"answer": analyses_of(kit.words, sheet)},
    )  # fmt: skip

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: edit_request(desk, request, changed) if changed else None

    text = words(N_("Change the request"))
    return ActSheet(kit, parent, text, "change_request", act, form=form, hint=_asked(sheet, found))


def withdraw_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, request: Id) -> ActSheet:
    """Return the sheet by which a request is asked no more, with why; its act gives the hash of the save."""
    words = kit.words
    found = next(one.record for one in sheet.overview.requests if one.id == request)
    names = ("withdrawn_on", "withdrawn_why")
    spec = form_spec(AnalysisRequest, names, required=names, rest=False)
    form = Form(kit, desk, spec, None, f"request_withdraw:{request.hex()}", about=request)
    form.begin_with({"withdrawn_on": desk.today()})

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: withdraw_request(desk, request, values["withdrawn_why"] or "", values["withdrawn_on"])

    text = words(N_("Withdraw the request"))
    return ActSheet(kit, parent, text, "withdraw_request", act, form=form, hint=_asked(sheet, found), button=text)


def _asked(sheet: FileSheet, record: AnalysisRequest) -> str:
    return ": ".join(part for part in (sheet.names.get(record.service or b"", ""), record.question or "") if part)


def marking_sheet(kit: Kit, desk: "Desk", parent: QWidget, label: Labelled, text: str) -> ActSheet:
    """Return the sheet that raises or lowers the marking of a part of the file, with why."""
    words = kit.words
    spec = form_spec(
        ThreatReport, ("marking", "description"), required=("marking", "description"), rest=False,
        labels={"description": N_("Why the marking changes")},
    )  # fmt: skip
    first = ThreatReport(marking=label.record.marking)
    form = Form(kit, desk, spec, first, f"marking:{label.stream.hex()}", about=label.stream)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: set_marking(desk, label.stream, values["marking"], values["description"] or "")

    hint = words(N_("What has left already keeps the marking it left with. Why is kept in the notes of the file."))
    return ActSheet(kit, parent, text, "marking", act, form=form, hint=hint, button=words(N_("Change the marking")))


def circle_sheet(kit: Kit, desk: "Desk", parent: QWidget, label: Labelled, text: str) -> ActSheet:
    """Return the sheet that sets the compartments of a part of the file and its handling mark."""
    words = kit.words
    spec = form_spec(Label, ("compartments", "handling"), rest=False)
    form = Form(kit, desk, spec, label.record, f"circle:{label.stream.hex()}", about=label.stream)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()

        def work() -> None:
            if "compartments" in changed:
                set_compartments(desk, label.stream, values["compartments"])
            if "handling" in changed:
                set_handling(desk, label.stream, values["handling"])

        return work

    hint = words(N_("Who is in none of the compartments reads it no more, yourself included."))
    return ActSheet(kit, parent, text, "circle", act, form=form, hint=hint)
