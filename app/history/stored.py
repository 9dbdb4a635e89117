"""Entries as they lie in the store, in the form in which they once arrived, to derive anew what follows."""

from collections.abc import Iterable

from sqlalchemy import Connection

from app.history.arrived import ArrivedEntry, ArrivedSave
from app.history.openings import read_values
from app.history.rows import select_in
from app.history.wire import ReplicaCert, SignedSave, decode, read_save, read_skeleton


def decode_cosigs(raw: bytes) -> list[tuple[bytes, bytes]]:
    """Return (officer, signature) pairs as stored beside a save."""
    return decode(SignedSave, b"\x93\xc4\x00\xc4\x00" + raw).cosigs


def stored_entries(connection: Connection, eids: Iterable[int]) -> list[ArrivedEntry]:
    """Return those entries in order of arrival, with parents and references by key; not yet judged.

    Raises MalformedHistory where a row is damaged.
    """
    sql = """SELECT entry.eid, sid, depth, entry.hash, skeleton, openings, source,
                    save.vid, save.hash, body, sig, cosigs, cert
             FROM entry JOIN save USING (vid) JOIN replica USING (rid) WHERE entry.eid IN ({keys})"""
    saves: dict[int, ArrivedSave] = {}
    found: list[ArrivedEntry] = []
    for row in sorted(tuple(row) for row in select_in(connection, sql, eids)):
        save = saves.get(row[7])
        if save is None:
            signed = SignedSave(row[9], row[10], decode_cosigs(row[11]))
            save = ArrivedSave(row[8], read_save(row[9]), signed, decode(ReplicaCert, row[12]), row[12], row[7])
            saves[row[7]] = save
        skeleton = read_skeleton(row[4])
        values = read_values(row[5], skeleton.commitments)
        entry = ArrivedEntry(row[3], skeleton, row[4], row[5], values, save, row[6])
        entry.eid, entry.sid, entry.depth = row[0], row[1], row[2]
        found.append(entry)
    _resolve(connection, found)
    return found


def _resolve(connection: Connection, entries: list[ArrivedEntry]) -> None:
    named = {name for entry in entries for name in (*entry.skeleton.parents, *entry.skeleton.refs)}
    sql = "SELECT hash, eid FROM entry WHERE hash IN ({keys})"
    keys = {row[0]: row[1] for row in select_in(connection, sql, named)}
    for entry in entries:
        entry.parents = [keys[name] for name in entry.skeleton.parents]
        entry.refs = [keys[name] for name in entry.skeleton.refs]
