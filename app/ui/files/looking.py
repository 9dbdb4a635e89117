"""What an officer is told of a file he comes back to, and that it is kept as seen when he leaves, not when he opens it.

It is kept only once the list of what changed was in front: whoever came by way of a task to one measure and left again
finds it the next time.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.ids import Id
from app.services.last_looks import SinceLooked, keep_look, since_looked
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk


class Looking(QObject):
    """One visit to a root; `told` gives a `SinceLooked`."""

    told = Signal(object)

    def __init__(self, kit: Kit, desk: "Desk", root: Id, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._desk, self._root = kit, desk, root
        self._latest = Latest(kit.jobs, self)
        self._since: SinceLooked | None = None
        self._seen = False

    def read(self) -> None:
        """Ask what changed since the last visit; during this one the answer only grows."""
        self._latest.read(partial(since_looked, self._desk, self._root, self._kit.words.language), self._on_read)

    def saw(self) -> None:
        """The list is in front: it is seen if there is one by now."""
        self._seen = self._seen or self._since is not None

    def leave(self) -> None:
        """The screen goes: keep what was told of, if it was seen or nothing was to be seen."""
        since, self._since = self._since, None
        self._latest.forget()
        if since is not None and (self._seen or not since.trail.changes):
            # On the reading thread, as a preference is: no screen looks again because somebody turned a page.
            keep = partial(keep_look, self._desk, self._root, since.newest)
            self._kit.jobs.read(self._kit.jobs, keep, lambda _done: None, lambda _failure: None)
        self._seen = False

    def _on_read(self, since: SinceLooked) -> None:
        self._since = since
        self.told.emit(since)
