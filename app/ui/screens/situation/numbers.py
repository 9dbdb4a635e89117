"""A big number that opens its list: how many of a kind, in red where some are late."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from app.services.situation import Count, NeedKind
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Tone
from app.ui.kit.theme import weight
from app.ui.screens.situation.painting import WRAPPED, lines_of
from app.ui.screens.situation.wording import count_tone, kind_text

HEIGHT = 94
ASIDE = 22
"""Pixels of a card that its words do not get."""
LINES = 2
NARROWEST, WIDEST = 96, 320
BETWEEN = 12


class NumberCard(QAbstractButton):
    """A card one presses. It stays pressed while its list is shown."""

    def __init__(self, kit: Kit, kind: NeedKind) -> None:
        super().__init__()
        self._kit, self.kind = kit, kind
        self._count = Count()
        self.setObjectName(f"number_{kind.value}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        kit.theme.changed.connect(self.update)
        self.show_count(Count())

    def show_count(self, count: Count) -> None:
        """Show another number."""
        self._count = count
        said = f"{count} {kind_text(self._kit.words, self.kind, count)}"
        self.setText(said)
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(176, HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(NARROWEST, HEIGHT)

    def needs(self) -> int:
        """Return the width in which its words stand whole on two lines."""
        font, said = weight(self.font(), 12), kind_text(self._kit.words, self.kind, self._count)
        longest = max(QFontMetrics(font).horizontalAdvance(word) for word in said.split()) + 1
        least = max(NARROWEST, longest + ASIDE)
        widths = range(least, WIDEST, 4)
        return next((width for width in widths if lines_of(font, said, width - ASIDE) <= LINES), WIDEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        colours = self._kit.theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(colours.accent if strong else colours.line), 2 if self.hasFocus() else 1))
        ground = colours.accent_soft if self.isChecked() else colours.surface
        painter.setBrush(QColor(colours.sunken if self.underMouse() and not self.isChecked() else ground))
        edge = 1 if self.hasFocus() else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), GRID, GRID)
        painter.setFont(weight(self.font(), 26, semibold=True))
        painter.setPen(QColor(getattr(colours, self._ink())))
        painter.drawText(QRect(14, 11, self.width() - 28, 36), int(Qt.AlignmentFlag.AlignVCenter), str(self._count))
        painter.setFont(weight(self.font(), 12))
        painter.setPen(QColor(colours.text))
        said = kind_text(self._kit.words, self.kind, self._count)
        painter.drawText(QRect(14, 48, self.width() - ASIDE, 40), WRAPPED, said)

    def _ink(self) -> str:
        if not self._count.number:
            return "secondary"
        tone = count_tone(self.kind, self._count)
        return "text" if tone is Tone.PLAIN else tone.value


class Numbers(QWidget):
    """The cards side by side; in as many rows as it takes for the words of each to stand whole."""

    def __init__(self, cards: Sequence[NumberCard]) -> None:
        super().__init__()
        self.setObjectName("numbers")
        self._cards, self._columns = tuple(cards), 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(BETWEEN)
        self.arrange()

    def arrange(self) -> None:
        """Put the cards into rows anew: the room or the words changed."""
        most, need = len(self._cards), max(card.needs() for card in self._cards)
        fits = (self.width() + BETWEEN) // (need + BETWEEN)
        columns = next((count for count in (most, most // 2, most // 3) if count <= fits), 1)
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // columns, at % columns)
        for column in range(most):
            self._grid.setColumnStretch(column, int(column < columns))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.arrange()
