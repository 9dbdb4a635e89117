"""Lock when nobody has touched key or mouse for a while: any input of the program starts the clock anew.

The same place hears Ctrl+L where the window's own shortcut does not: while a sheet or a list has the keyboard.
A timer stands still while the machine sleeps: so the first touch after a longer pause by the wall clock locks too,
and does nothing else.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from app.core.clock import Clock

DEFAULT_MINUTES = 10
CHOICES = (2, 5, 10, 15, 30)
"""Minutes that are offered."""
LONGEST = 60
LOCK_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
TOUCHES = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletPress, QEvent.Type.TabletMove,
})  # fmt: skip


class IdleWatch(QObject):
    """Emits `idled` once the minutes have passed, or at once on the key that locks; `end` stops it.

    It listens where input enters the program's windows, not to every event of every widget: those are thousands.
    """

    idled = Signal()

    def __init__(self, app: QGuiApplication, clock: Clock, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._app, self._clock = app, clock
        self._touched: datetime = clock.now()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.idled)
        self.set_minutes(minutes)
        for window in app.topLevelWindows():
            self._watch(window)
        self._listening = app.focusWindowChanged.connect(self._watch)

    def set_minutes(self, minutes: int) -> None:
        """Wait that long, at least one minute and at most an hour."""
        self.minutes = min(max(minutes, 1), LONGEST)
        self._touched = self._clock.now()
        self.timer.start(60_000 * self.minutes)

    def end(self) -> None:
        """Watch no more."""
        self.timer.stop()
        QObject.disconnect(self._listening)
        for window in self._app.topLevelWindows():
            window.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() not in TOUCHES or not self.timer.isActive():
            return False
        now = self._clock.now()
        if isinstance(event, QKeyEvent) and event.keyCombination() == LOCK_KEY:
            self.timer.stop()
            self.idled.emit()
            return True
        if now - self._touched > timedelta(minutes=self.minutes):
            self.timer.stop()
            self.idled.emit()
            return True
        self._touched = now
        self.timer.start()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
