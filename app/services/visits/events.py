"""Events: a summit or gathering that groups visit files, each of which keeps its own life and its own readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, EventKind, FileState, Marking
from app.models.kinds.label import Label
from app.models.kinds.visits import Event, VisitFile
from app.models.texts import LocalText
from app.services.desk import Desk, Unit, View
from app.services.numbering import next_reference

EVENT = "EVT"
PART = "event"
GIVEN_ONCE = frozenset({"reference", "state", "visits"})
"""Fields that no edit writes: a number is given once, and visits are grouped one by one."""


class EventNameMissing(UserError):
    """An event without a name cannot be found again."""

    sentence = N_("Give the event a name.")


class PeriodTurned(UserError):
    """A period that ends before it begins."""

    sentence = N_("The end lies before the beginning. Correct one of the two; nothing was saved.")


class NotByTyping(UserError):
    """A field that follows from a task of its own."""

    sentence = N_("This part changes by its own task, not by typing. Nothing was changed.")


@dataclass(frozen=True, slots=True, repr=False)
class NewEvent:
    """An event to be opened."""

    names: LocalText
    kind: EventKind | None = None
    starts: date | None = None
    ends: date | None = None
    place: Id | None = None
    public_order: str | None = None


@dataclass(frozen=True, slots=True)
class GroupedVisit:
    """One visit of an event, as far as this officer may know: `record` is None where he may not read it."""

    file: Id
    record: VisitFile | None


@dataclass(frozen=True, slots=True)
class EventSheet:
    """An event with its visits."""

    event: Id
    record: Event
    visits: Sequence[GroupedVisit]


def open_event(desk: Desk, new: NewEvent, label: Label | None = None) -> Id:
    """Open an event and return its id. Raises NotAllowed, EventNameMissing, PeriodTurned."""
    with desk.write() as unit:
        event, _ = begin_event(unit, new, label or Label(marking=Marking.NONE))
        unit.save()
    return event


def begin_event(unit: Unit, new: NewEvent, label: Label) -> tuple[Id, Id]:
    """Open an event within a unit; return its id and its stream."""
    _check(new.names, new.starts, new.ends)
    event = unit.desk.ids.new()
    stream = unit.begin(event, PART, label, Action.VISIT)
    record = Event(
        reference=next_reference(unit, EVENT), names=new.names, kind=new.kind, place=new.place, starts=new.starts,
        ends=new.ends, public_order=new.public_order, state=FileState.OPEN,
    )  # fmt: skip
    return unit.create(stream, record, event), stream


def edit_event(desk: Desk, event: Id, fields: Mapping[str, Any]) -> None:
    """Write fields of an event. Raises NotAllowed, NotThere, NotByTyping, EventNameMissing, PeriodTurned."""
    if not GIVEN_ONCE.isdisjoint(fields):
        raise NotByTyping
    with desk.write() as unit:
        stream = unit.part(event, PART)
        unit.require(Action.VISIT, stream)
        before = unit.get(Event, event)
        after = {name: fields.get(name, getattr(before, name)) for name in ("names", "starts", "ends")}
        _check(after["names"] or {}, after["starts"], after["ends"])
        unit.change(stream, event, Event, fields)
        unit.save()


def group_visits(desk: Desk, event: Id, visits: Sequence[Id]) -> None:
    """Put visit files into an event; one that is there stays. Raises NotAllowed, NotThere."""
    _regroup(desk, event, lambda have: have | set(visits), visits)


def ungroup_visits(desk: Desk, event: Id, visits: Sequence[Id]) -> None:
    """Take visit files out of an event; the files stay. Raises NotAllowed, NotThere."""
    _regroup(desk, event, lambda have: have - set(visits), ())


def event_sheet(desk: Desk, event: Id) -> EventSheet:
    """Return an event with its visits. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, view.part(event, PART))
        record = view.get(Event, event)
        return EventSheet(event, record, tuple(_grouped(view, visit) for visit in record.visits))


def _grouped(view: View, visit: Id) -> GroupedVisit:
    streams = view.parts(visit, "visit_core")
    if not streams or not view.may(Action.READ, streams[0]):
        return GroupedVisit(visit, None)
    return GroupedVisit(visit, view.get(VisitFile, visit))


def _regroup(desk: Desk, event: Id, change: Any, named: Sequence[Id]) -> None:
    with desk.write() as unit:
        stream = unit.part(event, PART)
        unit.require(Action.VISIT, stream)
        for visit in named:
            unit.require(Action.READ, unit.part(visit, "visit_core"))
        before = set(unit.get(Event, event).visits)
        after = change(before)
        if after != before:
            unit.change(stream, event, Event, {"visits": tuple(sorted(after))})
            unit.save()


def _check(names: LocalText, starts: date | None, ends: date | None) -> None:
    if not any(text.strip() for language, text in names.items() if language != "original"):
        raise EventNameMissing(field="names")
    if starts and ends and ends < starts:
        raise PeriodTurned(field="ends")
