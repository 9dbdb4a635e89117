"""Export: make the bundle for one recipient from what the gate released and the ledger says it still lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from app import __version__
from app.core.clock import milliseconds
from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.exchange.age import HybridRecipient
from app.exchange.manifest import Acknowledgement, Facts, Invitation, directory_id
from app.exchange.payload import Entry, Records, Save
from app.exchange.writer import WrittenBundle, write_bundle
from app.history.checking import decode_cosigs
from app.history.rows import select_in
from app.history.wire import read_openings, read_skeleton, write_openings
from app.models.enums import Action
from app.models.release import Release
from app.services.access_log import Access, log_in
from app.services.desk import Desk, NotThere, Unit
from app.services.ledger import Peer, Share, last_arrival, mark_sent, peer_of, shares_of
from app.store.staging import staging

SLICE = 2_000
"""Entries read at once: memory stays flat."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A bundle on the stick."""

    bundle: Id
    files: tuple[Path, ...]
    entries: int
    size: int
    counter: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What goes: entry keys in order of arrival, and of which only current values are opened."""

    whole: list[int]
    reduced: set[int]
    current: dict[int, set[int]]


def export_bundle(
    desk: Desk,
    release: Release,
    folder: Path,
    *,
    invitation: Invitation | None = None,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> Exported:
    """Write the bundle for the station of `release` into `folder`.

    The ledger is written first (`writing`), so that no counter is used twice and nothing is disclosed unrecorded; a
    bundle that could not be written is marked so, and what it held goes with the next. Raises NotAllowed, NotThere and
    what `app.exchange.writer.write_bundle` raises.
    """
    with desk.write() as unit:
        for stream in release.streams:
            if stream != desk.trust.directory:
                unit.require(Action.RELEASE, stream)
        station = unit.directory.stations.get(release.recipient)
        if station is None or station.recipient_key is None:
            raise NotThere
        recipient = HybridRecipient.parse(station.recipient_key)
        peer = peer_of(unit.connection, release.recipient)
        upto = last_arrival(unit.connection)
        facts = _facts(unit, release, peer, upto, invitation)
        plan = _plan(unit.connection, peer, shares_of(unit.connection, peer.pid), release)
        connection = unit.connection
        connection.exec_driver_sql("UPDATE peer SET out_counter = ? WHERE pid = ?", (facts.counter, peer.pid))
        bundle_row = desk.randomness(16)
        connection.exec_driver_sql(
            "INSERT INTO bundle (id, pid, dir, counter, from_eid, to_eid, entries, bytes, moment, officer, reason,"
            " state) VALUES (?, ?, 'out', ?, ?, ?, ?, 0, ?, ?, ?, 'writing')",
            (bundle_row, peer.pid, facts.counter, facts.from_eid, upto, len(plan.whole), facts.moment, desk.officer,
             release.reason),
        )  # fmt: skip
        log_in(unit, Access.EXPORT, [release.recipient], number=len(release.streams))
    desk.keep_head()
    with desk.read() as view, staging(desk.workroom, desk.randomness) as staged:
        written = write_bundle(
            release, facts, _records(view.connection, plan), recipient=recipient, sign=desk.pen.sign, staging=staged,
            target=folder, randomness=desk.randomness, progress=progress, cancel=cancel,
        )  # fmt: skip
    size = sum(part.size for part in written.parts)
    _note_written(desk, bundle_row, written, peer, release, upto, size)
    files = tuple(part.path for part in written.parts)
    return Exported(written.manifest.bundle, files, len(plan.whole), size, facts.counter)


def _facts(unit: Unit, release: Release, peer: Peer, upto: int, invitation: Invitation | None) -> Facts:
    desk = unit.desk
    acknowledged = None
    if peer.replica is not None:
        acknowledged = Acknowledgement(peer.replica, peer.in_upto, peer.in_counter)
    return Facts(
        directory=directory_id(desk.trust.root_key or b""),
        exercise=desk.exercise,
        sender=desk.station,
        cert=desk.pen.cert,
        recipient=release.recipient,
        counter=peer.out_counter + 1,
        head=unit.directories.tips(),
        from_eid=peer.acked,
        to_eid=upto,
        marking=int(release.marking),
        moment=milliseconds(desk.clock.now()),
        app=__version__,
        acknowledged=acknowledged,
        invitation=invitation,
    )


def _plan(connection: Connection, peer: Peer, shares: list[Share], release: Release) -> _Plan:
    released = {row[0] for row in select_in(connection, "SELECT sid FROM stream WHERE id IN ({keys})", release.streams)}
    whole: list[int] = []
    reduced: set[int] = set()
    current: dict[int, set[int]] = {}
    for share in shares:
        if share.sid not in released:
            continue
        unseen = share.first_sent == 0 or share.first_sent > peer.acked
        sql = "SELECT eid FROM entry WHERE sid = ? AND eid > ? AND source IS NOT ? ORDER BY eid"
        keys = [row[0] for row in connection.exec_driver_sql(sql, (share.sid, 0 if unseen else peer.acked, peer.pid))]
        whole += keys
        past = {eid for eid in keys if eid <= share.since}
        if past:
            reduced |= past
            _add_standing(connection, share.sid, current)
    return _Plan(sorted(whole), reduced, current)


def _add_standing(connection: Connection, sid: int, current: dict[int, set[int]]) -> None:
    for table in ("cell", "rival"):
        sql = f"SELECT eid, idx FROM {table} AS t JOIN entity ON entity.id = t.entity WHERE sid = ?"  # noqa: S608
        for eid, idx in connection.exec_driver_sql(sql, (sid,)):
            current.setdefault(eid, set()).add(idx)


def _records(connection: Connection, plan: _Plan) -> Records:
    sql = "SELECT DISTINCT vid FROM entry WHERE eid IN ({keys})"
    saves = sorted({row[0] for row in select_in(connection, sql, plan.whole)})
    sql = "SELECT DISTINCT cert FROM save JOIN replica USING (rid) WHERE vid IN ({keys})"
    certs = list(dict.fromkeys(row[0] for row in select_in(connection, sql, saves)))
    return Records(certs=certs, saves=_saves(connection, saves), entries=_entries(connection, plan))


def _saves(connection: Connection, vids: list[int]) -> Iterator[Save]:
    for at in range(0, len(vids), SLICE):
        sql = "SELECT body, sig, cosigs FROM save WHERE vid IN ({keys}) ORDER BY vid"
        for body, sig, cosigs in select_in(connection, sql, vids[at : at + SLICE]):
            yield Save(body, sig, decode_cosigs(cosigs))


def _entries(connection: Connection, plan: _Plan) -> Iterator[Entry]:
    for at in range(0, len(plan.whole), SLICE):
        sql = "SELECT eid, skeleton, openings FROM entry WHERE eid IN ({keys}) ORDER BY eid"
        for eid, skeleton, openings in select_in(connection, sql, plan.whole[at : at + SLICE]):
            if eid in plan.reduced:
                yield Entry(skeleton, _only(skeleton, openings, plan.current.get(eid, set())))
            else:
                yield Entry(skeleton, openings)


def _only(skeleton: bytes, openings: bytes, indices: set[int]) -> bytes:
    opened = read_openings(openings, read_skeleton(skeleton).commitments)
    return write_openings([pair if idx in indices else None for idx, pair in enumerate(opened)])


def _note_written(
    desk: Desk, row: Id, written: WrittenBundle, peer: Peer, release: Release, upto: int, size: int
) -> None:
    with desk.write() as unit:
        run = unit.connection
        run.exec_driver_sql(
            "UPDATE bundle SET id = ?, bytes = ?, state = 'written' WHERE id = ?", (written.manifest.bundle, size, row)
        )
        mark_sent(run, peer.pid, release.streams, upto)
