"""An officer's hand in the running program: does one thing after another, each once what it waits for has come.

It lives on a timer of the UI thread, as the officer's keys would arrive there. The same timer is the heart whose
longest pause is the longest stall of the window.
"""

from collections.abc import Callable, Generator
from time import perf_counter, thread_time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

BEAT = 1
"""Milliseconds between two beats."""
PATIENCE = 120.0
"""Seconds after which what is waited for will not come."""

Script = Generator[Callable[[], bool], None, None]
"""Yields what must be true before it goes on."""


class StillWaiting(RuntimeError):
    """What a script waited for did not come; the argument names its last step."""


class Hand(QObject):
    """Plays a script, then quits the application.

    `stalls` are the pauses of the UI thread in milliseconds, each with what the thread itself worked of it and the step
    it fell in: the rest of a pause it waited, for another thread or for a busy machine.
    """

    def __init__(self, script: Callable[["Hand"], Script]) -> None:
        super().__init__()
        self.step = "start"
        self.stalls: list[tuple[float, float, str]] = []
        self.failure: BaseException | None = None
        self.watching = False
        self._script = script(self)
        self._until: Callable[[], bool] = lambda: True
        self._since = self._last = perf_counter()
        self._worked = thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def watch(self, on: bool) -> None:
        """Note stalls from now on, or no more."""
        self.watching, self._last, self._worked = on, perf_counter(), thread_time()

    def _on_beat(self) -> None:
        now, worked = perf_counter(), thread_time()
        if self.watching:
            self.stalls.append((1000 * (now - self._last) - BEAT, 1000 * (worked - self._worked), self.step))
        try:
            if self._until():
                self._until, self._since = next(self._script), now
            elif now - self._since > PATIENCE:
                self._script.throw(StillWaiting(self.step))
        except StopIteration:
            self._end()
        except BaseException as failure:  # noqa: BLE001 - told by the process when the application has ended
            self.failure = failure
            self._end()
        self._last, self._worked = now, worked

    def _end(self) -> None:
        self._timer.stop()
        for window in QApplication.topLevelWidgets():
            window.hide()
        QApplication.quit()


def for_seconds(seconds: float) -> Callable[[], bool]:
    """Return what becomes true after so long."""
    until = perf_counter() + seconds
    return lambda: perf_counter() >= until


def top_window(name: str) -> QWidget | None:
    """Return the window of that name if it is shown."""
    found = (one for one in QApplication.topLevelWidgets() if one.objectName() == name and one.isVisible())
    return next(found, None)
