"""A passphrase is seen when somebody asks for it, and never by a key that was meant for something else."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import app.ui
from app.ui.kit.fields import SHOW_KEY, PassphraseField, TextField
from app.ui.kit.kit import Kit
from app.ui.kit.new_passphrase import NewPassphrase

HIDDEN, SHOWN = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal


def a_page(qtbot: QtBot, *fields: QWidget) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    for one in fields:
        box.addWidget(one)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def modes(page: QWidget) -> Sequence[QLineEdit.EchoMode]:
    return [one.line.echoMode() for one in page.findChildren(PassphraseField)]


@pytest.fixture(params=["one", "a new one"])
def page(request: pytest.FixtureRequest, qtbot: QtBot, kit: Kit) -> QWidget:
    new = request.param == "a new one"
    made = NewPassphrase(kit, "secret", lambda: ()) if new else PassphraseField(kit, "Passphrase", "secret")
    return a_page(qtbot, made, TextField("Next", "next"))


def test_no_key_reaches_the_eye_and_no_letter_goes_through_it(page: QWidget) -> None:
    fields = page.findChildren(PassphraseField)
    eyes = [eye for one in fields for eye in one.findChildren(QToolButton)]
    assert [eye.focusPolicy() for eye in eyes] == [Qt.FocusPolicy.NoFocus] * len(fields)
    fields[0].line.setFocus()
    for one in fields:
        assert one.line.hasFocus()
        QTest.keyClicks(one.line, "open")
        QTest.keyClick(one.line, Qt.Key.Key_Tab)
    following = page.findChild(QLineEdit, "next")
    assert following is not None
    assert following.hasFocus()
    QTest.keyClicks(following, " on")
    assert [one.passphrase for one in fields] == ["open"] * len(fields)
    assert set(modes(page)) == {HIDDEN}


def test_its_own_key_shows_it_and_hides_it_again_where_it_is_typed(page: QWidget) -> None:
    following = page.findChild(QLineEdit, "next")
    assert following is not None
    following.setFocus()
    QTest.keyClick(following, Qt.Key.Key_F8)
    assert set(modes(page)) == {HIDDEN}, "elsewhere the key means nothing"
    line = page.findChildren(PassphraseField)[0].line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_F8)
    assert set(modes(page)) == {SHOWN}
    QTest.keyClick(line, Qt.Key.Key_F8)
    assert set(modes(page)) == {HIDDEN}


def test_a_screen_reader_can_press_the_eye_and_is_told_its_key(page: QWidget) -> None:
    field = page.findChildren(PassphraseField)[0]
    eye = field.findChildren(QToolButton)[0]
    told = QAccessible.queryAccessibleInterface(eye)
    assert told is not None
    assert eye.accessibleDescription() == SHOW_KEY
    assert SHOW_KEY in eye.toolTip()
    acts = told.actionInterface()
    assert acts is not None
    acts.doAction(acts.actionNames()[0])
    assert set(modes(page)) == {SHOWN}


def test_no_other_field_of_the_program_shows_a_passphrase() -> None:
    """Whoever needs one that can be looked at takes the field tested here."""
    room = Path(app.ui.__file__).parent
    shows = [one for one in sorted(room.rglob("*.py")) if re.search(r"EchoMode\.Normal\b", one.read_text("utf-8"))]
    assert [one.relative_to(room).as_posix() for one in shows] == ["kit/fields.py"]
