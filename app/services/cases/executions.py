"""Execution reports: what a police service did of a measure over a period; written once, corrected by a later one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, MeasureState
from app.models.kinds.measures import ExecutionReport, Measure
from app.services.cases.courses import course_of, standing_state
from app.services.desk import Desk, NotThere, Unit
from app.services.reported import corrected_among, kept_of, written_by

NEVER_RAN = frozenset(
    {
        MeasureState.PROPOSED,
        MeasureState.RETURNED,
        MeasureState.REFUSED,
        MeasureState.WITHDRAWN,
        MeasureState.APPROVED,
    }
)


class PeriodUnclear(UserError):
    """From and to, in this order, and not in the future."""

    sentence = N_("Give the period of the report: from a day to a later or the same one, not after today.")


class NeverRan(UserError):
    """Nothing can have been executed of a measure that nobody approved."""

    sentence = N_("This measure has not started, so nothing can have been executed of it. Nothing was saved.")


class CountsUnclear(UserError):
    """Numbers of patrols or checks below zero."""

    sentence = N_("Planned, done and not done are whole numbers from 0 up.")


class OthersReport(UserError):
    """What a service says it did, it alone corrects."""

    sentence = N_("Another service wrote this report: only it can correct it. Ask it to. Nothing was saved.")


class CorrectedAlready(UserError):
    """Two corrections of one report would count twice."""

    sentence = N_("This report was corrected already. Correct the newer one; nothing was saved.")


class NotOfThisMeasure(UserError):
    """A correction is of what was done of the same measure."""

    sentence = N_("This report is on another measure: it corrects nothing here. Nothing was saved.")


@dataclass(frozen=True, slots=True)
class Executed:
    """An execution report in the store. `corrected_by` is what stands in its place; `ours` where we may correct it."""

    id: Id
    stream: Id
    record: ExecutionReport
    corrected_by: Id | None = None
    ours: bool = False


def standing(found: Iterable[Executed]) -> list[Executed]:
    """Return the reports that count: those that nothing corrects."""
    return [one for one in found if one.corrected_by is None]


def report_execution(desk: Desk, measure: Id, report: ExecutionReport) -> Id:
    """Keep an execution report for ever; return its id. `measure` and `organisation` are set here.

    It is of who executes the measure, whoever types what was rung through. Also of a measure that ended since.

    Raises NotAllowed, NotThere, PeriodUnclear, CountsUnclear, NeverRan.
    """
    check_report(report, desk.today())
    with desk.write() as unit:
        made = write_report(unit, measure, replace(report, organisation=_executing(unit, measure)))
        unit.save()
    return made


def _executing(unit: Unit, measure: Id) -> Id:
    """Return whose work a report that is typed here tells of: our own, where we are among those who execute it."""
    by, own = unit.get(Measure, measure).executing, unit.facts.organisation
    return own if own in by or not by else by[0]


def correct_report(desk: Desk, former: Id, report: ExecutionReport) -> Id:
    """Put a report in the place of one that was typed wrong, which stays and is shown as corrected; return its id.

    On whose behalf it was written, and on which form, stays as it was. Raises as `report_execution`, and OthersReport,
    CorrectedAlready.
    """
    check_report(report, desk.today())
    with desk.write() as unit:
        before = unit.get(ExecutionReport, former)
        if before.measure is None:
            raise NotThere
        whole = replace(
            report, corrects=former, organisation=before.organisation, acknowledged=before.acknowledged,
        )  # fmt: skip
        made = write_report(unit, before.measure, whole)
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
    """Write a report that was checked; the caller saves. Return its id.

    Raises NotAllowed, NotThere, NeverRan, and of a correction NotOfThisMeasure, OthersReport, CorrectedAlready.
    """
    stream = unit.stream_of(measure, Measure)
    unit.require(Action.EXECUTE, stream)
    if report.corrects is not None:
        _check_correcting(unit, stream, measure, report.corrects)
    if report.to_on is not None and not ran_on(unit.get(Measure, measure), report.to_on):
        raise NeverRan
    return unit.create(stream, replace(report, measure=measure), uid)


def ran_on(measure: Measure, day: date) -> bool:
    """Tell whether something can have been done of a measure until that day."""
    if measure.start is not None and measure.start > day:
        return False
    return standing_state(course_of(measure), day) not in NEVER_RAN


def _check_correcting(unit: Unit, stream: Id, measure: Id, former: Id) -> None:
    if unit.stream_of(former, ExecutionReport) != stream or unit.get(ExecutionReport, former).measure != measure:
        raise NotOfThisMeasure
    if written_by(unit, [former]).get(former) != unit.facts.organisation:
        raise OthersReport
    on_it = [(uid, one) for uid, home, one in unit.locate(ExecutionReport, "measure = ?", measure) if home == stream]
    kept = kept_of(unit, [uid for uid, _ in on_it])
    if former in corrected_among((uid, one) for uid, one in on_it if uid in kept):
        raise CorrectedAlready
