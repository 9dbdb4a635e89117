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


class Steps:
    """Work of a known number of steps: each looks whether it is to stop, and reports."""

    def __init__(self, total: int, progress: Progress, cancel: Cancel | None) -> None:
        self._total, self._progress, self._cancel = total, progress, cancel
        self._done = 0

    def step(self) -> None:
        """Begin the next step. Raises Cancelled."""
        if self._cancel is not None:
            self._cancel.check()
        self._done += 1
        self._progress(self._done, self._total)
