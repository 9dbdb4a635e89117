"""A big number that opens its list: how many of a kind, in red where some are late."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.services.situation import Count, NeedKind
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Tone
from app.ui.kit.theme import weight
from app.ui.screens.situation.painting import WRAPPED
from app.ui.screens.situation.wording import count_tone, kind_text

HEIGHT = 94


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
        return QSize(132, HEIGHT)

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
        painter.drawText(QRect(14, 48, self.width() - 22, 40), WRAPPED, said)

    def _ink(self) -> str:
        if not self._count.number:
            return "secondary"
        tone = count_tone(self.kind, self._count)
        return "text" if tone is Tone.PLAIN else tone.value
