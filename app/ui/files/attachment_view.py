"""Shows one attachment from memory: a PDF page by page, a picture, a text as text, or that it is kept and not shown.

It never is a file, unless an officer lets it out: for a reason, recorded, with a second officer where its marking asks.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.core.errors import PraesidiumError
from app.core.i18n import N_
from app.core.ids import Id
from app.core.progress import Cancel, Progress
from app.models.rules.media import PICTURES, Media, text_of
from app.services.cases.attachments import Content, read_attachment
from app.ui.kit.kit import Kit
from app.ui.kit.parts import label
from app.ui.kit.picture_process import Pixels, decode_picture
from app.ui.kit.preview import Preview
from app.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from app.services.desk import Desk

WIDTH, HEIGHT = 900, 600


class AttachmentView(Sheet):
    """Reads when it is opened. With `lets_out`, which opens what asks where to and why, it can be saved as a file."""

    def __init__(
        self, kit: Kit, desk: "Desk", parent: QWidget, attachment: Id, name: str,
        lets_out: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(kit, parent, name, "attachment_view", "", WIDTH)
        self._desk, self._attachment = desk, attachment
        self._message = label(kit.words(N_("Opening…")), "attachment_message", "quiet", wrap=True)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture = Picture(name)
        self._preview = Preview(kit, None, "attachment_pdf")
        self._text = QPlainTextEdit()
        self._text.setObjectName("attachment_text")
        self._text.setAccessibleName(name)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._pages = QStackedLayout()
        for page in (self._message, self._picture, self._preview, self._text):
            self._pages.addWidget(page)
        shown = QVBoxLayout()
        shown.addLayout(self._pages)
        self.body.addLayout(shown, 1)
        room = self.room()
        for page in (self._picture, self._preview, self._text):
            page.setMinimumHeight(min(HEIGHT, max(room.height() - 200, 0)))
        if lets_out is not None:
            save = self.add_button(kit.words(N_("Save as file…")), "attachment_save", lets_out)
            save.setIcon(kit.icons("download"))
        self.add_button(kit.words(N_("Close")), "attachment_close", self.reject)
        kit.jobs.read(self, lambda: read_attachment(desk, attachment), self._on_read, self._on_refused)

    def _on_read(self, content: Content) -> None:
        if content.media is Media.PDF:
            self._pages.setCurrentWidget(self._preview)
            self._preview.show_pdf(content.data, content.name)
        elif content.media in PICTURES:
            text = self.kit.words(N_("Opening a picture"))

            def decode(_progress: Progress, _cancel: Cancel) -> Pixels:
                return decode_picture(content.data)

            self.kit.jobs.run(self, text, decode, self._on_decoded, self._on_refused)
        elif (plain := text_of(content.data)) is not None:
            self._text.setPlainText(plain)
            self._pages.setCurrentWidget(self._text)
        else:
            said = N_("This kind of file is kept and carried along, but not shown here.")
            self._message.setText(self.kit.words(said))

    def _on_decoded(self, pixels: Pixels) -> None:
        self._picture.show_pixels(pixels)
        self._pages.setCurrentWidget(self._picture)

    def _on_refused(self, failure: BaseException) -> None:
        if not isinstance(failure, PraesidiumError):
            self.kit.door.show(failure, self)
        self._message.setText(self.kit.door.say(failure))


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
        return QSize(WIDTH - 60, HEIGHT - 60)

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
