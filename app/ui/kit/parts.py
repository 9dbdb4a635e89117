"""Small parts that every screen is put together from: texts in one scale, chips, cards, rows, empty lists."""

from enum import StrEnum

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.numbers import set_member

GRID = 8


class Tone(StrEnum):
    """What a chip's colour means: overdue or refused, expiring or first disclosure, chosen; or nothing."""

    PLAIN = "plain"
    RED = "red"
    AMBER = "amber"
    ACCENT = "accent"


def announced(*, late: bool) -> Tone:
    """Return the colour of what somebody must do by a day: red once that is past, amber until then, on every screen."""
    return Tone.RED if late else Tone.AMBER


def label(text: str, name: str, role: str = "body", *, wrap: bool = False, select: bool = False) -> QLabel:
    """Return a text in one of the roles of the style sheet. Plain text always: what officers typed is never markup."""
    made = QLabel(text)
    made.setObjectName(name)
    set_member(made, "textFormat", "PlainText")
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if select:
        made.setTextInteractionFlags(
            QtCore.Qt.TextInteractionFlag.TextSelectableByMouse | QtCore.Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def title(text: str, name: str = "title") -> QLabel:
    """Return the title of a screen, 20/28 semibold."""
    return label(text, name, "title")


def heading(text: str, name: str = "heading") -> QLabel:
    """Return the heading of a card."""
    return label(text, name, "strong")


def secondary(text: str, name: str = "secondary", *, wrap: bool = False) -> QLabel:
    """Return a text of 12/18 in the secondary colour."""
    return label(text, name, "secondary", wrap=wrap)


def body(text: str, name: str = "body", *, wrap: bool = True, select: bool = True) -> QLabel:
    """Return running text that can be selected."""
    return label(text, name, "body", wrap=wrap, select=select)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads, and let it be read again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))  # a frame is as wide as the new style has it


class Chip(QLabel):
    """A state in a rounded frame; filled only for red and amber."""

    def __init__(self, text: str, tone: Tone = Tone.PLAIN, name: str = "chip") -> None:
        super().__init__(text)
        self.setObjectName(name)
        set_member(self, "textFormat", "PlainText")
        self.setProperty("chip", tone.value)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class Card(QFrame):
    """A surface with a hairline and rounded corners; put things into `box`."""

    def __init__(self, name: str, parent: QWidget | None = None, *, margin: int = 2 * GRID) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(margin, margin, margin, margin)
        self.box.setSpacing(GRID)


def rule() -> QFrame:
    """Return a hairline across."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


def row(*widgets: QWidget | int | None, spacing: int = GRID) -> QHBoxLayout:
    """Return widgets side by side; an int is a gap in pixels, None takes all room that is left."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for one in widgets:
        if one is None:
            made.addStretch(1)
        elif isinstance(one, int):
            made.addSpacing(one)
        else:
            made.addWidget(one)
    return made


def required_text(kit: Kit, text: str) -> str:
    """Return how what must be filled in is called, as forms say it."""
    return kit.words(N_("{field} · required"), field=text)


def asked(text: str, name: str, editor: QWidget | QLayout) -> QVBoxLayout:
    """Return something to fill in that stands in no form: its label close above it, as forms have it."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, GRID // 2)
    made.setSpacing(GRID // 2)
    made.addWidget(secondary(text, f"{name}_label"))
    if isinstance(editor, QWidget):
        made.addWidget(editor)
    else:
        made.addLayout(editor)
    return made


def clearable(kit: Kit, line: QLineEdit) -> None:
    """Give a line that narrows a list a cross of our own set at its end, once something is typed."""
    line.setClearButtonEnabled(True)
    act = line.findChild(QtGui.QAction, "_q_qlineeditclearaction")
    if isinstance(act, QtGui.QAction):
        act.setIcon(kit.icons("x", "secondary"))
        say_what_it_does(act, kit.words(N_("Clear")))


def say_what_it_does(action: "QtGui.QAction", text: str) -> None:
    """Name a picture at the end of a line that one clicks: to who sees it, and to who is read to."""
    action.setToolTip(text)
    for one in action.associatedObjects():
        if isinstance(one, QAbstractButton):
            one.setAccessibleName(text)


def filter_line(kit: Kit, name: str) -> QLineEdit:
    """Return the line above a short list in which one types what its lines must hold."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(kit.words(N_("Filter")))
    made.setPlaceholderText(kit.words(N_("Filter")))
    clearable(kit, made)
    made.setMaximumWidth(260)
    return made


def answer_find(line: QLineEdit, within: QWidget) -> None:
    """Let Ctrl+F put the cursor into a filter that is in sight, from wherever in `within` the keyboard is."""

    def find() -> None:
        if line.isVisible():
            line.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
            line.selectAll()

    context = QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut
    QtGui.QShortcut(QtGui.QKeySequence.StandardKey.Find, within, find, context=context)


class Empty(QWidget):
    """What stands where a list is empty: what this is, and what to do first."""

    def __init__(self, text: str, hint: str, name: str, action: QPushButton | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        box = QVBoxLayout(self)
        box.setContentsMargins(4 * GRID, 6 * GRID, 4 * GRID, 6 * GRID)
        box.setSpacing(GRID)
        box.addStretch(1)
        self.hint = label(hint, f"{name}_hint", "quiet", wrap=True)
        self.title = label(text, f"{name}_title", "strong", wrap=True)
        for one in (self.title, self.hint):
            one.setAlignment(QtCore.Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(one)
        if action is not None:
            box.addSpacing(GRID)
            box.addWidget(action, 0, QtCore.Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
