"""Backup into one encrypted file, and restoring it in a new place.

    a SQLCipher database (whole pages) | trailer, JSON | its SHA-256 | its length, 8 bytes | "praesidium back1"

The database is a snapshot under the store's own key. The trailer carries the slot file, so that the officers' own
passphrases open what is restored, and the SHA-256 of the database, so that a damaged backup is told without any key.
Every copy says inside itself (meta `restored`) that it is one: history then begins a new incarnation (exchange.md §2),
even if somebody cuts the database out by hand. Slots bound to a device's keyring open on that device only.
"""

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import msgspec

from app.core.clock import Clock
from app.core.progress import Cancel, Progress, silent
from app.store import meta
from app.store.copying import copy_into
from app.store.engine import PAGE_BYTES, Role, connect, driver_refusals
from app.store.files import beside, disk_refusals, sync_file, sync_folder, taken
from app.store.lock import StoreLock
from app.store.refusals import BackupDamaged, BackupFailed, DiskFull, SlotsMissing, StoreExists, StoreMissing
from app.store.slots import HEADER_BYTES, SlotFile, decode, encode, load_slots, rebind, save_slots, slots_path
from app.store.verify import verify_file
from app.store.work import Store

_END = b"praesidium back1"
_END_BYTES = 32 + 8 + len(_END)
_CHUNK = 1 << 20


class _Trailer(msgspec.Struct, frozen=True):
    database_bytes: int
    sha256: bytes
    slots: bytes
    made: str


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written and read back."""

    path: Path
    size: int


def backup(
    store: Store, target: Path, *, clock: Clock, progress: Progress = silent, cancel: Cancel | None = None
) -> Made:
    """Write a backup of the open `store` to `target` and check it; the store stays in use meanwhile.

    `target` appears whole or not at all and is never overwritten. `progress` counts bytes of the copy.
    Raises StoreExists, DiskFull, NotWritable, DiskFailed, BackupFailed (what was read back is not what was written),
    SlotsMissing, Cancelled.
    """
    if target.exists():
        raise StoreExists
    slots = load_slots(store.path)
    if slots is None:
        raise SlotsMissing(file=slots_path(store.path).name)
    waiting = beside(target, ".part")
    made = clock.now().isoformat()
    with disk_refusals():
        waiting.unlink(missing_ok=True)
        _refuse_without_room(target.parent, store.path.stat().st_size)
    try:
        copy_into(store.path, store.key, waiting, progress, cancel)
        _say_it_is_a_copy(waiting, store, made)
        if cancel:
            cancel.check()
        _refuse_unlike(waiting, store)
        with disk_refusals():
            _append_trailer(waiting, slots, made)
            _check_trailer(waiting)
            if cancel:
                cancel.check()
            waiting.rename(target)
            sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
        raise
    return Made(target, target.stat().st_size)


def restore(backup_file: Path, target: Path, *, progress: Progress = silent, cancel: Cancel | None = None) -> None:
    """Put the store in `backup_file` at `target`, to be opened by the passphrases it had when the backup was made.

    Never over anything. Raises StoreMissing (no such backup), BackupDamaged, StoreExists, DiskFull, NotWritable,
    Cancelled; nothing is then left at `target`.
    """
    if not backup_file.is_file():
        raise StoreMissing
    target = target.resolve()
    _check_trailer(backup_file)
    trailer = _trailer(backup_file)
    slots = decode(trailer.slots, backup_file.name)
    _refuse_existing(target, trailer.slots)
    lock = StoreLock(target)
    waiting = beside(target, ".new")
    try:
        _refuse_existing(target, trailer.slots)
        with disk_refusals():
            _refuse_without_room(target.parent, trailer.database_bytes)
            waiting.unlink(missing_ok=True)
            _copy_database(backup_file, waiting, trailer, progress, cancel)
            save_slots(target, slots)
            waiting.rename(target)
            sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
        raise
    finally:
        lock.release()


def _say_it_is_a_copy(waiting: Path, store: Store, made: str) -> None:
    with driver_refusals():
        connection = connect(waiting, store.key, Role.COPY)
        try:
            connection.execute(
                "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (meta.RESTORED, made.encode()),
            )
        finally:
            connection.close()
    sync_file(waiting)


def _refuse_unlike(waiting: Path, store: Store) -> None:
    """Read back every page from the disk, not from the system's memory of it, and have each seal checked."""
    if sys.platform == "linux":
        with waiting.open("rb") as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    if verify_file(waiting, store.key):
        raise BackupFailed


def _append_trailer(waiting: Path, slots: SlotFile, made: str) -> None:
    with waiting.open("r+b") as stream:
        header = stream.read(HEADER_BYTES)
        stream.seek(0)
        size, digest = _digest(stream, os.fstat(stream.fileno()).st_size)
        body = msgspec.json.encode(_Trailer(size, digest, encode(rebind(slots, header)), made))
        stream.seek(0, os.SEEK_END)
        stream.write(body + sha256(body).digest() + len(body).to_bytes(8, "big") + _END)
    sync_file(waiting)


def _trailer(path: Path) -> _Trailer:
    """Return the trailer of a backup. Raises BackupDamaged."""
    with disk_refusals(), path.open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        stream.seek(max(0, size - _END_BYTES))
        end = stream.read()
        length = int.from_bytes(end[32:40], "big")
        start = size - _END_BYTES - length
        if end[40:] != _END or start < PAGE_BYTES or length > _CHUNK * 2:
            raise BackupDamaged
        stream.seek(start)
        body = stream.read(length)
        if sha256(body).digest() != end[:32]:
            raise BackupDamaged
        try:
            trailer = msgspec.json.decode(body, type=_Trailer)
        except msgspec.MsgspecError:
            raise BackupDamaged from None
    if trailer.database_bytes != start:
        raise BackupDamaged
    return trailer


def _check_trailer(path: Path) -> None:
    trailer = _trailer(path)
    with disk_refusals(), path.open("rb") as stream:
        if _digest(stream, trailer.database_bytes) != (trailer.database_bytes, trailer.sha256):
            raise BackupDamaged


def _digest(stream: BinaryIO, size: int) -> tuple[int, bytes]:
    digest, left = sha256(), size
    while left and (chunk := stream.read(min(_CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return size - left, digest.digest()


def _copy_database(source: Path, target: Path, trailer: _Trailer, progress: Progress, cancel: Cancel | None) -> None:
    digest, left = sha256(), trailer.database_bytes
    target.touch(mode=0o600)
    with source.open("rb") as reading, target.open("wb") as writing:
        while left and (chunk := reading.read(min(_CHUNK, left))):
            if cancel:
                cancel.check()
            digest.update(chunk)
            writing.write(chunk)
            left -= len(chunk)
            progress(trailer.database_bytes - left, trailer.database_bytes)
    if left or digest.digest() != trailer.sha256:
        raise BackupDamaged
    sync_file(target)


def _refuse_existing(target: Path, slots: bytes) -> None:
    """Allow only the slots an interrupted restore of the same backup left behind."""
    kept = slots_path(target)
    if taken(target) or (kept.exists() and kept.read_bytes() != slots):
        raise StoreExists


def _refuse_without_room(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size + _CHUNK:
        raise DiskFull
