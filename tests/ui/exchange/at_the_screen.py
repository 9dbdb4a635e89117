"""What an officer does at a screen of the exchange: it is shown, settles, is clicked and read."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.progress import Cancel
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Screen

PATIENCE = 15_000
SIZE = (1158, 670)


def show(qtbot: QtBot, kit: Kit, screen: Screen) -> None:
    """Show a screen as the window does, and let it read."""
    qtbot.addWidget(screen)
    screen.resize(*SIZE)
    screen.show()
    screen.load()
    settle(qtbot, kit)


def settle(qtbot: QtBot, kit: Kit) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    QApplication.processEvents()  # what was added to a layout is shown on the next turn of the loop


def press(qtbot: QtBot, kit: Kit, where: QWidget, name: str) -> None:
    """Click a button that is to be seen and works, and let what it does end."""
    made = where.findChild(QAbstractButton, name)
    assert isinstance(made, QAbstractButton), name
    assert made.isVisible(), name
    assert made.isEnabled(), name
    made.click()
    settle(qtbot, kit)


@contextmanager
def stopped_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let all long work that begins now be cancelled before its first step: a click could come when it is done."""

    def made() -> Cancel:
        cancel = Cancel()
        cancel.request()
        return cancel

    with monkeypatch.context() as patched:
        patched.setattr("app.ui.kit.jobs.Cancel", made)
        yield


def is_there(where: QWidget, name: str) -> bool:
    """Tell whether something of that name is to be seen."""
    return any(one.isVisible() for one in where.findChildren(QWidget, name))


def said(where: QWidget, name: str) -> str:
    """Return what a label says, empty where it is not to be seen."""
    found = [one for one in where.findChildren(QLabel, name) if one.isVisible()]
    return found[-1].text() if found else ""
