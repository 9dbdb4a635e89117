"""The ledger: per peer what was sent, what came, what is acknowledged (exchange.md §3).

A store numbers its entries by arrival. One acknowledged number a peer says up to where it has everything shared; a
stream newly shared goes whole in every bundle until one of them is acknowledged, by its counter: arrival numbers cannot
tell, for sharing makes no entry. So a lost stick heals with the next, whatever was on it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.core.clock import from_milliseconds
from app.core.ids import Id
from app.history.findings import FindingKind
from app.history.rows import insert_many, one_value
from app.store.meta import load_meta, save_meta

UNSENT = 0
"""In `Share.first_sent`: released, and in no bundle yet."""
WITHDRAWN = -1
"""In `Share.first_sent`: it was sent, and may not be had any more; what was written meanwhile stays unsaid."""

_NUMBERS_OF = "ledger_replica"


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
    acked_counter: int
    """Counter of the last bundle of ours that it says it took in."""


@dataclass(frozen=True, slots=True)
class Share:
    """A stream that a peer gets. Of entries up to `since` it gets no openings but those of current values."""

    sid: int
    since: int
    first_sent: int
    """Counter of the bundle from which on it goes whole, until one is acknowledged; UNSENT or WITHDRAWN."""


@dataclass(frozen=True, slots=True, repr=False)
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


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A bundle that left and that its recipient has not said it has; it holds our entries up to `upto`."""

    counter: int
    upto: int


def begin_numbers(connection: Connection, replica: bytes) -> None:
    """Forget what was received of whom where this store has begun a new incarnation since: it may have lost it.

    All peers then hear that nothing of theirs is here, and send all of it again.
    """
    before = load_meta(connection, _NUMBERS_OF)
    if before != replica:
        if before is not None:
            connection.exec_driver_sql("UPDATE peer SET in_upto = 0, in_counter = 0")
        save_meta(connection, _NUMBERS_OF, replica)


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
    sql = """SELECT pid, station, replica, acked, in_counter, out_counter, in_upto,
                    (SELECT coalesce(max(counter), 0) FROM bundle
                     WHERE bundle.pid = peer.pid AND dir = 'out' AND state = 'acknowledged')
             FROM peer WHERE station = ?"""
    row = connection.exec_driver_sql(sql, (station,)).first()
    return None if row is None else Peer(*row)


def unconfirmed(connection: Connection, pid: int) -> Unconfirmed | None:
    """Return the last bundle written for a peer, None where it is confirmed or there is none."""
    sql = """SELECT counter, to_eid FROM bundle WHERE pid = ?1 AND dir = 'out' AND state = 'written' AND counter >
             (SELECT coalesce(max(counter), 0) FROM bundle WHERE pid = ?1 AND dir = 'out' AND state = 'acknowledged')
             ORDER BY counter DESC LIMIT 1"""
    row = connection.exec_driver_sql(sql, (pid,)).first()
    return None if row is None else Unconfirmed(*row)


def is_forked(connection: Connection, replica: bytes | None) -> bool:
    """Tell whether two stores are known to write as this replica: its arrival numbers then mean nothing."""
    if replica is None:
        return False
    sql = "SELECT 1 FROM finding WHERE kind = ? AND subject = ?"
    found = one_value(connection, sql, FindingKind.FORK.value, replica)
    return found is not None or load_meta(connection, f"forked/{replica.hex()}") is not None


def note_fork(connection: Connection, replica: bytes) -> None:
    """Note that two bundles of one counter came from one replica."""
    save_meta(connection, f"forked/{replica.hex()}", b"\1")


def was_left(connection: Connection, replica: bytes) -> bool:
    """Tell whether a peer has gone on under another incarnation since."""
    return load_meta(connection, f"former/{replica.hex()}") is not None


def note_left(connection: Connection, pid: int, replica: bytes) -> None:
    """Note that a peer goes on under another incarnation: its counters begin anew."""
    save_meta(connection, f"former/{replica.hex()}", b"\1")
    connection.exec_driver_sql("UPDATE bundle SET state = 'former' WHERE pid = ? AND dir = 'in'", (pid,))


def note_acknowledged(connection: Connection, pid: int, counter: int) -> None:
    """Note that a peer took our bundle `counter` in, and none after it: after a restore it may be an older one."""
    run = connection.exec_driver_sql
    run(
        "UPDATE bundle SET state = 'written' WHERE pid = ? AND dir = 'out' AND state = 'acknowledged' AND counter > ?",
        (pid, counter),
    )
    run(
        "UPDATE bundle SET state = 'acknowledged' WHERE pid = ? AND dir = 'out' AND counter = ?",
        (pid, counter),
    )


def shares_of(connection: Connection, pid: int) -> list[Share]:
    """Return the streams shared with a peer."""
    sql = "SELECT sid, from_eid, acked FROM share WHERE pid = ? ORDER BY sid"
    return [Share(*row) for row in connection.exec_driver_sql(sql, (pid,))]


def share(connection: Connection, pid: int, streams: Iterable[Id], since: int, first_sent: int = UNSENT) -> None:
    """Share streams with a peer from now on; those it already has stay as they are."""
    insert_many(
        connection,
        "INSERT INTO share (pid, sid, from_eid, acked) SELECT ?, sid, ?, ? FROM stream WHERE id = ?"
        " ON CONFLICT DO UPDATE SET from_eid = excluded.from_eid, acked = excluded.acked WHERE share.acked <= 0",
        [(pid, since, first_sent, stream) for stream in streams],
    )


def mark_sent(connection: Connection, pid: int, streams: Iterable[Id], counter: int) -> None:
    """Note that streams go out for the first time in bundle `counter`."""
    insert_many(
        connection,
        "UPDATE share SET acked = ? WHERE pid = ? AND acked = 0 AND sid = (SELECT sid FROM stream WHERE id = ?)",
        [(counter, pid, stream) for stream in streams],
    )


def mark_left_out(connection: Connection, pid: int, sids: Iterable[int], first_sent: int) -> None:
    """Note of streams sent before that a bundle leaves without them: they go whole from bundle `first_sent` on."""
    insert_many(
        connection,
        "UPDATE share SET acked = ? WHERE pid = ? AND sid = ? AND acked > 0",
        [(first_sent, pid, sid) for sid in sids],
    )


def last_arrival(connection: Connection) -> int:
    """Return the highest arrival number of this store."""
    return int(one_value(connection, "SELECT coalesce(max(eid), 0) FROM entry"))


def is_known_bundle(connection: Connection, bundle: Id) -> bool:
    """Tell whether a bundle has been taken in before."""
    return one_value(connection, "SELECT 1 FROM bundle WHERE id = ? AND dir = 'in'", bundle) is not None


def lines(connection: Connection, station: Id | None = None) -> Sequence[LedgerLine]:
    """Return the bundles exchanged, newest first."""
    sql = """SELECT bundle.id, station, dir, counter, entries, bytes, moment, officer, reason, bundle.state FROM bundle
             JOIN peer USING (pid) WHERE ? IS NULL OR station = ? ORDER BY moment DESC, counter DESC"""
    return [
        LedgerLine(row[0], row[1], row[2] == "out", row[3], row[4], row[5], from_milliseconds(row[6]), *row[7:10])
        for row in connection.exec_driver_sql(sql, (station, station))
    ]
