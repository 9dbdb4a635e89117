"""The sheets in which something is added to a file: a report, a request, an analysis, a measure, a person."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import InvolvementRole, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.threat import AnalysisRequest, Involvement, ThreatAnalysis, ThreatReport
from app.models.lists import SHIPPED
from app.models.rules.lead_times import answer_wanted_by
from app.services.cases.analyses import record_analysis, request_analysis
from app.services.cases.calls import record_call
from app.services.cases.file_sheets import FileSheet
from app.services.cases.files import Involved, edit_involvement, involve_person
from app.services.cases.measures import NewMeasure, propose_measures, start_urgent_measures
from app.services.cases.rulings import Ruling
from app.ui.files.findings_bar import Somebody
from app.ui.files.measures.precedents import PrecedentsPanel
from app.ui.files.measures.templates import ENDING, Templates
from app.ui.files.opening import OWN_PROPOSAL, OWN_WORD, offer_new_person
from app.ui.files.places import offer_file_places, offer_new_place
from app.ui.files.reporting import IN_FULL, report_form
from app.ui.files.wording import concern_name
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.forms.ruling import PROPOSING, RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.screens.threat_file.answering import Answering, requests_of
from app.ui.screens.threat_file.for_whom import ForWhom
from app.ui.screens.threat_file.offered import analyses_of

if TYPE_CHECKING:
    from app.services.desk import Desk

MakeSheet = Callable[[Kit, "Desk", QWidget, FileSheet], ActSheet]


def report_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet of a new threat report."""
    file, words = sheet.overview.file, kit.words
    form, bar = report_form(kit, desk, IN_FULL, f"report:{file.hex()}", about=file, offers={"targets": _persons(sheet)})
    threatened = _threatened(sheet)
    if len(threatened) == 1:
        form.begin_with({"targets": (threatened[0].id,)})
    bar.offer_people([*threatened, *_concerns(kit, sheet)])
    bar.look()

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        adding, about = bar.adding(), bar.about()
        return lambda: record_call(desk, file, ThreatReport(**values), adding, about)

    text = words(N_("New threat report"))
    return ActSheet(kit, parent, text, "new_report", act, form=form, button=words(N_("Record report")), width=820)


