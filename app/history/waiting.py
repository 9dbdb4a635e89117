"""Entries that cannot apply yet: kept until what they need has come, then tried again.

The table `missing` says what each lacks. Saves wait with the entries that they list.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from app.history.arrived import ArrivedEntry, ArrivedSave, also_open, entries_of, saves_of
from app.history.rows import insert_many, one_value, select_in
from app.history.wire import Batch, CarriedEntry, SignedSave, decode, encode, read_save

NO_STREAM = b""
"""In the `waiting` table: the row is a save with its certificate, kept for the entries that wait."""


def revive_waiting(
    connection: Connection, entries: dict[bytes, ArrivedEntry], saves: dict[bytes, ArrivedSave], *, all_of_it: bool
) -> bool:
    """Add everything that waits to `entries` if something it needs has come. Return whether anything waits at all."""
    if one_value(connection, "SELECT 1 FROM waiting LIMIT 1") is None:
        return False
    for name, openings in select_in(connection, "SELECT hash, openings FROM waiting WHERE hash IN ({keys})", entries):
        also_open(entries[name], openings)
    if not all_of_it or not any(
        select_in(connection, "SELECT 1 FROM missing WHERE needs IN ({keys}) LIMIT 1", entries)
    ):
        return True
    rows = connection.exec_driver_sql("SELECT hash, stream, skeleton, openings, source FROM waiting").all()
    kept_saves = [decode(SignedSave, row[2]) for row in rows if row[1] == NO_STREAM]
    certs = [row[3] for row in rows if row[1] == NO_STREAM]
    for name, save in saves_of(Batch(certs, kept_saves, ())).items():
        saves.setdefault(name, save)  # one object a save: it gets its key once
    for row in rows:
        if row[1] != NO_STREAM and row[0] not in entries:
            entries |= entries_of([CarriedEntry(row[2], row[3])], saves, row[4])
    return True


def keep_waiting(
    connection: Connection,
    held: Sequence[ArrivedEntry],
    known: Mapping[bytes, tuple[int, int, int]],
    fresh: Mapping[bytes, ArrivedEntry],
    *,
    had_waiting: bool,
) -> None:
    """Keep what of `fresh` is `held` back, and what each lacks; let go of what waited and is ready now."""
    ready = {*fresh} - {entry.hash for entry in held}
    if had_waiting:
        insert_many(connection, "DELETE FROM waiting WHERE hash = ?", [(name,) for name in ready])
        insert_many(connection, "DELETE FROM missing WHERE hash = ?", [(name,) for name in fresh])
    there = known.keys() | ready
    rows = [(entry.hash, entry.skeleton.stream, entry.raw, entry.openings, entry.source) for entry in held]
    for entry in held:
        save = entry.save
        rows.append((save.hash, NO_STREAM, encode(save.signed), save.cert_raw, entry.source))
    insert_many(connection, "INSERT OR REPLACE INTO waiting VALUES (?,?,?,?,?)", list(dict.fromkeys(rows)))
    lacks = [(entry.hash, need) for entry in held for need in entry.needs if need not in there]
    insert_many(connection, "INSERT OR IGNORE INTO missing VALUES (?,?)", lacks)
    if had_waiting and not held:
        connection.exec_driver_sql(
            "DELETE FROM waiting WHERE NOT EXISTS (SELECT 1 FROM missing) AND stream = ?", (NO_STREAM,)
        )


def waiting_singly(connection: Connection) -> list[tuple[bytes, int | None, Batch]]:
    """Return what waits as batches of one entry each, with its hash and who brought it."""
    rows = connection.exec_driver_sql(
        "SELECT hash, stream, skeleton, openings, source FROM waiting ORDER BY hash"
    ).all()
    saves = [(decode(SignedSave, row[2]), row[3]) for row in rows if row[1] == NO_STREAM]
    listed: dict[bytes, list[tuple[SignedSave, bytes]]] = {}
    for signed, cert in saves:
        for name in read_save(signed.body).entries:
            listed.setdefault(name, []).append((signed, cert))
    return [
        (
            row[0],
            row[4],
            Batch(
                [cert for _, cert in listed.get(row[0], ())],
                [signed for signed, _ in listed.get(row[0], ())],
                [CarriedEntry(row[2], row[3])],
            ),
        )
        for row in rows
        if row[1] != NO_STREAM
    ]


def set_aside(connection: Connection, name: bytes, why: str) -> None:
    """Move a waiting entry into quarantine: it can never be applied."""
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO quarantine (hash, why, body) SELECT hash, ?, skeleton FROM waiting WHERE hash = ?",
        (why, name),
    )
    connection.exec_driver_sql("DELETE FROM waiting WHERE hash = ?", (name,))
    connection.exec_driver_sql("DELETE FROM missing WHERE hash = ?", (name,))
