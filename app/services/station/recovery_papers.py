"""Recovery sheets as papers: printed from memory by whoever just made the shares, and one read back from paper.

A share that was printed wrong, or not at all, is found out on the day the store is lost. So one share, chosen by
chance, is typed back from its sheet before anything is kept in the store. In an exercise, where a sheet protects
nothing, none is.
"""

from collections.abc import Sequence
from datetime import datetime

from app.core.clock import Randomness
from app.documents import printing
from app.documents.shares import RecoverySheets, SheetKind


def store_sheets(
    station: str, moment: datetime, shares: Sequence[Sequence[str]], language: str, *, exercise: bool
) -> bytes:
    """Return the PDF of the shares that open the store."""
    return printing.sheets(RecoverySheets(SheetKind.STORE, station, moment, shares, exercise=exercise), language)


def root_sheets(
    station: str, moment: datetime, shares: Sequence[Sequence[str]], language: str, *, exercise: bool
) -> bytes:
    """Return the PDF of the shares of the directory's root key."""
    return printing.sheets(RecoverySheets(SheetKind.ROOT, station, moment, shares, exercise=exercise), language)


def share_to_read_back(count: int, randomness: Randomness) -> int:
    """Return which of `count` shares is to be typed back, from 0."""
    return int.from_bytes(randomness(8), "big") % count
