"""Whether Caps Lock is on, read from what the keys give: Qt does not tell, on any system.

A letter that comes out large without Shift, or small with it, says so. The key itself turns what is known around;
before the first letter nothing is known and nothing is said.
"""

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class CapsLock(QObject):
    """Watches the keys of one field and tells `told` when it turns on or off, as far as one can know."""

    def __init__(self, field: QWidget, told: Callable[[bool], object]) -> None:
        super().__init__(field)
        self._told = told
        self._on: bool | None = None
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._note(event)
        return super().eventFilter(watched, event)

    def _note(self, event: QKeyEvent) -> None:
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
            self._told(on)
        self._on = on
