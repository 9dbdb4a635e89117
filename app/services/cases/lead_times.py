"""The lead times of a file, per request and per measure, as far as this officer may read what they are counted from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.ids import Id
from app.models.enums import Action, DecisionKind
from app.models.kinds.measures import Decision, ExecutionReport, Measure
from app.models.kinds.threat import AnalysisRequest, ThreatAnalysis
from app.models.rules.decisions import PROPOSALS
from app.models.rules.lead_times import LeadTime, Step, lead_time, longest
from app.services.cases.assignments import CORE, PART
from app.services.cases.files import THREAT
from app.services.cases.rulings import ANSWERS
from app.services.desk import Desk, NotThere, View, today_of


@dataclass(frozen=True, slots=True)
class Timed:
    """A step with what it is of: a request for analysis or a measure."""

    of: Id
    took: LeadTime


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """All steps of a file, and per step the one that took longest."""

    all: Sequence[Timed]
    longest: Sequence[LeadTime]


def lead_times(desk: Desk, file: Id) -> LeadTimes:
    """Return how long the steps of a file took or are taking. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        _require_any(view, file)
        found = [*_requests(view, file), *_measures(view, file)]
    return LeadTimes(found, longest(one.took for one in found))


def _require_any(view: View, file: Id) -> None:
    streams = [stream for part in (CORE, THREAT, PART) for stream in view.parts(file, part)]
    if not streams:
        raise NotThere
    if not any(view.may(Action.READ, stream) for stream in streams):
        view.require(Action.READ, streams[0])


def _requests(view: View, file: Id) -> list[Timed]:
    analyses = _analyses(view, file)
    found = []
    for uid, stream, request in view.locate(AnalysisRequest, "file = ?", file):
        if view.may(Action.READ, stream):
            answered = analyses.get(request.answer or b"")
            took = lead_time(Step.ANALYSIS, request.asked_on, answered, view.desk.today())
            found += [Timed(uid, took)] if took else []
    return found


def _measures(view: View, file: Id) -> list[Timed]:
    days = sorted(_analyses(view, file).values())
    found = []
    for uid, stream, _ in view.locate(Measure, "file = ?", file):
        if view.may(Action.READ, stream):
            found += [Timed(uid, took) for took in _steps(view, uid, days) if took is not None]
    return found


def _steps(view: View, measure: Id, analysed: Sequence[date]) -> list[LeadTime | None]:
    today = view.desk.today()
    decisions = [one for _, one in view.find(Decision, "subject = ?", measure, order="dated, id")]
    proposed = _first(decisions, PROPOSALS)
    decided = _first(decisions, ANSWERS - {DecisionKind.RETURN})
    refused = any(one.kind is DecisionKind.REFUSE for one in decisions)
    urgent = any(one.kind is DecisionKind.START_URGENT for one in decisions)
    executed = [one.from_on for _, one in view.find(ExecutionReport, "measure = ?", measure) if one.from_on]
    before = [day for day in analysed if proposed is not None and day <= proposed]
    steps = [
        lead_time(Step.PROPOSAL, before[-1], proposed, today) if before else None,
        lead_time(Step.DECISION, proposed, decided, today),
    ]
    if not refused:
        # What was started urgently is executed from its start, not from when the Minister was heard.
        begins = proposed if urgent else decided
        steps.append(lead_time(Step.EXECUTION, begins, min(executed, default=None), today))
    return steps


def _analyses(view: View, file: Id) -> dict[Id, date]:
    found = view.locate(ThreatAnalysis, "file = ?", file)
    return {uid: one.dated for uid, stream, one in found if one.dated is not None and view.may(Action.READ, stream)}


def _first(decisions: Sequence[Decision], kinds: frozenset[DecisionKind]) -> date | None:
    days = [today_of(one.dated) for one in decisions if one.kind in kinds and one.dated is not None]
    return days[0] if days else None
