"""Windows' messages, as bytes: what locks, what is kept out of pictures, who is told. No real Windows."""

import ctypes
import struct

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.shell.windows_guard import (
    PBT_APMSUSPEND,
    WM_DESTROY,
    WM_POWERBROADCAST,
    WM_SHOWWINDOW,
    WM_WTSSESSION_CHANGE,
    WindowsGuard,
    windows_guard,
)

MAIN, SHEET, MENU = 0x00010A2C, 0x00020B3E, 0x7FFF0B40
OWNED_BY = {SHEET: MAIN, MENU: MAIN}
PAINT = 0x000F


class User32:
    """What `SetWindowDisplayAffinity` was asked; `knows` are the affinities of this Windows."""

    def __init__(self, *knows: int) -> None:
        self.knows = knows or (0x01, 0x11)
        self.hidden: dict[int, int] = {}

    def SetWindowDisplayAffinity(self, window: ctypes.c_void_p, affinity: int) -> int:  # noqa: N802 - Windows' name
        if affinity in self.knows:
            self.hidden[window.value or 0] = affinity
        return affinity in self.knows

    def GetWindow(self, window: ctypes.c_void_p, which: int) -> int:  # noqa: N802 - Windows' name
        assert which == 4
        return OWNED_BY.get(window.value or 0, 0)


class Wtsapi32:
    """Who is told of the session."""

    def __init__(self) -> None:
        self.told: list[int] = []

    def WTSRegisterSessionNotification(self, window: ctypes.c_void_p, of: int) -> int:  # noqa: N802 - Windows' name
        assert of == 0
        self.told.append(window.value or 0)
        return 1

    def WTSUnRegisterSessionNotification(self, window: ctypes.c_void_p) -> int:  # noqa: N802 - Windows' name
        self.told.remove(window.value or 0)
        return 1


class House:
    """A guard, and what it was told and asked."""

    def __init__(self, *knows: int) -> None:
        app = QApplication.instance()
        assert app is not None
        self.user32, self.wtsapi32 = User32(*knows), Wtsapi32()
        self.guard = WindowsGuard(app, self.user32, self.wtsapi32)
        self.locked = 0
        self.guard.locked.connect(self._on_locked)

    def _on_locked(self) -> None:
        self.locked += 1

    def send(self, window: int, message: int, detail: int, kind: bytes = b"windows_generic_MSG") -> bool:
        """Hand over a MSG of 64 bits: window, message, two details, time and place."""
        raw = ctypes.create_string_buffer(struct.pack("<QI4xQqIii4x", window, message, detail, -1, 77, 640, 480))
        return bool(self.guard._filter.nativeEventFilter(QByteArray(kind), ctypes.addressof(raw)))


@pytest.fixture
def house(qtbot: QtBot) -> House:
    return House()


@pytest.mark.parametrize(
    ("message", "detail", "locks"),
    [
        (WM_POWERBROADCAST, PBT_APMSUSPEND, True),
        (WM_POWERBROADCAST, 0x12, False),  # resumed by itself
        (WM_POWERBROADCAST, 0x0A, False),  # on battery
        (WM_WTSSESSION_CHANGE, 7, True),  # locked
        (WM_WTSSESSION_CHANGE, 8, False),  # unlocked
        (WM_WTSSESSION_CHANGE, 2, True),  # another user at the console
        (WM_WTSSESSION_CHANGE, 4, True),  # remote session gone
        (WM_WTSSESSION_CHANGE, 6, True),  # logged off
        (WM_WTSSESSION_CHANGE, 1, False),  # console connected
        (PAINT, 7, False),
    ],
)
def test_sleep_and_a_session_that_is_left_lock(house: House, message: int, detail: int, locks: bool) -> None:
    assert house.send(MAIN, message, detail) is False  # Qt reads it as well
    assert house.locked == locks
    assert house.send(MAIN, message, detail, b"xcb_generic_event_t") is False
    assert house.locked == locks


def test_every_window_that_is_shown_is_kept_out_of_pictures_first(house: House) -> None:
    for window in (MAIN, SHEET, MENU):
        house.send(window, WM_SHOWWINDOW, 1)
    assert house.user32.hidden == {MAIN: 0x11, SHEET: 0x11, MENU: 0x11}
    house.send(0x99, WM_SHOWWINDOW, 0)  # about to be hidden
    house.send(0x99, PAINT, 1)
    assert 0x99 not in house.user32.hidden


def test_on_an_older_windows_they_are_black_in_pictures(qtbot: QtBot) -> None:
    house = House(0x01)
    house.send(SHEET, WM_SHOWWINDOW, 1)
    assert house.user32.hidden == {SHEET: 0x01}


def test_the_session_is_told_to_windows_of_their_own_as_long_as_they_stand(house: House) -> None:
    for window in (MAIN, MAIN, SHEET, MENU, 0x99):
        house.send(window, WM_SHOWWINDOW, 1)
    assert house.wtsapi32.told == [MAIN, 0x99]
    house.send(0x99, WM_DESTROY, 0)
    house.send(SHEET, WM_DESTROY, 0)
    assert house.wtsapi32.told == [MAIN]
    house.guard.stop()
    assert house.wtsapi32.told == []


def test_elsewhere_there_is_no_such_guard(qtbot: QtBot) -> None:
    app = QCoreApplication.instance()
    assert app is not None
    assert windows_guard(app, app) is None
