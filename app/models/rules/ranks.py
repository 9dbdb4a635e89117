"""How rival values of a workflow cell are ordered while a supervisor has not decided.

A rank reads wire values that another station wrote: it must order anything, of any type and length, and never raise.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

LAST_DAY = date.max.toordinal()


def at(values: Sequence[Any], position: int) -> Any:
    """Return the wire value at `position`, None where an older station wrote a shorter cell."""
    return values[position] if position < len(values) else None


def day(raw: Any, otherwise: int) -> int:
    """Return the ordinal of a wire date (ISO text), `otherwise` if it is none."""
    if isinstance(raw, str):
        try:
            return date.fromisoformat(raw[:10]).toordinal()
        except ValueError:
            return otherwise
    return otherwise


def place(order: Mapping[str, int], raw: Any) -> int:
    """Return the rank of a wire state, below all known ones for a state this version does not know."""
    return order.get(raw, -1) if isinstance(raw, str) else -1
