"""What stands on a call card. Everything is frozen, within the rights of who asked, and in the order it is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import unique

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import (
    AddressUse,
    BloodGroup,
    ContactUse,
    FileState,
    InvolvementRole,
    Marking,
    MeasureState,
    PresenceState,
    ThreatKind,
    ThreatLevel,
    Worded,
)
from app.models.texts import LocalText
from app.services.saying import Fact, InTongues, Said, TypeName


@dataclass(frozen=True, slots=True, repr=False)
class LevelHere:
    """A level in force in one file: of which service, on which kind of threat, since when, until when."""

    file: Id
    reference: str
    level: ThreatLevel
    service: InTongues
    kind: ThreatKind
    dated: date
    valid_until: date | None
    out_of_date: bool


@dataclass(frozen=True, slots=True, repr=False)
class Advice:
    """What a file says of the threat and of conduct: the instruction for whoever takes the call."""

    file: Id
    reference: str
    summary: LocalText | None
    conduct: LocalText | None


@dataclass(frozen=True, slots=True, repr=False)
class MeasureNow:
    """A measure that is executed today."""

    id: Id
    file: Id | None
    reference: str
    type: TypeName
    state: MeasureState
    instruction: LocalText | None
    frequency: str
    executing: Sequence[InTongues]
    contact: str
    phone: str
    start: date | None
    until: date | None
    overdue: bool
    reviewed: bool = False
    """Whether `until` is the day of a review: it does not end then."""
    unratified: bool = False
    """Whether what is overdue is its ratification: it may well run on until `until`."""


@dataclass(frozen=True, slots=True, repr=False)
class Whereabouts:
    """Where the person is or will be today: a presence, a night's stay or a point of a programme."""

    what: Fact
    place: str
    starts: datetime | None = None
    ends: datetime | None = None
    from_on: date | None = None
    to_on: date | None = None
    presence: PresenceState | None = None
    reference: str = ""
    now: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Ring:
    """Whom to ring; the first on the list first. `phone` is as it is dialled, empty where none is known."""

    role: Said
    name: str
    phone: str
    around_the_clock: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Number:
    """A number of the person."""

    phone: str
    use: ContactUse | None
    remarks: str


@dataclass(frozen=True, slots=True, repr=False)
class Home:
    """An address; of a sealed one only that it is there."""

    id: Id
    use: AddressUse | None
    text: str
    sealed: bool


@dataclass(frozen=True, slots=True, repr=False)
class Car:
    """A vehicle the person uses."""

    plate: str
    description: str
    armoured: bool


@unique
class SealedKind(Worded):
    """What is there under seal: each is opened by itself, with a reason."""

    ADDRESS = "address", N_("Sealed address")
    CODE_WORD = "code_word", N_("Code word")
    DURESS_WORD = "duress_word", N_("Duress word")
    MEDICAL = "medical", N_("Medical")


@dataclass(frozen=True, slots=True)
class Seal:
    """Something sealed that is there: `id` of the address, or of the private record."""

    id: Id
    kind: SealedKind
    use: AddressUse | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Appears:
    """A file in which the person appears."""

    file: Id
    kind: str
    reference: str
    title: str
    state: FileState | None
    role: InvolvementRole | None


@dataclass(frozen=True, slots=True, repr=False)
class CallCard:
    """A person for whoever answers the phone. `private` False: numbers and addresses are not for this officer."""

    person: Id
    moment: datetime
    name: str
    native_name: str
    aliases: Sequence[str]
    function: LocalText | None
    nationalities: Sequence[str]
    languages: Sequence[str]
    birth_date: date | None
    blood_group: BloodGroup | None
    marking: Marking
    private: bool
    levels: Sequence[LevelHere]
    advice: Sequence[Advice]
    measures: Sequence[MeasureNow]
    whereabouts: Sequence[Whereabouts]
    ring: Sequence[Ring]
    phones: Sequence[Number]
    homes: Sequence[Home]
    seals: Sequence[Seal]
    cars: Sequence[Car]
    files: Sequence[Appears]
    joined: int
    photo: bytes | None = field(default=None, repr=False)
    """A JPEG; whoever shows it decodes it elsewhere, for another station may have sent it."""

    @property
    def level(self) -> LevelHere | None:
        """Return the highest level in force."""
        return self.levels[0] if self.levels else None
