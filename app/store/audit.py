"""The access log: who looked, searched, printed, let out and unlocked, in a chain that cannot be rewritten unseen.

    hash = SHA-256("praesidium access log" | number, 8 bytes | hash before | body)

Rows are only ever added. Changing, dropping or swapping one breaks the chain at its number; cutting off the end is
noticed by the number and hash kept outside the store. Bodies hold ids, counts and codes, never a name or a word that
was typed: the log outlives what it is about, and an erasure does not reach into it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

import msgspec
from sqlalchemy import Connection

from app.core.ids import Id

VERSION: Final = 1
START: Final = bytes(32)
"""What the first line follows."""
_TAG = b"praesidium access log"


class LogBody(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """What one line says. `moment` is in milliseconds, `act` and `reason` are codes, `number` is what `act` counts."""

    version: int
    moment: int
    officer: Id
    act: str
    subjects: list[Id]
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line and its place in the chain; `body` is None where it cannot be read."""

    number: int
    hash: bytes
    body: LogBody | None


class LogFaultKind(StrEnum):
    """What is wrong with a line."""

    CHANGED = "changed"
    """Its hash is not that of what it says, where it stands."""
    MISSING = "missing"
    CUT_OFF = "cut_off"
    """The newest line kept outside is not here."""


@dataclass(frozen=True, slots=True)
class LogFault:
    """Something wrong at one number of the log."""

    kind: LogFaultKind
    number: int


@dataclass(frozen=True, slots=True)
class LogTip:
    """The newest line, to be kept outside; number 0 before the first."""

    number: int
    hash: bytes

    def to_bytes(self) -> bytes:
        return self.number.to_bytes(8, "big") + self.hash

    @classmethod
    def from_bytes(cls, raw: bytes) -> "LogTip | None":
        """Return the tip in `raw`, None where that is none."""
        return cls(int.from_bytes(raw[:8], "big"), raw[8:]) if len(raw) == 8 + len(START) else None


def append(connection: Connection, body: LogBody) -> LogTip:
    """Add a line; the transaction is the caller's."""
    last = tip(connection)
    raw = msgspec.msgpack.encode(body)
    made = LogTip(last.number + 1, _hash(last.number + 1, last.hash, raw))
    connection.exec_driver_sql(
        "INSERT INTO access_log (no, prev, hash, body) VALUES (?,?,?,?)", (made.number, last.hash, made.hash, raw)
    )
    return made


def tip(connection: Connection) -> LogTip:
    """Return the newest line's number and hash."""
    row = connection.exec_driver_sql("SELECT no, hash FROM access_log ORDER BY no DESC LIMIT 1").first()
    return LogTip(0, START) if row is None else LogTip(row[0], bytes(row[1]))


def holds(connection: Connection, kept: LogTip | None) -> bool:
    """Tell whether the line that was newest once is still in its place; where none is known, yes."""
    if kept is None or kept.number == 0:
        return True
    row = connection.exec_driver_sql("SELECT hash FROM access_log WHERE no = ?", (kept.number,)).first()
    return row is not None and bytes(row[0]) == kept.hash


def read_back(connection: Connection, before: int | None = None) -> Iterator[LogLine]:
    """Yield lines from the newest (or from just before number `before`) back to the first."""
    sql = "SELECT no, hash, body FROM access_log WHERE no < ? ORDER BY no DESC"
    for number, name, raw in connection.exec_driver_sql(sql, ((1 << 62) if before is None else before,)):
        yield LogLine(number, bytes(name), _body(raw))


def check_log(connection: Connection, kept: LogTip | None = None) -> list[LogFault]:
    """Return what is wrong with the chain, by line; `kept` is the newest line known outside the store."""
    found: list[LogFault] = []
    last, seen = LogTip(0, START), kept is None or kept.number == 0
    for number, prev, name, raw in connection.exec_driver_sql(
        "SELECT no, prev, hash, body FROM access_log ORDER BY no"
    ):
        if number != last.number + 1:
            found.append(LogFault(LogFaultKind.MISSING, last.number + 1))
        elif prev != last.hash or _hash(number, bytes(prev), raw) != name or _body(raw) is None:
            found.append(LogFault(LogFaultKind.CHANGED, number))
        last = LogTip(number, bytes(name))
        seen |= last == kept
    if not seen and kept is not None:
        found.append(LogFault(LogFaultKind.CUT_OFF, kept.number))
    return found


def _hash(number: int, before: bytes, raw: bytes) -> bytes:
    return sha256(_TAG + number.to_bytes(8, "big") + before + raw).digest()


def _body(raw: bytes) -> LogBody | None:
    try:
        return msgspec.msgpack.decode(raw, type=LogBody)
    except msgspec.MsgspecError:
        return None
