"""The lead times of a file, per request and per measure, as far as this officer may read what they are counted from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.ids import Id
from app.models.enums import DecisionKind, FileState
from app.models.kinds.measures import Decision
from app.models.kinds.threat import ThreatFile
from app.models.rules.decisions import PROPOSALS
from app.models.rules.lead_times import LeadTime, Step, lead_time, longest
from app.models.rules.measures import OVER
from app.services.cases.executions import standing
from app.services.cases.file_sheets import FileSheet
from app.services.cases.rulings import ANSWERS
from app.services.desk import today_of


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


def times_of(sheet: FileSheet, today: date) -> LeadTimes:
    """Return the same of a file that was read already, as it stood on `today`."""
    found = [*_requests(sheet, today), *_measures(sheet, today)]
    return LeadTimes(found, longest(one.took for one in found))


def _requests(sheet: FileSheet, today: date) -> list[Timed]:
    dated = {one.id: one.record.dated for one in sheet.overview.analyses}
    found = []
    for asked in sheet.overview.requests:
        if asked.withdrawn or (asked.owed and sheet.overview.record is not None and _is_over(sheet.overview.record)):
            continue
        answered = dated.get(asked.record.answer or b"")
        took = lead_time(Step.ANALYSIS, asked.record.asked_on, answered, today)
        found += [Timed(asked.id, took)] if took else []
    return found


def _measures(sheet: FileSheet, today: date) -> list[Timed]:
    dated = {one.id: one.record.dated for one in sheet.overview.analyses if one.record.dated is not None}
    found = []
    for row in sheet.overview.measures:
        decisions = [one.record for one in sheet.decisions if one.record.subject == row.id]
        done = [one.record.from_on for one in standing(sheet.executions.get(row.id, ())) if one.record.from_on]
        rests_on = dated.get(row.record.basis_analysis or b"")
        analysed = sorted(dated.values()) if rests_on is None else [rests_on]
        steps = _steps(decisions, min(done, default=None), analysed, today)
        # Of what ended nothing is waited for any more.
        found += [
            Timed(row.id, took) for took in steps if took is not None and not (took.waiting and row.state in OVER)
        ]
    return found


def _is_over(record: ThreatFile) -> bool:
    return record.state not in (FileState.DRAFT, FileState.OPEN, FileState.SUSPENDED)


def _steps(
    decisions: Sequence[Decision], executed: date | None, analysed: Sequence[date], today: date
) -> list[LeadTime | None]:
    proposed = _first(decisions, PROPOSALS)
    decided = _first(decisions, ANSWERS - {DecisionKind.RETURN})
    kinds = {one.kind for one in decisions}
    before = [day for day in analysed if proposed is not None and day <= proposed]
    if DecisionKind.WITHDRAW in kinds and decided is None:
        return []  # nothing is waited for any more
    steps = [
        lead_time(Step.PROPOSAL, before[-1], proposed, today) if before else None,
        lead_time(Step.DECISION, proposed, decided, today),
    ]
    if not kinds & {DecisionKind.REFUSE, DecisionKind.WITHDRAW}:
        # What was started urgently is executed from its start, not from when the Minister was heard.
        begins = proposed if DecisionKind.START_URGENT in kinds else decided
        steps.append(lead_time(Step.EXECUTION, begins, executed, today))
    return steps


def _first(decisions: Sequence[Decision], kinds: frozenset[DecisionKind]) -> date | None:
    return min((today_of(one.dated) for one in decisions if one.kind in kinds and one.dated is not None), default=None)
