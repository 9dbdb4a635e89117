"""What keeps a printer from printing: read from its queue, said while the sheet is open, gone when it is put right."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.kit import printer_state, printing_sheet
from app.ui.kit.kit import Kit
from app.ui.kit.printer_state import Trouble, troubles, understood
from app.ui.kit.printing import Paper
from app.ui.kit.printing_sheet import PrintSheet
from tests.ui.paper.pdfs import a_pdf
from tests.ui.paper.print_house import STOPPED, TRAY, PrintHouse
from tests.ui.paper.test_printing import PATIENCE, apart
from tests.ui.seeing import faults, texts


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the printer at once again."""
    monkeypatch.setattr(printing_sheet, "LOOK_AGAIN", 20)


def says(sheet: PrintSheet, *parts: str) -> bool:
    """Tell whether a sentence of the sheet has all of these."""
    return any(all(part in text for part in parts) for text in texts(sheet))


@pytest.mark.parametrize(
    ("reasons", "meant"),
    [
        (["none"], set()),
        (["media-empty-error"], {Trouble.NO_PAPER}),
        (["media-needed"], {Trouble.NO_PAPER}),
        (["media-jam-error", "cover-open-error"], {Trouble.JAM, Trouble.OPEN}),
        (["door-open", "interlock-open-warning"], {Trouble.OPEN}),
        (["toner-empty-error"], {Trouble.NO_TONER}),
        (["toner-low-warning"], {Trouble.LITTLE_TONER}),
        (["marker-supply-low-report", "media-low-report"], set()),
        (["offline-report"], {Trouble.AWAY}),
        (["spooler's own-error"], {Trouble.FAULT}),
        (["connecting-to-device", "com.example.sleeping-report"], set()),
    ],
)
def test_reasons_mean_what_an_officer_can_do(reasons: list[str], meant: set[Trouble]) -> None:
    assert understood(reasons) == meant


def test_a_queue_without_trouble_and_one_that_is_not_there_say_nothing(printers: PrintHouse) -> None:
    assert apart(lambda: troubles("Laser")) == ()
    assert apart(lambda: troubles("Zolder 2/é")) == ()
    assert apart(lambda: troubles(STOPPED)) == (Trouble.STOPPED,)


def test_without_a_print_server_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/socket")
    assert apart(lambda: troubles("Laser")) == ()
    monkeypatch.setattr(printer_state, "_cups", lambda: None)
    assert apart(lambda: troubles("Laser")) == ()


@pytest.mark.usefixtures("soon")
def test_a_printer_out_of_paper_is_said_while_the_job_waits_and_no_longer_once_it_has_some(
    qtbot: QtBot, kit: Kit, printers: PrintHouse
) -> None:
    sheet = PrintSheet(kit, None, [Paper("1", a_pdf("a"))], "P")
    sheet.open()
    qtbot.waitUntil(lambda: sheet.printer.count() > 0, timeout=PATIENCE)
    sheet.printer.setCurrentText(TRAY)
    with qtbot.waitSignal(sheet.printed, timeout=PATIENCE):
        sheet._print.click()
    assert not says(sheet, "Het papier")
    printers.tell("+media-empty-error,cover-open-warning")
    qtbot.waitUntil(lambda: says(sheet, "Het papier van Tray is op", "klep of lade van Tray"), timeout=PATIENCE)
    assert faults(sheet) == []
    printers.tell("-media-empty-error,cover-open-warning")
    qtbot.waitUntil(lambda: not says(sheet, "Het papier"), timeout=PATIENCE)
    assert says(sheet, "1 bladzijde", "Tray")
    printers.tell("out")
    sheet.reject()


def test_a_stopped_printer_is_said_before_anything_is_sent(qtbot: QtBot, kit: Kit, printers: PrintHouse) -> None:
    sheet = PrintSheet(kit, None, [Paper("1", a_pdf("a"))], "P")
    sheet.open()
    qtbot.waitUntil(lambda: sheet.printer.count() > 0, timeout=PATIENCE)
    sheet.printer.setCurrentText(STOPPED)
    qtbot.waitUntil(lambda: says(sheet, "Stopped staat stil"), timeout=PATIENCE)
    sheet.printer.setCurrentText("Laser")
    qtbot.waitUntil(lambda: not says(sheet, "staat stil"), timeout=PATIENCE)
    sheet.reject()
