"""How a visit moves, sleeps and is armed: transport legs, stays, flights, convoys, permits.

Weapons and radio frequencies are in the delegation part with those who bring them; the rest is programme.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, FlightDirection, PermitState, TransportMode, VehicleRole
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kinds.schema import ORDER, SCHEMA
from app.models.kinds.typed import phone_number, plate_number


@SCHEMA.declare(62, "transport", part="visit_programme", action=Action.VISIT)
@dataclass(frozen=True, slots=True)
class Transport:
    """The leg that leads to a programme item."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="visit_file", required=True)] = None
    item: Annotated[Id | None, Field(2, N_("Leads to"), ref="programme_item")] = None
    mode: Annotated[TransportMode | None, Field(3, N_("Means of transport"), printed=ORDER)] = None
    departs: Annotated[datetime | None, Field(4, N_("Departure"), printed=ORDER)] = None
    arrives: Annotated[datetime | None, Field(5, N_("Arrival"), cell=4, printed=ORDER)] = None
    origin: Annotated[str | None, Field(6, N_("From where"), printed=ORDER)] = None
    destination: Annotated[str | None, Field(7, N_("To where"), cell=6, printed=ORDER)] = None
    convoy: Annotated[Id | None, Field(8, N_("Convoy"), ref="convoy")] = None
    route: Annotated[str | None, Field(9, N_("Route"), rule=Rule.TEXT, printed=ORDER)] = None


@SCHEMA.declare(64, "stay", part="visit_programme", action=Action.VISIT)
@dataclass(frozen=True, slots=True)
class Stay:
    """Where the delegation sleeps."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="visit_file", required=True)] = None
    place: Annotated[Id | None, Field(2, N_("Hotel"), ref="place", printed=ORDER)] = None
    from_on: Annotated[date | None, Field(3, N_("From"), printed=ORDER)] = None
    to_on: Annotated[date | None, Field(4, N_("To"), cell=3, printed=ORDER)] = None
    floor: Annotated[str | None, Field(5, N_("Floor"), printed=ORDER)] = None
    rooms: Annotated[str | None, Field(6, N_("Rooms"), cell=5, printed=ORDER)] = None
    safe_room: Annotated[str | None, Field(7, N_("Safe room"), cell=5, printed=ORDER)] = None
    guests: Annotated[tuple[Id, ...], Field(8, N_("Guests"), rule=Rule.SET, ref="delegation_member")] = ()


@SCHEMA.declare(65, "flight", part="visit_programme", action=Action.VISIT)
@dataclass(frozen=True, slots=True)
class Flight:
    """An arrival or departure by air; a state flight needs its own permit."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="visit_file", required=True)] = None
    direction: Annotated[FlightDirection | None, Field(2, N_("Direction"), printed=ORDER)] = None
    airport: Annotated[str | None, Field(3, N_("Airport"), cell=2, printed=ORDER)] = None
    scheduled: Annotated[datetime | None, Field(4, N_("Scheduled"), cell=2, printed=ORDER)] = None
    number: Annotated[str | None, Field(5, N_("Flight number"), search=Search.KEY, printed=ORDER)] = None
    aircraft: Annotated[str | None, Field(6, N_("Aircraft type"), printed=ORDER)] = None
    registration: Annotated[
        str | None, Field(7, N_("Aircraft registration"), cell=6, search=Search.KEY, printed=ORDER)
    ] = None
    state_flight: Annotated[bool | None, Field(8, N_("State flight"), printed=ORDER)] = None
    permit: Annotated[PermitState | None, Field(9, N_("Permit"), printed=ORDER)] = None
    permit_reference: Annotated[str | None, Field(10, N_("Permit reference"), cell=9, search=Search.KEY)] = None
    permit_asked_on: Annotated[date | None, Field(11, N_("Requested on"), cell=9)] = None


