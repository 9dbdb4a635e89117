"""The audit trail of one object: every change by field, with author and moment, whether it counted or not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.core.clock import from_milliseconds
from app.core.ids import Id
from app.history.openings import decode_value
from app.history.past import entries_of, is_void, operations
from app.history.reading import values_in
from app.history.rows import select, select_in
from app.history.wire import DELETION, decode
from app.models.fields import CellSpec
from app.models.kind_specs import KindSpec, Schema


@dataclass(frozen=True, slots=True)
class Change:
    """One operation as an officer reads it. `values` is None where the value is not held here."""

    entry: bytes
    stream: Id
    uid: Id
    kind: KindSpec | None
    cell: CellSpec | None
    deletion: bool
    values: Sequence[Any] | None = field(repr=False)
    officer: Id
    station: Id
    moment: datetime
    arrived: datetime
    counted: bool
    supersedes: int
    """How many values it took the place of."""


class _Outline(msgspec.Struct, array_like=True):
    """As much of a skeleton as says how much it writes of what; the rest is passed over unread."""

    version: msgspec.Raw
    stream: msgspec.Raw
    replica: msgspec.Raw
    save_no: msgspec.Raw
    parents: msgspec.Raw
    genesis: msgspec.Raw
    uids: msgspec.Raw
    kinds: list[int]
    who: list[int]


@dataclass(frozen=True, slots=True)
class Newest:
    """Which entries (keys, by that of their stream) hold the newest changes, and how many changes there are in all."""

    entries: Mapping[int, Collection[int]]
    total: int


def newest_entries(connection: Connection, streams: Collection[int], most: int, hidden: Collection[int] = ()) -> Newest:
    """Return where the newest `most` changes of these streams (keys) are, by their authors' moments.

    Those of one moment are all among them or none. Changes of the kinds `hidden` are not counted.
    """
    sql = "SELECT sid, eid, moment, skeleton FROM entry JOIN save USING (vid) WHERE sid IN ({keys})"
    rows = sorted(select_in(connection, sql, streams), key=lambda row: (-row[2], row[1]))
    found: dict[int, list[int]] = {}
    total, last = 0, None
    for sid, eid, moment, skeleton in rows:
        outline = decode(_Outline, skeleton)
        if total < most or moment == last:
            found.setdefault(sid, []).append(eid)
            last = moment
        total += sum(outline.kinds[who] not in hidden for who in outline.who) if hidden else len(outline.who)
    return Newest(found, total)


def later_entries(connection: Connection, streams: Collection[int], after: int, but: Id, most: int) -> Newest:
    """Return what came into these streams (keys) after the entry of key `after`, but for what officer `but` wrote.

    By arrival here, whoever wrote it when; of more than `most` entries the last ones. `total` counts the entries.
    """
    sql = """SELECT eid FROM entry JOIN save USING (vid) JOIN replica USING (rid)
             WHERE sid = ? AND eid > ? AND officer <> ?"""
    rows = sorted((row[0], sid) for sid in streams for row in select(connection, sql, sid, after, but))
    found: dict[int, list[int]] = {}
    for eid, sid in rows[-most:]:
        found.setdefault(sid, []).append(eid)
    return Newest(found, len(rows))


def trail(
    connection: Connection, schema: Schema, root: Id, uid: Id | None = None, newest: Newest | None = None
) -> list[Change]:
    """Return all changes in the streams of `root` (or those of entity `uid` only) in order of display.

    That order is the graph's depth, then the author's moment, then the hash: no clock decides anything else. With
    `newest` only those.
    """
    found: list[tuple[tuple[int, int, bytes, int], Change]] = []
    streams = connection.exec_driver_sql("SELECT sid, id FROM stream WHERE root = ? ORDER BY sid", (root,)).all()
    for sid, stream in streams:
        entries = entries_of(connection, sid, None if newest is None else newest.entries.get(sid, ()))
        sql = """SELECT eid, officer, station, moment, entry.arrived FROM entry JOIN save USING (vid)
                 JOIN replica USING (rid) WHERE eid IN ({keys})"""
        author = {row[0]: row[1:] for row in select_in(connection, sql, [entry.eid for entry in entries])}
        for entry in entries:
            officer, station, moment, arrived = author[entry.eid]
            values = values_in(entry.openings)
            for who, number, cell, idx, supersedes in operations(entry.skeleton):
                if uid is not None and who != uid:
                    continue
                kind = schema.kinds.get(number)
                raw = values.get(idx)
                change = Change(
                    entry.hash, stream, who, kind, kind.cells.get(cell) if kind else None, cell == DELETION,
                    None if raw is None else decode_value(raw), officer, station, from_milliseconds(moment),
                    from_milliseconds(arrived), not is_void(entry.void, idx), len(supersedes),
                )  # fmt: skip
                found.append(((entry.depth, moment, entry.hash, idx), change))
    return [change for _, change in sorted(found, key=lambda item: item[0])]
