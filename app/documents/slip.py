"""What a transport slip says: the two ends, the bundle and its files."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.documents.content import Issue
from app.documents.wording import Name


@dataclass(frozen=True, slots=True)
class SlipParty:
    """One end of the way: the code of the workstation and its organisation."""

    code: str
    organisation: Name = field(repr=False)


@dataclass(frozen=True, slots=True)
class SlipFile:
    """One file of the bundle; `checksum` is its SHA-256 in hexadecimal."""

    name: str = field(repr=False)
    size: int
    checksum: str = field(repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class SlipContent:
    """Everything that a slip says. `bundle` is its id in hexadecimal, `counter` its number to this recipient."""

    issue: Issue
    bundle: str
    counter: int
    sender: SlipParty
    recipient: SlipParty
    written: datetime
    files: Sequence[SlipFile]
