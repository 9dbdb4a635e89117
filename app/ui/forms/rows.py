"""One field in a form: its label above, the editor, and under it what is refused or should be looked at."""

from enum import StrEnum

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.forms.editor import Editor
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, link, secondary, set_property
from app.ui.kit.scrolling import ScrollArea


class Said(StrEnum):
    """How weighty the words under a field are."""

    NOTHING = "nothing"
    REMARK = "remark"
    REFUSED = "refused"


class Mark(QWidget):
    """A small icon that follows the theme."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._icon: QIcon | None = None
        self.setFixedSize(14, 18)

    def show_icon(self, name: str, role: str) -> None:
        """Show another icon."""
        self._icon = self._kit.icons(name, role)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._icon is not None:
            self._icon.paint(QPainter(self), QRect(0, 2, 14, 14))


class FieldRow(QWidget):
    """A labelled editor. `keep` under a refusal that may be overruled keeps the text as it was typed."""

    def __init__(self, kit: Kit, text: str, editor: Editor, *, required: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kit, self.editor = kit, editor
        self.setObjectName(f"row_{editor.name}")
        said = kit.words(N_("{field} · required"), field=text) if required else text
        self.label = secondary(said, f"label_{editor.name}", wrap=True)
        self.label.setBuddy(editor)
        self._name = said
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.label)
        box.addWidget(editor)
        self._message = QWidget(self)
        self._message.setObjectName(f"message_{editor.name}")
        line = QHBoxLayout(self._message)
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(6)
        self._mark = Mark(kit, self._message)
        self._words: QLabel = label("", f"words_{editor.name}", "error", wrap=True)
        self._words.setMinimumHeight(18)
        self.keep = link(kit.words(N_("Keep as typed")), f"keep_{editor.name}", editor.keep_as_typed)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        said_box = QVBoxLayout()
        said_box.setContentsMargins(0, 0, 0, 0)
        said_box.setSpacing(0)
        said_box.addWidget(self._words)
        said_box.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(said_box, 1)
        box.addWidget(self._message)
        box.addStretch(1)
        self.said = Said.NOTHING
        self.say(Said.NOTHING)

    @property
    def words(self) -> str:
        """Return what stands under the field."""
        return self._words.text() if self.said is not Said.NOTHING else ""

    def say(self, said: Said, words: str = "", *, keepable: bool = False) -> None:
        """Show `words` under the field, or take away what stood there."""
        self.said = said if words else Said.NOTHING
        refused = self.said is Said.REFUSED
        self._words.setText(words)
        if self._words.property("role") != ("error" if refused else "secondary"):
            set_property(self._words, "role", "error" if refused else "secondary")
        self._mark.show_icon("circle-alert" if refused else "info", "red" if refused else "secondary")
        if refused and keepable and not self.keep.styleSheet():
            self.keep.setStyleSheet("QPushButton { padding: 0; font-size: 12px; }")
        self.keep.setVisible(refused and keepable)
        self._message.setVisible(self.said is not Said.NOTHING)
        self.editor.set_wrong(refused)
        self.editor.describe(self._name, words)

    def bring_into_view(self) -> None:
        """Give the editor the focus, and bring the row into sight where it scrolls."""
        self.editor.setFocus()
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, ScrollArea):
            above = above.parentWidget()
        if isinstance(above, ScrollArea):
            above.ensureWidgetVisible(self, 0, 3 * GRID)
