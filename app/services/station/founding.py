"""A first run that is whole or not there: a store is made in a waiting folder and put in its place at the very end.

Until the recovery sheets are printed and read back, nothing stands where the store will be: a program that is killed in
between leaves a folder that the next first run sweeps, and no store whose shares nobody holds.
"""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.core.progress import Cancel, Progress, silent
from app.services.desk import Desk
from app.services.station.recovery import make_recovery_shares
from app.services.station.stations import Account, House, Platform, enrol_officer, found_station
from app.store.files import beside, disk_refusals, sync_folder, taken
from app.store.lock import StoreLock
from app.store.meta import Mark
from app.store.refusals import StoreExists

STEPS = 4
_STAY = (".lock", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A store that waits for its place. The shares are words, five of each; they are nowhere else."""

    desk: Desk
    target: Path
    device_bound: bool
    store_shares: Sequence[Sequence[str]] = field(repr=False)
    root_shares: Sequence[Sequence[str]] = field(repr=False)


def prepare_station(
    path: Path, house: House, administrator: tuple[Account, str], second: tuple[Account, str], on: Platform,
    mark: Mark = Mark.LIVE, progress: Progress = silent, cancel: Cancel | None = None,
    others: Sequence[tuple[Account, str]] = (),
) -> Prepared:  # fmt: skip
    """Make a store for `path` with two people and `others`, each with a passphrase, and its recovery shares.

    Raises StoreExists, PassphraseTooShort, LoginTaken, NotWritable, DiskFull, StoreOpenElsewhere, Cancelled; nothing
    is then left.
    """
    path = path.resolve()
    waiting = begin_folder(path)
    desk: Desk | None = None
    try:
        progress(0, STEPS)
        founded = found_station(waiting / path.name, house, *administrator, on, mark)
        desk = founded.desk
        _go_on(1, progress, cancel)
        for one in (*others, second):
            enrol_officer(desk, *one, on, founding=True)
        _go_on(2, progress, cancel)
        shares = make_recovery_shares(desk)
        _go_on(3, progress, cancel)
    except BaseException:
        if desk is not None:
            desk.store.close()
        sweep(path)
        raise
    progress(STEPS, STEPS)
    return Prepared(desk, path, founded.device_bound, shares, [tuple(one.split()) for one in founded.shares])


def put_in_place(prepared: Prepared) -> None:
    """Close the store and put it where it belongs: it opens from then on. Raises StoreExists, DiskFull, NotWritable."""
    prepared.desk.close()
    move_in(prepared.target)


def abandon(prepared: Prepared) -> None:
    """Give it up: nothing of it stays."""
    prepared.desk.store.close()
    sweep(prepared.target)


def waiting_folder(path: Path) -> Path:
    """Return where the store for `path` is made."""
    return beside(path, ".making")


def make_room(path: Path) -> None:
    """Make the folder in which a store is to be, where there is none yet. Raises NotWritable, DiskFull, DiskFailed."""
    with disk_refusals():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)


def begin_folder(path: Path) -> Path:
    """Return the empty folder in which the store for `path` is made. Raises StoreExists and what disks refuse."""
    if taken(path):
        raise StoreExists
    sweep(path)
    waiting = waiting_folder(path)
    with disk_refusals():
        waiting.mkdir(parents=True, mode=0o700)
    return waiting


def move_in(path: Path) -> None:
    """Put a closed store in its place, its slots first: until the last step there is none. Raises as `begin_folder`."""
    waiting = waiting_folder(path)
    lock = StoreLock(path)
    try:
        if taken(path):
            raise StoreExists
        with disk_refusals():
            store = waiting / path.name
            for file in sorted(waiting.iterdir()):
                if file != store and not file.name.endswith(_STAY):
                    file.replace(path.parent / file.name)
            store.rename(path)
            sync_folder(path.parent)
    finally:
        lock.release()
    with suppress(OSError):
        shutil.rmtree(waiting)


def sweep(path: Path) -> None:
    """Remove what a first run for `path` left, unless one is still at it. Raises StoreOpenElsewhere, DiskFailed."""
    waiting = waiting_folder(path)
    if waiting.is_dir():
        StoreLock(waiting / path.name).release()
        with disk_refusals():
            shutil.rmtree(waiting)


def _go_on(step: int, progress: Progress, cancel: Cancel | None) -> None:
    progress(step, STEPS)
    if cancel is not None:
        cancel.check()
