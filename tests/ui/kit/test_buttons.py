"""A button that shows its key answers to it, whatever it says meanwhile; with the keyboard on it Enter presses it."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
)
from pytestqt.qtbot import QtBot

from app.ui.kit.buttons import button, link
from app.ui.kit.keys import answers_to
from app.ui.kit.kit import Kit


def test_a_button_that_says_something_else_keeps_its_key(qtbot: QtBot, kit: Kit) -> None:
    made = button(kit, "Uitgeven", "issue", lambda: None, primary=True, key="Ctrl+Return")
    qtbot.addWidget(made)
    made.setText("Twee exemplaren uitgeven")
    assert made.shortcut() == QKeySequence("Ctrl+Return")


def test_a_key_that_was_taken_away_does_not_come_back_with_a_text(qtbot: QtBot, kit: Kit) -> None:
    made = button(kit, "Uitgeven", "issue", lambda: None, key="Ctrl+Return")
    qtbot.addWidget(made)
    made.setShortcut("")
    made.setText("Uitgegeven")
    assert made.shortcut().isEmpty()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_key_one_expects_presses_what_has_the_keyboard(qtbot: QtBot, kit: Kit, key: Qt.Key) -> None:
    pressed: list[str] = []
    for made in (
        button(kit, "Een databank maken", "found", lambda: pressed.append("button")),
        link("Later", "later", lambda: pressed.append("link")),
    ):
        qtbot.addWidget(made)
        QTest.keyClick(made, key)
    assert pressed == ["button", "link"]


def test_enter_with_another_key_is_for_who_listens_to_that(qtbot: QtBot, kit: Kit) -> None:
    pressed: list[bool] = []
    made = button(kit, "Annuleren", "cancel", lambda: pressed.append(True))
    qtbot.addWidget(made)
    QTest.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []
    QTest.keyClick(made, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert pressed == [True]


def test_enter_held_down_presses_once(qtbot: QtBot, kit: Kit) -> None:
    pressed: list[bool] = []
    made = button(kit, "Een databank maken", "found", lambda: pressed.append(True))
    qtbot.addWidget(made)
    for again in (False, True, True):
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(made, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "", again))
    assert pressed == [True]


def test_enter_in_a_field_of_a_sheet_presses_no_button(qtbot: QtBot, kit: Kit) -> None:
    pressed: list[bool] = []
    sheet, field = QDialog(), QLineEdit()
    box = QVBoxLayout(sheet)
    box.addWidget(field)
    box.addWidget(button(kit, "Bewaren", "save", lambda: pressed.append(True), primary=True))
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pressed == []


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_Ampersand])
def test_a_digit_is_pressed_with_and_without_shift_on_a_belgian_keyboard(qtbot: QtBot, kit: Kit, key: Qt.Key) -> None:
    pressed: list[bool] = []
    made = button(kit, "Waarom", "why", lambda: pressed.append(True), key="1")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    QTest.keyClick(made, key)
    qtbot.waitUntil(lambda: pressed == [True])


def test_a_key_answers_to_the_same_key_of_a_belgian_keyboard() -> None:
    assert answers_to("Alt+2") == ["Alt+2", "Alt+é"]
    assert answers_to("6") == ["6", "§"]
    for other in ("Ctrl+Shift+1", "F1", "F12", "Ctrl+K", ""):
        assert answers_to(other) == [other]


@pytest.mark.parametrize(
    ("kind", "inside"),
    [
        (QCheckBox, QStyle.SubElement.SE_CheckBoxContents),
        (QRadioButton, QStyle.SubElement.SE_RadioButtonContents),
    ],
)
def test_the_words_of_a_tick_stay_where_they_are_when_it_is_chosen(
    qtbot: QtBot, kit: Kit, kind: type[QCheckBox | QRadioButton], inside: QStyle.SubElement
) -> None:
    made = kind("Oefening")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    places = set()
    for state in (QStyle.StateFlag.State_Enabled, QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_HasFocus):
        option = QStyleOptionButton()
        option.initFrom(made)
        option.state = state
        places.add(made.style().subElementRect(inside, option, made).x())
    assert len(places) == 1
