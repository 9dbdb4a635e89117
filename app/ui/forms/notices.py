"""The bar at the head of a form: a draft that was restored, a record that changed meanwhile, what fits no field."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.forms.rows import Mark
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import label, set_property


class Notice(QFrame):
    """One sentence with an icon and at most one thing to do."""

    def __init__(self, kit: Kit, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._act: Callable[[], object] = lambda: None
        self.setObjectName(name)
        self._ground = "accent_soft"
        self.setFrameShape(QFrame.Shape.NoFrame)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 7, 12, 7)
        line.setSpacing(8)
        self._mark = Mark(kit, self)
        self._words = label("", f"{name}_words", "body", wrap=True)
        self._button = link("", f"{name}_act", self._on_clicked)
        line.addWidget(self._mark)
        line.addWidget(self._words, 1)
        line.addWidget(self._button)
        self.hide()

    @property
    def words(self) -> str:
        """Return what it says; empty where it is not shown."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, words: str, icon: str = "info", act: str = "", do: Callable[[], object] | None = None) -> None:
        """Show `words`, with a link `act` that does `do`; an empty text hides the bar."""
        self._words.setText(words)
        refused = icon == "circle-alert"
        self._ground = "red_soft" if refused else "accent_soft"
        set_property(self._words, "role", "error" if refused else "body")
        self._mark.show_icon(icon, "red" if refused else "accent")
        self._button.setText(act)
        self._button.setAccessibleName(act)
        self._button.setVisible(bool(act))
        self._act = do or (lambda: None)
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._kit.theme.colour(self._ground))
        painter.drawRoundedRect(self.rect(), 6, 6)

    def _on_clicked(self) -> None:
        self._act()


class Notices(QWidget):
    """The bars of one form, below each other."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = Notice(kit, "notice_draft", self)
        self.changed = Notice(kit, "notice_changed", self)
        self.refused = Notice(kit, "notice_refused", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for one in (self.draft, self.changed, self.refused):
            box.addWidget(one)
