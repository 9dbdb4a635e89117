"""Values that came back: written at a workstation that had not heard yet that what its field said was erased.

What an officer types after an erasure stays: he may have been asked to. What was written beside it, unknowing, is
perhaps what had to go; it is told of, and two officers erase it too or leave it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.history.erasing import VALUES, value_scope
from app.history.past import PastEntry, ancestors, entries_of, is_void, operations
from app.history.reading import values_in
from app.history.rows import select, select_in
from app.models.kinds.leaving import Erasure
from app.services.desk import View

Target = tuple[Id, int, int]
"""An object, its kind and one of its cells."""


@dataclass(frozen=True, slots=True, repr=False)
class Values:
    """Fields of one object, all of whose values are meant: what they say and ever said."""

    stream: Id
    uid: Id
    kind: type
    names: tuple[str, ...]


def values_again(view: View, stream: Id, eids: Iterable[int]) -> list[Values]:
    """Return what came back of the values that these entries (keys) erased in an own stream, not erased since."""
    sid = select(view.connection, "SELECT sid FROM stream WHERE id = ?", stream)[0][0]
    every = entries_of(view.connection, sid)
    found: dict[Target, None] = {}
    for eid in eids:
        found |= _again(view, stream, every, eid)
    kinds = view.desk.schema.kinds
    return [
        Values(stream, uid, kinds[kind].record, tuple(one.name for one in kinds[kind].cells[cell].fields))
        for uid, kind, cell in found
        if kind in kinds and cell in kinds[kind].cells  # a later version wrote what this one does not know
    ]


def again_in(view: View) -> int:
    """Return of how many acts something came back, in parts of the own organisation."""
    sql = f"""SELECT DISTINCT eid, stream.id FROM erasure JOIN entry USING (eid) JOIN stream USING (sid)
        WHERE erasure.kind = '{VALUES}' AND stream.owner = ?"""  # noqa: S608 - a constant
    rows = select(view.connection, sql, view.facts.organisation)
    return sum(bool(values_again(view, bytes(stream), [eid])) for eid, stream in rows)


def _again(view: View, stream: Id, every: Sequence[PastEntry], eid: int) -> dict[Target, None]:
    """Return the cells in which something stands that was written without knowing of the erasure in entry `eid`."""
    number = view.desk.schema.by_record[Erasure].id
    act = next(one for one in every if one.eid == eid)
    named = {place for _, kind, _, _, places in operations(act.skeleton) if kind == number for place in places}
    written = {
        (entry.hash, idx): (entry, (uid, kind, cell))
        for entry in every
        for uid, kind, cell, idx, _ in operations(entry.skeleton)
        if not is_void(entry.void, idx)
    }
    targets = {written[place][1] for place in named if place in written}
    scopes = {place: value_scope(stream, *place) for place, (_, what) in written.items() if what in targets}
    gone = _erased(view, scopes.values())
    found: dict[Target, None] = {}
    for place, scope in scopes.items():
        entry, what = written[place]
        held = scope not in gone and place[1] in values_in(entry.openings)
        if held and eid not in ancestors(view.connection, [entry.eid]):
            found[what] = None
    return found


def _erased(view: View, scopes: Iterable[bytes]) -> set[bytes]:
    sql = "SELECT scope FROM erasure WHERE scope IN ({keys})"
    return {bytes(row[0]) for row in select_in(view.connection, sql, scopes)}
