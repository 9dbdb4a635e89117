"""The photograph of a person beside the name; a sign where there is none, or while it is decoded elsewhere."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.progress import Cancel, Progress
from app.ui.files.picture import image_of
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID
from app.ui.kit.picture_process import Pixels, decode_picture

SIGN = 0.25
"""Part of the square that stays free on each side of the sign."""


class Portrait(QWidget):
    """`width` in pixels; a photograph is a fifth higher, a sign stands in a square."""

    def __init__(self, kit: Kit, name: str, width: int, jpeg: bytes | None = None) -> None:
        super().__init__()
        self._kit = kit
        self._image = QImage()
        self.setObjectName(name)
        self.setFixedSize(QSize(width, width if jpeg is None else width * 6 // 5))
        self._say(N_("no photo"))
        kit.theme.changed.connect(self.update)
        if jpeg is not None:
            data = jpeg

            def decode(_progress: Progress, _cancel: Cancel) -> Pixels:
                return decode_picture(data)

            kit.jobs.run(self, kit.words(N_("Opening a picture")), decode, self._on_decoded, self._on_refused)

    @property
    def shown(self) -> bool:
        """Tell whether there is a photograph to be seen."""
        return not self._image.isNull()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        around = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(self._kit.theme.palette.line))
        painter.setBrush(QColor(self._kit.theme.palette.sunken))
        painter.drawRoundedRect(around, GRID, GRID)
        if self.shown:
            path = QPainterPath()
            path.addRoundedRect(around, GRID, GRID)
            painter.setClipPath(path)
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
            return
        side = round(self.width() * SIGN)
        self._kit.icons("user", "secondary").paint(painter, self.rect().adjusted(side, side, -side, -side))

    def _on_decoded(self, pixels: Pixels) -> None:
        self._image = image_of(pixels)
        self._say(N_("Photograph"))
        self.update()

    def _on_refused(self, failure: BaseException) -> None:
        self.setToolTip(self._kit.door.say(failure))

    def _say(self, msgid: str) -> None:
        self.setAccessibleName(self._kit.words(msgid))
        self.setToolTip(self._kit.words(msgid))
