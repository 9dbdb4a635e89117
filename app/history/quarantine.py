"""Which entries of revoked stations count, and which wait for an officer to adopt them (exchange.md §2, "Leaving").

An entry of a revoked station counts if a station that is not revoked built on it (a vouch is such a building) and its
save number is not past the cut-off; or if an officer of the stream's owner organisation adopted it by name. That is a
function of the set of entries alone, so every store comes to the same whatever arrived first. The directory's own
stream is left out: what counts there decides who is revoked, and administrators' acts are undone by administrators.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from app.core.clock import from_milliseconds
from app.core.ids import Id
from app.history.arrived import ArrivedEntry
from app.history.past import HELD, entries_of, operations
from app.history.rows import one_value, select, select_in
from app.history.stored import stored_entries
from app.models.enums import AccountState
from app.models.kind_specs import Schema
from app.models.kinds.directory import Station
from app.models.kinds.leaving import Adoption
from app.models.tables.projection import projection_name

Revoked = Mapping[Id, int | None]
"""Revoked stations with the last save number that counts, None where none is named."""


class Judge(Protocol):
    """Who may adopt: asked of the save and its directory, never of what is adopted."""

    def adopts(self, entry: ArrivedEntry, owner: Id) -> bool: ...


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """An entry that waits in quarantine."""

    stream: Id
    entry: bytes
    station: Id
    officer: Id
    moment: datetime


def revoked_stations(connection: Connection, schema: Schema, directory: Id | None) -> Revoked:
    """Return the stations that the directory here says are revoked."""
    kind = schema.by_record.get(Station)
    if kind is None or directory is None:
        return {}
    table = projection_name(kind)
    sql = f"SELECT uid, cut_off FROM {table} JOIN stream USING (sid) WHERE state = ? AND stream.id = ?"  # noqa: S608
    rows = select(connection, sql, AccountState.REVOKED.value, directory)
    return {row[0]: row[1] if isinstance(row[1], int) else None for row in rows}


def streams_written_by(connection: Connection, stations: Iterable[Id], directory: Id | None) -> set[int]:
    """Return the streams (keys) in which those stations wrote, but for the directory."""
    sql = """SELECT DISTINCT entry.sid FROM replica JOIN save USING (rid) JOIN entry USING (vid)
             WHERE replica.station IN ({keys})"""
    found = {row[0] for row in select_in(connection, sql, stations)}
    return found - {one_value(connection, "SELECT sid FROM stream WHERE id = ?", directory)}


def held_entries(
    connection: Connection, schema: Schema, judge: Judge, revoked: Revoked, streams: Iterable[int]
) -> set[int]:
    """Return which entries of `streams` (keys) do not count because of whose station wrote them."""
    held: set[int] = set()
    for sid in streams if revoked else ():
        held |= _held_in(connection, schema, judge, revoked, sid)
    return held


def _held_in(connection: Connection, schema: Schema, judge: Judge, revoked: Revoked, sid: int) -> set[int]:
    sql = """SELECT eid, station, no, entry.hash FROM entry JOIN save USING (vid) JOIN replica USING (rid)
             WHERE sid = ? ORDER BY eid DESC"""
    rows = connection.exec_driver_sql(sql, (sid,)).all()
    suspects = {row[0]: (row[1], row[2], row[3]) for row in rows if row[1] in revoked}
    if not suspects:
        return set()
    supported = _supported(connection, sid, [row[0] for row in rows], suspects)
    held = set()
    for eid, (station, number, _) in suspects.items():
        cut_off = revoked[station]
        if eid not in supported or (cut_off is not None and number > cut_off):
            held.add(eid)
    if held:
        adopted = _adopted(connection, schema, judge, sid, suspects)
        held = {eid for eid in held if suspects[eid][2] not in adopted}
    return held


def _supported(connection: Connection, sid: int, eids: Sequence[int], suspects: Iterable[int]) -> set[int]:
    """Return the entries that have one of a station in good standing after them (or are such); newest keys first."""
    above: dict[int, list[int]] = {}
    sql = "SELECT parent.eid, parent.parent FROM parent JOIN entry USING (eid) WHERE sid = ?"
    for eid, parent in connection.exec_driver_sql(sql, (sid,)):
        above.setdefault(eid, []).append(parent)
    supported = set(eids) - set(suspects)
    for eid in eids:  # an entry's key is always greater than its parents'
        if eid in supported:
            supported.update(above.get(eid, ()))
    return supported


def _adopted(connection: Connection, schema: Schema, judge: Judge, sid: int, suspects: Iterable[int]) -> set[bytes]:
    kind = schema.by_record.get(Adoption)
    if kind is None:
        return set()
    lines = [past for past in entries_of(connection, sid) if kind.id in past.skeleton.kinds]
    acts = [past.eid for past in lines if past.eid not in set(suspects)]
    owner = one_value(connection, "SELECT owner FROM stream WHERE sid = ?", sid)
    found: set[bytes] = set()
    for entry in stored_entries(connection, acts):
        if judge.adopts(entry, owner):
            for _, number, _, _, names in operations(entry.skeleton):
                if number == kind.id:
                    found |= {name for name, _ in names}
    return found


def quarantined(connection: Connection) -> list[HeldEntry]:
    """Return all entries that wait for an officer, in order of arrival."""
    sql = """SELECT stream.id, entry.hash, station, officer, moment FROM entry JOIN stream USING (sid)
             JOIN save USING (vid) JOIN replica USING (rid) WHERE void = ? ORDER BY eid"""
    rows = connection.exec_driver_sql(sql, (HELD,))
    return [HeldEntry(row[0], row[1], row[2], row[3], from_milliseconds(row[4])) for row in rows]
