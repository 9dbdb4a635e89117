"""A return form that came back: found by its code, recorded in one save with all that it tells.

The form names measures; what a service without a workstation did of them becomes execution reports, as if it had typed
them. Its signature acknowledges the protocol it holds, and the form itself is back. A form of a version that was
replaced still tells what was done until then: it is recorded, and said to be old.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.core.errors import UserError
from app.core.ids import Id
from app.documents.seal import ForgedPaper
from app.models.enums import Action, CopyState, DocumentState
from app.models.kinds.measures import ExecutionReport, Measure
from app.models.kinds.paper import DocumentCopy, DocumentData, IssuedDocument
from app.models.rules.calendar_ends import moved
from app.models.rules.paper import check_copy_step
from app.services.cases.consents import SignedAhead
from app.services.cases.executions import check_report, ran_on, write_report
from app.services.desk import Desk, NotThere, Unit, View, today_of
from app.services.paper.checks import PaperVerdict, verify_paper
from app.services.paper.copies import NobodyNamed
from app.services.paper.protocols import PROTOCOL, RETURN_FORM
from app.services.paper.return_refusals import (
    FormAltered,
    FormElsewhere,
    FormRecorded,
    FormUnknown,
    NotAReturnForm,
    NothingTold,
)
from app.services.paper.returned_reports import report_id
from app.services.paper.snapshot import thaw
from app.services.reported import REPORT_STANDS, written_by

TO_SIGN_FOR = frozenset({CopyState.PREPARED, CopyState.HANDED_OVER})
"""Copies nobody signed for yet; whose hand-over nobody wrote down was handed over all the same."""


@dataclass(frozen=True, slots=True)
class FormMeasure:
    """A measure that the form names, with what is likely: the period since it was last reported, the same number.

    `begins` and `ends` are None where it has not run yet: then there is nothing to report.
    """

    number: int
    id: Id
    record: Measure
    reports: int
    begins: date | None
    ends: date | None
    planned: int | None
    told: tuple[Id, ExecutionReport] | None = None
    """What was recorded last of it from this very form, here or at another workstation of ours."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A protocol that the form's sender holds and nobody signed for."""

    copy: Id
    registration: str
    version: int
    number: int
    state: CopyState
    since: date | None
    in_force: bool
    holder: str = field(repr=False)
    """To whom it was handed over; empty where nobody wrote that down."""


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """A return form of the register. `verdict` tells whether it is in force; `recorded_on` when it came back before."""

    copy: Id
    registration: str
    version: int
    newest: int
    number: int
    copies: int
    verdict: PaperVerdict
    file: Id
    subject: Id | None
    recipient: str = field(repr=False)
    holder: str = field(repr=False)
    """To whom it, or the protocol with it, was handed over; else the recipient."""
    recorded_on: date | None
    recorded_by: str = field(repr=False)
    receipts: tuple[Receipt, ...]
    measures: tuple[FormMeasure, ...]

    def check_first(self) -> None:
        """Raise FormRecorded where the form came back before."""
        if self.recorded_on is not None:
            raise FormRecorded(day=self.recorded_on, by_whom=self.recorded_by)


@dataclass(frozen=True, slots=True)
class Returned:
    """What the form says: who signed on which day, for which copies, and what was done of which measure."""

    copy: Id
    by_whom: str = field(repr=False)
    signed_on: date
    receipts: Sequence[Id] = ()
    reports: Sequence[tuple[Id, ExecutionReport]] = ()
    """A measure each; `by_whom` None is who signed."""


def find_return_form(desk: Desk, text: str) -> ReturnForm:
    """Return the form of which `text` is the QR code or the control code.

    Raises UnreadableSeal, ForgedPaper, FormAltered, FormUnknown, FormElsewhere, NotAReturnForm, NotAllowed.
    """
    check = verify_paper(desk, text)
    if check.verdict is PaperVerdict.FORGED:
        raise ForgedPaper(registration=check.registration)
    if check.verdict is PaperVerdict.ALTERED:
        raise FormAltered
    if check.verdict is PaperVerdict.UNKNOWN:
        raise FormUnknown
    if check.document is None:
        raise FormElsewhere(station=check.station or "—")
    with desk.read() as view:
        home = view.stream_of(check.document, IssuedDocument)
        copies = view.locate(DocumentCopy, "document = ? AND number = ?", check.document, check.copy)
        found = [uid for uid, stream, _ in copies if stream == home]
        if not found:
            raise FormElsewhere(station=check.station or "—")
        return _form(view, found[0])


