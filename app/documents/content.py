"""What a service hands over to be printed: frozen records, read from the store and cleared by the service.

This floor adds nothing to them and leaves nothing out. Free text is `LocalText`; names, addresses, numbers are plain
strings as they were recorded. Sensitive places arrive either cleared or as `Sealed`. Every photograph is the bytes of
a JPEG or PNG that the store already decoded once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.documents.layout import NEWEST
from app.documents.marking import Handling, Marking
from app.documents.wording import LocalText, Name, Sealed


@dataclass(frozen=True, slots=True)
class Replaced:
    """The version that this one replaces."""

    version: int
    issued_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Issue:
    """What all copies of one version share on every page. `registration` None makes a draft: watermark, no number.

    `log_head` is the store's head in hexadecimal at issue (its first 16 digits print); `exercise` marks everything
    that a demonstration store prints; `texts` are the sentences that its store words otherwise (`sentences`).
    `layout` is how it is laid out (`app.documents.layout`).
    """

    registration: str | None
    version: int
    issued_at: datetime
    issuer: LocalText
    subject: str
    file_reference: str
    log_head: str
    marking: Marking = Marking.NONE
    handling: Handling = field(default_factory=Handling)
    replaces: Replaced | None = None
    exercise: bool = False
    texts: Mapping[str, LocalText] = field(default_factory=dict)
    layout: int = NEWEST


@dataclass(frozen=True, slots=True, repr=False)
class CopyHead:
    """Which copy this is: number `number` of `of`, for whom; `foreign` recipients get the marking in nl, fr and en."""

    number: int
    of: int
    recipient: Name
    foreign: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Recipient:
    """One line of the distribution list; `number` is the copy's."""

    number: int
    name: Name
    note: LocalText | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Particulars:
    """What else identifies a person; where nothing is known a dash prints."""

    honorific: str = ""
    sex: LocalText | None = None
    nationalities: LocalText | None = None


@dataclass(frozen=True, slots=True, repr=False)
class PersonBlock:
    """The person protected. `languages` are ISO 639 codes. Without `particulars` the paper has no room for them."""

    family_name: str
    given_names: str
    native_name: str = ""
    function: LocalText | None = None
    born_on: date | None = None
    born_at: Name = ""
    phones: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    household: LocalText | None = None
    photo: bytes | None = field(default=None, repr=False)
    particulars: Particulars | None = None


@dataclass(frozen=True, slots=True, repr=False)
class LevelLine:
    """The threat level in force with its source; past `valid_until` it stands, marked out of date."""

    level: int
    service: Name
    reference: str
    dated: date
    valid_until: date | None = None
    kind: LocalText | None = None
    out_of_date: bool = False
    received: str = ""
    """The marking of another system that the analysis came with, as it stands on it."""


@dataclass(frozen=True, slots=True, repr=False)
class MeasureLine:
    """One measure. Either `end` or `review` is set; `changed` draws the bar: new or altered since the last version."""

    number: int
    title: LocalText
    instruction: LocalText | None
    executing: tuple[Name, ...]
    start: date
    end: date | None = None
    review: date | None = None
    contact: str = ""
    place: Name | Sealed = ""
    provisional: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class HouseholdLine:
    """Somebody who lives with the person."""

    name: str
    relation: LocalText
    native_name: str = ""
    born_on: date | None = None
    note: LocalText | None = None


@dataclass(frozen=True, slots=True, repr=False)
class AddressLine:
    """An address cleared for this document, or sealed. `revealed` is the id of the sealed one that it prints."""

    label: LocalText
    address: str | Sealed
    note: LocalText | None = None
    revealed: bytes | None = None


@dataclass(frozen=True, slots=True, repr=False)
class VehicleLine:
    """A vehicle of the household."""

    plate: str
    description: str
    user: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ContactLine:
    """Whom to call."""

    role: LocalText
    name: str
    phone: str
    reachable: LocalText | None = None


@dataclass(frozen=True, slots=True, repr=False)
class HavenLine:
    """A hospital or safe place to go to."""

    kind: LocalText
    name: str
    address: str | Sealed
    phone: str = ""
    place: bytes | None = None
    """Its id, by which the next version proposes it again."""


@dataclass(frozen=True, slots=True, repr=False)
class SignatureLine:
    """Who signs, in which capacity; the paper leaves room for ink."""

    capacity: LocalText
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ProtocolContent:
    """Everything that a protection protocol says about one person in one version.

    `domicile` is the chosen one, to which a letter goes; empty where there is none, or where the paper is no letter.
    `minister` where the Minister decided on one of its measures, or still does.
    """

    issue: Issue
    person: PersonBlock
    level: LevelLine | None = None
    changes: LocalText | None = None
    measures: tuple[MeasureLine, ...] = ()
    calls: LocalText | None = None
    household: tuple[HouseholdLine, ...] = ()
    addresses: tuple[AddressLine, ...] = ()
    vehicles: tuple[VehicleLine, ...] = ()
    contacts: tuple[ContactLine, ...] = ()
    havens: tuple[HavenLine, ...] = ()
    blood_group: str = ""
    medical: LocalText | None = None
    threat: LocalText | None = None
    conduct: LocalText | None = None
    recipients: tuple[Recipient, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
    minister: bool = True
    domicile: str = ""
