"""Is this paper ours? Scanned, pasted or read out; genuine, replaced, forged, unknown or no code at all."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.paper.copies import recall_document
from app.services.paper.issuing import Issued
from app.services.paper.protocols import issue_protocol
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Mode
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.paper.verify_sheet import VerifySheet
from tests.ui.seeing import faults, texts
from tests.unit.services.paper_world import PaperWorld
from tests.unit.services.test_papers import sealed

PATIENCE = 15_000


@pytest.fixture
def issued(world: PaperWorld) -> Issued:
    return issue_protocol(world.desk, world.file, world.person, "nl", world.copies())


@pytest.fixture
def sheet(qtbot: QtBot, kit: Kit, world: PaperWorld) -> Iterator[VerifySheet]:
    made = VerifySheet(kit, world.desk, None)
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.open()
    yield made
    made.close()


def verify(qtbot: QtBot, kit: Kit, sheet: VerifySheet, text: str) -> list[str]:
    """Type as a scanner does, Enter at the end; return what is said."""
    sheet.text.setText(text)
    QTest.keyClick(sheet.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    return texts(sheet)


def test_a_scan_of_a_paper_in_force_says_all_that_is_known(
    qtbot: QtBot, kit: Kit, sheet: VerifySheet, world: PaperWorld, issued: Issued
) -> None:
    said = verify(qtbot, kit, sheet, sealed(world, issued, 2))
    assert "Echt en van kracht" in said
    for fact in ("P-2026-BRU1-0001", "2 van 3", "PZ Antwerpen", "klaargemaakt", "BRU1", issued.copies[1].control_code):
        assert fact in said
    assert "ondertekend door die werkpost" in said
    assert sheet.verdict.property("chip") == "accent"
    assert sheet.text.selectedText() == sheet.text.text(), "the next scan overwrites it"


def test_a_control_code_read_out_is_looked_up(qtbot: QtBot, kit: Kit, sheet: VerifySheet, issued: Issued) -> None:
    said = verify(qtbot, kit, sheet, issued.copies[2].control_code.lower().replace("-", " "))
    assert "Noodcentrale Antwerpen" in said
    assert "niet nagegaan: een controlecode wordt alleen opgezocht" in said


def test_a_replaced_paper_is_red_and_names_the_newest_version(
    qtbot: QtBot, kit: Kit, sheet: VerifySheet, world: PaperWorld, issued: Issued
) -> None:
    issue_protocol(world.desk, world.file, world.person, "nl", world.copies())
    said = verify(qtbot, kit, sheet, sealed(world, issued))
    assert "Echt, maar vervangen door een nieuwere versie: neem het terug in" in said
    assert "Nieuwste versie" in said
    assert sheet.verdict.property("chip") == "red"


def test_the_frame_of_a_verdict_ends_where_its_words_do(
    qtbot: QtBot, kit: Kit, sheet: VerifySheet, world: PaperWorld, issued: Issued
) -> None:
    first = sealed(world, issued)
    verify(qtbot, kit, sheet, first)
    card = sheet.verdict.parentWidget()
    assert card is not None
    assert sheet.verdict.width() < card.width() // 2
    lines = sheet.verdict.height()
    issue_protocol(world.desk, world.file, world.person, "nl", world.copies())
    verify(qtbot, kit, sheet, first)
    qtbot.waitUntil(lambda: sheet.verdict.width() > card.width() // 2)
    assert sheet.verdict.height() == lines, "what fits on one line stands on one"


def test_a_recalled_paper_is_red(qtbot: QtBot, kit: Kit, sheet: VerifySheet, world: PaperWorld, issued: Issued) -> None:
    recall_document(world.desk, issued.document, "fout")
    verify(qtbot, kit, sheet, issued.copies[0].control_code)
    assert sheet.verdict.property("chip") == "red"


def test_one_changed_letter_is_a_forgery_and_says_what_to_do(
    qtbot: QtBot, kit: Kit, sheet: VerifySheet, world: PaperWorld, issued: Issued
) -> None:
    text = sealed(world, issued)
    other = text[:-20] + ("A" if text[-20] != "A" else "B") + text[-19:]
    said = verify(qtbot, kit, sheet, other)
    assert any("Verwittig de veiligheidsofficier" in one or "veiligheidsofficier" in one for one in said)
    assert sheet.verdict.property("chip") == "red"


def test_an_unknown_code_is_no_alarm(qtbot: QtBot, kit: Kit, sheet: VerifySheet) -> None:
    verify(qtbot, kit, sheet, "0000-0000")
    assert "geen exemplaar met deze controlecode" in sheet.verdict.text().lower()
    assert sheet.verdict.property("chip") is None


@pytest.mark.parametrize("text", ["", "hallo", "PRS1 x", "9" * 512], ids=["nothing", "a word", "half a code", "digits"])
def test_what_is_no_code_is_refused_with_a_sentence_and_stays_to_be_corrected(
    qtbot: QtBot, kit: Kit, sheet: VerifySheet, text: str
) -> None:
    said = verify(qtbot, kit, sheet, text)
    assert not sheet._card.isVisible()
    assert any("Scan" in one and "code" in one for one in said)
    assert sheet.text.text() == text


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.DARK), ("fr", Mode.LIGHT), ("de", Mode.DARK)])
def test_nothing_is_cut_faint_or_nameless(
    qtbot: QtBot, kit: Kit, sheet: VerifySheet, world: PaperWorld, issued: Issued
) -> None:
    assert faults(sheet) == []
    verify(qtbot, kit, sheet, sealed(world, issued))
    assert faults(sheet) == []
    verify(qtbot, kit, sheet, issued.copies[0].control_code)
    assert faults(sheet) == []


def test_it_is_asked_for_anywhere_by_its_key_and_opens_over_the_window(
    qtbot: QtBot, kit: Kit, world: PaperWorld
) -> None:
    near = QWidget()
    qtbot.addWidget(near)
    near.show()
    (action,) = PaperSheets(world.on).anywhere(kit, world.desk, near)
    assert (action.text, action.shortcut) == ("Een document nagaan", "Ctrl+Shift+V")
    kit.actions.put("anywhere", [action])

    action.run()

    sheet = near.findChild(VerifySheet)
    assert isinstance(sheet, VerifySheet)
    assert sheet.isVisible()
    sheet.reject()
