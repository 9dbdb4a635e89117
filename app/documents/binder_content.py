"""What the binder of an emergency centre says: its sheets in force, what leads to them, and what comes out."""

from dataclasses import dataclass
from datetime import datetime

from app.documents.content import Issue, Recipient, SignatureLine
from app.documents.wording import LocalText, Name, Sealed


@dataclass(frozen=True, slots=True, repr=False)
class BinderSheet:
    """A sheet in force at the centre. `tab` is its place in the binder; `fresh` since the last binder."""

    tab: int
    registration: str
    version: int
    copy: int
    issued_at: datetime
    name: str
    native_name: str = ""
    household: tuple[tuple[str, str], ...] = ()
    """Others who live there: name, and name in its own script."""
    phones: tuple[str, ...] = ()
    addresses: tuple[str | Sealed, ...] = ()
    fresh: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class BinderRemoval:
    """A copy of a sheet that comes out, and why."""

    registration: str
    version: int
    copy: int
    name: str
    why: LocalText
    native_name: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class BinderContent:
    """Everything that one binder says. `since` is when the binder before was issued, None for the first."""

    issue: Issue
    centre: Name
    since: datetime | None = None
    sheets: tuple[BinderSheet, ...] = ()
    removals: tuple[BinderRemoval, ...] = ()
    changes: LocalText | None = None
    recipients: tuple[Recipient, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
