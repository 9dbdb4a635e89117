"""Closed lists of files, threats and papers."""

from app.core.i18n import N_
from app.models.worded import Worded, WordedNumber


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


class DisclosureAct(Worded):
    """How something came on paper or out of the store on purpose, besides being issued."""

    REVEALED = "revealed", N_("sealed value printed")
    REPRINTED = "reprinted", N_("copy printed again")
    WRITTEN_OUT = "written_out", N_("copy written out as a file")
