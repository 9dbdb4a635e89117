"""Lock when nobody has touched key or mouse for a while: any input of the program starts the clock anew."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

DEFAULT_MINUTES = 10
CHOICES = (2, 5, 10, 15, 30)
TOUCHES = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletPress, QEvent.Type.TabletMove,
})  # fmt: skip


class IdleWatch(QObject):
    """Emits `idled` once the minutes have passed; `end` stops it. Install on the application."""

    idled = Signal()

    def __init__(self, app: QObject, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.idled)
        self.set_minutes(minutes)
        app.installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """Wait that long, at least one minute and at most an hour."""
        self.timer.start(60_000 * min(max(minutes, 1), 60))

    def end(self) -> None:
        """Watch no more."""
        self.timer.stop()
        self._app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in TOUCHES and self.timer.isActive():
            self.timer.start()
        return False
