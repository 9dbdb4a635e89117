"""Erasure: values are destroyed and stay so; that they were there, and who erased them and why, remains.

An act of two officers of the owner organisation names a stream, an entity or single values (exchange.md §2). The scopes
of stream and entity are permanent: what arrives late is stripped before it is written. Labels and acts about the
history are never erased, because rights are judged by them; nor is the directory, by which signatures are checked.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec
from sqlalchemy import Connection

from app.core.ids import Id
from app.history.arrived import ArrivedEntry
from app.history.openings import read_openings, write_openings
from app.history.past import Name, is_void, operations
from app.history.rows import insert_many, one_value, select, select_in
from app.history.wire import Skeleton, decode, encode, read_skeleton
from app.models.kind_specs import Schema
from app.models.kinds.leaving import Erasure
from app.models.kinds.schema import ANY_PART
from app.store.search.writing import forget

STREAM, ENTITY, VALUES = "stream", "entity", "values"
_CELLS = {1: STREAM, 2: ENTITY, 3: VALUES}
OUTSIDE = 0
"""In `erasure.eid`: known from the list kept outside the store; the act itself is not here (any more)."""


class _Listed(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    erasures: list[tuple[bytes, str]]


class ErasureBook:
    """The erasures that concern the streams of one batch."""

    def __init__(self, connection: Connection, schema: Schema, directory: Id | None) -> None:
        self._connection = connection
        self._schema = schema
        self._directory = directory
        self._schema = schema
        kind = schema.by_record.get(Erasure)
        self._kind = None if kind is None else kind.id
        self._scopes: set[bytes] = set()
        self._rows: list[tuple[bytes, str, int]] = []
        self._fresh: set[Id] = set()
        self._sids: dict[int, Id] = {}

    @cached_property
    def _exempt(self) -> frozenset[int]:
        """Kinds by which rights are judged."""
        return frozenset(kind.id for kind in self._schema.kinds.values() if kind.part == ANY_PART)

    def load(self, streams: Iterable[int] = ()) -> None:
        """Read what is known of; one statement. `streams` (keys) gives their ids to `erased`."""
        self._scopes = {row[0] for row in select(self._connection, "SELECT scope FROM erasure")}
        if self._scopes:
            self.name(streams)

    def name(self, streams: Iterable[int]) -> None:
        """Look up the ids of `streams` (keys)."""
        unknown = [sid for sid in streams if sid not in self._sids]
        rows = select_in(self._connection, "SELECT sid, id FROM stream WHERE sid IN ({keys})", unknown)
        self._sids |= {row[0]: row[1] for row in rows}

    def note(self, entries: Sequence[ArrivedEntry]) -> None:
        """Take over the erasures that count among `entries`, and strip from them what is erased."""
        for entry in entries:
            if self._kind in entry.skeleton.kinds and entry.skeleton.stream != self._directory:
                self._take(entry)
        insert_many(self._connection, "INSERT OR IGNORE INTO erasure (scope, kind, eid) VALUES (?,?,?)", self._rows)
        self._rows = []
        if self._scopes:
            for entry in entries:
                self._sids[entry.sid] = entry.skeleton.stream
                gone = self._erased_in(entry.hash, entry.skeleton)
                if any(entry.values[idx] is not None for idx in gone):
                    opened = read_openings(entry.openings, entry.skeleton.commitments)
                    entry.openings = write_openings([None if idx in gone else pair for idx, pair in enumerate(opened)])
                    entry.values = [None if idx in gone else value for idx, value in enumerate(entry.values)]

    def erased(self, name: tuple[int, Id, int]) -> bool:
        """Tell whether an entity (stream key, id, kind) is erased as a whole."""
        if not self._scopes or name[2] in self._exempt:
            return False
        stream = self._sids.get(name[0])
        if stream is None:
            self.name([name[0]])
            stream = self._sids[name[0]]
        return stream in self._scopes or stream + name[1] in self._scopes

    def kept(self, reopened: Sequence[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
        """Return openings that came for known entries (key, bytes) without what is erased."""
        if not self._scopes:
            return list(reopened)
        brought = dict(reopened)
        found = []
        sql = "SELECT eid, hash, skeleton FROM entry WHERE eid IN ({keys})"
        for eid, name, raw in select_in(self._connection, sql, brought):
            found.append((eid, self._without(name, read_skeleton(raw), brought[eid]) or brought[eid]))
        return found

    def enforce(self) -> list[int]:
        """Destroy what stands under the erasures newly noted; return the entries (keys) whose values are to be reread.

        Search rows go here; projection rows by the reader of those entries, which asks `erased`.
        """
        touched: set[int] = set()
        for stream in self._fresh:
            touched |= self._destroy(stream)
        self._fresh = set()
        return sorted(touched)

    def _take(self, entry: ArrivedEntry) -> None:
        stream = entry.skeleton.stream
        for uid, number, cell, idx, names in operations(entry.skeleton):
            scope_kind = _CELLS.get(cell)
            if number != self._kind or scope_kind is None or is_void(entry.void, idx):
                continue
            scopes = {STREAM: [stream], ENTITY: [stream + uid]}.get(
                scope_kind, [value_scope(stream, name, at) for name, at in names]
            )
            self.add(stream, scope_kind, scopes, entry.eid)

    def add(self, stream: Id, kind: str, scopes: Iterable[bytes], eid: int) -> None:
        """Note erasures of one kind in one stream."""
        for scope in scopes:
            if scope not in self._scopes:
                self._scopes.add(scope)
                self._rows.append((scope, kind, eid))
                self._fresh.add(stream)

    def _erased_in(self, name: bytes, skeleton: Skeleton) -> set[int]:
        """Return the operations of an entry that are erased."""
        if skeleton.stream == self._directory:
            return set()
        scopes, stream, exempt = self._scopes, skeleton.stream, self._exempt
        uids = [skeleton.uids[16 * at : 16 * at + 16] for at in range(len(skeleton.kinds))]
        whole = stream in scopes
        gone = [
            kind not in exempt and (whole or stream + uid in scopes)
            for uid, kind in zip(uids, skeleton.kinds, strict=True)
        ]
        return {
            idx
            for idx, who in enumerate(skeleton.who)
            if gone[who] or (skeleton.kinds[who] not in exempt and value_scope(stream, name, idx) in scopes)
        }

    def _without(self, name: bytes, skeleton: Skeleton, openings: bytes) -> bytes | None:
        """Return the openings without what is erased; None where that changes nothing."""
        gone = self._erased_in(name, skeleton)
        opened = read_openings(openings, skeleton.commitments)
        if not any(opened[idx] is not None for idx in gone):
            return None
        return write_openings([None if idx in gone else pair for idx, pair in enumerate(opened)])

    def _destroy(self, stream: Id) -> set[int]:
        run = self._connection
        sid = one_value(run, "SELECT sid FROM stream WHERE id = ?", stream)
        touched: set[int] = set()
        rewritten: list[tuple[bytes, int]] = []
        entities: set[Name] = set()
        lost: list[tuple[int, int]] = []
        rows = run.exec_driver_sql("SELECT eid, hash, skeleton, openings FROM entry WHERE sid = ?", (sid,)).all()
        for eid, name, raw, openings in rows:
            skeleton = read_skeleton(raw)
            gone = self._erased_in(name, skeleton)
            if not gone:
                continue
            touched.add(eid)
            lost += [(eid, idx) for idx in gone]
            entities |= {(uid, number) for uid, number, _, idx, _ in operations(skeleton) if idx in gone}
            left = self._without(name, skeleton, openings)
            if left is not None:
                rewritten.append((left, eid))
        insert_many(run, "UPDATE entry SET openings = ? WHERE eid = ?", rewritten)
        self._strip_waiting(stream)
        _drop_attachments(run, lost)
        sql = "SELECT id, sid, uid, kind FROM entity WHERE uid IN ({keys})"
        keys = [row[0] for row in select_in(run, sql, {uid for uid, _ in entities}) if row[1] == sid]
        if keys:
            forget(run, keys)
        return touched

    def _strip_waiting(self, stream: Id) -> None:
        sql = "SELECT hash, skeleton, openings FROM waiting WHERE stream = ?"
        rows = []
        for name, raw, openings in self._connection.exec_driver_sql(sql, (stream,)).all():
            left = self._without(name, read_skeleton(raw), openings)
            if left is not None:
                rows.append((left, name))
        insert_many(self._connection, "UPDATE waiting SET openings = ? WHERE hash = ?", rows)


def export_erasures(connection: Connection) -> bytes:
    """Return the list of erasures for keeping outside the store: ids and hashes only, nothing personal."""
    rows = connection.exec_driver_sql("SELECT scope, kind FROM erasure ORDER BY scope")
    return encode(_Listed([(row[0], row[1]) for row in rows]))


def read_erasures(raw: bytes) -> list[tuple[bytes, str]]:
    """Return (scope, kind) of each erasure of a list kept outside. Raises MalformedHistory."""
    return decode(_Listed, raw).erasures


def value_scope(stream: Id, entry: bytes, idx: int) -> bytes:
    """Return the name under which the erasure of one value is known: its stream, its entry, its place there."""
    return stream + entry + idx.to_bytes(4, "big")


def _drop_attachments(connection: Connection, lost: Sequence[tuple[int, int]]) -> None:
    sql = "SELECT bid, eid, idx FROM blob_ref WHERE eid IN ({keys})"
    gone = {(row[1], row[2]): row[0] for row in select_in(connection, sql, {eid for eid, _ in lost})}
    refs = [(gone[place], *place) for place in lost if place in gone]
    insert_many(connection, "DELETE FROM blob_ref WHERE bid = ? AND eid = ? AND idx = ?", refs)
    for table in ("chunk", "blob"):
        sql = f"DELETE FROM {table} WHERE bid = ? AND bid NOT IN (SELECT bid FROM blob_ref)"  # noqa: S608
        insert_many(connection, sql, [(bid,) for bid in {ref[0] for ref in refs}])
