"""The course of a measure: what state it stands in today, and the step that a decision makes (domain.md §4).

A step is a signed decision and the new version of the measure, written together; nobody writes one without the other.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, DecisionKind, MeasureState
from app.models.kinds.measures import EDITABLE, Measure
from app.models.kinds.threat import ThreatAnalysis
from app.models.rules.measures import Course, check_course, next_state
from app.services.cases.assignments import CORE, VISIT_CORE
from app.services.cases.files import check_working
from app.services.cases.rulings import Ruling, write_decision
from app.services.cases.telling_presences import RUNNING, tell_presences
from app.services.desk import Unit, View

COURSE = frozenset({"state", "decision", "start", "end", "review", "ratify_by"})
"""Fields that change by a decision only."""


class DecidedNotEdited(UserError):
    """Period, state, subject and type of a measure are decided."""

    sentence = N_(
        "State, period, type and subject of a measure change by a decision only. Widen, reduce or prolong it, "
        "or propose another. Nothing was changed."
    )


class MeasureIsOver(UserError):
    """What a measure was that ended, was refused or withdrawn stays as it was."""

    sentence = N_("This measure has ended or was refused or withdrawn: what it was stays as it is. Propose another.")


class AnalysisNotInFile(UserError):
    """A measure that would rest on what was said of another file."""

    sentence = N_("The analysis chosen as basis is not in this file. Choose another one. Nothing was saved.")


class DecidedApart(UserError):
    """Rival courses of a measure stand: a further decision would settle them unseen."""

    sentence = N_(
        "Two officers decided on this measure apart from each other. Settle that conflict first; nothing was changed."
    )


def course_of(measure: Measure) -> Course:
    """Return the workflow of a measure as the rules read it."""
    return Course(
        measure.state or MeasureState.PROPOSED,
        measure.decision,
        measure.start,
        measure.end,
        measure.review,
        measure.ratify_by,
    )


def standing_state(course: Course, today: date) -> MeasureState:
    """Return the state a measure stands in on `today`: an approved one is active from its start date on."""
    if course.state is MeasureState.APPROVED and (course.start is None or course.start <= today):
        return MeasureState.ACTIVE
    return course.state


def write_step(
    unit: Unit, measure: Id, kind: DecisionKind, ruling: Ruling, fields: Mapping[str, Any], *, may_amend: bool = False
) -> Id:
    """Write a decision on a measure and the version of the measure it makes, in one unit; return the decision's id.

    `fields` are of the course, and with `may_amend` also those anybody may edit. Raises NotAllowed,
    IllegalTransition, DecidedNotEdited, DecidedApart, AnalysisNotInFile and what dates, four eyes and capacity refuse.
    """
    allowed = (COURSE - {"state", "decision"}) | (EDITABLE if may_amend else frozenset())
    if not allowed.issuperset(fields):
        raise DecidedNotEdited
    stream = unit.stream_of(measure, Measure)
    unit.require(Action.MEASURE, stream)
    check_here(unit, measure)
    if measure in contested_measures(unit):
        raise DecidedApart
    record = unit.get(Measure, measure)
    check_basis(unit, record.file, fields.get("basis_analysis"))
    course = course_of(record)
    after = next_state(standing_state(course, unit.desk.today()), kind)
    decision = write_decision(unit, stream, measure, kind, ruling, record.file)
    dates = {name: fields.get(name, getattr(course, name)) for name in ("start", "end", "review", "ratify_by")}
    if after is not MeasureState.PROVISIONAL:
        dates["ratify_by"] = None
    check_course(Course(after, decision, **dates))
    rest = {name: value for name, value in fields.items() if name not in COURSE}
    unit.change(stream, measure, Measure, {"state": after, "decision": decision, **dates, **rest})
    if record.file is not None and (course.state in RUNNING) != (after in RUNNING):
        tell_presences(unit, record.file, measures={measure: {"state": after}})
    return decision


def contested_measures(view: View) -> frozenset[Id]:
    """Return the measures of whose course rival versions stand."""
    spec = view.desk.schema.by_record[Measure]
    sql = "SELECT uid FROM conflict JOIN entity ON entity.id = conflict.entity WHERE entity.kind = ? AND field = ?"
    rows = view.connection.exec_driver_sql(sql, (spec.id, spec.cell_of("state").id))
    return frozenset(bytes(row[0]) for row in rows)


def check_basis(unit: Unit, file: Id | None, analysis: Id | None) -> None:
    """Raise AnalysisNotInFile where a measure would rest on an analysis that is not in its file."""
    if analysis is not None and not unit.find(ThreatAnalysis, "uid = ? AND file = ?", analysis, file):
        raise AnalysisNotInFile(field="basis_analysis")


def check_here(unit: Unit, measure: Id) -> None:
    """Raise FileIsClosed where the measure's file is here and closed; a partner may have the assignment alone."""
    file = unit.get(Measure, measure).file
    if file is not None and (unit.parts(file, CORE) or unit.parts(file, VISIT_CORE)):
        check_working(unit, file)
