"""What the ledger says of a bundle that arrived: its number, its sender's incarnation, what the sender has of ours."""

from sqlalchemy import Connection

from app.core.clock import milliseconds
from app.exchange.manifest import Manifest
from app.history.rows import one_value
from app.history.wire import (
    ReplicaCert,
    decode,
    replica_id,
)
from app.services.desk import Desk
from app.services.exchange.ledger import (
    Peer,
    is_forked,
    last_arrival,
    note_acknowledged,
    note_fork,
    note_left,
    was_left,
)


def is_stale(connection: Connection, manifest: Manifest, peer: Peer) -> bool:
    """Tell whether a bundle is of an incarnation that was given up, or older than one that was taken in."""
    replica = _replica(manifest)
    if replica != peer.replica:
        return was_left(connection, replica)
    return manifest.counter <= peer.in_counter and not _same_counter(connection, manifest, peer)


def note_received(desk: Desk, connection: Connection, manifest: Manifest, peer: Peer, entries: int, size: int) -> None:
    """Bring the ledger up to date with a bundle that was applied."""
    replica = _replica(manifest)
    if replica != peer.replica and was_left(connection, replica):
        # A late stick of an incarnation that was given up; or somebody put its store back and works on with it.
        _forget_acknowledged(connection, peer.pid)
    else:
        _move_numbers(desk, connection, manifest, peer, replica)
    connection.exec_driver_sql(
        "INSERT INTO bundle (id, pid, dir, counter, from_eid, to_eid, entries, bytes, moment, officer, reason, state)"
        " VALUES (?, ?, 'in', ?, ?, ?, ?, ?, ?, ?, '', 'applied')",
        (manifest.bundle, peer.pid, manifest.counter, manifest.from_eid, manifest.to_eid, entries, size,
         milliseconds(desk.clock.now()), desk.officer),
    )  # fmt: skip


def _same_counter(connection: Connection, manifest: Manifest, peer: Peer) -> bool:
    sql = "SELECT 1 FROM bundle WHERE pid = ? AND dir = 'in' AND state = 'applied' AND counter = ? AND id <> ?"
    return one_value(connection, sql, peer.pid, manifest.counter, manifest.bundle) is not None


def _move_numbers(desk: Desk, connection: Connection, manifest: Manifest, peer: Peer, replica: bytes) -> None:
    upto, counter = peer.in_upto, peer.in_counter
    if replica != peer.replica:
        # Another incarnation numbers its entries anew; we hold nothing of those numbers yet. If it was restored it may
        # have lost what it once brought us: that goes back to it too.
        upto, counter = 0, 0
        if peer.replica is not None:
            connection.exec_driver_sql("UPDATE entry SET source = NULL WHERE source = ?", (peer.pid,))
            note_left(connection, peer.pid, peer.replica)
    elif _same_counter(connection, manifest, peer):
        note_fork(connection, replica)
    newer = manifest.counter > counter
    if manifest.from_eid <= upto:
        # Only a bundle without a gap before it says that all that came before it is here.
        upto, counter = max(upto, manifest.to_eid), max(counter, manifest.counter)
    connection.exec_driver_sql(
        "UPDATE peer SET replica = ?, in_counter = ?, in_upto = ? WHERE pid = ?", (replica, counter, upto, peer.pid)
    )
    told = manifest.acknowledged
    if is_forked(connection, replica):
        connection.exec_driver_sql("UPDATE entry SET source = NULL WHERE source = ?", (peer.pid,))
        _forget_acknowledged(connection, peer.pid)
    elif newer and told is not None:
        # A restored peer acknowledges less than before, or another incarnation of ours: it gets all of it again.
        if told.replica != desk.pen.replica:
            _forget_acknowledged(connection, peer.pid)
            return
        arrival = min(told.arrival, last_arrival(connection))
        connection.exec_driver_sql("UPDATE peer SET acked = ? WHERE pid = ?", (arrival, peer.pid))
        note_acknowledged(connection, peer.pid, told.counter)


def _forget_acknowledged(connection: Connection, pid: int) -> None:
    connection.exec_driver_sql("UPDATE peer SET acked = 0 WHERE pid = ?", (pid,))
    note_acknowledged(connection, pid, 0)


def _replica(manifest: Manifest) -> bytes:
    return replica_id(decode(ReplicaCert, manifest.cert).pubkey)
