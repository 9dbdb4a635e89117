"""Threat analyses: asked for, owed or asked no more, recorded, replaced by their service, out of date in time.

The officer who records an analysis says which request it answers; the request keeps that, so that a wrong choice is
mended without touching the analysis.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, FileBasis, FileState, SubjectKind
from app.models.kinds.threat import AnalysisRequest, ThreatAnalysis
from app.models.rules.levels import Analysis, HeadLevel, side_by_side
from app.services.cases.files import admit, check_working
from app.services.cases.received import check_received
from app.services.cases.reports import check_marking, check_same_file, held_as, threat_stream
from app.services.cases.rulings import Ruling
from app.services.choices import check_stays
from app.services.desk import Desk, Unit, View


class QuestionMissing(UserError):
    """A request asks something of somebody."""

    sentence = N_("Say which service is asked and what the question is. Nothing was saved.")


class WantedBeforeAsked(UserError):
    """An answer that would be owed before anybody asked for it."""

    sentence = N_(
        "The answer would be wanted before the day on which it was asked for. Correct that day; nothing was saved."
    )


class AnalysisIncomplete(UserError):
    """An analysis without service, kind, date or level cannot stand beside others."""

    sentence = N_("An analysis needs its service, kind of threat, date and level. Nothing was saved.")


class ValidityOver(UserError):
    """An analysis that was out of date before it was made: a slip of the pen."""

    sentence = N_(
        "The day until which the analysis is valid lies before its date. Correct one of them; nothing was saved."
    )


class ReplacesAnother(UserError):
    """Levels stand per service, subject and kind of threat."""

    sentence = N_(
        "An analysis replaces only an earlier one of the same service, on the same subject and kind of threat. "
        "Nothing was saved; record it without replacing."
    )


class AnsweredAlready(UserError):
    """A request that another analysis answers, or that was answered before it could be withdrawn."""

    sentence = N_(
        "This request was answered already. See which analysis answers it and correct that if it is wrong. "
        "Nothing was saved."
    )


class AnsweredNotWithdrawn(UserError):
    """What was answered cannot be asked no more."""

    sentence = N_("This request was answered: it is not withdrawn any more. Nothing was saved.")


class RequestWithdrawn(UserError):
    """A withdrawn request is owed nothing."""

    sentence = N_("This request was withdrawn: nothing is asked by it any more. Ask anew. Nothing was saved.")


class WithdrawnWhy(UserError):
    """Who reads later that nothing came must read why nothing had to."""

    sentence = N_("Say why the request is withdrawn. Nothing was saved.")


class WithdrawnWhen(UserError):
    """A request is withdrawn after it was made, and not beforehand."""

    sentence = N_(
        "A request is withdrawn between the day on which it was made and today. Correct the day; nothing was saved."
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for analysis; `late` once its day has passed without an answer."""

    id: Id
    record: AnalysisRequest
    late: bool

    @property
    def owed(self) -> bool:
        """Whether an answer is still waited for."""
        return is_owed(self.record)

    @property
    def withdrawn(self) -> bool:
        """Whether it was withdrawn before it was answered."""
        return self.record.answer is None and self.record.withdrawn_on is not None

    @property
    def crossed(self) -> bool:
        """Whether it was withdrawn at one workstation while the answer came at another: the answer counts."""
        return self.record.answer is not None and self.record.withdrawn_on is not None


@dataclass(frozen=True, slots=True)
class Analysed:
    """An analysis; `standing` unless its own service replaced it, `out_of_date` past its validity."""

    id: Id
    record: ThreatAnalysis
    standing: bool
    out_of_date: bool


def request_analysis(desk: Desk, file: Id, request: AnalysisRequest) -> Id:
    """Record that a service was asked; return the request's id.

    Raises NotAllowed, QuestionMissing, WantedBeforeAsked, FileIsClosed.
    """
    if request.service is None or not (request.question or "").strip():
        raise QuestionMissing(field="question")
    _check_wanted(request.wanted_by, request.asked_on or desk.today())
    with desk.write() as unit:
        stream = threat_stream(unit, file)
        unit.require(Action.REPORT, stream)
        check_working(unit, file)
        made = unit.create(stream, replace(request, file=file, asked_on=request.asked_on or desk.today()))
        unit.save()
    return made


def edit_request(desk: Desk, request: Id, fields: Mapping[str, Any]) -> None:
    """Write the deadline or reference of a request, or which analysis of its file answers it (None: none does).

    Raises NotAllowed, NotThere, FileIsClosed, BelongsWhereItIs, RequestWithdrawn, NotOfThisFile, WantedBeforeAsked.
    """
    check_stays(fields, "file", "service", "question", "asked_on", "withdrawn_on", "withdrawn_why", "withdrawn_by")
    with desk.write() as unit:
        stream = unit.stream_of(request, AnalysisRequest)
        unit.require(Action.REPORT, stream)
        record = unit.get(AnalysisRequest, request)
        check_working(unit, record.file or b"")
        if record.withdrawn_on is not None and record.answer is None:
            raise RequestWithdrawn
        _check_wanted(fields.get("wanted_by"), record.asked_on)
        if fields.get("answer") is not None:
            check_same_file(unit, ThreatAnalysis, fields["answer"], record.file or b"")
        unit.change(stream, request, AnalysisRequest, fields)
        unit.save()


