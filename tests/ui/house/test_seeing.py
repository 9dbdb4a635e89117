"""The eyes of the window's tests see what is wrong, and let what is right be."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QTableWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import LANGUAGES
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Chip, Tone, title
from app.ui.kit.sheet import Sheet
from tests.ui.lettering import letterless
from tests.ui.seeing import (
    accessible_name,
    clipped,
    english,
    faint,
    faults,
    jumps,
    overlapping,
    tab_order,
    texts,
    unnamed,
)


def shown(qtbot: QtBot, *parts: QWidget, width: int = 400) -> QWidget:
    """A panel with these parts below each other, on the ground of the theme."""
    panel = QWidget()
    panel.setObjectName("panel")
    panel.setProperty("role", "ground")
    box = QVBoxLayout(panel)
    for part in parts:
        box.addWidget(part)
    panel.resize(width, 300)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def a_field(name: str, said: str = "Familienaam") -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(said)
    return field


def test_a_good_panel_has_no_fault(qtbot: QtBot, kit: Kit) -> None:
    save = button(kit, "Bewaren", "save", lambda: None, primary=True, key="Ctrl+S")
    panel = shown(qtbot, title("Onderzoeksrechter"), Chip("2 dagen over", Tone.RED), a_field("family_name"), save)
    assert faults(panel) == []
    assert tab_order(panel) == ["family_name", "save"]
    assert texts(panel) == ["Onderzoeksrechter", "2 dagen over", "Bewaren"]


def test_a_text_wider_than_its_label_is_seen_unless_a_tip_tells_it(qtbot: QtBot, kit: Kit) -> None:
    name = QLabel("Onderzoeksrechter, arrondissement Antwerpen")
    name.setObjectName("name")
    name.setFixedWidth(80)
    panel = shown(qtbot, name)
    assert "QLabel name" in clipped(panel)[0]
    name.setToolTip(name.text())
    assert clipped(panel) == []


def test_a_text_higher_than_its_label_is_seen(qtbot: QtBot, kit: Kit) -> None:
    said = QLabel("Nieuwe melding op 18 nov.; niveau ongewijzigd. " * 4)
    said.setWordWrap(True)
    said.setFixedHeight(20)
    assert "pixels of height" in clipped(shown(qtbot, said))[0]


def test_a_cut_button_hint_cell_and_heading_are_seen(qtbot: QtBot, kit: Kit) -> None:
    act = QPushButton("Protocol uitgeven")
    act.setFixedWidth(60)
    field = a_field("search")
    field.setPlaceholderText("Zoek persoon, dossier, nummerplaat, telefoon, opdracht")
    field.setFixedWidth(100)
    table = QTableWidget(1, 1)
    table.setHorizontalHeaderLabels(["Uitvoering door de lokale politie"])
    table.setCellWidget(0, 0, QWidget())
    table.setColumnWidth(0, 50)
    found = clipped(shown(qtbot, act, field, table))
    assert [word for word in ("QPushButton", "hint", "heading") if not any(word in one for one in found)] == []


def test_what_reaches_out_of_its_parent_is_seen(qtbot: QtBot, kit: Kit) -> None:
    panel = shown(qtbot)
    strayed = QWidget(panel)
    strayed.setGeometry(QRect(380, 10, 60, 20))
    strayed.show()
    assert clipped(panel) == ["QWidget (no name): reaches out of QWidget panel"]


def test_siblings_over_one_another_are_seen_unless_meant(qtbot: QtBot, kit: Kit) -> None:
    panel = shown(qtbot)
    for left in (10, 40):
        part = QLabel("x", panel)
        part.setObjectName(f"at_{left}")
        part.setGeometry(QRect(left, 10, 60, 20))
        part.show()
    assert overlapping(panel) == ["QLabel at_10 and QLabel at_40 overlap by 30×20"]
    part.setProperty("over", True)
    assert overlapping(panel) == []


def test_a_control_without_names_is_seen(qtbot: QtBot, kit: Kit) -> None:
    found = unnamed(shown(qtbot, QLineEdit(), QPushButton("Bewaren")))
    assert found == [
        "QLineEdit (no name) '': no object name",
        "QLineEdit (no name): no accessible name",
        "QPushButton (no name) 'Bewaren': no object name",
    ]


def test_a_label_names_the_field_it_is_buddy_of(qtbot: QtBot, kit: Kit) -> None:
    field, label = QLineEdit(), QLabel("Naam")
    label.setBuddy(field)
    panel = shown(qtbot, label, field)
    assert panel.isVisible()
    assert accessible_name(field) == "Naam"


def test_tab_against_the_eye_is_seen_but_the_next_column_is_not(qtbot: QtBot, kit: Kit) -> None:
    first, second, third = a_field("first"), a_field("second"), a_field("third")
    panel = shown(qtbot, first, second)
    beside = QWidget()
    row = QHBoxLayout(beside)
    row.addWidget(panel)
    row.addWidget(third)
    qtbot.addWidget(beside)
    with qtbot.waitExposed(beside):
        beside.show()
    assert jumps(beside) == []
    QWidget.setTabOrder(second, first)
    QWidget.setTabOrder(first, third)
    assert jumps(beside) == ["Tab goes up from QLineEdit second to QLineEdit first"]


@pytest.mark.parametrize(("colour", "faults_there"), [("#18212C", 0), ("#C0C8D0", 1)])
def test_a_faint_text_is_seen(qtbot: QtBot, kit: Kit, colour: str, faults_there: int) -> None:
    said = QLabel("Niet gedekt")
    said.setStyleSheet(f"color: {colour}")
    assert len(faint(shown(qtbot, said))) == faults_there


def test_a_text_left_in_english_is_seen(qtbot: QtBot, kit: Kit) -> None:
    panel = shown(qtbot, QLabel("yesterday"), QLabel("in 3 weeks"), QLabel("gisteren"), QLabel("Peeters"))
    assert english(panel, "nl") == ["English: “yesterday”", "English: “in 3 weeks”"]
    assert english(shown(qtbot, QLabel("over 3 weken"), QLabel("open")), "nl") == []


def test_a_button_of_a_sheet_without_a_letter_of_its_own_is_seen_in_whichever_language(qtbot: QtBot, kit: Kit) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    sheet = Sheet(kit, host, "Blad", "blad")
    for number, text in enumerate(("…", "Annuleren")):
        sheet.add_button(text, f"knop_{number}", sheet.reject)
    sheet.open()
    assert letterless(sheet) == [f"Button knop_0: no letter of its own in {language}" for language in LANGUAGES]
    assert set(letterless(sheet)) <= set(faults(sheet))
    sheet.reject()
