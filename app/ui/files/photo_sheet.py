"""The photograph of a person: chosen, dropped or pasted, cut to a portrait, and encoded anew from its pixels alone.

The file itself is decoded by a process of its own (`picture_process`); what is kept is what the officer sees in the
frame and nothing else of it.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageWriter,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.core.progress import Cancel, Progress
from app.services.registers.photos import NoPhotograph, put_photo
from app.ui.files.picture import image_of
from app.ui.kit.kit import Kit
from app.ui.kit.picking import FilePick
from app.ui.kit.picture_process import PictureNotShown, PictureTooLarge, Pixels, decode_picture
from app.ui.kit.picture_wire import MAX_BYTES
from app.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from app.services.desk import Desk

PORTRAIT = QSize(500, 600)
"""Pixels of a photograph as it is kept: sharp on paper at 150 dots per inch, some 60 kB."""
QUALITY = 88
STEP = 0.02
"""How far an arrow key moves the frame, of the picture's longer side."""
ZOOM = 1.1
SMALLEST = 0.15
"""The smallest frame, of the largest that fits."""


class PhotoSheet(Sheet):
    """Closes when the photograph is kept."""

    def __init__(self, kit: Kit, desk: "Desk", parent: QWidget, person: Id) -> None:
        words = kit.words
        hint = words(N_("Drag the frame over the face; the wheel or + and - make it smaller or larger."))
        super().__init__(kit, parent, words(N_("Photograph")), "photo_sheet", hint, 620)
        self._desk, self._person = desk, person
        self.pick = FilePick(kit, words(N_("Photograph")), words(N_("Pictures (*.jpg *.jpeg *.png *.webp)")))
        self.pick.picked.connect(self._on_picked)
        self._picked = 0
        """How often something was chosen: what was chosen before and decodes longer is not what stays."""
        self.setAcceptDrops(True)
        self.frame = Frame(words(N_("Frame of the photograph")))
        self.body.addWidget(self.pick)
        self.body.addWidget(self.frame, 1)
        self.add_cancel()
        self._keep = self.add_button(words(N_("Keep the photograph")), "keep_photo", self._on_keep, primary=True)
        self._keep.setEnabled(False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        self.pick.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        self.pick.dropEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Paste with the usual key wherever the keyboard is: nothing here is typed in."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pick.paste()
        else:
            super().keyPressEvent(event)

    def _on_picked(self) -> None:
        self.say("")
        self._keep.setEnabled(False)
        self._picked += 1
        path, bring = self.pick.path, self.pick.bring

        def decode(_progress: Progress, _cancel: Cancel) -> Pixels:
            try:
                if path is not None:
                    with path.open("rb") as stream:
                        found: bytes | None = stream.read(MAX_BYTES + 1)
                else:
                    found = bring()
            except OSError as error:
                raise NoPhotograph from error
            if found is not None and len(found) > MAX_BYTES:
                raise PictureTooLarge
            return decode_picture(found or b"")

        text, which = self.kit.words(N_("Opening a picture")), self._picked
        self.kit.jobs.run(self, text, decode, partial(self._on_decoded, which), partial(self._on_unread, which))

    def _on_decoded(self, which: int, pixels: Pixels) -> None:
        if which != self._picked:
            return
        self.frame.show_picture(image_of(pixels))
        self._keep.setEnabled(True)
        self.frame.setFocus()

    def _on_unread(self, which: int, failure: BaseException) -> None:
        if which == self._picked:
            self._on_failed(failure)

    def _on_keep(self) -> None:
        desk, person, jpeg = self._desk, self._person, self.frame.portrait()
        self._keep.setEnabled(False)
        self.kit.jobs.write(self, lambda: put_photo(desk, person, jpeg), lambda _made: self.accept(), self._on_failed)

    def _on_failed(self, failure: BaseException) -> None:
        if not isinstance(failure, PictureNotShown):
            self._keep.setEnabled(self.frame.has_picture)
        self.say(failure)


class Frame(QWidget):
    """A picture with a portrait's frame over it, moved and sized by mouse, wheel and keys."""

    moved = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photo_frame")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(300)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image = QImage()
        self._cut = QRectF()
        self._held: QPointF | None = None

    @property
    def has_picture(self) -> bool:
        """Tell whether there is anything to cut."""
        return not self._image.isNull()

    @property
    def cut(self) -> QRect:
        """Return what is cut out, in pixels of the picture."""
        return self._cut.toAlignedRect().intersected(self._image.rect())

    def show_picture(self, image: QImage) -> None:
        """Show a picture; the frame stands over its middle, a little above, where faces are."""
        self._image = image
        size = self._largest()
        left = (image.width() - size.width()) / 2
        top = min(max(0.0, image.height() * 0.4 - size.height() / 2), image.height() - size.height())
        self._put(QRectF(QPointF(left, top), size))

    def portrait(self) -> bytes:
        """Return what is in the frame as a JPEG."""
        cut = self._image.copy(self.cut)
        shown = cut.scaled(PORTRAIT, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"JPEG"))
        writer.setQuality(QUALITY)
        writer.write(shown.convertToFormat(QImage.Format.Format_RGB888))
        return bytes(held.data())

    def move_by(self, right: float, down: float) -> None:
        """Move the frame by pixels of the picture, as far as the picture goes."""
        self._put(self._cut.translated(right, down))

    def zoom(self, factor: float) -> None:
        """Make the frame larger or smaller about its middle."""
        most = self._largest()
        width = min(max(self._cut.width() * factor, most.width() * SMALLEST, 1.0), float(most.width()))
        height = min(max(width * PORTRAIT.height() / PORTRAIT.width(), 1.0), float(most.height()))
        middle = self._cut.center()
        self._put(QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = STEP * max(self._image.width(), self._image.height())
        moves = {
            Qt.Key.Key_Left: (-step, 0.0), Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step), Qt.Key.Key_Down: (0.0, step),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in moves:
            self.move_by(*moves[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1 / ZOOM)
        elif key is Qt.Key.Key_Minus:
            self.zoom(ZOOM)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        self.zoom(1 / ZOOM if event.angleDelta().y() > 0 else ZOOM)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._held is not None and self.has_picture:
            way = (event.position() - self._held) / self._scale()
            self._held = event.position()
            self.move_by(way.x(), way.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._held = None

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(560, 380)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        if not self.has_picture:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place, scale = self._place(), self._scale()
        painter.drawImage(place, self._image)
        shown = QRectF(place.topLeft() + self._cut.topLeft() * scale, self._cut.size() * scale)
        dim = QColor(0, 0, 0, 140)
        for side in (
            QRectF(place.left(), place.top(), place.width(), shown.top() - place.top()),
            QRectF(place.left(), shown.bottom(), place.width(), place.bottom() - shown.bottom()),
            QRectF(place.left(), shown.top(), shown.left() - place.left(), shown.height()),
            QRectF(shown.right(), shown.top(), place.right() - shown.right(), shown.height()),
        ):
            painter.fillRect(side, dim)
        painter.setPen(QPen(self.palette().highlight() if self.hasFocus() else QColor("white"), 2))
        painter.drawRect(shown)

    def _largest(self) -> QSizeF:
        size = PORTRAIT.scaled(self._image.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QSizeF(size.expandedTo(QSize(1, 1)))

    def _put(self, cut: QRectF) -> None:
        left = min(max(cut.left(), 0.0), self._image.width() - cut.width())
        top = min(max(cut.top(), 0.0), self._image.height() - cut.height())
        cut.moveTo(left, top)
        self._cut = cut
        self.update()
        self.moved.emit()

    def _scale(self) -> float:
        return self._place().width() / max(1, self._image.width())

    def _place(self) -> QRectF:
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())
