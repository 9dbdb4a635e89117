"""Keys of the page in front are its own: what the window would bind besides gives way, or neither would answer."""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton

from app.ui.kit.action import Action
from app.ui.kit.screen import Screen


def without(action: Action, taken: Collection[str]) -> Action:
    """Return the action with the keys that nothing else answers."""
    kept = ["" if key and QKeySequence(key).toString() in taken else key for key in (action.shortcut, action.also)]
    return replace(action, shortcut=kept[0], also=kept[1])


def keys_of(screen: Screen | None) -> frozenset[str]:
    """Return the keys that buttons of the screen answer themselves: a key bound twice would answer nothing."""
    buttons = [] if screen is None else screen.findChildren(QAbstractButton)
    return frozenset(one.shortcut().toString() for one in buttons)
