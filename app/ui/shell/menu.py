"""The menu behind the button, F10 or Alt: everything that can be done here, by group, each with its shortcut."""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.kit.actions import Action
from app.ui.kit.kit import Kit


def make_menu(kit: Kit, actions: Sequence[Action], parent: QWidget) -> QMenu:
    """Return a menu of all actions in their groups' submenus; what cannot be done now is grey."""
    made = QMenu(parent)
    made.setObjectName("main_menu")
    made.setAccessibleName("Praesidium")
    groups: dict[str, QMenu] = {}
    for action in actions:
        if action.group and action.group not in groups:
            groups[action.group] = made.addMenu(with_mnemonic(action.group, [*groups]))
            groups[action.group].setObjectName(f"menu_{len(groups)}")
        add_action(kit, groups[action.group] if action.group else made, action)
    return made


def add_action(kit: Kit, menu: QMenu, action: Action) -> QAction:
    """Add one line to a menu; its shortcut is shown there, and works by the window's own binding."""
    line = QAction(action.text.replace("&", "&&"), menu)
    line.setObjectName(f"menu_{action.id}")
    line.setEnabled(action.enabled())
    menu.setToolTipsVisible(True)
    line.setToolTip("" if line.isEnabled() else action.why())
    if action.icon:
        line.setIcon(kit.icons(action.icon, "secondary"))
    if action.shortcut:
        shown = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        line.setText(f"{line.text()}\t{shown}")
    line.triggered.connect(lambda _=False: action.run())
    menu.addAction(line)
    return line


def with_mnemonic(text: str, others: Sequence[str]) -> str:
    """Return a group's name with a mnemonic that none of the others has taken."""
    taken: set[str] = set()
    for other in others:
        taken.add(_free(other, taken))
    letter = _free(text, taken)
    at = text.casefold().find(letter) if letter else -1
    return text if at < 0 else f"{text[:at]}&{text[at:]}"


def _free(text: str, taken: set[str]) -> str:
    return next((one for one in text.casefold() if one.isalpha() and one not in taken), "")
