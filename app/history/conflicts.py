"""Open conflicts: cells in which several values stand because nobody who saw both has chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.core.clock import from_milliseconds
from app.core.ids import Id
from app.history.openings import decode_value
from app.history.reading import lives_of
from app.history.rows import one_value, select_in
from app.history.settling import Live
from app.models.fields import CellSpec
from app.models.kind_specs import KindSpec, Schema


@dataclass(frozen=True, slots=True)
class Rival:
    """One of the values that stand: who wrote it where and when, and its fields' wire values (None: not held here)."""

    officer: Id
    station: Id
    moment: datetime
    entry: bytes
    values: Sequence[Any] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A cell someone must choose in; `shown` is the index of the rival that holds meanwhile."""

    stream: Id
    root: Id
    uid: Id
    kind: KindSpec | None
    cell: CellSpec | None
    rivals: Sequence[Rival]
    shown: int


def count_conflicts(connection: Connection) -> int:
    """Return how many cells wait for a choice."""
    return int(one_value(connection, "SELECT count(*) FROM conflict"))


def open_conflicts(connection: Connection, schema: Schema) -> list[OpenConflict]:
    """Return all open conflicts, oldest stream first."""
    sql = """SELECT conflict.entity, conflict.field, stream.id, root, uid, kind FROM conflict
             JOIN entity ON entity.id = conflict.entity JOIN stream USING (sid) ORDER BY sid, entity.id, field"""
    return [_conflict(connection, schema, *row) for row in connection.exec_driver_sql(sql).all()]


def _conflict(
    connection: Connection, schema: Schema, entity: int, field: int, stream: Id, root: Id, uid: Id, number: int
) -> OpenConflict:
    sql = "SELECT eid, idx FROM {} WHERE entity = ? AND field = ?"
    first = connection.exec_driver_sql(sql.format("cell"), (entity, field)).one()
    others = connection.exec_driver_sql(sql.format("rival"), (entity, field)).all()
    places = [(row[0], row[1]) for row in (first, *others)]
    lives = lives_of(connection, places)
    standing = sorted((lives[place] for place in places), key=lambda live: live.order)
    authors = {
        row[0]: row[1:]
        for row in select_in(
            connection,
            "SELECT eid, officer, station, moment FROM entry JOIN save USING (vid) JOIN replica USING (rid)"
            " WHERE eid IN ({keys})",
            {live.eid for live in standing},
        )
    }
    kind = schema.kinds.get(number)
    rivals = [_rival(live, *authors[live.eid]) for live in standing]
    shown = next(at for at, live in enumerate(standing) if (live.eid, live.idx) == places[0])
    return OpenConflict(stream, root, uid, kind, kind.cells.get(field) if kind else None, rivals, shown)


def _rival(live: Live, officer: Id, station: Id, moment: int) -> Rival:
    values = None if live.value is None else decode_value(live.value)
    return Rival(officer, station, from_milliseconds(moment), live.hash, values)
