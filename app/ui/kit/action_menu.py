"""Actions as lines of a menu: each with its icon, its letter and its shortcut; what cannot be done is grey, with why.

In a long menu those that tell a part (`Action.within`) stand in a menu of their own: letters would not do for all, nor
would the eye.
"""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.ui.kit.action import Action
from app.ui.kit.kit import Kit

MOST = 16
"""Lines up to which a menu holds all of them itself."""


def add_actions(kit: Kit, menu: QMenu, actions: Sequence[Action]) -> None:
    """Add a line for each; `mark_menu` gives them their letters once the menu is whole."""
    parts: dict[str, list[Action]] = {}
    for action in actions:
        if action.within and len(actions) > MOST:
            parts.setdefault(action.within, []).append(action)
        else:
            _add(kit, menu, action)
    for number, (part, rest) in enumerate(parts.items(), 1):
        inner = menu.addMenu(part.replace("&", "&&"))
        inner.setObjectName(f"{menu.objectName()}_part_{number}")
        for action in rest:
            _add(kit, inner, action)


def _add(kit: Kit, menu: QMenu, action: Action) -> None:
    """Add one line; its shortcut is shown there, and works by the window's own binding."""
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
