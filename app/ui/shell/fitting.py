"""Whether a window has room on its monitor; one that has not is shown whole."""

from PySide6 import QtCore  # its names are made after the first paint (`app.ui.kit.numbers`)
from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget

FRAME = QMargins(4, 36, 4, 4)
"""What a window manager puts around a window, roughly."""


def fit(window: QWidget) -> None:
    """Show the window over the whole monitor if with its frame it would not fit it."""
    screen = window.screen()
    room = screen.availableSize() if screen is not None else window.size()
    framed = window.size().grownBy(FRAME)
    if framed.width() > room.width() or framed.height() > room.height():
        window.setWindowState(window.windowState() | QtCore.Qt.WindowState.WindowMaximized)
