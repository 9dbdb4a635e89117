"""From the moment of locking or leaving to a closed desk: long work is stopped, what runs ends, then the store closes.

Nothing may still read or write when the store closes, so this waits until no work is under way.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from app.services.desk import Desk
from app.ui.kit.kit import Kit

BEAT = 20
"""Milliseconds between two looks whether all has ended."""


class Leaving(QObject):
    """One way out of one desk; `closed` follows `begin`, whatever the disk says."""

    closed = Signal()

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._desk = kit, desk
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT)
        self._beat.timeout.connect(self._on_beat)

    def begin(self, keep: Callable[[], object] | None) -> None:
        """Stop long work, keep what is to be kept (its refusal stops nobody), and close."""
        for job in self._kit.jobs.running:
            job.stop()
        if keep is not None:
            self._kit.jobs.write(self, keep, None, lambda _: None)
        self._beat.start()

    def _on_beat(self) -> None:
        if self._kit.jobs.idle:
            self._beat.stop()
            self._kit.jobs.write(self, self._desk.close, lambda _: self.closed.emit(), self._on_refused)

    def _on_refused(self, failure: BaseException) -> None:
        """The head could not be kept outside; the store is closed all the same."""
        self._kit.door.show(failure)
        self.closed.emit()


def clear_clipboard() -> None:
    """Take away what the program put on the clipboard; what others put there is theirs."""
    board = QGuiApplication.clipboard()
    if board.ownsClipboard():
        board.clear(QClipboard.Mode.Clipboard)
    if board.supportsSelection() and board.ownsSelection():
        board.clear(QClipboard.Mode.Selection)
