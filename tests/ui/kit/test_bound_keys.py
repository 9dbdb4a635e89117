"""The keys of a window: those of what it offers now, each doing what it does now."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.action import Action
from app.ui.kit.actions import Bound

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_an_action_that_stays_does_what_it_was_given_last(window: QWidget) -> None:
    done: list[str] = []
    bound = Bound(window)
    bound.offer([Action("save", "Save", lambda: done.append("first"), "Ctrl+S")])
    [kept] = window.actions()

    bound.offer([Action("save", "Save", lambda: done.append("second"), "Ctrl+S")])
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)

    assert (done, window.actions()) == (["second"], [kept])


def test_a_key_that_changes_its_action_answers_once(window: QWidget) -> None:
    done: list[str] = []
    bound = Bound(window)
    bound.offer([Action("save", "Save", lambda: done.append("save"), "Ctrl+S")])

    bound.offer([Action("send", "Send", lambda: done.append("send"), "Ctrl+S")])
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)

    assert done == ["send"]


def test_what_is_offered_no_more_or_cannot_be_done_now_answers_nothing(window: QWidget) -> None:
    done: list[str] = []
    bound = Bound(window)
    bound.offer([Action("save", "Save", lambda: done.append("save"), "Ctrl+S", enabled=lambda: False)])
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)

    bound.offer(())
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)

    assert (done, window.actions()) == ([], [])
