"""Closed lists of the domain. A member carries its word: `FileState.OPEN.word` is an msgid, translated per call.

Values travel in bundles and stand in signed history: a value is never renamed nor given another meaning. Lists that
an administrator may edit (measure types, function categories ...) are data: `app.models.catalogues`.
"""

from enum import Enum, IntEnum, StrEnum

from app.core.i18n import N_, translate


class Worded(StrEnum):
    """A text value with its word in English, which is the msgid."""

    word: str

    def __new__(cls, value: str, word: str) -> "Worded":
        member = str.__new__(cls, value)
        member._value_ = value
        member.word = word
        return member


class WordedNumber(IntEnum):
    """A number with its word; the order of the numbers means something."""

    word: str

    def __new__(cls, value: int, word: str) -> "WordedNumber":
        member = int.__new__(cls, value)
        member._value_ = value
        member.word = word
        return member


def label_of(member: Enum) -> str:
    """Return the msgid of a member. Raises TypeError on an enum that has no words."""
    if isinstance(member, Worded | WordedNumber):
        return member.word
    raise TypeError(type(member).__name__)


def say(member: Enum, language: str) -> str:
    """Return the word of a member in `language`."""
    return translate(label_of(member), language)


class Role(Worded):
    """What an officer is for (security.md §3)."""

    FILE_OFFICER = "file_officer", N_("file officer")
    DUTY_OFFICER = "duty_officer", N_("duty officer")
    APPROVER = "approver", N_("approver")
    PARTNER = "partner", N_("partner")
    ANALYST = "analyst", N_("analyst")
    SECURITY_OFFICER = "security_officer", N_("security officer")
    ADMINISTRATOR = "administrator", N_("administrator")
    AUDITOR = "auditor", N_("auditor")
    INSPECTOR = "inspector", N_("inspector")


class Action(Worded):
    """What one asks to do. The first group is what writing a kind asks; see `app.models.kinds`."""

    LABEL = "label", N_("change marking or distribution")
    DIRECTORY = "directory", N_("change the directory")
    CATALOGUE = "catalogue", N_("change a list")
    REGISTER = "register", N_("change a register")
    FILE = "file", N_("change a protection file")
    REPORT = "report", N_("record a threat report")
    ANALYSE = "analyse", N_("record a threat analysis")
    MEASURE = "measure", N_("change a measure")
    DECIDE = "decide", N_("record a decision")
    EXECUTE = "execute", N_("report execution")
    VISIT = "visit", N_("change a visit file")
    MERGE = "merge", N_("join two persons")
    PAPER = "paper", N_("issue a document")
    ATTACH = "attach", N_("add an attachment")

    READ = "read", N_("read")
    PRINT = "print", N_("print")
    REVEAL = "reveal", N_("reveal a sealed value")
    PROPOSE = "propose", N_("propose a measure")
    APPROVE = "approve", N_("record what the Minister decided")
    CLOSE = "close", N_("close or reopen a file")
    RELEASE = "release", N_("let something leave the store")
    ERASE = "erase", N_("erase")

    IMPORT = "import", N_("import a bundle")
    COUNT = "count", N_("make statistics")
    KEYS = "keys", N_("manage stations, keys and clearances")
    ACCOUNTS = "accounts", N_("manage accounts")
    BACKUP = "backup", N_("make a backup")
    AUDIT = "audit", N_("read the logs")


class Marking(WordedNumber):
    """Classification (law of 11 December 1998). Words are those of the law, in capitals on paper."""

    NONE = 0, N_("not classified")
    RESTRICTED = 1, N_("RESTRICTED")
    CONFIDENTIAL = 2, N_("CONFIDENTIAL")
    SECRET = 3, N_("SECRET")
    TOP_SECRET = 4, N_("TOP SECRET")


class HandlingMark(Worded):
    """Optional marks beside the classification, never a classification: limited distribution and TLP 2.0."""

    LIMITED = "limited", N_("limited distribution")
    TLP_RED = "tlp_red", N_("TLP:RED")
    TLP_AMBER_STRICT = "tlp_amber_strict", N_("TLP:AMBER+STRICT")
    TLP_AMBER = "tlp_amber", N_("TLP:AMBER")
    TLP_GREEN = "tlp_green", N_("TLP:GREEN")
    TLP_CLEAR = "tlp_clear", N_("TLP:CLEAR")


