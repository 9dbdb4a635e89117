"""The level over time: a stepped line per service and kind of threat, the head's level marked, requests as ticks below.

Nothing is told by colour alone: each line has a mark of its own shape and its name at its end, the head is the broad
one, what is out of date is dashed and hollow. Each analysis and request is a mark: Tab comes to the chart, the arrows
go from one mark to the next, each is read aloud whole; the widget says the course of each line in words.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import ThreatLevel
from app.models.rules.calendar_ends import moved
from app.models.rules.level_history import Step
from app.ui.files.measures.time_scale import TimeScale
from app.ui.kit.kit import Kit
from app.ui.kit.theme import weight
from app.ui.screens.threat_file.level_courses import Course, Question
from app.ui.screens.threat_file.level_marks import ASKED, Mark, MarkButton

LABELS, NAMES, MOST_NAMES = 124, 196, 240
"""Pixels at the left for the levels, at the right for the names of the lines: at least, and where one is longer."""
BESIDE_NAMES = 30
"""Pixels of those that are taken by a line's mark and what is left free around it."""
TOP, BAND, FOOT, AXIS = 8, 28, 24, 22
SPREAD = 5
"""Pixels between lines that stand on the same level."""
SHORTEST = 60
"""Days shown at least."""
LEVELS = tuple(reversed(ThreatLevel))
NAME_LINE, NAME_LINES = 15, 2
MOST_NAMED = 5
"""Lines up to which the name has two lines of text: the service, and what the line is about beneath it."""


