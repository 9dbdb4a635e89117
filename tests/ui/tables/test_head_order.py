"""The heads of a short list order its lines: by value, in the language's way, and back to the order of the trade."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.core.i18n import LANGUAGES
from app.ui.kit.kit import Kit
from app.ui.kit.words import DASH, Words
from app.ui.tables.ordering import ordered
from app.ui.tables.rows import Cell, Column, Line, Rows

DAYS = [date(2026, 11, 2), date(2025, 12, 31), date(2026, 3, 1)]
TEXTS = ["post 10", "Éric", "post 9", "eric", "zebra", "Ernst"]


def made(qtbot: QtBot, kit: Kit, name: str = "lijst") -> Rows:
    rows = Rows(kit, name, "Lijst", (Column("Wie"), Column("Wanneer"), Column("")))
    qtbot.addWidget(rows)
    rows.resize(500, 300)
    rows.show()
    days = zip("CAB", DAYS, strict=True)
    rows.put([Line(who, (Cell(who), Cell(kit.words.date(day), by=day), Cell("x"))) for who, day in days])
    return rows


def click(rows: Rows, at: int) -> str:
    """Click on a head; return the lines that stand then."""
    head = rows.horizontalHeader()
    middle = QPoint(head.sectionViewportPosition(at) + head.sectionSize(at) // 2, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    return "".join(line.key for line in rows.lines)


def test_a_head_orders_turns_round_and_gives_the_own_order_back(qtbot: QtBot, kit: Kit) -> None:
    rows = made(qtbot, kit)
    head = rows.horizontalHeader()
    assert not head.isSortIndicatorShown()
    assert [click(rows, 1), head.sortIndicatorSection(), head.isSortIndicatorShown()] == ["ABC", 1, True]
    up = head.sortIndicatorOrder()
    assert click(rows, 1) == "CBA"
    assert head.sortIndicatorOrder() is not up
    assert [click(rows, 1), head.isSortIndicatorShown()] == ["CAB", False]
    assert [click(rows, 1), click(rows, 0), click(rows, 2)] == ["ABC", "ABC", "ABC"]
    assert head.sortIndicatorSection() == 0


def test_what_is_chosen_stays_chosen_and_is_no_news(qtbot: QtBot, kit: Kit) -> None:
    rows = made(qtbot, kit)
    rows.choose_all(["C", "B"])
    told: list[object] = []
    rows.chosen.connect(told.append)
    click(rows, 1)
    assert (sorted(rows.keys), told) == (["B", "C"], [])


def test_lines_that_are_read_again_stand_in_the_order_that_was_chosen_also_where_the_list_is_made_anew(
    qtbot: QtBot, kit: Kit
) -> None:
    rows = made(qtbot, kit)
    click(rows, 1)
    rows.put(rows.lines)
    assert [line.key for line in rows.lines] == ["A", "B", "C"]
    assert [line.key for line in made(qtbot, kit).lines] == ["A", "B", "C"]
    assert [line.key for line in made(qtbot, kit, "andere").lines] == ["C", "A", "B"]


def test_a_part_of_a_list_keeps_its_order(qtbot: QtBot, kit: Kit) -> None:
    rows = made(qtbot, kit)
    click(rows, 0)
    rows.put([Line(who, (Cell(who), Cell(), Cell())) for who in "CAB"], part=True)
    assert click(rows, 0) == "CAB"
    assert not rows.horizontalHeader().isSortIndicatorShown()
    rows.put([Line(who, (Cell(who), Cell(), Cell())) for who in "CABD"])
    assert [line.key for line in rows.lines] == ["A", "B", "C", "D"]


def test_the_same_is_in_a_menu_for_the_keyboard(qtbot: QtBot, kit: Kit) -> None:
    rows = made(qtbot, kit)
    for name, stand in (("order_1_down", "CBA"), ("order_0_up", "ABC"), ("order_own", "CAB")):
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), rows.mapToGlobal(QPoint(5, 5)))
        QApplication.sendEvent(rows.viewport(), asked)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        lines = {one.objectName(): one for one in menu.actions()}
        assert len([one for one in lines.values() if one.isChecked()]) == 1
        lines[name].trigger()
        menu.close()
        assert "".join(line.key for line in rows.lines) == stand


def test_the_arrow_has_room_beside_the_words_of_its_head(qtbot: QtBot, kit: Kit) -> None:
    rows = Rows(kit, "smal", "Smal", (Column("Aantal exemplaren", 0, 60), Column("Wat", 1)))
    qtbot.addWidget(rows)
    rows.resize(300, 200)
    rows.show()
    rows.put([Line(at, (Cell(str(at)), Cell("x"))) for at in range(3)])
    before = rows.columnWidth(0)
    rows.horizontalHeader().sectionClicked.emit(0)
    assert before == 60
    assert rows.columnWidth(0) > 110


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_ordered_as_the_language_does_with_their_numbers_as_numbers(language: str) -> None:
    lines = [Line(text, (Cell(text),)) for text in TEXTS]
    found = [line.key for line in ordered(lines, 0, Words(language).locale, down=False)]
    assert found == ["eric", "Éric", "Ernst", "post 9", "post 10", "zebra"]


def test_equal_lines_keep_their_order_and_what_says_nothing_stands_last_whichever_way() -> None:
    cells = [Cell("a"), Cell(), Cell("b"), Cell(DASH), Cell("a"), Cell("b")]
    lines = [Line(at, (cell,)) for at, cell in enumerate(cells)]
    locale = Words("nl").locale
    assert [line.key for line in ordered(lines, 0, locale, down=False)] == [0, 4, 2, 5, 1, 3]
    assert [line.key for line in ordered(lines, 0, locale, down=True)] == [2, 5, 0, 4, 1, 3]


def test_moments_numbers_and_levels_are_ordered_by_what_they_are() -> None:
    moments = [datetime(2026, 11, day, tzinfo=UTC) for day in (9, 30, 10)]
    by_moment = [Line(at, (Cell("zelfde", by=moment),)) for at, moment in enumerate(moments)]
    assert [line.key for line in ordered(by_moment, 0, Words("fr").locale, down=False)] == [0, 2, 1]
    by_level = [Line(level, (Cell("abcd"[-level], level=level),)) for level in (3, 1, 4)]
    assert [line.key for line in ordered(by_level, 0, Words("fr").locale, down=True)] == [4, 3, 1]
