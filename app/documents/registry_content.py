"""What the lists of the registry say: who holds which copy, what to fetch back, what was destroyed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.documents.content import Issue, SignatureLine
from app.documents.wording import LocalText


class RegistryList(StrEnum):
    """Which of the lists."""

    REGISTER = "register"
    RECALL = "recall"
    DESTRUCTION = "destruction"


@dataclass(frozen=True, slots=True, repr=False)
class RegistryLine:
    """One copy: of which paper, whose, how it stands; `why` it must come back."""

    registration: str
    version: int
    paper: LocalText
    number: int
    recipient: str
    state: LocalText
    since: date | None = None
    by_whom: str = ""
    before_whom: str = ""
    why: LocalText | None = None


@dataclass(frozen=True, slots=True, repr=False)
class RegistryContent:
    """Everything that one list says."""

    issue: Issue
    which: RegistryList
    title: str
    lines: tuple[RegistryLine, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
