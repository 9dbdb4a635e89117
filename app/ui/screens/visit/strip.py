"""The day strip: one day from left to right, a row each for programme, legs and kinds of measure; gaps are hatched.

Each block is a button, so that it is reached by Tab, read aloud and explained by its tooltip; its text is cut with an
ellipsis where the block is too short, and shown whole below on demand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from functools import partial

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from app.ui.kit.kit import Kit
from app.ui.kit.theme import weight
from app.ui.kit.words import COUNTRY_TIME

FEWEST = 3
"""Signs below which a text that had to be cut is left out."""
LABELS = 168
HEAD = 33
ROW = 33
INSET = 4
SHORT = 40
"""Pixels up to which a block spends as little as can be on its edges."""
HOURS = (7, 23)
"""Shown at least from and to these hours."""


class Look(Enum):
    """How a block is drawn: a point of the programme, what serves it, what is not there, what was called off."""

    POINT = "point"
    SERVICE = "service"
    GAP = "gap"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, repr=False)
class Block:
    """Something between two moments. `detail` is all of it in words."""

    starts: datetime
    ends: datetime
    text: str
    detail: str
    look: Look
    uid: bytes | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One line of the strip."""

    name: str
    blocks: Sequence[Block]


class DayStrip(QWidget):
    """Shows one day; `picked` tells which block was pressed."""

    picked = Signal(object)

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._day: date | None = None
        self._rows: Sequence[Row] = ()
        self._blocks: list[tuple[int, Block, _BlockButton]] = []
        self._hours = HOURS
        kit.theme.changed.connect(self.update)

    def show_day(self, day: date, rows: Sequence[Row]) -> None:
        """Show these rows of one day; what begins before or ends after it is drawn up to its edges."""
        self._day, self._rows = day, rows
        for _, _, made in self._blocks:
            made.hide()
            made.deleteLater()
        self._blocks = []
        inside = [block for row in rows for block in row.blocks if on_day(block, day)]
        self._hours = _hours(day, [one for one in inside if one.look is Look.POINT])
        for number, row in enumerate(rows):
            for block in row.blocks:
                if on_day(block, day):
                    made = _BlockButton(self._kit, block, self, f"{self.objectName()}_{len(self._blocks)}")
                    made.setAccessibleName(f"{row.name}: {block.detail}")
                    made.clicked.connect(partial(self._on_clicked, block))
                    made.show()
                    self._blocks.append((number, block, made))
        self.setFixedHeight(HEAD + ROW * len(rows) + 1)
        self.setAccessibleName(self._kit.words.long_date(day))
        self._place()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(900, HEAD + ROW * max(1, len(self._rows)) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = (event.pos().y() - HEAD) // ROW
            if event.pos().x() < LABELS and 0 <= at < len(self._rows):
                QToolTip.showText(event.globalPos(), self._rows[at].name, self)
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._day is None:
            return
        colours = self._kit.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line)))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        for number, row in enumerate(self._rows):
            y = HEAD + ROW * number
            same = number > 0 and self._rows[number - 1].name == row.name
            painter.drawLine(LABELS if same else 1, y, self.width() - 2, y)
        painter.drawLine(LABELS, 1, LABELS, self.height() - 2)
        self._paint_head(painter)
        painter.setPen(QColor(colours.text))
        painter.setFont(weight(self.font(), 12))
        for number, row in enumerate(self._rows):
            if number and self._rows[number - 1].name == row.name:
                continue
            box = QRect(10, HEAD + ROW * number, LABELS - 16, ROW)
            text = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_head(self, painter: QPainter) -> None:
        colours = self._kit.theme.palette
        painter.setFont(weight(self.font(), 12, semibold=True))
        painter.setPen(QColor(colours.text))
        day = self._day or date.min
        painter.drawText(QRect(10, 0, LABELS - 16, HEAD), Qt.AlignmentFlag.AlignVCenter, _short(self._kit, day))
        painter.setFont(weight(self.font(), 12))
        painter.setPen(QColor(colours.secondary))
        first, last = self._hours
        step = 1 if self.width() - LABELS > (last - first) * 44 else 2
        for hour in range(first, last, step):
            x = self._x_of_hour(hour)
            painter.drawText(QRect(int(x) + 4, 0, 60, HEAD), Qt.AlignmentFlag.AlignVCenter, f"{hour}:00")

    def _x_of_hour(self, hour: float) -> float:
        first, last = self._hours
        return LABELS + (self.width() - LABELS - 8) * (hour - first) / (last - first)

    def _place(self) -> None:
        if self._day is None:
            return
        for number, block, made in self._blocks:
            left = self._x_of_hour(_hour(block.starts, self._day, self._hours))
            right = self._x_of_hour(_hour(block.ends, self._day, self._hours))
            top = HEAD + ROW * number + INSET
            made.setGeometry(round(left) + 1, top, max(18, round(right - left) - 1), ROW - 2 * INSET)

    def _on_clicked(self, block: Block) -> None:
        self.picked.emit(block)


