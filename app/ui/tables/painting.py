"""How a row of a long list is painted: one height for all, text on one line with what is cut shown on hover."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from app.ui.kit.kit import Kit
from app.ui.kit.level_bars import paint_bars
from app.ui.kit.parts import Tone
from app.ui.kit.theme import weight
from app.ui.tables.cell_painting import LINE, PAD_X, UNDER
from app.ui.tables.chip import paint_chip
from app.ui.tables.rows import Cell

if TYPE_CHECKING:
    from app.ui.tables.paged_model import PagedModel

ONE_LINE, TWO_LINES = 33, 53
BARS = 44
"""Room of the bars of a level with the gap after them."""
Index = QModelIndex | QPersistentModelIndex


class LinePainter(QStyledItemDelegate):
    """Paints cells of a `PagedModel`; `two` tells whether rows are high enough for a second line."""

    def __init__(self, kit: Kit, view: QAbstractItemView, model: "PagedModel") -> None:
        super().__init__(view)
        self._kit, self._model = kit, model
        self.two = False

    @property
    def height(self) -> int:
        """Return the height of every row."""
        return TWO_LINES if self.two else ONE_LINE

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        cell = self._model.cell(index.row(), index.column())
        return QSize(self.width_of(cell, option.font) if cell is not None else 60, self.height)

    def width_of(self, cell: Cell, font: QFont) -> int:
        """Return how wide a column must be to show all of a cell."""
        chip = cell.tone is not None and cell.level is None
        first = QFontMetrics(weight(font, 12 if chip else 13, semibold=cell.strong or chip)).horizontalAdvance(
            cell.text
        )
        under = QFontMetrics(weight(font, 12)).horizontalAdvance(cell.under)
        extra = (19 if chip else 0) + (BARS if cell.level is not None else 0)
        return max(first + extra, under if self.two else 0) + 2 * PAD_X + 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, box = self._kit.theme.palette, QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(colours.accent_soft if chosen else colours.surface))
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus and chosen:
            painter.setPen(QPen(QColor(colours.accent)))
            painter.drawRect(box.adjusted(0, 0, -1, -2))
        cell = self._model.cell(index.row(), index.column())
        inner = box.adjusted(PAD_X, 6, -PAD_X, -6)
        if cell is None:
            painter.setBrush(QColor(colours.sunken))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(inner.left(), inner.top() + 5, min(inner.width(), 90), 9), 4, 4)
        else:
            self._cell(painter, inner, cell, option.font)
        painter.restore()

    def helpEvent(  # noqa: N802 - Qt's name
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        cell = self._model.cell(index.row(), index.column()) if index.isValid() else None
        if event.type() == QEvent.Type.ToolTip and cell is not None:
            cut = self.width_of(cell, option.font) > option.rect.width()
            lines = "\n".join(part for part in (cell.text, cell.under) if part)
            QToolTip.showText(event.globalPos(), lines if cut else "", view)
            return True
        return super().helpEvent(event, view, option, index)

    def _cell(self, painter: QPainter, inner: QRect, cell: Cell, base: QFont) -> None:
        colours = self._kit.theme.palette
        first = QRect(inner.left(), inner.top(), inner.width(), LINE)
        if cell.level is not None:
            bars = QColor(colours.text)
            paint_bars(painter, QRectF(first.left(), first.top() + 3, 35, 14), cell.level, bars)
            first.adjust(BARS, 0, 0, 0)
        if cell.tone is not None and cell.text and cell.level is None:
            paint_chip(painter, colours, first, cell.text, cell.tone, base)
        else:
            painter.setPen(QColor(colours.text))
            _line(painter, weight(base, 13, semibold=cell.strong), cell.text, first)
        if cell.under and self.two:
            late = cell.level is not None and cell.tone in (Tone.RED, Tone.AMBER)
            painter.setPen(QColor(getattr(colours, cell.tone.value) if late and cell.tone else colours.secondary))
            under = QRect(inner.left(), inner.top() + LINE + 1, inner.width(), UNDER)
            _line(painter, weight(base, 12), cell.under, under)


def _line(painter: QPainter, font: QFont, text: str, box: QRect) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
