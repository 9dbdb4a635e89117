"""Letters of menus and buttons: each text has its own, none twice; and they press what they mark."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import TYPED, letters_of, mark_menu, marked, unmarked
from app.ui.kit.sheet import Sheet

ALT = Qt.KeyboardModifier.AltModifier


@pytest.mark.parametrize(
    ("texts", "letters"),
    [
        (["Bewaren", "Annuleren", "Afdrukken"], ["b", "a", "f"]),
        (["Een dossier openen", "Exporteren", "Dossier"], ["e", "x", "d"]),
        (["ab", "a", "b"], ["b", "a", ""]),
        (["Écarter", "Éé", "…"], ["c", "", ""]),
        ([], []),
    ],
)
def test_each_text_has_a_letter_of_its_own_the_first_of_a_word_where_it_can(
    texts: list[str], letters: list[str]
) -> None:
    assert letters_of(texts) == letters


def test_a_letter_is_given_up_for_a_text_that_has_no_other() -> None:
    found = letters_of(["abc", "ab", "a"])
    assert found == ["c", "b", "a"]
    assert set(letters_of(sorted(TYPED))) == TYPED


def test_letters_that_are_taken_are_left_and_those_that_were_had_stay() -> None:
    assert letters_of(["Bewaren", "Annuleren"], taken="ab") == ["e", "n"]
    assert letters_of(["Bewaren", "Betalen"], before=["w"]) == ["w", "b"]
    assert letters_of(["Bewaren"], before=["z"]) == ["b"]


@pytest.mark.parametrize("text", ["Op & neer", "Opslaan als…", "&", "A && B"])
def test_what_is_marked_still_says_the_same(text: str) -> None:
    for letter in ("", "a", "n"):
        assert unmarked(marked(text, letter)) == text
    assert marked("Beginnen op a", "o") == "Beginnen &op a"


def test_lines_of_a_menu_and_of_menus_within_are_marked_once_and_keep_their_keys(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Bewaren\tCtrl+S")
    menu.addSeparator()
    inner = menu.addMenu("Beeld")
    inner.addAction("Op && neer")
    for _ in range(2):
        mark_menu(menu)
        assert [line.text() for line in menu.actions() if line.text()] == ["&Bewaren\tCtrl+S", "B&eeld"]
        assert [line.text() for line in inner.actions()] == ["&Op && neer"]


class Asked:
    """A sheet that asks, and what was pressed on it."""

    def __init__(self, kit: Kit, host: QWidget) -> None:
        self.pressed: list[str] = []
        self.sheet = Sheet(kit, host, "Bewaren", "asked")
        self.line, self.tick = QLineEdit(), QCheckBox("Ook de andere")
        for one in (self.line, self.tick, link("Meer tonen", "more", lambda: self.pressed.append("more"))):
            self.sheet.body.addWidget(one)
        self.off = self.sheet.add_button("Bestand kiezen", "file", lambda: self.pressed.append("file"))
        self.off.setEnabled(False)
        self.save = self.sheet.add_button("Bewaren", "save", lambda: self.pressed.append("save"), primary=True)

    def hold(self, *keys: Qt.Key) -> None:
        """Press keys with Alt held, from where one types."""
        QTest.keyPress(self.line, Qt.Key.Key_Alt, ALT)
        for key in keys:
            QTest.keyClick(self.line, key, ALT)


@pytest.fixture
def asked(qtbot: QtBot, kit: Kit) -> Iterator[Asked]:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    made = Asked(kit, host)
    made.sheet.open()
    made.sheet.activateWindow()
    qtbot.waitUntil(made.sheet.isActiveWindow)
    made.line.setFocus()
    yield made
    made.sheet.reject()


def test_alt_and_a_letter_press_a_button_of_a_sheet_from_where_one_types(asked: Asked) -> None:
    asked.hold(Qt.Key.Key_E, Qt.Key.Key_O, Qt.Key.Key_M, Qt.Key.Key_B)
    assert asked.pressed == ["save", "more"], "what waits has its letter too, and is not pressed"
    assert asked.tick.isChecked()
    assert asked.line.text() == ""


def test_the_letters_are_seen_while_alt_is_held_and_nothing_is_left_of_them(asked: Asked) -> None:
    before = asked.sheet.grab().toImage()
    asked.hold()
    assert asked.tick.text() == "&Ook de andere"
    assert asked.sheet.grab().toImage() != before
    QTest.keyRelease(asked.line, Qt.Key.Key_Alt)
    assert asked.tick.text() == "Ook de andere"
    assert asked.sheet.grab().toImage() == before


def test_a_sheet_that_loses_the_keyboard_forgets_that_alt_was_held(qtbot: QtBot, asked: Asked) -> None:
    asked.hold()
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: asked.tick.text() == "Ook de andere")
