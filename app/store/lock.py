"""One process to a store: a lock file that the system itself releases when a process dies.

The file stays when the program ends, because deleting it would race with the next one; only the lock on it counts. It
holds the process number for the message. The locked byte lies far behind it, as Windows forbids reading locked bytes.
"""

import errno
import os
import sys
from pathlib import Path

from app.store.files import beside, disk_refusals
from app.store.refusals import StoreOpenElsewhere

_FAR = 1 << 30


class StoreLock:
    """The lock on one store, held from construction to `release`. Raises StoreOpenElsewhere, NotWritable."""

    def __init__(self, store: Path) -> None:
        path = beside(store.resolve(), ".lock")
        with disk_refusals():
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._handle)
        except BaseException:
            os.close(self._handle)
            raise
        self._held = True

    def release(self) -> None:
        """Let the next process in; twice is once."""
        if self._held:
            self._held = False
            os.ftruncate(self._handle, 0)
            _unlock(self._handle)
            os.close(self._handle)


def _take(handle: int) -> None:
    if not _lock(handle):
        raise StoreOpenElsewhere(pid=_read(handle) or "?")
    with disk_refusals():
        os.ftruncate(handle, 0)
        _write(handle)


def _read(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    text = os.read(handle, 20).decode("ascii", "replace")
    return text if text.isdigit() else ""


def _write(handle: int) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, str(os.getpid()).encode())


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EDEADLK}:
                return False
            raise
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