class AccountState(Worded):
    """Whether an officer or station may still write."""

    ACTIVE = "active", N_("active account")
    REVOKED = "revoked", N_("revoked")


class ThreatLevel(WordedNumber):
    """Royal Decree of 28 November 2006, article 11 §6."""

    LOW = 1, N_("LOW")
    MEDIUM = 2, N_("MEDIUM")
    SERIOUS = 3, N_("SERIOUS")
    VERY_SERIOUS = 4, N_("VERY SERIOUS")


class ThreatKind(Worded):
    """What a threat is about; it decides whose analysis it is."""

    TERRORISM = "terrorism", N_("terrorism and extremism")
    ORGANISED_CRIME = "organised_crime", N_("organised crime")
    STALKING = "stalking", N_("stalking")
    PUBLIC_ORDER = "public_order", N_("public order")
    OTHER = "other", N_("other threat")


class SourceGrade(Worded):
    """Reliability of a source, first half of the 4×4 grading."""

    A = "A", N_("A: always reliable")
    B = "B", N_("B: mostly reliable")
    C = "C", N_("C: mostly unreliable")
    X = "X", N_("X: reliability unknown")


class InformationGrade(WordedNumber):
    """Accuracy of an information, second half of the 4×4 grading."""

    ONE = 1, N_("1: known to be true")
    TWO = 2, N_("2: known to the source personally")
    THREE = 3, N_("3: not known personally but corroborated")
    FOUR = 4, N_("4: cannot be corroborated")


class FileState(Worded):
    """Life of a threat, visit or institution file (domain.md §4)."""

    DRAFT = "draft", N_("draft")
    OPEN = "open", N_("open file")
    SUSPENDED = "suspended", N_("suspended")
    CLOSED = "closed", N_("closed")
    ARCHIVED = "archived", N_("archived")
    ERASED = "erased", N_("erased")
    TRANSFERRED = "transferred", N_("transferred to the archives")


class FileBasis(Worded):
    """Why a file or measure exists: domain.md §1."""

    STATUS = "status", N_("status of the person")
    ANALYSIS = "analysis", N_("threat analysis")
    BOTH = "both", N_("status and threat analysis")


class FileOrigin(Worded):
    """From whom the first word came."""

    PERSON = "person", N_("the person")
    EMPLOYER = "employer", N_("the employer")
    POLICE = "police", N_("a police service")
    ANALYSIS_UNIT = "analysis_unit", N_("CUTA")
    PROSECUTOR = "prosecutor", N_("the public prosecutor's office")
    CABINET = "cabinet", N_("a minister's cabinet")
    EMBASSY = "embassy", N_("an embassy")
    INTELLIGENCE = "intelligence", N_("an intelligence service")
    OTHER = "other", N_("other origin")


class InvolvementRole(Worded):
    """A person's part in one file."""

    THREATENED = "threatened", N_("threatened person")
    HOUSEHOLD = "household", N_("household member")
    PRINCIPAL = "principal", N_("principal")
    SPOUSE = "spouse", N_("spouse")
    DELEGATION = "delegation", N_("delegation member")
    SECURITY = "security", N_("foreign security officer")
    LIAISON = "liaison", N_("liaison officer")
    CONTACT = "contact", N_("contact person")
    REPORTER = "reporter", N_("reporter")


class MeasureState(Worded):
    """domain.md §4; `overdue` and `unconfirmed` are computed, never stored."""

    PROPOSED = "proposed", N_("proposed")
    RETURNED = "returned", N_("returned with a question")
    REFUSED = "refused", N_("refused")
    APPROVED = "approved", N_("approved")
    PROVISIONAL = "provisional", N_("provisional")
    ACTIVE = "active", N_("active")
    SUSPENDED = "suspended", N_("suspended")
    ENDED = "ended", N_("ended")


class DecisionKind(Worded):
    """What was decided. A decision is never edited nor undone: a later one supersedes."""

    PROPOSE = "propose", N_("proposal")
    START_URGENT = "start_urgent", N_("urgent start before approval")
    APPROVE = "approve", N_("approval")
    APPROVE_AMENDED = "approve_amended", N_("approval as amended")
    RETURN = "return", N_("return with a question")
    REFUSE = "refuse", N_("refusal")
    RATIFY = "ratify", N_("ratification")
    START = "start", N_("start")
    WIDEN = "widen", N_("widening")
    REDUCE = "reduce", N_("reduction")
    KEEP = "keep", N_("keeping")
    PROLONG = "prolong", N_("prolongation")
    SUSPEND = "suspend", N_("suspension")
    RESUME = "resume", N_("resumption")
    END = "end", N_("end of the measure")
    OPEN_FILE = "open_file", N_("opening of the file")
    CLOSE_FILE = "close_file", N_("closing of the file")
    REOPEN_FILE = "reopen_file", N_("reopening of the file")
    ARCHIVE_FILE = "archive_file", N_("archiving of the file")


