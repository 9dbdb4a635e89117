"""Evaluation of running measures: widen, reduce, keep, prolong, suspend, resume, end (domain.md §1, §4).

Each writes a signed decision and the new version of the same measure. Which of them need the Minister is a setting;
what a meeting concludes that needs him is refused here: it is advice until he has decided.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import DecisionKind
from app.models.kinds.measures import Measure
from app.services.cases.courses import write_step
from app.services.cases.rulings import Ruling, right_for
from app.services.desk import Desk, Unit


class NotLonger(UserError):
    """Prolonging gives a later end or review; shortening is reducing."""

    sentence = N_("Prolonging needs an end or review date later than the present one. To shorten a measure, reduce it.")


class NotShorter(UserError):
    """Reducing gives an earlier end; a later one is prolonging."""

    sentence = N_("Reducing gives an end date before the present one. To let a measure run longer, prolong it.")


class EndsLater(UserError):
    """A measure that still runs has not ended: what ends it on a later day is a shorter period."""

    sentence = N_(
        "A measure is ended on the day itself or afterwards. To let it end on a later day, reduce it and give that day."
    )


class NextReviewMissing(UserError):
    """A measure that is kept comes back on a later day."""

    sentence = N_("Say when this measure is reviewed next: a day after today.")


def widen_measure(desk: Desk, measure: Id, ruling: Ruling, fields: Mapping[str, Any]) -> Id:
    """Give more of a measure; return the decision's id.

    `fields` hold the new instruction, frequency, place, period, and the analysis on which it now rests. Raises
    NotAllowed, IllegalTransition, NeedsMinister, ProposerRecords, ConfirmationMissing, DecidedNotEdited, PeriodMissing,
    PeriodReversed, AnalysisNotInFile.
    """
    return _decide(desk, measure, DecisionKind.WIDEN, ruling, fields)


def reduce_measure(desk: Desk, measure: Id, ruling: Ruling, fields: Mapping[str, Any]) -> Id:
    """Give less of a measure, or for less long, with a reason. Raises as `widen_measure`, ReasonMissing, NotShorter."""
    with desk.write() as unit:
        unit.require(right_for(unit, DecisionKind.REDUCE, measure), unit.stream_of(measure, Measure))
        before, end = unit.get(Measure, measure).end, fields.get("end")
        if end is not None and before is not None and end > before:
            raise NotShorter(field="end")
        return _write(unit, measure, DecisionKind.REDUCE, ruling, fields)


def keep_measure(desk: Desk, measure: Id, ruling: Ruling, review: date) -> Id:
    """Keep a measure as it is until its next review. Raises as `widen_measure`, and NextReviewMissing."""
    if review <= desk.today():
        raise NextReviewMissing(field="review")
    return _decide(desk, measure, DecisionKind.KEEP, ruling, {"review": review})


def prolong_measure(
    desk: Desk, measure: Id, ruling: Ruling, *, end: date | None = None, review: date | None = None
) -> Id:
    """Let a measure run longer, by a later end or review. Raises as `widen_measure`, and NotLonger."""
    given = {name: day for name, day in (("end", end), ("review", review)) if day is not None}
    with desk.write() as unit:
        unit.require(right_for(unit, DecisionKind.PROLONG, measure), unit.stream_of(measure, Measure))
        now = unit.get(Measure, measure)
        before = {"end": now.end, "review": now.review}
        if not given or any((old := before[name]) is not None and day <= old for name, day in given.items()):
            raise NotLonger(field="end")
        return _write(unit, measure, DecisionKind.PROLONG, ruling, given)


def suspend_measure(desk: Desk, measure: Id, ruling: Ruling) -> Id:
    """Let a running measure rest. Raises as `widen_measure`."""
    return _decide(desk, measure, DecisionKind.SUSPEND, ruling, {})


def resume_measure(desk: Desk, measure: Id, ruling: Ruling) -> Id:
    """Let a suspended measure run again. Raises as `widen_measure`."""
    return _decide(desk, measure, DecisionKind.RESUME, ruling, {})


def end_measure(desk: Desk, measure: Id, ruling: Ruling, on: date | None = None) -> Id:
    """End a measure, on a day not after today (None: today), with a reason.

    Raises as `widen_measure`, and ReasonMissing, EndsLater.
    """
    last = on or desk.today()
    if last > desk.today():
        raise EndsLater(field="end")
    with desk.write() as unit:
        unit.require(right_for(unit, DecisionKind.END, measure), unit.stream_of(measure, Measure))
        start = unit.get(Measure, measure).start
        # One that never began keeps its dates: an end before its start would be a period that cannot be.
        ends = {"end": last} if start is None or start <= last else {}
        return _write(unit, measure, DecisionKind.END, ruling, ends)


def _decide(desk: Desk, measure: Id, kind: DecisionKind, ruling: Ruling, fields: Mapping[str, Any]) -> Id:
    with desk.write() as unit:
        unit.require(right_for(unit, kind, measure), unit.stream_of(measure, Measure))
        return _write(unit, measure, kind, ruling, fields)


def _write(unit: Unit, measure: Id, kind: DecisionKind, ruling: Ruling, fields: Mapping[str, Any]) -> Id:
    amends = kind in (DecisionKind.WIDEN, DecisionKind.REDUCE)
    decision = write_step(unit, measure, kind, ruling, fields, may_amend=amends)
    unit.save(signed=True)
    return decision
