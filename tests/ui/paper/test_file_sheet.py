"""A copy leaves as a file: where and why are asked; above a marking a second officer proves himself or nothing goes."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.models.kinds.paper import Disclosure
from app.services.paper.issuing import Issued
from app.services.paper.protocols import issue_protocol
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Mode
from app.ui.screens.paper.file_sheet import FileSheet
from tests.ui.seeing import faults, tab_order, texts
from tests.unit.services.paper_world import PaperWorld

PATIENCE = 15_000


@pytest.fixture
def issued(world: PaperWorld) -> Issued:
    return issue_protocol(world.desk, world.file, world.person, "nl", world.copies())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def opened(kit: Kit, world: PaperWorld, issued: Issued, *, second: bool) -> FileSheet:
    sheet = FileSheet(kit, world.desk, world.on, None, issued.copies[:2], second=second)
    sheet.open()
    return sheet


def attempt(qtbot: QtBot, kit: Kit, sheet: FileSheet) -> str:
    sheet._write.click()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    return " ".join(texts(sheet))


def disclosed(world: PaperWorld) -> int:
    with world.desk.read() as view:
        return len(view.find(Disclosure))


def test_two_copies_are_written_and_both_recorded(
    qtbot: QtBot, kit: Kit, world: PaperWorld, issued: Issued, out: Path
) -> None:
    sheet = opened(kit, world, issued, second=False)
    sheet.folder.setText(str(out))
    sheet.reason.setPlainText("Op vraag van de permanentie")
    with qtbot.waitSignal(sheet.written, timeout=PATIENCE):
        sheet._write.click()
    assert sorted(file.name for file in out.iterdir()) == ["P-2026-BRU1-0001-v1-1.pdf", "P-2026-BRU1-0001-v1-2.pdf"]
    assert disclosed(world) == 2


def test_a_folder_that_is_not_there_is_said_and_what_was_typed_stays(
    qtbot: QtBot, kit: Kit, world: PaperWorld, issued: Issued, out: Path
) -> None:
    sheet = opened(kit, world, issued, second=False)
    sheet.folder.setText(str(out / "weg"))
    sheet.reason.setPlainText("Op vraag van de permanentie")
    attempt(qtbot, kit, sheet)
    assert sheet.isVisible()
    assert sheet.reason.toPlainText() == "Op vraag van de permanentie"
    assert sheet._write.isEnabled()
    assert disclosed(world) == 0
    sheet.reject()


def test_a_file_already_there_is_never_overwritten(
    qtbot: QtBot, kit: Kit, world: PaperWorld, issued: Issued, out: Path
) -> None:
    (out / "P-2026-BRU1-0001-v1-1.pdf").write_bytes(b"van iemand anders")
    sheet = opened(kit, world, issued, second=False)
    sheet.folder.setText(str(out))
    sheet.reason.setPlainText("x")
    assert "Er staat al een bestand" in attempt(qtbot, kit, sheet)
    assert (out / "P-2026-BRU1-0001-v1-1.pdf").read_bytes() == b"van iemand anders"
    sheet.reject()


def test_without_the_second_officer_nothing_leaves(
    qtbot: QtBot, kit: Kit, world: PaperWorld, issued: Issued, out: Path
) -> None:
    sheet = opened(kit, world, issued, second=True)
    sheet.folder.setText(str(out))
    sheet.reason.setPlainText("x")
    assert "een tweede medewerker nodig" in attempt(qtbot, kit, sheet)
    sheet.login.setText("peeters")
    sheet.passphrase.setText("geraden")
    attempt(qtbot, kit, sheet)
    assert sheet.isVisible()
    assert sheet.passphrase.text() == "", "a passphrase does not stay on the screen"
    assert list(out.iterdir()) == []
    assert disclosed(world) == 0
    sheet.reject()


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.DARK), ("fr", Mode.LIGHT), ("de", Mode.DARK)])
def test_nothing_is_cut_faint_or_nameless(kit: Kit, world: PaperWorld, issued: Issued) -> None:
    sheet = opened(kit, world, issued, second=True)
    sheet._write.click()
    assert faults(sheet) == []
    assert tab_order(sheet) == [
        "file_folder", "file_browse", "file_reason", "file_second_login", "file_second_passphrase",
        "file_sheet_cancel", "file_write",
    ]  # fmt: skip
    sheet.reject()
