"""From received bytes to entries in an order in which each finds all it names.

An entry waits until its parents, the entries it refers to and the directory its save names are there; what waits is
kept and tried again when something it needs arrives. Nothing here decides whether an entry counts.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from app.core.i18n import N_
from app.core.ids import Id
from app.history.openings import read_openings, read_values, write_openings
from app.history.rows import insert_many, one_value, select_in
from app.history.wire import (
    Batch,
    CarriedEntry,
    MalformedHistory,
    ReplicaCert,
    SaveBody,
    SignedSave,
    Skeleton,
    author_of,
    decode,
    encode,
    entry_hash,
    read_save,
    read_skeleton,
    replica_id,
    save_hash,
)

NO_STREAM = b""
"""In the `waiting` table: the row is a save with its certificate, kept for the entries that wait."""


class EntryWithoutSave(MalformedHistory):
    """An entry came without the save that lists it: nothing says who wrote it."""

    sentence = N_("An entry came without the signed save it belongs to. Nothing was taken over.")


@dataclass(slots=True)
class ArrivedSave:
    """A save with what is needed to check it. `vid` is 0 until it is in the store."""

    hash: bytes
    body: SaveBody
    signed: SignedSave
    cert: ReplicaCert
    cert_raw: bytes
    vid: int = 0
    author: bytes = b""
    """What its entries must say of its author."""


@dataclass(slots=True)
class ArrivedEntry:
    """An entry on its way in; keys are filled in when it is its turn."""

    hash: bytes
    skeleton: Skeleton
    raw: bytes
    openings: bytes
    values: list[bytes | None]
    """Of each operation, None where it is not here: what `openings` holds."""
    save: ArrivedSave
    source: int | None
    eid: int = 0
    sid: int = 0
    depth: int = 0
    parents: list[int] = field(default_factory=list)
    refs: list[int] = field(default_factory=list)
    void: str | None = None

    needs: set[bytes] = field(init=False)
    """The entries that must be there first."""

    def __post_init__(self) -> None:
        self.needs = {*self.skeleton.parents, *self.skeleton.refs, *self.save.body.head}


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
    saves = _saves(batch)
    entries = _entries(batch.entries, saves, source)
    waiting = waits and _revive(connection, entries, saves, all_of_it=revive)
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
    _keep_waiting(connection, held, known, fresh, had_waiting=waiting)
    used = {entry.save.hash for entry in ready}
    return Intake(ready, known, reopened, len(held), len(used))


def _saves(batch: Batch) -> dict[bytes, ArrivedSave]:
    certs: dict[bytes, tuple[ReplicaCert, bytes]] = {}
    for raw in batch.certs:
        cert = decode(ReplicaCert, raw)
        if cert.version != 1 or len(cert.station) != 16 or len(cert.pubkey) != 32:
            raise MalformedHistory(what="replica certificate")
        certs[replica_id(cert.pubkey)] = (cert, raw)
    found: dict[bytes, ArrivedSave] = {}
    for signed in batch.saves:
        body = read_save(signed.body)
        if body.replica not in certs:
            raise MalformedHistory(what="save of an unknown replica")
        name = save_hash(signed.body)
        found[name] = ArrivedSave(name, body, signed, *certs[body.replica], author=author_of(body))
    return found


def _entries(
    carried: Iterable[CarriedEntry], saves: Mapping[bytes, ArrivedSave], source: int | None
) -> dict[bytes, ArrivedEntry]:
    listing: dict[bytes, list[ArrivedSave]] = {}
    for save in saves.values():
        for name in save.body.entries:
            listing.setdefault(name, []).append(save)
    found: dict[bytes, ArrivedEntry] = {}
    for item in carried:
        name = entry_hash(item.skeleton)
        skeleton = read_skeleton(item.skeleton)
        # A fork may list it twice; then both say the same of its author, and rights do not depend on which is taken.
        its = [save for save in listing.get(name, ()) if _is_of(skeleton, save)]
        if not its:
            raise EntryWithoutSave(what="save")
        listed = its[0] if len(its) == 1 else min(its, key=lambda save: save.hash)
        values = read_values(item.openings, skeleton.commitments)
        twin = found.get(name)
        found[name] = ArrivedEntry(name, skeleton, item.skeleton, item.openings, values, listed, source)
        if twin is not None:
            _also_open(found[name], twin.openings)
    return found


def _is_of(skeleton: Skeleton, save: ArrivedSave) -> bool:
    return (skeleton.replica, skeleton.save_no, skeleton.author) == (save.body.replica, save.body.no, save.author)


def _revive(
    connection: Connection, entries: dict[bytes, ArrivedEntry], saves: dict[bytes, ArrivedSave], *, all_of_it: bool
) -> bool:
    """Add everything that waits to `entries` if something it needs has come. Return whether anything waits at all."""
    if one_value(connection, "SELECT 1 FROM waiting LIMIT 1") is None:
        return False
    for name, openings in select_in(connection, "SELECT hash, openings FROM waiting WHERE hash IN ({keys})", entries):
        _also_open(entries[name], openings)
    if not all_of_it or not any(
        select_in(connection, "SELECT 1 FROM missing WHERE needs IN ({keys}) LIMIT 1", entries)
    ):
        return True
    rows = connection.exec_driver_sql("SELECT hash, stream, skeleton, openings, source FROM waiting").all()
    kept_saves = [decode(SignedSave, row[2]) for row in rows if row[1] == NO_STREAM]
    certs = [row[3] for row in rows if row[1] == NO_STREAM]
    for name, save in _saves(Batch(certs, kept_saves, ())).items():
        saves.setdefault(name, save)  # one object a save: it gets its key once
    for row in rows:
        if row[1] != NO_STREAM and row[0] not in entries:
            entries |= _entries([CarriedEntry(row[2], row[3])], saves, row[4])
    return True


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


def _also_open(entry: ArrivedEntry, openings: bytes) -> None:
    """Add the values that came with an earlier copy of `entry`: what was once given is not lost."""
    commitments = entry.skeleton.commitments
    earlier = read_openings(openings, commitments)
    if any(old is not None and new is None for old, new in zip(earlier, entry.values, strict=True)):
        brought = read_openings(entry.openings, commitments)
        entry.openings = write_openings(
            [old if new is None else new for old, new in zip(earlier, brought, strict=True)]
        )
        entry.values = read_values(entry.openings, commitments)


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


def _keep_waiting(
    connection: Connection,
    held: Sequence[ArrivedEntry],
    known: Mapping[bytes, tuple[int, int, int]],
    fresh: Mapping[bytes, ArrivedEntry],
    *,
    had_waiting: bool,
) -> None:
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
