"""Fields of the way in: a label above, the refusal below, and passphrases that can be looked at."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6 import QtCore, QtWidgets  # names said with theirs are made after the first paint
from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.numbers import set_member
from app.ui.kit.parts import GRID, label, set_property
from app.ui.shell.entry.caps import CapsLock

LONGEST = 256
W = TypeVar("W", bound=QWidget)


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
        above = label(text, f"{name}_label", "secondary")
        above.setBuddy(editor)
        self._below = label(hint, f"{name}_hint", "secondary", wrap=True)
        self._below.setVisible(bool(hint))
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(GRID // 2)
        self.box.addWidget(above)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(editor, 1)
        if beside is not None:
            line.addWidget(beside)
        self.box.addLayout(line)
        self.box.addWidget(self._below)

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

    def __init__(self, text: str, name: str, hint: str = "", beside: QWidget | None = None) -> None:
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        super().__init__(text, name, self.line, hint, beside)
        self.line.returnPressed.connect(self.entered)
        self.line.textChanged.connect(lambda _text: self.refuse(""))

    @property
    def text(self) -> str:
        """Return what is typed, without blanks around it."""
        return self.line.text().strip()


class PassphraseField(TextField):
    """A passphrase: hidden, shown while the eye is pressed down, with a word when Caps Lock is on."""

    def __init__(self, kit: Kit, text: str, name: str, hint: str = "") -> None:
        eye = QToolButton()
        eye.setObjectName(f"{name}_show")
        eye.setCheckable(True)
        eye.setFixedSize(QSize(28, 24))
        eye.setIconSize(QSize(16, 16))
        super().__init__(text, name, hint)
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
        self._caps = CapsLock(self.line, self._warning.setVisible)
        eye.toggled.connect(self._on_shown)
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
        """Show both or neither: Tab goes from the other's line to this one's, and reaches this one's eye alone."""
        set_member(other._eye, "focusPolicy", "NoFocus")
        self._eye.toggled.connect(other._eye.setChecked)
        other._eye.toggled.connect(self._eye.setChecked)

    def _on_shown(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(self._kit.icons("eye-off" if shown else "eye", "secondary"))
        said = self._kit.words(N_("Hide the passphrase")) if shown else self._kit.words(N_("Show the passphrase"))
        self._eye.setAccessibleName(said)
        self._eye.setToolTip(said)


class WordsField(Field):
    """Words typed from a paper, over several lines; Tab leaves it. `entered` tells of Enter after `count` words."""

    changed = Signal()
    entered = Signal()
    count = 0

    def __init__(self, text: str, name: str, hint: str = "", height: int = 84) -> None:
        self.edit = QtWidgets.QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(height)
        super().__init__(text, name, self.edit, hint)
        self.edit.textChanged.connect(self._on_changed)
        self._enter = EnterKey(self, self.entered.emit, lambda: 0 < self.count <= len(self.words))
        self._enter.watch(self.edit)

    @property
    def words(self) -> list[str]:
        """Return the words typed, whatever stands between them."""
        kept = "".join(letter if letter.isalpha() else " " for letter in self.edit.toPlainText())
        return kept.lower().split()

    def _on_changed(self) -> None:
        self.refuse("")
        self.changed.emit()


class ChoiceField(Field):
    """One of a list; `options` are (what is kept, what is read)."""

    def __init__(self, text: str, name: str, options: Sequence[tuple[object, str]], hint: str = "") -> None:
        self.combo = QtWidgets.QComboBox()
        for kept, read in options:
            self.combo.addItem(read, kept)
        super().__init__(text, name, self.combo, hint)

    def choose(self, kept: object) -> None:
        """Choose the option that is kept as `kept`."""
        self.combo.setCurrentIndex(max(0, self.combo.findData(kept)))


def check(text: str, name: str, *, on: bool = False) -> QCheckBox:
    """Return a box to tick."""
    made = QCheckBox(text)
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setChecked(on)
    return made


def gather(page: QWidget) -> dict[str, object]:
    """Return what is typed and ticked on a page, by the names of its controls: to build it anew in another language."""
    found: dict[str, object] = {}
    for line in page.findChildren(QLineEdit):
        found[line.objectName()] = line.text()
    for edit in page.findChildren(QtWidgets.QPlainTextEdit):
        found[edit.objectName()] = edit.toPlainText()
    for one in page.findChildren(QAbstractButton):
        if one.isCheckable():
            found[one.objectName()] = one.isChecked()
    for combo in page.findChildren(QtWidgets.QComboBox):
        found[combo.objectName()] = combo.currentIndex()
    return {name: value for name, value in found.items() if name and not name.startswith("qt_")}


def put_back(page: QWidget, kept: Mapping[str, object]) -> None:
    """Fill a page with what `gather` returned; what is not there any more is left out."""
    put: tuple[tuple[type[QWidget], Callable[[QWidget, object], object]], ...] = (
        (QLineEdit, lambda one, value: one.setText(str(value)) if isinstance(one, QLineEdit) else None),
        (
            QtWidgets.QPlainTextEdit,
            lambda one, value: one.setPlainText(str(value)) if isinstance(one, QtWidgets.QPlainTextEdit) else None,
        ),
        (QAbstractButton, lambda one, value: one.setChecked(bool(value)) if isinstance(one, QAbstractButton) else None),
        (QtWidgets.QComboBox, _put_choice),
    )
    for kind, fill in put:
        for one in page.findChildren(kind):
            if one.objectName() in kept:
                fill(one, kept[one.objectName()])


def _put_choice(one: QWidget, value: object) -> None:
    if isinstance(one, QtWidgets.QComboBox) and isinstance(value, int):
        one.setCurrentIndex(value)


class EnterKey(QObject):
    """Lets Enter and Return in any control of a page mean "go on", as in the line edits; only while it is `now` so."""

    def __init__(self, page: QWidget, go_on: Callable[[], object], now: Callable[[], bool] = lambda: True) -> None:
        super().__init__(page)
        self._go_on, self._now = go_on, now

    def watch(self, *controls: QWidget) -> None:
        """Listen to these controls."""
        for one in controls:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in (
            QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter
        ) and self._now():  # fmt: skip
            self._go_on()
            return True
        return super().eventFilter(watched, event)
