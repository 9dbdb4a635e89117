"""The state of a stream for a chosen set of its entries: as-of views, the directory a save names, labels before a save.

It decodes the stream's entries and goes the way the projection went (`frontier`, `settling`), so the past and the
present cannot disagree. There is no table of operations to keep true.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.core.clock import milliseconds
from app.core.ids import Id
from app.history.frontier import Frontier
from app.history.reading import Place, values_in
from app.history.rows import select, select_in
from app.history.settling import WITHHELD, Live, Settled, is_removal, settle
from app.history.wire import DELETION, Skeleton, decode
from app.models.fields import from_wire
from app.models.kind_specs import KindSpec, Schema

Name = tuple[Id, int]
"""An entity inside its stream: id and kind. (Two kinds under one id, which no honest author writes, stay apart.)"""


@dataclass(frozen=True, slots=True)
class EntityState:
    """One entity as some set of entries leaves it."""

    uid: Id
    kind_id: int
    kind: KindSpec | None
    cells: Mapping[int, Settled]
    alive: bool

    def wire(self) -> dict[str, Any]:
        """Return the fields' wire values by name; a value not held here is left out."""
        found: dict[str, Any] = {}
        if self.kind is None:
            return found
        for number, settled in self.cells.items():
            cell = self.kind.cells.get(number)
            if cell is None:
                continue
            for spec in cell.fields:
                value = settled.values[spec.at]
                if value is not WITHHELD:
                    found[spec.name] = value
        return found

    def record(self) -> Any:
        """Return the typed record of the kind; fields without a value here are None or empty.

        Raises LookupError on a kind this version does not know.
        """
        if self.kind is None:
            raise LookupError(self.kind_id)
        wire = self.wire()
        return self.kind.record(**{name: from_wire(spec, wire.get(name)) for name, spec in self.kind.fields.items()})


@dataclass(frozen=True, slots=True)
class PastEntry:
    """An entry as stored, decoded."""

    eid: int
    hash: bytes
    depth: int
    skeleton: Skeleton
    openings: bytes
    void: str | None


def entries_of(connection: Connection, sid: int, eids: Iterable[int] | None = None) -> list[PastEntry]:
    """Return the stream's entries in order of arrival, all or those in `eids`."""
    columns = "SELECT eid, hash, depth, skeleton, openings, void FROM entry"
    if eids is None:
        rows = [tuple(row) for row in connection.exec_driver_sql(f"{columns} WHERE sid = ? ORDER BY eid", (sid,))]
    else:
        rows = sorted(tuple(row) for row in select_in(connection, f"{columns} WHERE eid IN ({{keys}})", eids))
    return [PastEntry(row[0], row[1], row[2], decode(Skeleton, row[3]), row[4], row[5]) for row in rows]


ALL = "*"
"""In `entry.void`: every operation is void, because its author had no right to write it."""
HELD = "?"
"""In `entry.void`: the entry waits in quarantine, because its station is revoked."""


def is_void(void: str | None, idx: int) -> bool:
    """Tell whether operation `idx` does not count; `void` is the entry's column: nothing, ALL, HELD or indices."""
    return void is not None and (void in (ALL, HELD) or str(idx) in void.split(","))


def ancestors(connection: Connection, eids: Iterable[int]) -> set[int]:
    """Return `eids` with all entries they were written after, in their stream."""
    marks = list(eids)
    if not marks:
        return set()
    sql = """WITH RECURSIVE line(eid) AS (SELECT value FROM json_each(?)
             UNION SELECT parent.parent FROM parent JOIN line ON parent.eid = line.eid) SELECT eid FROM line"""
    return {row[0] for row in select(connection, sql, f"[{','.join(map(str, marks))}]")}


def fold(schema: Schema, entries: Sequence[PastEntry], only: int | None = None) -> dict[Name, EntityState]:
    """Return every entity that `entries` (in an order that respects parents) leave, dead ones too.

    `only` restricts it to one kind.
    """
    key_of = {entry.hash: entry.eid for entry in entries}
    frontier: Frontier[Name] = Frontier()
    for entry in entries:
        for uid, kind_id, cell, idx, supersedes in operations(entry.skeleton):
            if is_void(entry.void, idx) or (only is not None and kind_id != only):
                continue
            kind = schema.kinds.get(kind_id)
            places = [(key_of[name], at) for name, at in supersedes if name in key_of]
            frontier.write((uid, kind_id), cell, (entry.eid, idx), places, once=kind is not None and kind.once)
    return _read(schema, {entry.eid: entry for entry in entries}, frontier)


