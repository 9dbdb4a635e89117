"""Keys are named as on the officer's keyboard; icons are as sharp as the screen."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence

from app.ui.kit.icons import Icons
from app.ui.kit.keys import key_text
from app.ui.kit.theme import Theme
from app.ui.kit.words import Words

UI = Path(__file__).resolve().parents[3] / "app" / "ui"
KEY = re.compile(r"((Ctrl|Alt|Shift)\+)+\S+|F[1-9]\d?|Esc\w*|Del(ete)?|Return|Home|End|Pa?ge?[ UD]\w+|Space")


@pytest.mark.parametrize(
    ("shortcut", "language", "shown"),
    [
        ("Ctrl+K", "nl", "Ctrl K"),
        ("Ctrl+Return", "nl", "Ctrl Enter"),
        ("Ctrl+Return", "fr", "Ctrl Entrée"),
        ("Ctrl+Return", "de", "Strg Eingabe"),
        ("Alt+Left", "nl", "Alt Links"),
        ("Alt+Right", "fr", "Alt Droite"),
        ("Ctrl+Shift+H", "de", "Strg Umschalt H"),
        ("Ctrl++", "en", "Ctrl +"),
        ("F5", "en", "F5"),
        ("", "nl", ""),
    ],
)
def test_a_key_is_named_as_on_the_keyboard(shortcut: str, language: str, shown: str) -> None:
    assert key_text(shortcut, Words(language)) == shown


def test_every_key_is_written_as_qt_writes_it() -> None:
    said = {
        node.value
        for file in UI.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value)
    }
    assert len(said) > 30
    native = QKeySequence.SequenceFormat.NativeText
    assert [one for one in sorted(said) if QKeySequence(one).toString(native) != one] == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_has_the_dots_of_its_screen(theme: Theme, scale: float) -> None:
    drawn = Icons(theme)("shield").pixmap(QSize(16, 16), scale)

    assert drawn.size() == QSize(16, 16) * scale
    assert drawn.devicePixelRatio() == scale
    assert drawn.deviceIndependentSize().toSize() == QSize(16, 16)
