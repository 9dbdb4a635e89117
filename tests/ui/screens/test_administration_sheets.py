"""A refusal that needs no store is said on the sheet, and the sheet can be used again."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.station.stations import Platform
from app.store.keys import Argon2Cost
from app.ui.kit.kit import Kit
from app.ui.screens.administration import sheets
from tests.station_world import a_station


@pytest.mark.parametrize("role", [False, True])
def test_an_account_without_a_role_or_with_two_passphrases_is_refused_in_words(
    qtbot: QtBot, kit: Kit, tmp_path: Path, role: bool
) -> None:
    world, parent = a_station(tmp_path), QWidget()
    qtbot.addWidget(parent)
    platform = Platform(world.clock, world.randomness, None, Argon2Cost(passes=1, memory_kib=64, lanes=1))
    sheet = sheets.account_sheet(kit, world.admin, platform, parent)
    qtbot.addWidget(sheet)
    sheet.show()
    assert sheet.form is not None
    sheet.form.set_value("login", "nieuw")
    sheet.form.set_value("name", "N. Nieuw")
    if role:
        tick, typed = sheet.findChild(QCheckBox, "role_file_officer"), sheet.findChild(QLineEdit, "passphrase_1")
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
    world.close()
