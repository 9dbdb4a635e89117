"""Execution reports: what a police service did of a measure over a period."""

from dataclasses import dataclass, replace
from datetime import date

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, MeasureState
from app.models.kinds.measures import ExecutionReport, Measure
from app.services.cases.courses import course_of, standing_state
from app.services.desk import Desk, Unit

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
    check_report(report, desk.today())
    with desk.write() as unit:
        made = write_report(unit, measure, replace(report, organisation=unit.facts.organisation))
        unit.save()
    return made


def check_report(report: ExecutionReport, today: date) -> None:
    """Refuse a report that says nothing certain. Raises PeriodUnclear, CountsUnclear."""
    begins, ends = report.from_on, report.to_on
    if begins is None or ends is None or ends < begins or ends > today:
        raise PeriodUnclear(field="from_on")
    if any(count is not None and count < 0 for count in (report.planned, report.done, report.not_done)):
        raise CountsUnclear(field="done")


def write_report(unit: Unit, measure: Id, report: ExecutionReport, uid: Id | None = None) -> Id:
    """Write a report that was checked; the caller saves. Return its id. Raises NotAllowed, NotThere, NeverRan."""
    stream = unit.stream_of(measure, Measure)
    unit.require(Action.EXECUTE, stream)
    if report.to_on is not None and not ran_on(unit.get(Measure, measure), report.to_on):
        raise NeverRan
    return unit.create(stream, replace(report, measure=measure), uid)


def ran_on(measure: Measure, day: date) -> bool:
    """Tell whether something can have been done of a measure until that day."""
    if measure.start is not None and measure.start > day:
        return False
    return standing_state(course_of(measure), day) not in NEVER_RAN
