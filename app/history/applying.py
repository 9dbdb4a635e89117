"""The one way in: what an officer saves here and what a bundle brings are applied by the same function.

One call is one transaction's work; it either does all of it or raises and the caller's unit of work rolls back. The
directory's entries go first, one by one, because they decide what counts; the rest goes in bulk, with a number of
statements that does not grow with the number of entries.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from app.core.clock import milliseconds
from app.core.errors import DamagedError
from app.core.garbage import nothing_collected
from app.core.ids import Id
from app.history.admitting import Intake, take_in
from app.history.arrived import ArrivedEntry
from app.history.authority import Authority
from app.history.before import Before, look_before
from app.history.blobs import note_contents, note_reopened
from app.history.cells import CellBook
from app.history.claims import streams_to_judge
from app.history.directory import Directories, Trust, forget_states
from app.history.erasing import ErasureBook
from app.history.findings import (
    FIRST_MOMENT,
    TOLERANCE,
    find_behind,
    find_forks,
    find_in_kinds,
    find_moments,
    find_void,
)
from app.history.past import HELD
from app.history.quarantine import Revoked, held_entries, revoked_stations, streams_written_by
from app.history.rebuild import rebuild
from app.history.rows import insert_many, one_value, select_in, writing_behind
from app.history.storing import find_streams, store_entries, store_saves
from app.history.waiting import set_aside, waiting_singly
from app.history.wire import Batch
from app.models.kind_specs import Schema

__all__ = ["Applied", "Trust", "apply"]


FEW = 16
"""Entries up to which a batch is what an officer saves."""
LARGE = 200
"""Entries from which on a batch is large."""


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
    with nothing_collected(when=len(batch.entries) > LARGE):
        return _Applier(connection, schema, trust, now).run(batch, source, trusted=trusted)


@dataclass(frozen=True, slots=True)
class _Applier:
    """Sees to it that what waits cannot spoil what it waits for: nobody has judged it before its turn comes."""

    connection: Connection
    schema: Schema
    trust: Trust
    now: datetime

    def run(self, batch: Batch, source: int | None, *, trusted: bool) -> Applied:
        run = self.connection.exec_driver_sql
        before = look_before(self.connection, self.schema, self.trust.directory)
        if not before.waiting:
            return self._once(batch, source, trusted=trusted, before=before)
        run("SAVEPOINT intake")
        try:
            found = self._once(batch, source, trusted=trusted)
        except DamagedError:
            # Either the batch is bad, and is refused again, or something that waited for it is: that goes alone.
            run("ROLLBACK TO intake")
            found = self._once(batch, source, trusted=trusted, revive=False)
            found = self._let_in_singly(found)
        run("RELEASE intake")
        return found

    def _once(
        self,
        batch: Batch,
        source: int | None,
        *,
        trusted: bool = False,
        revive: bool = True,
        before: Before | None = None,
    ) -> Applied:
        if before is None:
            before = look_before(self.connection, self.schema, self.trust.directory)
        intake = take_in(self.connection, batch, source, revive=revive, waits=before.waiting)
        return _Application(self.connection, self.schema, self.trust, self.now, before, trusted=trusted).run(intake)

    def _let_in_singly(self, found: Applied) -> Applied:
        run = self.connection.exec_driver_sql
        more = True
        while more:
            more = False
            for name, source, single in waiting_singly(self.connection):
                run("SAVEPOINT single")
                try:
                    applied = self._once(single, source, revive=False)
                except DamagedError as refused:
                    run("ROLLBACK TO single")
                    set_aside(self.connection, name, type(refused).__name__)
                else:
                    more = more or bool(applied.entries)
                    found = _both(found, applied)
                run("RELEASE single")
        left = one_value(self.connection, "SELECT count(*) FROM waiting WHERE stream <> x''")
        return replace(found, waiting=int(left))


def _both(one: Applied, other: Applied) -> Applied:
    return Applied(
        [*one.entries, *other.entries],
        one.opened + other.opened,
        one.waiting,
        one.void + other.void,
        one.kinds | other.kinds,
        one.entities | other.entities,
    )


class _Application:
    """One batch on its way in."""

    def __init__(
        self, connection: Connection, schema: Schema, trust: Trust, now: datetime, before: Before, *, trusted: bool
    ) -> None:
        self.connection = connection
        self.schema = schema
        self.now = milliseconds(now)
        self.directories = Directories(connection, schema, trust.directory)
        self.authority = Authority(connection, schema, self.directories, trust.root_key, trusted=trusted)
        self.erasures = ErasureBook(connection, schema, trust.directory)
        self.cells = CellBook(connection, schema, self.erasures.erased)
        self.trust = trust
        self.trusted = trusted
        self.before = before
        self.next_eid = before.last_entry + 1
        self.odd_moments = False
        self.behind = False
        self.keys: dict[bytes, tuple[int, int, int]] = {}
        self.streams: dict[Id, int] = {}

    def run(self, intake: Intake) -> Applied:
        self.keys.update(intake.known)
        saves = list({entry.save.hash: entry.save for entry in intake.ready}.values())
        store_saves(self.connection, saves, self.before.last_save, fresh=self.trusted)
        self.streams = find_streams(self.connection, intake.ready, self.authority.labels.name)
        if self.before.erasures:
            self.erasures.load()
        revoked: Revoked = {}
        if self.before.revocations:
            revoked = revoked_stations(self.connection, self.schema, self.trust.directory)
        directory = [entry for entry in intake.ready if entry.skeleton.stream == self.directories.stream]
        others = [entry for entry in intake.ready if entry.skeleton.stream != self.directories.stream]
        if directory:
            # They may have come before, with fewer values, in a unit that was rolled back.
            forget_states(self.connection)
        for entry in directory:
            self._step([entry])
            self.directories.forget()
        self._step(others)
        self._open(self.erasures.kept(intake.reopened))
        self._hold(revoked, directory, others)
        self._part_claims()
        self._find(intake)
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
        if len(entries) > FEW or entries[0].skeleton.stream == self.directories.stream:
            self.authority.labels.load({entry.sid for entry in entries})
        else:
            self.authority.labels.load_before(entries)
        self.authority.judge_all(entries)
        self.erasures.note(entries)
        self.cells.load(entries)
        with writing_behind(self.connection) if len(entries) > LARGE else nullcontext():
            store_entries(self.connection, entries, self.now, self.authority.labels.touches)
            for entry in entries:
                self.cells.write(entry)
            self.cells.flush()
        note_contents(self.connection, self.schema, entries)
        late = self.erasures.enforce()
        if late:
            self.cells.reread(late)

    def _hold(self, before: Revoked, directory: Sequence[ArrivedEntry], others: Sequence[ArrivedEntry]) -> None:
        """Bring what revoked stations wrote to what now follows from all entries that are here."""
        run, home = self.connection, self.trust.directory
        now = revoked_stations(run, self.schema, home) if directory else before
        if not now and not before:
            return
        changed = {station for station, _ in before.items() ^ now.items()}
        streams = {entry.sid for entry in others} & streams_written_by(run, now, home) if now else set()
        streams |= streams_written_by(run, changed, home)
        held = held_entries(run, self.schema, self.authority, now, streams)
        sql = f"SELECT eid FROM entry WHERE void = '{HELD}' AND sid IN ({{keys}})"  # noqa: S608
        other = held ^ {row[0] for row in select_in(run, sql, streams)}
        sql = "SELECT DISTINCT stream.id FROM entry JOIN stream USING (sid) WHERE eid IN ({keys})"
        names = [row[0] for row in select_in(run, sql, other)]
        if names:
            rebuild(run, self.schema, self.trust, names)

    def _part_claims(self) -> None:
        """Let an id that several streams write under count in one of them: nearly never is there any."""
        if not self.cells.shared:
            return
        changed = streams_to_judge(self.connection, self.trust.directory, self.cells.shared)
        names = [row[0] for row in select_in(self.connection, "SELECT id FROM stream WHERE sid IN ({keys})", changed)]
        if names:
            rebuild(self.connection, self.schema, self.trust, names)

    def _find(self, intake: Intake) -> None:
        """Note what is odd about what came; a save made here is looked at only where something was seen."""
        run = self.connection
        if any(entry.void for entry in intake.ready):
            find_void(run, self.before.last_entry + 1)
        if self.odd_moments:
            find_moments(run, self.before.last_entry + 1)
        if self.behind:
            find_behind(run, self.before.last_entry + 1)
        if not self.trusted:
            find_forks(run, self.before.last_save + 1)
        find_in_kinds(run, self.schema, self.cells.kinds, self.cells.changed)

    def _place(self, entry: ArrivedEntry) -> None:
        entry.eid = self.next_eid
        self.next_eid += 1
        moment, latest = entry.save.body.moment, entry.save.body.moment + TOLERANCE
        depth = -1
        for name in entry.skeleton.parents:
            eid, theirs, then = self.keys[name]
            entry.parents.append(eid)
            depth = max(depth, theirs)
            self.behind |= latest < then
        entry.depth = depth + 1
        self.odd_moments |= not FIRST_MOMENT <= moment <= self.now + TOLERANCE
        entry.refs = [self.keys[name][0] for name in entry.skeleton.refs]
        entry.sid = self.streams[entry.skeleton.stream]
        self.keys[entry.hash] = (entry.eid, entry.depth, moment)

    def _open(self, reopened: Sequence[tuple[int, bytes]]) -> None:
        insert_many(
            self.connection, "UPDATE entry SET openings = ? WHERE eid = ?", [(raw, eid) for eid, raw in reopened]
        )
        if reopened:
            forget_states(self.connection)
            self.cells.reread([eid for eid, _ in reopened])
            note_reopened(self.connection, self.schema, [eid for eid, _ in reopened])
