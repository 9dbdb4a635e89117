"""What a visit security order is made from; the records it shares with the protocol are in `content`."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.documents.content import HavenLine, Issue, LevelLine, MeasureLine, Recipient, SignatureLine
from app.documents.wording import LocalText, Name, Sealed


@dataclass(frozen=True, slots=True, repr=False)
class VisitBlock:
    """Whose visit it is."""

    principal: str
    function: LocalText
    sender: Name
    kind: LocalText
    native_name: str = ""
    host: Name = ""
    arrival: datetime | None = None
    departure: datetime | None = None
    liaison: str = ""
    photo: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class TransportLeg:
    """How one gets to a programme item."""

    departs: datetime
    means: LocalText
    arrives: datetime | None = None
    route: LocalText | None = None
    escort: Name = ""


@dataclass(frozen=True, slots=True, repr=False)
class ProgrammeLine:
    """One item of the programme, with the leg before it and the measures that cover it."""

    start: datetime
    activity: LocalText
    place: Name | Sealed
    end: datetime | None = None
    responsible: Name = ""
    participants: LocalText | None = None
    leg: TransportLeg | None = None
    measures: tuple[MeasureLine, ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class CoverageGap:
    """A stretch for which nobody is assigned: printed hatched, because it is there that something is missing."""

    start: datetime
    end: datetime
    what: LocalText
    owner: Name = ""


@dataclass(frozen=True, slots=True, repr=False)
class DelegationLine:
    """A member of the delegation, in order of precedence."""

    name: str
    function: LocalText
    native_name: str = ""
    note: LocalText | None = None


@dataclass(frozen=True, slots=True, repr=False)
class FlightLine:
    """An arrival or a departure."""

    arriving: bool
    at: datetime
    airport: str
    flight: str
    aircraft: str = ""
    permit: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ConvoyLine:
    """One vehicle, in driving order."""

    role: LocalText
    plate: str
    driver: str = ""
    passengers: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class StayLine:
    """Where the delegation sleeps."""

    hotel: str
    address: str | Sealed
    rooms: str = ""
    safe_room: str | Sealed = ""
    arrives: date | None = None
    leaves: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class WeaponLine:
    """A foreign officer and the weapon admitted."""

    officer: str
    weapon: str
    serial: str
    permit: str
    native_name: str = ""
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class RadioLine:
    """Radio frequencies admitted."""

    user: str
    frequencies: str
    power: str = ""
    area: str = ""
    permit: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class PhoneLine:
    """A branch of the phone tree; `depth` 0 calls depth 1, and so on."""

    depth: int
    role: LocalText
    name: str
    phone: str


@dataclass(frozen=True, slots=True, repr=False)
class OrderContent:
    """Everything that a visit security order says in one version."""

    issue: Issue
    visit: VisitBlock
    level: LevelLine | None = None
    changes: LocalText | None = None
    programme: tuple[ProgrammeLine, ...] = ()
    gaps: tuple[CoverageGap, ...] = ()
    delegation: tuple[DelegationLine, ...] = ()
    flights: tuple[FlightLine, ...] = ()
    convoy: tuple[ConvoyLine, ...] = ()
    stays: tuple[StayLine, ...] = ()
    weapons: tuple[WeaponLine, ...] = ()
    radio: tuple[RadioLine, ...] = ()
    havens: tuple[HavenLine, ...] = ()
    phones: tuple[PhoneLine, ...] = ()
    annexes: tuple[LocalText, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
