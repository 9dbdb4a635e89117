"""The rows of the timeline and the days above them: only what is in sight is painted.

Left and right move in time, plus and minus zoom, Home comes back to today.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.core.i18n import N_
from app.core.ids import Id
from app.ui.files.measures.gantt_bars import Bar, Group
from app.ui.files.measures.gantt_painting import paint_bar, paint_ground
from app.ui.files.measures.time_scale import Tick, TimeScale
from app.ui.kit.kit import Kit
from app.ui.kit.theme import weight
from app.ui.kit.words import day_of
from app.ui.tables.whole_lines import by_whole_lines, roll_smoothly

ROW, HEAD = 34, 32
NARROWEST = 190
SHARE = 0.28
TIME = 880
"""The names have this share of the width, and what the longest of them needs where so many pixels are left of time."""
PAD = 10
SURE = 4
"""Pixels more than a name is measured: letters are drawn on whole ones."""
FIRST_PER_DAY = 11.0
BEFORE_TODAY = 0.45
"""How far to the right today stands where nobody has moved."""
Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractTableModel):
    """Rows are groups and bars; the first column names them, the second is the time."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._heads = (kit.words(N_("Measure")), kit.words(N_("Period")))
        self.rows: Sequence[Bar | Group] = ()

    def put(self, groups: Sequence[Group]) -> None:
        self.beginResetModel()
        rows: list[Bar | Group] = []
        for group in groups:
            rows += (group, *group.bars)
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return one.key if isinstance(one, Bar) else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return one.said if isinstance(one, Bar) else one.name
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return one.said if isinstance(one, Bar) and index.column() else one.name
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None


