"""Small files beside the store: written whole or not at all, readable by their owner only."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.store.refusals import DiskFailed, DiskFull, FolderMissing, NotWritable

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
_NO_SUCH_CALL = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def beside(store: Path, suffix: str) -> Path:
    """Return the path of a companion file of `store`."""
    return store.with_name(store.name + suffix)


def taken(store: Path) -> bool:
    """Say whether a store is at this path, or the log of one: SQLite would apply it to whatever is put there."""
    log = beside(store, "-wal")
    return store.exists() or (log.exists() and log.stat().st_size > 0)


@contextmanager
def disk_refusals() -> Iterator[None]:
    """Turn the operating system's refusals into FolderMissing, DiskFull, NotWritable or DiskFailed."""
    try:
        yield
    except FileNotFoundError:
        raise FolderMissing from None
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull from None
        if error.errno in _FORBIDDEN:
            raise NotWritable from None
        raise DiskFailed from None


def write_whole(path: Path, body: bytes) -> None:
    """Replace `path` by `body` so that a crash leaves the old or the new one. Raises DiskFull, NotWritable."""
    waiting = beside(path, ".tmp")
    with disk_refusals():
        try:
            with os.fdopen(os.open(waiting, _NEW, 0o600), "wb") as stream:
                stream.write(body)
                stream.flush()
                os.fsync(stream.fileno())
            waiting.replace(path)
        except OSError:
            with suppress(OSError):
                waiting.unlink()
            raise
        sync_folder(path.parent)


def remove(path: Path) -> None:
    """Delete `path` if it is there, durably."""
    with disk_refusals():
        try:
            path.unlink()
        except FileNotFoundError:
            return
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Bring a written file to the disk."""
    with disk_refusals():
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_folder(folder: Path) -> None:
    """Bring names made, changed or removed in `folder` to the disk, where its file system has a call for that."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_SUCH_CALL:
                raise
        finally:
            os.close(handle)
