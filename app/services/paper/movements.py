"""The registers of a visit order: delegation, flights, convoys, nights, weapons, frequencies."""

from collections.abc import Mapping, Sequence

from app.core.i18n import N_
from app.core.ids import Id
from app.documents.visit import ConvoyLine, DelegationLine, FlightLine, RadioLine, StayLine, WeaponLine
from app.documents.wording import SEALED, LocalText, Sealed
from app.models.enums import FlightDirection, PermitState, say
from app.models.kinds.movements import Convoy, ConvoyVehicle, Flight, RadioRequest, Stay, WeaponPermit
from app.models.kinds.places import Place
from app.models.kinds.registers import Vehicle
from app.models.kinds.visits import DelegationMember as Member
from app.services.paper.sources import Sources
from app.services.paper.wording import full_name, in_all, name_of, number_text, told, whereabouts, worded, words

Members = Mapping[Id, Member]


def delegation_lines(sources: Sources, members: Sequence[tuple[Id, Member]]) -> tuple[DelegationLine, ...]:
    """Return the delegation, its head first, in the order of precedence."""
    lines = []
    for _, one in sorted(members, key=lambda line: not line[1].head):
        if one.person is None:
            continue
        person = sources.person(one.person)
        name = " ".join(part for part in (one.title, full_name(person)) if part)
        role = worded(one.role) if one.role else None
        lines.append(
            DelegationLine(
                name=name,
                function=words(one.office) or words(person.function) or role or in_all(lambda _: "—"),
                native_name=person.native_name or "",
                note=told(N_("Head of delegation")) if one.head else role,
            )
        )
    return tuple(lines)


def flight_lines(sources: Sources, visit: Id) -> tuple[FlightLine, ...]:
    """Return arrivals and departures by air in their order."""
    return tuple(
        FlightLine(
            arriving=one.direction is not FlightDirection.DEPARTURE,
            at=one.scheduled,
            airport=one.airport or "",
            flight=one.number or "",
            aircraft=" ".join(part for part in (one.aircraft, one.registration) if part),
            permit=_permit(one.permit, one.permit_reference),
        )
        for _, one in sources.view.find(Flight, "file = ? AND scheduled IS NOT NULL", visit, order="scheduled, id")
        if one.scheduled is not None
    )


def convoy_lines(sources: Sources, visit: Id, members: Members) -> tuple[ConvoyLine, ...]:
    """Return the vehicles of all convoys in driving order; those the order does not list come last."""
    lines = []
    for uid, convoy in sources.view.find(Convoy, "file = ?", visit):
        known = dict(sources.view.find(ConvoyVehicle, "convoy = ?", uid))
        order = [one for one in convoy.vehicles if one in known]
        for one in [*order, *(other for other in known if other not in order)]:
            found = known[one]
            lines.append(
                ConvoyLine(
                    role=_role(found, convoy),
                    plate=found.plate or _plate(sources, found.vehicle),
                    driver=" ".join(part for part in (found.driver, number_text(found.driver_phone)) if part),
                    passengers=" · ".join(_name(sources, members, one) for one in found.passengers if one in members),
                )
            )
    return tuple(lines)


def stay_lines(sources: Sources, visit: Id) -> tuple[StayLine, ...]:
    """Return where the delegation sleeps."""
    lines = []
    for _, one in sources.view.find(Stay, "file = ?", visit, order="from_on, id"):
        hotel, address = _hotel(sources, one.place)
        rooms = ", ".join(part for part in (one.floor, one.rooms) if part)
        lines.append(StayLine(hotel, address, rooms, one.safe_room or "", one.from_on, one.to_on))
    return tuple(lines)


def weapon_lines(sources: Sources, visit: Id, members: Members) -> tuple[WeaponLine, ...]:
    """Return the weapons that foreign officers may carry, and those still asked for, each with its permit."""
    lines = []
    for _, one in sources.view.find(WeaponPermit, "file = ?", visit):
        member = members.get(one.member or b"")
        person = sources.person(member.person) if member and member.person else None
        lines.append(
            WeaponLine(
                officer=full_name(person) if person else "",
                weapon=", ".join(part for part in (one.make, one.calibre) if part),
                serial=one.serial or "",
                permit=_permit(one.permit, one.permit_reference),
                native_name=(person.native_name or "") if person else "",
                valid_until=one.valid_until,
            )
        )
    return tuple(lines)


def radio_lines(sources: Sources, visit: Id) -> tuple[RadioLine, ...]:
    """Return the frequencies asked for."""
    return tuple(
        RadioLine(
            user="",
            frequencies=_with_unit(one.frequencies, "MHz") + (f" / {one.bandwidth} kHz" if one.bandwidth else ""),
            power=_with_unit(one.power, "W"),
            area=one.area or "",
            permit=_permit(one.permit, one.permit_reference),
        )
        for _, one in sources.view.find(RadioRequest, "file = ?", visit)
    )


def _permit(state: PermitState | None, reference: str | None) -> str:
    """Return a permit as its reference and, until it is granted, its state in both national languages."""
    pending = "" if state in (None, PermitState.GRANTED) else f"{say(state, 'nl')} / {say(state, 'fr')}"
    return ", ".join(part for part in (pending, reference) if part)


def _role(found: ConvoyVehicle, convoy: Convoy) -> LocalText:
    if found.role is None:
        return in_all(lambda _: convoy.name or "—")
    role = found.role
    return in_all(lambda code: f"{convoy.name}: {say(role, code)}") if convoy.name else worded(role)


def _plate(sources: Sources, vehicle: Id | None) -> str:
    for _, stream, found in sources.view.locate(Vehicle, "uid = ?", vehicle):
        if sources.take_if_allowed(stream):
            return found.plate or ""
    return ""


def _name(sources: Sources, members: Members, member: Id) -> str:
    person = members[member].person
    return full_name(sources.person(person)) if person is not None else ""


def _hotel(sources: Sources, uid: Id | None) -> tuple[str, str | Sealed]:
    shown = sources.place(uid)
    if isinstance(shown, Sealed):
        return "", SEALED
    found = sources.view.find(Place, "uid = ?", uid)
    if not found:
        return (shown if isinstance(shown, str) else shown.read("en")[0]), ""
    name = name_of(found[0][1].names)
    return (name if isinstance(name, str) else name.read("nl")[0]), whereabouts(found[0][1])


def _with_unit(value: str | None, unit: str) -> str:
    if not value:
        return ""
    return value if unit.lower() in value.lower() else f"{value} {unit}"
