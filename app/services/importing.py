"""Import: verify a bundle to its last byte, show what it would change, take it in whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection

from app.core.clock import milliseconds
from app.core.errors import DamagedError
from app.core.i18n import N_
from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.exchange.age import HybridIdentity
from app.exchange.manifest import Manifest, directory_id
from app.exchange.placing import stick_refusals
from app.exchange.reader import Known, read_bundle
from app.exchange.staged import StagedBundle
from app.history.applying import Applied, apply
from app.history.conflicts import count_conflicts
from app.history.directory import Directories
from app.history.rows import insert_many, one_value, select_in
from app.history.wire import (
    Batch,
    CarriedEntry,
    MalformedHistory,
    ReplicaCert,
    SignedSave,
    cert_message,
    decode,
    replica_id,
)
from app.models.enums import AccountState, Action
from app.services.access_log import Access, log_in
from app.services.desk import Desk, Unit
from app.services.ledger import Peer, is_known_bundle, last_arrival, peer_of
from app.services.stations import RECIPIENT
from app.store.keys import load_secret, verify_signature
from app.store.staging import staging

AT_ONCE = 10_000
"""Entries applied in one go, inside one transaction: memory stays flat."""


class Outcome(StrEnum):
    """What an import came to."""

    APPLIED = "applied"
    REPLAY = "replay"
    """The very bundle was taken in before."""
    STALE = "stale"
    """Older than one taken in before; nothing in it was new."""


class RecipientKeyMissing(DamagedError):
    """The store has no key to open bundles with."""

    sentence = N_("This store has lost its key for bundles. Nothing was taken over. Restore a backup.")


@dataclass(frozen=True, slots=True)
class Imported:
    """What a bundle changed, or would change."""

    outcome: Outcome
    bundle: Id
    sender: Id
    counter: int
    entries: int
    opened: int
    waiting: int
    void: int
    conflicts_before: int
    conflicts_after: int

    @property
    def conflicts_raised(self) -> int:
        """Return how many more cells wait for a choice."""
        return max(0, self.conflicts_after - self.conflicts_before)


def preview_bundle(desk: Desk, files: Sequence[Path], progress: Progress = silent) -> Imported:
    """Return what `import_bundle` would do; nothing is changed. Raises what it raises."""
    with _verified(desk, files, progress, None) as staged, desk.write() as unit:
        unit.require(Action.IMPORT)
        mark = unit.connection.begin_nested()
        found = _take_in(unit, staged, sum(path.stat().st_size for path in files))
        mark.rollback()
        return found


def import_bundle(
    desk: Desk, files: Sequence[Path], progress: Progress = silent, cancel: Cancel | None = None
) -> Imported:
    """Take a bundle (all its parts) in.

    A replay or a stale bundle changes nothing and is said to be so. Raises NotAllowed, what
    `app.exchange.reader.read_bundle` and `app.history.applying.apply` raise; then nothing was changed.
    """
    with _verified(desk, files, progress, cancel) as staged, desk.write() as unit:
        unit.require(Action.IMPORT)
        done = _take_in(unit, staged, sum(path.stat().st_size for path in files))
        log_in(unit, Access.IMPORT, [done.sender], number=done.entries)
        return done


@contextmanager
def _verified(desk: Desk, files: Sequence[Path], progress: Progress, cancel: Cancel | None) -> Iterator[StagedBundle]:
    with ExitStack() as stack:
        staged = stack.enter_context(staging(desk.workroom, desk.randomness))
        with desk.read() as view:
            raw = load_secret(view.connection, RECIPIENT)
            if raw is None:
                raise RecipientKeyMissing
            known = Known(
                desk.station,
                directory_id(desk.trust.root_key or b""),
                desk.exercise,
                lambda station, cert: sender_key(view.directories, station, cert),
            )
            with stick_refusals():
                sources = [stack.enter_context(path.open("rb", buffering=0)) for path in files]
            identity = HybridIdentity.parse(raw.decode())
            bundle = read_bundle(sources, identity, known, staged, progress=progress, cancel=cancel)
        yield bundle


def sender_key(directories: Directories, station: Id, raw: bytes) -> bytes | None:
    """Return the key a known, unrevoked station's replica signs with."""
    found = directories.now().stations.get(station)
    if found is None or found.signing_key is None or found.state != AccountState.ACTIVE:
        return None
    try:
        cert = decode(ReplicaCert, raw)
    except MalformedHistory:
        return None
    good = verify_signature(found.signing_key, cert.sig, cert_message(cert.station, cert.pubkey))
    return cert.pubkey if good and cert.station == station else None


