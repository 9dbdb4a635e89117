"""References, registration and copy numbers: given here without asking anybody, and never given twice.

They carry the station's code and, from the second on, the incarnation: a restored store counts from one again under
another name, because nobody knows what it had given out meanwhile (exchange.md §1).
"""

import re

from sqlalchemy import Connection

from app.history.rows import one_value

_PART = re.compile(r"[A-Z0-9]{1,12}")


def next_number(connection: Connection, kind: str, year: int, station: str, incarnation: int) -> str:
    """Return the next number of a kind, as BP-2026-BRU1-0042 (BP-2026-BRU1.2-0001 in the second incarnation).

    To be called inside the unit of work that writes it. Raises ValueError on a kind or code of other characters.
    """
    if not _PART.fullmatch(kind) or not _PART.fullmatch(station) or incarnation < 1:
        raise ValueError("number")
    where = station if incarnation == 1 else f"{station}.{incarnation}"
    series = f"{kind}-{year:04}-{where}"
    sql = """INSERT INTO counter (name, value) VALUES (?, 1)
             ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"""
    return f"{series}-{int(one_value(connection, sql, series)):04}"
