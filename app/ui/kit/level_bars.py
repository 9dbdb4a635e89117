"""The threat level as four bars, as a part of a screen and painted into a cell of a list."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.ui.kit.kit import Kit


class LevelBars(QWidget):
    """The threat level as four bars; number and word stand beside it, so that it is never told by looks alone."""

    def __init__(self, kit: Kit, level: int | None) -> None:
        super().__init__()
        self._kit, self._level = kit, level
        self.setObjectName("level_bars")
        self.setFixedSize(35, 14)
        said = kit.words(N_("level {level} of 4"), level=level) if level else kit.words(N_("no level"))
        self.setAccessibleName(said)
        self.setToolTip(said)

    def set_level(self, level: int | None) -> None:
        """Show another level; None: no bar is filled."""
        self._level = level
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        paint_bars(painter, QRectF(0, 0, 35, 14), self._level, QColor(self._kit.theme.palette.text))


def paint_bars(painter: QPainter, box: QRectF, level: int | None, colour: QColor) -> None:
    """Paint four bars from the left of `box`, as many filled as the level says."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    for number in range(4):
        painter.setBrush(colour if level and number < level else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box.left() + 9 * number + 0.5, box.center().y() - 6, 6, 12), 1.5, 1.5)
    painter.restore()
