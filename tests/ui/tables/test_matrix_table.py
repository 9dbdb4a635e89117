"""A table read both ways: keys go from cell to cell, what is chosen stays chosen, it is copied with its heads."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from app.ui.tables.matrix_table import MatrixTable
from app.ui.tables.rows import Cell

SIDES = [(number, Cell(f"rij {number}")) for number in range(3)]
HEADS = [(letter, Cell(f"kolom {letter}", "onder\nelkaar")) for letter in "ab"]
CELLS = {(0, "b"): Cell("nul", "bé"), (2, "a"): Cell("twee")}


def a_matrix(qtbot: QtBot, kit: Kit) -> MatrixTable:
    made = MatrixTable(kit, "matrix", "Wie weet wat")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.put(SIDES, HEADS, CELLS)
    made.show()
    return made


def test_the_first_cell_that_says_something_is_chosen_and_the_arrows_go_on(qtbot: QtBot, kit: Kit) -> None:
    table = a_matrix(qtbot, kit)
    assert table.key == (0, "b")
    told: list[object] = []
    table.chosen.connect(told.append)
    QTest.keyClick(table, Qt.Key.Key_Left)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert told == [(0, "a"), (1, "a")]
    table.put(SIDES[1:], HEADS, CELLS)
    assert table.key == (1, "a")
    table.put(SIDES[2:], HEADS[:1], CELLS)
    assert table.key == (2, "a")
    table.put([], [], {})
    assert table.key is None


def test_a_screen_reader_hears_of_a_cell_whose_it_is(qtbot: QtBot, kit: Kit) -> None:
    table = a_matrix(qtbot, kit)
    model, said = table.model(), Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 1).data(said) == "rij 0: kolom b: nul, bé"
    assert model.index(1, 1).data(said) == "rij 1: kolom b: —"
    assert model.headerData(0, Qt.Orientation.Horizontal, said) == "kolom a, onder, elkaar"


def test_all_of_it_is_copied_or_what_is_chosen_of_it(qtbot: QtBot, kit: Kit) -> None:
    table = a_matrix(qtbot, kit)
    copy = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(table, *copy)
    text = QGuiApplication.clipboard().text().split("\n")
    assert text[0].split("\t") == ["Wie weet wat", "kolom a, onder elkaar", "kolom b, onder elkaar"]
    assert [line.split("\t") for line in text[1:]] == [
        ["rij 0", "", "nul, bé"],
        ["rij 1", "", ""],
        ["rij 2", "twee", ""],
    ]
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, *copy)
    assert QGuiApplication.clipboard().text().split("\n")[1:] == ["rij 0\tnul, bé", "rij 1\t"]


def test_sixty_rows_and_thirty_columns_stand_there_and_heads_are_as_high_as_their_words(qtbot: QtBot, kit: Kit) -> None:
    table = a_matrix(qtbot, kit)
    heads = [(number, Cell(f"P-2026-BRU1-{number:04}", "lang " * 20)) for number in range(30)]
    cells = {(row, column): Cell("17 nov 2026", "overhandigd") for row in range(60) for column in range(30)}
    high = table.horizontalHeader().height()
    table.put([(number, Cell(f"Organisatie {number}", "naam " * 30)) for number in range(60)], heads, cells)
    assert (table.model().rowCount(), table.model().columnCount()) == (60, 30)
    assert table.horizontalHeader().height() > high
    assert table.rowHeight(0) > 100
    assert table.choose(59, 29)
    assert table.key == (59, 29)
