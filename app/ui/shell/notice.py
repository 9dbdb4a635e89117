"""What the error door says, above the page where it happened: one sentence, to be closed by the officer."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from app.core.i18n import N_
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import label


class Notice(QFrame):
    """Hidden until something is to be said; what is said next replaces it."""

    report_wanted = Signal()
    """The report of the program's mistake should be saved."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("role", "card")
        icon = QLabel()
        icon.setObjectName("notice_icon")
        icon.setPixmap(kit.icons("circle-alert", "red").pixmap(QSize(18, 18), self.devicePixelRatioF()))
        self.text = label("", "notice_text", "body", wrap=True, select=True)
        self._report = link(kit.words(N_("Save the report…")), "notice_report", self.report_wanted.emit)
        self._report.hide()
        close = QToolButton()
        close.setObjectName("notice_close")
        close.setAccessibleName(kit.words(N_("Close this message")))
        close.setToolTip(close.accessibleName())
        close.setIcon(kit.icons("x", "secondary"))
        close.setIconSize(QSize(16, 16))
        close.clicked.connect(self.hide)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 8, 8, 8)
        box.setSpacing(12)
        box.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self.text, 1)
        box.addWidget(self._report, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, text: str, *, mistake: bool = False) -> None:
        """Show a sentence; beside a `mistake` of the program stands what saves its report."""
        self.text.setText(text)
        self._report.setVisible(mistake)
        self.setAccessibleName(text)
        self.show()
