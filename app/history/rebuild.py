"""Everything derived, made anew from the entries: after a revocation, an erasure or an upgrade, or on doubt.

It goes the way in which entries were applied (`Authority`, `CellBook`), so the result is what a store shows that
receives the same entries today. Keys of streams, entries and entities stay; nothing that was signed is touched.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from app.core.ids import Id
from app.history.arrived import ArrivedEntry
from app.history.authority import Authority
from app.history.cells import CellBook
from app.history.claims import shared_ids, struck_ids
from app.history.directory import Directories, Trust, forget_states
from app.history.erasing import OUTSIDE, ErasureBook, read_erasures
from app.history.findings import find_again
from app.history.quarantine import held_entries, revoked_stations
from app.history.rows import insert_many, insert_rows, one_value, select_in
from app.history.stored import stored_entries
from app.models.kind_specs import Schema
from app.models.tables.projection import projection_name

AT_ONCE = 2_000
"""Entries held in memory together."""


def rebuild(connection: Connection, schema: Schema, trust: Trust, streams: Iterable[Id] | None = None) -> int:
    """Derive anew what follows from the entries of `streams` (all where None); return how many entries were read.

    Judgement of the directory itself changes what counts elsewhere: whoever names it should name all.
    """
    forget_states(connection)
    if streams is None:
        sids = {row[0] for row in connection.exec_driver_sql("SELECT sid FROM stream")}
    else:
        sids = {row[0] for row in select_in(connection, "SELECT sid FROM stream WHERE id IN ({keys})", streams)}
    home = one_value(connection, "SELECT sid FROM stream WHERE id = ?", trust.directory)
    count = 0
    if home in sids:
        count += _Rebuilding(connection, schema, trust).run([home], at_once=1)
        sids.discard(home)
    if sids:
        count += _Rebuilding(connection, schema, trust).run(sorted(sids), at_once=AT_ONCE)
    find_again(connection, schema)
    return count


def reapply_erasures(connection: Connection, schema: Schema, trust: Trust, raw: bytes) -> int:
    """Do again, in a restored store, the erasures of a list kept outside; return how many were new to it.

    Raises MalformedHistory.
    """
    book = ErasureBook(connection, schema, trust.directory)
    book.load()
    cells = CellBook(connection, schema, book.erased)
    before = int(one_value(connection, "SELECT count(*) FROM erasure"))
    for scope, kind in read_erasures(raw):
        book.add(scope[:16], kind, [scope], OUTSIDE)
    book.note([])
    cells.reread(book.enforce())
    return int(one_value(connection, "SELECT count(*) FROM erasure")) - before


class _Rebuilding:
    """Some streams on their way through."""

    def __init__(self, connection: Connection, schema: Schema, trust: Trust) -> None:
        self.connection = connection
        self.schema = schema
        self.trust = trust
        self.directories = Directories(connection, schema, trust.directory)
        self.authority = Authority(connection, schema, self.directories, trust.root_key, trusted=True)
        self.erasures = ErasureBook(connection, schema, trust.directory)
        self.cells = CellBook(connection, schema, self.erasures.erased)

    def run(self, sids: Sequence[int], at_once: int) -> int:
        """Drop and derive; return the number of entries."""
        sql = "SELECT eid FROM entry WHERE sid IN ({keys})"
        eids = sorted(row[0] for row in select_in(self.connection, sql, sids))
        revoked = {} if at_once == 1 else revoked_stations(self.connection, self.schema, self.trust.directory)
        held = held_entries(self.connection, self.schema, self.authority, revoked, sids)
        if at_once > 1:
            home = self.trust.directory
            self.authority.struck = struck_ids(self.connection, home, shared_ids(self.connection, sids))
        self._drop(sids)
        self.erasures.load(sids)
        self.authority.labels.load(sids)
        for start in range(0, len(eids), at_once):
            self._derive(stored_entries(self.connection, eids[start : start + at_once]), held)
        self._tips(sids)
        return len(eids)

    def _drop(self, sids: Sequence[int]) -> None:
        run = self.connection
        keys = [(sid,) for sid in sids]
        for table in ("cell", "rival", "conflict"):
            sql = f"DELETE FROM {table} WHERE entity IN (SELECT id FROM entity WHERE sid = ?)"  # noqa: S608
            insert_many(run, sql, keys)
        for kind in self.schema.kinds.values():
            insert_many(run, f"DELETE FROM {projection_name(kind)} WHERE sid = ?", keys)  # noqa: S608
        insert_many(run, "DELETE FROM parent WHERE eid IN (SELECT eid FROM entry WHERE sid = ?)", keys)
        insert_many(run, "UPDATE entry SET void = NULL, label = 0 WHERE sid = ?", keys)
        sql = "DELETE FROM erasure WHERE eid IN (SELECT eid FROM entry WHERE sid = ?)"
        insert_many(run, sql, keys)
        insert_many(run, "INSERT OR IGNORE INTO find_queue SELECT id FROM entity WHERE sid = ?", keys)

    def _derive(self, entries: list[ArrivedEntry], held: set[int]) -> None:
        above = {
            row[0]: row[1]
            for row in select_in(
                self.connection,
                "SELECT eid, depth FROM entry WHERE eid IN ({keys})",
                {eid for entry in entries for eid in entry.parents},
            )
        }
        for entry in entries:
            entry.depth = 1 + max((above[eid] for eid in entry.parents), default=-1)
            above[entry.eid] = entry.depth
        self.authority.judge_all(entries, held)
        self.erasures.note(entries)
        labels = self.authority.labels
        rows = [(e.depth, e.void, labels.touches(e), e.openings, e.eid) for e in entries]
        insert_many(
            self.connection, "UPDATE entry SET depth = ?, void = ?, label = ?, openings = ? WHERE eid = ?", rows
        )
        lines = [(entry.eid, eid) for entry in entries for eid in entry.parents]
        insert_rows(self.connection, "INSERT INTO parent", lines)
        self.cells.load(entries)
        for entry in entries:
            self.cells.write(entry)
        self.cells.flush()
        late = self.erasures.enforce()
        if late:
            self.cells.reread(late)

    def _tips(self, sids: Sequence[int]) -> None:
        """Make the tips: what counts and has nothing that counts after it. Nobody builds on what waits."""
        run = self.connection
        insert_many(run, "DELETE FROM tip WHERE sid = ?", [(sid,) for sid in sids])
        sql = """INSERT INTO tip SELECT sid, eid FROM entry WHERE sid = ? AND (void IS NULL OR void <> '?')
                 AND NOT EXISTS (SELECT 1 FROM parent JOIN entry child ON child.eid = parent.eid
                                 WHERE parent.parent = entry.eid AND (child.void IS NULL OR child.void <> '?'))"""
        insert_many(run, sql, [(sid,) for sid in sids])
