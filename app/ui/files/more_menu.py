"""The menu of what else can be done with a file, under its button."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.kit.action import Action
from app.ui.kit.action_menu import add_actions
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import mark_menu


def open_menu(kit: Kit, under: QWidget, actions: Sequence[Action]) -> QMenu:
    """Open the menu and return it."""
    menu = QMenu(under)
    menu.setObjectName("file_menu")
    add_actions(kit, menu, actions)
    mark_menu(menu)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))
    return menu
