"""What the release gate hands out: proof that an officer saw what leaves, to whom, and let it go.

`exchange` and `documents` write only when handed one, so that nothing can leave by a way that forgot the gate
(exchange.md §5). It is made by the gate alone; the record of it is the file's *who knows what*.
"""

from dataclasses import dataclass, field
from datetime import datetime

from app.core.ids import Id
from app.models.enums import Marking


@dataclass(frozen=True, slots=True)
class Release:
    """One decision of the gate for one recipient."""

    recipient: Id
    """Id of the station that receives."""
    streams: frozenset[Id]
    """Everything that leaves belongs to these."""
    marking: Marking
    """The highest that leaves."""
    officer: Id
    moment: datetime
    reason: str = field(repr=False)
    second: Id | None = None
    """The officer who confirmed with a credential of their own, where the marking asks for it."""
    first_time: frozenset[Id] = frozenset()
    """Those of `streams` that this recipient never received before."""
    statement: bytes = field(default=b"", repr=False)
    """Name of the signed statement that the ledger keeps of it; exporters of a station demand it."""
