"""A page of the way in: one card in the middle of the ground, narrow enough to be read at a glance.

The card never jumps: what is said appears at its foot; a page too high for the screen scrolls.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.ui.kit.kit import Kit
from app.ui.kit.numbers import set_member
from app.ui.kit.parts import GRID, Card, label, row, set_property
from app.ui.kit.scrolling import ScrollArea

NARROW = 416
MIDDLING = 608
WIDE = 720


class Page(QWidget):
    """One card with a title; `body` takes what belongs to it, `foot` the buttons, `below` what stands under it."""

    wanted = Signal(str)
    """The name of the page to turn to."""
    opened = Signal(object, object)
    """A `Desk`, and the notices that must be read before work begins."""
    done = Signal(str)
    """A store is in its place, to be opened by this login (which may be empty)."""
    invited = Signal(str)
    """An invitation is to be taken in, by this login."""
    busy = Signal(bool)
    """Work has begun or ended that must not be walked away from."""

    def __init__(self, kit: Kit, name: str, text: str, hint: str = "", width: int = NARROW) -> None:
        super().__init__()
        self.kit = kit
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.card = Card(f"{name}_card", margin=4 * GRID)
        self.card.setFixedWidth(width)
        self.heading = label(text, f"{name}_title", "title", wrap=True)
        self.hint = label(hint, f"{name}_hint", "quiet", wrap=True)
        self.hint.setVisible(bool(hint))
        self.card.box.addWidget(self.heading)
        self.card.box.addWidget(self.hint)
        self.card.box.addSpacing(GRID)
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * GRID)
        self.card.box.addLayout(self.body)
        self._said = label("", f"{name}_said", "error", wrap=True)
        self._said.hide()
        self.card.box.addSpacing(GRID)
        self.card.box.addWidget(self._said)
        self.bar = QProgressBar()
        self.bar.setObjectName(f"{name}_progress")
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.card.box.addWidget(self.bar)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(GRID)
        self.card.box.addLayout(self.foot)
        self.below = QVBoxLayout()
        self.below.setSpacing(GRID)
        self._lay_out()

    def _lay_out(self) -> None:
        self._inside = QWidget()
        self._inside.setObjectName(f"{self.objectName()}_ground")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        column.setSpacing(2 * GRID)
        column.addStretch(2)
        column.addLayout(row(None, self.card, None))
        column.addLayout(self.below)
        column.addStretch(3)
        self.ground = ScrollArea()
        self.ground.setObjectName(f"{self.objectName()}_scroll")
        set_member(self.ground, "focusPolicy", "NoFocus")
        self.ground.setFrameShape(QFrame.Shape.NoFrame)
        self.ground.setWidgetResizable(True)
        set_member(self.ground, "horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.ground)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_moved)

    def stand(self) -> None:
        """Fill the page, once it stands in its window: what is filled before is styled a second time as it moves."""
        self.ground.setWidget(self._inside)

    def _on_focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.ground.isAncestorOf(new):
            self.ground.ensureWidgetVisible(new, GRID, 3 * GRID)

    def say(self, what: BaseException | str, tone: str = "error") -> None:
        """Say a refusal (or, with another tone, how it stands) above the buttons; an empty text takes it away."""
        text = what if isinstance(what, str) else self.kit.door.say(what)
        if self._said.property("role") != tone:
            set_property(self._said, "role", tone)
        self._said.setText(text)
        self._said.setAccessibleName(text)
        self._said.setVisible(bool(text))

    @property
    def said(self) -> str:
        """Return what is said above the buttons."""
        return self._said.text()

    def begin(self) -> None:
        """Put the cursor where one begins; called when the page is shown."""

    def state(self) -> object:
        """Return what the page must be given again when it is built in another language; None if nothing."""
        return None

    def closed(self) -> None:
        """Remove what waits for nobody: the window is closed."""

    def stop(self) -> bool:
        """Stop what is under way; False where nothing was."""
        return False
