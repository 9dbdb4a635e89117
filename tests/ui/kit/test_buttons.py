"""A button that shows its key answers to it, whatever it says meanwhile."""

from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from app.ui.kit.parts import button


def test_a_button_that_says_something_else_keeps_its_key(qtbot: QtBot, kit: Kit) -> None:
    made = button(kit, "Uitgeven", "issue", lambda: None, primary=True, key="Ctrl+Return")
    qtbot.addWidget(made)
    made.setText("Twee exemplaren uitgeven")
    assert made.shortcut() == QKeySequence("Ctrl+Return")


def test_a_key_that_was_taken_away_does_not_come_back_with_a_text(qtbot: QtBot, kit: Kit) -> None:
    made = button(kit, "Uitgeven", "issue", lambda: None, key="Ctrl+Return")
    qtbot.addWidget(made)
    made.setShortcut("")
    made.setText("Uitgegeven")
    assert made.shortcut().isEmpty()
