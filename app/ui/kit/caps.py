"""Whether Caps Lock is on, read from what the keys give: Qt does not tell, on any system.

A letter that comes out large without Shift, or small with it, says so. The key itself turns what is known around;
before the first letter nothing is known and nothing is said.
"""

from PySide6 import QtCore, QtGui  # names said with theirs are made after the first paint
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit


class CapsLine(QLineEdit):
    """A line that tells when Caps Lock is turned on or off, as far as one can know.

    It looks at its own keys: with a filter, PySide makes every sort of event there is before the first paint.
    """

    caps = Signal(bool)
    _on: bool | None = None

    def keyPressEvent(self, event: "QtGui.QKeyEvent") -> None:  # noqa: N802 - Qt's name
        self._note(event)
        super().keyPressEvent(event)

    def _note(self, event: "QtGui.QKeyEvent") -> None:
        if event.key() == QtCore.Qt.Key.Key_CapsLock:
            if self._on is not None:
                self._set(not self._on)
            return
        text = event.text()
        if len(text) != 1 or text.lower() == text.upper():
            return
        shift = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
        self._set(text.isupper() != shift)

    def _set(self, on: bool) -> None:
        if on != bool(self._on):
            self.caps.emit(on)
        self._on = on
