"""What an operation takes the place of: all that stands in its cell when it is written and that can be read here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.core.ids import Id
from app.history.openings import decode_value
from app.history.reading import values_cached
from app.history.rows import select, select_in
from app.history.settling import Live
from app.history.wire import DELETION

_STANDING = """SELECT hash, depth, idx, eid, entity.sid, uid, kind, field, openings
               FROM entity JOIN (SELECT * FROM cell UNION ALL SELECT * FROM rival) AS here ON here.entity = entity.id
               JOIN entry USING (eid) WHERE uid IN ({keys})"""


@dataclass(slots=True)
class Operation:
    """One operation an officer is about to write. `value` is the cell's list, or the fields given over what stands."""

    uid: Id
    kind: int
    cell: int
    value: Any
    element: Any = None
    """For sets: the element, to supersede what stands for it alone."""
    is_set: bool = False
    names: Sequence[tuple[bytes, int]] = ()
    """Operations of other entries that an act is about: entry hash and index."""
    everything: bool = False
    """For a deletion: supersede all that stands of the entity."""


class Standing:
    """What stands in a stream for the entities that are about to be written."""

    def __init__(self, connection: Connection, stream: Id, operations: Iterable[Operation]) -> None:
        sql = """SELECT stream.sid, entry.hash FROM stream LEFT JOIN tip ON tip.sid = stream.sid
                 LEFT JOIN entry ON entry.eid = tip.eid WHERE stream.id = ?"""
        rows = select(connection, sql, stream)
        self.tips: list[bytes] = [row[1] for row in rows if row[1] is not None]
        self._lives: dict[tuple[Id, int, int], list[Live]] = {}
        wanted = {operation.uid for operation in operations}
        for name, *where, uid, kind, cell, openings in select_in(connection, _STANDING, wanted if rows else ()):
            depth, idx, eid, home = where
            if home == rows[0][0]:
                live = Live(depth, name, idx, eid, values_cached(openings).get(idx))
                self._lives.setdefault((uid, kind, cell), []).append(live)

    def superseded(self, operation: Operation) -> list[Live]:
        """Return the standing operations that `operation` takes the place of; not those whose value is not held."""
        if operation.everything:
            return [
                live for (uid, kind, _), lives in self._lives.items() if (uid, kind) == (operation.uid, operation.kind)
                for live in lives if live.value is not None
            ]  # fmt: skip
        return [*self.held(operation), *self._lives.get((operation.uid, operation.kind, DELETION), [])]

    def held(self, operation: Operation) -> list[Live]:
        """Return what stands in the operation's cell, for its element in a set, and can be read here."""
        found = self._lives.get((operation.uid, operation.kind, operation.cell), [])
        held = [live for live in found if live.value is not None]
        if operation.is_set:
            held = [live for live in held if _element(live) == operation.element]
        return held


def _element(live: Live) -> Any:
    values = decode_value(live.value or b"\x90")
    return values[1] if isinstance(values, list) and len(values) == 2 else None
