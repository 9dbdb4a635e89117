"""Keyed connections and engines: SQLCipher with a raw key that never appears in SQL, a URL, a log or an exception.

The settings are those of exchange.md §8. `sqlite+pysqlcipher://` URLs would carry the key, so a creator hands it over.
A writer begins IMMEDIATE: it waits for the lock at its start, never half-way. A reader may only query.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from app.store.keys import StoreKey
from app.store.refusals import DiskFailed, DiskFull, NotWritable, StoreDamaged

APPLICATION_ID = 0x50524145
"""“PRAE”, in the header of every store of ours."""

PAGE_BYTES = 4096
WRITER_CACHE_KIB = 32_768
"""A writer keeps its changed pages until it commits; with SQLite's 2 MiB each was encrypted, spilt and read back."""
READER_CACHE_KIB = 16_384
"""A file with two thousand entries lies on as many pages; with 2 MiB the way to them was decrypted again for each."""


# The driver asks of every value but numbers and text whether somebody adapts it, by raising two exceptions and dropping
# them: half a microsecond for each id, each hash and each empty column. It is told that they stay what they are.
driver.register_adapter(bytes, bytes)
driver.register_adapter(type(None), dict[None, None]().get)
driver.register_adapter(bool, int)


class Role(Enum):
    """What a connection is for."""

    WRITER = "writer"
    READER = "reader"
    MIGRATION = "migration"
    """Foreign keys off: altering a table with them on silently deletes cascade children."""
    INSPECTION = "inspection"
    """Read only, leaves no trace in the folder."""
    COPY = "copy"
    """A file nobody else has open: a backup being finished."""


def connect(path: Path, key: StoreKey, role: Role) -> driver.Connection:
    """Return an open keyed connection to a file that exists, be it empty.

    Raises the driver's errors; they hold no key. A wrong key shows at the first query only.
    """
    if role is Role.INSPECTION:
        hot = path.with_name(path.name + "-wal")
        live = hot.exists() and hot.stat().st_size > 0
        target = path.absolute().as_uri() + "?mode=ro" + ("" if live else "&immutable=1")
    else:
        target = path.absolute().as_uri() + "?mode=rw"
    connection = driver.connect(target, uri=True, isolation_level=None, check_same_thread=False, timeout=10)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.set_key(key.pragma())
        for setting in _settings(role):
            connection.execute(f"PRAGMA {setting}")
    except BaseException:
        connection.close()
        raise
    return connection


def writing_engine(path: Path, key: StoreKey, role: Role = Role.WRITER) -> Engine:
    """Return an engine of one connection whose transactions begin IMMEDIATE."""
    options: dict[str, Any] = {"poolclass": NullPool}
    if role is Role.WRITER:
        options = {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}
    return _engine(path, key, role, "BEGIN IMMEDIATE", options)


def reading_engine(path: Path, key: StoreKey) -> Engine:
    """Return an engine that may only query; each unit of reading sees one moment of the store."""
    return _engine(path, key, Role.READER, "BEGIN", {"poolclass": QueuePool, "pool_size": 2, "max_overflow": 4})


@contextmanager
def driver_refusals(*, reading: bool = False) -> Iterator[None]:
    """Turn what disks do to SQLite into DiskFull, NotWritable, DiskFailed and StoreDamaged; let the rest pass.

    A write through a `reading` connection is a bug and passes as the driver's own error.
    """
    try:
        yield
    except (DBAPIError, driver.Error) as error:
        refusal = refusal_of(error)
        if refusal is None or (reading and isinstance(refusal, NotWritable)):
            raise
        raise refusal from None


def refusal_of(error: Exception) -> DiskFull | NotWritable | DiskFailed | StoreDamaged | None:
    """Return the refusal for a driver's or SQLAlchemy's error, None where it is nothing of a disk."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    match getattr(origin, "sqlite_errorcode", 0) & 0xFF:
        case 13:
            return DiskFull()
        case 8 | 14:
            return NotWritable()
        case 10:
            return DiskFailed()
        case 11 | 26:
            return StoreDamaged()
    return None


def _settings(role: Role) -> Iterator[str]:
    yield f"cipher_page_size = {PAGE_BYTES}"
    yield "cipher_memory_security = OFF"
    yield "temp_store = MEMORY"
    yield "trusted_schema = OFF"
    yield f"foreign_keys = {'OFF' if role in (Role.MIGRATION, Role.COPY) else 'ON'}"
    if role is Role.INSPECTION:
        return
    if role is Role.WRITER:
        yield f"cache_size = -{WRITER_CACHE_KIB}"
    yield "secure_delete = ON"
    yield "synchronous = FULL"
    if role is Role.COPY:
        yield "journal_mode = MEMORY"
        return
    yield "journal_mode = WAL"
    yield "journal_size_limit = 16777216"
    if role is Role.READER:
        yield f"cache_size = -{READER_CACHE_KIB}"
        yield "query_only = ON"


def _engine(path: Path, key: StoreKey, role: Role, begin: str, options: dict[str, Any]) -> Engine:
    engine = create_engine(
        "sqlite://", module=driver, creator=lambda: connect(path, key, role), hide_parameters=True, **options
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.connection.cursor().execute(begin)

    return engine
