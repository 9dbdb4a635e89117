"""Keys as an officer presses them, those of other alphabets too."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def press(widget: QWidget, text: str) -> None:
    """Send `text` key by key to the widget."""
    for sign in text:
        key = Qt.Key.Key_unknown if ord(sign) > 0x7E else Qt.Key(ord(sign.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign))


def strike(widget: QWidget, key: Qt.Key, *, ctrl: bool = False, alt: bool = False) -> None:
    """Press and release one key."""
    held = Qt.KeyboardModifier.NoModifier
    held |= Qt.KeyboardModifier.ControlModifier if ctrl else held
    held |= Qt.KeyboardModifier.AltModifier if alt else held
    QTest.keyClick(widget, key, held)


def click(widget: QWidget) -> None:
    """Click in the middle of the widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
