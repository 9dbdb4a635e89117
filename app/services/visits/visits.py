"""The file of a visit: core, delegation and programme in streams of their own, each with its own readers.

A hotel liaison needs the programme, not the weapons; a protocol service the delegation, not the measures. What hangs on
a visit (a stay, a flight, a permit) is a line in the stream that its kind belongs to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, FileState, Marking
from app.models.kinds.label import Label
from app.models.kinds.movements import Convoy, Flight, RadioRequest, Stay, Transport, WeaponPermit
from app.models.kinds.visits import DelegationMember, ProgrammeItem, VisitFile
from app.models.texts import LocalText
from app.services.desk import Desk, Unit, View
from app.services.numbering import next_reference
from app.services.staffing import check_staff
from app.services.visits.events import NotByTyping, PeriodTurned

VISIT = "VIP"
CORE, DELEGATION, PROGRAMME = "visit_core", "visit_delegation", "visit_programme"
UNMARKED = Label(marking=Marking.NONE)
WORKING = (FileState.DRAFT, FileState.OPEN, FileState.SUSPENDED)
GIVEN_ONCE = frozenset(
    {"state", "closed_on", "closing_reason", "state_decision", "reference", "opened_on", "legal_hold"}
)
"""Fields of a visit that no edit writes."""


class VisitTitleMissing(UserError):
    """A visit without title cannot be found again."""

    sentence = N_("Give the visit a title.")


class VisitIsClosed(UserError):
    """Work on a visit that is closed or archived."""

    sentence = N_("This visit is closed. Nothing was saved.")


class NoSuchVisitType(UserError):
    """A type of visit that the list does not have."""

    sentence = N_("This type of visit is not on the list. Choose another.")


@dataclass(frozen=True, slots=True)
class VisitLabels:
    """Who gets which part of a visit. None takes the label of the core."""

    core: Label = UNMARKED
    delegation: Label | None = None
    programme: Label | None = None


@dataclass(frozen=True, slots=True, repr=False)
class NewVisit:
    """A visit to be opened. `file_officer` None is the officer at the desk."""

    title: str
    visit_type: str | None = None
    host: str | None = None
    sending_state: str | None = None
    sending_organisation: Id | None = None
    arrival: datetime | None = None
    departure: datetime | None = None
    principal: Id | None = None
    file_officer: Id | None = None
    deputy: Id | None = None
    recused: Sequence[Id] = ()
    note_verbale: str | None = None
    note_verbale_on: date | None = None
    embassy_contact: Id | None = None
    summary: LocalText | None = None


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """A visit as screens show it: parts this officer may not read are None."""

    file: Id
    record: VisitFile
    members: Sequence[tuple[Id, DelegationMember]] | None
    programme: Sequence[tuple[Id, ProgrammeItem, Transport | None]] | None
    stays: Sequence[tuple[Id, Stay]] = ()
    flights: Sequence[tuple[Id, Flight]] = ()
    convoys: Sequence[tuple[Id, Convoy]] = ()
    weapons: Sequence[tuple[Id, WeaponPermit]] = ()
    radios: Sequence[tuple[Id, RadioRequest]] = ()


def open_visit(desk: Desk, new: NewVisit, labels: VisitLabels | None = None) -> Id:
    """Open a visit file and return its id. Raises NotAllowed, VisitTitleMissing, PeriodTurned, NoSuchVisitType."""
    with desk.write() as unit:
        file = begin_visit(unit, new, labels or VisitLabels())[0]
        unit.save()
    return file


def begin_visit(unit: Unit, new: NewVisit, labels: VisitLabels) -> tuple[Id, Id]:
    """Open a visit within a unit; return its id and its delegation stream."""
    check_visit(new.title, new.arrival, new.departure)
    _check_type(unit, new.visit_type)
    desk = unit.desk
    file = desk.ids.new()
    core = unit.begin(file, CORE, labels.core, Action.VISIT)
    delegation = unit.begin(file, DELEGATION, labels.delegation or labels.core, Action.VISIT)
    unit.begin(file, PROGRAMME, labels.programme or labels.core, Action.VISIT)
    record = VisitFile(
        reference=next_reference(unit, VISIT), title=new.title.strip(), visit_type=new.visit_type, host=new.host,
        sending_state=new.sending_state, sending_organisation=new.sending_organisation, arrival=new.arrival,
        departure=new.departure, state=FileState.OPEN, opened_on=desk.today(), principal=new.principal,
        file_officer=new.file_officer or desk.officer, deputy=new.deputy, recused=tuple(new.recused),
        note_verbale=new.note_verbale, note_verbale_on=new.note_verbale_on, embassy_contact=new.embassy_contact,
        summary=new.summary,
    )  # fmt: skip
    return unit.create(core, record, file), delegation


def edit_visit(desk: Desk, file: Id, fields: Mapping[str, Any]) -> None:
    """Write fields of a visit's core.

    Raises NotAllowed, NotThere, NotByTyping, VisitIsClosed, NotItsOfficer and as `open_visit`.
    """
    if not GIVEN_ONCE.isdisjoint(fields):
        raise NotByTyping
    with desk.write() as unit:
        core = unit.part(file, CORE)
        unit.require(Action.VISIT, core)
        before = working_visit(unit, file)
        check_staff(unit, file, fields)
        names = ("title", "arrival", "departure")
        check_visit(*(fields.get(name, getattr(before, name)) for name in names))
        _check_type(unit, fields.get("visit_type"), before.visit_type)
        unit.change(core, file, VisitFile, fields)
        unit.save()


def sheet_of(view: View, file: Id) -> VisitSheet:
    """Return a visit within a view; its core has been asked for."""
    record = view.get(VisitFile, file)
    delegation, programme = (_readable(view, file, part) for part in (DELEGATION, PROGRAMME))
    return VisitSheet(
        file, record,
        tuple(view.find(DelegationMember, "file = ?", file, order="position IS NULL, position, id"))
        if delegation else None,
        programme_of(view, file) if programme else None,
        tuple(view.find(Stay, "file = ?", file, order="from_on, id")) if programme else (),
        tuple(view.find(Flight, "file = ?", file, order="scheduled, id")) if programme else (),
        tuple(view.find(Convoy, "file = ?", file)) if programme else (),
        tuple(view.find(WeaponPermit, "file = ?", file)) if delegation else (),
        tuple(view.find(RadioRequest, "file = ?", file)) if delegation else (),
    )  # fmt: skip


def programme_of(view: View, file: Id) -> Sequence[tuple[Id, ProgrammeItem, Transport | None]]:
    """Return the programme in the order of time, each point with the leg that leads to it."""
    legs = {leg.item: leg for _, leg in view.find(Transport, "file = ?", file)}
    items = view.find(ProgrammeItem, "file = ?", file, order="starts IS NULL, starts, id")
    return tuple((uid, item, legs.get(uid)) for uid, item in items)


def working_visit(view: View, file: Id) -> VisitFile:
    """Return the record of a visit on which work goes on. Raises NotThere, VisitIsClosed."""
    record = view.get(VisitFile, file)
    if (record.state or FileState.DRAFT) not in WORKING:
        raise VisitIsClosed
    return record


def _readable(view: View, file: Id, part: str) -> bool:
    streams = view.parts(file, part)
    return bool(streams) and view.may(Action.READ, streams[0])


def check_visit(title: str | None, arrival: datetime | None, departure: datetime | None) -> None:
    """Raise VisitTitleMissing, PeriodTurned."""
    if not (title or "").strip():
        raise VisitTitleMissing(field="title")
    if arrival and departure and departure < arrival:
        raise PeriodTurned(field="departure")


def _check_type(unit: Unit, visit_type: str | None, before: str | None = None) -> None:
    """Raise NoSuchVisitType where a type is chosen anew that is not on the list; what stands may stay."""
    if visit_type not in (None, before) and visit_type not in unit.lists.offered("visit_types"):
        raise NoSuchVisitType(field="visit_type")
