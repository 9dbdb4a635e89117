"""Which lines of a short list hold every word typed above it, forgiving of accents and capitals."""

from collections.abc import Sequence

from app.core.plain import plain
from app.ui.tables.rows import Line

MANY = 12
"""Lines from which on every list has its filter: more than are seen at a glance."""


def narrowed(lines: Sequence[Line], typed: str) -> list[Line]:
    """Return the lines that hold all of the words typed; all where none is."""
    return [line for line in lines if holds(" ".join(cell.plain for cell in line.cells), typed)]


def holds(text: str, typed: str) -> bool:
    """Tell whether a text holds all of the words typed; any does where none is."""
    wanted = plain(typed).split()
    said = plain(text) if wanted else ""
    return all(word in said for word in wanted)
