"""Chips and two-line texts painted into lists, from the palette of the moment: widgets in cells would cost a second."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.ui.kit.palette import Palette
from app.ui.kit.parts import Tone
from app.ui.kit.theme import weight

CHIP_HEIGHT = 22
LINE = 20
SMALL_LINE = 18
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def chip_size(font: QFont, text: str) -> QSize:
    """Return how large the chip of a text is."""
    return QSize(QFontMetrics(weight(font, 12, semibold=True)).horizontalAdvance(text) + 20, CHIP_HEIGHT)


def paint_chip(painter: QPainter, at: QPoint, font: QFont, text: str, tone: Tone, colours: Palette) -> None:
    """Paint a state in a rounded frame; filled for red and amber only."""
    filled = tone in (Tone.RED, Tone.AMBER)
    ground, ink = (getattr(colours, f"{tone.value}_soft"), getattr(colours, tone.value)) if filled else (
        colours.surface, colours.text,
    )  # fmt: skip
    face = weight(font, 12, semibold=filled)
    box = QRectF(QRect(at, chip_size(font, text))).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(ground if filled else colours.line))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, CHIP_HEIGHT / 2 - 0.5, CHIP_HEIGHT / 2 - 0.5)
    painter.setPen(QColor(ink))
    painter.setFont(face)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def lines_of(font: QFont, text: str, width: int) -> int:
    """Return on how many lines a text stands in `width` pixels."""
    box = QFontMetrics(font).boundingRect(QRect(0, 0, max(width, 1), 10_000), WRAPPED, text)
    return max(1, round(box.height() / QFontMetrics(font).lineSpacing()))


def paint_wrapped(painter: QPainter, box: QRect, font: QFont, text: str, colour: str) -> None:
    """Paint running text into `box`, wrapped at words."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(box, WRAPPED, text)


def paint_line(painter: QPainter, box: QRect, font: QFont, text: str, colour: str) -> None:
    """Paint one line into the top of `box`, elided where it is too long."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), shown)


def paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, view: object, colours: Palette, *, edge: bool
) -> None:
    """Paint a line's ground: soft accent where it is chosen, with a bar at its `edge` while the keyboard is here."""
    box, chosen = QRect(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
    painter.fillRect(box, QColor(colours.accent_soft if chosen else colours.surface))
    if chosen and edge and isinstance(view, QWidget) and view.hasFocus():
        painter.fillRect(QRect(box.left(), box.top(), 3, box.height() - 1), QColor(colours.accent))
