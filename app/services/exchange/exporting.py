"""Export: make the bundle for one recipient from what the gate released and the ledger says it still lacks."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from app import __version__
from app.core.clock import milliseconds
from app.core.errors import PraesidiumError
from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.exchange.age import HybridRecipient
from app.exchange.manifest import Acknowledgement, Facts, Invitation, directory_id
from app.exchange.payload import Chunk, Entry, Records, Save
from app.exchange.refusals import NotReleased
from app.exchange.writer import WrittenBundle, write_bundle
from app.history.blobs import contents_named, pieces_of
from app.history.checking import decode_cosigs
from app.history.labels import LABEL
from app.history.openings import read_openings, write_openings
from app.history.rows import select_in
from app.history.wire import read_skeleton
from app.models.enums import Action
from app.models.kinds import SCHEMA
from app.models.release import Release
from app.models.rights import PUBLIC_PARTS, StationFacts, is_nobodys
from app.services.access_log import Access, log_in
from app.services.desk import Desk, NotThere, Unit
from app.services.exchange.ledger import (
    WITHDRAWN,
    Peer,
    Share,
    begin_numbers,
    is_forked,
    last_arrival,
    mark_left_out,
    mark_sent,
    peer_of,
    shares_of,
)
from app.services.exchange.originators import receivable
from app.services.exchange.release import station_facts
from app.services.exchange.statements import covers, note_used
from app.store.staging import staging

PUBLIC = [SCHEMA.part_number(part) for part in sorted(PUBLIC_PARTS)]
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
    bundle that could not be written is marked so, and what it held goes with the next. Raises NotAllowed, NotThere,
    NotReleased (also where what the recipient may have has become less since) and what
    `app.exchange.writer.write_bundle` raises.
    """
    with desk.write() as unit:
        begin_numbers(unit.connection, desk.pen.replica)
        facts_there = _check(unit, release)
        station = unit.directory.stations.get(release.recipient)
        if station is None or station.recipient_key is None:
            raise NotThere
        recipient = HybridRecipient.parse(station.recipient_key)
        connection = unit.connection
        peer = peer_of(connection, release.recipient)
        upto = last_arrival(connection)
        facts = _facts(unit, release, peer, upto, invitation)
        shares = shares_of(connection, peer.pid)
        plan = _plan(connection, peer, shares, release, facts.from_eid)
        mark_sent(connection, peer.pid, release.streams, facts.counter)
        _leave_out(unit, peer, shares, release, facts_there, facts.counter)
        note_used(connection, release, facts.counter)
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
    try:
        with desk.read() as view, staging(desk.workroom, desk.randomness) as staged:
            written = write_bundle(
                release, facts, _records(view.connection, plan), recipient=recipient, sign=desk.pen.sign,
                staging=staged, target=folder, randomness=desk.randomness, progress=progress, cancel=cancel,
            )  # fmt: skip
    except PraesidiumError:
        _note_failed(desk, bundle_row)
        raise
    size = sum(part.size for part in written.parts)
    _note_written(desk, bundle_row, written, size)
    files = tuple(part.path for part in written.parts)
    return Exported(written.manifest.bundle, files, len(plan.whole), size, facts.counter)


def _check(unit: Unit, release: Release) -> StationFacts:
    """Ask again what the gate asked: labels, rights and the directory may have changed since. Raises as the export."""
    if not covers(unit.connection, release):
        raise NotReleased
    station = station_facts(unit, release.recipient)
    for stream in release.streams:
        thing = unit.thing(stream)
        if stream != unit.desk.trust.directory and not is_nobodys(thing.part, thing.owner):
            unit.require(Action.RELEASE, stream)
        if thing.marking > release.marking or not receivable(unit, stream, station).allowed:
            raise NotReleased
    return station


