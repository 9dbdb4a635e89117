"""Copy a store that is in use into one new file, encrypted under the same key, at one moment of its life.

`VACUUM INTO` reads a snapshot while the writer goes on; copying the file itself would tear it from its log.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as driver

from app.core.errors import Cancelled
from app.core.progress import Cancel, Progress, silent
from app.store.engine import Role, connect, driver_refusals
from app.store.files import disk_refusals, sync_file
from app.store.keys import StoreKey

_LOOK_EVERY: Final = 1_000
"""Steps of SQLite's machine between two looks: a few hundred rows."""


def copy_into(
    source: Path, key: StoreKey, target: Path, progress: Progress = silent, cancel: Cancel | None = None
) -> None:
    """Write a fsynced copy of `source` to `target`, which must not exist; on any failure nothing is left of it.

    `progress` counts bytes. Raises DiskFull, NotWritable, DiskFailed, StoreDamaged, Cancelled.
    """
    with disk_refusals():
        target.touch(mode=0o600, exist_ok=False)
    try:
        _copy(source, key, target, progress, cancel)
        sync_file(target)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if cancel and isinstance(error, driver.OperationalError):
            cancel.check()
        raise


def _copy(source: Path, key: StoreKey, target: Path, progress: Progress, cancel: Cancel | None) -> None:
    total = source.stat().st_size

    def look() -> int:
        with suppress(FileNotFoundError):
            progress(min(target.stat().st_size, total), total)
        try:
            if cancel:
                cancel.check()
        except Cancelled:
            return 1
        return 0

    with driver_refusals():
        connection = connect(source, key, Role.MIGRATION)
        try:
            connection.set_progress_handler(look, _LOOK_EVERY)
            connection.execute("VACUUM INTO ?", (str(target),))
        finally:
            connection.close()
    progress(total, total)
