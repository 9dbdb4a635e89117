"""Which lines of a short list hold every word typed above it, forgiving of accents and capitals."""

from collections.abc import Sequence

from app.core.plain import plain
from app.ui.tables.rows import Line

MANY = 12
"""Lines from which on every list has its filter: more than are seen at a glance."""


def narrowed(lines: Sequence[Line], typed: str) -> list[Line]:
    """Return the lines that hold all of the words typed; all where none is."""
    wanted = plain(typed).split()
    return [line for line in lines if _holds(line, wanted)] if wanted else list(lines)


def _holds(line: Line, wanted: Sequence[str]) -> bool:
    text = plain(" ".join(cell.plain for cell in line.cells))
    return all(word in text for word in wanted)
