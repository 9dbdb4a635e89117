"""The one way in: what an officer saves here and what a bundle brings are applied by the same function.

One call is one transaction's work; it either does all of it or raises and the caller's unit of work rolls back. The
directory's entries go first, one by one, because they decide what counts; the rest goes in bulk, with a number of
statements that does not grow with the number of entries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.core.clock import milliseconds
from app.core.ids import Id
from app.history.admitting import ArrivedEntry, ArrivedSave, Intake, take_in
from app.history.authority import Authority
from app.history.cells import CellBook
from app.history.directory import Directories, DirectoryState, directory_state
from app.history.past import PastEntry, fold
from app.history.rows import insert_many, one_value, select_in
from app.history.wire import Batch, encode, replica_id
from app.models.fields import Schema


@dataclass(frozen=True, slots=True)
class Trust:
    """What this store believes from the start: the directory's stream and the root key that names it."""

    directory: Id | None
    root_key: bytes | None


@dataclass(frozen=True, slots=True)
class Applied:
    """What a batch changed: entry keys newly applied, values newly readable, entries that wait, kinds touched."""

    entries: Sequence[int]
    opened: int
    waiting: int
    void: int
    kinds: frozenset[int]
    entities: frozenset[int]


def apply(
    connection: Connection,
    schema: Schema,
    trust: Trust,
    batch: Batch,
    *,
    now: datetime,
    source: int | None = None,
    trusted: bool = False,
) -> Applied:
    """Apply all of `batch` that can be; keep the rest waiting.

    `source` is the peer (key) that brought it, None for what is saved here; `trusted` spares checking the replica
    signature this process has just made. Raises MalformedHistory, ForgedSave, UnknownStation: nothing may then stay.
    """
    return _Application(connection, schema, trust, now, trusted=trusted).run(take_in(connection, batch, source))


