"""The courier's slip in the window: shown, in another language, printed; a carrier that is gone is said."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.services.exchange.exporting import Exported
from app.ui.kit.kit import Kit
from app.ui.kit.printing_sheet import PrintSheet
from app.ui.kit.theme import Mode
from app.ui.screens.paper.slip_sheet import SlipSheet
from tests.ui.seeing import faults, texts
from tests.unit.services.paper_world import PaperWorld

PATIENCE = 15_000


@pytest.fixture
def exported(tmp_path: Path) -> Exported:
    file = tmp_path / "9f3c61d0a2b744e1.pbundle"
    file.write_bytes(b"verzegeld")
    return Exported(bytes(16), (file,), entries=7, size=9, counter=13)


def opened(qtbot: QtBot, kit: Kit, world: PaperWorld, exported: Exported) -> SlipSheet:
    station: Id = world.desk.station
    sheet = SlipSheet(kit, world.desk, None, exported, station)
    sheet.open()
    qtbot.waitUntil(lambda: kit.jobs.idle and sheet.preview.settled, timeout=PATIENCE)
    return sheet


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK)])
def test_it_is_shown_and_nothing_is_cut_faint_or_nameless(
    qtbot: QtBot, kit: Kit, world: PaperWorld, exported: Exported
) -> None:
    sheet = opened(qtbot, kit, world, exported)
    assert "9f3c61d0a2b744e1.pbundle" in sheet.preview.strip.accessibleDescription()
    assert faults(sheet) == []
    sheet.reject()


def test_it_is_made_in_the_receiver_s_language_and_printed(
    qtbot: QtBot, kit: Kit, world: PaperWorld, exported: Exported, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.kit.printing_sheet.queues", lambda: ([], ""))
    sheet = opened(qtbot, kit, world, exported)
    sheet.language.setCurrentText("FR")
    qtbot.waitUntil(lambda: kit.jobs.idle and sheet.preview.settled, timeout=PATIENCE)
    assert "Bordereau de transport" in sheet.preview.strip.accessibleDescription()
    sheet._print.click()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    printing = sheet.findChild(PrintSheet)
    assert isinstance(printing, PrintSheet)
    assert [paper.pdf for paper in printing._papers] == [sheet._pdf]
    printing.reject()
    sheet.reject()


def test_a_carrier_that_is_gone_is_said_and_nothing_prints(
    qtbot: QtBot, kit: Kit, world: PaperWorld, exported: Exported
) -> None:
    exported.files[0].unlink()
    sheet = opened(qtbot, kit, world, exported)
    assert not sheet._print.isEnabled()
    assert any("map" in text or "drager" in text for text in texts(sheet))
    sheet.reject()
