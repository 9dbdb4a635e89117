"""The sign of the program in title bars, task bars and window switchers."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from app.ui.kit.icons import Icons

SIZES = (16, 22, 32, 48, 64, 128)
"""Window managers take pixels and scale badly: each of the usual sizes is drawn."""


def program_icon(icons: Icons) -> QIcon:
    """Return the sign in the accent colour of now; title bars are the system's, and so is what it stands on."""
    drawn, made = icons("shield-check", "accent"), QIcon()
    for side in SIZES:
        made.addPixmap(drawn.pixmap(QSize(side, side)))
    return made
