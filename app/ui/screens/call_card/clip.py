"""Copying a number: it leaves the clipboard again by itself, for the next who pastes may sit in another program.

It does so too when the card was closed meanwhile: the clock belongs to the application, not to the card.
"""

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS = 10


class PassingCopy(QObject):
    """Puts a text on the clipboard and takes it away after `SECONDS`, unless something else was copied meanwhile."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
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

    def let_go(self) -> None:
        """End with what was copied last: whoever asked is gone."""
        if self.timer.isActive():
            self.timer.timeout.connect(self.deleteLater)
        else:
            self.deleteLater()

    @staticmethod
    def _modes() -> list[QClipboard.Mode]:
        selects = QGuiApplication.clipboard().supportsSelection()
        return [QClipboard.Mode.Clipboard, *([QClipboard.Mode.Selection] if selects else [])]