class _Application:
    """One batch on its way in."""

    def __init__(self, connection: Connection, schema: Schema, trust: Trust, now: datetime, *, trusted: bool) -> None:
        self.connection = connection
        self.schema = schema
        self.now = milliseconds(now)
        self.directories = Directories(connection, schema, trust.directory)
        self.authority = Authority(connection, schema, self.directories, trust.root_key, trusted=trusted)
        self.cells = CellBook(connection, schema)
        self.next_eid = 1 + int(one_value(connection, "SELECT coalesce(max(eid), 0) FROM entry"))
        self.keys: dict[bytes, tuple[int, int]] = {}
        self.streams: dict[Id, int] = {}

    def run(self, intake: Intake) -> Applied:
        self.keys.update(intake.known)
        self._store_replicas({entry.save.hash: entry.save for entry in intake.ready}.values())
        self._find_streams(intake.ready)
        directory = [entry for entry in intake.ready if entry.skeleton.stream == self.directories.stream]
        others = [entry for entry in intake.ready if entry.skeleton.stream != self.directories.stream]
        for entry in directory:
            self._step([entry])
            self.directories.forget()
        self._step(others)
        self._open(intake.reopened)
        return Applied(
            [entry.eid for entry in intake.ready],
            len(intake.reopened),
            intake.waiting,
            sum(entry.void is not None for entry in intake.ready),
            frozenset(self.cells.kinds),
            frozenset(self.cells.changed),
        )

    def _step(self, entries: Sequence[ArrivedEntry]) -> None:
        if not entries:
            return
        for entry in entries:
            self._place(entry)
        self.authority.labels.load({entry.sid for entry in entries})
        for entry in entries:
            self.authority.labels.born(entry)
            entry.void = self.authority.judge(entry, self._birth_state(entry))
            self.authority.labels.applied(entry)
        self._write_entries(entries)
        self.cells.load(entries)
        for entry in entries:
            self.cells.write(entry)
        self.cells.flush()

    def _birth_state(self, entry: ArrivedEntry) -> DirectoryState | None:
        """Return the state that a directory's first entry itself makes: nothing can be named before it."""
        if entry.skeleton.stream != self.directories.stream or entry.skeleton.genesis is None:
            return None
        past = PastEntry(entry.eid, entry.hash, 0, entry.skeleton, entry.openings, None)
        return directory_state(fold(self.schema, [past]))

    def _place(self, entry: ArrivedEntry) -> None:
        entry.eid = self.next_eid
        self.next_eid += 1
        above = [self.keys[name] for name in entry.skeleton.parents]
        entry.parents = [eid for eid, _ in above]
        entry.depth = 1 + max((depth for _, depth in above), default=-1)
        entry.refs = [self.keys[name][0] for name in entry.skeleton.refs]
        entry.sid = self.streams[entry.skeleton.stream]
        self.keys[entry.hash] = (entry.eid, entry.depth)

    def _find_streams(self, entries: Sequence[ArrivedEntry]) -> None:
        wanted = {entry.skeleton.stream for entry in entries}
        sql = "SELECT id, sid FROM stream WHERE id IN ({keys})"
        self.streams = {row[0]: row[1] for row in select_in(self.connection, sql, wanted)}
        at = int(one_value(self.connection, "SELECT coalesce(max(sid), 0) FROM stream"))
        rows = []
        for entry in entries:
            born = entry.skeleton.genesis
            if born is not None and entry.skeleton.stream not in self.streams:
                at += 1
                self.streams[entry.skeleton.stream] = at
                rows.append((at, entry.skeleton.stream, born.root, born.part, born.owner))
        insert_many(self.connection, "INSERT INTO stream (sid, id, root, part, owner) VALUES (?,?,?,?,?)", rows)

    def _store_replicas(self, saves: Iterable[ArrivedSave]) -> None:
        arrived = list(saves)
        replicas = {save.body.replica: save for save in arrived}
        sql = "SELECT id, rid FROM replica WHERE id IN ({keys})"
        rid_of = {row[0]: row[1] for row in select_in(self.connection, sql, replicas)}
        if len(rid_of) < len(replicas):
            at = int(one_value(self.connection, "SELECT coalesce(max(rid), 0) FROM replica"))
            rows = []
            for name, save in replicas.items():
                if name not in rid_of:
                    at += 1
                    rid_of[name] = at
                    rows.append((at, replica_id(save.cert.pubkey), save.cert.station, save.cert.pubkey, save.cert_raw))
            insert_many(self.connection, "INSERT INTO replica VALUES (?,?,?,?,?,'known')", rows)
        self._store_saves(arrived, rid_of)

    def _store_saves(self, saves: Sequence[ArrivedSave], rid_of: dict[bytes, int]) -> None:
        sql = "SELECT hash, vid FROM save WHERE hash IN ({keys})"
        vid_of = {row[0]: row[1] for row in select_in(self.connection, sql, [save.hash for save in saves])}
        at = int(one_value(self.connection, "SELECT coalesce(max(vid), 0) FROM save"))
        rows = []
        for save in saves:
            if save.hash not in vid_of:
                at += 1
                vid_of[save.hash] = at
                body, signed = save.body, save.signed
                rows.append(
                    (
                        at,
                        rid_of[body.replica],
                        body.no,
                        save.hash,
                        body.officer,
                        body.moment,
                        signed.body,
                        signed.sig,
                        encode(signed.cosigs),
                    )
                )
            save.vid = vid_of[save.hash]
        insert_many(self.connection, "INSERT INTO save VALUES (?,?,?,?,?,?,?,?,?)", rows)

    def _write_entries(self, entries: Sequence[ArrivedEntry]) -> None:
        labels = self.authority.labels
        insert_many(
            self.connection,
            "INSERT INTO entry (eid, sid, vid, hash, depth, skeleton, openings, arrived, source, label, void)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            [
                (
                    e.eid,
                    e.sid,
                    e.save.vid,
                    e.hash,
                    e.depth,
                    e.raw,
                    e.openings,
                    self.now,
                    e.source,
                    labels.touches(e),
                    e.void,
                )
                for e in entries
            ],
        )
        lines = [(entry.eid, above) for entry in entries for above in entry.parents]
        insert_many(self.connection, "INSERT INTO parent VALUES (?,?)", lines)
        passed = {above for _, above in lines}
        tips = [(entry.sid, entry.eid) for entry in entries if entry.eid not in passed]
        mine = {entry.eid for entry in entries}
        gone = [(entry.sid, above) for entry in entries for above in entry.parents if above not in mine]
        insert_many(self.connection, "DELETE FROM tip WHERE sid = ? AND eid = ?", gone)
        insert_many(self.connection, "INSERT INTO tip VALUES (?,?)", tips)

    def _open(self, reopened: Sequence[tuple[int, bytes]]) -> None:
        insert_many(
            self.connection, "UPDATE entry SET openings = ? WHERE eid = ?", [(raw, eid) for eid, raw in reopened]
        )
        if reopened:
            self.cells.reread([eid for eid, _ in reopened])
