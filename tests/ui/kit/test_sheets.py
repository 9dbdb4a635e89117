"""A sheet on a low monitor: its body scrolls, its buttons stay in reach, and nothing typed or chosen is lost."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.sheet import Sheet

LOW = QSize(952, 464)
"""What full HD at 200 % has left."""


@pytest.fixture(autouse=True)
def _low(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Sheet, "room", lambda _sheet: LOW)


def filled(qtbot: QtBot, kit: Kit, lines: int) -> tuple[Sheet, Sequence[QLineEdit], QPushButton]:
    sheet = Sheet(kit, None, "Blad", "blad")
    qtbot.addWidget(sheet)
    fields = [QLineEdit(str(number)) for number in range(lines)]
    for one in fields:
        sheet.body.addWidget(one)
    act = sheet.add_button("Doen", "doen", sheet.accept, primary=True)
    fields[2].setFocus()
    return sheet, fields, act


def in_sight(sheet: Sheet, one: QWidget) -> bool:
    top = one.mapTo(sheet, QPoint(0, 0)).y()
    return top >= 0 and top + one.height() <= sheet.height()


def test_what_needs_more_than_the_monitor_scrolls_and_the_buttons_stay(qtbot: QtBot, kit: Kit) -> None:
    sheet, fields, act = filled(qtbot, kit, 30)
    sheet.open()
    qtbot.waitUntil(sheet.isActiveWindow)
    assert sheet.height() <= LOW.height()
    assert in_sight(sheet, act)
    area = sheet.findChild(ScrollArea, "blad_scrolled")
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0
    qtbot.waitUntil(fields[2].hasFocus)
    for one in fields[2:-1]:
        QTest.keyClick(one, Qt.Key.Key_Tab)
        assert not one.hasFocus()
    assert fields[-1].hasFocus(), "Tab goes through all of it"
    assert in_sight(sheet, fields[-1])
    assert [one.text() for one in fields] == [str(number) for number in range(30)]


def test_what_becomes_too_much_while_it_is_open_scrolls_too_and_keeps_the_keyboard(qtbot: QtBot, kit: Kit) -> None:
    sheet, fields, act = filled(qtbot, kit, 4)
    sheet.open()
    qtbot.waitUntil(fields[2].hasFocus)
    assert sheet.findChild(ScrollArea, "blad_scrolled") is None
    for number in range(30):
        sheet.body.addWidget(QLineEdit(str(number)))
    sheet.say("Er is iets geweigerd.")
    qtbot.waitUntil(lambda: sheet.findChild(ScrollArea, "blad_scrolled") is not None)
    qtbot.waitUntil(lambda: fields[2].hasFocus() and sheet.height() <= LOW.height())
    assert in_sight(sheet, act)


def test_one_that_fits_is_as_it_was(qtbot: QtBot, kit: Kit) -> None:
    sheet, _fields, _act = filled(qtbot, kit, 4)
    sheet.open()
    assert sheet.findChild(ScrollArea, "blad_scrolled") is None


def test_the_keyboard_is_where_it_was_on_opening_whatever_is_read_before_it_is_in_front(qtbot: QtBot, kit: Kit) -> None:
    sheet = Sheet(kit, None, "Blad", "blad")
    qtbot.addWidget(sheet)
    found = QPushButton("Wat gelezen werd")
    sheet.body.addWidget(found)
    found.hide()
    close = sheet.add_button("Sluiten", "sluiten", sheet.accept)
    sheet.open()
    found.show()  # read before the window system has put the sheet in front
    qtbot.waitUntil(sheet.isActiveWindow)
    qtbot.waitUntil(close.hasFocus)
