"""The painting of the chart of levels: ground, head, lines, requests, and the names at the ends of the lines."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.theme import weight
from app.ui.screens.threat_file.level_courses import Course
from app.ui.screens.threat_file.level_marks import MarkButton
from app.ui.screens.threat_file.level_plan import AXIS, BAND, FOOT, HEIGHT, LABELS, LEVELS, REQUESTS, TOP, LevelPlan

BESIDE_NAMES = 30
"""Pixels of those of the names that are taken by a line's mark and what is left free around it."""
NAME_LINE, NAME_LINES = 15, 2
MOST_NAMED = 5
"""Lines up to which the name has two lines of text: the service, and what the line is about beneath it."""


class LevelPainter:
    """Paints one plan with one painter."""

    def __init__(self, kit: Kit, plan: LevelPlan, painter: QPainter, font: QFont) -> None:
        self._kit, self._plan, self._painter, self._font = kit, plan, painter, font
        self._scale = plan.scale()

    def paint(self) -> None:
        """Paint all of it."""
        colours, painter, plan, scale = self._kit.theme.palette, self._painter, self._plan, self._scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground()
        for step in plan.heads:
            start, end = scale.x(step.first), scale.x(step.until or plan.today)
            y = plan.y(step.analysis.level, plan.course_of(step))
            painter.fillRect(QRectF(start, y - 6, end - start, 12), QColor(colours.accent_soft))
            painter.setPen(QPen(QColor(colours.accent), 1))
            for edge in (y - 6, y + 6):
                painter.drawLine(QPointF(start, edge), QPointF(end, edge))
        for number, course in enumerate(plan.courses):
            self._course(number, course)
        self._questions()
        x = scale.x(plan.today)
        painter.setPen(QPen(QColor(colours.accent), 1))
        painter.drawLine(QPointF(x, 2), QPointF(x, HEIGHT - AXIS))
        self._names()

    def _ground(self) -> None:
        colours, words, painter = self._kit.theme.palette, self._kit.words, self._painter
        right = self._plan.right
        painter.setFont(weight(self._font, 12))
        for at, level in enumerate(LEVELS):
            y = round(self._plan.y(level, 0, spread=False)) + 0.5
            painter.setPen(QPen(QColor(colours.line)))
            painter.drawLine(QPointF(LABELS, y), QPointF(right, y))
            painter.setPen(QColor(colours.secondary))
            box = QRect(0, TOP + BAND * at, LABELS - 10, BAND)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, f"{int(level)} {words.enum(level)}")
        y = REQUESTS
        painter.drawText(QRect(0, y, LABELS - 10, FOOT), Qt.AlignmentFlag.AlignVCenter, words(N_("Requests")))
        scale, foot = self._scale, HEIGHT - AXIS
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(QPointF(LABELS, foot + 0.5), QPointF(right, foot + 0.5))
        said = words(N_("today"))
        here, room = scale.x(self._plan.today), QFontMetrics(painter.font()).horizontalAdvance(said)
        for tick in scale.ticks(right, words):
            width = QFontMetrics(painter.font()).horizontalAdvance(tick.text)
            painter.setPen(QPen(QColor(colours.line)))
            painter.drawLine(QPointF(tick.x, TOP), QPointF(tick.x, foot + 4))
            if tick.x + width < min(right, here - room / 2 - 6) or here + room / 2 + 6 < tick.x < right - width:
                painter.setPen(QColor(colours.secondary))
                painter.drawText(QPointF(tick.x, HEIGHT - 5), tick.text)
        painter.setFont(weight(self._font, 12, semibold=True))
        painter.setPen(QColor(colours.accent))
        painter.drawText(QPointF(here - room / 2, HEIGHT - 5), said)

    def _course(self, number: int, course: Course) -> None:
        colours, painter, scale = self._kit.theme.palette, self._painter, self._scale
        before: float | None = None
        for step in course.steps:
            y, start = self._plan.y(step.analysis.level, number), scale.x(step.first)
            end, ink = scale.x(step.until or self._plan.today), QColor(colours.text)
            stale = step.stale_after(self._plan.today)
            firm = scale.x(stale) if stale is not None else end
            painter.setPen(QPen(ink, 1))
            if before is not None:
                painter.drawLine(QPointF(start, before), QPointF(start, y))
            painter.setPen(QPen(ink, 2, c=Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(start, y), QPointF(firm, y))
            if stale is not None:
                painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine, c=Qt.PenCapStyle.FlatCap))
                painter.drawLine(QPointF(firm, y), QPointF(end, y))
            valid = step.analysis.valid_until
            if valid is not None and (step.until is None or valid < step.until):
                over = min(scale.x(valid), self._plan.right)
                painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
                if over > end:
                    painter.drawLine(QPointF(end, y), QPointF(over, y))
                painter.setPen(QPen(ink, 1))
                painter.drawLine(QPointF(over, y - 5), QPointF(over, y + 5))
            before = y

    def _questions(self) -> None:
        colours, painter, scale = self._kit.theme.palette, self._painter, self._scale
        y = REQUESTS + FOOT / 2
        for one in self._plan.questions:
            ink = QColor(colours.red if one.late else colours.secondary)
            style = Qt.PenStyle.SolidLine if one.answered else Qt.PenStyle.DashLine
            painter.setPen(QPen(ink, 1, style))
            end = scale.x(one.answered or max(self._plan.today, one.asked))
            painter.drawLine(QPointF(scale.x(one.asked), y), QPointF(end, y))
            if one.answered:
                painter.drawLine(QPointF(end, y - 4), QPointF(end, y + 4))

    def _names(self) -> None:
        """Write each line's name beside its end; names too near to each other are moved apart."""
        colours, painter = self._kit.theme.palette, self._painter
        painter.setFont(weight(self._font, 12))
        texts = texts_of(self._plan.courses)
        height = NAME_LINE * (NAME_LINES if len(texts) <= MOST_NAMED else 1)
        ends = sorted((self._plan.y(one.steps[-1].analysis.level, at), at) for at, one in enumerate(self._plan.courses))
        left, tops = self._plan.right + 12, _apart([y - height / 2 for y, _ in ends], height, HEIGHT)
        for top, (_, at) in zip(tops, ends, strict=True):
            shape = QRectF(left, top + NAME_LINE / 2 - 5, 10, 10)
            MarkButton.paint_shape(painter, shape, at, QColor(colours.text), hollow=False)
            for number, text in enumerate(texts[at]):
                painter.setPen(QColor(colours.secondary if number else colours.text))
                room = QRect(left + 16, round(top) + NAME_LINE * number, self._plan.names - BESIDE_NAMES, NAME_LINE)
                metrics = painter.fontMetrics()
                shown = in_short(text) if metrics.horizontalAdvance(text) > room.width() else text
                said = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, said)


def texts_of(courses: Sequence[Course]) -> list[list[str]]:
    """Return what is written beside each line."""
    texts = [[one.service, one.about] for one in courses]
    return [[" · ".join(pair)] for pair in texts] if len(texts) > MOST_NAMED else texts


def _apart(tops: Sequence[float], height: float, room: float) -> Sequence[float]:
    """Move what stands at these heights apart, downward, and up again where room ends."""
    found: list[float] = []
    for top in tops:
        found.append(max(top, found[-1] + height) if found else max(top, 0))
    most = room
    for at in reversed(range(len(found))):
        most -= height
        found[at] = min(found[at], most)
        most = found[at]
    return found


def in_short(name: str) -> str:
    """Return what a name says in brackets at its end, which is what all call it; else the name."""
    short = name.rpartition("(")[2]
    return short[:-1] if "(" in name and short.endswith(")") and len(short) > 1 else name
