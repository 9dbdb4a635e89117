"""What is pressed: buttons that show their key and say what they wait for, and texts that act like links."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from app.ui.kit.keys import answers_to, key_text
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import marked

if TYPE_CHECKING:  # made with all there is of pointers: after the first paint
    from PySide6.QtGui import QEnterEvent

LEAST_LINK, SHORT_LINK = 120, 28
"""Pixels of a link that are always seen."""
ICON = QSize(20, 16)
"""Of an icon of 16 beside a text: Qt leaves it too little room."""


class KeyHint(QLabel):
    """The key beside the action it triggers."""

    def __init__(self, kit: Kit, shortcut: str) -> None:
        super().__init__(key_text(shortcut, kit.words))
        self.setProperty("role", "key")
        self.setObjectName("key_hint")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class Pressed(QPushButton):
    """Enter presses it as Space does while it has the keyboard; no dialog takes it for what Enter does elsewhere."""

    _letter = ""

    def show_letter(self, letter: str) -> None:
        """Underline the letter that presses it with Alt; empty: none any more."""
        self._letter = letter
        self.update()

    def look(self) -> "QtWidgets.QStyleOptionButton":
        """Return how it is drawn now, its letter marked."""
        option = QtWidgets.QStyleOptionButton()
        self.initStyleOption(option)
        if self._letter:
            option.text = marked(self.text(), self._letter)
        return option

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._letter:
            QtWidgets.QStylePainter(self).drawControl(QtWidgets.QStyle.ControlElement.CE_PushButton, self.look())
        else:
            super().paintEvent(event)

    def keyPressEvent(self, event: "QtGui.QKeyEvent") -> None:  # noqa: N802 - Qt's name
        with_others = event.modifiers() & ~QtCore.Qt.KeyboardModifier.KeypadModifier
        if event.key() not in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter) or with_others:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class Button(Pressed):
    """A button that may show its key. `key` works while its window has the focus, unless it is empty.

    `shows` is only shown: an action of the screen answers it, also where the button is not in sight.
    """

    def __init__(
        self, kit: Kit, text: str, name: str, key: str = "", *, primary: bool = False, icon: str = "", shows: str = ""
    ) -> None:
        super().__init__(text)
        self._kit = kit
        self._why = ""
        self._key = key_text(key or shows, kit.words) if key or shows else ""
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setProperty("primary", primary)
        if icon:
            self.setIcon(kit.icons(icon, "on_accent" if primary else "text"))
            self.setIconSize(ICON)
        if key:
            self.setProperty("shortcut", key)  # the function itself asks for all of Qt's keys
            for other in answers_to(key)[1:]:
                QtGui.QShortcut(QtGui.QKeySequence(other), self).activated.connect(self.click)
        if self._key:
            self.setAccessibleDescription(self._key)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Say something else; the key stays, which Qt would take away with the text."""
        key = self.property("shortcut") if self._key or "&" in text else None
        super().setText(text)
        if key is not None:
            self.setProperty("shortcut", key)

    def wait_for(self, why: str) -> None:
        """Let it not be pressed, and say why to whoever rests on it; an empty text gives it back."""
        self._why = why
        self.setEnabled(not why)
        self.setToolTip(why)
        self.setAccessibleDescription(why or self._key)

    def why(self) -> str:
        """Return what it waits for, empty where it does not wait or was not told."""
        return "" if self.isEnabled() else self._why

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        hint = super().sizeHint()
        return QSize(hint.width() + self._key_room(), hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if not self._key:
            super().paintEvent(event)
            return
        painter, option = QtWidgets.QStylePainter(self), self.look()
        painter.drawControl(QtWidgets.QStyle.ControlElement.CE_PushButtonBevel, option)
        option.rect = option.rect.adjusted(0, 0, -self._key_room(), 0)
        painter.drawControl(QtWidgets.QStyle.ControlElement.CE_PushButtonLabel, option)
        self._paint_key(painter)

    def _paint_key(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._kit.theme.palette
        primary = bool(self.property("primary")) and self.isEnabled()
        font = self.font()
        font.setPixelSize(12)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(self._key) + 10
        box = QRectF(self.width() - width - 8.5, (self.height() - 18) / 2 + 0.5, width, 18)
        painter.setPen(QPen(QColor(colours.on_accent if primary else colours.line)))
        painter.setBrush(QColor(colours.accent if primary else colours.surface))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(colours.on_accent if primary else colours.secondary))
        painter.drawText(box, QtCore.Qt.AlignmentFlag.AlignCenter, self._key)

    def _key_room(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._key) + 22 if self._key else 0


def button(
    kit: Kit,
    text: str,
    name: str,
    on_click: Callable[[], object],
    *,
    primary: bool = False,
    key: str = "",
    icon: str = "",
    shows: str = "",
) -> Button:
    """Return a button; a view has one primary button, the others are outlined."""
    made = Button(kit, text, name, key, primary=primary, icon=icon, shows=shows)
    made.clicked.connect(lambda _=False: on_click())
    return made


class _Link(Pressed):
    """Points with a finger. Where there is no room for all of it, it ends in an ellipsis and its tool tip says all.

    With an icon that is `short` for it there is only that then.
    """

    def __init__(self, text: str, short: "QtGui.QIcon | None" = None) -> None:
        super().__init__(text)
        self._short = short
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        hint = self.sizeHint()
        return QSize(min(hint.width(), LEAST_LINK if self._short is None else SHORT_LINK), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._cut() and not self.toolTip():
            self.setToolTip(self.text())
        elif not self._cut() and self.toolTip() == self.text():
            self.setToolTip("")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if not self._cut():
            super().paintEvent(event)
            return
        painter, option = QtWidgets.QStylePainter(self), self.look()
        if self._short is not None:
            option.text, option.icon, option.iconSize = "", self._short, ICON
            painter.drawControl(QtWidgets.QStyle.ControlElement.CE_PushButton, option)
            return
        room = self.width() - (self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text()))
        option.text = self.fontMetrics().elidedText(self.text(), QtCore.Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QtWidgets.QStyle.ControlElement.CE_PushButton, option)

    def _cut(self) -> bool:
        return self.width() < self.sizeHint().width()

    def enterEvent(self, event: "QEnterEvent") -> None:  # noqa: N802 - Qt's name
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)


def link(text: str, name: str, on_click: Callable[[], object], short: "QtGui.QIcon | None" = None) -> QPushButton:
    """Return a text that acts like a link and can be reached by keyboard; `short` stands for it in little room."""
    made = _Link(text, short)
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setProperty("link", True)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _=False: on_click())
    return made
