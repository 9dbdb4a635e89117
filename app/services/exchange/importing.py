"""Import: verify a bundle to its last byte, show what it would change, take it in whole or not at all."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TypeVar

from sqlalchemy import Connection

from app.core.errors import DamagedError
from app.core.i18n import N_, translate
from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.exchange.age import HybridIdentity
from app.exchange.manifest import Manifest, directory_id
from app.exchange.placing import stick_refusals
from app.exchange.reader import Known, read_bundle
from app.exchange.staged import StagedBundle
from app.exchange.sticks import open_incoming
from app.history.applying import Applied, apply
from app.history.blobs import Piece, count_pieces, disown_unbrought, take_pieces
from app.history.conflicts import count_conflicts
from app.history.directory import Directories
from app.history.erasing import STREAM
from app.history.past import operations
from app.history.rows import one_value
from app.history.wire import (
    Batch,
    CarriedEntry,
    MalformedHistory,
    ReplicaCert,
    SignedSave,
    cert_message,
    decode,
    read_skeleton,
)
from app.models.enums import AccountState, Action
from app.models.kinds.leaving import Erasure
from app.services.access_log import Access, log_in
from app.services.desk import Desk, Unit
from app.services.drafts import drop_drafts_about
from app.services.exchange.arrivals import is_stale, note_received
from app.services.exchange.ledger import (
    begin_numbers,
    is_known_bundle,
    last_arrival,
    peer_of,
    share,
)
from app.services.kept import forget_answers
from app.services.outside import leave_no_rest
from app.services.station.stations import RECIPIENT
from app.store.keys import load_secret, verify_signature
from app.store.staging import staging

T = TypeVar("T")
AT_ONCE = 10_000
"""Entries applied in one go, inside one transaction: memory stays flat."""


class Outcome(StrEnum):
    """What an import came to."""

    APPLIED = "applied"
    REPLAY = "replay"
    """The very bundle was taken in before."""
    STALE = "stale"
    """Older than one taken in before; nothing in it was new."""


SENTENCES: Mapping[Outcome, str] = {
    Outcome.APPLIED: N_("The bundle was taken in whole. New changes: {entries}."),
    Outcome.REPLAY: N_("This bundle was taken in before. Nothing was changed."),
    Outcome.STALE: N_("This bundle is older than what came before it, and all it holds is here. Nothing was changed."),
}
WAITING = N_("The bundle was taken in whole. New changes: {entries}; waiting for others: {waiting}.")
"""Said instead where something of it waits for what other bundles bring."""
CONFIRMING = N_("The bundle was taken in whole. It brought nothing new: it confirms what had arrived there.")
"""Said instead of one that only tells how far its sender has come."""


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

    def say(self, language: str = "en") -> str:
        """Return what happened as a sentence."""
        sentence = SENTENCES[self.outcome]
        if self.outcome is Outcome.APPLIED and not self.entries:
            sentence = CONFIRMING
        if self.outcome is Outcome.APPLIED and self.waiting:
            sentence = WAITING
        return translate(sentence, language).format(entries=self.entries, waiting=self.waiting)


def preview_bundle(desk: Desk, files: Sequence[Path], progress: Progress = silent) -> Imported:
    """Return what `import_bundle` would do; nothing is changed. Raises what it raises."""
    return examine_bundle(desk, files, lambda _unit, _manifest, found, _before: found, progress)


def examine_bundle(
    desk: Desk,
    files: Sequence[Path],
    look: Callable[[Unit, Manifest, Imported, int], T],
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> T:
    """Take a bundle in, let `look` see the store as it then is, and put all of it back; return what `look` found.

    `look` is given the last arrival number from before. Raises what `import_bundle` raises.
    """
    with _verified(desk, files, progress, cancel) as (staged, size), desk.write() as unit:
        unit.require(Action.IMPORT)
        before, mark = last_arrival(unit.connection), unit.connection.begin_nested()
        found = look(unit, staged.manifest, _take_in(unit, staged, size), before)
        mark.rollback()
        return found


def import_bundle(
    desk: Desk, files: Sequence[Path], progress: Progress = silent, cancel: Cancel | None = None
) -> Imported:
    """Take a bundle (all its parts) in.

    A replay or a stale bundle changes nothing and is said to be so; what a bundle erases stays in no log or copy of
    the store. Raises NotAllowed, what `app.exchange.reader.read_bundle` and `app.history.applying.apply` raise; then
    nothing was changed.
    """
    with _verified(desk, files, progress, cancel) as (staged, size), desk.write() as unit:
        unit.require(Action.IMPORT)
        known = last_arrival(unit.connection)
        done = _take_in(unit, staged, size)
        log_in(unit, Access.IMPORT, [done.sender], number=done.entries)
        erased = _erased_since(unit, known)
        drop_drafts_about(unit.connection, erased)
    if erased or done.opened:  # what is opened now says what no new entry tells of: a label, an owner
        forget_answers(desk.store)
    if erased:
        leave_no_rest(desk.store, desk.outside)
    return done


@contextmanager
def _verified(
    desk: Desk, files: Sequence[Path], progress: Progress, cancel: Cancel | None
) -> Iterator[tuple[StagedBundle, int]]:
    """Give the bundle, verified to its last byte, and the size of its files."""
    with ExitStack() as stack:
        staged = stack.enter_context(staging(desk.workroom, desk.randomness))
        with desk.read() as view:
            view.require(Action.IMPORT)
            raw = load_secret(view.connection, RECIPIENT)
            if raw is None:
                raise RecipientKeyMissing
            known = Known(
                desk.station,
                directory_id(desk.trust.root_key or b""),
                desk.exercise,
                lambda station, cert: sender_key(view.directories, station, cert),
            )
            sources = [stack.enter_context(open_incoming(path)) for path in files]
            size = size_of(sources)
            identity = HybridIdentity.parse(raw.decode())
            bundle = read_bundle(sources, identity, known, staged, progress=progress, cancel=cancel)
        yield bundle, size


def size_of(sources: Sequence[BinaryIO]) -> int:
    """Return the bytes of opened files. Raises StickGone."""
    with stick_refusals():
        return sum(os.fstat(source.fileno()).st_size for source in sources)


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
    if is_known_bundle(connection, manifest.bundle):
        return Imported(Outcome.REPLAY, manifest.bundle, manifest.sender, manifest.counter, 0, 0, 0, 0, before, before)
    mark = connection.begin_nested()
    begin_numbers(connection, unit.desk.pen.replica)
    peer, waited, pieces = peer_of(connection, manifest.sender), _count_waiting(connection), count_pieces(connection)
    applied = apply_staged(unit.desk, connection, staged, peer.pid)
    more = _count_waiting(connection) != waited or count_pieces(connection) != pieces
    changed = bool(applied.entries or applied.opened or more)
    if not changed and is_stale(connection, manifest, peer):
        mark.rollback()
        return Imported(Outcome.STALE, manifest.bundle, manifest.sender, manifest.counter, 0, 0, 0, 0, before, before)
    note_received(unit.desk, connection, manifest, peer, len(applied.entries), size)
    mark.commit()
    return Imported(
        Outcome.APPLIED,
        manifest.bundle, manifest.sender, manifest.counter, len(applied.entries), applied.opened, applied.waiting,
        applied.void, before, count_conflicts(connection),
    )  # fmt: skip


def _count_waiting(connection: Connection) -> int:
    return int(one_value(connection, "SELECT count(*) FROM waiting"))


def _erased_since(unit: Unit, known: int) -> set[Id]:
    """Return all that erasures which came after an arrival name: objects, or streams and what is or was in them."""
    sql = "SELECT DISTINCT skeleton, kind, stream.id FROM erasure JOIN entry USING (eid) JOIN stream USING (sid)"
    act, found = unit.desk.schema.by_record[Erasure].id, set[Id]()
    for raw, kind, stream in unit.connection.exec_driver_sql(f"{sql} WHERE eid > ?", (known,)).all():
        found.update(bytes(who) for who, number, *_ in operations(read_skeleton(raw)) if number == act)
        if kind == STREAM:
            inside = "SELECT uid FROM entity JOIN stream USING (sid) WHERE stream.id = ?"
            found.update(bytes(row[0]) for row in unit.connection.exec_driver_sql(inside, (stream,)))
    return found


def apply_staged(desk: Desk, connection: Connection, staged: StagedBundle, source: int) -> Applied:
    """Apply all entries of a verified bundle in slices, inside the caller's transaction."""
    saves = {save.body: SignedSave(save.body, save.sig, save.cosigs) for save in staged.saves()}
    certs = list(staged.certs())
    total: list[Applied] = []
    before = last_arrival(connection)
    slice_: list[CarriedEntry] = []
    for entry in staged.entries():
        slice_.append(CarriedEntry(entry.skeleton, entry.openings))
        if len(slice_) == AT_ONCE:
            total.append(_apply(desk, connection, Batch(certs, list(saves.values()), slice_), source))
            slice_ = []
    total.append(_apply(desk, connection, Batch(certs, list(saves.values()), slice_), source))
    brought: set[bytes] = set()
    take_pieces(connection, _pieces(staged, brought))
    disown_unbrought(connection, before, brought)
    _share_back(connection, source, before)
    return Applied(
        [eid for applied in total for eid in applied.entries],
        sum(applied.opened for applied in total),
        total[-1].waiting,
        sum(applied.void for applied in total),
        frozenset().union(*(applied.kinds for applied in total)),
        frozenset().union(*(applied.entities for applied in total)),
    )


