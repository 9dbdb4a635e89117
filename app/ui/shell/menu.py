"""The menu behind the button, F10 or Alt: all that can be done here, by group; and F2, that of the page alone."""

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QWidget

from app.ui.kit.action import Action
from app.ui.kit.action_menu import add_actions
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import mark_menu


def make_menu(kit: Kit, actions: Sequence[Action], parent: QWidget) -> QMenu:
    """Return a menu of all actions, in a menu within for each group where there are several."""
    made = QMenu(parent)
    made.setObjectName("main_menu")
    made.setAccessibleName("Praesidium")
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.group, []).append(action)
    for number, (group, lines) in enumerate(groups.items(), 1):
        within = made
        if group and len(groups) > 1:
            within = made.addMenu(group.replace("&", "&&"))
            within.setObjectName(f"menu_{number}")
        add_actions(kit, within, lines)
    mark_menu(made)
    return made
