"""How a measure looks on the timeline. Its state is told by the edge and the pattern, never by colour alone."""

from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from app.models.enums import MeasureState
from app.models.rules.calendar_ends import moved
from app.models.rules.measures import OVER
from app.ui.files.measures.gantt_bars import Bar
from app.ui.files.measures.time_scale import TimeScale
from app.ui.kit.palette import Palette
from app.ui.kit.parts import Tone
from app.ui.kit.theme import weight

HEIGHT = 16
TICK = 5
S = MeasureState


def paint_ground(painter: QPainter, colours: Palette, box: QRect, xs: list[float], today: float) -> None:
    """Paint the lines of the named days, and today."""
    painter.setPen(QPen(QColor(colours.line)))
    for x in xs:
        painter.drawLine(QLineF(x, box.top(), x, box.bottom()))
    if box.left() <= today <= box.right():
        painter.setPen(QPen(QColor(colours.accent), 1))
        painter.drawLine(QLineF(today, box.top(), today, box.bottom()))


def paint_bar(painter: QPainter, colours: Palette, box: QRect, scale: TimeScale, bar: Bar, font: QFont) -> None:
    """Paint one bar in its row."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top = box.center().y() - HEIGHT / 2 + 1
    frame = _between(scale, bar.first, moved(bar.last, 1), top)
    _frame(painter, colours, frame, bar.state)
    for first, last in bar.gaps:
        gap = _between(scale, first, last, top).intersected(frame.adjusted(-1, 0, 4000, 0))
        _hatched(painter, gap, QColor(colours.surface), QColor(colours.secondary), QColor(colours.line))
    if bar.late_to is not None:
        late = _between(scale, moved(bar.last, 1), moved(bar.late_to, 1), top)
        _hatched(painter, late, QColor(colours.red_soft), QColor(colours.red), QColor(colours.red))
    _limit(painter, colours, scale, bar, top)
    painter.setPen(QPen(QColor(colours.text), 2))
    for day, _said in bar.ticks:
        x = scale.x(day) + 1
        painter.drawLine(QLineF(x, top - 3, x, top + TICK))
    if bar.tone is not Tone.PLAIN:
        _chip(painter, colours, box, scale, bar, font)


def _frame(painter: QPainter, colours: Palette, frame: QRectF, state: MeasureState) -> None:
    ground, edge, style = {
        S.PROPOSED: (colours.surface, colours.field_line, Qt.PenStyle.DashLine),
        S.RETURNED: (colours.surface, colours.field_line, Qt.PenStyle.DotLine),
        S.APPROVED: (colours.surface, colours.accent, Qt.PenStyle.SolidLine),
        S.PROVISIONAL: (colours.accent_soft, colours.accent, Qt.PenStyle.DashLine),
        S.ACTIVE: (colours.accent_soft, colours.accent, Qt.PenStyle.SolidLine),
        S.SUSPENDED: (colours.accent_soft, colours.accent, Qt.PenStyle.SolidLine),
        S.ENDED: (colours.sunken, colours.line, Qt.PenStyle.SolidLine),
        S.REFUSED: (colours.surface, colours.line, Qt.PenStyle.DotLine),
        S.WITHDRAWN: (colours.surface, colours.line, Qt.PenStyle.DotLine),
    }[state]
    painter.setPen(QPen(QColor(edge), 1, style))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(frame, 3, 3)


def _hatched(painter: QPainter, box: QRectF, ground: QColor, ink: QColor, edge: QColor) -> None:
    if box.width() <= 0:
        return
    painter.setPen(QPen(edge, 1))
    painter.setBrush(ground)
    painter.drawRect(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setOpacity(0.55)
    painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
    painter.drawRect(box)
    painter.setOpacity(1)


def _limit(painter: QPainter, colours: Palette, scale: TimeScale, bar: Bar, top: float) -> None:
    """A review is a lozenge, for the measure goes on; an end needs no mark; a ratification is a flag."""
    middle = top + HEIGHT / 2
    painter.setPen(Qt.PenStyle.NoPen)
    if bar.reviewed and bar.state not in OVER:
        x = scale.x(moved(bar.last, 1))
        painter.setBrush(QColor(colours.red if bar.late_to else colours.accent))
        sides = ((x, middle - 6), (x + 6, middle), (x, middle + 6), (x - 6, middle))
        painter.drawPolygon(QPolygonF([QPointF(*side) for side in sides]))
    if bar.ratify_by is not None:
        x = scale.x(moved(bar.ratify_by, 1))
        painter.setBrush(QColor(colours.red if bar.tone is Tone.RED else colours.amber))
        painter.drawPolygon(QPolygonF([QPointF(x, top - 4), QPointF(x + 8, top), QPointF(x, top + 4)]))
        painter.drawRect(QRectF(x - 1, top - 4, 1.5, HEIGHT + 4))


def _chip(painter: QPainter, colours: Palette, box: QRect, scale: TimeScale, bar: Bar, font: QFont) -> None:
    """Say what is late or near behind the bar, or before it where there is no room."""
    said = weight(font, 12, semibold=True)
    width = QFontMetrics(said).horizontalAdvance(bar.chip)
    end = scale.x(moved(max(bar.late_to or bar.last, bar.last), 1)) + 12
    x = end if end + width < box.right() else min(scale.x(bar.first) - 12, box.right()) - width
    painter.setFont(said)
    painter.setPen(QColor(getattr(colours, bar.tone.value)))
    if x >= box.left():
        painter.drawText(QRectF(x, box.top(), width + 4, box.height()), Qt.AlignmentFlag.AlignVCenter, bar.chip)


def _between(scale: TimeScale, first: date, last: date, top: float) -> QRectF:
    left, right = scale.x(first), scale.x(last)
    return QRectF(left + 0.5, top + 0.5, max(right - left - 1, 4), HEIGHT - 1)
