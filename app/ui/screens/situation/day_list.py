"""The points of today and tomorrow, by their hour; what no measure covers is said in amber. Enter opens the visit."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.services.situation import Point
from app.ui.kit.kit import Kit
from app.ui.kit.theme import weight
from app.ui.screens.situation.painting import LINE, SMALL_LINE, lines_of, paint_ground, paint_line, paint_wrapped
from app.ui.screens.situation.wording import point_day_is_today, point_detail, point_title

PAD_X, PAD_Y, TIME = 10, 6, 56
Line = Point | str
"""A point, or the word of a day above its points."""
AnyIndex = QModelIndex | QPersistentModelIndex


class DayModel(QAbstractTableModel):
    """Points with a word before each day."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._lines: list[Line] = []

    def put(self, points: Sequence[Point], today: date) -> None:
        """Show these."""
        words, ordinal = self._kit.words, today.toordinal()
        first = [point for point in points if point_day_is_today(point, ordinal)]
        later = [point for point in points if not point_day_is_today(point, ordinal)]
        self.beginResetModel()
        self._lines = [*first]
        if later:
            self._lines += [words.relative(today + timedelta(days=1), today), *later]
        self.endResetModel()

    def line(self, row: int) -> Line:
        """Return what stands in a row."""
        return self._lines[row]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        line, words = self._lines[index.row()], self._kit.words
        if isinstance(line, str):
            return line
        said = f"{words.time(line.starts)} {point_title(words, line)}"
        return " · ".join(filter(None, (said, point_detail(words, line))))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._lines[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class DayDelegate(QStyledItemDelegate):
    """Paints the hour in bold, what happens beside it, where beneath."""

    def __init__(self, kit: Kit, model: DayModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit, self._model = kit, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        colours, box = self._kit.theme.palette, QRect(option.rect)
        line, words = self._model.line(index.row()), self._kit.words
        font = option.font
        painter.save()
        paint_ground(painter, option, self.parent(), colours, edge=True)
        inner = box.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        if isinstance(line, str):
            paint_line(painter, inner, weight(font, 12, semibold=True), line, colours.secondary)
            painter.restore()
            return
        painter.setPen(QColor(colours.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        paint_line(painter, inner, weight(font, 13, semibold=True), words.time(line.starts), colours.text)
        beside = inner.adjusted(TIME, 0, 0, 0)
        title, body = point_title(words, line), weight(font, 13)
        paint_wrapped(painter, beside, body, title, colours.text)
        detail = point_detail(words, line)
        if detail:
            under = beside.adjusted(0, lines_of(body, title, beside.width()) * LINE, 0, 0)
            ink = colours.amber if line.uncovered else colours.secondary
            paint_wrapped(painter, under, weight(font, 12), detail, ink)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802 - Qt's name
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 300
        line, font = self._model.line(index.row()), option.font
        if isinstance(line, str):
            return QSize(width, SMALL_LINE + 2 * PAD_Y)
        room, words = width - 2 * PAD_X - TIME, self._kit.words
        height = lines_of(weight(font, 13), point_title(words, line), room) * LINE
        detail = point_detail(words, line)
        height += lines_of(weight(font, 12), detail, room) * SMALL_LINE if detail else 0
        return QSize(width, height + 2 * PAD_Y)


class DayList(QListView):
    """The list itself; as high as its points, up to the room there is."""

    opened = Signal(object, bool)
    """A point, and whether it is wanted in a tab of its own."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = DayModel(kit, self)
        self.setObjectName("day_points")
        self.setAccessibleName(kit.words("Today and tomorrow"))
        self.setModel(self._model)
        self.setItemDelegate(DayDelegate(kit, self._model, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda index: self._open(index, apart=False))
        kit.theme.changed.connect(self.viewport().update)

    def put(self, points: Sequence[Point], today: date) -> None:
        """Show these."""
        self._model.put(points, today)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        heights = (self.sizeHintForIndex(self._model.index(row, 0)).height() for row in range(self._model.rowCount()))
        return QSize(320, sum(heights))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, min(self.sizeHint().height(), 120))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex(), apart=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex, *, apart: bool) -> None:
        line = self._model.line(index.row())
        if not isinstance(line, str):
            self.opened.emit(line, apart)
