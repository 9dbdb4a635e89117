"""What a recall sheet says: which dispatcher sheet ends, and what a centre has to take out of its index."""

from dataclasses import dataclass
from datetime import datetime

from app.documents.content import Issue, Recipient, SignatureLine
from app.documents.wording import LocalText, Sealed


@dataclass(frozen=True, slots=True, repr=False)
class IndexEntry:
    """A number, name, address or plate by which the sheet was found. `stays` where the sheet in force has it too."""

    what: LocalText
    value: str | Sealed
    stays: bool = False


@dataclass(frozen=True, slots=True)
class SheetHeld:
    """What the reader of one copy holds: `copy` of the sheet; `renewed` where the sheet in force went there too."""

    number: int
    copy: int
    renewed: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class RecallContent:
    """Everything that the copies of one recall say; each prints what its own reader holds."""

    issue: Issue
    registration: str
    version: int
    issued_at: datetime
    name: str
    native_name: str
    why: LocalText
    replaced_by: int | None = None
    """The version in force, told only to who has it."""
    entries: tuple[IndexEntry, ...] = ()
    held: tuple[SheetHeld, ...] = ()
    changes: LocalText | None = None
    recipients: tuple[Recipient, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
