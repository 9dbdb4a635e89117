"""A temporary encrypted file for what is not trusted yet: its key lives in memory and dies with the unit.

Where the system allows it, the file loses its name as soon as it is open, so that not even a `kill -9` leaves it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, StaticPool, create_engine, event

from app.core.clock import Randomness
from app.store.engine import PAGE_BYTES, driver_refusals
from app.store.files import disk_refusals
from app.store.keys import StoreKey

_PREFIX = "staging-"


@contextmanager
def staging(folder: Path, randomness: Randomness) -> Iterator[Connection]:
    """Give a connection to an empty encrypted file in `folder`; nothing of it remains afterwards.

    A transaction begins with the first statement, as in the store; it need not be committed, for the file ends with
    the unit and durability is not paid for. Raises DiskFull, NotWritable.
    """
    with disk_refusals():
        for leftover in folder.glob(f"{_PREFIX}*"):
            with suppress(OSError):  # in use by another process, where the system forbids removing such files
                leftover.unlink()
        path = folder / f"{_PREFIX}{randomness(12).hex()}"
        path.touch(mode=0o600, exist_ok=False)
    with driver_refusals():
        raw = _open(path, StoreKey.generate(randomness))
    engine = create_engine("sqlite://", module=driver, creator=lambda: raw, poolclass=StaticPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    try:
        with suppress(OSError):
            path.unlink()
        with driver_refusals(), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
        raw.close()
        path.unlink(missing_ok=True)


def _open(path: Path, key: StoreKey) -> driver.Connection:
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.set_key(key.pragma())
        for setting in (
            f"cipher_page_size = {PAGE_BYTES}",
            "cipher_memory_security = OFF",
            "temp_store = MEMORY",
            "trusted_schema = OFF",
            "journal_mode = MEMORY",
            "synchronous = OFF",
            "locking_mode = EXCLUSIVE",
        ):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("PRAGMA user_version = 1")
    except BaseException:
        connection.close()
        path.unlink(missing_ok=True)
        raise
    return connection
