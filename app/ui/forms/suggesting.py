"""A line with a list below it: what fits what is typed, chosen by arrow and Enter or with the mouse; a click opens it.

Qt's completer places the list and hands it the keys; what stands in the list is decided here, for its own matching
knows neither accents nor ranks.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.i18n import N_
from app.ui.forms.list_below import LineWithList
from app.ui.forms.options import Option
from app.ui.forms.texts import Line
from app.ui.kit.kit import Kit
from app.ui.kit.parts import say_what_it_does
from app.ui.kit.theme import weight

SHOWN = 9
"""Lines of the list before it scrolls."""
MOST_SHOWN = 300
_OPTION = Qt.ItemDataRole.UserRole
_LINE_HEIGHT = 30
_AROUND = 40
"""Pixels of the list that are not its words: what stands at both sides, and the scroll bar."""
Index = QModelIndex | QPersistentModelIndex


class PickLine(LineWithList):
    """Type to find, Down to see everything. `picked` tells of the option that was chosen."""

    picked = Signal(object)
    asked_all = Signal()
    """Everything should be offered: the line or its arrow was clicked, or Down pressed."""

    def __init__(self, kit: Kit, parent: QWidget | None = None, icon: str = "chevron-down") -> None:
        super().__init__(parent)
        self._kit = kit
        self._list: _List | None = None
        self._offers = False
        """Something of what the list shows can be chosen."""
        self._said, self._described = "", ""
        self._arrow = self.addAction(kit.icons(icon, "secondary"), Line.ActionPosition.TrailingPosition)
        self._arrow.setObjectName("show_list")
        say_what_it_does(self._arrow, kit.words(N_("Show the list")))
        self._arrow.triggered.connect(self._on_arrow)

    @property
    def popup(self) -> QListView:
        """Return the list itself; it is made when it is first needed, for a form has many and opens few."""
        if self._list is None:
            self._list = _List(self._kit)
            self._model = QStandardItemModel(self)
            self._completer = QCompleter(self._model, self)
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self._completer.setMaxVisibleItems(SHOWN)
            self._completer.setWrapAround(False)  # else Down at the last line leaves nothing for Enter to choose
            self._completer.setPopup(self._list)
            self._list.setItemDelegate(_Delegate(self._kit, self._list))
            self._list.said.connect(self._on_said)
            self.put_below(self._list)
            self._completer.setWidget(self)
            activated = self._completer.activated[QModelIndex]  # type: ignore[index]  # the stubs know one form of it
            activated.connect(self._on_activated)
        return self._list

    @property
    def is_open(self) -> bool:
        """Tell whether the list is shown."""
        return self._list is not None and self._list.isVisible()

    @property
    def offered(self) -> list[str]:
        """Return the words of what the list shows now; empty where it is closed."""
        return [self._model.item(at).text() for at in range(self._model.rowCount())] if self.is_open else []

    def show_arrow(self, shown: bool) -> None:
        """Show the arrow, or take it away while the line only shows what was chosen."""
        self._arrow.setVisible(shown)

    def offer(self, options: Sequence[Option], nothing: str = "", chosen: Option | None = None) -> None:
        """Open the list with `options`, at the one that is `chosen`; where there are none with the words `nothing`, or
        not at all."""
        popup = self.popup
        self._offers = bool(options)
        self._model.clear()
        for option in options[:MOST_SHOWN]:
            item = QStandardItem(option.text)
            item.setData(option, _OPTION)
            item.setAccessibleText(option.text)
            self._model.appendRow(item)
        if not options and nothing:
            item = QStandardItem(nothing)
            item.setEnabled(False)
            self._model.appendRow(item)
        if not self._model.rowCount():
            self.close_list()
            return
        self._completer.complete(QRect(0, self.height() - 2, self._room_for(options[:MOST_SHOWN]), 1))
        if options:
            at = options.index(chosen) if chosen in options[:MOST_SHOWN] else 0
            popup.setCurrentIndex(self._completer.completionModel().index(at, 0))
            nothing = options[at].text
        self._on_said(nothing)

    def _room_for(self, options: Sequence[Option]) -> int:
        """Return how wide the list is: as the line, or as what it shows needs, as far as the window reaches."""
        big, small = QFontMetrics(weight(self.font(), 13)), QFontMetrics(weight(self.font(), 12))
        needed = max(
            (big.horizontalAdvance(one.text) + (small.horizontalAdvance(one.detail) + 12 if one.detail else 0))
            for one in options
        ) if options else 0  # fmt: skip
        window = self.window()
        most = window.width() - self.mapTo(window, QPoint(0, 0)).x() - 8
        return max(self.width(), min(needed + _AROUND, most))

    def close_list(self) -> None:
        """Close the list."""
        if self._list is not None:
            self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let Esc go on to the window where the list offers nothing: there was nothing to choose."""
        pressed = watched is self._list and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if pressed and event.key() == Qt.Key.Key_Escape and not self._offers:  # type: ignore[attr-defined]  # a key
            self.close_list()
            QApplication.sendEvent(self, event)
            return True
        return super().eventFilter(watched, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the list, unless a part of the words was marked with the mouse."""
        super().mouseReleaseEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint())
        if left and not self.isReadOnly() and not self.is_open and not self.hasSelectedText():
            self.asked_all.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_F4) and not self.is_open and not self.isReadOnly():
            self.asked_all.emit()
            return
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.close_list()
            return
        super().keyPressEvent(event)

    def _on_arrow(self) -> None:
        if self.is_open:
            self.close_list()
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.asked_all.emit()

    def _on_said(self, text: str) -> None:
        """Describe the line by what its list would choose: the keyboard stays in the line, the list is only seen."""
        now = self.accessibleDescription()
        if now != self._said:
            self._described = now
        if text:
            self.setAccessibleDescription(text)
        elif self._said and now == self._said:
            self.setAccessibleDescription(self._described)
        self._said = text

    def _on_activated(self, index: QModelIndex) -> None:
        option = index.data(_OPTION)
        self.close_list()
        if isinstance(option, Option):
            self.picked.emit(option)


class _List(QListView):
    """The list, with a hairline round it and round its scroll bar (`app.ui.kit.styling`)."""

    said = Signal(str)
    """What stands chosen in it now; nothing once it is closed."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("suggestions")
        self.setAccessibleName(kit.words(N_("What fits")))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        self.said.emit(str(current.data() or "") if self.isVisible() else "")

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.said.emit("")


class _Delegate(QStyledItemDelegate):
    """A line of the list: its words, and its detail smaller at the right."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(80, _LINE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = self._kit.theme.palette
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        painter.fillRect(rect, QColor(colours.accent_soft if chosen and enabled else colours.surface))
        inner = rect.adjusted(11, 0, -11, 0)
        one = index.data(_OPTION)
        if isinstance(one, Option) and one.detail:
            painter.setFont(weight(painter.font(), 12))
            painter.setPen(QColor(colours.secondary))
            width = painter.fontMetrics().horizontalAdvance(one.detail)
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, one.detail)
            inner.setRight(inner.right() - width - 12)
        painter.setFont(weight(painter.font(), 13))
        painter.setPen(QColor(colours.text if enabled else colours.secondary))
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()
