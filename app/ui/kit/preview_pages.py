"""Pages of one PDF for the window: asked for by number and width, they arrive as pictures on the UI thread.

One worker thread a document asks `preview_process` and waits; what was asked for and is no longer wanted (it was
scrolled past) is not even begun.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Lock

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from app.core.errors import PraesidiumError
from app.ui.kit.preview_process import PdfProcess, Picture, PreviewStopped

WHOLE = -1


class PdfPages(QObject):
    """One PDF being shown. `close` ends its process and its thread; being destroyed does so too."""

    opened = Signal(object)
    """`Contents`: it can be shown."""
    drawn = Signal(int, int, QImage)
    """Page from 0, the width asked for, the picture."""
    told = Signal(int, str)
    """Page from 0, what it says."""
    refused = Signal(int, object)
    """Page from 0 or `WHOLE`, and the refusal."""
    _arrived = Signal(object)

    def __init__(self, pdf: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = PdfProcess(pdf)
        self._thread = ThreadPoolExecutor(1, "preview")
        self._wanted: set[tuple[int, int]] = set()
        self._lock = Lock()
        self._under_way = 0
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(partial(_end, self._process, self._thread))

    @property
    def idle(self) -> bool:
        """Tell whether nothing is being asked and every answer has arrived."""
        return not self._under_way

    def open(self) -> None:
        """Begin to read the document; `opened` or `refused` follows."""
        self._give(WHOLE, lambda: partial(self.opened.emit, self._process.contents()))

    def draw(self, page: int, width: int) -> None:
        """Ask for a picture of a page, `width` device pixels wide, unless it is asked for already."""
        with self._lock:
            if (page, width) in self._wanted:
                return
            self._wanted.add((page, width))
        self._give(page, partial(self._draw, page, width))

    def want_only(self, pages: set[tuple[int, int]]) -> None:
        """Forget what was asked for and not begun, but for `pages` with their widths."""
        with self._lock:
            self._wanted &= pages

    def tell(self, page: int) -> None:
        """Ask what a page says."""
        self._give(page, lambda: partial(self.told.emit, page, self._process.text(page)))

    def close(self) -> None:
        """End process and thread; nothing arrives any more."""
        if not self._closed:
            self._closed = True
            _end(self._process, self._thread)

    def _draw(self, page: int, width: int) -> Callable[[], object] | None:
        with self._lock:
            if (page, width) not in self._wanted:
                return None
        try:
            image = as_image(self._process.picture(page, width))
        finally:
            with self._lock:
                self._wanted.discard((page, width))
        return partial(self.drawn.emit, page, width, image)

    def _give(self, page: int, op: Callable[[], Callable[[], object] | None]) -> None:
        if self._closed:
            return
        self._under_way += 1

        def work() -> None:
            answer: Callable[[], object] | None
            try:
                answer = op()
            except PraesidiumError as refusal:
                stopped = isinstance(refusal, PreviewStopped) and not self._process.alive
                answer = partial(self.refused.emit, WHOLE if stopped else page, refusal)
            with suppress(RuntimeError):  # the window went away meanwhile
                self._arrived.emit(answer)

        self._thread.submit(work)

    def _on_arrived(self, answer: Callable[[], object] | None) -> None:
        self._under_way -= 1
        if answer is not None and not self._closed:
            answer()


def as_image(picture: Picture) -> QImage:
    """Return the pixels as an image of its own."""
    grey = len(picture.pixels) == picture.width * picture.height
    form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
    line = picture.width * (1 if grey else 4)
    return QImage(picture.pixels, picture.width, picture.height, line, form).copy()


def _end(process: PdfProcess, thread: ThreadPoolExecutor, *_: object) -> None:
    process.close()
    thread.shutdown(wait=True, cancel_futures=True)
