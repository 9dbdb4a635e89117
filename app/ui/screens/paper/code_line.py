"""The line for the code of a paper: typed, pasted, or written by a scanner that ends with Enter."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.picking import brings_a_file

LONGEST = 512
"""Characters; the text of a QR code has about 230."""


class CodeLine(QLineEdit):
    """Files and pictures are not for it: `scan_pasted` tells that one was pasted, a drop is left to who is around."""

    scan_pasted = Signal()

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        said = kit.words(N_("QR text or control code"))
        self.setObjectName(name)
        self.setAccessibleName(said)
        self.setPlaceholderText(said)
        self.setMaxLength(LONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        held = QGuiApplication.clipboard().mimeData() if event.matches(QKeySequence.StandardKey.Paste) else None
        if held is not None and brings_a_file(held):
            self.scan_pasted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if brings_a_file(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)
