"""`verify`: is what this store shows what its history says, and is its history what was signed?

First every hash, commitment and signature where it lies; then the whole history is applied again, by the one way in,
to an empty store beside this one, and all that follows from it is compared row by row, by names and not by keys.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection

from app.core.errors import PraesidiumError
from app.history.applying import Trust, apply
from app.history.erasing import OUTSIDE
from app.history.openings import read_openings
from app.history.rows import insert_many
from app.history.stored import decode_cosigs
from app.history.wire import (
    Batch,
    CarriedEntry,
    MalformedHistory,
    ReplicaCert,
    SignedSave,
    decode,
    entry_hash,
    read_save,
    read_skeleton,
    replica_id,
    save_hash,
    save_message,
)
from app.models.kind_specs import Schema
from app.models.tables.projection import projection_name
from app.store.keys import verify_signature

__all__ = ["Beside", "Fault", "check_history", "decode_cosigs", "replay"]

Beside = AbstractContextManager[Connection]
"""An empty store with this schema's tables, under a key that nobody keeps."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: what kind of thing, and where, by id or hash in hexadecimal. Never content."""

    kind: str
    where: str


def check_history(connection: Connection, schema: Schema, trust: Trust, beside: Beside) -> list[Fault]:
    """Return all faults found; an empty list means all is well."""
    faults = [*_saves(connection), *_entries(connection), *_blobs(connection)]
    if faults:
        return faults
    with beside as copy:
        try:
            replay(connection, copy, schema, trust)
        except PraesidiumError as refused:
            return [Fault("history", type(refused).__name__)]
        return list(_compare(connection, copy, schema))


def replay(connection: Connection, copy: Connection, schema: Schema, trust: Trust) -> None:
    """Apply all history of `connection` to the empty `copy`, signatures checked."""
    outside = connection.exec_driver_sql("SELECT scope, kind, eid FROM erasure WHERE eid = ?", (OUTSIDE,)).all()
    insert_many(copy, "INSERT INTO erasure (scope, kind, eid) VALUES (?,?,?)", [tuple(row) for row in outside])
    certs = [row[0] for row in connection.exec_driver_sql("SELECT cert FROM replica")]
    saves = [_signed(row) for row in connection.exec_driver_sql("SELECT body, sig, cosigs FROM save ORDER BY vid")]
    rows = connection.exec_driver_sql("SELECT skeleton, openings FROM entry ORDER BY eid")
    entries = [CarriedEntry(row[0], row[1]) for row in rows]
    apply(copy, schema, trust, Batch(certs, saves, entries), now=datetime(1970, 1, 1, tzinfo=UTC))


def _signed(row: Any) -> SignedSave:
    return SignedSave(row[0], row[1], decode_cosigs(row[2]))


def _saves(connection: Connection) -> Iterator[Fault]:
    previous: dict[tuple[int, int], set[bytes]] = {}
    sql = "SELECT rid, no, save.hash, body, sig, cert FROM save JOIN replica USING (rid) ORDER BY rid, no"
    for rid, number, name, body, sig, raw in connection.exec_driver_sql(sql):
        where = bytes(name).hex()
        try:
            save, cert = read_save(body), decode(ReplicaCert, raw)
        except MalformedHistory:
            yield Fault("save", where)
            continue
        if save_hash(body) != name or save.no != number or replica_id(cert.pubkey) != save.replica:
            yield Fault("save", where)
        elif not verify_signature(cert.pubkey, sig, save_message(body)):
            yield Fault("signature", where)
        # A copied or restored store forks: two saves of one number, each with a line of its own.
        elif (rid, number - 1) in previous and save.prev not in previous[rid, number - 1]:
            yield Fault("chain", where)
        previous.setdefault((rid, number), set()).add(name)


def _entries(connection: Connection) -> Iterator[Fault]:
    for name, raw, openings in connection.exec_driver_sql("SELECT hash, skeleton, openings FROM entry ORDER BY eid"):
        where = bytes(name).hex()
        if entry_hash(raw) != name:
            yield Fault("entry", where)
            continue
        try:
            read_openings(openings, read_skeleton(raw).commitments)
        except MalformedHistory:
            yield Fault("value", where)


def _blobs(connection: Connection) -> Iterator[Fault]:
    for bid, name, size, complete in connection.exec_driver_sql("SELECT bid, hash, size, complete FROM blob").all():
        if not complete:
            continue
        total, length = sha256(), 0
        for (body,) in connection.exec_driver_sql("SELECT body FROM chunk WHERE bid = ? ORDER BY n", (bid,)):
            total.update(body)
            length += len(body)
        if total.digest() != name or length != size:
            yield Fault("attachment", bytes(name).hex())


def _compare(mine: Connection, copy: Connection, schema: Schema) -> Iterator[Fault]:
    for what, sql in _derived(schema).items():
        expected = {tuple(row) for row in copy.exec_driver_sql(sql)}
        found = {tuple(row) for row in mine.exec_driver_sql(sql)}
        places = {bytes(row[0]).hex() for row in expected ^ found}
        for where in sorted(places):
            yield Fault(what, where)


def _derived(schema: Schema) -> Mapping[str, str]:
    """Return, per thing that follows from history, a query that names its rows without this store's own keys."""
    standing = """SELECT uid, kind, field, entry.hash, idx FROM {} AS here JOIN entity ON entity.id = here.entity
                  JOIN entry USING (eid)"""
    found = {
        "cell": standing.format("cell"),
        "rival": standing.format("rival"),
        "conflict": "SELECT uid, kind, field FROM conflict JOIN entity ON entity.id = conflict.entity",
        "tip": "SELECT entry.hash FROM tip JOIN entry USING (eid)",
        "authority": "SELECT hash, void, depth, label FROM entry",
        "parent": "SELECT a.hash, b.hash FROM parent JOIN entry a ON a.eid = parent.eid JOIN entry b ON b.eid = parent",
    }
    for kind in schema.kinds.values():
        table = projection_name(kind)
        columns = ", ".join(f't."{name}"' for name in kind.fields)
        found[table] = f"SELECT t.uid, stream.id, {columns}, withheld FROM {table} t JOIN stream USING (sid)"  # noqa: S608
    return found
