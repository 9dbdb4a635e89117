"""Bring a store to the newest schema: alembic in this process, on the keyed connection, backup first.

`user_version` holds the number of the last migration. An upgrade happens in one transaction with foreign keys off
(altering with them on silently deleted cascade children), is checked before the commit, and leaves the store as it
was when anything fails. Migrations import nothing from `app`: they must still run when the code has moved on.
alembic is loaded when there is something to migrate: nearly every store that is opened has the newest version, and a
window would keep its 15 MiB all day.
"""

import glob
from pathlib import Path

from sqlalchemy import Connection

from app.core.errors import KnownError
from app.store.copying import copy_into
from app.store.engine import APPLICATION_ID, Role, driver_refusals, writing_engine
from app.store.files import beside, disk_refusals, remove, sync_folder
from app.store.keys import StoreKey
from app.store.refusals import MigrationFailed

SCHEMA_VERSION = 15
"""The newest migration; a test compares it with the scripts."""

SCRIPTS = Path(__file__).parent / "migrations"


def backup_before(store: Path, version: int) -> Path:
    """Return where the copy made before migrating from `version` is: encrypted under the same key."""
    return beside(store, f".before-{version + 1:04}")


def forget_copies(store: Path) -> None:
    """Delete the copies made before migrations: after an erasure they would still hold what was erased."""
    for copy in store.parent.glob(f"{glob.escape(store.name)}.before-*"):
        remove(copy)


def migrate(path: Path, key: StoreKey, version: int, *, scripts: Path = SCRIPTS, target: str = "head") -> None:
    """Bring the store at `path` from `version` (0: empty) to `target`. The caller holds the lock.

    Raises MigrationFailed, DiskFull, NotWritable, DiskFailed, StoreDamaged; the store is then as it was.
    """
    engine = writing_engine(path, key, Role.MIGRATION)
    try:
        if version:
            _copy_first(path, key, version)
        with driver_refusals(), engine.begin() as connection:
            _upgrade(connection, scripts, target)
            _check(connection)
    except Exception as error:
        backup_before(path, version).unlink(missing_ok=True)
        if isinstance(error, KnownError):
            raise
        raise MigrationFailed from error
    finally:
        engine.dispose()


def head(scripts: Path = SCRIPTS) -> str:
    """Return the name of the newest migration in `scripts`."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(scripts)).get_current_head() or ""


def _copy_first(path: Path, key: StoreKey, version: int) -> None:
    target = backup_before(path, version)
    with disk_refusals():
        target.unlink(missing_ok=True)
    copy_into(path, key, target)
    sync_folder(target.parent)


def _upgrade(connection: Connection, scripts: Path, target: str) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    directory = ScriptDirectory(str(scripts))
    with EnvironmentContext(
        Config(),
        directory,
        fn=lambda revision, _context: directory._upgrade_revs(target, revision),
    ) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
    done = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {int(done)}")


def _check(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise MigrationFailed
    if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() != "ok":
        raise MigrationFailed