class _BlockButton(QAbstractButton):
    def __init__(self, kit: Kit, block: Block, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._kit, self._block = kit, block
        self.setObjectName(name)
        self.setToolTip(block.detail)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        colours, look = self._kit.theme.palette, self._block.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground, edge, ink = {
            Look.POINT: (colours.accent_soft, colours.accent, colours.text),
            Look.SERVICE: (colours.sunken, colours.line, colours.text),
            Look.GAP: (colours.amber_soft, colours.amber, colours.amber),
            Look.CANCELLED: (colours.surface, colours.line, colours.secondary),
        }[look]
        pen = QPen(QColor(edge), 2 if self.hasFocus() else 1)
        if look in (Look.GAP, Look.CANCELLED):
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 4, 4)
        if look is Look.GAP:
            hatch = QBrush(QColor(colours.amber), Qt.BrushStyle.BDiagPattern)
            painter.setOpacity(0.25)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hatch)
            painter.drawRoundedRect(box, 4, 4)
            painter.setOpacity(1)
        painter.setPen(QColor(ink))
        font = weight(self.font(), 12, semibold=look is Look.GAP)
        font.setStrikeOut(look is Look.CANCELLED)
        painter.setFont(font)
        room = self.rect().adjusted(7, 0, -4, 0) if self.width() > SHORT else self.rect().adjusted(4, 0, -2, 0)
        text = painter.fontMetrics().elidedText(self._block.text, Qt.TextElideMode.ElideRight, room.width())
        if text != self._block.text and len(text) < FEWEST:
            text = ""  # a dot or two say nothing; the whole stands in the tip
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def on_day(block: Block, day: date) -> bool:
    """Tell whether anything of a block lies on a day."""
    starts, ends = block.starts.astimezone(COUNTRY_TIME), block.ends.astimezone(COUNTRY_TIME)
    return starts.date() <= day and (ends.date() > day or (ends.date() == day and ends > _midnight(day)))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=COUNTRY_TIME)


def _hours(day: date, points: Sequence[Block]) -> tuple[int, int]:
    first, last = HOURS
    for block in points:
        starts = block.starts.astimezone(COUNTRY_TIME)
        ends = block.ends.astimezone(COUNTRY_TIME)
        first = min(first, starts.hour if starts.date() == day else 0)
        last = max(last, 24 if ends.date() > day else ends.hour + bool(ends.minute))
    return first, last


def _hour(moment: datetime, day: date, hours: tuple[int, int]) -> float:
    passed = (moment.astimezone(COUNTRY_TIME) - _midnight(day)) / timedelta(hours=1)
    return min(max(passed, hours[0]), hours[1])


def _short(kit: Kit, day: date) -> str:
    name = kit.words.locale.dayName(day.isoweekday(), kit.words.locale.FormatType.ShortFormat)
    return f"{name} {kit.words.short_date(day)}"
