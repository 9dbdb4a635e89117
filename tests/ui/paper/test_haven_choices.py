"""Hospitals and safe places on the sheet of a protocol: none until chosen, remembered from the last version."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.models.enums import PlaceKind
from app.models.kinds.places import Place
from app.services.registers.entries import register_place
from app.ui.kit.kit import Kit
from app.ui.screens.paper.issue_sheet import IssueSheet
from tests.ui.forms.typing_in import strike
from tests.ui.paper.test_issue_sheet import PATIENCE, an_open_sheet, issue, settle
from tests.unit.documents.reading import page_texts
from tests.unit.services.paper_world import PaperWorld


@pytest.fixture
def sheet(qtbot: QtBot, kit: Kit, world: PaperWorld) -> Iterator[IssueSheet]:
    register_place(world.desk, Place(names={"nl": "Station Zuid", "original": "nl"}, kind=PlaceKind.STATION))
    yield from an_open_sheet(qtbot, kit, world)


def test_a_hospital_is_chosen_printed_and_proposed_again(
    qtbot: QtBot, kit: Kit, world: PaperWorld, sheet: IssueSheet
) -> None:
    havens = sheet.form.havens
    assert havens.chosen() == (), "the officer chooses"
    line = havens._entry.line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(line.offered), timeout=PATIENCE)
    assert line.offered == ["ZNA Voorbeeld", "Nieuwe plaats…"], "a railway station is no haven"
    strike(line.popup, Qt.Key.Key_Return)
    settle(qtbot, kit, sheet)
    assert havens.chosen() == (world.hospital,)
    issued = issue(qtbot, sheet)
    assert "ZNA Voorbeeld" in " ".join(page_texts(issued.copies[0].pdf))
    settle(qtbot, kit, sheet)
    for again in an_open_sheet(qtbot, kit, world):
        assert again.form.havens.chosen() == (world.hospital,)
        assert [one.text() for one in again.form.havens.editor.chips] == ["ZNA Voorbeeld"]
