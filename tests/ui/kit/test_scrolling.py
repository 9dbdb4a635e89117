"""A reader that asks a scroll area for a part that has hidden, or never was, gets “none”, and the program lives on."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QScrollArea, QTableView, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.scrolling import ScrollArea, ScrolledDrawing
from tests.ui.seeing import answered_as, unsafe

TOP = Path(__file__).resolve().parents[3]
HOME = "app/ui/kit/scrolling.py"
UNSAFE = {"QScrollArea", "QAbstractScrollArea", "QGraphicsView", "QMdiArea"}
"""What Qt answers for without asking whether the part is there."""
BAR_HIDES = """
import sys
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from app.ui.kit.scrolling import ScrollArea

app = QApplication([])
QAccessible.setActive(True)
area = {"Qt": QScrollArea, "ours": ScrollArea}[sys.argv[1]]()
page = QWidget()
area.setWidget(page)
area.resize(200, 200)
area.show()
told = QAccessible.queryAccessibleInterface(area)
page.resize(100, 900)
app.processEvents()
known = told.childCount() - 1
print("there" if told.child(known).object().isVisible() else "hidden", flush=True)
page.resize(100, 100)
app.processEvents()
asked = told.child(known)
print("hidden" if asked is not None and asked.state().invisible else "none", flush=True)
print(told.child(known + 10_000_000), flush=True)
"""
"""Asks for the scroll bar that was there a moment ago, then for a part that never was."""


def asking(kind: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", BAR_HIDES, kind], cwd=TOP, capture_output=True, text=True, check=False)


def test_a_scroll_bar_that_hid_may_be_asked_for() -> None:
    done = asking("ours")

    assert done.stdout.split() == ["there", "hidden", "None"]
    assert done.returncode == 0


def test_qt_alone_falls_over_it() -> None:
    """When this fails Qt has been mended, and `app.ui.kit.scrolling` may go."""
    done = asking("Qt")

    assert done.stdout.split()[:1] == ["there"]
    assert done.returncode < 0


@pytest.mark.parametrize("kind", [ScrollArea, ScrolledDrawing])
def test_its_parts_are_told_shown_or_not(qtbot: QtBot, kind: type[QAbstractScrollArea]) -> None:
    area = kind()
    qtbot.addWidget(area)
    area.resize(200, 200)
    with qtbot.waitExposed(area):
        area.show()
    told = QAccessible.queryAccessibleInterface(area)

    assert [told.child(at).state().invisible for at in range(told.childCount())] == [0, 1, 1]
    assert told.child(0).object() is area.viewport()
    assert told.child(0).parent().object() is area
    assert told.child(told.childCount()) is None
    assert told.child(-1) is None


def test_it_is_laid_out_and_drawn_as_qt_does(qtbot: QtBot) -> None:
    both = QWidget()
    qtbot.addWidget(both)
    row = QHBoxLayout(both)
    areas: list[QScrollArea] = [QScrollArea(), ScrollArea()]
    for area in areas:
        page = QWidget()
        page.setMinimumSize(50, 900)
        area.setWidget(page)
        area.setWidgetResizable(True)
        row.addWidget(area)
    both.resize(400, 300)
    with qtbot.waitExposed(both):
        both.show()
    theirs, ours = areas

    assert ours.viewport().geometry() == theirs.viewport().geometry() != QRect()
    assert ours.grab().toImage() == theirs.grab().toImage()


def test_an_eye_sees_what_is_not_made_here(qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    row = QHBoxLayout(panel)
    for number, kind in enumerate((QScrollArea, QAbstractScrollArea, ScrollArea, QTextBrowser, QTableView)):
        one = kind()
        one.setObjectName(f"part_{number}")
        row.addWidget(one)
    with qtbot.waitExposed(panel):
        panel.show()

    assert [said.split()[1] for said in unsafe(panel)] == ["part_0:", "part_1:"]
    assert answered_as(QTableView(panel)) == "QTableView"


def test_nothing_in_the_window_scrolls_otherwise() -> None:
    found = [
        f"{module.relative_to(TOP).as_posix()}: {node.lineno}"
        for module in sorted((TOP / "app").rglob("*.py"))
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if (isinstance(node, ast.alias) and node.name in UNSAFE)
        or (isinstance(node, ast.Attribute) and node.attr in UNSAFE)
    ]
    assert [place for place in found if not place.startswith(HOME)] == []
    assert len(found) == 2
