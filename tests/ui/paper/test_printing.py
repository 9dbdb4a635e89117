"""Printing on a real queue: every page arrives once, on sheets of its own, and nothing of it was on disk."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from app.core.errors import Cancelled
from app.core.progress import Cancel, silent
from app.services.paper.protocols import issue_protocol
from app.ui.kit import printing
from app.ui.kit.kit import Kit
from app.ui.kit.preview_process import NoPdf
from app.ui.kit.printing import (
    NoMemoryFolder,
    Order,
    Paper,
    PrinterGone,
    Sent,
    print_papers,
    queues,
    spooled_in_memory,
)
from app.ui.kit.printing_sheet import PrintSheet
from tests.ui.paper.pdfs import a_pdf
from tests.ui.paper.print_house import STOPPED, TRAY, PrintHouse
from tests.ui.seeing import faults, texts
from tests.unit.services.paper_world import PaperWorld

MEMORY = Path("/dev/shm")  # noqa: S108 - a disk of memory
PATIENCE = 15_000


def apart(work: Callable[[], object]) -> object:
    """Do it in a thread of its own, as the window does."""
    found: list[object] = []

    def run() -> None:
        try:
            found.append(work())
        except Exception as error:  # noqa: BLE001 - handed to the test
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return found[0]


def sheets(qtbot: QtBot, printers: PrintHouse, queue: str = "Laser") -> list[bool]:
    """Wait for what arrives; tell for each page whether there is ink on it."""
    qtbot.waitUntil(lambda: printers.arrived(queue).rstrip().endswith(b"%%EOF"), timeout=PATIENCE)
    with pypdfium2.PdfDocument(printers.arrived(queue)) as document:
        pictures = [page.render(scale=0.5).to_pil().convert("L") for page in document]
    return [min(picture.tobytes()) < 128 for picture in pictures]


def ours() -> list[str]:
    """Return the folders of this process: others may print at the same time."""
    return [one.name for one in MEMORY.glob(f"praesidium-{os.getpid()}-*")]


def test_all_copies_arrive_in_one_job_each_on_a_sheet_of_its_own(
    qtbot: QtBot, printers: PrintHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "DOTS", 600)
    papers = [Paper("1", a_pdf("a", "b", "c")), Paper("2", a_pdf("d")), Paper("3", a_pdf("e"))]
    seen: list[tuple[int, int]] = []
    order = Order("Laser", "P-2026-BRU1-0001")
    sent = apart(lambda: print_papers(papers, order, lambda *far: seen.append(far), Cancel()))
    assert sent == Sent(5, stopped=False)
    assert seen == [(done, 5) for done in range(6)]
    assert sheets(qtbot, printers) == [True, True, True, False, True, False, True]


def test_on_one_side_no_sheet_is_blank(qtbot: QtBot, printers: PrintHouse) -> None:
    papers = [Paper("1", a_pdf("a")), Paper("2", a_pdf("b"))]
    assert apart(lambda: print_papers(papers, Order("Laser", "P", both_sides=False), silent, Cancel())) == Sent(
        2, stopped=False
    )
    assert sheets(qtbot, printers) == [True, True]


def test_a_small_card_keeps_its_size(qtbot: QtBot, printers: PrintHouse) -> None:
    card = [Paper("1", a_pdf("kaart", size=(298, 420)))]
    assert apart(lambda: print_papers(card, Order("Spare", "K"), silent, Cancel())) == Sent(1, stopped=False)
    assert sheets(qtbot, printers, "Spare") == [True]


def test_the_queue_is_told_the_number_and_nobody_s_name(qtbot: QtBot, printers: PrintHouse, world: PaperWorld) -> None:
    issued = issue_protocol(world.desk, world.file, world.person, "nl", world.copies())
    papers = [Paper(one.recipient, one.pdf) for one in issued.copies]
    sent = apart(lambda: print_papers(papers, Order("Laser", issued.registration), silent, Cancel()))
    assert sent == Sent(sum(one.pages for one in issued.copies), stopped=False)
    sheets(qtbot, printers)
    arrived = printers.arrived("Laser")
    assert b"BROECK" not in arrived
    assert issued.registration.encode() in arrived or issued.registration.encode("utf-16-be") in arrived


def test_while_it_prints_files_are_in_memory_and_afterwards_nowhere(
    qtbot: QtBot, printers: PrintHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    monkeypatch.setenv("TMPDIR", str(watched))
    during: list[tuple[str | None, int]] = []

    def look(_done: int, _total: int) -> None:
        folder = os.environ.get("TMPDIR", "")
        during.append((folder, Path(folder).stat().st_mode & 0o777))

    papers = [Paper("1", a_pdf("a", "b"))]
    assert apart(lambda: print_papers(papers, Order("Laser", "P"), look, Cancel())) == Sent(2, stopped=False)
    assert all(folder and folder.startswith(str(MEMORY)) and mode == 0o700 for folder, mode in during)
    assert os.environ["TMPDIR"] == str(watched)
    assert list(watched.iterdir()) == []
    assert ours() == []


def test_a_job_stopped_half_way_sends_nothing_and_leaves_nothing(printers: PrintHouse) -> None:
    cancel = Cancel()

    def stop(done: int, _total: int) -> None:
        if done == 1:
            cancel.request()

    papers = [Paper("1", a_pdf("a", "b", "c"))]
    assert isinstance(apart(lambda: print_papers(papers, Order("Laser", "P"), stop, cancel)), Cancelled)
    assert ours() == []
    assert "Laser" not in printers.waiting()
    assert printers.arrived("Laser") == b""


def test_a_printer_that_is_gone_is_named(printers: PrintHouse) -> None:
    failure = apart(lambda: print_papers([Paper("1", a_pdf("a"))], Order("Zolder", "P"), silent, Cancel()))
    assert isinstance(failure, PrinterGone)
    assert "Zolder" in failure.say("nl")
    assert ours() == []


def test_what_is_no_pdf_is_not_printed(printers: PrintHouse) -> None:
    assert isinstance(apart(lambda: print_papers([Paper("1", b"x")], Order("Laser", "P"), silent, Cancel())), NoPdf)
    assert printers.arrived("Laser") == b""


def test_without_memory_to_spool_in_nothing_is_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("app.ui.kit.printing._MEMORY", (tmp_path / "none",))
    with pytest.raises(NoMemoryFolder), spooled_in_memory():
        raise AssertionError("spooled somewhere")


def test_the_sheet_prints_what_it_lists(qtbot: QtBot, kit: Kit, printers: PrintHouse) -> None:
    papers = [Paper(f"Exemplaar {number} van 8", a_pdf("a")) for number in range(1, 9)]
    sheet = PrintSheet(kit, None, papers, "P-2026-BRU1-0001")
    sheet.open()
    qtbot.waitUntil(lambda: sheet.printer.count() > 0, timeout=PATIENCE)
    assert sorted(sheet.printer.itemText(at) for at in range(sheet.printer.count())) == [
        "Laser",
        "Spare",
        STOPPED,
        TRAY,
    ]
    assert faults(sheet) == []
    assert "en nog 2" in texts(sheet)
    sheet.printer.setCurrentText("Laser")
    with qtbot.waitSignal(sheet.printed, timeout=PATIENCE):
        sheet._print.click()
    assert sum(sheets(qtbot, printers)) == 8
    assert any("8 bladzijden" in text for text in texts(sheet))
    assert faults(sheet) == []
    sheet.reject()


def test_the_sheet_says_that_the_printer_is_gone_and_lets_another_be_chosen(
    qtbot: QtBot, kit: Kit, printers: PrintHouse
) -> None:
    sheet = PrintSheet(kit, None, [Paper("1", a_pdf("a"))], "P")
    sheet.open()
    qtbot.waitUntil(lambda: sheet.printer.count() > 0, timeout=PATIENCE)
    sheet.printer.addItem("Zolder")
    sheet.printer.setCurrentText("Zolder")
    sheet._print.click()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    assert any("Zolder" in text and "niet bereikbaar" in text for text in texts(sheet))
    assert sheet._print.isEnabled()
    sheet.reject()


def test_a_machine_without_printers_says_what_to_do(qtbot: QtBot, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.kit.printing_sheet.queues", lambda: ([], ""))
    sheet = PrintSheet(kit, None, [Paper("1", a_pdf("a"))], "P")
    sheet.open()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    assert not sheet._print.isEnabled()
    assert any("heeft geen printer" in text for text in texts(sheet))
    sheet.reject()


def test_queues_names_the_printers(printers: PrintHouse) -> None:
    found = apart(queues)
    assert isinstance(found, tuple)
    assert sorted(found[0]) == ["Laser", "Spare", STOPPED, TRAY]


def test_a_stopped_printer_takes_the_job_and_the_officer_is_told_that_it_waits(
    qtbot: QtBot, kit: Kit, printers: PrintHouse
) -> None:
    sheet = PrintSheet(kit, None, [Paper("1", a_pdf("a"))], "P")
    sheet.open()
    qtbot.waitUntil(lambda: sheet.printer.count() > 0, timeout=PATIENCE)
    sheet.printer.setCurrentText(STOPPED)
    with qtbot.waitSignal(sheet.printed, timeout=PATIENCE):
        sheet._print.click()
    assert any("die stilstaat" in text for text in texts(sheet))
    assert STOPPED in printers.waiting()
    assert faults(sheet) == []
    printers.cancel(STOPPED)
    sheet.reject()
