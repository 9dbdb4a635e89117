"""Acts about the history itself, put into a save: vouching, adopting, erasing. What they do is history's to decide.

They say in their skeleton what they name, so that every store that has the stream decides alike (exchange.md §2).
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from app.core.ids import Id, IdMaker
from app.history.openings import decode_value
from app.history.past import HELD, entries_of, operations
from app.history.quarantine import revoked_stations
from app.history.reading import values_in
from app.history.rows import one_value, select_in
from app.history.writing import Writer
from app.models.enums import AccountState
from app.models.kind_specs import Schema
from app.models.kinds.directory import Station
from app.models.kinds.leaving import Adoption, Erasure, Vouch


def vouch(connection: Connection, schema: Schema, directory: Id, writer: Writer, ids: IdMaker) -> int:
    """Put into `writer` a vouch for what was held here before the revocation was known; return for how many streams.

    To be called once the directory says that a station is revoked; with nothing to vouch for it writes nothing.
    """
    known = _learned(connection, schema, directory)
    sql = """SELECT eid, sid, stream.id, entry.hash, station, no FROM entry JOIN stream USING (sid)
             JOIN save USING (vid) JOIN replica USING (rid) WHERE void = ?"""
    cut_off = revoked_stations(connection, schema, directory)
    mine: dict[Id, dict[int, bytes]] = {}
    for eid, _, stream, name, station, number in connection.exec_driver_sql(sql, (HELD,)):
        limit = cut_off.get(station)
        if eid < known.get(station, 0) and (limit is None or number <= limit):
            mine.setdefault(stream, {})[eid] = name
    for stream, entries in mine.items():
        newest = _newest(connection, entries)
        writer.act(stream, ids.new(), Vouch(), [(name, 0) for name in newest], above=newest)
    return len(mine)


def adopt(
    connection: Connection, writer: Writer, ids: IdMaker, stream: Id, entries: Iterable[bytes], reason: str
) -> None:
    """Put into `writer` that `entries` of `stream` count, with what they were written after that waits too.

    The save must carry the officer's own signature, and he must be of the stream's owner organisation.
    """
    # An entry is written after entries of its own stream only, whatever else was asked for.
    sql = "SELECT eid, stream.id FROM entry JOIN stream USING (sid) WHERE hash IN ({keys})"
    wanted = {row[0] for row in select_in(connection, sql, entries) if row[1] == stream}
    marks = ",".join(map(str, sorted(wanted)))
    sql = f"""WITH RECURSIVE line(eid) AS (SELECT value FROM json_each(?)
              UNION SELECT parent.parent FROM parent JOIN line ON parent.eid = line.eid)
              SELECT eid, hash FROM line JOIN entry USING (eid) WHERE void = '{HELD}'"""  # noqa: S608
    held = {row[0]: row[1] for row in connection.exec_driver_sql(sql, (f"[{marks}]",))}
    newest = _newest(connection, held)
    writer.act(stream, ids.new(), Adoption(reason), [(name, 0) for name in held.values()], above=newest)


def erase_stream(writer: Writer, stream: Id, reason: str) -> None:
    """Put into `writer` the erasure of all of a stream, now and for ever. Two officers sign the save."""
    writer.act(stream, stream, Erasure(stream=reason), [])


def erase_entity(writer: Writer, stream: Id, uid: Id, reason: str) -> None:
    """Put into `writer` the erasure of one object of a stream, now and for ever. Two officers sign the save."""
    writer.act(stream, uid, Erasure(entity=reason), [])


def erase_values(writer: Writer, stream: Id, uid: Id, values: Sequence[tuple[bytes, int]], reason: str) -> None:
    """Put into `writer` the erasure of single values (entry hash, index of the operation). Two officers sign."""
    writer.act(stream, uid, Erasure(values=reason), values)


def _newest(connection: Connection, entries: Mapping[int, bytes]) -> list[bytes]:
    """Return the entries that no other of `entries` was written after."""
    sql = "SELECT parent, eid FROM parent WHERE eid IN ({keys})"
    passed = {row[0] for row in select_in(connection, sql, entries)}
    return [name for eid, name in entries.items() if eid not in passed]


def _learned(connection: Connection, schema: Schema, directory: Id) -> dict[Id, int]:
    """Return, per station, the directory's entry (key) by which its revocation was first known here."""
    kind = schema.by_record[Station]
    state = kind.cell_of("state")
    sid = one_value(connection, "SELECT sid FROM stream WHERE id = ?", directory)
    found: dict[Id, int] = {}
    for past in entries_of(connection, sid):
        values = values_in(past.openings)
        for uid, number, cell, idx, _ in operations(past.skeleton):
            if (number, cell) == (kind.id, state.id) and idx in values and uid not in found:
                said = decode_value(values[idx])
                if isinstance(said, list) and said[:1] == [AccountState.REVOKED.value]:
                    found[uid] = past.eid
    return found
