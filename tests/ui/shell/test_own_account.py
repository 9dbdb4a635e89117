"""Whoever sits here changes his own passphrase; a directory without administrators gets one by its sheets."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import anywhere, places
from app.models.enums import Role
from app.store.refusals import WrongPassphrase
from app.ui.files.appointing import AppointSheet
from app.ui.files.own_passphrase import PassphraseSheet
from app.ui.kit.kit import Kit
from app.ui.screens.administration.screen import AdministrationScreen
from app.ui.shell.window import MainWindow
from tests.ui.seeing import english, faults
from tests.ui.shell.shell_world import settle
from tests.unit.services.station_house import PASSPHRASES, StationHouse, a_house

NEW = "negen zilveren ganzen lezen traag"
NO_SHIFT = Qt.KeyboardModifier.NoModifier
OLD = PASSPHRASES["verhaegen"]


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> StationHouse:
    return a_house(tmp_path_factory.mktemp("own_account"))


@pytest.fixture
def house(founded: StationHouse) -> Iterator[StationHouse]:
    yield founded
    founded.lock()


def window(qtbot: QtBot, kit: Kit, house: StationHouse, login: str, passphrase: str | None = None) -> MainWindow:
    desk = house.sit(login) if passphrase is None else house.sit(login, passphrase)
    made = MainWindow(kit, desk, places(house.on), None, anywhere(house.on))
    qtbot.addWidget(made, before_close_func=lambda one: one.take_away())
    with qtbot.waitSignal(made.ready):
        made.begin()
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, kit)
    return made


def run(qtbot: QtBot, kit: Kit, name: str) -> None:
    next(one for one in kit.actions.all() if one.id == name).run()
    settle(qtbot, kit)


def sheet_of(kind: type) -> PassphraseSheet | AppointSheet:
    [found] = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    assert isinstance(found, PassphraseSheet | AppointSheet)
    return found


def press(qtbot: QtBot, kit: Kit, sheet: PassphraseSheet | AppointSheet, name: str) -> None:
    button = sheet.findChild(QPushButton, name)
    assert button is not None
    button.click()
    settle(qtbot, kit)


def fill(sheet: PassphraseSheet, old: str, new: str, again: str | None = None) -> None:
    sheet.old.line.setText(old)
    sheet.new.first.line.setText(new)
    sheet.new.again.line.setText(new if again is None else again)


def test_a_passphrase_is_changed_and_judged_as_at_enrolment(qtbot: QtBot, kit: Kit, house: StationHouse) -> None:
    window(qtbot, kit, house, "verhaegen")
    run(qtbot, kit, "own.passphrase")
    sheet = sheet_of(PassphraseSheet)
    assert isinstance(sheet, PassphraseSheet)
    for old, new, again, where in (
        ("", NEW, None, sheet.old),
        (OLD, "kort", None, sheet.new.first),
        (OLD, "verhaegen verhaegen", None, sheet.new.first),
        (OLD, NEW, NEW + "!", sheet.new.again),
        (OLD, OLD, None, sheet.new.first),
    ):
        fill(sheet, old, new, again)
        press(qtbot, kit, sheet, "own_passphrase_act")
        assert where.refused, new
        assert sheet.new.passphrase == new, "what was typed stands"
    assert faults(sheet) == []
    assert english(sheet, "nl") == []

    fill(sheet, "niet mijn wachtzin, zeker niet", NEW)
    press(qtbot, kit, sheet, "own_passphrase_act")
    refused = sheet.findChild(QLabel, "own_passphrase_refused")
    assert refused is not None
    assert "Naam of wachtzin" in refused.text()
    assert sheet.new.passphrase == NEW
    house.clock.at += timedelta(seconds=30)

    fill(sheet, OLD, NEW)
    press(qtbot, kit, sheet, "own_passphrase_act")
    assert "nieuwe wachtzin" in sheet._done.text()
    assert (sheet.old.passphrase, sheet.new.passphrase) == ("", "")
    sheet.reject()
    house.lock()
    assert house.sit("verhaegen", NEW).officer == house.officers["verhaegen"]
    house.lock()
    with pytest.raises(WrongPassphrase):
        house.sit("verhaegen", OLD)
    house.clock.at += timedelta(seconds=30)


def test_caps_lock_is_told_and_nothing_typed_outlives_the_sheet(qtbot: QtBot, kit: Kit, house: StationHouse) -> None:
    window(qtbot, kit, house, "claes")
    run(qtbot, kit, "own.passphrase")
    sheet = sheet_of(PassphraseSheet)
    assert isinstance(sheet, PassphraseSheet)
    QApplication.sendEvent(sheet.old.line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NO_SHIFT, "A"))
    caps = sheet.findChild(QLabel, "old_passphrase_caps")
    assert caps is not None
    assert caps.isVisible()
    assert caps.text() == "Caps Lock staat aan."
    old = sheet.old
    assert old.passphrase == "A"
    with qtbot.waitSignal(sheet.finished):
        sheet.reject()
    assert old.passphrase == ""


def test_three_sheets_appoint_an_administrator_from_any_desk(qtbot: QtBot, kit: Kit, house: StationHouse) -> None:
    made = window(qtbot, kit, house, "janssens")
    run(qtbot, kit, "administrator.appoint")
    sheet = sheet_of(AppointSheet)
    assert isinstance(sheet, AppointSheet)
    sheet.choose(house.officers["auditor"])
    sheets = [share.split() for share in house.shares[1:4]]
    for field, share in zip(sheet.shares.fields, sheets, strict=True):
        field.edit.setPlainText(" ".join(share[:-1]))
    press(qtbot, kit, sheet, "appoint_act")
    assert sheet.shares.fields[0].refused
    for field, share in zip(sheet.shares.fields, [sheets[0], sheets[0], sheets[1]], strict=True):
        field.edit.setPlainText(" ".join(share))
    press(qtbot, kit, sheet, "appoint_act")
    assert sheet._refused.isVisible()
    assert sheet.shares.fields[0].words == sheets[0], "what was typed stands"
    assert faults(sheet) == []
    assert english(sheet, "nl") == []
    for field, share in zip(sheet.shares.fields, sheets, strict=True):
        field.edit.setPlainText(" ".join(word[:4] for word in share))
    press(qtbot, kit, sheet, "appoint_act")
    assert "beheerder" in sheet._done.text()
    assert sheet.shares.fields[0].words == []
    sheet.reject()
    with made.desk.read() as view:
        assert set(view.directory.officers[house.officers["auditor"]].roles) == {Role.ADMINISTRATOR}


def test_the_administration_has_the_same_door_for_who_keeps_keys(qtbot: QtBot, kit: Kit, house: StationHouse) -> None:
    made = window(qtbot, kit, house, "claes")
    made.go_to("administration")
    settle(qtbot, kit)
    front = made.pages.front
    assert isinstance(front, AdministrationScreen)
    button = front.findChild(QPushButton, "appoint_administrator")
    assert button is not None
    assert button.isVisible()
    button.click()
    settle(qtbot, kit)
    sheet_of(AppointSheet).reject()


def test_an_administrator_is_offered_no_sheets(qtbot: QtBot, kit: Kit, house: StationHouse) -> None:
    window(qtbot, kit, house, "admin")
    ids = {one.id for one in kit.actions.all()}
    assert "own.passphrase" in ids
    assert "administrator.appoint" not in ids
