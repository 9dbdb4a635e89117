"""Create, open and unlock a store; every reason against it has its own refusal, and a refusal writes nothing.

The order matters. What can be told from outside (missing, foreign, cut off) is told before a passphrase costs a second;
then the lock, the delay, the slot; then the file is looked at through a connection that leaves no trace; and only a
store that is ours, whole and of a known version is opened for writing.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from app.core.clock import Clock, Randomness
from app.store import meta
from app.store.attempt import attempt
from app.store.device import DeviceSecrets, NoDevice
from app.store.engine import APPLICATION_ID, PAGE_BYTES, Role, connect, refusal_of, writing_engine
from app.store.files import beside, disk_refusals, sync_file, sync_folder, taken
from app.store.keys import Argon2Cost, OfficerSecret, RecoverySecret, SlotSecret, StoreKey
from app.store.lock import StoreLock
from app.store.meta import Mark
from app.store.migrate import SCHEMA_VERSION, migrate
from app.store.refusals import (
    DiskFull,
    NotOurStore,
    NotWritable,
    SlotsMissing,
    StoreDamaged,
    StoreExists,
    StoreFromNewerVersion,
    StoreMissing,
    StoreTruncated,
)
from app.store.slots import (
    HEADER_BYTES,
    Opened,
    SlotFile,
    add_slot,
    load_slots,
    save_slots,
    slots_path,
    unlock,
    unlock_by_recovery,
)
from app.store.work import Store

_PLAIN_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An open store and what the slot gave besides. `why_not` says why the slot is not bound to the device."""

    store: Store
    officer: OfficerSecret
    slot: bytes
    device_bound: bool
    why_not: NoDevice | None = None
    migrated_from: int | None = None


def create_store(
    path: Path,
    *,
    login: str,
    passphrase: str,
    randomness: Randomness,
    cost: Argon2Cost,
    devices: DeviceSecrets | None,
    mark: Mark,
) -> Unlocked:
    """Make a new store with one slot at `path` and open it.

    It appears whole or not at all. Raises StoreExists, PassphraseTooShort, NotWritable, DiskFull, StoreOpenElsewhere.
    """
    path = path.resolve()
    secret = SlotSecret(StoreKey.generate(randomness), OfficerSecret.generate(randomness))
    empty = SlotFile(store_id=randomness(16), header=b"", salt=randomness(16), slots=())
    added = add_slot(
        empty, secret, login=login, passphrase=passphrase, cost=cost, devices=devices, randomness=randomness
    )
    _refuse_existing(path)
    lock = StoreLock(path)
    try:
        _refuse_existing(path)
        header = _build(path, secret.store, empty.store_id, mark)
        save_slots(path, SlotFile(empty.store_id, header, empty.salt, added.file.slots))
        with disk_refusals():
            beside(path, ".new").rename(path)
            sync_folder(path.parent)
        store = Store(path, secret.store, lock)
    except BaseException:
        lock.release()
        raise
    return Unlocked(store, secret.officer, added.slot, added.device_bound, added.why_not)


def open_store(path: Path, *, login: str, passphrase: str, clock: Clock, devices: DeviceSecrets | None) -> Unlocked:
    """Unlock and open the store at `path`, bringing an older schema up to date (backup first).

    Raises StoreMissing, NotOurStore, StoreTruncated, StoreDamaged, SlotsMissing, SlotsDamaged, StoreFromNewerVersion,
    StoreOpenElsewhere, TooSoon, WrongPassphrase, DeviceSecretMissing, MigrationFailed, NotWritable, DiskFull.
    """
    return _open(path, clock, lambda file: unlock(file, login, passphrase, devices))


def open_recovered(path: Path, *, recovery: RecoverySecret, clock: Clock) -> Unlocked:
    """Open the store at `path` by the secret joined from its shares: a new workstation, or every passphrase lost.

    Raises what `open_store` does; WrongPassphrase where these are not the shares of this store.
    """
    return _open(path, clock, lambda file: unlock_by_recovery(file, recovery))