@SCHEMA.declare(66, "convoy", part="visit_programme", action=Action.VISIT)
@dataclass(frozen=True, slots=True)
class Convoy:
    """An ordered column of vehicles; the order is one cell that lists ids."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="visit_file", required=True)] = None
    name: Annotated[str | None, Field(2, N_("Name"), printed=ORDER)] = None
    vehicles: Annotated[
        tuple[Id, ...], Field(3, N_("Order of vehicles"), rule=Rule.ORDER, ref="convoy_vehicle", printed=ORDER)
    ] = ()


@SCHEMA.declare(67, "convoy_vehicle", part="visit_programme", action=Action.VISIT)
@dataclass(frozen=True, slots=True)
class ConvoyVehicle:
    """One vehicle of a convoy with driver and passengers."""

    convoy: Annotated[Id | None, Field(1, N_("Convoy"), ref="convoy", required=True)] = None
    vehicle: Annotated[Id | None, Field(2, N_("Vehicle"), ref="vehicle")] = None
    plate: Annotated[
        str | None, Field(3, N_("Plate"), parse=plate_number, cell=2, search=Search.KEY, printed=ORDER)
    ] = None
    role: Annotated[VehicleRole | None, Field(4, N_("Used as"), printed=ORDER)] = None
    driver: Annotated[str | None, Field(5, N_("Driver"), sensitivity=Sensitivity.PERSONAL, printed=ORDER)] = None
    driver_phone: Annotated[
        str | None,
        Field(
            6,
            N_("Phone"),
            parse=phone_number,
            cell=5,
            search=Search.KEY,
            sensitivity=Sensitivity.PERSONAL,
            printed=ORDER,
        ),
    ] = None
    passengers: Annotated[
        tuple[Id, ...], Field(7, N_("Passengers"), rule=Rule.SET, ref="delegation_member", printed=ORDER)
    ] = ()


@SCHEMA.declare(68, "weapon_permit", part="visit_delegation", action=Action.VISIT)
@dataclass(frozen=True, slots=True)
class WeaponPermit:
    """A weapon a foreign security officer may carry in Belgium, by its own permit."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="visit_file", required=True)] = None
    member: Annotated[Id | None, Field(2, N_("Officer"), ref="delegation_member", printed=ORDER)] = None
    make: Annotated[str | None, Field(3, N_("Make"), printed=ORDER)] = None
    calibre: Annotated[str | None, Field(4, N_("Calibre"), cell=3, printed=ORDER)] = None
    serial: Annotated[str | None, Field(5, N_("Serial number"), cell=3, search=Search.KEY, printed=ORDER)] = None
    permit: Annotated[PermitState | None, Field(6, N_("Permit"), printed=ORDER)] = None
    permit_reference: Annotated[
        str | None, Field(7, N_("Permit reference"), cell=6, search=Search.KEY, printed=ORDER)
    ] = None
    valid_from: Annotated[date | None, Field(8, N_("Valid from"), cell=6, printed=ORDER)] = None
    valid_until: Annotated[date | None, Field(9, N_("Valid until"), cell=6, printed=ORDER)] = None


@SCHEMA.declare(70, "radio_request", part="visit_delegation", action=Action.VISIT)
@dataclass(frozen=True, slots=True)
class RadioRequest:
    """Frequencies a delegation wants to use."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="visit_file", required=True)] = None
    frequencies: Annotated[str | None, Field(2, N_("Frequencies (MHz)"), printed=ORDER)] = None
    bandwidth: Annotated[str | None, Field(3, N_("Bandwidth (kHz)"), cell=2, printed=ORDER)] = None
    power: Annotated[str | None, Field(4, N_("Power (W)"), cell=2, printed=ORDER)] = None
    area: Annotated[str | None, Field(5, N_("Area"), cell=2, printed=ORDER)] = None
    permit: Annotated[PermitState | None, Field(6, N_("Permit"), printed=ORDER)] = None
    permit_reference: Annotated[
        str | None, Field(7, N_("Permit reference"), cell=6, search=Search.KEY, printed=ORDER)
    ] = None
