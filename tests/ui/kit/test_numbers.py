"""What is set by number is what Qt means by it, and what is painted first asks for no more of Qt than it needs."""

import subprocess
import sys
from functools import reduce
from operator import or_
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.bench.starting import _UNLOCK
from app.ui.kit.numbers import NUMBERS, set_member

KINDS = {
    "textFormat": Qt.TextFormat,
    "focusPolicy": Qt.FocusPolicy,
    "context": Qt.ShortcutContext,
    "horizontalScrollBarPolicy": Qt.ScrollBarPolicy,
    "inputMethodHints": Qt.InputMethodHint,
}


@pytest.mark.parametrize(
    ("name", "member", "number"), [(name, *one) for name, members in NUMBERS.items() for one in members.items()]
)
def test_a_number_is_what_qt_means(name: str, member: str, number: int) -> None:
    assert reduce(or_, [KINDS[name][part].value for part in member.split("|")]) == number


def test_a_text_is_plain(qtbot: QtBot) -> None:
    label = QLabel("<b>x</b>")
    qtbot.addWidget(label)
    set_member(label, "textFormat", "PlainText")
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_what_is_not_listed_or_not_there_is_refused(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    with pytest.raises(KeyError):
        set_member(label, "textFormat", "RichText")
    with pytest.raises(ValueError, match="horizontalScrollBarPolicy"):
        set_member(label, "horizontalScrollBarPolicy", "ScrollBarAlwaysOff")


def test_the_first_paint_loads_neither_the_names_of_qt_nor_the_store() -> None:
    """Each of these was once loaded before the unlock screen, and takes from 1 to 10 ms."""
    asked = """
import sys
def leave():
    loaded = [name for name in %r if name in sys.modules]
    import enum
    from PySide6 import QtGui, QtWidgets
    there = {**vars(QtGui), **vars(QtWidgets)}
    loaded += [name for name in %r if isinstance(there.get(name), type)]
    made = {kind.__qualname__ for root in (enum.Enum, enum.Flag, enum.IntEnum) for kind in root.__subclasses__()}
    print(*loaded, *sorted(made & {"Qt.Key", "QStyle.ControlElement"}), len(made) > 50)
    sys.stdout.flush()
    os._exit(0)
"""
    banned = ("socket", "pickle", "hashlib", "json", "sqlalchemy", "app.models.enums", "app.models.fields")
    unmade = ("QKeySequence", "QTouchEvent", "QAction", "QStyleOption")
    program = (asked % (banned, unmade)) + _UNLOCK.replace("lambda: os._exit(0)", "leave")
    top = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", program], cwd=top, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"]