def operations(skeleton: Skeleton) -> Iterable[tuple[Id, int, int, int, list[tuple[bytes, int]]]]:
    """Yield (entity id, kind, cell, index, superseded (entry hash, index)) for each operation."""
    at = 0
    uids = skeleton.uids
    for idx, (who, cell, count) in enumerate(zip(skeleton.who, skeleton.cells, skeleton.sup_count, strict=True)):
        supersedes = [(skeleton.refs[skeleton.sup_ref[i]], skeleton.sup_idx[i]) for i in range(at, at + count)]
        at += count
        yield uids[16 * who : 16 * who + 16], skeleton.kinds[who], cell, idx, supersedes


def state_at(connection: Connection, schema: Schema, sid: int, tips: Iterable[int]) -> dict[Name, EntityState]:
    """Return the stream as its author saw it who had applied `tips` (entry keys) and what they were written after."""
    return fold(schema, entries_of(connection, sid, ancestors(connection, tips)))


def known_here(connection: Connection, schema: Schema, sid: int, moment: datetime) -> dict[Name, EntityState]:
    """Return the stream as this store knew it at `moment`, by arrival."""
    return _as_of(connection, schema, sid, "entry.arrived", moment)


def decided(connection: Connection, schema: Schema, sid: int, moment: datetime) -> dict[Name, EntityState]:
    """Return the stream as its authors had written it at `moment`, by their own clocks, wherever they were.

    What is built on an entry whose author's clock ran ahead is left out with it.
    """
    return _as_of(connection, schema, sid, "save.moment", moment)


def _as_of(connection: Connection, schema: Schema, sid: int, column: str, moment: datetime) -> dict[Name, EntityState]:
    sql = f"SELECT entry.eid FROM entry JOIN save USING (vid) WHERE sid = ? AND {column} > ?"  # noqa: S608
    late = {row[0] for row in connection.exec_driver_sql(sql, (sid, milliseconds(moment)))}
    entries = entries_of(connection, sid)
    sql = "SELECT parent.eid, parent.parent FROM parent JOIN entry USING (eid) WHERE sid = ? ORDER BY parent.eid"
    for eid, above in connection.exec_driver_sql(sql, (sid,)):
        if above in late:
            late.add(eid)
    return fold(schema, [entry for entry in entries if entry.eid not in late])


def _read(schema: Schema, entries: Mapping[int, PastEntry], frontier: Frontier[Name]) -> dict[Name, EntityState]:
    values: dict[int, Mapping[int, bytes]] = {}

    def live(place: Place) -> Live:
        eid, idx = place
        if eid not in values:
            values[eid] = values_in(entries[eid].openings)
        return Live(entries[eid].depth, entries[eid].hash, idx, eid, values[eid].get(idx))

    found: dict[Name, EntityState] = {}
    for name, cells in frontier.standing.items():
        kind = schema.kinds.get(name[1])
        lives = {cell: [live(place) for place in places] for cell, places in cells.items()}
        creator = min(
            (live.order for cell, there in lives.items() if cell != DELETION for live in there), default=(0, b"")
        )
        settled = {
            cell: settle(kind, kind.cells.get(cell) if kind else None, standing, creator[1])
            for cell, standing in lives.items()
            if standing and cell != DELETION
        }
        found[name] = EntityState(name[0], name[1], kind, settled, is_alive(lives))
    return found


def is_alive(lives: Mapping[int, Sequence[Live]]) -> bool:
    """Tell whether an entity lives: any value remains besides its deletion and removals from sets."""
    if not lives.get(DELETION):
        return any(standing for cell, standing in lives.items() if cell != DELETION)
    return any(not is_removal(live) for cell, standing in lives.items() if cell != DELETION for live in standing)
