"""A short list: the line that is chosen by the program is chosen alone."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from app.ui.kit.theme import Mode
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


def fits(rows: Rows) -> bool:
    return rows.columnWidth(0) + rows.columnWidth(1) == rows.viewport().width()


def test_lines_are_as_high_as_their_words_whether_put_before_or_after_the_list_is_seen(qtbot: QtBot, kit: Kit) -> None:
    texts = ["kort", "lang " * 60, "twee\nregels", "", "W" * 300, "past juist wel of juist niet op een regel " * 2]
    heights = []
    for before in (True, False):
        rows = Rows(kit, "some", "Some", [Column("One"), Column("Two", 2)])
        qtbot.addWidget(rows)
        rows.resize(420, 600)
        lines = [Line(number, (Cell(text, under=text), Cell("x"))) for number, text in enumerate(texts)]
        if before:
            rows.put(lines)
        rows.show()
        if not before:
            rows.put(lines)
        qtbot.waitUntil(rows.verticalScrollBar().isVisible)
        qtbot.waitUntil(partial(fits, rows))
        heights.append([rows.rowHeight(at) for at in range(len(texts))])
    assert heights[0] == heights[1]
    assert heights[0][3] < heights[0][0] < heights[0][2] < heights[0][1]


class Counted(Rows):
    """Counts how often its lines are measured."""

    measured = 0

    def resizeRowsToContents(self) -> None:  # noqa: N802 - Qt's name
        self.measured += 1
        super().resizeRowsToContents()


def test_lines_are_measured_anew_for_another_font_also_out_of_sight_and_not_for_other_colours(
    qtbot: QtBot, kit: Kit
) -> None:
    rows = Counted(kit, "some", "Some", [Column("One")])
    qtbot.addWidget(rows)
    rows.resize(300, 600)
    rows.show()
    rows.put([Line(0, (Cell("woorden " * 40),))])
    qtbot.waitUntil(lambda: rows.columnWidth(0) == rows.viewport().width())
    known, high = rows.measured, rows.rowHeight(0)
    kit.theme.set_mode(Mode.DARK)
    assert (rows.measured, rows.rowHeight(0)) == (known, high)
    rows.setStyleSheet("QTableView { font-family: 'Noto Sans Arabic'; }")
    assert rows.measured == known + 1
    rows.hide()
    rows.setStyleSheet("")
    rows.put([Line(0, (Cell("woorden " * 80),))])
    rows.show()
    assert rows.rowHeight(0) > high


def test_lines_that_stand_whole_have_no_scroll_bar_until_there_are_more_than_asked(qtbot: QtBot, kit: Kit) -> None:
    page = QWidget()
    rows = Rows(kit, "some", "Some", [Column("One")])
    rows.stand_whole(4)
    box = QVBoxLayout(page)
    box.addWidget(rows)
    box.addStretch(1)
    qtbot.addWidget(page)
    page.resize(300, 100)
    page.show()

    def fitted(count: int) -> bool:
        rows.put([Line(number, (Cell("woorden " * 20),)) for number in range(count)])
        QTest.qWait(1)
        return not rows.verticalScrollBar().isVisible()

    with qtbot.waitSignal(rows.grown):
        assert fitted(4)
    high = rows.minimumHeight()
    assert high > 4 * 60
    assert not fitted(6)
    assert rows.minimumHeight() == high
    assert fitted(1)
    assert rows.minimumHeight() == high, "narrowed to one line it jumps"


def test_a_column_that_says_nothing_is_left_out_and_its_room_given_to_the_others(qtbot: QtBot, kit: Kit) -> None:
    rows = Rows(kit, "some", "Some", [Column("One"), Column("Two"), Column("Three")])
    qtbot.addWidget(rows)
    rows.resize(600, 300)
    rows.put([Line(1, (Cell("a"), Cell("b"), Cell("")))])
    rows.show()
    rows.leave_out(2, out=True)
    assert fits(rows)
    assert rows.as_table()[0].split() == ["One", "Two", "a", "b"]
    rows.leave_out(2, out=False)
    assert rows.columnWidth(2) >= 90
    assert not fits(rows)


def test_chosen_lines_are_copied_as_a_table_for_word_processors_too(qtbot: QtBot, kit: Kit) -> None:
    rows = Rows(kit, "lijst", "Lijst", (Column("Naam"), Column("Wat")))
    qtbot.addWidget(rows)
    rows.put([
        Line(1, (Cell("Ménard", "Luik"), Cell("<b>vet</b>\tniet"))), Line(2, (Cell("Lambrecht"), Cell("")))
    ])  # fmt: skip
    QTest.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    board = QGuiApplication.clipboard().mimeData()
    assert board.text() == "Naam\tWat\nMénard, Luik\t<b>vet</b> niet\nLambrecht\t"
    assert "<td>Ménard, Luik</td><td>&lt;b&gt;vet&lt;/b&gt;\tniet</td>" in board.html()
    rows.choose(2)
    QTest.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().mimeData().text() == "Naam\tWat\nLambrecht\t"


def test_a_column_of_hours_says_in_the_copy_which_time_they_are(qtbot: QtBot, kit: Kit) -> None:
    rows = Rows(kit, "lijst", "Lijst", (Column("Wanneer"), Column("Dag")))
    qtbot.addWidget(rows)
    moment = datetime(2026, 11, 21, 13, 7, tzinfo=UTC)
    rows.put([Line(1, (Cell(kit.words.moment(moment), by=moment), Cell(kit.words.date(moment.date()), by=moment)))])
    text, html = rows.as_table()
    assert text.splitlines()[0] == "Wanneer (Belgische tijd)\tDag"
    assert "<th>Wanneer (Belgische tijd)</th>" in html
