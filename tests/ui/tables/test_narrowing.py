"""Every short list is narrowed by what is typed above it, as soon as it has more lines than a glance takes in."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.files.list_page import ListPage
from app.ui.kit.kit import Kit
from app.ui.tables.narrow_line import NarrowLine
from app.ui.tables.narrowing import MANY, narrowed
from app.ui.tables.rows import Cell, Column, Line, Rows


def lines(*texts: str) -> list[Line]:
    return [Line(number, (Cell(text, f"onder {number}"),)) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("menard", [1]), ("ELODIE Mén", [1]), ("onder koen", [0]), ("2026/31", [2]), ("niemand", []), ("  ", [0, 1, 2])],
)
def test_lines_hold_every_word_whatever_accents_and_capitals(typed: str, kept: list[int]) -> None:
    known = lines("Lambrecht, Koen", "Ménard, Élodie", "2026/31 Luik")
    assert [line.key for line in narrowed(known, typed)] == kept


def test_a_list_gets_its_filter_when_it_is_long_and_keeps_it_while_it_narrows(qtbot: QtBot, kit: Kit) -> None:
    page = ListPage(kit, "lijst", "Lijst", (Column("Naam"),), ("Niets", "Nog niets"))
    host = QWidget()
    qtbot.addWidget(host)
    page.setParent(host)
    host.show()
    page.put(lines(*("kort" for _ in range(MANY - 1))))
    assert page.filter.isHidden()
    page.put(lines("Ménard", *("kort" for _ in range(MANY))))
    assert not page.filter.isHidden()
    page.filter.setText("menard")
    assert [line.key for line in page.rows.lines] == [0]
    page.put(lines("Ménard", "kort"))
    assert not page.filter.isHidden(), "what is typed there still narrows"
    page.filter.clear()
    assert page.filter.isHidden()
    assert len(page.rows.lines) == 2


def test_nothing_is_narrowed_where_nothing_is(qtbot: QtBot, kit: Kit) -> None:
    page = ListPage(kit, "lijst", "Lijst", (Column("Naam"),), ("Niets", "Nog niets"), filtered=True)
    qtbot.addWidget(page)
    page.put([])
    assert page.filter.isHidden()
    page.put(lines("kort"))
    assert not page.filter.isHidden()


@pytest.fixture
def beneath(qtbot: QtBot, kit: Kit) -> Iterator[tuple[NarrowLine, Rows]]:
    """A list in a sheet, under its line."""
    host = QWidget()
    qtbot.addWidget(host)
    rows = Rows(kit, "lijst", "Lijst", (Column("Naam"),))
    line = NarrowLine(kit, rows)
    box = QVBoxLayout(host)
    box.addWidget(line)
    box.addWidget(rows)
    host.show()
    yield line, rows
    host.hide()


def test_a_list_in_a_sheet_is_narrowed_in_the_same_way(beneath: tuple[NarrowLine, Rows]) -> None:
    line, rows = beneath
    line.put(lines(*("kort" for _ in range(MANY - 1))))
    assert (line.isVisible(), len(rows.lines)) == (False, MANY - 1)
    line.put(lines("Ménard", *("kort" for _ in range(MANY))))
    line.filter.setText("menard")
    assert ([one.key for one in rows.lines], rows.key) == ([0], 0)
    told: list[object] = []
    rows.chosen.connect(told.append)
    line.filter.setText("niemand")
    assert (rows.lines, told[-1:]) == ((), [None]), "what is no longer there is chosen no more"
    line.filter.clear()
    assert len(rows.lines) == MANY + 1


def test_ctrl_f_goes_up_to_the_filter_and_enter_down_into_the_lines(
    qtbot: QtBot, beneath: tuple[NarrowLine, Rows]
) -> None:
    line, rows = beneath
    line.put(lines(*("kort" for _ in range(MANY))))
    rows.window().activateWindow()
    rows.setFocus()
    qtbot.waitUntil(rows.hasFocus)
    QTest.keyClick(rows, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(line.filter.hasFocus)
    QTest.keyClick(line.filter, Qt.Key.Key_Return)
    qtbot.waitUntil(rows.hasFocus)
