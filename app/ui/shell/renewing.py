"""When what is seen is to be read again: once for all that was written in a turn, and not for what no screen shows.

And when another day has begun: lines of lists are valid by days, and so is much of what screens say.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.jobs import Jobs

MINUTE = 60_000


class Renewing(QObject):
    """Listens to what a window's jobs write."""

    due = Signal()
    """Something was written that may be seen, or another day has begun."""

    def __init__(self, jobs: Jobs, window: QWidget, day: Callable[[], date]) -> None:
        super().__init__(window)
        self._jobs, self._window, self._day = jobs, window, day
        self._today = day()
        self._changes = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._on_soon)
        jobs.changed.connect(self._on_changed)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self.look_at_day)
        self._minute.start()

    def look_at_day(self) -> None:
        """Read again where it is another day than at the last look."""
        today = self._day()
        if today != self._today:
            self._today = today
            self._soon.start()

    def write_unseen(self, op: Callable[[], object]) -> None:
        """Write what no screen shows: nothing is read again for it."""
        self._jobs.write(self._window, op, lambda _: self._calm())

    def _on_changed(self) -> None:
        self._changes += 1
        self._soon.start()

    def _on_soon(self) -> None:
        self._changes = 0
        self.due.emit()

    def _calm(self) -> None:
        """Take back the last change: it was one that no screen shows."""
        self._changes = max(self._changes - 1, 0)
        if not self._changes:
            self._soon.stop()
