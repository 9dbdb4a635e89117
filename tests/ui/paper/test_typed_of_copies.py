"""What is typed of copies and files in clear is kept as every form keeps its own, and no passphrase with it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.drafts import find_draft
from app.services.paper.copies import HeldCopy, copy_register
from app.services.paper.issuing import Issued
from app.services.paper.protocols import issue_protocol
from app.services.waiting_drafts import waiting_drafts
from app.ui.files.inspecting import inspection_sheet
from app.ui.forms.draft_places import OTHER, draft_places
from app.ui.forms.notices import Notice
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet
from app.ui.screens.paper.file_sheet import FileSheet
from app.ui.screens.paper.reason_sheet import ReasonSheet
from app.ui.screens.paper.step_sheet import STEPS, StepSheet
from tests.unit.services.paper_world import PaperWorld

PATIENCE = 15_000
DESTROY = STEPS[3]


@pytest.fixture
def issued(world: PaperWorld) -> Issued:
    return issue_protocol(world.desk, world.file, world.person, "nl", world.copies())


def first(world: PaperWorld) -> HeldCopy:
    return copy_register(world.desk, world.file)[0]


def step(kit: Kit, world: PaperWorld, _issued: Issued) -> StepSheet:
    return StepSheet(kit, world.desk, None, DESTROY, [first(world)])


def reason(kit: Kit, world: PaperWorld, _issued: Issued) -> ReasonSheet:
    one = first(world)
    texts = ("Terugroepen", "Alles moet terugkomen.", "Terugroepen")
    return ReasonSheet(kit, world.desk, None, texts, f"recall:{one.document.hex()}", one.document, str, lambda _: None)


def saved(kit: Kit, world: PaperWorld, issued: Issued) -> FileSheet:
    return FileSheet(kit, world.desk, world.on, None, issued.copies[:1], second=True)


def shown(qtbot: QtBot, kit: Kit, sheet: Sheet) -> Sheet:
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    return sheet


def write(sheet: Sheet, **texts: str) -> None:
    for name, text in texts.items():
        field = getattr(sheet, name)
        field.setText(text) if hasattr(field, "setText") else field.setPlainText(text)


def read(sheet: Sheet, name: str) -> str:
    field = getattr(sheet, name)
    return str(field.text() if hasattr(field, "text") else field.toPlainText())


@pytest.mark.parametrize(
    ("make", "typed"),
    [
        (step, {"whom": "Jan Peeters", "witness": "An Maes"}),
        (reason, {"reason": "verkeerd adres op blad 2"}),
        (saved, {"folder": "/media/stick", "reason": "voor de zone"}),
    ],
)
def test_what_was_typed_and_left_is_there_again_and_can_be_thrown_away(
    qtbot: QtBot, kit: Kit, world: PaperWorld, issued: Issued, make: Callable[[Kit, PaperWorld, Issued], Sheet],
    typed: dict[str, str],
) -> None:  # fmt: skip
    sheet = shown(qtbot, kit, make(kit, world, issued))
    write(sheet, **typed)
    if isinstance(sheet, FileSheet):
        sheet.login.setText("m.lambert")
        sheet.passphrase.setText("een geheime wachtzin")
    sheet.reject()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    [waiting] = waiting_drafts(world.desk, "nl")
    draft = find_draft(world.desk, waiting.key)
    assert draft is not None
    assert "geheime" not in str(draft.values)
    [place] = draft_places([waiting])
    assert place.text != OTHER
    assert place.address is not None
    assert (place.address.screen, place.address.uid, place.address.tab) == ("threat_file", world.file, "papers")

    again = shown(qtbot, kit, make(kit, world, issued))
    assert {name: read(again, name) for name in typed} == typed
    notice = again.findChild(Notice, "notice_draft")
    assert notice is not None
    assert notice.words
    notice._button.click()
    assert all(not read(again, name) for name in typed)
    again.reject()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    assert waiting_drafts(world.desk, "nl") == []


def test_what_was_recorded_leaves_no_draft(qtbot: QtBot, kit: Kit, world: PaperWorld, issued: Issued) -> None:
    sheet = shown(qtbot, kit, step(kit, world, issued))
    write(sheet, whom="Jan Peeters", witness="An Maes")
    assert isinstance(sheet, StepSheet)
    sheet.on.line.setFocus()
    sheet.on.line.selectAll()
    QTest.keyClicks(sheet.on.line, "vandaag")  # set as a day when the field is left, which the end of the sheet does
    with qtbot.waitSignal(sheet.accepted, timeout=PATIENCE):
        sheet._save.click()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    assert waiting_drafts(world.desk, "nl") == []


def test_a_sheet_that_was_only_looked_at_keeps_nothing_and_shows_no_bar(
    qtbot: QtBot, kit: Kit, world: PaperWorld, issued: Issued
) -> None:
    sheet = shown(qtbot, kit, StepSheet(kit, world.desk, None, STEPS[0], [first(world)]))
    assert read(sheet, "whom"), "to whom it is going is proposed"
    assert not any(one.isVisible() for one in sheet.findChildren(Notice))
    sheet.reject()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    assert waiting_drafts(world.desk, "nl") == []


def test_the_reference_of_an_inspection_is_kept_too(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    known = [(b"\x01" * 16, "Controleorgaan")]
    ground = QWidget()
    for expected in ("", "COC/2026/7"):
        sheet = inspection_sheet(kit, world.desk, ground, world.person, known)
        sheet.open()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
        line = sheet.findChild(QWidget, "inspection_reference")
        assert line is not None
        assert line.property("text") == expected
        line.setProperty("text", "COC/2026/7")
        sheet.reject()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
