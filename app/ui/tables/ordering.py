"""Lines of a short list in the order of what a column says: by its value, else by its text as the language has it.

What says nothing stands last, whichever way: whoever orders a list looks for what is said.
"""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QCollator, QLocale

from app.ui.kit.words import DASH


class Told(Protocol):
    """What a cell says, and what it is ordered by."""

    @property
    def text(self) -> str: ...
    @property
    def plain(self) -> str: ...
    @property
    def level(self) -> int | None: ...
    @property
    def by(self) -> Any: ...


class Lined(Protocol):
    """A line of cells."""

    @property
    def cells(self) -> Sequence[Told]: ...


L = TypeVar("L", bound=Lined)


def ordered(lines: Sequence[L], column: int, locale: QLocale, *, down: bool) -> list[L]:
    """Return the lines in the order of a column, `down` with the greatest first; equal ones stay as they were."""
    collator = QCollator(locale)
    collator.setNumericMode(True)

    def key(line: L) -> tuple[int, Any]:
        cell = line.cells[column]
        value = cell.level if cell.by is None else cell.by
        return (1, collator.sortKey(cell.plain)) if value is None else (0, value)

    said = [line for line in lines if _says(line.cells[column])]
    silent = [line for line in lines if not _says(line.cells[column])]
    return sorted(said, key=key, reverse=down) + silent


def _says(cell: Told) -> bool:
    return cell.by is not None or cell.level is not None or cell.plain not in ("", DASH)