class Capacity(Worded):
    """In what capacity somebody decided."""

    MINISTER = "minister", N_("Minister of the Interior")
    CABINET = "cabinet", N_("the Minister's cabinet")
    SUBSTITUTE = "substitute", N_("substitute approver")
    DIRECTOR = "director", N_("director of the Crisis Centre")
    MEETING = "meeting", N_("meeting of the partners")
    FILE_OFFICER = "file_officer", N_("file officer")
    DUTY_OFFICER = "duty_officer", N_("duty officer")
    POLICE = "police", N_("police service")


class Channel(Worded):
    """How something was said."""

    PAPER = "paper", N_("signed paper")
    EMAIL = "email", N_("e-mail message")
    PHONE = "phone", N_("by phone")
    MEETING = "meeting", N_("in a meeting")
    IN_PERSON = "in_person", N_("in person")
    LETTER = "letter", N_("by letter")
    RADIO = "radio", N_("by radio")
    BUNDLE = "bundle", N_("by bundle")

    @property
    def oral(self) -> bool:
        """Whether what was said this way must be confirmed in writing."""
        return self in (Channel.PHONE, Channel.IN_PERSON, Channel.RADIO)


class MeasureCharacter(Worded):
    """domain.md §8."""

    PRECAUTIONARY = "precautionary", N_("precautionary")
    PROTECTIVE = "protective", N_("protective")


class MeasureVisibility(Worded):
    """Whether outsiders may notice the measure."""

    VISIBLE = "visible", N_("visible")
    DISCREET = "discreet", N_("discreet")


class MeasureTiming(Worded):
    """Before something happens, or when it does."""

    PREVENTIVE = "preventive", N_("preventive")
    REACTIVE = "reactive", N_("reactive")


class SubjectKind(Worded):
    """What a measure, an analysis or a decision is about."""

    PERSON = "person", N_("person")
    PLACE = "place", N_("place")
    ORGANISATION = "organisation", N_("institution")
    PROGRAMME_ITEM = "programme_item", N_("programme item")
    FILE = "file", N_("file")
    VISIT = "visit", N_("visit")
    EVENT = "event", N_("event")


class DocumentState(Worded):
    """Life of an issued document."""

    DRAFT = "draft", N_("draft document")
    ISSUED = "issued", N_("issued")
    SUPERSEDED = "superseded", N_("superseded")
    RECALLED = "recalled", N_("recalled")


class CopyState(Worded):
    """Life of one paper copy; the last three are its ends."""

    PREPARED = "prepared", N_("prepared")
    HANDED_OVER = "handed_over", N_("handed over")
    ACKNOWLEDGED = "acknowledged", N_("acknowledged")
    RETURNED = "returned", N_("returned copy")
    DESTROYED = "destroyed", N_("destroyed")
    WRITTEN_OFF = "written_off", N_("written off")


class MergeState(Worded):
    """Whether two register entries are held to be one human."""

    JOINED = "joined", N_("joined")
    PARTED = "parted", N_("parted")


class Sex(Worded):
    """As on the identity document."""

    FEMALE = "f", N_("female")
    MALE = "m", N_("male")
    OTHER = "x", N_("other or not stated")


class MaritalStatus(Worded):
    """As in the national register."""

    SINGLE = "single", N_("single")
    MARRIED = "married", N_("married")
    COHABITING = "cohabiting", N_("legally cohabiting")
    DIVORCED = "divorced", N_("divorced")
    WIDOWED = "widowed", N_("widowed")


class BloodGroup(Worded):
    """Blood group and rhesus factor; the same in every language."""

    O_NEG = "O-", "O−"
    O_POS = "O+", "O+"
    A_NEG = "A-", "A−"
    A_POS = "A+", "A+"
    B_NEG = "B-", "B−"
    B_POS = "B+", "B+"
    AB_NEG = "AB-", "AB−"
    AB_POS = "AB+", "AB+"


