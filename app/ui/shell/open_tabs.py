"""The row of open files: one tab each, to be closed by its cross, the middle button or Ctrl+W. The first one stays."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from app.core.i18n import N_
from app.ui.kit.kit import Kit

HEIGHT = 36
WIDEST, NARROWEST = 240, 144
_SHAPE = "QTabBar::tab { padding: 8px 10px; margin-right: 0; }"
"""Room for a cross in each tab; colours stay those of the program."""


class OpenTabs(QTabBar):
    """Hidden while there is only the first tab: then there is nothing to choose."""

    close_wanted = Signal(int)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setObjectName("open_tabs")
        self.setAccessibleName(kit.words(N_("Open files")))
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(16, 16))
        self.setStyleSheet(_SHAPE)
        self.hide()

    def add(self, text: str, icon: str) -> int:
        """Add a tab at the end; return its number."""
        at = self.addTab(self._kit.icons(icon, "secondary"), "")
        if at > 0:
            self.setTabButton(at, QTabBar.ButtonPosition.RightSide, self._cross())
        self.rename(at, text)
        self.setVisible(self.count() > 1)
        return at

    def rename(self, at: int, text: str) -> None:
        """Give a tab another text. An ampersand in a name is no shortcut."""
        self.setTabText(at, text.replace("&", "&&"))
        self.setTabToolTip(at, text)
        cross = self.tabButton(at, QTabBar.ButtonPosition.RightSide)
        if cross is not None:
            cross.setAccessibleName(self._kit.words(N_("Close tab")))

    def drop(self, at: int) -> None:
        """Take a tab away."""
        self.removeTab(at)
        self.setVisible(self.count() > 1)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        hint = super().tabSizeHint(index)
        return QSize(min(hint.width(), WIDEST), HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Leave enough of a name to know it by; the rest is reached by the arrows."""
        hint = self.tabSizeHint(index)
        return QSize(min(hint.width(), NARROWEST), HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        at = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and at > 0:
            self.close_wanted.emit(at)
            return
        super().mouseReleaseEvent(event)

    def _cross(self) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName("tab_close")
        made.setIcon(self._kit.icons("x", "secondary"))
        made.setIconSize(QSize(12, 12))
        made.setFixedSize(20, 20)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setToolTip(self._kit.words(N_("Close tab")))
        made.clicked.connect(lambda: self._on_cross(made))
        return made

    def _on_cross(self, cross: QToolButton) -> None:
        for at in range(self.count()):
            if self.tabButton(at, QTabBar.ButtonPosition.RightSide) is cross:
                self.close_wanted.emit(at)
                return
