"""Copying a number: it leaves the clipboard again by itself, for the next who pastes may sit in another program."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS = 10


class PassingCopy(QObject):
    """Puts a text on the clipboard and takes it away after `SECONDS`, unless something else was copied meanwhile."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(SECONDS * 1000)
        self.timer.timeout.connect(self.clear)

    def copy(self, text: str) -> None:
        """Copy; the clock starts anew."""
        self._text = text
        for mode in self._modes():
            QGuiApplication.clipboard().setText(text, mode)
        self.timer.start()

    def clear(self) -> None:
        """Take it away where it is still there."""
        self.timer.stop()
        board = QGuiApplication.clipboard()
        for mode in self._modes():
            if self._text and board.text(mode) == self._text:
                board.clear(mode)
        self._text = ""

    @staticmethod
    def _modes() -> list[QClipboard.Mode]:
        selects = QGuiApplication.clipboard().supportsSelection()
        return [QClipboard.Mode.Clipboard, *([QClipboard.Mode.Selection] if selects else [])]
