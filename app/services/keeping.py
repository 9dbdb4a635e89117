"""Keep the store safe: backups by whoever may make them."""

from pathlib import Path

from app.core.progress import Cancel, Progress, silent
from app.models.enums import Action
from app.services.desk import Desk
from app.store.backup import Made, backup


def back_up(desk: Desk, target: Path, progress: Progress = silent, cancel: Cancel | None = None) -> Made:
    """Write one encrypted file, checked after writing. Raises NotAllowed and what `app.store.backup.backup` raises."""
    with desk.read() as view:
        view.require(Action.BACKUP)
    return backup(desk.store, target, clock=desk.clock, progress=progress, cancel=cancel)
