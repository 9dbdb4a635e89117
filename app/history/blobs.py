"""The bytes of attachments: named by the SHA-256 of the whole, kept in pieces of 1 MiB, whole or "not yet received".

An entry says that there is an attachment and what its content hashes to; the bytes travel beside it and may come
later, twice or never. Nothing of them is believed before the whole has the right hash. `blob_ref` says which values
name a blob: what none names any more is destroyed (`erasing`), what none named is not taken in, unless entries wait.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection

from app.core.ids import Id
from app.history.arrived import ArrivedEntry
from app.history.openings import decode_value, read_values
from app.history.rows import insert_many, one_value, select, select_in
from app.history.wire import HASH, Skeleton, read_skeleton
from app.models.kind_specs import Schema
from app.models.kinds.paper import Attachment

PIECE = 1 << 20
"""Bytes of every piece of a blob but its last."""
MOST_BLOB = 256 << 20
"""Bytes of the largest content that is kept: a piece beyond it is not taken in, whoever sends it."""


_OF_ATTACHMENT = """SELECT hash FROM entity JOIN cell ON cell.entity = entity.id
    JOIN blob_ref ON blob_ref.eid = cell.eid AND blob_ref.idx = cell.idx JOIN blob USING (bid)
    WHERE entity.uid = ? AND complete LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a blob on its way: which content, its number from 0, its bytes."""

    content: bytes
    number: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """Content that lies in the store: its hash and its size in bytes."""

    content: bytes
    size: int


def keep_content(connection: Connection, blocks: Iterable[bytes], name: bytes) -> Kept:
    """Write content that comes in blocks of any size, a piece at a time; return its hash and size.

    `name` is 32 random bytes under which it lies until its hash is known. What is there already is kept once. The
    caller writes the value that names it in the same unit of work, and bounds the size.
    """
    run = connection.exec_driver_sql
    run("INSERT INTO blob (hash, size, complete) VALUES (?, 0, 0)", (name,))
    bid = one_value(connection, "SELECT bid FROM blob WHERE hash = ?", name)
    digest, size = sha256(), 0
    for number, body in enumerate(_pieces(blocks)):
        digest.update(body)
        size += len(body)
        run("INSERT INTO chunk (bid, n, body) VALUES (?, ?, ?)", (bid, number, body))
    content = digest.digest()
    known = run("SELECT bid, complete FROM blob WHERE hash = ?", (content,)).first()
    if known is not None and known[1]:
        run("DELETE FROM chunk WHERE bid = ?", (bid,))
        run("DELETE FROM blob WHERE bid = ?", (bid,))
    elif known is not None:
        run("DELETE FROM chunk WHERE bid = ?", (known[0],))
        run("UPDATE chunk SET bid = ? WHERE bid = ?", (known[0], bid))
        run("DELETE FROM blob WHERE bid = ?", (bid,))
        run("UPDATE blob SET size = ?, complete = 1 WHERE bid = ?", (size, known[0]))
    else:
        run("UPDATE blob SET hash = ?, size = ?, complete = 1 WHERE bid = ?", (content, size, bid))
    return Kept(content, size)


def is_whole(connection: Connection, content: bytes) -> bool:
    """Tell whether all bytes of the content are here."""
    return bool(one_value(connection, "SELECT complete FROM blob WHERE hash = ?", content))


def read_content(connection: Connection, content: bytes) -> bytes | None:
    """Return the content, None where it is not (all) here or is not what its name says."""
    if not is_whole(connection, content):
        return None
    sql = "SELECT body FROM chunk JOIN blob USING (bid) WHERE hash = ? ORDER BY n"
    found = b"".join(row[0] for row in connection.exec_driver_sql(sql, (content,)))
    return found if sha256(found).digest() == content else None


def whole_content(connection: Connection, attachment: Id) -> bytes | None:
    """Return the name of an attachment's content, None where that is not (all) here or was never brought with it."""
    found: bytes | None = one_value(connection, _OF_ATTACHMENT, attachment)
    return found


def disown_unbrought(connection: Connection, above: int, brought: Collection[bytes]) -> None:
    """Part entries that came (keys above `above`) from content they named and did not bring, though others here do.

    Who knows a hash could else be shown, or let another be sent, what he himself was never given.
    """
    named = "SELECT bid, eid, idx, hash FROM blob_ref JOIN blob USING (bid) WHERE complete AND eid > ?"
    others = "SELECT 1 FROM blob_ref WHERE bid = ? AND eid <= ? LIMIT 1"
    for bid, eid, idx, name in select(connection, named, above):
        if name not in brought and one_value(connection, others, bid, above) is not None:
            connection.exec_driver_sql("DELETE FROM blob_ref WHERE bid = ? AND eid = ? AND idx = ?", (bid, eid, idx))


def note_contents(connection: Connection, schema: Schema, entries: Iterable[ArrivedEntry]) -> None:
    """Note which values of entries just stored name which content."""
    spec = schema.by_record.get(Attachment)
    if spec is not None:
        found = [(one.eid, one.skeleton, one.values) for one in entries if spec.id in one.skeleton.kinds]
        _note(connection, schema, found)


def note_reopened(connection: Connection, schema: Schema, keys: Collection[int]) -> None:
    """Note the same of stored entries for which values came later."""
    if schema.by_record.get(Attachment) is None:
        return
    rows = select_in(connection, "SELECT eid, skeleton, openings FROM entry WHERE eid IN ({keys})", keys)
    found = []
    for eid, raw, openings in rows:
        skeleton = read_skeleton(raw)
        found.append((eid, skeleton, read_values(openings, skeleton.commitments)))
    _note(connection, schema, found)


