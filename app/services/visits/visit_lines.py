"""The lines of a visit: points of the programme, members, flights, cars and what else is listed, each of one visit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.movements import Convoy, ConvoyVehicle, Flight, RadioRequest, Stay, Transport, WeaponPermit
from app.models.kinds.visits import DelegationMember, ProgrammeItem
from app.services.desk import Desk, NotThere, Unit, View
from app.services.visits.events import NotByTyping, PeriodTurned
from app.services.visits.visits import working_visit

LINES = (ProgrammeItem, Transport, DelegationMember, Stay, Flight, Convoy, ConvoyVehicle, WeaponPermit, RadioRequest)
"""Kinds that hang on a visit line by line."""

PEOPLE = ("participants", "guests", "passengers")
"""Fields that name members of the same delegation."""

Line = TypeVar(
    "Line", ProgrammeItem, Transport, DelegationMember, Stay, Flight, Convoy, ConvoyVehicle, WeaponPermit, RadioRequest
)


class OfAnotherVisit(UserError):
    """A line that names something of another visit."""

    sentence = N_("This belongs to another visit. Choose one of this visit; nothing was saved.")


class InThisVisitAlready(UserError):
    """A person who is in the delegation already."""

    sentence = N_("This person is in the delegation already. Change the line that is there; nothing was saved.")


def add_programme_item(desk: Desk, file: Id, item: ProgrammeItem, leg: Transport | None = None) -> Id:
    """Add a point to the programme, with the leg that leads to it; return the item's id.

    Raises NotAllowed, NotThere, VisitIsClosed, PeriodTurned, OfAnotherVisit.
    """
    with desk.write() as unit:
        stream = _asked(unit, file, ProgrammeItem)
        _check_line(unit, file, item)
        made = unit.create(stream, replace(item, file=file))
        if leg is not None:
            unit.create(stream, replace(leg, file=file, item=made))
        unit.save()
    return made


def add_line(desk: Desk, file: Id, line: Line) -> Id:
    """Add a delegation member, stay, flight, convoy, vehicle, permit or request; return its id.

    Raises NotAllowed, NotThere, VisitIsClosed, PeriodTurned, OfAnotherVisit, InThisVisitAlready.
    """
    with desk.write() as unit:
        stream = _asked(unit, file, type(line))
        _check_line(unit, file, line)
        made = unit.create(stream, line if isinstance(line, ConvoyVehicle) else replace(line, file=file))
        unit.save()
    return made


def edit_line(desk: Desk, uid: Id, kind: type[Line], fields: Mapping[str, Any]) -> None:
    """Write fields of one line of a visit. Raises NotAllowed, NotThere, VisitIsClosed, and as `add_line`."""
    if "file" in fields:
        raise NotByTyping
    with desk.write() as unit:
        stream = unit.stream_of(uid, kind)
        file = unit.thing(stream).root
        _asked(unit, file, kind)
        _check_line(unit, file, replace(unit.get(kind, uid), **fields), uid)
        unit.change(stream, uid, kind, fields)
        unit.save()


def remove_line(desk: Desk, uid: Id, kind: type[Line]) -> bytes:
    """Take one line off a visit, the leg of a programme item with it; return the hash of the save, for an undo.

    Raises NotAllowed, NotThere, VisitIsClosed.
    """
    with desk.write() as unit:
        stream = unit.stream_of(uid, kind)
        _asked(unit, unit.thing(stream).root, kind)
        if kind is ProgrammeItem:
            for leg, _ in unit.find(Transport, "item = ?", uid):
                unit.delete(stream, leg, Transport)
        unit.delete(stream, uid, kind)
        return unit.save().head


def _asked(unit: Unit, file: Id, kind: type) -> Id:
    if kind not in LINES:
        raise NotThere
    stream = unit.part(file, unit.desk.schema.by_record[kind].part)
    unit.require(Action.VISIT, stream)
    working_visit(unit, file)
    return stream


def _check_line(unit: Unit, file: Id, line: Any, uid: Id | None = None) -> None:
    check_periods(line)
    named: list[tuple[type, Id]] = [(DelegationMember, one) for field in PEOPLE for one in getattr(line, field, ())]
    single: tuple[tuple[str, type], ...] = (("member", DelegationMember), ("item", ProgrammeItem), ("convoy", Convoy))
    for field, kind in single:
        other = getattr(line, field, None)
        if other is not None:
            named.append((kind, other))
    for kind, other in named:
        if unit.thing(unit.stream_of(other, kind)).root != file:
            raise OfAnotherVisit
    if isinstance(line, DelegationMember):
        if line.person is None:
            raise NotThere(field="person")
        unit.require(Action.READ, unit.part(line.person, "person"))
        check_in_delegation(unit, replace(line, file=file), uid)


def check_periods(line: Any) -> None:
    """Raise PeriodTurned where a line would end before it begins."""
    periods = (("starts", "ends"), ("departs", "arrives"), ("from_on", "to_on"), ("valid_from", "valid_until"))
    for first, last in periods:
        begins, ends = getattr(line, first, None), getattr(line, last, None)
        if begins and ends and ends < begins:
            raise PeriodTurned(field=last)


def check_in_delegation(view: View, line: DelegationMember, uid: Id | None = None) -> None:
    """Raise InThisVisitAlready where this person stands in the delegation; `uid` is the line's where it is there."""
    if any(one != uid for one, _ in view.find(DelegationMember, "file = ? AND person = ?", line.file, line.person)):
        raise InThisVisitAlready(field="person")
