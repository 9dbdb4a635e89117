"""Tabs whose pages are made when they are turned to."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.tabs import Tabs


def _three(qtbot: QtBot) -> tuple[Tabs, list[str]]:
    tabs, made = Tabs("parts"), list[str]()
    qtbot.addWidget(tabs)

    def maker(name: str) -> QWidget:
        made.append(name)
        return QLabel(name)

    for name in ("one", "two", "three"):
        tabs.add_later(name, name.title(), partial(maker, name))
    return tabs, made


def test_only_the_page_in_front_is_made(qtbot: QtBot) -> None:
    tabs, made = _three(qtbot)

    assert (made, tabs.current) == (["one"], "one")
    assert [tabs.made(name) for name in tabs.names] == [True, False, False]


def test_a_page_is_made_once_before_it_is_said_to_be_in_front(qtbot: QtBot) -> None:
    tabs, made = _three(qtbot)
    seen: list[bool] = []
    tabs.turned.connect(lambda name: seen.append(tabs.made(name)))

    for name in ("three", "one", "three"):
        assert tabs.turn_to(name)

    front = tabs.page("three")
    assert (made, seen) == (["one", "three"], [True, True, True])
    assert isinstance(front, QLabel)
    assert front.text() == "three"
    assert front.isVisibleTo(tabs)


def test_a_page_that_is_asked_for_is_made_where_it_belongs(qtbot: QtBot) -> None:
    tabs, made = _three(qtbot)

    page = tabs.page("two")

    assert isinstance(page, QLabel)
    assert (page.text(), made, tabs.current) == ("two", ["one", "two"], "one")
    assert not page.isVisibleTo(tabs)


def test_keys_turn_to_the_next_page_and_stop_at_the_last(qtbot: QtBot) -> None:
    tabs, _ = _three(qtbot)
    with qtbot.waitExposed(tabs):
        tabs.show()
    tabs.activateWindow()
    seen = []
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        QTest.keyClick(tabs, key, Qt.KeyboardModifier.ControlModifier)
        seen.append(tabs.current)

    assert seen == ["one", "two", "three", "three", "two"]


def test_the_keyboard_goes_from_a_page_that_goes_to_the_tabs(qtbot: QtBot) -> None:
    tabs = Tabs("parts")
    qtbot.addWidget(tabs)
    for name in ("one", "two"):
        tabs.add(name, name, QLineEdit())
    with qtbot.waitExposed(tabs):
        tabs.show()
    tabs.activateWindow()
    first = tabs.page("one")
    assert first is not None
    first.setFocus()
    tabs.turn_to("two")

    assert QApplication.focusWidget() is tabs.bar
