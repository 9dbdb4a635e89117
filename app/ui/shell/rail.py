"""The rail at the left: one line for each room of the house, with what is in it and in red what is overdue there.

Arrow keys walk it, Alt+1 to Alt+9 go straight. Narrow windows see the icons only; the names are then their tool tips.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.keys import key_text
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, rule
from app.ui.kit.theme import weight
from app.ui.shell.entries import Entry
from app.ui.shell.roomy import Upright

WIDE, NARROW = 208, 56
CLOSER = -0.3
"""Pixels between letters of a long name beside a number of three digits."""
LINE = 32
ICON = 16
TEXT = 32
"""Pixels from the left of a line to its name."""


class Counted(Protocol):
    """What stands right in a line, as a service counts it (`app.services.lists.counts`)."""

    @property
    def number(self) -> int: ...
    @property
    def late(self) -> bool: ...
    @property
    def more(self) -> bool: ...


class Rail(QWidget):
    """The lines. `chosen` names the screen that was asked for."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(kit.words(N_("Rooms of the house")))
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lines: dict[str, RailLine] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID, GRID, GRID, GRID)
        box.setSpacing(2)
        for number, entry in enumerate(entries, 1):
            if entry.apart and self._lines:
                box.addSpacing(6)
                box.addWidget(rule())
                box.addSpacing(6)
            line = RailLine(kit, entry, f"Alt+{number}" if number < 10 else "")
            line.clicked.connect(lambda _=False, screen=entry.screen: self.chosen.emit(screen))
            line.walked.connect(self._on_walked)
            self._lines[entry.screen] = line
            box.addWidget(line)
        box.addStretch(1)
        self.set_narrow(False)

    def show_chosen(self, screen: str) -> None:
        """Mark the line of the screen in front; none where it belongs to none."""
        for name, line in self._lines.items():
            line.setChecked(name == screen)

    def show_counts(self, counts: Mapping[str, Counted]) -> None:
        """Show what is in each room."""
        for name, line in self._lines.items():
            line.show_count(counts.get(name))

    def set_narrow(self, narrow: bool) -> None:
        """Show the icons only, or icons and names."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        for line in self._lines.values():
            line.set_narrow(narrow)

    def _on_walked(self, step: int) -> None:
        lines = list(self._lines.values())
        here = next((at for at, line in enumerate(lines) if line.hasFocus()), 0)
        lines[(here + step) % len(lines)].setFocus(Qt.FocusReason.TabFocusReason)


class RailLine(QAbstractButton):
    """One line. It paints itself: icon, name, number."""

    walked = Signal(int)

    def __init__(self, kit: Kit, entry: Entry, shortcut: str) -> None:
        super().__init__()
        self._kit, self._entry = kit, entry
        self._name = kit.words(entry.word)
        self._key = key_text(shortcut, kit.words) if shortcut else ""
        self._count: Counted | None = None
        self._narrow = False
        self.setObjectName(f"rail_{entry.screen}")
        self.setText(self._name)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(LINE)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name_aloud()

    def show_count(self, count: Counted | None) -> None:
        """Show a number, None for none."""
        self._count = count
        self._name_aloud()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only."""
        self._narrow = narrow
        self._name_aloud()
        self.update()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Leave the mark to whoever knows which screen is in front."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(NARROW - 2 * GRID if self._narrow else WIDE - 2 * GRID, LINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        colours = self._kit.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        role = "accent" if self.isChecked() else "secondary"
        left = (self.width() - ICON) // 2 if self._narrow else 8
        self._kit.icons(self._entry.icon, role).paint(painter, QRect(left, (LINE - ICON) // 2, ICON, ICON))
        if self._narrow:
            if self._count is not None and self._count.late:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.red))
                painter.drawEllipse(QRectF(left + ICON - 3, 5, 7, 7))
            return
        right = self._paint_count(painter)
        room = QRect(TEXT, 0, right - TEXT, LINE)
        painter.setFont(name_font(self.font(), self._name, room.width(), strong=self.isChecked()))
        painter.setPen(QColor(colours.accent if self.isChecked() else colours.text))
        text = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_ground(self, painter: QPainter) -> None:
        colours = self._kit.theme.palette
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(colours.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = colours.accent_soft if self.isChecked() else colours.sunken if self.underMouse() else colours.surface
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 6, 6)

    def _paint_count(self, painter: QPainter) -> int:
        """Paint the number at the right; return where the name must end."""
        right = self.width() - 8
        if self._count is None or (self._count.late and not self._count.number):
            return right
        colours = self._kit.theme.palette
        late = self._count.late
        painter.setFont(weight(self.font(), 13 if late else 12, semibold=late))
        painter.setPen(QColor(colours.red if late else colours.secondary))
        text = self._said(self._count)
        width = painter.fontMetrics().horizontalAdvance(text)
        room = QRect(right - width, 0, width, LINE)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        return right - width - 4

    def _said(self, count: Counted) -> str:
        number = self._kit.words.number(count.number)
        return f"{number}+" if count.more else number

    def _name_aloud(self) -> None:
        said = self._name
        if self._count is not None and (self._count.number or not self._count.late):
            number = self._said(self._count)
            late = self._kit.words(N_("{number} overdue"), number=number) if self._count.late else number
            said = f"{self._name}, {late}"
        self.setAccessibleName(said)
        self.setAccessibleDescription(self._key)
        self.setToolTip("\n".join(part for part in (said if self._narrow else "", self._key) if part))


def name_font(base: QFont, name: str, room: int, *, strong: bool) -> QFont:
    """Return how a name is written in `room` pixels: `strong`, lighter, or closer where it would be cut otherwise."""
    closer = weight(base, 13)
    closer.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, CLOSER)
    for one in (weight(base, 13, semibold=strong), weight(base, 13)):
        if QFontMetrics(one).horizontalAdvance(name) <= room:
            return one
    return closer


def beside(rail: Rail, content: QWidget) -> QHBoxLayout:
    """Return rail and content side by side with a hairline between them."""
    line = rule()
    line.setProperty("role", "upright")
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    made.addWidget(Upright(rail, "rail_room"))
    made.addWidget(line)
    made.addWidget(content, 1)
    return made
