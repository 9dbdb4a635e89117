"""The pages of a preview under one another, sharp at every zoom, drawn only where one looks."""

from collections import OrderedDict

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.preview_pages import PdfPages
from app.ui.kit.preview_process import Contents
from app.ui.kit.preview_wire import MAX_PIXELS, MAX_WIDTH
from app.ui.kit.scrolling import ScrolledDrawing

MARGIN, GAP = 24, 16
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
POINT = 96 / 72
"""Logical pixels a point at 100 %."""
KEPT_BYTES = 128 << 20
_TURN = Qt.KeyboardModifier.ControlModifier


class PageStrip(ScrolledDrawing):
    """Shows one `PdfPages` at a time. `zoom` None fits the width."""

    turned = Signal(int)
    """The page in front, from 0."""
    zoomed = Signal(float)
    """The scale now, 1.0 is life-size."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._pages: PdfPages | None = None
        self._contents = Contents(0, ())
        self._boxes: list[QRect] = []
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._said: dict[int, str] = {}
        self._zoom: float | None = None
        self._front = 0
        self.setObjectName("preview_strip")
        self.setFrameShape(ScrolledDrawing.Shape.NoFrame)
        self.setAccessibleName(kit.words(N_("Pages")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        kit.theme.changed.connect(self.viewport().update)

    @property
    def scale(self) -> float:
        """Return the scale in force, 1.0 is life-size."""
        if self._zoom is not None:
            return self._zoom
        widest = max((wide for wide, _ in self._contents.sizes), default=595.0)
        room = self.viewport().width() - 2 * MARGIN
        return min(max(room / (widest * POINT), STEPS[0]), STEPS[-1])

    @property
    def front(self) -> int:
        """Return the page in front, from 0."""
        return self._front

    @property
    def settled(self) -> bool:
        """Tell whether every page in sight stands there as sharp as it gets, or is refused."""
        return all(page in self._said or self._sharp(page) for page in self._in_sight())

    def show_pages(self, pages: PdfPages | None, contents: Contents) -> None:
        """Show another document from its beginning; None: nothing."""
        self._pages, self._contents = pages, contents
        self._kept.clear()
        self._said.clear()
        self._front = 0
        if pages is not None:
            pages.drawn.connect(self._on_drawn)
        self._lay()
        self.verticalScrollBar().setValue(0)
        self.turned.emit(0)

    def say_on(self, page: int, text: str) -> None:
        """Show a sentence where a page cannot be shown."""
        self._said[page] = text
        self.viewport().update()

    def set_zoom(self, zoom: float | None) -> None:
        """Take another scale; the page in front stays in front."""
        self._zoom = zoom
        self._relay()

    def step(self, by: int) -> None:
        """Zoom in or out by one step."""
        now = self.scale
        if by > 0:
            self.set_zoom(next((one for one in STEPS if one > now + 0.01), STEPS[-1]))
        else:
            self.set_zoom(next((one for one in reversed(STEPS) if one < now - 0.01), STEPS[0]))

    def go_to(self, page: int) -> None:
        """Bring a page (from 0) to the top."""
        if self._boxes:
            box = self._boxes[min(max(page, 0), len(self._boxes) - 1)]
            self.verticalScrollBar().setValue(box.top() - GAP)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self.viewport())
        colours = self._kit.theme.palette
        painter.fillRect(event.rect(), QColor(colours.sunken))
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page in self._in_sight():
            box = self._boxes[page].translated(-across, -down)
            painter.fillRect(box, Qt.GlobalColor.white)
            picture = self._kept.get(page)
            if picture is not None and self._sharp(page):
                picture.setDevicePixelRatio(self.viewport().devicePixelRatioF())
                painter.drawImage(box.topLeft(), picture)
            elif picture is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRectF(box), picture)
            painter.setPen(QPen(QColor(colours.line)))
            painter.drawRect(box.adjusted(-1, -1, 0, 0))
            if page in self._said:
                painter.setPen(QColor("#18212C"))  # the paper is white in both themes
                painter.drawText(box.adjusted(24, 24, -24, -24), _CENTRED, self._said[page])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._relay()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._ask()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if event.modifiers() & _TURN:
            self.step(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        match Qt.Key(event.key()):
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
            case Qt.Key.Key_Space:
                self.verticalScrollBar().triggerAction(self.verticalScrollBar().SliderAction.SliderPageStepAdd)
            case _:
                super().keyPressEvent(event)

    def _relay(self) -> None:
        """Lay the pages anew and stay where one was."""
        place = self.verticalScrollBar().value()
        box = self._boxes[self._front] if self._front < len(self._boxes) else QRect(0, 0, 1, 1)
        part = (place - box.top()) / max(box.height(), 1)
        self._lay()
        if self._front < len(self._boxes):
            now = self._boxes[self._front]
            self.verticalScrollBar().setValue(round(now.top() + part * now.height()))
        self.zoomed.emit(self.scale)

    def _lay(self) -> None:
        scale = self.scale * POINT
        sizes = [(round(wide * scale), round(high * scale)) for wide, high in self._contents.sizes]
        view = self.viewport().size()
        widest = max((wide for wide, _ in sizes), default=0)
        room = max(widest + 2 * MARGIN, view.width())
        self._boxes, top = [], GAP
        for wide, high in sizes:
            self._boxes.append(QRect((room - wide) // 2, top, wide, high))
            top += high + GAP
        self.verticalScrollBar().setRange(0, max(0, top - view.height()))
        self.verticalScrollBar().setPageStep(max(view.height() - 2 * GAP, 1))
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(0, room - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self._ask()
        self.viewport().update()

    def _in_sight(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [page for page, box in enumerate(self._boxes) if box.bottom() >= top and box.top() <= bottom]

    def _width(self, page: int) -> int:
        """Return how many device pixels a page is wide here, at most what is drawn at all."""
        box = self._boxes[page]
        wanted = min(round(box.width() * self.viewport().devicePixelRatioF()), MAX_WIDTH)
        most = (MAX_PIXELS * 0.9 * box.width() / max(box.height(), 1)) ** 0.5
        return max(1, min(wanted, int(most)))

    def _sharp(self, page: int) -> bool:
        return page in self._kept and abs(self._kept[page].width() - self._width(page)) <= 1

    def _ask(self) -> None:
        """Ask for what is in sight and the next page, and for nothing that was scrolled past."""
        if self._pages is None:
            return
        sight = self._in_sight()
        near = [*sight, *range(sight[-1] + 1, min(sight[-1] + 2, len(self._boxes)))] if sight else []
        wanted = {(page, self._width(page)) for page in near}
        self._pages.want_only(wanted)
        for page in near:
            if page not in self._said and not self._sharp(page):
                self._pages.draw(page, self._width(page))

    def _on_drawn(self, page: int, _width: int, picture: QImage) -> None:
        if self.sender() is not self._pages:
            return
        self._kept[page] = picture
        self._kept.move_to_end(page)
        while len(self._kept) > 1 and sum(one.sizeInBytes() for one in self._kept.values()) > KEPT_BYTES:
            self._kept.popitem(last=False)
        self.viewport().update()

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        front = max((page for page, box in enumerate(self._boxes) if box.top() <= middle), default=0)
        if front != self._front:
            self._front = front
            self.turned.emit(front)
        self._ask()
        self.viewport().update()


_CENTRED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
