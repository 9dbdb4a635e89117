"""A short list: the line that is chosen by the program is chosen alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from app.ui.tables.rows import Cell, Column, Line, Rows


def test_a_line_is_chosen_alone_although_a_key_is_held_down(qtbot: QtBot, kit: Kit) -> None:
    rows = Rows(kit, "some", "Some", [Column("One")])
    qtbot.addWidget(rows)
    rows.show()
    rows.put([Line(number, (Cell(str(number)),)) for number in range(3)])
    assert rows.choose(0)
    QTest.keyPress(rows, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert rows.choose(2)
    assert rows.keys == [2]
    rows.put(rows.lines)
    QTest.keyRelease(rows, Qt.Key.Key_Control)
    assert rows.keys == [2]
