"""How a cell of a short list is painted: bars of a level, a chip or a text, one more beneath, wrapped and never cut."""

import re
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui.kit.kit import Kit
from app.ui.kit.level_bars import paint_bars
from app.ui.kit.parts import Tone
from app.ui.kit.theme import weight
from app.ui.tables.chip import CHIP, paint_chip

PAD_X, PAD_Y, LINE, UNDER = 10, 7, 20, 18
SURE = 2
"""Pixels of room within which a text is laid out to know whether it stands on one line."""
MOST_KNOWN = 4000
"""Texts whose length is remembered."""
TOGETHER = re.compile(r"(?<=\d) (?=[^\W\d_])|(?<=[^\W\d_]) (?=\d{4}\b)|(?<=[^\W\d_]\.) (?=\d{4}\b)")
"""Where no line ends: between a number and the word after it, `24 nov`, and between a month and its year."""
JOINED = re.compile(r"(?<=/)(?=\d)")
"""Where no line ends either: `24 h/24`, a reference."""
Index = QModelIndex | QPersistentModelIndex


class Shown(Protocol):
    """What a cell shows."""

    @property
    def text(self) -> str: ...
    @property
    def under(self) -> str: ...
    @property
    def tone(self) -> Tone | None: ...
    @property
    def strong(self) -> bool: ...
    @property
    def struck(self) -> bool: ...
    @property
    def level(self) -> int | None: ...


class CellPainter(QStyledItemDelegate):
    """Paints the cells of a table; `cell` gives what stands at a place."""

    def __init__(self, kit: Kit, parent: QTableView, cell: Callable[[Index], Shown]) -> None:
        super().__init__(parent)
        self._kit, self._cell, self._view = kit, cell, parent
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetricsF]] = {}
        self._advances: dict[tuple[tuple[int, bool], str], float] = {}
        """How long a text is on one line: the same names and words stand in most lines, and are asked at each fit."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, cell, box = self._kit.theme.palette, self._cell(index), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(colours.accent_soft if chosen else colours.surface))
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        if cell.level is not None:
            paint_bars(painter, QRectF(inner.left(), inner.top() + 3, 35, 14), cell.level, QColor(colours.text))
            inner.adjust(44, 0, 0, 0)
        if cell.tone is not None and cell.text:
            paint_chip(painter, colours, inner, cell.text, cell.tone, option.font)
            inner.adjust(0, CHIP + 2, 0, 0)
        else:
            font = weight(option.font, 13, semibold=cell.strong)
            font.setStrikeOut(cell.struck)
            painter.setPen(QColor(colours.text))
            inner.adjust(0, lay(font, cell.text, inner.width(), LINE, painter, inner), 0, 0)
        if cell.under:
            painter.setPen(QColor(colours.secondary))
            lay(weight(option.font, 12), cell.under, inner.width(), UNDER, painter, inner)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        width = self._view.columnWidth(index.column())
        return QSize(width, self.height(self._cell(index), width))

    def height(self, cell: Shown, width: int) -> int:
        """Return the height of a cell in a column of this width."""
        room = width - 2 * PAD_X - (44 if cell.level is not None else 0)
        height = CHIP if cell.tone is not None and cell.text else 0
        if not height:
            height = self._height((13, cell.strong), cell.text, room, LINE)
        if cell.under:
            height += self._height((12, False), cell.under, room, UNDER)
        return max(height, LINE) + 2 * PAD_Y

    def forget_fonts(self) -> None:
        """Measure anew: the font is another."""
        self._fonts.clear()
        self._advances.clear()

    def _height(self, key: tuple[int, bool], text: str, width: int, line: int) -> int:
        """Return the height of a text; most stand on one line, which is known without laying them out."""
        if not text:
            return 0
        if key not in self._fonts:
            font = weight(self._view.font(), key[0], semibold=key[1])
            self._fonts[key] = (font, QFontMetricsF(font))
        font, metrics = self._fonts[key]
        if "\n" not in text:
            if (key, text) not in self._advances:
                if len(self._advances) >= MOST_KNOWN:
                    self._advances.clear()
                self._advances[key, text] = metrics.horizontalAdvance(text)
            if self._advances[key, text] < width - SURE:
                return line
        return lay(font, text, width, line)


def lay(font: QFont, text: str, width: int, line: int, painter: QPainter | None = None, at: QRect | None = None) -> int:
    """Lay a text out in lines of `line` pixels, a long word broken rather than cut; draw it if there is a painter.

    Returns the height in pixels.
    """
    if not text:
        return 0
    height = 0
    for part in JOINED.sub("\N{WORD JOINER}", TOGETHER.sub("\N{NO-BREAK SPACE}", text)).split("\n"):
        laid = QTextLayout(part, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        laid.setTextOption(option)
        laid.beginLayout()
        while (one := laid.createLine()).isValid():
            one.setLineWidth(max(width, 20))
            one.setPosition(QPointF(0, height + (line - one.height()) / 2))
            height += line
        laid.endLayout()
        if painter is not None and at is not None:
            laid.draw(painter, QPointF(at.topLeft()))
    return height
