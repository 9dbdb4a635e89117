"""Which of somebody's addresses holds on a day: one that ended is history, one that begins later is told already."""

from datetime import date
from typing import Protocol


class Lasting(Protocol):
    """An address, open or sealed, with the last day on which it holds."""

    @property
    def to_on(self) -> date | None: ...


def holds_on(address: Lasting, day: date) -> bool:
    """Tell whether an address did not end before `day`; its last day counts."""
    return address.to_on is None or address.to_on >= day
