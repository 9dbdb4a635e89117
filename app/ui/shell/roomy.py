"""Room in a window that is lower or narrower than what it shows needs, as at 200 %: what does not fit scrolls.

Nothing in a window may push it beyond the monitor, where buttons at its foot would be out of reach.
"""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedLayout, QStackedWidget, QWidget

from app.ui.kit.scrolling import ScrollArea


class Roomy(ScrollArea):
    """Shows the page in front of `stack`, as large as there is room, never smaller than that page can be."""

    def __init__(self, stack: QStackedWidget, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(ScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(_Held(stack))
        self.viewport().setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, 0)


class _Held(QWidget):
    """Gives the stack its own size. It has no layout: Qt would ask one for the height it likes, not the least."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)
        stack.currentChanged.connect(lambda _at: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        page = self._stack.currentWidget()
        if page is None:
            return QSize(0, 0)
        least, layout = page.minimumSizeHint().expandedTo(page.minimumSize()), page.layout()
        if isinstance(layout, QStackedLayout) and (front := layout.currentWidget()) is not None:
            layout = front.layout()  # a stack, too, is asked for the height it likes
        if layout is None or not layout.hasHeightForWidth():
            return least
        return QSize(least.width(), layout.minimumHeightForWidth(max(self.width(), least.width())))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._stack.setGeometry(self.rect())


class Upright(ScrollArea):
    """Shows a column as wide as it is; where it is too high, wheel and keyboard move it, and no bar takes its width."""

    def __init__(self, column: QWidget, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(ScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setWidgetResizable(True)
        self._column = column
        self.setWidget(column)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._on_focus)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self._column.minimumWidth(), 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring into sight what arrow keys or a shortcut went to: Qt does so for the Tab key alone."""
        if now is not None and self._column.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 0)
