"""The common ancestor of rival values: what stood in the cell before two authors wrote apart.

Found in the graph of what supersedes what, never by a clock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.core.clock import from_milliseconds
from app.core.ids import Id
from app.history.openings import decode_value
from app.history.past import entries_of, operations
from app.history.reading import values_in

Place = tuple[bytes, int]
"""An operation: hash of its entry, index in it."""


@dataclass(frozen=True, slots=True)
class Forebear:
    """The value all rivals were written after, and when; `values` is None where it is not held here."""

    moment: datetime
    values: list[Any] | None = field(repr=False)


def forebear_of(connection: Connection, stream: Id, uid: Id, cell: int, rivals: Iterable[bytes]) -> Forebear | None:
    """Return the latest value of the cell that every rival (named by its entry) replaced; None where there is none."""
    row = connection.exec_driver_sql("SELECT sid FROM stream WHERE id = ?", (stream,)).first()
    if row is None:
        return None
    above: dict[Place, list[Place]] = {}
    found: dict[Place, tuple[int, int, Any]] = {}
    for entry in entries_of(connection, row[0]):
        opened = values_in(entry.openings)
        for who, _, number, idx, supersedes in operations(entry.skeleton):
            if who == uid and number == cell:
                above[entry.hash, idx] = supersedes
                raw = opened.get(idx)
                found[entry.hash, idx] = (entry.depth, entry.eid, None if raw is None else decode_value(raw))
    wanted = set(rivals)
    lines = [_ancestors(place, above) for place in above if place[0] in wanted]
    common = set.intersection(*lines) if lines else set()
    if not common:
        return None
    depth_eid_value = max((found[place] for place in common if place in found), key=lambda one: one[:2], default=None)
    if depth_eid_value is None:
        return None
    _, eid, values = depth_eid_value
    sql = "SELECT moment FROM save JOIN entry USING (vid) WHERE eid = ?"
    moment = connection.exec_driver_sql(sql, (eid,)).scalar_one()
    return Forebear(from_milliseconds(moment), values)


def _ancestors(place: Place, above: Mapping[Place, list[Place]]) -> set[Place]:
    seen: set[Place] = set()
    queue = list(above.get(place, ()))
    while queue:
        one = queue.pop()
        if one not in seen:
            seen.add(one)
            queue += above.get(one, ())
    return seen