def withdraw_request(desk: Desk, request: Id, why: str, on: date | None = None) -> bytes:
    """Ask no more what was asked, from today or from the day `on`; return the hash of the save, for an undo.

    Raises NotAllowed, NotThere, FileIsClosed, WithdrawnWhy, WithdrawnWhen, AnsweredNotWithdrawn, RequestWithdrawn.
    """
    today, said = desk.today(), why.strip()
    day = on or today
    if not said:
        raise WithdrawnWhy(field="withdrawn_why")
    with desk.write() as unit:
        stream = unit.stream_of(request, AnalysisRequest)
        unit.require(Action.REPORT, stream)
        record = unit.get(AnalysisRequest, request)
        check_working(unit, record.file or b"")
        if record.answer is not None:
            raise AnsweredNotWithdrawn
        if record.withdrawn_on is not None:
            raise RequestWithdrawn
        if day > today or (record.asked_on is not None and day < record.asked_on):
            raise WithdrawnWhen(field="withdrawn_on")
        given = {"withdrawn_on": day, "withdrawn_why": said, "withdrawn_by": desk.officer}
        unit.change(stream, request, AnalysisRequest, given)
        return unit.save().head


def record_analysis(
    desk: Desk, file: Id, analysis: ThreatAnalysis, *, answers: Id | None = None, ruling: Ruling | None = None
) -> Id:
    """Keep an analysis for ever; return its id. `answers` is the request it answers, one that is owed an answer.

    With a `ruling` a draft file is opened on it in the same save. Without subject it is about the file itself.
    Raises NotAllowed, AnalysisIncomplete, ValidityOver, ReplacesAnother, MarkedAboveItsFile, NotOfThisFile,
    FileIsClosed, AnsweredAlready, RequestWithdrawn.
    """
    if None in (analysis.service, analysis.kind, analysis.dated, analysis.level):
        raise AnalysisIncomplete(field="level")
    if analysis.dated is not None and analysis.valid_until is not None and analysis.valid_until < analysis.dated:
        raise ValidityOver(field="valid_until")
    with desk.write() as unit:
        stream = threat_stream(unit, file)
        unit.require(Action.ANALYSE, stream)
        state = check_working(unit, file)
        check_marking(unit, stream, analysis.marking)
        check_received(unit, analysis.received_as, held_as(unit, stream, analysis.marking))
        given = _about(replace(analysis, file=file), file)
        if given.replaces is not None:
            _check_replacing(unit, given, file)
        made = unit.create(stream, given)
        if answers is not None:
            unit.require(Action.REPORT, stream)
            check_same_file(unit, AnalysisRequest, answers, file)
            _check_owed(unit.get(AnalysisRequest, answers))
            unit.change(stream, answers, AnalysisRequest, {"answer": made})
        if ruling is not None and state is FileState.DRAFT:
            admit(unit, file, FileBasis.ANALYSIS, ruling, analysed=True)
        unit.save(signed=ruling is not None)
    return made


def read_requests(view: View, file: Id) -> list[Asked]:
    """Return the requests of a file without asking for a right."""
    today = view.desk.today()
    return [asked_as(uid, record, today) for uid, record in view.find(AnalysisRequest, "file = ?", file)]


def asked_as(uid: Id, record: AnalysisRequest, today: date) -> Asked:
    """Return a request as it stands on `today`."""
    late = is_owed(record) and record.wanted_by is not None and record.wanted_by < today
    return Asked(uid, record, late)


def is_owed(record: AnalysisRequest) -> bool:
    """Tell whether a request waits for an answer: none came, and it was not withdrawn."""
    return record.answer is None and record.withdrawn_on is None


def read_analyses(view: View, file: Id) -> list[Analysed]:
    """Return the analyses of a file without asking for a right."""
    known = dict(view.find(ThreatAnalysis, "file = ?", file))
    heads = levels_of(view, file)
    stand = [Analysed(head.analysis.id, known[head.analysis.id], True, head.out_of_date) for head in heads]
    past = [Analysed(uid, record, False, False) for uid, record in known.items() if uid not in {a.id for a in stand}]
    return [*stand, *past]


def levels_of(view: View, file: Id) -> list[HeadLevel]:
    """Return the levels that stand in a file, the head's first; without asking for a right."""
    found = [fact_of(uid, record) for uid, record in view.find(ThreatAnalysis, "file = ?", file)]
    return list(side_by_side([fact for fact in found if fact is not None], view.desk.today()))


def fact_of(uid: Id, record: ThreatAnalysis) -> Analysis | None:
    """Return what the rule of levels reads of an analysis, None where it lacks something of that."""
    if record.service is None or record.kind is None or record.dated is None or record.level is None:
        return None
    return Analysis(
        uid, record.subject or b"", record.service, record.kind, record.dated, record.level, record.valid_until,
        record.replaces, record.received_as,
    )  # fmt: skip


def _check_wanted(wanted_by: date | None, asked_on: date | None) -> None:
    if wanted_by is not None and asked_on is not None and wanted_by < asked_on:
        raise WantedBeforeAsked(field="wanted_by")


def _about(analysis: ThreatAnalysis, file: Id) -> ThreatAnalysis:
    if analysis.subject is not None:
        return analysis
    return replace(analysis, subject=file, subject_kind=SubjectKind.FILE)


def _check_replacing(unit: Unit, later: ThreatAnalysis, file: Id) -> None:
    check_same_file(unit, ThreatAnalysis, later.replaces or b"", file)
    former = unit.get(ThreatAnalysis, later.replaces or b"")
    same = (former.subject, former.service, former.kind) == (later.subject, later.service, later.kind)
    if not same or (former.dated is not None and later.dated is not None and later.dated < former.dated):
        raise ReplacesAnother(field="replaces")


def _check_owed(request: AnalysisRequest) -> None:
    if request.answer is not None:
        raise AnsweredAlready(field="answers")
    if request.withdrawn_on is not None:
        raise RequestWithdrawn(field="answers")