def _leave_out(
    unit: Unit, peer: Peer, shares: list[Share], release: Release, station: StationFacts, counter: int
) -> None:
    """Note which streams sent before stay behind: else an acknowledgement of this bundle would cover them."""
    sids = [share.sid for share in shares if share.first_sent > 0]
    rows = select_in(unit.connection, "SELECT sid, id FROM stream WHERE sid IN ({keys})", sids)
    left = {row[0]: row[1] for row in rows if row[1] not in release.streams}
    gone = {sid for sid, stream in left.items() if not receivable(unit, stream, station).allowed}
    mark_left_out(unit.connection, peer.pid, gone, WITHDRAWN)
    mark_left_out(unit.connection, peer.pid, left.keys() - gone, counter + 1)


def _facts(unit: Unit, release: Release, peer: Peer, upto: int, invitation: Invitation | None) -> Facts:
    desk = unit.desk
    # Two stores that write as one replica number apart: neither is told that anything came, and both send all of it.
    forked = is_forked(unit.connection, peer.replica)
    acknowledged = None
    if peer.replica is not None:
        acknowledged = Acknowledgement(peer.replica, 0 if forked else peer.in_upto, 0 if forked else peer.in_counter)
    return Facts(
        directory=directory_id(desk.trust.root_key or b""),
        exercise=desk.exercise,
        sender=desk.station,
        cert=desk.pen.cert,
        recipient=release.recipient,
        counter=peer.out_counter + 1,
        head=unit.directories.tips(),
        from_eid=0 if forked else peer.acked,
        to_eid=upto,
        marking=int(release.marking),
        moment=milliseconds(desk.clock.now()),
        app=__version__,
        acknowledged=acknowledged,
        invitation=invitation,
    )


def _plan(connection: Connection, peer: Peer, shares: list[Share], release: Release, above: int) -> _Plan:
    released = {row[0] for row in select_in(connection, "SELECT sid FROM stream WHERE id IN ({keys})", release.streams)}
    # What everybody may write is judged from the directory's values of that time: none of them may be withheld. What
    # a list said before is everybody's too.
    public = {row[0] for row in select_in(connection, "SELECT sid FROM stream WHERE part IN ({keys})", PUBLIC)}
    whole: list[int] = []
    reduced: set[int] = set()
    current: dict[int, set[int]] = {}
    for share in shares:
        if share.sid not in released:
            continue
        unseen = share.first_sent <= 0 or share.first_sent > peer.acked_counter
        sql = "SELECT eid FROM entry WHERE sid = ? AND eid > ? AND source IS NOT ? ORDER BY eid"
        keys = [row[0] for row in connection.exec_driver_sql(sql, (share.sid, 0 if unseen else above, peer.pid))]
        whole += keys
        past = {eid for eid in keys if eid <= share.since}
        if past and share.sid not in public:
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
    return Records(
        certs=certs,
        saves=_saves(connection, saves),
        entries=_entries(connection, plan),
        chunks=_chunks(connection, plan),
    )


def _chunks(connection: Connection, plan: _Plan) -> Iterator[Chunk]:
    """Give the content that the values going along name: what is withheld of them withholds their content too."""
    named = contents_named(connection, plan.whole)
    bids = dict.fromkeys(
        bid for eid, idx, bid in named if eid not in plan.reduced or idx in plan.current.get(eid, set())
    )
    for piece in pieces_of(connection, bids):
        yield Chunk(piece.content, piece.number, piece.body)


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
    """Return the openings of `indices` and of all labels: rights are judged from the labels of that time."""
    read = read_skeleton(skeleton)
    labels = {idx for idx, who in enumerate(read.who) if read.kinds[who] == LABEL}
    opened = read_openings(openings, read.commitments)
    return write_openings([pair if idx in indices | labels else None for idx, pair in enumerate(opened)])


def _note_written(desk: Desk, row: Id, written: WrittenBundle, size: int) -> None:
    sql = "UPDATE bundle SET id = ?, bytes = ?, state = 'written' WHERE id = ?"
    with desk.store.write() as connection:
        connection.exec_driver_sql(sql, (written.manifest.bundle, size, row))


def _note_failed(desk: Desk, row: Id) -> None:
    """Say so where the disk lets us; where not, the line goes on saying `writing`, which promises as little."""
    with suppress(PraesidiumError), desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE bundle SET state = 'failed' WHERE id = ?", (row,))