def contents_named(connection: Connection, eids: Collection[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (entry, operation, blob) for each value of these entries (keys) that names content which is whole here."""
    wanted = frozenset(eids)
    sql = "SELECT eid, idx, bid FROM blob_ref JOIN blob USING (bid) WHERE complete ORDER BY bid"
    yield from (tuple(row) for row in select(connection, sql) if row[0] in wanted)


def pieces_of(connection: Connection, bids: Iterable[int]) -> Iterator[Piece]:
    """Yield the pieces of blobs (keys), one in memory at a time."""
    for bid in bids:
        name = one_value(connection, "SELECT hash FROM blob WHERE bid = ?", bid)
        count = one_value(connection, "SELECT count(*) FROM chunk WHERE bid = ?", bid)
        for number in range(int(count)):
            yield Piece(
                name, number, one_value(connection, "SELECT body FROM chunk WHERE bid = ? AND n = ?", bid, number)
            )


def take_pieces(connection: Connection, pieces: Iterable[Piece]) -> int:
    """Keep the pieces that belong to named content which is not whole yet; return how many came.

    While entries wait, pieces of unnamed content are kept for them; as soon as none does, what nobody names goes.
    """
    waits = one_value(connection, "SELECT 1 FROM waiting LIMIT 1") is not None
    taken = 0
    for piece in pieces:
        if (piece.number + 1) * PIECE > MOST_BLOB or not 0 < len(piece.body) <= PIECE:
            continue
        bid = _room_for(connection, piece, waits=waits)
        if bid is not None:
            sql = "INSERT OR REPLACE INTO chunk (bid, n, body) VALUES (?, ?, ?)"
            connection.exec_driver_sql(sql, (bid, piece.number, piece.body))
            taken += 1
    _complete(connection)
    if not waits:
        _drop_unnamed(connection)
    return taken


def count_pieces(connection: Connection) -> int:
    """Return how many pieces are here: by it an import knows whether any came."""
    return int(one_value(connection, "SELECT count(*) FROM chunk"))


def _pieces(blocks: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for block in blocks:
        held += block
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


def _note(
    connection: Connection, schema: Schema, entries: Sequence[tuple[int, Skeleton, Sequence[bytes | None]]]
) -> None:
    spec = schema.by_record[Attachment]
    cell = spec.cell_of("content")
    at, size_at = spec.fields["content"].at, spec.fields["size"].at
    refs: list[tuple[bytes, int, int]] = []
    sizes: list[tuple[bytes, int]] = []
    for eid, skeleton, values in entries:
        for idx, who in enumerate(skeleton.who):
            raw = values[idx]
            if skeleton.kinds[who] != spec.id or skeleton.cells[idx] != cell.id or raw is None:
                continue
            said = decode_value(raw)
            if isinstance(said, list) and len(said) > max(at, size_at):
                content, size = said[at], said[size_at]
                if isinstance(content, bytes) and len(content) == HASH:
                    known = size if isinstance(size, int) and 0 <= size <= MOST_BLOB else 0
                    sizes.append((content, known))
                    refs.append((content, eid, idx))
    insert_many(
        connection,
        "INSERT INTO blob (hash, size, complete) VALUES (?, ?, 0)"
        " ON CONFLICT (hash) DO UPDATE SET size = max(size, excluded.size) WHERE NOT complete",
        sizes,
    )
    sql = "INSERT OR IGNORE INTO blob_ref (bid, eid, idx) SELECT bid, ?2, ?3 FROM blob WHERE hash = ?1"
    insert_many(connection, sql, refs)


def _room_for(connection: Connection, piece: Piece, *, waits: bool) -> int | None:
    """Return the blob (key) a piece goes into, None where it goes nowhere."""
    sql = "SELECT bid, complete, EXISTS (SELECT 1 FROM blob_ref WHERE blob_ref.bid = blob.bid) FROM blob WHERE hash = ?"
    row = connection.exec_driver_sql(sql, (piece.content,)).first()
    if row is None and waits:
        connection.exec_driver_sql("INSERT INTO blob (hash, size, complete) VALUES (?, 0, 0)", (piece.content,))
        return int(one_value(connection, "SELECT bid FROM blob WHERE hash = ?", piece.content))
    return int(row[0]) if row is not None and not row[1] and (row[2] or waits) else None


def _complete(connection: Connection) -> None:
    """Look at all content that is not whole and has pieces: what has its hash now is whole."""
    run = connection.exec_driver_sql
    sql = "SELECT bid, hash FROM blob WHERE NOT complete AND EXISTS (SELECT 1 FROM chunk WHERE chunk.bid = blob.bid)"
    for bid, name in run(sql).all():
        digest, size = sha256(), 0
        for number, body in run("SELECT n, body FROM chunk WHERE bid = ? ORDER BY n", (bid,)):
            if number * PIECE != size:
                break
            digest.update(body)
            size += len(body)
        if digest.digest() == name:
            run("UPDATE blob SET size = ?, complete = 1 WHERE bid = ?", (size, bid))


def _drop_unnamed(connection: Connection) -> None:
    """Destroy content that no value names, half or whole: it came for entries that never did, or was erased since."""
    unnamed = "bid NOT IN (SELECT bid FROM blob_ref)"
    connection.exec_driver_sql(f"DELETE FROM chunk WHERE {unnamed}")  # noqa: S608 - a constant
    connection.exec_driver_sql(f"DELETE FROM blob WHERE {unnamed}")  # noqa: S608 - a constant
