"""What stands above a list: its heading and filter at the left, its buttons at the right, below where room ends."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QWidget

from app.ui.forms.flow import FlowLayout
from app.ui.kit.parts import GRID


class ListBar(QWidget):
    """What is hidden takes no room. Its height follows from its width."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._flow = _Flow(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add_left(self, one: QWidget) -> None:
        """Put something at the left of the first line; before any button."""
        self._add(one)
        self._flow.left = self._flow.count()

    def add_right(self, one: QWidget) -> None:
        """Put something after what stands there."""
        self._add(one)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ParentChange:
            self._renew()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._renew()
        return super().eventFilter(watched, event)

    def _add(self, one: QWidget) -> None:
        self._flow.addWidget(one)
        one.installEventFilter(self)
        self._renew()

    def _renew(self) -> None:
        """Take no room, and no gap either, where nothing of it is shown.

        Before it stands in a page, showing it would make it a window, which takes the keyboard from the one in use.
        """
        if self.parentWidget() is None:
            return
        items = (self._flow.itemAt(number) for number in range(self._flow.count()))
        self.setHidden(all(item is None or item.isEmpty() for item in items))


class _Flow(FlowLayout):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, gap=GRID)
        self.left = 0

    def _lay(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for number, line in enumerate(self._lines(rect.width())):
            height = max(item.sizeHint().height() for item, _left in line)
            taken = sum(_width(item, rect.width()) for item, _left in line) + self._gap * (len(line) - 1)
            y += self._gap if number else 0
            x, spare = rect.x(), max(0, rect.width() - taken)
            for item, left in line:
                if not left:
                    x, spare = x + spare, 0
                size = QSize(_width(item, rect.width()), item.sizeHint().height())
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self._gap
            y += height
        return y - rect.y()

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, bool]]]:
        line: list[tuple[QLayoutItem, bool]] = []
        taken = 0
        for number in range(self.count()):
            item = self.itemAt(number)
            if item is None or item.isEmpty():
                continue
            needed = _width(item, width)
            if line and taken + needed > width:
                yield line
                line, taken = [], 0
            line.append((item, number < self.left))
            taken += needed + self._gap
        if line:
            yield line

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Want all of it in one line."""
        shown = [item for item, _left in next(self._lines(1 << 20), [])]
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)
        return self.minimumSize().expandedTo(QSize(width, 0))


def _width(item: QLayoutItem, most: int) -> int:
    return min(item.sizeHint().width(), max(most, 1))