def _take_in(unit: Unit, staged: StagedBundle, size: int) -> Imported:
    manifest, connection = staged.manifest, unit.connection
    before = count_conflicts(connection)
    peer = peer_of(connection, manifest.sender)
    if is_known_bundle(connection, manifest.bundle):
        return Imported(Outcome.REPLAY, manifest.bundle, manifest.sender, manifest.counter, 0, 0, 0, 0, before, before)
    applied = apply_staged(unit.desk, connection, staged, peer.pid)
    stale = manifest.counter <= peer.in_counter and _replica(manifest) == peer.replica
    note_received(unit.desk, connection, manifest, peer, len(applied.entries), size)
    changed = bool(applied.entries or applied.opened)
    return Imported(
        Outcome.STALE if stale and not changed else Outcome.APPLIED,
        manifest.bundle, manifest.sender, manifest.counter, len(applied.entries), applied.opened, applied.waiting,
        applied.void, before, count_conflicts(connection),
    )  # fmt: skip


def apply_staged(desk: Desk, connection: Connection, staged: StagedBundle, source: int) -> Applied:
    """Apply all entries of a verified bundle in slices, inside the caller's transaction."""
    saves = {save.body: SignedSave(save.body, save.sig, save.cosigs) for save in staged.saves()}
    certs = list(staged.certs())
    total: list[Applied] = []
    slice_: list[CarriedEntry] = []
    for entry in staged.entries():
        slice_.append(CarriedEntry(entry.skeleton, entry.openings))
        if len(slice_) == AT_ONCE:
            total.append(_apply(desk, connection, Batch(certs, list(saves.values()), slice_), source))
            slice_ = []
    total.append(_apply(desk, connection, Batch(certs, list(saves.values()), slice_), source))
    streams = {bytes(row[0]) for row in _streams(connection, [eid for applied in total for eid in applied.entries])}
    _share_back(connection, source, streams)
    return Applied(
        [eid for applied in total for eid in applied.entries],
        sum(applied.opened for applied in total),
        total[-1].waiting,
        sum(applied.void for applied in total),
        frozenset().union(*(applied.kinds for applied in total)),
        frozenset().union(*(applied.entities for applied in total)),
    )


def note_received(desk: Desk, connection: Connection, manifest: Manifest, peer: Peer, entries: int, size: int) -> None:
    """Bring the ledger up to date with a bundle that was applied."""
    replica = _replica(manifest)
    upto, counter = peer.in_upto, peer.in_counter
    if replica != peer.replica:
        # Another incarnation numbers its entries anew; we hold nothing of those numbers yet. If it was restored it may
        # have lost what it once brought us: that goes back to it too.
        upto, counter = 0, 0
        if peer.replica is not None:
            connection.exec_driver_sql("UPDATE entry SET source = NULL WHERE source = ?", (peer.pid,))
    newer = manifest.counter > counter
    if manifest.from_eid <= upto:
        upto = max(upto, manifest.to_eid)
    acked = peer.acked
    told = manifest.acknowledged
    if newer and told is not None:
        # A restored peer acknowledges less than before, or another incarnation of ours: it gets all of it again.
        acked = min(told.arrival, last_arrival(connection)) if told.replica == desk.pen.replica else 0
    connection.exec_driver_sql(
        "UPDATE peer SET replica = ?, acked = ?, in_counter = ?, in_upto = ? WHERE pid = ?",
        (replica, acked, max(counter, manifest.counter), upto, peer.pid),
    )
    connection.exec_driver_sql(
        "INSERT INTO bundle (id, pid, dir, counter, from_eid, to_eid, entries, bytes, moment, officer, reason, state)"
        " VALUES (?, ?, 'in', ?, ?, ?, ?, ?, ?, ?, '', 'applied')",
        (manifest.bundle, peer.pid, manifest.counter, manifest.from_eid, manifest.to_eid, entries, size,
         milliseconds(desk.clock.now()), desk.officer),
    )  # fmt: skip


def _apply(desk: Desk, connection: Connection, batch: Batch, source: int) -> Applied:
    return apply(connection, desk.schema, desk.trust, batch, now=desk.clock.now(), source=source)


def _replica(manifest: Manifest) -> bytes:
    return replica_id(decode(ReplicaCert, manifest.cert).pubkey)


def _streams(connection: Connection, eids: Sequence[int]) -> Iterator[Sequence[bytes]]:
    sql = "SELECT DISTINCT stream.id FROM entry JOIN stream USING (sid) WHERE eid IN ({keys})"
    return select_in(connection, sql, eids)


def _share_back(connection: Connection, pid: int, streams: set[Id]) -> None:
    """What came from a peer is shared with it: our own entries in those streams go back to it."""
    upto = int(one_value(connection, "SELECT acked FROM peer WHERE pid = ?", pid))
    insert_many(
        connection,
        "INSERT OR IGNORE INTO share (pid, sid, from_eid, acked) SELECT ?, sid, 0, ? FROM stream WHERE id = ?",
        [(pid, max(1, upto), stream) for stream in sorted(streams)],
    )
