"""Lock when the machine goes to sleep or its session is locked (logind and the screen saver, over D-Bus).

Where there is no bus, or no such service, nothing happens: the idle clock locks anyway. Any session's lock counts, for
locking once too often harms nobody. Signals only are listened to; nothing is asked and nothing waited for.
"""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

LOGIND, SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class SystemLock(QObject):
    """Emits `locked` when the system says so. `heard` counts the signals it could subscribe to."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heard = 0
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            self._hear(system, LOGIND, "PrepareForSleep", "1_on_active(bool)")
            self._hear(system, SESSION, "Lock", "1_on_lock()")
        if session.isConnected():
            for saver in SAVERS:
                self._hear(session, saver, "ActiveChanged", "1_on_active(bool)")

    def _hear(self, bus: QDBusConnection, interface: str, signal: str, slot: str) -> None:
        self.heard += bus.connect("", "", interface, signal, self, slot)  # type: ignore[call-overload]  # bytes are refused

    @Slot(bool)
    def _on_active(self, active: bool) -> None:
        if active:
            self.locked.emit()

    @Slot()
    def _on_lock(self) -> None:
        self.locked.emit()
