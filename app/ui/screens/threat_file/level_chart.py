"""The level over time: a stepped line per service and kind of threat, the head's level marked, requests as ticks below.

Nothing is told by colour alone: each line has a mark of its own shape and its name at its end, the head is the broad
one, what is out of date is dashed and hollow. Each analysis and request is a mark: Tab comes to the chart, the arrows
go from one mark to the next, each is read aloud whole; the widget says the course of each line in words.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.rules.level_history import Step
from app.ui.kit.kit import Kit
from app.ui.kit.theme import weight
from app.ui.screens.threat_file.level_courses import Course, Question
from app.ui.screens.threat_file.level_marks import ASKED, Mark, MarkButton
from app.ui.screens.threat_file.level_painter import BESIDE_NAMES, LevelPainter, texts_of
from app.ui.screens.threat_file.level_plan import FOOT, HEIGHT, REQUESTS, LevelPlan

NAMES, MOST_NAMES = 196, 240
"""Pixels at the right for the names of the lines: at least, and where one is longer."""


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
        self.setFixedHeight(HEIGHT)
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
        if self._today != date.min:
            LevelPainter(self._kit, self._plan(), QPainter(self), self.font()).paint()

    def _plan(self) -> LevelPlan:
        return LevelPlan(self._courses, self._heads, self._questions, self._today, self.width(), self._names)

    def _room_of_names(self) -> int:
        """Return the pixels that the names need whole, as far as they are given: German kinds of threat are long."""
        self.ensurePolished()
        metrics = QFontMetrics(weight(self.font(), 12), self)
        needed = max((metrics.horizontalAdvance(text) for pair in texts_of(self._courses) for text in pair), default=0)
        return min(max(NAMES, needed + BESIDE_NAMES + 2), MOST_NAMES)

    def _place(self) -> None:
        if not self._marks:
            return
        plan = self._plan()
        scale = plan.scale()
        levels = {one.analysis.id: one.analysis.level for course in self._courses for one in course.points}
        for made in self._marks:
            mark = made.mark
            level = levels.get(mark.uid)
            y = REQUESTS + FOOT / 2 if level is None else plan.y(level, mark.shape)
            made.stand_at(QPointF(scale.x(mark.day), y))

    def _renew_marks(self) -> None:
        for one in self._marks:
            one.reach(one is self.current())

    def _on_clicked(self, made: MarkButton) -> None:
        self.choose(made.mark.uid)
        self._renew_marks()
        self.picked.emit(made.mark.uid)