def _open(path: Path, clock: Clock, try_slots: Callable[[SlotFile], Opened | None]) -> Unlocked:
    path = path.resolve()
    file = _look_from_outside(path)
    if not os.access(path, os.W_OK):
        raise NotWritable
    lock = StoreLock(path)
    try:
        opened = attempt(path, file, clock, try_slots)
        version = _look_inside(path, file, opened.secret.store)
        if version < SCHEMA_VERSION:
            migrate(path, opened.secret.store, version)
        store = Store(path, opened.secret.store, lock)
    except BaseException:
        lock.release()
        raise
    return Unlocked(
        store,
        opened.secret.officer,
        opened.slot,
        opened.device_bound,
        None if opened.device_bound else NoDevice.NOT_ASKED,
        version if version < SCHEMA_VERSION else None,
    )


def _refuse_existing(path: Path) -> None:
    if taken(path):
        raise StoreExists


def _build(path: Path, key: StoreKey, store_id: bytes, mark: Mark) -> bytes:
    """Write the new store under a waiting name and return its first bytes."""
    waiting = beside(path, ".new")
    with disk_refusals():
        _sweep(waiting)
        waiting.touch(mode=0o600)
    try:
        migrate(waiting, key, 0)
        engine = writing_engine(waiting, key, Role.MIGRATION)
        with engine.begin() as connection:
            meta.save_meta(connection, meta.STORE_ID, store_id)
            meta.save_meta(connection, meta.MARK, mark.encode())
        engine.dispose()
        _refuse_log(waiting)
        sync_file(waiting)
        with waiting.open("rb") as stream:
            return stream.read(HEADER_BYTES)
    except BaseException:
        with suppress(OSError):
            _sweep(waiting)
        raise


def _sweep(waiting: Path) -> None:
    for leftover in (waiting, beside(waiting, "-wal"), beside(waiting, "-shm")):
        leftover.unlink(missing_ok=True)


def _refuse_log(waiting: Path) -> None:
    """Refuse a store whose log did not fit into its file: it would stay behind at the renaming."""
    if beside(waiting, "-wal").exists():
        raise DiskFull


def _look_from_outside(path: Path) -> SlotFile:
    if not path.exists():
        raise StoreMissing
    if not path.is_file():
        raise NotOurStore
    with disk_refusals(), path.open("rb") as stream:
        header = stream.read(HEADER_BYTES)
    file = load_slots(path)
    size = path.stat().st_size
    if header == _PLAIN_SQLITE or (file is None and (size == 0 or size % PAGE_BYTES)):
        raise NotOurStore
    if file is None:
        raise SlotsMissing(file=slots_path(path).name)
    wal = beside(path, "-wal")
    if size < PAGE_BYTES or (size % PAGE_BYTES and not (wal.exists() and wal.stat().st_size)):
        raise StoreTruncated if file.header.startswith(header) else NotOurStore
    return file


def _look_inside(path: Path, file: SlotFile, key: StoreKey) -> int:
    """Return the schema version of a store that is ours and whole; leave no trace."""
    try:
        connection = connect(path, key, Role.INSPECTION)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except driver.DatabaseError as error:
        raise _diagnosis(path, file, key, error) from None
    if application != APPLICATION_ID or version < 1:
        raise NotOurStore
    if version > SCHEMA_VERSION:
        raise StoreFromNewerVersion(found=version, known=SCHEMA_VERSION)
    return version


def _diagnosis(path: Path, file: SlotFile, key: StoreKey, error: driver.DatabaseError) -> Exception:
    with path.open("rb") as stream:
        ours = stream.read(HEADER_BYTES) == file.header
    refusal = refusal_of(error)
    if refusal is not None and not isinstance(refusal, StoreDamaged):
        return refusal
    if not ours:
        return NotOurStore()
    return StoreTruncated() if _only_too_short(path, key) else StoreDamaged()


def _only_too_short(path: Path, key: StoreKey) -> bool:
    """Say whether the header reads well once SQLite is told not to mind a file shorter than the header states."""
    connection = connect(path, key, Role.INSPECTION)
    try:
        with suppress(driver.DatabaseError):
            connection.execute("PRAGMA application_id").fetchone()
            return False
        with suppress(driver.DatabaseError):
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("PRAGMA application_id").fetchone()
            return True
        return False
    finally:
        connection.close()
