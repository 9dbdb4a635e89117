"""Small parts of the window: the trail of visits, what matches what was typed, Qt's own words."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from app.models.enums import Action
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID
from app.ui.kit.screen import Address
from app.ui.kit.theme import weight
from app.ui.kit.words import Words
from app.ui.shell.entries import ENTRIES, ICONS, belongs_to, entries_for
from app.ui.shell.matching import fold, matches, spans
from app.ui.shell.qt_words import QtWords
from app.ui.shell.rail import TEXT, WIDE, Rail, name_font
from app.ui.shell.trail import MOST, Trail, from_json, put_first, to_json

A, B, C = (Address("threat_file", bytes([number]) * 16) for number in range(3))


def test_back_and_forward_walk_the_visits_and_a_new_one_forgets_what_was_ahead() -> None:
    trail = Trail()
    assert trail.back() is None
    for address in (A, A, B, C):
        trail.visit(address)
    assert (trail.back(), trail.back(), trail.back()) == (B, A, None)
    assert trail.forward() == B
    trail.visit(A)
    assert not trail.can_go_forward
    assert trail.back() == B


def test_the_trail_forgets_the_oldest() -> None:
    trail = Trail()
    for number in range(MOST + 5):
        trail.visit(Address("visit", bytes([number % 256]) * 16))
    steps = 0
    while trail.back() is not None:
        steps += 1
    assert steps == MOST - 1


def test_what_was_opened_lately_holds_each_thing_once() -> None:
    recent = put_first((A, B), Address("threat_file", B.uid, "measures"), 3)
    assert recent == (Address("threat_file", B.uid, "measures"), A)
    assert put_first(recent, C, 2) == (C, recent[0])


@pytest.mark.parametrize(
    "address", [Address("situation"), A, Address("visit", B.uid, "programme", (("day", "2026-12-17"),))]
)
def test_an_address_comes_back_from_a_preference(address: Address) -> None:
    assert from_json(to_json(address)) == address


@pytest.mark.parametrize("kept", [None, 7, {}, {"screen": 3}, {"screen": "visit", "uid": "zz"},
                                  {"screen": "visit", "extra": [["a"]]}])  # fmt: skip
def test_what_is_no_address_is_none(kept: object) -> None:
    assert from_json(kept) is None


def test_accents_capitals_and_ligatures_fold_and_what_matched_is_told_in_the_text_as_written() -> None:
    assert fold("Élodie MÉNARD") == "elodie menard"
    assert matches("elo men", "Élodie Ménard")
    assert not matches("lodie", "Élodie")
    assert spans("elo", "Mme Élodie") == [(4, 3)]
    assert spans("strass", "Große Straße 3") == [(6, 5)]
    assert spans("", "Élodie") == []


def test_every_entry_has_an_icon_that_ships_and_stands_for_itself() -> None:
    from app.ui.kit.icons import ICON_DIR

    assert all((ICON_DIR / f"{name}.svg").is_file() for name in ICONS.values())
    assert all(belongs_to(entry.screen) == entry.screen for entry in ENTRIES)
    assert entries_for([Action.COUNT], ["statistics", "situation"]) == tuple(
        one for one in ENTRIES if one.screen == "statistics"
    )
    assert entries_for(list(Action), []) == ()
    assert entries_for([Action.READ], ["assignments"]) == ()
    assert [one.screen for one in entries_for([Action.READ], ["assignments"], assigned=True)] == ["assignments"]


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize("screen", [entry.screen for entry in ENTRIES])
def test_no_name_in_the_rail_is_cut_beside_two_digits(qtbot: QtBot, kit: Kit, screen: str) -> None:
    entry = next(one for one in ENTRIES if one.screen == screen)
    rail = Rail(kit, [entry])
    qtbot.addWidget(rail)
    bold = QFontMetrics(weight(rail.font(), 13, semibold=True))
    number = QFontMetrics(weight(rail.font(), 12)).horizontalAdvance("89")
    room = WIDE - 2 * GRID - TEXT - 8 - number - 4
    assert bold.horizontalAdvance(kit.words(entry.word)) <= room
    longer = QFontMetrics(weight(rail.font(), 12)).horizontalAdvance("312")
    name, room = kit.words(entry.word), room + number - longer
    assert QFontMetrics(name_font(rail.font(), name, room, strong=True)).horizontalAdvance(name) <= room, "three digits"


@pytest.mark.parametrize(("language", "word"), [("nl", "&Kopiëren"), ("fr", "Cop&ier"), ("de", "&Kopieren")])
def test_qt_speaks_the_language_from_the_files_it_ships(language: str, word: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    speaks = QtWords(app)
    assert speaks.speak(Words(language))
    assert QCoreApplication.translate("QLineEdit", "&Copy") == word
    assert speaks.speak(Words("en"))
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "&Copy"


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_no_word_of_the_dialog_that_chooses_a_file_is_english(qtbot: QtBot, language: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    speaks = QtWords(app)
    speaks.speak(Words(language))
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    said = {label.text() for label in dialog.findChildren(QLabel)}
    assert said
    assert not said & {"&Look in:", "Files of &type:", "File &name:", "Directory:"}
    assert QCoreApplication.translate("QAbstractFileIconProvider", "Folder") != "Folder"
    assert QCoreApplication.translate("nobody", "What no file knows") == "What no file knows"
    speaks.speak(Words("en"))


def test_qt_speaks_english_where_its_files_are_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("app.ui.shell.qt_words.translation_folders", lambda: (tmp_path,))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert not QtWords(app).speak(Words("nl"))
