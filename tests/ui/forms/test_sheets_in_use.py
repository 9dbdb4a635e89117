"""Sheets as a hurried officer meets them: low screens, refusals that take two lines."""

import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.ui.files.opening import new_file_sheet
from app.ui.forms.acting import ActSheet
from app.ui.kit.kit import Kit


@pytest.fixture
def sheet(qtbot: QtBot, kit: Kit, desk: Desk) -> ActSheet:
    made = new_file_sheet(kit, desk, None)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    return made


def test_what_is_refused_under_a_field_takes_its_own_room(qtbot: QtBot, sheet: ActSheet) -> None:
    assert sheet.form is not None
    row = sheet.form.row("basis")
    row.editor.restore({"typed": "ana"})
    sheet.form.check()
    qtbot.wait(20)
    assert row.words
    assert row.editor.height() >= row.editor.minimumSizeHint().height()
    assert row.height() >= row.heightForWidth(row.width())


def test_a_sheet_leaves_its_buttons_on_a_low_screen(qtbot: QtBot, sheet: ActSheet) -> None:
    room = sheet.screen().availableSize()
    sheet.say("It is refused, in two lines that say why, what was kept and what the officer has to do next now. " * 2)
    qtbot.wait(20)
    assert sheet.height() + 40 <= room.height()
    assert sheet.width() <= room.width()
