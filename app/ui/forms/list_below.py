"""The window of a list below a line that leaves the keyboard where it is: with the line, and with the window around it.

Qt's completer shows its list as a popup, and a popup takes the keyboard from the window. Where the machine is slower
than the officer, keys that are typed between the opening of the list and the moment at which the window system told of
its closing are still handed to the list, and by it to its line: "x", Tab, "4" became "x4". A plain window that never
has the keyboard loses none: each key goes to whatever has the focus when the key's turn comes. The keys that move in
the list are handed on to the completer, and what closes a popup of itself is done here: a click beside it, the wheel,
another field.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QAbstractItemView, QWidget
from shiboken6 import isValid

from app.ui.forms.texts import Line

KIND = Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
IN_THE_LIST = frozenset(
    (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
    )
)
"""Keys that are the list's while it is open; all others are the line's."""
HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.MetaModifier
)
KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
GOES = (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.EnabledChange)
"""What happens to a line when its list has to close."""


class LineWithList(Line):
    """A line whose completer may show such a list; the line itself hears for it, so that it ends with the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._below: QAbstractItemView | None = None
        self._around: tuple[QObject, ...] = ()
        """The window around the line while the list is shown: as a widget, and as what hears of every click in it."""
        self._at = QPoint()
        self._handing_on = False

    def put_below(self, shown: QAbstractItemView) -> None:
        """Make the list of a completer such a window; to be done once the completer has it."""
        self._below = shown
        shown.setParent(self, KIND)  # the line's own: else who closes all windows takes it from the completer
        shown.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        shown.installEventFilter(self)  # before the completer's own, which is there by now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        below, kind = self._below, event.type()
        if below is None:
            return super().eventFilter(watched, event)
        if watched is below:
            if kind is QEvent.Type.Show:
                self._begin()
            elif kind is QEvent.Type.Hide:
                QTimer.singleShot(0, self, self._rest)  # a filter that goes in its turn makes Qt leave out the next
        elif below.isHidden():
            return super().eventFilter(watched, event)
        elif watched is self:
            if kind in KEYS and isinstance(event, QKeyEvent) and self._is_the_lists(event):
                return self._hand_on(below, event)
            if kind in GOES:
                below.hide()
        elif isinstance(watched, QWindow):
            beside = isinstance(event, QMouseEvent) and kind is QEvent.Type.MouseButtonPress and self._is_beside(event)
            if beside or kind is QEvent.Type.Wheel:
                below.hide()
        elif kind is QEvent.Type.Move:  # the window, by mouse or by key: the list goes along
            now = self.mapToGlobal(QPoint())
            below.move(below.pos() + now - self._at)
            self._at = now
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self._end()
        window, self._at = self.window(), self.mapToGlobal(QPoint())
        heard = window.windowHandle()
        self._around = (window,) if heard is None else (window, heard)
        for one in (self, *self._around):
            one.installEventFilter(self)  # before those that are there by now: the list has its keys first

    def _rest(self) -> None:
        if self._below is not None and self._below.isHidden():
            self._end()

    def _end(self) -> None:
        for one in self._around:
            if isValid(one):
                one.removeEventFilter(self)
        self._around = ()

    def _is_the_lists(self, event: QKeyEvent) -> bool:
        return not self._handing_on and event.key() in IN_THE_LIST and not event.modifiers() & HELD

    def _hand_on(self, below: QAbstractItemView, event: QKeyEvent) -> bool:
        """Give a key to the completer, which hears the list's: it goes nowhere else."""
        if event.type() is QEvent.Type.KeyPress:
            self._handing_on = True  # the completer first asks the line whether it wants the key
            try:
                QCoreApplication.sendEvent(below, event)
            finally:
                self._handing_on = False
        event.accept()
        return True

    def _is_beside(self, event: QMouseEvent) -> bool:
        return not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
