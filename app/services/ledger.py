"""The ledger: per peer what was sent, what came, what is acknowledged (exchange.md §3).

A store numbers its entries by arrival. One acknowledged number a peer says up to where it has everything shared; a
stream newly shared goes whole until a bundle that carried it is acknowledged. So a lost stick heals with the next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.core.clock import from_milliseconds
from app.core.ids import Id
from app.history.rows import insert_many, one_value


@dataclass(frozen=True, slots=True)
class Peer:
    """Another station as this store's ledger knows it."""

    pid: int
    station: Id
    replica: bytes | None
    """Its incarnation, whose arrival numbers `in_upto` counts."""
    acked: int
    """Our arrival number up to which it has all that is shared with it."""
    in_counter: int
    out_counter: int
    in_upto: int


@dataclass(frozen=True, slots=True)
class Share:
    """A stream that a peer gets. Of entries up to `since` it gets no openings but those of current values."""

    sid: int
    since: int
    first_sent: int
    """Our highest arrival number when it was first sent; 0 before."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One bundle that left or came."""

    bundle: Id
    station: Id
    outgoing: bool
    counter: int
    entries: int
    size: int
    moment: datetime
    officer: Id
    reason: str
    state: str


def peer_of(connection: Connection, station: Id) -> Peer:
    """Return the ledger's line for a station, made now if it is the first time."""
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO peer (station, acked, in_counter, out_counter, in_upto) VALUES (?, 0, 0, 0, 0)",
        (station,),
    )
    found = find_peer(connection, station)
    if found is None:
        raise LookupError(station.hex())
    return found


def find_peer(connection: Connection, station: Id) -> Peer | None:
    """Return the ledger's line for a station, None where nothing was ever exchanged."""
    sql = "SELECT pid, station, replica, acked, in_counter, out_counter, in_upto FROM peer WHERE station = ?"
    row = connection.exec_driver_sql(sql, (station,)).first()
    return None if row is None else Peer(*row)


def shares_of(connection: Connection, pid: int) -> list[Share]:
    """Return the streams shared with a peer."""
    sql = "SELECT sid, from_eid, acked FROM share WHERE pid = ? ORDER BY sid"
    return [Share(*row) for row in connection.exec_driver_sql(sql, (pid,))]


def share(connection: Connection, pid: int, streams: Iterable[Id], since: int) -> None:
    """Share streams with a peer from now on; those already shared stay as they are."""
    insert_many(
        connection,
        "INSERT OR IGNORE INTO share (pid, sid, from_eid, acked) SELECT ?, sid, ?, 0 FROM stream WHERE id = ?",
        [(pid, since, stream) for stream in streams],
    )


def mark_sent(connection: Connection, pid: int, streams: Iterable[Id], upto: int) -> None:
    """Note that streams went out for the first time in a bundle that reaches up to arrival number `upto`."""
    insert_many(
        connection,
        "UPDATE share SET acked = ? WHERE pid = ? AND acked = 0 AND sid = (SELECT sid FROM stream WHERE id = ?)",
        [(upto, pid, stream) for stream in streams],
    )


def last_arrival(connection: Connection) -> int:
    """Return the highest arrival number of this store."""
    return int(one_value(connection, "SELECT coalesce(max(eid), 0) FROM entry"))


def is_known_bundle(connection: Connection, bundle: Id) -> bool:
    """Tell whether a bundle has been taken in (or sent) before."""
    return one_value(connection, "SELECT 1 FROM bundle WHERE id = ?", bundle) is not None


def lines(connection: Connection, station: Id | None = None) -> Sequence[LedgerLine]:
    """Return the bundles exchanged, newest first."""
    sql = """SELECT bundle.id, station, dir, counter, entries, bytes, moment, officer, reason, bundle.state FROM bundle
             JOIN peer USING (pid) WHERE ? IS NULL OR station = ? ORDER BY moment DESC, counter DESC"""
    return [
        LedgerLine(row[0], row[1], row[2] == "out", row[3], row[4], row[5], from_milliseconds(row[6]), *row[7:10])
        for row in connection.exec_driver_sql(sql, (station, station))
    ]
