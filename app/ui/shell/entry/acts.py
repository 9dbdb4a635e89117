"""What the first page asks of the services. Loaded on a thread after the first paint, for it brings the store along."""

from pathlib import Path

from app.core.progress import Cancel
from app.services.desk import Desk
from app.services.station.doorstep import Doorstep, Notice, look_at_door, notices
from app.services.station.sitting_down import open_desk
from app.services.station.stations import NotJoined, Platform

__all__ = ["Desk", "Doorstep", "NotJoined", "Notice", "Platform", "look_at_door", "notices", "open_unless"]


def open_unless(
    cancel: Cancel, path: Path, login: str, passphrase: str, on: Platform, language: str
) -> tuple[Desk, tuple[Notice, ...]]:
    """Unlock and sit down; return the desk and what must be told. Closed again where nobody waits for it any more.

    Argon2id cannot be stopped half-way: whoever cancels stops waiting. Raises Cancelled and what `open_desk` raises.
    """
    cancel.check()
    desk = open_desk(path, login, passphrase, on)
    try:
        cancel.check()
        return desk, tuple(notices(desk, language))
    except BaseException:
        desk.close()
        raise
