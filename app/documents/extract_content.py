"""What a person extract says: every record that the store holds of somebody, field by field, with its source."""

from dataclasses import dataclass, field

from app.documents.content import Issue, Recipient, SignatureLine
from app.documents.wording import LocalText, Sealed


@dataclass(frozen=True, slots=True, repr=False)
class ExtractField:
    """One field: its label, what it holds, and who wrote it when, unless that is the record's own source."""

    label: LocalText
    value: LocalText | Sealed
    source: LocalText | None = None


@dataclass(frozen=True, slots=True, repr=False)
class ExtractRecord:
    """One record: what it is, where it stands, how it is marked, who wrote (most of) it when."""

    kind: LocalText
    where: LocalText | None
    marking: LocalText
    source: LocalText | None = None
    fields: tuple[ExtractField, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class ExtractSection:
    """Records of one sort."""

    title: LocalText
    records: tuple[ExtractRecord, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class ExtractContent:
    """Everything that one extract says."""

    issue: Issue
    name: str
    native_name: str = ""
    entries: int = 1
    """Entries of the register that are this human."""
    sections: tuple[ExtractSection, ...] = field(default=())
    changes: LocalText | None = None
    recipients: tuple[Recipient, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
