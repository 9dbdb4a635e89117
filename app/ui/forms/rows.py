"""One field in a form: its label above, the editor, and under it what is refused or should be looked at."""

from enum import StrEnum

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.forms.editor import Editor
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, required_text, secondary, set_property
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.sheet import Sheet


class Said(StrEnum):
    """How weighty the words under a field are."""

    NOTHING = "nothing"
    REMARK = "remark"
    REFUSED = "refused"


class Mark(QWidget):
    """A small icon that follows the theme.

    It keeps which icon, not the icon: one kept by a widget that hangs in a cycle is collected in whatever order Python
    finds, and Qt ends the program where the engine that draws it went before it.
    """

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._shown: tuple[str, str] | None = None
        self.setFixedSize(14, 18)

    def show_icon(self, name: str, role: str) -> None:
        """Show another icon."""
        self._shown = (name, role)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._shown is not None:
            self._kit.icons(*self._shown).paint(QPainter(self), QRect(0, 2, 14, 14))


class Message(QWidget):
    """What stands under a field; `keep` appears with a refusal that may be overruled."""

    def __init__(self, kit: Kit, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"message_{editor.name}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(6)
        self._mark = Mark(kit, self)
        self._words: QLabel = label("", f"words_{editor.name}", "secondary", wrap=True)
        self._words.setMinimumHeight(18)
        self.keep = link(kit.words(N_("Keep as typed")), f"keep_{editor.name}", editor.keep_as_typed)
        self.keep.setStyleSheet("QPushButton { padding: 0; font-size: 12px; }")
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._words)
        box.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        line.addLayout(box, 1)
        QWidget.setTabOrder(_last_stop(editor), self.keep)

    @property
    def words(self) -> str:
        """Return what it says."""
        return self._words.text()

    def say(self, words: str, *, refused: bool, keepable: bool) -> None:
        """Say something else, in red where it is a refusal."""
        self._words.setText(words)
        role = "error" if refused else "secondary"
        if self._words.property("role") != role:
            set_property(self._words, "role", role)
        self._mark.show_icon("circle-alert" if refused else "info", "red" if refused else "secondary")
        self.keep.setVisible(refused and keepable)


class FieldRow(QWidget):
    """A labelled editor; under it a message, made when there is something to say: in most fields there never is."""

    def __init__(self, kit: Kit, text: str, editor: Editor, *, required: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kit, self.editor = kit, editor
        self.setObjectName(f"row_{editor.name}")
        self._required = required
        self._name = required_text(kit, text) if required else text
        self.label = secondary(self._name, f"label_{editor.name}", wrap=True)
        self.label.setBuddy(editor)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._box.addWidget(self.label)
        self._box.addWidget(editor)
        self._box.addStretch(1)
        self._message: Message | None = None
        self.said = Said.NOTHING
        self.say(Said.NOTHING)
        editor.entering.connect(self.take_back)

    def call(self, text: str) -> None:
        """Name the field otherwise: what is asked in it follows from what stands in another."""
        said = required_text(self.kit, text) if self._required else text
        if said != self._name:
            self._name = said
            self.label.setText(said)
            self.editor.describe(said, self.words)

    @property
    def keep(self) -> QPushButton:
        """Return what keeps the text as it was typed, under a refusal that may be overruled."""
        return self._made().keep

    @property
    def words(self) -> str:
        """Return what stands under the field."""
        return self._message.words if self._message is not None and self.said is not Said.NOTHING else ""

    def say(self, said: Said, words: str = "", *, keepable: bool = False) -> None:
        """Show `words` under the field, or take away what stood there."""
        self.said = said if words else Said.NOTHING
        refused = self.said is Said.REFUSED
        if words or self._message is not None:
            message = self._made()
            fresh = refused and message.isHidden() and self.isVisible()
            message.say(words, refused=refused, keepable=keepable)
            message.setVisible(bool(words))
            if fresh:
                QTimer.singleShot(0, self, self._scroll_here)  # once it has its room
        self.editor.set_wrong(refused)
        self.editor.describe(self._name, words)

    def take_back(self) -> None:
        """Take away what was refused here and what the sheet says of it: the officer is mending it.

        A row that stands in no form asks this of its editor's `edited`.
        """
        self.say(Said.NOTHING)
        window = self.window()
        if isinstance(window, Sheet):
            window.say("")

    def put_below(self, widget: QWidget) -> None:
        """Let something stand under the field and what is said of it; Tab comes to it after the field."""
        self._box.insertWidget(self._box.count() - 1, widget)

    def bring_into_view(self) -> None:
        """Give the editor the focus, and bring the row into sight where it scrolls."""
        self.editor.setFocus()
        self._scroll_here()
        QTimer.singleShot(0, self, self._scroll_here)  # what is said under it takes its room a turn later

    def _scroll_here(self) -> None:
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, ScrollArea):
            above = above.parentWidget()
        if isinstance(above, ScrollArea):
            above.ensureWidgetVisible(self, 0, 3 * GRID)

    def _made(self) -> Message:
        if self._message is None:
            self._message = Message(self.kit, self.editor, self)
            self._message.hide()
            self._box.insertWidget(self._box.indexOf(self.editor) + 1, self._message)
        return self._message


def _last_stop(editor: QWidget) -> QWidget:
    """Return what of an editor Tab comes to last."""
    last = one = editor
    while (found := one.nextInFocusChain()) is not None and editor.isAncestorOf(found):
        one = found
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            last = one
    return last
