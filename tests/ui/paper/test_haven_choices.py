"""Hospitals and safe places on the sheet of a protocol: none until chosen, remembered from the last version."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.models.enums import PlaceKind, PlaceSensitivity
from app.models.kinds.paper import Disclosure
from app.models.kinds.places import Place
from app.services.registers.entries import register_place
from app.ui.kit.kit import Kit
from app.ui.screens.paper.issue_sheet import IssueSheet
from tests.ui.forms.typing_in import strike
from tests.ui.paper.test_issue_sheet import PATIENCE, an_open_sheet, issue, said, settle
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


def test_a_place_under_protection_prints_with_a_reason_alone_and_only_while_it_is_chosen(
    qtbot: QtBot, kit: Kit, world: PaperWorld, sheet: IssueSheet
) -> None:
    place = Place(
        names={"nl": "Het Anker", "original": "nl"}, kind=PlaceKind.SAFE_HAVEN, street="Zwijgersteeg", number="4",
        municipality="Diest", sensitivity=PlaceSensitivity.PROTECTED, phone="+3213000000",
    )  # fmt: skip
    hidden = register_place(world.desk, place).id  # while the sheet stands open, as from its field
    havens, asked = sheet.form.havens, sheet.form.sealed
    before = asked.reveals()
    assert sealed(sheet, "Het Anker") == (None, None), "nothing is asked of what is not chosen"
    havens.editor.restore([hidden])
    havens.editor.edited.emit()
    settle(qtbot, kit, sheet)
    tick, reason = sealed(sheet, "Het Anker")
    assert tick is not None
    assert reason is not None
    tick.setChecked(True)
    sheet._issue.click()
    assert "Zeg waarom dit verzegelde gegeven" in said(sheet)
    reason.setText("De chauffeur moet het vinden")
    settle(qtbot, kit, sheet)
    assert "Zwijgersteeg" not in sheet.view.preview.strip.accessibleDescription(), "a draft shows nothing sealed"

    havens.editor.restore(None)
    havens.editor.edited.emit()
    settle(qtbot, kit, sheet)
    assert asked.reveals() == before, "what is not named is not revealed"
    havens.editor.restore([hidden])
    havens.editor.edited.emit()
    settle(qtbot, kit, sheet)
    tick, reason = sealed(sheet, "Het Anker")
    assert tick is not None
    assert reason is not None
    tick.setChecked(True)
    reason.setText("De chauffeur moet het vinden")
    sheet.reject()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    for again in an_open_sheet(qtbot, kit, world):
        assert again.form.sealed.reveals() == {hidden: "De chauffeur moet het vinden"}, "nothing typed is lost"
        issued = issue(qtbot, again)
        settle(qtbot, kit, again)
    assert all("Zwijgersteeg 4" in " ".join(page_texts(one.pdf)) for one in issued.copies)
    with world.desk.read() as view:
        [told] = [one for _, one in view.find(Disclosure, "subject = ?", hidden)]
        assert told.reason == "De chauffeur moet het vinden"
    for again in an_open_sheet(qtbot, kit, world):
        assert again.form.havens.chosen() == (hidden,)
        assert "Zwijgersteeg" not in " ".join(page_texts(issue(qtbot, again).copies[0].pdf)), "asked anew each time"
        settle(qtbot, kit, again)


def sealed(sheet: IssueSheet, text: str) -> tuple[QCheckBox | None, QLineEdit | None]:
    """Return tick and reason of what is asked to be printed by that name."""
    for uid, tick, reason in sheet.form.sealed._asked:
        if text in tick.text():
            assert uid
            return tick, reason
    return None, None
