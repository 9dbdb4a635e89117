"""Keep the store safe: backups by whoever may make them, and putting one back where there is no store.

A backup knows itself as one: the store restored from it writes under a new replica and does again what was erased since
(`app.services.station.stations.sit_down`), so nothing here has to be remembered by an officer.
"""

from pathlib import Path

from app.core.progress import Cancel, Progress, silent
from app.models.enums import Action
from app.services.access_log import Access, log_in
from app.services.desk import Desk
from app.store.backup import Made, backup, restore


def back_up(desk: Desk, target: Path, progress: Progress = silent, cancel: Cancel | None = None) -> Made:
    """Write one encrypted file, checked after writing. Raises NotAllowed and what `app.store.backup.backup` raises."""
    with desk.write() as unit:
        unit.require(Action.BACKUP)
        log_in(unit, Access.BACKUP)
    desk.keep_head()
    return backup(desk.store, target, clock=desk.clock, progress=progress, cancel=cancel)


def restore_backup(source: Path, store: Path, progress: Progress = silent, cancel: Cancel | None = None) -> None:
    """Put a backup back at `store`, never over anything; the officers' passphrases or the recovery shares open it.

    On another workstation the list of erasures (`Outside.erasure_list`) is carried along into its settings folder.
    Raises what `app.store.backup.restore` raises.
    """
    restore(source, store, progress=progress, cancel=cancel)
