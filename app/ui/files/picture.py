"""A picture shown from the pixels that another process decoded."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.picture_process import Pixels

WIDTH, HEIGHT = 840, 540


class Picture(QWidget):
    """A picture as large as there is room, never larger than it is."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image = QImage()

    @property
    def image(self) -> QImage:
        """Return what is shown."""
        return self._image

    def show_pixels(self, pixels: Pixels) -> None:
        """Show a decoded picture."""
        self._image = image_of(pixels)
        self.update()

    def place(self) -> QRect:
        """Return where the picture is painted."""
        size = self._image.size()
        shown = size.scaled(self.size().boundedTo(size), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - shown.width()) // 2, (self.height() - shown.height()) // 2
        return QRect(left, top, shown.width(), shown.height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if not self._image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.place(), QColor("white"))
            painter.drawImage(self.place(), self._image)


def image_of(pixels: Pixels) -> QImage:
    """Return decoded pixels as an image of its own memory."""
    shown = QImage(pixels.data, pixels.width, pixels.height, 3 * pixels.width, QImage.Format.Format_RGB888)
    return shown.copy()