def _pieces(staged: StagedBundle, brought: set[bytes]) -> Iterator[Piece]:
    """Give the pieces of a bundle, noting of which content it brought any."""
    for chunk in staged.chunks():
        brought.add(chunk.blob)
        yield Piece(chunk.blob, chunk.n, chunk.body)


def _apply(desk: Desk, connection: Connection, batch: Batch, source: int) -> Applied:
    return apply(connection, desk.schema, desk.trust, batch, now=desk.clock.now(), source=source)


def _share_back(connection: Connection, pid: int, before: int) -> None:
    """Share what came from a peer with it: our own entries in those streams go back to it, through the gate.

    A stream that it brought from its birth it has whole. Of another it gets, as anybody new, the skeleton and current
    values: that it wrote into a stream does not prove that it ever read it.
    """
    sql = """SELECT stream.id, (SELECT min(eid) FROM entry AS born WHERE born.sid = entry.sid) > ? FROM entry
             JOIN stream USING (sid) WHERE eid > ? AND source = ? GROUP BY stream.sid ORDER BY stream.sid"""
    rows = connection.exec_driver_sql(sql, (before, before, pid)).all()
    sql = "SELECT stream.id FROM share JOIN stream USING (sid) WHERE pid = ?"
    have = {row[0] for row in connection.exec_driver_sql(sql, (pid,))}
    fresh = [row for row in rows if row[0] not in have]
    share(connection, pid, [row[0] for row in fresh if row[1]], 0, first_sent=1)
    share(connection, pid, [row[0] for row in fresh if not row[1]], before)
