"""What an officer prefers, kept in the encrypted store, for him; a list reads and writes it off the UI thread."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.services.preferences import keep_preference, preference
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk


class StoreKeeping:
    """Keeps through `app.services.preferences`. No screen looks again because a column became wider."""

    def __init__(self, kit: Kit, desk: "Desk", owner: QObject) -> None:
        self._kit, self._desk, self._owner = kit, desk, owner

    def load(self, key: str) -> Any:
        """Return what is kept; asked on the reading thread."""
        return preference(self._desk, key)

    def keep(self, key: str, value: Any) -> None:
        """Keep a value, soon."""
        desk = self._desk
        self._kit.jobs.read(self._owner, lambda: keep_preference(desk, key, value), lambda _done: None)
