"""One number for what a set of streams says: equal on every store that has received the same entries.

It covers which entries there are and which operations stand, by hashes; values are bound to them by commitments, so a
store that holds a value and one from which it is withheld agree.
"""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection

from app.core.ids import Id
from app.history.rows import select_in

_TAG = b"praesidium/digest/1\0"


def stream_digests(connection: Connection, streams: Iterable[Id] | None = None) -> dict[Id, bytes]:
    """Return the digest of each stream (all, or those in `streams`)."""
    if streams is None:
        rows = [(row[0], row[1]) for row in connection.exec_driver_sql("SELECT sid, id FROM stream")]
    else:
        found = select_in(connection, "SELECT sid, id FROM stream WHERE id IN ({keys})", streams)
        rows = [(row[0], row[1]) for row in found]
    return {stream: _digest(connection, sid, stream) for sid, stream in rows}


def store_digest(connection: Connection, streams: Iterable[Id] | None = None) -> bytes:
    """Return one digest over the streams' digests."""
    found = stream_digests(connection, streams)
    return sha256(_TAG + b"".join(found[stream] for stream in sorted(found))).digest()


def _digest(connection: Connection, sid: int, stream: Id) -> bytes:
    total = sha256(_TAG + stream)
    for row in connection.exec_driver_sql("SELECT hash FROM entry WHERE sid = ? ORDER BY hash", (sid,)):
        total.update(row[0])
    sql = """SELECT uid, kind, field, entry.hash, idx FROM entity
             JOIN (SELECT entity, field, eid, idx FROM cell
                   UNION ALL SELECT entity, field, eid, idx FROM rival) AS standing
             ON standing.entity = entity.id JOIN entry USING (eid)
             WHERE entity.sid = ? ORDER BY uid, kind, field, entry.hash, idx"""
    for uid, kind, field, name, idx in connection.exec_driver_sql(sql, (sid,)):
        total.update(b"%s%d/%d/%s/%d;" % (uid, kind, field, name, idx))
    return total.digest()
