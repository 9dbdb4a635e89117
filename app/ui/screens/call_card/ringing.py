"""Whom to ring, in order, with large numbers. The arrows choose a line, C or Enter copies its number."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.i18n import N_
from app.services.call_cards.cards import Ring
from app.ui.kit.kit import Kit
from app.ui.kit.theme import weight

PAD_X, PAD_Y, RANK = 10, 7, 28
SMALL_LINE, NUMBER_LINE = 18, 26
AnyIndex = QModelIndex | QPersistentModelIndex
LEFT_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
WRAPPED = LEFT_TOP | int(Qt.TextFlag.TextWordWrap)


class RingModel(QAbstractTableModel):
    """The lines in their order."""

    def __init__(self, kit: Kit, rings: Sequence[Ring], parent: QWidget) -> None:
        super().__init__(parent)
        self._kit, self._rings = kit, rings

    def ring(self, row: int) -> Ring:
        """Return the line of a row."""
        return self._rings[row]

    def who(self, row: int) -> str:
        """Return role and name of a row."""
        ring = self._rings[row]
        return " · ".join(filter(None, (ring.role.say(self._kit.words.language), ring.name)))

    def phone(self, row: int) -> str:
        """Return the number of a row, or that there is none."""
        return self._rings[row].phone or self._kit.words(N_("no number known"))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rings)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        return 0 if parent.isValid() else 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = index.row()
        around = "24/7" if self._rings[row].around_the_clock else ""
        return ", ".join(filter(None, (f"{row + 1}. {self.who(row)}", self.phone(row), around)))


class RingDelegate(QStyledItemDelegate):
    """Paints rank, who, and the number large."""

    def __init__(self, kit: Kit, model: RingModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit, self._model = kit, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        colours, box, row = self._kit.theme.palette, QRect(option.rect), index.row()
        ring, font = self._model.ring(row), option.font
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, QColor(colours.accent_soft if chosen else colours.surface))
        view = self.parent()
        if chosen and isinstance(view, QListView) and view.hasFocus():
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height() - 1), QColor(colours.accent))
        painter.setPen(QColor(colours.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        painter.setPen(QColor(colours.secondary))
        painter.setFont(weight(font, 13, semibold=True))
        painter.drawText(inner, LEFT_TOP, str(row + 1))
        beside = inner.adjusted(RANK, 0, 0, 0)
        painter.setFont(weight(font, 12))
        painter.drawText(beside, WRAPPED, self._model.who(row))
        under = beside.adjusted(0, self._who_height(font, row, beside.width()), 0, 0)
        large = weight(font, 18, semibold=True) if ring.phone else weight(font, 13)
        painter.setFont(large)
        painter.setPen(QColor(colours.text if ring.phone else colours.secondary))
        painter.drawText(under, LEFT_TOP, self._model.phone(row))
        if ring.around_the_clock:
            self._chip(painter, under, QFontMetrics(large).horizontalAdvance(self._model.phone(row)) + 10, font)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: N802 - Qt's name
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 300
        height = self._who_height(option.font, index.row(), width - 2 * PAD_X - RANK) + NUMBER_LINE
        return QSize(width, height + 2 * PAD_Y)

    def _who_height(self, font: Any, row: int, width: int) -> int:
        metrics = QFontMetrics(weight(font, 12))
        tall = metrics.boundingRect(QRect(0, 0, max(width, 1), 10_000), WRAPPED, self._model.who(row)).height()
        return max(1, round(tall / metrics.lineSpacing())) * SMALL_LINE

    def _chip(self, painter: QPainter, under: QRect, left: int, font: Any) -> None:
        colours = self._kit.theme.palette
        face = weight(font, 12)
        box = QRect(under.left() + left, under.top() + 3, QFontMetrics(face).horizontalAdvance("24/7") + 16, 20)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line)))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(box, 10, 10)
        painter.setPen(QColor(colours.text))
        painter.setFont(face)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "24/7")


class RingList(QListView):
    """The list itself, as high as its lines."""

    copied = Signal(str)
    """The number of the chosen line is wanted on the clipboard."""

    def __init__(self, kit: Kit, rings: Sequence[Ring], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RingModel(kit, rings, self)
        self.setObjectName("ring")
        self.setAccessibleName(kit.words("Whom to ring"))
        self.setModel(self._model)
        self.setItemDelegate(RingDelegate(kit, self._model, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda _index: self.copy())
        kit.theme.changed.connect(self.viewport().update)
        if rings:
            self.setCurrentIndex(self._model.index(0, 0))

    def copy(self) -> None:
        """Ask for the chosen number; the first that has one where the chosen line has none."""
        rings = [self._model.ring(row) for row in range(self._model.rowCount())]
        at = max(self.currentIndex().row(), 0)
        phone = next((ring.phone for ring in (*rings[at : at + 1], *rings) if ring.phone), "")
        if phone:
            self.copied.emit(phone.replace("\u00a0", " "))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        rows = range(self._model.rowCount())
        return QSize(320, sum(self.sizeHintForIndex(self._model.index(row, 0)).height() for row in rows))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.copy()
            return
        super().keyPressEvent(event)
