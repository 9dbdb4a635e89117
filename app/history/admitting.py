"""From received bytes to entries in an order in which each finds all it names.

An entry waits until its parents, the entries it refers to and the directory its save names are there. Nothing here
decides whether an entry counts.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.core.ids import Id
from app.history.arrived import ArrivedEntry, entries_of, saves_of
from app.history.openings import read_openings, write_openings
from app.history.rows import select_in
from app.history.waiting import keep_waiting, revive_waiting
from app.history.wire import Batch, MalformedHistory, read_skeleton


@dataclass(slots=True)
class Intake:
    """What a batch brings, sorted."""

    ready: list[ArrivedEntry]
    """In an order in which each entry finds all it names."""
    known: Mapping[bytes, tuple[int, int, int]]
    """Entry key, depth and author's moment of every entry named that the store has."""
    reopened: list[tuple[int, bytes]]
    """Known entries for which values came that the store did not hold: key and openings."""
    waiting: int
    new_saves: int


def take_in(
    connection: Connection, batch: Batch, source: int | None, *, revive: bool = True, waits: bool = True
) -> Intake:
    """Decode and order a batch; put what cannot apply yet into `waiting`. Raises MalformedHistory.

    What waits already is tried again where what it needs has come, unless `revive` is False. `waits` is False where
    nothing does.
    """
    saves = saves_of(batch)
    entries = entries_of(batch.entries, saves, source)
    waiting = waits and revive_waiting(connection, entries, saves, all_of_it=revive)
    named: set[bytes] = set(entries)
    for entry in entries.values():
        named |= entry.needs
    sql = """SELECT eid, entry.hash, depth, moment, stream.id
             FROM entry JOIN save USING (vid) JOIN stream USING (sid) WHERE entry.hash IN ({keys})"""
    rows = list(select_in(connection, sql, named))
    known = {name: (eid, depth, moment) for eid, name, depth, moment, _ in rows}
    reopened = _reopened(connection, [entry for name, entry in entries.items() if name in known], known)
    fresh = {name: entry for name, entry in entries.items() if name not in known}
    _check_parents(fresh, {row[1]: row[4] for row in rows})
    ready, held = _in_order(fresh, known)
    keep_waiting(connection, held, known, fresh, had_waiting=waiting)
    used = {entry.save.hash for entry in ready}
    return Intake(ready, known, reopened, len(held), len(used))


def _check_parents(fresh: Mapping[bytes, ArrivedEntry], stream_of: dict[bytes, Id]) -> None:
    """Raise MalformedHistory where an entry names parents of another stream: it would begin one without a birth.

    `stream_of` says where the stored entries are that are named.
    """
    stream_of |= {name: entry.skeleton.stream for name, entry in fresh.items()}
    for entry in fresh.values():
        stream = entry.skeleton.stream
        for above in entry.skeleton.parents:
            if stream_of.get(above, stream) != stream:
                raise MalformedHistory(what="entry parents")


def _reopened(
    connection: Connection, entries: Sequence[ArrivedEntry], known: Mapping[bytes, tuple[int, int, int]]
) -> list[tuple[int, bytes]]:
    by_key = {known[entry.hash][0]: entry for entry in entries if any(value is not None for value in entry.values)}
    found = []
    rows = select_in(connection, "SELECT eid, skeleton, openings FROM entry WHERE eid IN ({keys})", by_key)
    for eid, skeleton, openings in rows:
        commitments = read_skeleton(skeleton).commitments
        brought = read_openings(by_key[eid].openings, commitments)
        have = read_openings(openings, commitments)
        if any(new is not None and old is None for new, old in zip(brought, have, strict=True)):
            merged = [old if old is not None else new for new, old in zip(brought, have, strict=True)]
            found.append((eid, write_openings(merged)))
    return found


def _in_order(
    fresh: Mapping[bytes, ArrivedEntry], known: Mapping[bytes, tuple[int, int, int]]
) -> tuple[list[ArrivedEntry], list[ArrivedEntry]]:
    lacking: dict[bytes, int] = {}
    dependents: dict[bytes, list[bytes]] = {}
    free: deque[bytes] = deque()
    for name, entry in fresh.items():
        needs = [need for need in entry.needs if need not in known]
        lacking[name] = len(needs)
        for need in needs:
            dependents.setdefault(need, []).append(name)
        if not needs:
            free.append(name)
    ready: list[ArrivedEntry] = []
    while free:
        name = free.popleft()
        ready.append(fresh[name])
        for dependent in dependents.get(name, ()):
            lacking[dependent] -= 1
            if lacking[dependent] == 0:
                free.append(dependent)
    if len(ready) == len(fresh):
        return ready, []
    done = {entry.hash for entry in ready}
    return ready, [entry for name, entry in fresh.items() if name not in done]
