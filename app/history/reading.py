"""Operations as they lie in the store: skeleton and openings of entries, read in bulk."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from sqlalchemy import Connection

from app.history.rows import select_in
from app.history.settling import Live
from app.history.wire import Openings, decode

Place = tuple[int, int]
"""An operation: entry key and index in it."""


def values_in(openings: bytes) -> Mapping[int, bytes]:
    """Return the values that an entry's openings hold, by operation; commitments were checked at arrival."""
    found = decode(Openings, openings)
    which = range(len(found.values)) if found.which is None else found.which
    return dict(zip(which, found.values, strict=True))


def lives_of(connection: Connection, places: Iterable[Place]) -> dict[Place, Live]:
    """Return the operations at `places` with their order and value."""
    wanted: dict[int, list[int]] = {}
    for eid, idx in places:
        wanted.setdefault(eid, []).append(idx)
    found: dict[Place, Live] = {}
    rows = select_in(connection, "SELECT eid, depth, hash, openings FROM entry WHERE eid IN ({keys})", wanted)
    for eid, depth, name, openings in rows:
        values = values_cached(openings)
        for idx in wanted[eid]:
            found[eid, idx] = Live(depth, name, idx, eid, values.get(idx))
    return found


values_cached = lru_cache(maxsize=256)(values_in)


def forget_values() -> None:
    """Remember no values any more: they were erased, or the store is locked."""
    values_cached.cache_clear()
