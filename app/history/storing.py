"""Rows of what has come: replicas, saves, streams and entries get keys and lie in the store as they were received."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from app.core.ids import Id
from app.history.arrived import ArrivedEntry, ArrivedSave
from app.history.rows import insert_many, insert_rows, one_value, select_in
from app.history.wire import encode, replica_id


def find_streams(
    connection: Connection, entries: Sequence[ArrivedEntry], note: Callable[[int, int, Id, Id], None]
) -> dict[Id, int]:
    """Return the keys of the streams of `entries`, making rows for those that begin.

    What each stored one is from birth (key, part, root, owner) is said to `note`.
    """
    wanted = {entry.skeleton.stream for entry in entries}
    found: dict[Id, int] = {}
    for name, *birth in select_in(
        connection, "SELECT id, sid, part, root, owner FROM stream WHERE id IN ({keys})", wanted
    ):
        found[name] = birth[0]
        note(*birth)
    if len(found) == len(wanted):
        return found
    at = int(one_value(connection, "SELECT coalesce(max(sid), 0) FROM stream"))
    rows = []
    for entry in entries:
        born, stream = entry.skeleton.genesis, entry.skeleton.stream
        if born is not None and stream not in found:
            at += 1
            found[stream] = at
            rows.append((at, stream, born.root, born.part, born.owner))
    insert_rows(connection, "INSERT INTO stream (sid, id, root, part, owner)", rows)
    return found


def store_saves(connection: Connection, saves: Sequence[ArrivedSave], last: int, *, fresh: bool) -> None:
    """Give `saves` their keys, after `last` where they are new; `fresh` spares asking whether they are.

    Their replicas get rows too.
    """
    rid_of = _find_replicas(connection, saves)
    sql = "SELECT hash, vid FROM save WHERE hash IN ({keys})"
    asked = () if fresh else [save.hash for save in saves]
    vid_of = {row[0]: row[1] for row in select_in(connection, sql, asked)}
    rows = []
    for save in saves:
        if save.hash not in vid_of:
            last += 1
            vid_of[save.hash] = last
            body, signed = save.body, save.signed
            rows.append((
                last, rid_of[body.replica], body.no, save.hash, body.officer, body.moment, signed.body, signed.sig,
                encode(signed.cosigs),
            ))  # fmt: skip
        save.vid = vid_of[save.hash]
    insert_rows(connection, "INSERT INTO save", rows)


def _find_replicas(connection: Connection, saves: Sequence[ArrivedSave]) -> dict[bytes, int]:
    replicas = {save.body.replica: save for save in saves}
    sql = "SELECT id, rid FROM replica WHERE id IN ({keys})"
    found = {row[0]: row[1] for row in select_in(connection, sql, replicas)}
    if len(found) == len(replicas):
        return found
    at = int(one_value(connection, "SELECT coalesce(max(rid), 0) FROM replica"))
    rows = []
    for name, save in replicas.items():
        if name not in found:
            at += 1
            found[name] = at
            rows.append((at, replica_id(save.cert.pubkey), save.cert.station, save.cert.pubkey, save.cert_raw))
    insert_many(connection, "INSERT INTO replica VALUES (?,?,?,?,?,'known')", rows)
    return found


def store_entries(
    connection: Connection, entries: Sequence[ArrivedEntry], now: int, label: Callable[[ArrivedEntry], bool]
) -> None:
    """Write judged entries that arrived at `now`, their parents, and what the tips of their streams are then."""
    lines = [(entry.eid, above) for entry in entries for above in entry.parents]
    passed = {above for _, above in lines}
    mine = {entry.eid for entry in entries}
    gone = [(entry.sid, above) for entry in entries for above in entry.parents if above not in mine]
    insert_many(connection, "DELETE FROM tip WHERE sid = ? AND eid = ?", gone)
    insert_rows(
        connection,
        "INSERT INTO entry (eid, sid, vid, hash, depth, skeleton, openings, arrived, source, label, void)",
        [
            (e.eid, e.sid, e.save.vid, e.hash, e.depth, e.raw, e.openings, now, e.source, label(e), e.void)
            for e in entries
        ],
    )
    insert_rows(connection, "INSERT INTO parent", lines)
    tips = [(entry.sid, entry.eid) for entry in entries if entry.eid not in passed]
    insert_rows(connection, "INSERT INTO tip", tips)