class LevelChart(QWidget):
    """`put` shows; `picked` gives the id of the analysis or request that was gone to."""

    picked = Signal(bytes)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName("level_chart")
        self.setAccessibleName(kit.words(N_("Level over time")))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(TOP + BAND * len(LEVELS) + FOOT + AXIS)
        self._courses: Sequence[Course] = ()
        self._heads: Sequence[Step] = ()
        self._questions: Sequence[Question] = ()
        self._names = NAMES
        self._today = date.min
        """Before anything is shown."""
        self._marks: list[MarkButton] = []
        self._at: MarkButton | None = None
        kit.theme.changed.connect(self.update)

    def put(self, courses: Sequence[Course], heads: Sequence[Step], questions: Sequence[Question], today: date) -> None:
        """Show these lines and requests as they stand on `today`."""
        self._courses, self._heads, self._questions, self._today = courses, heads, questions, today
        self._names = self._room_of_names()
        for made in self._marks:
            made.hide()
            made.deleteLater()
        marks = [
            Mark(one.analysis.id, one.analysis.dated, number, one.said, hollow=one.stale)
            for number, course in enumerate(courses)
            for one in course.points
        ]
        marks += [Mark(one.uid, one.asked, ASKED, one.said, hollow=one.answered is None) for one in questions]
        marks.sort(key=lambda mark: (mark.day, mark.shape))
        self._marks = [MarkButton(self._kit, mark, self, f"level_mark_{at}") for at, mark in enumerate(marks)]
        for made in self._marks:
            made.clicked.connect(partial(self._on_clicked, made))
            made.show()
        self._at = self._marks[-1] if self._marks else None
        self.setAccessibleDescription(" ".join(course.said for course in courses))
        self._place()
        self.update()

    def choose(self, uid: Id | None) -> None:
        """Show the mark of this analysis or request as chosen; the arrows go on from there."""
        found = next((one for one in self._marks if one.mark.uid == uid), None)
        for one in self._marks:
            one.setChecked(one is found)
        self._at = found or self._at

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self._at is None:
            super().keyPressEvent(event)
            return
        at, last = self._marks.index(self._at), len(self._marks) - 1
        key = Qt.Key(event.key())
        ways = {
            Qt.Key.Key_Left: at - 1, Qt.Key.Key_Right: at + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
            Qt.Key.Key_Return: at, Qt.Key.Key_Enter: at, Qt.Key.Key_Space: at,
        }  # fmt: skip
        if key not in ways:
            super().keyPressEvent(event)
            return
        self._at = self._marks[min(max(ways[key], 0), last)]
        self._at.click()
        QAccessible.updateAccessibility(QAccessibleEvent(self._at, QAccessible.Event.Focus))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self._renew_marks()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self._renew_marks()

    def current(self) -> MarkButton | None:
        """Return the mark that the keyboard is at, while it is in the chart."""
        return self._at if self.hasFocus() else None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(900, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._today == date.min:
            return
        colours = self._kit.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        scale = self._scale()
        for step in self._heads:
            start, end = scale.x(step.first), scale.x(step.until or self._today)
            y = self._y(step.analysis.level, self._course_of(step))
            painter.fillRect(QRectF(start, y - 6, end - start, 12), QColor(colours.accent_soft))
            painter.setPen(QPen(QColor(colours.accent), 1))
            for edge in (y - 6, y + 6):
                painter.drawLine(QPointF(start, edge), QPointF(end, edge))
        for number, course in enumerate(self._courses):
            self._paint_course(painter, scale, number, course)
        self._paint_questions(painter, scale)
        x = scale.x(self._today)
        painter.setPen(QPen(QColor(colours.accent), 1))
        painter.drawLine(QPointF(x, 2), QPointF(x, self.height() - AXIS))
        self._paint_names(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        colours, words = self._kit.theme.palette, self._kit.words
        right = self.width() - self._names
        painter.setFont(weight(self.font(), 12))
        for at, level in enumerate(LEVELS):
            y = round(self._y(level, 0, spread=False)) + 0.5
            painter.setPen(QPen(QColor(colours.line)))
            painter.drawLine(QPointF(LABELS, y), QPointF(right, y))
            painter.setPen(QColor(colours.secondary))
            box = QRect(0, TOP + BAND * at, LABELS - 10, BAND)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, f"{int(level)} {words.enum(level)}")
        y = TOP + BAND * len(LEVELS)
        painter.drawText(QRect(0, y, LABELS - 10, FOOT), Qt.AlignmentFlag.AlignVCenter, words(N_("Requests")))
        scale, foot = self._scale(), self.height() - AXIS
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(QPointF(LABELS, foot + 0.5), QPointF(right, foot + 0.5))
        said = words(N_("today"))
        here, room = scale.x(self._today), QFontMetrics(painter.font()).horizontalAdvance(said)
        for tick in scale.ticks(right, words):
            width = QFontMetrics(painter.font()).horizontalAdvance(tick.text)
            painter.setPen(QPen(QColor(colours.line)))
            painter.drawLine(QPointF(tick.x, TOP), QPointF(tick.x, foot + 4))
            if tick.x + width < min(right, here - room / 2 - 6) or here + room / 2 + 6 < tick.x < right - width:
                painter.setPen(QColor(colours.secondary))
                painter.drawText(QPointF(tick.x, self.height() - 5), tick.text)
        painter.setFont(weight(self.font(), 12, semibold=True))
        painter.setPen(QColor(colours.accent))
        painter.drawText(QPointF(here - room / 2, self.height() - 5), said)

    def _paint_course(self, painter: QPainter, scale: TimeScale, number: int, course: Course) -> None:
        colours = self._kit.theme.palette
        before: float | None = None
        for step in course.steps:
            y, start = self._y(step.analysis.level, number), scale.x(step.first)
            end, ink = scale.x(step.until or self._today), QColor(colours.text)
            stale = step.stale_after(self._today)
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
                over = min(scale.x(valid), self.width() - self._names)
                painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
                if over > end:
                    painter.drawLine(QPointF(end, y), QPointF(over, y))
                painter.setPen(QPen(ink, 1))
                painter.drawLine(QPointF(over, y - 5), QPointF(over, y + 5))
            before = y

    def _paint_questions(self, painter: QPainter, scale: TimeScale) -> None:
        colours, y = self._kit.theme.palette, TOP + BAND * len(LEVELS) + FOOT / 2
        for one in self._questions:
            ink = QColor(colours.red if one.late else colours.secondary)
            style = Qt.PenStyle.SolidLine if one.answered else Qt.PenStyle.DashLine
            painter.setPen(QPen(ink, 1, style))
            end = scale.x(one.answered or max(self._today, one.asked))
            painter.drawLine(QPointF(scale.x(one.asked), y), QPointF(end, y))
            if one.answered:
                painter.drawLine(QPointF(end, y - 4), QPointF(end, y + 4))

    def _paint_names(self, painter: QPainter) -> None:
        """Write each line's name beside its end; names too near to each other are moved apart."""
        colours = self._kit.theme.palette
        painter.setFont(weight(self.font(), 12))
        texts = self._texts()
        height = NAME_LINE * (NAME_LINES if len(texts) <= MOST_NAMED else 1)
        ends = sorted((self._y(one.steps[-1].analysis.level, at), at) for at, one in enumerate(self._courses))
        left, tops = self.width() - self._names + 12, _apart([y - height / 2 for y, _ in ends], height, self.height())
        for top, (_, at) in zip(tops, ends, strict=True):
            shape = QRectF(left, top + NAME_LINE / 2 - 5, 10, 10)
            MarkButton.paint_shape(painter, shape, at, QColor(colours.text), hollow=False)
            for number, text in enumerate(texts[at]):
                painter.setPen(QColor(colours.secondary if number else colours.text))
                room = QRect(left + 16, round(top) + NAME_LINE * number, self._names - BESIDE_NAMES, NAME_LINE)
                metrics = painter.fontMetrics()
                shown = _in_short(text) if metrics.horizontalAdvance(text) > room.width() else text
                said = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, said)

    def _texts(self) -> list[list[str]]:
        """Return what is written beside each line."""
        texts = [[one.service, one.about] for one in self._courses]
        return [[" · ".join(pair)] for pair in texts] if len(texts) > MOST_NAMED else texts

    def _room_of_names(self) -> int:
        """Return the pixels that the names need whole, as far as they are given: German kinds of threat are long."""
        self.ensurePolished()
        metrics = QFontMetrics(weight(self.font(), 12), self)
        needed = max((metrics.horizontalAdvance(text) for pair in self._texts() for text in pair), default=0)
        return min(max(NAMES, needed + BESIDE_NAMES + 2), MOST_NAMES)

    def _scale(self) -> TimeScale:
        days = [one.analysis.dated for course in self._courses for one in course.points]
        days += [one.asked for one in self._questions]
        first = min([*days, self._today])
        ahead = [step.analysis.valid_until for one in self._courses for step in one.steps[-1:]]
        last = max([self._today, *days, *(day for day in ahead if day)])
        last = min(last, moved(max([self._today, *days]), max((self._today - first).days // 2, SHORTEST)))
        wide = max(2, (last - first).days // 30)
        first, last = moved(first, -max(SHORTEST - (last - first).days, wide)), moved(last, wide)
        return TimeScale(first, LABELS, (self.width() - self._names - LABELS) / max((last - first).days, 1))

    def _y(self, level: ThreatLevel, number: int, *, spread: bool = True) -> float:
        middle = TOP + BAND * (LEVELS.index(level) + 0.5)
        return middle + (SPREAD * (number - (len(self._courses) - 1) / 2) if spread else 0)

    def _course_of(self, step: Step) -> int:
        found = (at for at, one in enumerate(self._courses) for each in one.steps if each.analysis == step.analysis)
        return next(found, 0)

    def _place(self) -> None:
        if not self._marks:
            return
        scale = self._scale()
        levels = {one.analysis.id: one.analysis.level for course in self._courses for one in course.points}
        for made in self._marks:
            mark = made.mark
            level = levels.get(mark.uid)
            y = TOP + BAND * len(LEVELS) + FOOT / 2 if level is None else self._y(level, mark.shape)
            made.stand_at(QPointF(scale.x(mark.day), y))

    def _renew_marks(self) -> None:
        for one in self._marks:
            one.reach(one is self.current())

    def _on_clicked(self, made: MarkButton) -> None:
        self.choose(made.mark.uid)
        self._renew_marks()
        self.picked.emit(made.mark.uid)


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


def _in_short(name: str) -> str:
    """Return what a name says in brackets at its end, which is what all call it; else the name."""
    short = name.rpartition("(")[2]
    return short[:-1] if "(" in name and short.endswith(")") and len(short) > 1 else name
