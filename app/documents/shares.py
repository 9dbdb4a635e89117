"""What recovery sheets say: which key, of which workstation, its shares."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class SheetKind(Enum):
    """What the shares bring back."""

    STORE = "store"
    ROOT = "root"


@dataclass(frozen=True, slots=True, repr=False)
class RecoverySheets:
    """What is printed: the workstation's code, the moment, and the shares, each a list of words."""

    kind: SheetKind
    station: str
    moment: datetime
    shares: Sequence[Sequence[str]] = field(repr=False)
    needed: int = 3
    exercise: bool = False
