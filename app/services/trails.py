"""The past of one root: every change by field with author and moment, and what it looked like at a moment.

Only the streams that this officer may read now are told of; the rest of the root is passed over in silence.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from app.core.ids import Id
from app.history.past import decided, known_here
from app.history.trail import Newest, newest_entries, trail
from app.models.enums import Action
from app.models.fields import CellSpec, Rule, from_wire
from app.services.desk import Desk, NotThere, View

R = TypeVar("R")


class Past(StrEnum):
    """Which past: what this store knew by then, or what its authors had written by then, wherever they were."""

    KNOWN_HERE = "known_here"
    DECIDED = "decided"


_LOOK = {Past.KNOWN_HERE: known_here, Past.DECIDED: decided}
_SID = "SELECT sid FROM stream WHERE id = ?"


@dataclass(frozen=True, slots=True, repr=False)
class FieldChange:
    """One cell written: `values` by field name, typed; None where the value is not held here.

    A change of a set has `values` of one field with the element, and `added` tells which way.
    """

    entry: bytes
    stream: Id
    uid: Id
    kind: str | None
    values: Mapping[str, Any] | None
    added: bool | None
    deletion: bool
    officer: Id
    station: Id
    moment: datetime
    arrived: datetime
    counted: bool
    supersedes: int


@dataclass(frozen=True, slots=True)
class PastEntity:
    """An entity as it stood at a moment."""

    uid: Id
    stream: Id
    kind: str
    record: Any


def field_history(desk: Desk, root: Id, uid: Id | None = None) -> list[FieldChange]:
    """Return all changes of a root (of one entity with `uid`), oldest first. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        return _changes(view, root, {stream for _, stream in readable_streams(view, root)}, uid)


def newest_changes(desk: Desk, root: Id, most: int, hidden: Collection[str] = ()) -> tuple[list[FieldChange], int]:
    """Return at least the newest `most` changes of a root, oldest first, and how many there are in all.

    Kinds that are `hidden` are left out. Raises NotAllowed, NotThere.
    """
    with desk.read() as view:
        mine = dict(readable_streams(view, root))
        kinds = {spec.id for name, spec in desk.schema.by_name.items() if name in hidden}
        newest = newest_entries(view.connection, mine.keys(), most, kinds)
        found = _changes(view, root, set(mine.values()), None, newest)
        return [change for change in found if change.kind not in hidden], newest.total


def changes_in(view: View, root: Id, entries: Newest, hidden: Collection[str] = ()) -> list[FieldChange]:
    """Return the changes of a root in these entries that this officer may read, oldest first."""
    mine = {stream for _, stream in readable_streams(view, root)}
    return [change for change in _changes(view, root, mine, None, entries) if change.kind not in hidden]


def _changes(
    view: View, root: Id, mine: Collection[Id], uid: Id | None, newest: Newest | None = None
) -> list[FieldChange]:
    found = []
    for change in trail(view.connection, view.desk.schema, root, uid, newest):
        if change.stream not in mine:
            continue
        values, added = _typed(change.cell, change.values)
        found.append(
            FieldChange(
                change.entry, change.stream, change.uid, change.kind.name if change.kind else None, values, added,
                change.deletion, change.officer, change.station, change.moment, change.arrived, change.counted,
                change.supersedes,
            )
        )  # fmt: skip
    return found


def as_of(desk: Desk, root: Id, moment: datetime, past: Past = Past.KNOWN_HERE) -> list[PastEntity]:
    """Return what stood of a root at `moment`, the entities alive then. Raises NotAllowed, NotThere."""
    look = _LOOK[past]
    with desk.read() as view:
        return [
            PastEntity(state.uid, stream, state.kind.name, state.record())
            for sid, stream in readable_streams(view, root)
            for state in look(view.connection, desk.schema, sid, moment).values()
            if state.alive and state.kind is not None
        ]


def stood_in(
    view: View, streams: Sequence[Id], kind: type[R], moment: datetime, past: Past
) -> list[tuple[Id, Id, R]]:  # fmt: skip
    """Return (id, stream, record) of one kind in these streams at `moment`; that they may be read is asked before."""
    schema, look = view.desk.schema, _LOOK[past]
    sids = {stream: view.connection.exec_driver_sql(_SID, (stream,)).scalar_one() for stream in streams}
    return [
        (state.uid, stream, state.record())
        for stream, sid in sids.items()
        for state in look(view.connection, schema, sid, moment).values()
        if state.alive and state.kind is schema.by_record[kind]
    ]


def readable_streams(view: View, root: Id) -> Sequence[tuple[int, Id]]:
    """Return key and id of the streams of a root that this officer may read. Raises NotAllowed, NotThere."""
    sql = "SELECT sid, id FROM stream WHERE root = ? ORDER BY sid"
    streams = [(row[0], bytes(row[1])) for row in view.connection.exec_driver_sql(sql, (root,))]
    if not streams:
        raise NotThere
    mine = [line for line in streams if view.may(Action.READ, line[1])]
    if not mine:
        view.require(Action.READ, streams[0][1])
    return mine


def _typed(cell: CellSpec | None, values: Sequence[Any] | None) -> tuple[Mapping[str, Any] | None, bool | None]:
    if values is None or cell is None:
        return None, None
    if cell.rule in (Rule.SET, Rule.NARROW_SET) and len(values) == 2:
        spec = cell.fields[0]
        return {spec.name: from_wire(spec, [values[1]])[0]}, values[0] == 1
    padded = [*values, *([None] * len(cell.fields))]
    return {spec.name: from_wire(spec, padded[spec.at]) for spec in cell.fields}, None
