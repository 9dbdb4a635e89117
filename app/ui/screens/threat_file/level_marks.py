"""The marks of the chart of levels: a button each, of one shape per line, hollow where it is out of date or owed.

And the key to the chart, which says what its lines mean.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary

SIZE, HALF = 22, 5
ASKED = -1
"""The shape of a request."""
SHAPES = 4


@dataclass(frozen=True, slots=True, repr=False)
class Mark:
    """What a mark stands for. `shape` is the number of its line, or `ASKED`."""

    uid: Id
    day: date
    shape: int
    said: str
    hollow: bool


class MarkButton(QAbstractButton):
    """Says in its name and tool tip all that it stands for."""

    def __init__(self, kit: Kit, mark: Mark, chart: QWidget, name: str) -> None:
        super().__init__(chart)
        self._kit, self._chart, self.mark = kit, chart, mark
        self._reached = False
        self.setObjectName(name)
        self.setAccessibleName(mark.said)
        self.setToolTip(mark.said)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the chart has the keyboard
        self.setProperty("over", True)  # two of one day lie over one another
        self.resize(SIZE, SIZE)

    def reach(self, reached: bool) -> None:
        """Show that the keyboard is at it, or no more."""
        self._reached = reached
        self.update()

    def stand_at(self, middle: QPointF) -> None:
        """Stand with its middle there, inside the chart."""
        left = min(max(round(middle.x()) - SIZE // 2, 0), self._chart.width() - SIZE)
        self.move(left, round(middle.y()) - SIZE // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        colours = self._kit.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        if self.isChecked() or self._reached:
            painter.setPen(QPen(QColor(colours.accent), 2 if self._reached else 1))
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawEllipse(middle, SIZE / 2 - 1.5, SIZE / 2 - 1.5)
        box = QRectF(middle.x() - HALF, middle.y() - HALF, 2 * HALF, 2 * HALF)
        self.paint_shape(painter, box, self.mark.shape, QColor(colours.text), hollow=self.mark.hollow)

    @staticmethod
    def paint_shape(painter: QPainter, box: QRectF, shape: int, ink: QColor, *, hollow: bool) -> None:
        """Paint a disc, a square, a lozenge or a triangle; of a request a triangle that points down."""
        painter.save()
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else ink)
        middle = box.center()
        if shape == ASKED:
            painter.drawPolygon(QPolygonF([box.topLeft(), box.topRight(), QPointF(middle.x(), box.bottom())]))
        elif shape % SHAPES == 0:
            painter.drawEllipse(box)
        elif shape % SHAPES == 1:
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        elif shape % SHAPES == 2:
            sides = [(middle.x(), box.top()), (box.right(), middle.y()), (middle.x(), box.bottom()),
                     (box.left(), middle.y())]  # fmt: skip
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in sides]))
        else:
            painter.drawPolygon(QPolygonF([box.bottomLeft(), box.bottomRight(), QPointF(middle.x(), box.top())]))
        painter.restore()


class Sample(Enum):
    """What the key explains."""

    HEAD = N_("level in force")
    STALE = N_("out of date")
    VALID = N_("validity")
    ASKED = N_("request")


class LevelLegend(QWidget):
    """Sample and word of each sort of line, side by side."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("level_legend")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, GRID, 0)
        box.setSpacing(GRID // 2)
        for sample in Sample:
            box.addWidget(_Drawn(kit, sample))
            box.addWidget(secondary(kit.words(sample.value), f"legend_{sample.name.lower()}"))
            box.addSpacing(GRID)


class _Drawn(QWidget):
    def __init__(self, kit: Kit, sample: Sample) -> None:
        super().__init__()
        self._kit, self._sample = kit, sample
        self.setFixedSize(28, 16)
        kit.theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        colours, y = self._kit.theme.palette, self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(colours.text)
        if self._sample is Sample.ASKED:
            MarkButton.paint_shape(painter, QRectF(9, y - HALF, 2 * HALF, 2 * HALF), ASKED, ink, hollow=False)
            return
        if self._sample is Sample.HEAD:
            painter.fillRect(QRectF(0, y - 6, self.width(), 12), QColor(colours.accent_soft))
            painter.setPen(QPen(QColor(colours.accent), 1))
            for edge in (y - 6, y + 6):
                painter.drawLine(QPointF(0, edge), QPointF(self.width(), edge))
        dash = {Sample.STALE: Qt.PenStyle.DashLine, Sample.VALID: Qt.PenStyle.DotLine}
        painter.setPen(
            QPen(ink, 1 if self._sample is Sample.VALID else 2, dash.get(self._sample, Qt.PenStyle.SolidLine))
        )
        painter.drawLine(QPointF(1, y), QPointF(self.width() - 3, y))
        if self._sample is Sample.VALID:
            painter.setPen(QPen(ink, 1))
            painter.drawLine(QPointF(self.width() - 3, y - 5), QPointF(self.width() - 3, y + 5))
