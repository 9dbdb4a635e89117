"""Words typed from a paper, and Enter in any control of a page as "go on"."""

from collections.abc import Callable

from PySide6 import QtCore, QtGui, QtWidgets  # names said with theirs are made after the first paint
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.fields import Field


class WordsField(Field):
    """Words typed from a paper, over several lines; Tab leaves it. `entered` tells of Enter after `count` words."""

    changed = Signal()
    entered = Signal()
    count = 0

    def __init__(self, text: str, name: str, hint: str = "", height: int = 84) -> None:
        self.edit = QtWidgets.QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(height)
        super().__init__(text, name, self.edit, hint)
        self.edit.textChanged.connect(self._on_changed)
        self._enter = EnterKey(self, self.entered.emit, lambda: 0 < self.count <= len(self.words))
        self._enter.watch(self.edit)

    @property
    def words(self) -> list[str]:
        """Return the words typed, whatever stands between them."""
        kept = "".join(letter if letter.isalpha() else " " for letter in self.edit.toPlainText())
        return kept.lower().split()

    def _on_changed(self) -> None:
        self.refuse("")
        self.changed.emit()


class EnterKey(QObject):
    """Lets Enter and Return in any control of a page mean "go on", as in the line edits; only while it is `now` so."""

    def __init__(self, page: QWidget, go_on: Callable[[], object], now: Callable[[], bool] = lambda: True) -> None:
        super().__init__(page)
        self._go_on, self._now = go_on, now

    def watch(self, *controls: QWidget) -> None:
        """Listen to these controls."""
        for one in controls:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QtGui.QKeyEvent) and event.key() in (
            QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter
        ) and self._now():  # fmt: skip
            self._go_on()
            return True
        return super().eventFilter(watched, event)
