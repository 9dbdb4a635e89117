"""How a chip stands in a row of a list: filled where its tone means something, outlined where it is plain."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from app.ui.kit.palette import Palette
from app.ui.kit.parts import Tone
from app.ui.kit.theme import weight

CHIP = 22
"""Height of a chip's line, pixels."""
AROUND = 19
"""Pixels of a chip that are not its text."""


def chip_width(base: QFont, text: str, tone: Tone) -> int:
    """Return how wide a chip is that says the whole text."""
    return QFontMetrics(weight(base, 12, semibold=tone is not Tone.PLAIN)).horizontalAdvance(text) + AROUND


def paint_chip(painter: QPainter, colours: Palette, room: QRect, text: str, tone: Tone, base: QFont) -> None:
    """Paint a chip at the top left of `room`, no wider than it; text that is too long is elided."""
    filled = tone is not Tone.PLAIN
    font = weight(base, 12, semibold=filled)
    metrics = QFontMetrics(font)
    width = min(metrics.horizontalAdvance(text) + AROUND, room.width())
    frame = QRectF(room.left() + 0.5, room.top() - 0.5, width, CHIP - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = getattr(colours, f"{tone.value}_soft") if filled else colours.surface
    edge = colours.accent if tone is Tone.ACCENT else ground if filled else colours.line  # seen on a chosen row too
    painter.setPen(QPen(QColor(edge)))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(frame, 11, 11)
    painter.setPen(QColor(getattr(colours, tone.value) if filled else colours.text))
    painter.setFont(font)
    painter.drawText(
        frame, Qt.AlignmentFlag.AlignCenter, metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width) - 12)
    )
