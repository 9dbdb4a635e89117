"""The open store and its unit of work: everything inside one `write()` is durable together or not at all."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, event

from app.store.engine import driver_refusals, reading_engine, writing_engine
from app.store.keys import StoreKey
from app.store.lock import StoreLock
from app.store.meta import MARK, STORE_ID, Mark, load_meta


class Store:
    """One open store: a single writing connection and a few reading ones, none waiting for another (write-ahead log).

    Made by `app.store.opening`; whoever opened it closes it.
    """

    def __init__(self, path: Path, key: StoreKey, lock: StoreLock) -> None:
        self.path = path
        self.key = key
        self._lock = lock
        self._writing = writing_engine(path, key)
        self._reading = reading_engine(path, key)
        self._turn = threading.Lock()
        self._writer: int | None = None
        self.commits = 0
        """Units of work that became durable since it was opened: what was read before may stand no more."""
        self._closed = False
        self._kept: Connection | None = None
        """The writing connection between two units: getting it anew costs as much as a few statements."""
        event.listen(self._writing, "begin", self._refuse_strays)
        try:
            with self.read() as connection:
                self.id = load_meta(connection, STORE_ID) or b""
                self.mark = Mark((load_meta(connection, MARK) or b"").decode())
        except BaseException:
            self._writing.dispose()
            self._reading.dispose()
            raise

    def __repr__(self) -> str:
        return f"<Store {self.id.hex()[:8]}>"

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the writing connection in one transaction: committed durably at the end, rolled back on an exception.

        Another thread's unit is waited for. Raises DiskFull, NotWritable, DiskFailed, StoreDamaged; the store is then
        as before. A second unit inside the first of the same thread is a bug and raises RuntimeError.
        """
        self._refuse_nesting()
        with self._turn:
            self._writer = threading.get_ident()
            try:
                with driver_refusals(), self._begun() as connection:
                    yield connection
                self.commits += 1
            finally:
                self._writer = None

    @property
    def writing(self) -> bool:
        """Tell whether a unit of work is open: whoever could also do without writing need not wait for it."""
        return self._turn.locked()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a reading connection that sees one moment of the store. Any write through it fails."""
        self._refuse_late()
        with driver_refusals(reading=True), self._reading.connect() as connection:
            yield connection

    def fold_log(self) -> bool:
        """Bring the write-ahead log into the file and empty it, so that erased bytes are not left in it.

        False where a reader still looks at an earlier moment: the log is then emptied later. Inside a unit of work it
        raises RuntimeError.
        """
        self._refuse_nesting()
        with self._turn, driver_refusals():
            self._give_back()
            raw = self._writing.raw_connection()
            try:
                cursor = raw.cursor()
                cursor.execute("PRAGMA busy_timeout = 100")
                busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
                cursor.execute("PRAGMA busy_timeout = 10000")
            finally:
                raw.close()
        return not busy

    def close(self) -> None:
        """Bring the log into the file, close all connections and release the lock; twice is once.

        A unit of another thread is waited for; whoever comes later is refused, for somebody else may have the file.
        """
        with self._turn:
            self._closed = True
            self._give_back()
            self._reading.dispose()
            self._writing.dispose()
            self._lock.release()

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        self._refuse_late()
        connection = self._kept = self._kept or self._writing.connect()
        try:
            with connection.begin():
                yield connection
        except BaseException:
            self._give_back()
            raise

    def _give_back(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.close()

    def _refuse_late(self) -> None:
        if self._closed:
            raise RuntimeError("the store is closed")

    def _refuse_strays(self, connection: Connection) -> None:
        """Let nobody use a unit's connection after its end: it has just begun a transaction that nobody would end."""
        if self._writer is None:
            connection.connection.rollback()
            raise RuntimeError("the unit of work is over")

    def _refuse_nesting(self) -> None:
        if self._writer == threading.get_ident():
            raise RuntimeError("a unit of work inside another")