def request_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet of a question to an analysing service."""
    file, words = sheet.overview.file, kit.words
    names = ("service", "wanted_by", "question", "asked_on", "reference")
    form = Form(
        kit, desk, form_spec(AnalysisRequest, names, rest=False), None, f"request:{file.hex()}",
        about=file,
    )  # fmt: skip
    today = desk.today()
    form.begin_with({"asked_on": today, "wanted_by": answer_wanted_by(today, words.lists or SHIPPED)})

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: request_analysis(desk, file, AnalysisRequest(**values))

    text = words(N_("Request an analysis"))
    return ActSheet(kit, parent, text, "new_request", act, form=form, button=words(N_("Record request")))


def analysis_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, request: Id | None = None
) -> ActSheet:  # fmt: skip
    """Return the sheet of an analysis that came in; the officer says which open request it answers, or `request`."""
    file, words = sheet.overview.file, kit.words
    owed = [one for one in sheet.overview.requests if one.owed]
    period = ("dated", "valid_until")
    first = ("answers", "kind", "level", *period, "reference") if owed else ("kind", "level", "reference", *period)
    names = ("service", *first, "text", "subject", "replaces", "marking", "received_as", "originator")
    opens = sheet.overview.record is not None and sheet.overview.record.state == "draft"
    ruling = RulingBlock(kit, desk, OWN_WORD, without=("urgent_alone",)) if opens else None
    spec = form_spec(
        ThreatAnalysis, names, rest=False, also={"answers": (AnalysisRequest, "answer")} if owed else None,
        labels={"answers": N_("Answers the request")} if owed else None,
    )  # fmt: skip
    form = Form(
        kit, desk, spec, None, f"analysis:{file.hex()}", about=file,
        offers={
            "replaces": analyses_of(words, sheet, standing=True), "subject": _persons(sheet),
            "answers": requests_of(kit, sheet, owed),
        },
        beside={"ruling": ruling} if ruling is not None else None,
    )  # fmt: skip
    asked = next((one for one in owed if one.id == request), None)
    begins = {"service": asked.record.service, "answers": asked.id} if asked is not None else {}
    form.begin_with({"dated": desk.today(), **begins})
    if owed:
        Answering(form, owed)
    former = {row.id: row.record.subject for row in sheet.overview.analyses}

    def act(values: Mapping[str, Any], given: Ruling | None) -> Any:
        said = dict(values)
        answers = said.pop("answers", None)
        whom = said["subject"] or former.get(said["replaces"])  # who replaces one speaks of the same subject
        kind = None if whom in (None, file) else SubjectKind.PERSON
        analysis = ThreatAnalysis(**{**said, "subject": whom if kind is not None else None}, subject_kind=kind)
        return lambda: record_analysis(desk, file, analysis, answers=answers, ruling=given)

    hint = words(N_("With this analysis the draft becomes an open file: say who decided that.")) if opens else ""
    text = words(N_("Record an analysis"))
    return ActSheet(
        kit, parent, text, "new_analysis", act, form=form, ruling=ruling, hint=hint,
        button=words(N_("Record analysis")), width=820,
    )  # fmt: skip


def measure_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, *, urgent: bool,
    open_file: Callable[[Id], object] = lambda _uid: None,
) -> ActSheet:  # fmt: skip
    """Return the sheet of a proposal for persons, the file or places; `urgent` starts it before the approval.

    A comparable file that is opened from it closes the sheet; what is typed waits as its draft.
    """
    file, words = sheet.overview.file, kit.words
    names = ["type", "executing", "start", "end", "review", "instruction", "frequency", "character"]
    names += ["visibility", "timing", "place", "contact", "contact_phone", "basis"]
    if urgent:
        names.insert(5, "ratify_by")
    analyses = analyses_of(words, sheet, standing=True)
    if analyses:
        names.append("basis_analysis")
    spec = form_spec(Measure, names, required=("type", "executing"), rest=False, labels=ENDING)
    whom = ForWhom(kit, desk, sheet, _named(sheet))
    own, unasked = (OWN_WORD, ("urgent_alone", "dated")) if urgent else (OWN_PROPOSAL, PROPOSING)
    ruling = RulingBlock(kit, desk, own, without=unasked)
    key = f"measure:{file.hex()}:{int(urgent)}"
    form = Form(
        kit, desk, spec, None, key, about=file, beside={"whom": whom, "ruling": ruling},
        offers={"basis_analysis": analyses} if analyses else None,
    )  # fmt: skip
    form.begin_with({"start": desk.today()})
    offer_new_place(kit, desk, offer_file_places(kit, desk, form, file), whom.place)

    def act(values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        known = {field.name for field in fields(NewMeasure)}
        given = {name: value for name, value in values.items() if name in known}
        chosen = whom.chosen()
        new = NewMeasure(
            **{**given, "subjects": tuple(chosen), "kinds": chosen, "executing": tuple(values["executing"])}
        )
        begin = start_urgent_measures if urgent else propose_measures
        return lambda: begin(desk, file, new, ruling or own)

    text = words(N_("Start an urgent measure")) if urgent else words(N_("Propose a measure"))
    hint = N_("It starts before the approval and must be ratified in time.")
    precedents = PrecedentsPanel(kit, desk, file)
    above = QWidget()
    box = QVBoxLayout(above)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(precedents)
    box.addWidget(Templates(kit, desk, form, whom))
    made = ActSheet(
        kit, parent, text, "new_measure", act, form=form, above=above,
        hint=words(hint) if urgent else "", ruling=ruling, ruled="" if urgent else words(N_("Proposal")),
        button=words(N_("Start now")) if urgent else words(N_("Propose")), width=860,
    )  # fmt: skip

    def leave_for(uid: Id) -> None:
        made.reject()
        open_file(uid)

    precedents.file_wanted.connect(leave_for)
    return made


def involve_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that brings a person of the register into the file."""
    file, words = sheet.overview.file, kit.words
    spec = form_spec(Involvement, ("person", "role", "from_on", "remarks"), rest=False)
    form = offer_new_person(kit, desk, Form(kit, desk, spec, None, f"involve:{file.hex()}", about=file))

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        one = Involved(values["person"], values["role"], values["from_on"], values["remarks"])
        return lambda: involve_person(desk, file, one)

    hint = words(N_("Who is not in the register yet is entered from the same field."))
    text = words(N_("Add a person to the file"))
    return ActSheet(kit, parent, text, "involve", act, form=form, hint=hint, button=words(N_("Add")))


def role_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, involvement: Id) -> ActSheet:
    """Return the sheet that changes in which role, from when to when, somebody is in the file."""
    found = next(one for one in sheet.overview.involved if one.id == involvement)
    spec = form_spec(Involvement, ("role", "from_on", "to_on", "remarks"), rest=False)
    form = Form(kit, desk, spec, found.record, f"role:{involvement.hex()}", about=involvement)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed, knowing = form.changed_values(), made.knowing
        return lambda: edit_involvement(desk, involvement, changed, knowing=knowing) if changed else None

    about = sheet.names.get(found.record.person or b"", "")
    made = ActSheet(kit, parent, kit.words(N_("Change the role")), "change_role", act, form=form, hint=about)
    return made


def _persons(sheet: FileSheet) -> list[Option]:
    return [Option(uid, name) for uid, name in _named(sheet)]


def _threatened(sheet: FileSheet) -> list[Somebody]:
    here = {row.record.person for row in sheet.overview.involved if row.record.role is InvolvementRole.THREATENED}
    return [Somebody(uid, name, concern=False) for uid, name in _named(sheet) if uid in here]


def _concerns(kit: Kit, sheet: FileSheet) -> list[Somebody]:
    known = [one for one in sheet.concerns if one.record is not None]
    return [Somebody(one.id, concern_name(one.record, kit.words), concern=True) for one in known]


def _named(sheet: FileSheet) -> list[tuple[Id, str]]:
    found: dict[Id, str] = {}
    for row in sheet.overview.involved:
        uid = row.record.person
        if uid is not None and uid in sheet.names:
            found[uid] = sheet.names[uid]
    return list(found.items())