class GanttTable(QTableView):
    """Rows of bars under the days; what the keys ask of time is told, for the buttons above do the same."""

    chosen = Signal(object)
    opened = Signal(object)
    moved = Signal(int)
    zoom_wanted = Signal(int)
    today_wanted = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.today = day_of(kit.clock.now())
        self._first: date | None = None
        """The first day in sight where one has moved; None: today decides."""
        self._per_day = FIRST_PER_DAY
        self._ticks: tuple[TimeScale, int, Sequence[Tick]] | None = None
        self._longest = 0
        """Pixels that the longest name of a bar takes."""
        self.setObjectName("gantt_table")
        self.setAccessibleName(kit.words(N_("Timeline of the measures")))
        self.bars = _Model(kit, self)
        self.setModel(self.bars)
        self.setItemDelegate(_Painter(kit, self))
        self.setHorizontalHeader(_Head(kit, self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW)
        by_whole_lines(self, QAbstractItemView.SelectionMode.SingleSelection)
        roll_smoothly(self)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(Qt.ItemDataRole.UserRole)))
        self.selectionModel().currentRowChanged.connect(self._on_current)
        kit.theme.changed.connect(self.viewport().update)

    @property
    def key(self) -> Id | None:
        found = self.selectionModel().selectedRows()
        return found[0].data(Qt.ItemDataRole.UserRole) if found else None

    @property
    def scale(self) -> TimeScale:
        """Return where the days lie."""
        first = self._first
        if first is None:
            first = self.today - timedelta(days=int(self._room * BEFORE_TODAY / self._per_day))
        return TimeScale(first, self._names, self._per_day)

    def ticks(self) -> Sequence[Tick]:
        """Return the days that are named, worded once for all rows of a place in time."""
        scale, right = self.scale, self.viewport().width()
        if self._ticks is None or self._ticks[:2] != (scale, right):
            self._ticks = scale, right, scale.ticks(right, self._kit.words)
        return self._ticks[2]

    @property
    def _names(self) -> int:
        width = self.viewport().width()
        return max(min(self._longest, max(round(width * SHARE), width - TIME)), NARROWEST)

    @property
    def _room(self) -> int:
        return max(self.viewport().width() - self._names, 1)

    def put(self, groups: Sequence[Group], today: date) -> None:
        before, self.today = self.key, today
        self.bars.put(groups)
        metrics = QFontMetrics(weight(self.font(), 13))
        self._longest = max((metrics.horizontalAdvance(one.name) for group in groups for one in group.bars), default=0)
        self._longest += 2 * PAD + SURE
        self.setColumnWidth(0, self._names)
        self.setColumnWidth(1, self._room)
        self.clearSpans()
        for at, one in enumerate(self.bars.rows):
            if isinstance(one, Group):
                self.setSpan(at, 0, 1, 2)
        self.choose(before)
        self._renew()

    def choose(self, key: Any) -> bool:
        rows = self.bars.rows
        at = next((at for at, one in enumerate(rows) if isinstance(one, Bar) and one.key == key), None)
        if at is None:
            return False
        if self.key != key:
            self.selectRow(at)
        return True

    def set_per_day(self, per_day: float) -> None:
        if self._first is not None:
            middle = self.scale.day_at(self._names + self._room / 2)
            self._first = middle - timedelta(days=int(self._room / 2 / per_day))
        self._per_day = per_day
        self._renew()

    def move_by(self, by: int) -> None:
        """Go a third of what is seen to the right (1) or to the left (-1)."""
        self._first = self.scale.first + timedelta(days=by * max(1, round(self._room / self._per_day / 3)))
        self._renew()

    def to_today(self) -> None:
        self._first = None
        self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.moved.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Minus:
                self.zoom_wanted.emit(1 if event.key() == Qt.Key.Key_Plus else -1)
            case Qt.Key.Key_Home:
                self.today_wanted.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.key is not None:
                self.opened.emit(self.key)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and (turn := event.angleDelta()):
            self.moved.emit(-1 if (turn.y() or turn.x()) > 0 else 1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.setColumnWidth(0, self._names)
        self.setColumnWidth(1, self._room)

    def _renew(self) -> None:
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def _on_current(self, current: Index, _before: Index) -> None:
        if current.isValid() and current.data(Qt.ItemDataRole.UserRole) is not None:
            self.chosen.emit(current.data(Qt.ItemDataRole.UserRole))


class _Head(QHeaderView):
    """Names the days over the bars."""

    def __init__(self, kit: Kit, table: GanttTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._kit, self._table = kit, table
        self.setObjectName("gantt_head")
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(HEAD)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        if section == 0:
            super().paintSection(painter, rect, section)
            return
        colours, words, scale = self._kit.theme.palette, self._kit.words, self._table.scale
        painter.save()
        painter.fillRect(rect, QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(weight(self.font(), 12, semibold=True))
        said, metrics = words(N_("today")), QFontMetrics(painter.font())
        width = metrics.horizontalAdvance(said)
        today = scale.x(self._table.today)
        seen = rect.left() <= today <= rect.right()
        if seen:
            painter.setPen(QColor(colours.accent))
            painter.drawText(QRect(round(today) + 4, 0, width + 4, HEAD), Qt.AlignmentFlag.AlignVCenter, said)
            painter.drawLine(round(today), HEAD // 2, round(today), HEAD)
        painter.setFont(weight(self.font(), 12))
        for tick in self._table.ticks():
            room = QFontMetrics(painter.font()).horizontalAdvance(tick.text)
            if seen and tick.x < today + width + 10 and tick.x + room + 6 > today:
                continue
            painter.setPen(QColor(colours.secondary))
            painter.drawText(QRect(round(tick.x) + 4, 0, room + 4, HEAD), Qt.AlignmentFlag.AlignVCenter, tick.text)
        painter.restore()


class _Painter(QStyledItemDelegate):
    def __init__(self, kit: Kit, table: GanttTable) -> None:
        super().__init__(table)
        self._kit, self._table = kit, table

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(60, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, box = self._kit.theme.palette, QRect(option.rect)
        one = self._table.bars.rows[index.row()]
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(box)
        ground = colours.sunken if isinstance(one, Group) else colours.accent_soft if picked else colours.surface
        painter.fillRect(box, QColor(ground))
        if isinstance(one, Bar) and index.column():
            scale = self._table.scale
            xs = [tick.x for tick in self._table.ticks()]
            painter.fillRect(box, QColor(colours.surface))
            paint_ground(painter, colours, box, xs, scale.x(self._table.today))
            paint_bar(painter, colours, box, scale, one, option.font)
        else:
            painter.setFont(weight(option.font, 12 if isinstance(one, Group) else 13, semibold=isinstance(one, Group)))
            painter.setPen(QColor(colours.text))
            inner = box.adjusted(PAD, 0, -PAD, 0)
            text = painter.fontMetrics().elidedText(one.name, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if picked and index.column() == 0 and option.state & QStyle.StateFlag.State_Active and self._table.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(box.adjusted(1, 1, 400, -2))
        painter.restore()
