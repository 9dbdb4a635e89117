"""A card of the board of measures: what it says, and how it is painted in a column of any width.

What is long stands on more lines; a chip without room becomes a line of text, so that it is read whole.
"""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.ids import Id
from app.services.cases.worklists import MeasureRow
from app.ui.files.measures.measure_list import by_of, type_of, whom_of
from app.ui.files.wording import Decided, period_text, standing_chip
from app.ui.kit.kit import Kit
from app.ui.kit.palette import Palette
from app.ui.kit.parts import Tone
from app.ui.kit.theme import weight
from app.ui.tables.chip import CHIP, chip_width, paint_chip

NARROWEST = 80
"""Pixels of a card at least."""
BETWEEN, PAD = 6, 8
LINE, UNDER = 18, 17
MOST = 6
"""Lines of each text on a card: what is longer ends in an ellipsis, and the tool tip says it whole."""
STATE = 3
"""Which text of a card says how it stands, where no chip has room."""
Index = QModelIndex | QPersistentModelIndex


class Card:
    """What a card says: kind of measure, for whom, by whom, how it stands; `said` is all of it."""

    __slots__ = ("by", "chip", "key", "name", "said", "tone", "whom")

    def __init__(self, key: Id, name: str, whom: str, by: str, chip: str, tone: Tone, said: str) -> None:
        self.key, self.name, self.whom, self.by = key, name, whom, by
        self.chip, self.tone, self.said = chip, tone, said


def card_of(kit: Kit, line: MeasureRow, sheet: Decided, today: date) -> Card:
    """Return what the card of a measure says today."""
    words = kit.words
    chip, tone = standing_chip(words, line, today)
    name, whom, by = type_of(words, line), whom_of(words, line, sheet), by_of(words, line, sheet)
    said = ", ".join(part for part in (name, whom, by, period_text(words, line.course), chip) if part)
    return Card(line.id, name, whom, by, chip, tone, said)


class CardPainter(QStyledItemDelegate):
    """Paints `cards` in the column it is given for, each as high as its texts need there."""

    def __init__(self, kit: Kit, view: QListView, cards: Callable[[], Sequence[Card]]) -> None:
        super().__init__(view)
        self._kit, self._cards, self._view = kit, cards, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        card, width = self._cards()[index.row()], self._room()
        height = sum(line * len(lines) for _, line, lines in _texts(card, option.font, width))
        chip = CHIP if _fits(card, option.font, width) else 0
        return QSize(NARROWEST, height + chip + 3 + 2 * PAD + BETWEEN)

    def _room(self) -> int:
        """Return the width of a text: as beside a bar, or a card would be lower once there is none, and so on."""
        return self._view.width() - self._view.verticalScrollBar().sizeHint().width() - 2 * PAD

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, card = self._kit.theme.palette, self._cards()[index.row()]
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = picked and bool(option.state & QStyle.StateFlag.State_HasFocus)
        late = card.tone is Tone.RED
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -BETWEEN - 0.5)
        edge = colours.accent if focused else colours.red if late else colours.line
        painter.setPen(QPen(QColor(edge), 2 if focused else 1))
        painter.setBrush(QColor(colours.accent_soft if picked else colours.surface))
        painter.drawRoundedRect(box, 6, 6)
        inner = QRect(option.rect).adjusted(PAD, PAD - 1, -PAD, -PAD)
        inner.setWidth(self._room())
        for number, (font, line, lines) in enumerate(_texts(card, option.font, inner.width())):
            painter.setFont(font)
            painter.setPen(QColor(_ink(colours, card, number, picked=picked)))
            for text in lines:
                room = QRect(inner.left(), inner.top(), inner.width(), line)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
                inner.adjust(0, line, 0, 0)
        if _fits(card, option.font, inner.width()):
            inner.adjust(0, 3, 0, 0)
            paint_chip(painter, colours, QRect(inner.left(), inner.top(), inner.width(), CHIP), card.chip, card.tone,
                       option.font)  # fmt: skip
        painter.restore()


def _texts(card: Card, base: QFont, width: int) -> list[tuple[QFont, int, list[str]]]:
    """Return what stands on a card of this width: font, height of a line, lines. A chip that is too wide is a text."""
    small = weight(base, 12)
    texts = [(weight(base, 13, semibold=True), LINE, card.name), (small, UNDER, card.whom), (small, UNDER, card.by)]
    if not _fits(card, base, width):
        texts.append((weight(base, 12, semibold=True), UNDER, card.chip))
    return [(font, line, _lines(text, font, width)) for font, line, text in texts]


def _fits(card: Card, base: QFont, width: int) -> bool:
    """Tell whether the chip stands on a card of this width whole."""
    return chip_width(base, card.chip, card.tone) <= width


def _ink(colours: Palette, card: Card, number: int, *, picked: bool) -> str:
    """Return in which colour a text of a card is written: the last of four is a chip that became a text."""
    if number == STATE and card.tone is not Tone.PLAIN:
        return str(getattr(colours, card.tone.value))
    return colours.text if number in (0, STATE) or picked else colours.secondary


def _lines(text: str, font: QFont, width: int) -> list[str]:
    """Break a text into lines, the last ending in an ellipsis where there is more."""
    laid = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    laid.setTextOption(option)
    laid.beginLayout()
    begins: list[int] = []
    while len(begins) < MOST and (line := laid.createLine()).isValid():
        line.setLineWidth(width)
        begins.append(line.textStart())
    laid.endLayout()
    if not begins:
        return []
    last = QFontMetrics(font).elidedText(text[begins[-1] :].strip(), Qt.TextElideMode.ElideRight, width)
    return [*(text[one:other].strip() for one, other in pairwise(begins)), last]
