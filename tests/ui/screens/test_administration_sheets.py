"""A refusal that needs no store is said on the sheet, and the sheet can be used again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.station.stations import Platform
from app.store.keys import Argon2Cost
from app.ui.forms.acting import ActSheet
from app.ui.kit.kit import Kit
from app.ui.kit.logins import login_for
from app.ui.screens.administration.account_sheets import account_sheet
from tests.station_world import a_station


@pytest.fixture
def sheet(qtbot: QtBot, kit: Kit, tmp_path: Path) -> Iterator[ActSheet]:
    """The sheet of a new account, open."""
    world, parent = a_station(tmp_path), QWidget()
    qtbot.addWidget(parent)
    platform = Platform(world.clock, world.randomness, None, Argon2Cost(passes=1, memory_kib=64, lanes=1))
    made = account_sheet(kit, world.admin, platform, parent)
    qtbot.addWidget(made)
    made.show()
    yield made
    world.close()


@pytest.mark.parametrize("role", [False, True])
def test_an_account_without_a_role_or_with_two_passphrases_is_refused_in_words(
    qtbot: QtBot, kit: Kit, sheet: ActSheet, role: bool
) -> None:
    assert sheet.form is not None
    sheet.form.set_value("login", "nieuw")
    sheet.form.set_value("name", "N. Nieuw")
    if role:
        tick, typed = sheet.findChild(QCheckBox, "role_file_officer"), sheet.findChild(QLineEdit, "passphrase_first")
        assert tick is not None
        assert typed is not None
        tick.setChecked(True)
        typed.setText("zeven vlinders dansen boven kalm water")
    sheet.act_button.click()
    qtbot.waitUntil(lambda: kit.jobs.idle)

    said = sheet.findChild(QLabel, "new_account_refused")
    assert said is not None
    assert said.isVisible()
    assert said.text()
    assert sheet.act_button.isEnabled()
    assert sheet.isVisible()


def test_a_new_account_is_asked_from_the_name_to_the_passphrase(sheet: ActSheet) -> None:
    asked = ["name", "login", "role_file_officer", "passphrase_first", "passphrase_again", "new_account_act"]
    found: list[str] = []
    one = sheet.focusWidget()
    assert one is not None
    for _ in range(80):
        name = next((name for name in asked if _within(one, name)), "")
        if name and name not in found:
            found.append(name)
        one = one.nextInFocusChain() or sheet
    assert found == asked
    said = [one.text() for one in sheet.findChildren(QLabel) if one.text().endswith("· verplicht")]
    assert len(said) == 5, said


@pytest.mark.parametrize(("before", "after"), [("", "j.vandamme"), ("chef", "chef")])
def test_a_name_proposes_a_login_where_none_is_typed(sheet: ActSheet, before: str, after: str) -> None:
    assert sheet.form is not None
    if before:
        sheet.form.set_value("login", before)
    line = sheet.form.editor("name").inputs[0]
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "Jean-Luc Van Damme")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert sheet.form.editor("login").value() == after


@pytest.mark.parametrize(
    ("name", "login"), [("Zoë D’Hondt", "z.dhondt"), ("Karel", ""), ("", ""), ("J. P. Maes", "j.pmaes")]
)
def test_a_login_is_proposed_in_plain_letters(name: str, login: str) -> None:
    assert login_for(name) == login


def test_a_weak_passphrase_is_refused_under_its_field(sheet: ActSheet) -> None:
    assert sheet.form is not None
    sheet.form.set_value("login", "nieuw")
    sheet.form.set_value("name", "N. Nieuw")
    tick = sheet.findChild(QCheckBox, "role_analyst")
    assert tick is not None
    tick.setChecked(True)
    for name in ("passphrase_first", "passphrase_again"):
        line = sheet.findChild(QLineEdit, name)
        assert line is not None
        line.setText("nieuw nieuw nieuw")
    meter = sheet.findChild(QLabel, "passphrase_meter_verdict")
    assert meter is not None
    assert meter.text() == "Zwak"
    sheet.act_button.click()
    why = sheet.findChild(QLabel, "passphrase_first_hint")
    assert why is not None
    assert why.isVisible()
    assert sheet.isVisible()


def _within(one: QWidget, name: str) -> bool:
    above: QWidget | None = one
    while above is not None and above.objectName() != name:
        above = above.parentWidget()
    return above is not None