class ContactUse(Worded):
    """What a number or address is for."""

    MOBILE = "mobile", N_("mobile")
    PRIVATE = "private", N_("private")
    WORK = "work", N_("work")
    PERMANENCE = "permanence", N_("24/7")
    OTHER = "other", N_("other use")


class AddressUse(Worded):
    """What a person does at an address."""

    HOME = "home", N_("home")
    SECOND_HOME = "second_home", N_("second home")
    WORK = "work", N_("workplace")
    SCHOOL = "school", N_("school")
    CHOSEN_DOMICILE = "chosen_domicile", N_("chosen domicile")
    SAFE_HOUSE = "safe_house", N_("safe house")
    OTHER = "other", N_("other address")


class RelationKind(Worded):
    """What the second person is to the first."""

    SPOUSE = "spouse", N_("spouse")
    PARTNER = "partner", N_("life partner")
    EX_PARTNER = "ex_partner", N_("former partner")
    PARENT = "parent", N_("parent")
    CHILD = "child", N_("child")
    SIBLING = "sibling", N_("brother or sister")
    COLLEAGUE = "colleague", N_("colleague")
    ASSISTANT = "assistant", N_("assistant")
    OTHER = "other", N_("other relation")


class PresenceState(Worded):
    """Where a protected person is: patrols follow it."""

    HOME = "at_home", N_("at home")
    AWAY = "away", N_("away")
    ABROAD = "abroad", N_("abroad")


class PlaceKind(Worded):
    """What a place is."""

    RESIDENCE = "residence", N_("residence")
    OFFICE = "office", N_("office")
    HOTEL = "hotel", N_("hotel")
    AIRPORT = "airport", N_("airport")
    STATION = "station", N_("railway station")
    HOSPITAL = "hospital", N_("hospital")
    SAFE_HAVEN = "safe_haven", N_("safe haven")
    EMBASSY = "embassy", N_("embassy")
    INSTITUTION = "institution", N_("seat of an institution")
    VENUE = "venue", N_("venue")
    RESTAURANT = "restaurant", N_("restaurant")
    OTHER = "other", N_("other place")


class PlaceSensitivity(Worded):
    """How a place may be named on paper."""

    OPEN = "open", N_("public place")
    DISCREET = "discreet", N_("discreet place")
    PROTECTED = "protected", N_("place under protection")


class VehicleRole(Worded):
    """What a vehicle is used for."""

    PRINCIPAL = "principal", N_("principal's car")
    SPARE = "spare", N_("spare car")
    ESCORT = "escort", N_("escort")
    LEAD = "lead", N_("lead car")
    TAIL = "tail", N_("tail car")
    MOTORCYCLE = "motorcycle", N_("motorcycle")
    DELEGATION = "delegation", N_("delegation bus or car")
    MEDICAL = "medical", N_("medical vehicle")
    LUGGAGE = "luggage", N_("luggage")
    PRIVATE = "private_car", N_("private car")
    OTHER = "other", N_("other vehicle")


class TransportMode(Worded):
    """How a leg of a programme is travelled."""

    CAR = "car", N_("car")
    CONVOY = "convoy", N_("convoy")
    FOOT = "foot", N_("on foot")
    TRAIN = "train", N_("train")
    HELICOPTER = "helicopter", N_("helicopter")
    AIRCRAFT = "aircraft", N_("aircraft")
    BOAT = "boat", N_("boat")
    OTHER = "other", N_("other transport")


class FlightDirection(Worded):
    """Seen from Belgium."""

    ARRIVAL = "arrival", N_("arrival")
    DEPARTURE = "departure", N_("departure")


class PermitState(Worded):
    """Where a request for a permit stands."""

    NOT_ASKED = "not_asked", N_("not requested")
    ASKED = "asked", N_("requested")
    GRANTED = "granted", N_("granted")
    REFUSED = "refused", N_("permit refused")


class EventKind(Worded):
    """What groups visits."""

    SUMMIT = "summit", N_("European summit")
    MINISTERIAL = "ministerial", N_("EU/NATO ministerial")
    STATE_OCCASION = "state_occasion", N_("state occasion")
    SPORT = "sport", N_("sports event")
    CONFERENCE = "conference", N_("conference")
    DEMONSTRATION = "demonstration", N_("demonstration")
    OTHER = "other", N_("other event")
