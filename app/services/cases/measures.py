"""Measures: proposed for several persons at once, started urgently before approval, their instruction edited.

Each measure is for one subject and one executing organisation, and lives in that organisation's assignment of the file
together with the decisions on it. A proposal is a decision too: signed by who proposes, who then may not record the
answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import (
    Action,
    DecisionKind,
    FileBasis,
    FileState,
    MeasureCharacter,
    MeasureState,
    MeasureTiming,
    MeasureVisibility,
    SubjectKind,
)
from app.models.kinds.measures import EDITABLE, Measure
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import Place, SealedAddress
from app.models.kinds.registers import Organisation
from app.models.kinds.threat import Involvement
from app.models.lists import MEASURE_TYPES
from app.models.rules.decisions import ratify_by
from app.models.rules.measures import OVER, Course, check_course, next_state
from app.models.texts import LocalText
from app.services.cases.assignments import Share, assignment_of, home_of
from app.services.cases.courses import (
    DecidedNotEdited,
    MeasureIsOver,
    check_basis,
    check_here,
    write_step,
)
from app.services.cases.files import check_working
from app.services.cases.rulings import Ruling, write_decision
from app.services.cases.telling_presences import RUNNING, tell_presences
from app.services.choices import check_choice
from app.services.desk import Desk, Unit

_PLACES: tuple[type[Any], ...] = (Place, HomeAddress, SealedAddress)
"""What a measure on a place may be on."""


class FileNotOpen(UserError):
    """Proposals are for files that are open."""

    sentence = N_(
        "Measures are proposed in an open file; this one is not. A draft opens once its analysis is recorded. No"
        " measure was proposed; what was typed is kept as a draft."
    )


class NobodyNamed(UserError):
    """A measure is for somebody and by somebody."""

    sentence = N_("Say for whom the measure is and which organisation executes it. Nothing was saved.")


class PersonNotInFile(UserError):
    """Measures are set per file and per person of it."""

    sentence = N_("A person of this measure is not in the file. Add the person to the file first. Nothing was saved.")


class PlaceNotKnown(UserError):
    """A measure on a place that nobody entered."""

    sentence = N_("A place of this measure is not in the register. Enter the place first. Nothing was saved.")


class InstitutionNotKnown(UserError):
    """A measure for an institution that nobody entered."""

    sentence = N_(
        "An institution of this measure is not in the register. Enter the organisation first. Nothing was saved."
    )


@dataclass(frozen=True, slots=True, repr=False)
class NewMeasure:
    """A measure for each of `subjects` by each of `executing` (organisations of the directory).

    A subject is of `subject_kind`, unless `kinds` says otherwise of it: the file itself, a place or an institution of
    the register, an address of one of the file's persons. `end` or `review` is mandatory. `character` None is that of
    the type; `ratify_by` is for urgent starts, None the default of the settings.
    """

    type: str
    subjects: Sequence[Id]
    executing: Sequence[Id]
    subject_kind: SubjectKind = SubjectKind.PERSON
    kinds: Mapping[Id, SubjectKind] = field(default_factory=dict)
    start: date | None = None
    end: date | None = None
    review: date | None = None
    ratify_by: date | None = None
    instruction: LocalText | None = None
    frequency: str | None = None
    character: MeasureCharacter | None = None
    visibility: MeasureVisibility | None = None
    timing: MeasureTiming | None = None
    place: Id | None = None
    contact: str | None = None
    contact_phone: str | None = None
    basis: FileBasis | None = None
    basis_analysis: Id | None = None

    def kind_of(self, subject: Id) -> SubjectKind:
        """Return what one of the subjects is."""
        return self.kinds.get(subject, self.subject_kind)


def propose_measures(
    desk: Desk, file: Id, new: NewMeasure, ruling: Ruling, share: Share = Share.CO_OWNER
) -> Sequence[Id]:
    """Propose a measure for several persons at once; return the measures' ids, in the order of subjects.

    `share` is how an organisation that has no assignment in this file yet gets its own. Raises NotAllowed,
    FileNotOpen, FileIsClosed, NobodyNamed, PersonNotInFile, PlaceNotKnown, InstitutionNotKnown, OrganisationUnknown,
    NotOnTheList, PeriodMissing, PeriodReversed, AnalysisNotInFile.
    """
    with desk.write() as unit:
        made = _begin(unit, file, new, ruling, share, DecisionKind.PROPOSE)
        unit.save(signed=True)
    return made


def start_urgent_measures(
    desk: Desk, file: Id, new: NewMeasure, ruling: Ruling, share: Share = Share.CO_OWNER
) -> Sequence[Id]:
    """Start a measure before its approval: provisional, with a day until when it must be ratified.

    It starts today unless told otherwise, also in a draft. Raises as `propose_measures`, but FileNotOpen.
    """
    with desk.write() as unit:
        made = _begin(unit, file, new, ruling, share, DecisionKind.START_URGENT)
        unit.save(signed=True)
    return made


def propose_again(desk: Desk, measure: Id, ruling: Ruling, fields: Mapping[str, Any] | None = None) -> None:
    """Propose a measure that was returned with a question once more, changed as `fields` says (also its period).

    Raises NotAllowed, IllegalTransition, DecidedNotEdited, PeriodMissing, PeriodReversed.
    """
    _step(desk, measure, DecisionKind.PROPOSE, ruling, fields or {})


def start_urgent(desk: Desk, measure: Id, ruling: Ruling, until: date | None = None) -> None:
    """Start a proposed or returned measure before its approval; it must be ratified by `until`.

    Raises NotAllowed, IllegalTransition.
    """
    with desk.write() as unit:
        today = desk.today()
        by = until or ratify_by(today, unit.lists)
        _write_step(unit, measure, DecisionKind.START_URGENT, ruling, {"start": today, "ratify_by": by})


def edit_measure(desk: Desk, measure: Id, fields: Mapping[str, Any]) -> None:
    """Write instruction, contact, place and what else is no decision; owner and co-owner may.

    Raises NotAllowed, NotThere, DecidedNotEdited, MeasureIsOver, FileIsClosed, AnalysisNotInFile.
    """
    if not EDITABLE.issuperset(fields):
        raise DecidedNotEdited
    with desk.write() as unit:
        stream = unit.stream_of(measure, Measure)
        unit.require(Action.MEASURE, stream)
        check_here(unit, measure)
        record = unit.get(Measure, measure)
        if record.state in OVER:
            raise MeasureIsOver
        check_basis(unit, record.file, fields.get("basis_analysis"))
        unit.change(stream, measure, Measure, fields)
        unit.save()


def _step(desk: Desk, measure: Id, kind: DecisionKind, ruling: Ruling, fields: Mapping[str, Any]) -> None:
    with desk.write() as unit:
        _write_step(unit, measure, kind, ruling, fields)


def _write_step(unit: Unit, measure: Id, kind: DecisionKind, ruling: Ruling, fields: Mapping[str, Any]) -> None:
    unit.require(Action.PROPOSE, unit.stream_of(measure, Measure))
    write_step(unit, measure, kind, ruling, fields, may_amend=True)
    unit.save(signed=True)


def _begin(unit: Unit, file: Id, new: NewMeasure, ruling: Ruling, share: Share, kind: DecisionKind) -> Sequence[Id]:
    core = home_of(unit, file)
    unit.require(Action.PROPOSE, core)
    state = check_working(unit, file)
    if kind is DecisionKind.PROPOSE and state is not FileState.OPEN:
        raise FileNotOpen
    course = _first_course(unit, new, kind)
    _check_new(unit, file, new)
    streams: dict[Id, Id] = {}
    made = []
    for subject in dict.fromkeys(new.subjects):
        for organisation in dict.fromkeys(new.executing):
            if organisation not in streams:
                streams[organisation] = assignment_of(unit, file, core, organisation, share, Action.MEASURE)
            made.append(_create(unit, streams[organisation], file, new, (subject, organisation), course, ruling, kind))
    return tuple(made)


def _first_course(unit: Unit, new: NewMeasure, kind: DecisionKind) -> Course:
    today = unit.desk.today()
    state = next_state(None, kind)
    urgent = state is MeasureState.PROVISIONAL
    start = new.start or (today if urgent else None)
    until = (new.ratify_by or ratify_by(start or today, unit.lists)) if urgent else None
    course = Course(state, None, start, new.end, new.review, until)
    check_course(course)
    return course


def _check_new(unit: Unit, file: Id, new: NewMeasure) -> None:
    check_choice(unit, MEASURE_TYPES, new.type, "type")
    if not new.subjects or not new.executing:
        raise NobodyNamed(field="subjects")
    inside = {record.person for _, record in unit.find(Involvement, "file = ?", file)}
    persons = {one for one in new.subjects if new.kind_of(one) is SubjectKind.PERSON}
    if not inside >= persons or any(one != file and new.kind_of(one) is SubjectKind.FILE for one in new.subjects):
        raise PersonNotInFile(field="subjects")
    places = [one for one in new.subjects if new.kind_of(one) is SubjectKind.PLACE]
    if not all(any(unit.find(kind, "uid = ?", one) for kind in _PLACES) for one in places):
        raise PlaceNotKnown(field="subjects")
    bodies = [one for one in new.subjects if new.kind_of(one) is SubjectKind.ORGANISATION]
    if not all(one in unit.directory.organisations or unit.find(Organisation, "uid = ?", one) for one in bodies):
        raise InstitutionNotKnown(field="subjects")
    check_basis(unit, file, new.basis_analysis)


def _create(
    unit: Unit, stream: Id, file: Id, new: NewMeasure, whom: tuple[Id, Id], course: Course, ruling: Ruling,
    kind: DecisionKind,
) -> Id:  # fmt: skip
    measure = unit.desk.ids.new()
    decision = write_decision(unit, stream, measure, kind, ruling, file)
    kind_of = unit.lists.find(MEASURE_TYPES, new.type)
    usual: str | None = kind_of.detail.get("character") if kind_of else None
    record = Measure(
        state=course.state, decision=decision, start=course.start, end=course.end, review=course.review,
        ratify_by=course.ratify_by, file=file, type=new.type, subject_kind=new.kind_of(whom[0]), subject=whom[0],
        instruction=new.instruction, frequency=new.frequency,
        character=new.character or (MeasureCharacter(usual) if usual else None), visibility=new.visibility,
        timing=new.timing, place=new.place, contact=new.contact, contact_phone=new.contact_phone, basis=new.basis,
        basis_analysis=new.basis_analysis, executing=(whom[1],),
    )  # fmt: skip
    if record.state in RUNNING:
        tell_presences(unit, file, begun={measure: (stream, record)})
    return unit.create(stream, record, measure)