def return_form(desk: Desk, copy: Id) -> ReturnForm:
    """Return the form that this copy is. Raises NotThere, NotAllowed, NotAReturnForm."""
    with desk.read() as view:
        return _form(view, copy)


def record_return_form(desk: Desk, returned: Returned, *, again: bool = False) -> tuple[Id, ...]:
    """Record all that a form tells in one save; return the ids of the execution reports.

    `again` records a further period of a form that came back before, or corrects what was recorded from it: a report
    that `corrects` another stands in its place. A refusal about a measure names it as `measure`.
    The same recorded at two workstations that had not met is one report; what differs is kept, and seen, as two.
    Raises NotAllowed, NotThere, NobodyNamed, SignedAhead, NothingTold, FormRecorded, PeriodUnclear, CountsUnclear,
    NeverRan, PaperMayNotBecome, OthersReport, CorrectedAlready.
    """
    by_whom = returned.by_whom.strip()
    if not by_whom:
        raise NobodyNamed(field="by_whom")
    if returned.signed_on > desk.today():
        raise SignedAhead(field="signed_on")
    if not returned.receipts and not returned.reports:
        raise NothingTold
    with desk.write() as unit:
        form = _form(unit, returned.copy)
        if not again:
            form.check_first()
        if not {one.copy for one in form.receipts}.issuperset(returned.receipts):
            raise NotThere  # a signature on this form acknowledges no other paper
        taken = set[Id]()
        made = tuple(_reported(unit, form, by_whom, measure, report, taken) for measure, report in returned.reports)
        for copy in dict.fromkeys(returned.receipts):
            _step(unit, copy, CopyState.ACKNOWLEDGED, by_whom, returned.signed_on)
        if form.recorded_on is None:
            _step(unit, form.copy, CopyState.RETURNED, by_whom, returned.signed_on)
        unit.save()
    return made


def _reported(unit: Unit, form: ReturnForm, by_whom: str, measure: Id, report: ExecutionReport, taken: set[Id]) -> Id:
    try:
        if measure not in {one.id for one in form.measures}:
            raise NotThere
        check_report(report, unit.desk.today())
        copy = unit.get(DocumentCopy, form.copy)
        whole = replace(
            report, organisation=copy.organisation or unit.facts.organisation, acknowledged=form.copy,
            by_whom=(report.by_whom or "").strip() or by_whom,
        )  # fmt: skip
        uid = report_id(unit, copy, measure, whole, taken)
        taken.add(uid)
        return write_report(unit, measure, whole, uid)
    except UserError as refusal:
        refusal.facts.setdefault("measure", measure)
        raise


def _step(unit: Unit, copy: Id, after: CopyState, by_whom: str, on: date) -> None:
    """Write what became of a copy. Signed for or brought back, it was handed over before."""
    stream = unit.stream_of(copy, DocumentCopy)
    unit.require(Action.PAPER, stream)
    before = unit.get(DocumentCopy, copy).state or CopyState.PREPARED
    if before is CopyState.PREPARED:
        check_copy_step(before, CopyState.HANDED_OVER)
        before = CopyState.HANDED_OVER
    check_copy_step(before, after)
    fields = {"state": after, "state_on": on, "by_whom": by_whom, "before_whom": None}
    unit.change(stream, copy, DocumentCopy, fields)


