"""The menu of what else can be done with a file, under its button."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.kit.actions import Action


def open_menu(under: QWidget, actions: Sequence[Action]) -> QMenu:
    """Open the menu and return it."""
    menu = QMenu(under)
    menu.setObjectName("file_menu")
    menu.setToolTipsVisible(True)
    for action in actions:
        line = menu.addAction(action.text, action.run)
        line.setEnabled(action.enabled())
        line.setToolTip("" if line.isEnabled() else action.why())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height() + 4)))
    return menu
