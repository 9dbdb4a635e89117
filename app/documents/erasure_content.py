"""What the record of an erasure says: who erased how much of what, by what authority, and which workstations know."""

from dataclasses import dataclass
from datetime import datetime

from app.documents.content import Issue, SignatureLine
from app.documents.wording import LocalText, Name


@dataclass(frozen=True, slots=True, repr=False)
class ErasedLine:
    """How many objects of a kind went."""

    kind: LocalText
    count: int


@dataclass(frozen=True, slots=True, repr=False)
class ToldLine:
    """A workstation that held some of it, and whether it has confirmed a bundle with the erasure."""

    station: str
    told: bool


@dataclass(frozen=True, slots=True, repr=False)
class ErasureContent:
    """Everything that one record says. `said` are the lines of the reason as the two officers signed it."""

    issue: Issue
    erased_at: datetime
    officer: str
    second: str
    organisation: Name
    station: str
    said: tuple[str, ...]
    objects: tuple[ErasedLine, ...]
    values: int
    proof: str
    told: tuple[ToldLine, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
