"""Every short list is narrowed by what is typed above it, as soon as it has more lines than a glance takes in."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.files.list_page import ListPage
from app.ui.kit.kit import Kit
from app.ui.tables.narrowing import MANY, narrowed
from app.ui.tables.rows import Cell, Column, Line


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
