"""What Windows alone can do: lock before the machine sleeps or its session is left, and keep windows out of pictures.

Both are heard in the messages that Windows sends to this program's windows, before Qt reads them: each window that is
about to be shown, whatever sheet, menu or list it is, is first taken out of what other programs may capture
(`SetWindowDisplayAffinity`; before Windows 10 2004 it is black there). Elsewhere there is no such thing: what X11 and
Wayland say of sleep and lock is heard by `system_lock`, and pictures of the screen cannot be kept from being taken.
"""

import ctypes
import sys
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal

MESSAGES = (b"windows_generic_MSG", b"windows_dispatcher_MSG")
WM_DESTROY, WM_SHOWWINDOW, WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0002, 0x0018, 0x0218, 0x02B1
PBT_APMSUSPEND = 4
LEAVING = frozenset({2, 4, 6, 7})
"""Of WM_WTSSESSION_CHANGE: console or remote session disconnected, logged off, locked."""
WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0x01, 0x11
_GW_OWNER, _NOTIFY_FOR_THIS_SESSION = 4, 0


class WindowsGuard(QObject):
    """Emits `locked` when the session is left. `user32` and `wtsapi32` are the system's libraries."""

    locked = Signal()

    def __init__(self, app: QCoreApplication, user32: Any, wtsapi32: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app, self._user32, self._wtsapi32 = app, user32, wtsapi32
        self._told: set[int] = set()
        """Windows that are told of the session: one suffices, but any may go first."""
        self._filter = _Filter(self)
        app.installNativeEventFilter(self._filter)

    def stop(self) -> None:
        """Hear nothing more."""
        self._app.removeNativeEventFilter(self._filter)
        for window in list(self._told):
            self._forget(window)

    def hear(self, window: int, message: int, detail: int) -> None:
        """Take in one message to the window of that handle."""
        if message == WM_SHOWWINDOW and detail:
            self._shield(window)
            self._listen(window)
        elif message == WM_DESTROY:
            self._forget(window)
        elif (message == WM_POWERBROADCAST and detail == PBT_APMSUSPEND) or (
            message == WM_WTSSESSION_CHANGE and detail in LEAVING
        ):
            self.locked.emit()

    def _shield(self, window: int) -> None:
        handle = ctypes.c_void_p(window)
        if not self._user32.SetWindowDisplayAffinity(handle, WDA_EXCLUDEFROMCAPTURE):
            self._user32.SetWindowDisplayAffinity(handle, WDA_MONITOR)

    def _listen(self, window: int) -> None:
        """Be told of the session at a window that belongs to no other: sheets and menus come and go."""
        handle = ctypes.c_void_p(window)
        if window in self._told or self._user32.GetWindow(handle, _GW_OWNER):
            return
        if self._wtsapi32.WTSRegisterSessionNotification(handle, _NOTIFY_FOR_THIS_SESSION):
            self._told.add(window)

    def _forget(self, window: int) -> None:
        if window in self._told:
            self._told.discard(window)
            self._wtsapi32.WTSUnRegisterSessionNotification(ctypes.c_void_p(window))


class _Message(ctypes.Structure):
    """The first fields of Windows' MSG."""

    _fields_ = (("window", ctypes.c_void_p), ("message", ctypes.c_uint32), ("detail", ctypes.c_size_t))


class _Filter(QAbstractNativeEventFilter):
    """Reads messages and lets Qt have every one of them."""

    def __init__(self, guard: WindowsGuard) -> None:
        super().__init__()
        self._guard = guard

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        if kind in MESSAGES:
            said = _Message.from_address(int(message))
            self._guard.hear(said.window or 0, said.message, said.detail)
        return False


def windows_guard(app: QCoreApplication, parent: QObject) -> WindowsGuard | None:
    """Guard the program's windows from now on; None where this is not Windows."""
    if sys.platform == "win32":
        return WindowsGuard(app, ctypes.WinDLL("user32"), ctypes.WinDLL("wtsapi32"), parent)
    return None
