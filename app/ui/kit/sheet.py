"""A dialog of ours: a title, a body, one line for what is refused, buttons at the foot. Opened, never executed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.alt_letters import AltLetters
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, body, label, secondary
from app.ui.kit.scrolling import ScrollArea

AROUND = QSize(8, 40)
"""What a window manager puts around a window, roughly."""


class Sheet(QDialog):
    """Put the content into `body`. Esc closes it unless work is under way.

    Where it `asks` whether to go on, the hint is what there is to read: it is written as a body.
    """

    def __init__(
        self, kit: Kit, parent: QWidget | None, text: str, name: str, hint: str = "", width: int = 560, *,
        asks: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.kit = kit
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setWindowTitle("Praesidium")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(min(width, self.room().width()))
        QShortcut(QKeySequence("F1"), self).activated.connect(self._on_help)
        AltLetters(self)
        self._scrolled: ScrollArea | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        box.setSpacing(GRID)
        self._title = label(text, f"{name}_title", "heading", wrap=True)
        box.addWidget(self._title)
        if hint:
            said = body(hint, f"{name}_hint", select=False) if asks else secondary(hint, f"{name}_hint", wrap=True)
            box.addWidget(said)
        box.addSpacing(GRID)
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID)
        box.addLayout(self.body, 1)
        self._refused = label("", f"{name}_refused", "error", wrap=True)
        self._refused.hide()
        box.addWidget(self._refused)
        box.addSpacing(GRID)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(GRID)
        self._foot.addStretch(1)
        box.addLayout(self._foot)

    def _on_help(self) -> None:
        """Ask for the manual, which opens above: the window's own keys are not heard here."""
        self.kit.help.wanted.emit(self)

    def rename(self, text: str) -> None:
        """Call it otherwise: it shows something else now."""
        self._title.setText(text)
        self.setAccessibleName(text)

    def room(self) -> QSize:
        """Return how large it may become at most: as the screen it opens on, less what is put around a window."""
        parent = self.parentWidget()
        if parent is None:
            return self.screen().availableSize() - AROUND
        return self.screen().availableSize().expandedTo(parent.window().size()) - AROUND

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what it wants to be at its least width: Qt would give it the height of a narrower one."""
        return super().sizeHint().expandedTo(QSize(self.minimumWidth(), 0))

    def add_button(
        self, text: str, name: str, on_click: Callable[[], object], *, primary: bool = False, key: str = "",
        icon: str = "", apart: bool = False,
    ) -> Button:  # fmt: skip
        """Add a button at the foot, from left to right; the primary one also answers Ctrl+Enter.

        One that stands `apart` is at the left edge: what it does is not what the sheet was opened for.
        """
        key = key or ("Ctrl+Return" if primary else "")
        made = button(self.kit, text, name, on_click, primary=primary, key=key, icon=icon)
        if apart:
            self._foot.insertWidget(0, made)
        else:
            self._foot.addWidget(made)
        return made

    def add_cancel(self) -> Button:
        """Add the button that closes the sheet and changes nothing."""
        return self.add_button(self.kit.words(N_("Cancel")), f"{self.objectName()}_cancel", self.reject)

    def say(self, failure: BaseException | str) -> None:
        """Show what was refused above the buttons; an empty text takes it away."""
        text = failure if isinstance(failure, str) else self.kit.door.say(failure)
        self._refused.setText(text)
        self._refused.setVisible(bool(text))
        self._refused.setAccessibleName(text)
        if text:
            self.grow()

    def grow(self) -> None:
        """Become as high as what it says needs at this width; never lower than it is."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            needed = (
                layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else layout.sizeHint().height()
            )
            self.resize(self.width(), max(self.height(), min(needed, self.room().height())))

    def setVisible(self, visible: bool) -> None:  # noqa: N802 - Qt's name
        opens = visible and not self.isVisible()
        if opens:
            self.ensurePolished()
            self._make_room()
        super().setVisible(visible)
        if opens and self.focusWidget() is None:
            self.focusNextChild()  # now: Qt would on activation, and go to whatever has been read by then

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible() and self._scrolled is None:
            QTimer.singleShot(0, self, self._make_room)  # it holds more by now
        return done

    def _make_room(self) -> None:
        """Let the body scroll where the monitor is lower than what it needs at least: the buttons stay in reach."""
        layout = self.layout()
        if self._scrolled is not None or not isinstance(layout, QVBoxLayout):
            return
        width = max(self.width(), self.minimumWidth())
        least = layout.totalMinimumSize().height()
        if layout.hasHeightForWidth():
            least = max(least, layout.totalMinimumHeightForWidth(width))
        if least <= self.room().height():
            return
        at, focus = layout.indexOf(self.body), self.focusWidget()
        layout.takeAt(at)
        self.body.setParent(None)
        page = QWidget()
        page.setObjectName(f"{self.objectName()}_page")
        page.setLayout(self.body)
        self.body.setContentsMargins(0, 0, GRID, 0)
        self._scrolled = area = ScrollArea()
        area.setObjectName(f"{self.objectName()}_scrolled")
        area.setAccessibleName(self.accessibleName())
        area.setFrameShape(ScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(page)
        layout.insertWidget(at, area, 1)
        self.setMinimumHeight(min(self.minimumHeight(), self.room().height()))
        wide = min(width + 3 * GRID, self.room().width())
        self.setMinimumWidth(wide)  # with the scroll bar beside what stands there
        self.resize(wide, self.room().height())
        if focus is not None:  # it was out of sight for a moment
            QTimer.singleShot(0, focus, focus.setFocus)


def sheet_in_front() -> Sheet | None:
    """Return the sheet that keeps the keyboard from the window beneath, None where none does."""
    found = QApplication.activeModalWidget()
    return found if isinstance(found, Sheet) else None
