"""How long work reports itself and is stopped, without knowing who watches."""

from collections.abc import Callable
from threading import Event

from app.core.errors import Cancelled

Progress = Callable[[int, int], None]
"""Called with (done, total) in the same unit; total 0 means unknown."""


def silent(done: int, total: int) -> None:
    """Report to nobody."""


class Cancel:
    """A request to stop, set from any thread and looked at by the work between steps."""

    def __init__(self) -> None:
        self._event = Event()

    def request(self) -> None:
        """Ask the work to stop at its next look."""
        self._event.set()

    def check(self) -> None:
        """Raise `Cancelled` if a stop was asked for."""
        if self._event.is_set():
            raise Cancelled
