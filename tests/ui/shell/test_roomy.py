"""A window as low as full HD at 200 % leaves it: what does not fit scrolls, and the keyboard reaches all of it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.shell.roomy import Roomy, Upright
from app.ui.shell.standing import SMALLEST
from app.ui.shell.window import MainWindow
from tests.ui.shell.conftest import Opens
from tests.ui.shell.shell_world import front

NEEDED = 700
"""Pixels of height that a page may need."""


def in_sight(window: MainWindow, one: QWidget) -> bool:
    area = one.parentWidget()
    while area is not None and not isinstance(area, Roomy | Upright):
        area = area.parentWidget()
    assert area is not None
    top = one.mapTo(area, one.rect().topLeft()).y()
    return top >= 0 and top + one.height() <= area.height() and area.window() is window


def test_a_page_that_needs_more_scrolls_and_the_keyboard_brings_its_end_into_sight(open_window: Opens) -> None:
    window = open_window()
    last = QPushButton("Zenden")
    page = front(window)
    layout = page.layout()
    assert layout is not None
    layout.addWidget(last)
    page.setMinimumHeight(NEEDED)
    window.resize(SMALLEST)
    settle_down(window)
    assert (window.width(), window.height()) == (SMALLEST.width(), SMALLEST.height())
    assert page.height() == NEEDED
    assert not in_sight(window, last)
    page.button.setFocus()
    QTest.keyClick(page.button, Qt.Key.Key_Tab)
    assert last.hasFocus()
    assert in_sight(window, last)

    page.setMinimumHeight(0)
    settle_down(window)
    area = window.findChild(Roomy)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0, "where it fits nothing scrolls"
    assert page.height() == area.viewport().height()


def test_a_tall_page_makes_no_other_page_scroll(open_window: Opens) -> None:
    window = open_window()
    front(window).setMinimumHeight(NEEDED)
    window.resize(SMALLEST)
    window.go_to("threat_files")
    settle_down(window)
    area = window.findChild(Roomy)
    assert area is not None
    assert area.verticalScrollBar().maximum() == 0


def test_a_page_of_pages_scrolls_for_what_it_needs_and_not_for_what_it_would_like(qtbot: QtBot) -> None:
    tall, area = QWidget(), QScrollArea()
    tall.setMinimumHeight(NEEDED)
    area.setWidget(tall)
    front = QWidget()
    column = QVBoxLayout(front)
    said = QLabel("Deze rechter wordt sinds oktober gevolgd.")
    said.setWordWrap(True)
    column.addWidget(said)
    column.addWidget(area, 1)
    screen, stack = QWidget(), QStackedWidget()
    QStackedLayout(screen).addWidget(front)
    stack.addWidget(screen)
    room = Roomy(stack, "room")
    qtbot.addWidget(room)
    liked, least = front.sizeHint().height(), front.minimumSizeHint().height()
    assert least < liked
    room.resize(600, (least + liked) // 2)
    with qtbot.waitExposed(room):
        room.show()
    assert room.verticalScrollBar().maximum() == 0


def test_the_last_room_of_the_rail_is_reached_however_low_the_window_is(open_window: Opens) -> None:
    window = open_window()
    rail = window.frame.rail
    for line in rail.findChildren(QAbstractButton):
        line.setFixedHeight(120)
    window.resize(SMALLEST)
    settle_down(window)
    lines = [one for one in rail.findChildren(QAbstractButton) if one.isVisible()]
    lines[0].setFocus()
    assert in_sight(window, lines[0])
    for one in lines[1:]:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
        assert one.hasFocus()
        assert in_sight(window, one)


def settle_down(_window: MainWindow) -> None:
    """Let the layout follow."""
    for _ in range(3):
        QApplication.processEvents()
