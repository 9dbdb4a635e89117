"""Execution reports: what a police service did of a measure over a period."""

from dataclasses import dataclass, replace

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, MeasureState
from app.models.kinds.measures import ExecutionReport, Measure
from app.services.cases.courses import course_of, standing_state
from app.services.desk import Desk

NEVER_RAN = frozenset({MeasureState.PROPOSED, MeasureState.RETURNED, MeasureState.REFUSED, MeasureState.APPROVED})


class PeriodUnclear(UserError):
    """From and to, in this order, and not in the future."""

    sentence = N_("Give the period of the report: from a day to a later or the same one, not after today.")


class NeverRan(UserError):
    """Nothing can have been executed of a measure that nobody approved."""

    sentence = N_("This measure has not started, so nothing can have been executed of it. Nothing was saved.")


class CountsUnclear(UserError):
    """Numbers of patrols or checks below zero."""

    sentence = N_("Planned, done and not done are whole numbers from 0 up.")


@dataclass(frozen=True, slots=True)
class Executed:
    """An execution report in the store."""

    id: Id
    stream: Id
    record: ExecutionReport


def report_execution(desk: Desk, measure: Id, report: ExecutionReport) -> Id:
    """Keep an execution report for ever; return its id. `measure` and `organisation` are set here.

    Also of a measure that ended since. Raises NotAllowed, NotThere, PeriodUnclear, CountsUnclear, NeverRan.
    """
    begins, ends = report.from_on, report.to_on
    if begins is None or ends is None or ends < begins or ends > desk.today():
        raise PeriodUnclear(field="from_on")
    if any(count is not None and count < 0 for count in (report.planned, report.done, report.not_done)):
        raise CountsUnclear(field="done")
    with desk.write() as unit:
        stream = unit.stream_of(measure, Measure)
        unit.require(Action.EXECUTE, stream)
        if standing_state(course_of(unit.get(Measure, measure)), ends) in NEVER_RAN:
            raise NeverRan
        made = unit.create(stream, replace(report, measure=measure, organisation=unit.facts.organisation))
        unit.save()
    return made


def executions_of(desk: Desk, measure: Id) -> list[Executed]:
    """Return the execution reports of a measure, latest period first. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        stream = view.stream_of(measure, Measure)
        view.require(Action.READ, stream)
        found = view.find(ExecutionReport, "measure = ?", measure, order="to_on DESC, from_on DESC, uid DESC")
        return [Executed(uid, stream, record) for uid, record in found]
