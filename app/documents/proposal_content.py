"""What a proposal to the Minister says: of each file its basis, level, measures asked for, and what argues for them."""

from dataclasses import dataclass

from app.documents.content import Issue, LevelLine, MeasureLine, Recipient, SignatureLine
from app.documents.wording import LocalText, Name


@dataclass(frozen=True, slots=True, repr=False)
class ProposedMeasure:
    """One measure to be decided on: for whom or what it is, and as what it would be carried out."""

    whom: Name
    line: MeasureLine


@dataclass(frozen=True, slots=True, repr=False)
class ProposedPerson:
    """Somebody a file protects."""

    name: str
    native_name: str = ""
    function: LocalText | None = None


@dataclass(frozen=True, slots=True, repr=False)
class ProposedFile:
    """One file of a proposal."""

    reference: str
    title: str
    persons: tuple[ProposedPerson, ...] = ()
    basis: LocalText | None = None
    level: LevelLine | None = None
    threat: LocalText | None = None
    measures: tuple[ProposedMeasure, ...] = ()
    necessity: LocalText | None = None
    proportionality: LocalText | None = None
    alternatives: LocalText | None = None


@dataclass(frozen=True, slots=True, repr=False)
class ProposalContent:
    """Everything that a proposal says. `to` is in what capacity its reader decides."""

    issue: Issue
    title: str
    to: LocalText
    files: tuple[ProposedFile, ...] = ()
    changes: LocalText | None = None
    recipients: tuple[Recipient, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