def _form(view: View, copy: Id) -> ReturnForm:
    stream = view.stream_of(copy, DocumentCopy)
    view.require(Action.PAPER, stream)
    record = view.get(DocumentCopy, copy)
    if record.document is None:
        raise NotThere
    document = view.get(IssuedDocument, record.document)
    if document.kind != RETURN_FORM:
        raise NotAReturnForm(kind=document.kind or "")
    back = record.state is CopyState.RETURNED
    newest = [one.version or 0 for _, one in view.find(IssuedDocument, "number = ?", document.number)]
    held = record.state in (CopyState.HANDED_OVER, CopyState.ACKNOWLEDGED)
    recipient, receipts = record.recipient or "", _receipts(view, document, record)
    holders = [record.by_whom if held else "", *(one.holder for one in receipts), recipient]
    return ReturnForm(
        copy=copy, registration=document.number or "", version=document.version or 0, newest=max(newest),
        number=record.number or 0, copies=len(view.find(DocumentCopy, "document = ?", record.document)),
        verdict=_VERDICTS.get(document.state or DocumentState.ISSUED, PaperVerdict.CURRENT), file=document.file or b"",
        subject=document.subject, recipient=recipient, holder=next((one for one in holders if one), ""),
        recorded_on=(record.state_on or view.desk.today()) if back else None,
        recorded_by=(record.by_whom or "") if back else "", receipts=tuple(receipts),
        measures=tuple(_measures(view, copy, document, record)),
    )  # fmt: skip


def _receipts(view: View, form: IssuedDocument, sent: DocumentCopy) -> list[Receipt]:
    """Return the protocols of the same person that the sender of the form has not signed for, those in force first."""
    states = (DocumentState.ISSUED, DocumentState.SUPERSEDED)
    where = "kind = ? AND file = ? AND subject = ? AND state IN (?, ?)"
    found = []
    for document, stream, record in view.locate(
        IssuedDocument, where, PROTOCOL, form.file, form.subject, *states, order="version DESC, id DESC"
    ):
        if not view.may(Action.PAPER, stream):
            continue
        for uid, one in view.find(DocumentCopy, "document = ?", document, order="number"):
            if isinstance(one.state, CopyState) and one.state in TO_SIGN_FOR and _same(one, sent):
                found.append(
                    Receipt(
                        uid, record.number or "", record.version or 0, one.number or 0, one.state, one.state_on,
                        record.state is DocumentState.ISSUED,
                        (one.by_whom or "") if one.state is CopyState.HANDED_OVER else "",
                    )
                )  # fmt: skip
    return found


def _same(one: DocumentCopy, other: DocumentCopy) -> bool:
    """Tell whether two copies are for the same: of one organisation, or of one name where that was only typed."""
    if one.organisation and other.organisation:
        return one.organisation == other.organisation
    return (one.recipient or "").strip().casefold() == (other.recipient or "").strip().casefold()


def _measures(view: View, form: Id, record: IssuedDocument, sent: DocumentCopy) -> list[FormMeasure]:
    """Return the measures the form names that are here, those of its sender first; none where its data were erased."""
    data = view.find(DocumentData, "document = ?", sent.document)
    if not data or data[0][1].data is None:
        return []
    named = thaw(data[0][1].data, record.snapshot).measures
    since = today_of(record.issued) if record.issued else view.desk.today()
    found = []
    for number, uid in enumerate(named, start=1):
        measures = view.locate(Measure, "uid = ?", uid)
        if measures and view.may(Action.EXECUTE, measures[0][1]):
            found.append(_measure(view, number, uid, measures[0][2], since, form))
    return sorted(found, key=lambda one: sent.organisation not in one.record.executing)


def _measure(view: View, number: int, uid: Id, measure: Measure, since: date, form: Id) -> FormMeasure:
    today = view.desk.today()
    where = f"measure = ? AND {REPORT_STANDS.format('p_execution_report')}"
    found = view.find(ExecutionReport, where, uid, order="to_on, id")
    wrote, own = written_by(view, [one for one, _ in found]), view.facts.organisation
    on_it = [line for line in found if line[1].acknowledged == form and wrote.get(line[0]) == own]
    told, reports = on_it[-1] if on_it else None, [one for _, one in found]
    if not ran_on(measure, today):
        return FormMeasure(number, uid, measure, len(reports), None, None, None, told)
    ends = min(today, measure.end or today)
    last = max((one.to_on for one in reports if one.to_on is not None), default=None)
    begins = moved(last, 1) if last is not None else measure.start or since
    planned = reports[-1].planned if reports else None
    return FormMeasure(number, uid, measure, len(reports), min(begins, ends), ends, planned, told)


_VERDICTS = {DocumentState.SUPERSEDED: PaperVerdict.SUPERSEDED, DocumentState.RECALLED: PaperVerdict.RECALLED}
