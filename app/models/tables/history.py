"""Tables of the history, the ledger and the house (exchange.md §6).

Rows of save, entry and their openings are never rewritten but for: an opening that arrives later, an erasure, and
`void` where the directory learns of a revocation. Streams, entries and entities have small integer keys because
everything refers to them; the 16- and 32-byte ids appear once.
"""

from sqlalchemy import BLOB, INTEGER, TEXT, Column, ForeignKey, Index, MetaData, Table, UniqueConstraint

metadata = MetaData()


def _key(name: str) -> Column[int]:
    return Column(name, INTEGER, primary_key=True, nullable=False)


def _to(table: str, name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(name, INTEGER, ForeignKey(f"{table}.{name}"), nullable=False, primary_key=primary_key)


meta = Table("meta", metadata, Column("name", TEXT, primary_key=True, nullable=False), Column("value", BLOB))

secret = Table(
    "secret", metadata, Column("name", TEXT, primary_key=True, nullable=False), Column("body", BLOB, nullable=False)
)

replica = Table(
    "replica",
    metadata,
    _key("rid"),
    Column("id", BLOB, nullable=False, unique=True),
    Column("station", BLOB, nullable=False),
    Column("pubkey", BLOB, nullable=False),
    Column("cert", BLOB, nullable=False),
    Column("state", TEXT, nullable=False),
)

stream = Table(
    "stream",
    metadata,
    _key("sid"),
    Column("id", BLOB, nullable=False, unique=True),
    Column("root", BLOB, nullable=False),
    Column("part", INTEGER, nullable=False),
    Column("owner", BLOB, nullable=False),
    Index("stream_root", "root"),
)

save = Table(
    "save",
    metadata,
    _key("vid"),
    _to("replica", "rid"),
    Column("no", INTEGER, nullable=False),
    Column("hash", BLOB, nullable=False, unique=True),
    Column("officer", BLOB, nullable=False),
    Column("moment", INTEGER, nullable=False),
    Column("body", BLOB, nullable=False),
    Column("sig", BLOB, nullable=False),
    Column("cosigs", BLOB, nullable=False),
    Index("save_number", "rid", "no"),
)

entry = Table(
    "entry",
    metadata,
    _key("eid"),
    _to("stream", "sid"),
    _to("save", "vid"),
    Column("hash", BLOB, nullable=False, unique=True),
    Column("depth", INTEGER, nullable=False),
    Column("skeleton", BLOB, nullable=False),
    Column("openings", BLOB, nullable=False),
    Column("arrived", INTEGER, nullable=False),
    Column("source", INTEGER),
    Column("label", INTEGER, nullable=False),
    Column("void", TEXT),
    Index("entry_stream", "sid", "eid"),
    Index("entry_save", "vid"),
)

parent = Table(
    "parent",
    metadata,
    _to("entry", "eid", primary_key=True),
    Column("parent", INTEGER, ForeignKey("entry.eid"), primary_key=True, nullable=False),
    sqlite_with_rowid=False,
)

tip = Table(
    "tip",
    metadata,
    _to("stream", "sid", primary_key=True),
    _to("entry", "eid", primary_key=True),
    sqlite_with_rowid=False,
)

waiting = Table(
    "waiting",
    metadata,
    Column("hash", BLOB, primary_key=True, nullable=False),
    Column("stream", BLOB, nullable=False),
    Column("skeleton", BLOB, nullable=False),
    Column("openings", BLOB, nullable=False),
    Column("source", INTEGER),
    sqlite_with_rowid=False,
)

missing = Table(
    "missing",
    metadata,
    Column("hash", BLOB, primary_key=True, nullable=False),
    Column("needs", BLOB, primary_key=True, nullable=False),
    Index("missing_needs", "needs"),
    sqlite_with_rowid=False,
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("hash", BLOB, primary_key=True, nullable=False),
    Column("why", TEXT, nullable=False),
    Column("body", BLOB, nullable=False),
)

entity = Table(
    "entity",
    metadata,
    _key("id"),
    _to("stream", "sid"),
    Column("uid", BLOB, nullable=False),
    Column("kind", INTEGER, nullable=False),
    UniqueConstraint("uid", "sid", "kind", name="entity_uid"),
    Index("entity_stream", "sid"),
)

cell = Table(
    "cell",
    metadata,
    Column("entity", INTEGER, primary_key=True, nullable=False),
    Column("field", INTEGER, primary_key=True, nullable=False),
    Column("eid", INTEGER, nullable=False),
    Column("idx", INTEGER, nullable=False),
    sqlite_with_rowid=False,
)

rival = Table(
    "rival",
    metadata,
    Column("entity", INTEGER, primary_key=True, nullable=False),
    Column("field", INTEGER, primary_key=True, nullable=False),
    Column("eid", INTEGER, primary_key=True, nullable=False),
    Column("idx", INTEGER, primary_key=True, nullable=False),
    sqlite_with_rowid=False,
)

conflict = Table(
    "conflict",
    metadata,
    Column("entity", INTEGER, primary_key=True, nullable=False),
    Column("field", INTEGER, primary_key=True, nullable=False),
    sqlite_with_rowid=False,
)

erasure = Table(
    "erasure",
    metadata,
    Column("scope", BLOB, primary_key=True, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("eid", INTEGER, nullable=False),
)

blob = Table(
    "blob",
    metadata,
    _key("bid"),
    Column("hash", BLOB, nullable=False, unique=True),
    Column("size", INTEGER, nullable=False),
    Column("complete", INTEGER, nullable=False),
)

chunk = Table(
    "chunk",
    metadata,
    _to("blob", "bid", primary_key=True),
    Column("n", INTEGER, primary_key=True, nullable=False),
    Column("body", BLOB, nullable=False),
)

blob_ref = Table(
    "blob_ref",
    metadata,
    _to("blob", "bid", primary_key=True),
    Column("eid", INTEGER, primary_key=True, nullable=False),
    Column("idx", INTEGER, primary_key=True, nullable=False),
    sqlite_with_rowid=False,
)

peer = Table(
    "peer",
    metadata,
    _key("pid"),
    Column("station", BLOB, nullable=False, unique=True),
    Column("replica", BLOB),
    Column("acked", INTEGER, nullable=False),
    Column("in_counter", INTEGER, nullable=False),
    Column("out_counter", INTEGER, nullable=False),
    Column("in_upto", INTEGER, nullable=False),
)

share = Table(
    "share",
    metadata,
    _to("peer", "pid", primary_key=True),
    _to("stream", "sid", primary_key=True),
    Column("from_eid", INTEGER, nullable=False),
    Column("acked", INTEGER, nullable=False),
    sqlite_with_rowid=False,
)

grant = Table(
    "grant_",
    metadata,
    _to("peer", "pid", primary_key=True),
    Column("eid", INTEGER, primary_key=True, nullable=False),
    Column("idx", INTEGER, primary_key=True, nullable=False),
    Column("bid", BLOB, nullable=False),
    sqlite_with_rowid=False,
)

bundle = Table(
    "bundle",
    metadata,
    Column("id", BLOB, primary_key=True, nullable=False),
    Column("pid", INTEGER, ForeignKey("peer.pid"), nullable=False),
    Column("dir", TEXT, nullable=False),
    Column("counter", INTEGER, nullable=False),
    Column("from_eid", INTEGER, nullable=False),
    Column("to_eid", INTEGER, nullable=False),
    Column("entries", INTEGER, nullable=False),
    Column("bytes", INTEGER, nullable=False),
    Column("moment", INTEGER, nullable=False),
    Column("officer", BLOB, nullable=False),
    Column("reason", TEXT, nullable=False),
    Column("state", TEXT, nullable=False),
)

finding = Table(
    "finding",
    metadata,
    _key("id"),
    Column("kind", TEXT, nullable=False),
    Column("subject", BLOB, nullable=False),
    Column("eid", INTEGER),
    Column("detail", TEXT, nullable=False),
    UniqueConstraint("kind", "subject", "eid", name="finding_once"),
)

access_log = Table(
    "access_log",
    metadata,
    _key("no"),
    Column("prev", BLOB, nullable=False),
    Column("hash", BLOB, nullable=False),
    Column("body", BLOB, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("id", BLOB, primary_key=True, nullable=False),
    Column("officer", BLOB, nullable=False),
    Column("base", BLOB, nullable=False),
    Column("body", BLOB, nullable=False),
    Column("moment", INTEGER, nullable=False),
)

counter = Table(
    "counter",
    metadata,
    Column("name", TEXT, primary_key=True, nullable=False),
    Column("value", INTEGER, nullable=False),
)
