"""When what is seen is to be read again: once for all that was written in a turn, and not for what no screen shows."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.jobs import Jobs


class Renewing(QObject):
    """Listens to what a window's jobs write."""

    due = Signal()
    """Something was written that may be seen."""

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window
        self._changes = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._on_soon)
        jobs.changed.connect(self._on_changed)

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
