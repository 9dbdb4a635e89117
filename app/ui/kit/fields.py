"""Fields that stand in no form: a label above, the refusal below, and passphrases that can be looked at."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.caps import CapsLine
from app.ui.kit.kit import Kit
from app.ui.kit.numbers import set_member
from app.ui.kit.parts import GRID, label, set_property

LONGEST = 256
SHOW_KEY = "F8"
"""Shows a passphrase and hides it again, while one types it."""


class Field(QWidget):
    """One thing to fill in. What is refused is said below it, and told to a screen reader with the field."""

    def __init__(self, text: str, name: str, editor: QWidget, hint: str = "", beside: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName(f"{name}_field")
        self.editor = editor
        self._hint_text = hint
        editor.setObjectName(name)
        editor.setAccessibleName(text)
        editor.setAccessibleDescription(hint)
        self._above = label(text, f"{name}_label", "secondary")
        self._above.setBuddy(editor)
        self._below = label(hint, f"{name}_hint", "secondary", wrap=True)
        self._below.setVisible(bool(hint))
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(GRID // 2)
        self.box.addWidget(self._above)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(editor, 1)
        if beside is not None:
            line.addWidget(beside)
        self.box.addLayout(line)
        self.box.addWidget(self._below)

    def rename(self, text: str) -> None:
        """Ask for something else."""
        self._above.setText(text)
        self.editor.setAccessibleName(text)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong here; an empty sentence takes it back."""
        set_property(self.editor, "wrong", bool(sentence))
        set_property(self._below, "role", "error" if sentence else "secondary")
        self._below.setText(sentence or self._hint_text)
        self._below.setVisible(bool(sentence or self._hint_text))
        self.editor.setAccessibleDescription(sentence or self._hint_text)

    @property
    def refused(self) -> str:
        """Return what is said to be wrong here, empty if nothing."""
        return self._below.text() if self._below.property("role") == "error" else ""


class TextField(Field):
    """A line of text. `entered` tells that Enter was pressed in it."""

    entered = Signal()

    def __init__(
        self, text: str, name: str, hint: str = "", beside: QWidget | None = None, line: QLineEdit | None = None
    ) -> None:
        self.line = QLineEdit() if line is None else line
        self.line.setMaxLength(LONGEST)
        super().__init__(text, name, self.line, hint, beside)
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(lambda _text: self.refuse(""))

    @property
    def text(self) -> str:
        """Return what is typed, without blanks around it."""
        return self.line.text().strip()


class PassphraseField(TextField):
    """A passphrase: hidden, shown while the eye is pressed down, with a word when Caps Lock is on.

    The eye is pressed by mouse, by `SHOW_KEY` or by a screen reader and never has the focus: Tab goes past it, so that
    no Space meant for what comes next shows a passphrase, and no letter typed there lands in it.
    """

    shown = Signal(bool)
    """The eye was pressed down, or let go."""

    def __init__(self, kit: Kit, text: str, name: str, hint: str = "") -> None:
        eye = QToolButton()
        eye.setObjectName(f"{name}_show")
        eye.setCheckable(True)
        set_member(eye, "focusPolicy", "NoFocus")
        eye.setFixedSize(QSize(28, 24))
        eye.setIconSize(QSize(16, 16))
        line = CapsLine()
        super().__init__(text, name, hint, line=line)
        self._kit, self._eye = kit, eye
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addStretch(1)
        inside.addWidget(eye)
        self.line.setTextMargins(0, 0, 24, 0)
        set_member(self.line, "inputMethodHints", "ImhSensitiveData|ImhNoPredictiveText")
        self._warning = label(kit.words(N_("Caps Lock is on.")), f"{name}_caps", "warning")
        self._warning.hide()
        self.box.insertWidget(2, self._warning)
        line.caps.connect(self._warning.setVisible)
        eye.toggled.connect(self._on_shown)
        eye.setAccessibleDescription(SHOW_KEY)
        key = QShortcut(self)
        key.setProperty("key", SHOW_KEY)  # the constructor asks for all of Qt's keys
        set_member(key, "context", "WidgetWithChildrenShortcut")
        key.activated.connect(eye.toggle)
        self._on_shown(False)

    @property
    def passphrase(self) -> str:
        """Return what is typed, blanks and all."""
        return self.line.text()

    def wipe(self) -> None:
        """Leave nothing of it in the field."""
        self.line.clear()
        self._eye.setChecked(False)

    def show_with(self, other: "PassphraseField") -> None:
        """Show both or neither."""
        self._eye.toggled.connect(other._eye.setChecked)
        other._eye.toggled.connect(self._eye.setChecked)

    def _on_shown(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(self._kit.icons("eye-off" if shown else "eye", "secondary"))
        said = self._kit.words(N_("Hide the passphrase")) if shown else self._kit.words(N_("Show the passphrase"))
        self._eye.setAccessibleName(said)
        self._eye.setToolTip(f"{said} ({SHOW_KEY})")
        self.shown.emit(shown)

    @property
    def is_shown(self) -> bool:
        """Tell whether it can be read."""
        return self._eye.isChecked()
