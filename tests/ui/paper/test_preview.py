"""The preview shows a PDF from memory, sharp, with words for who cannot see it, and refuses what would do harm."""

import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.services.paper.protocols import issue_protocol
from app.ui.kit import child, preview_process
from app.ui.kit.child import sandboxed
from app.ui.kit.kit import Kit
from app.ui.kit.preview import Preview
from app.ui.kit.preview_process import (
    PDF_CHILD,
    NoPdf,
    PdfLocked,
    PdfProcess,
    PdfTooLarge,
    PreviewStopped,
)
from tests.ui.paper.pdfs import a_locked_pdf, a_memory_bomb, a_pdf, a_time_bomb, an_endless_pdf
from tests.ui.seeing import faults, tab_order
from tests.unit.services.paper_world import PaperWorld

PATIENCE = 10_000


@pytest.fixture
def preview(qtbot: QtBot, kit: Kit) -> Iterator[Preview]:
    made = Preview(kit)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.clear()


def show(qtbot: QtBot, preview: Preview, pdf: bytes) -> None:
    with qtbot.waitSignal(preview.opened, timeout=PATIENCE):
        preview.show_pdf(pdf, "Protocol")
    qtbot.waitUntil(lambda: preview.settled, timeout=PATIENCE)


def refused(qtbot: QtBot, preview: Preview, pdf: bytes) -> Exception:
    with qtbot.waitSignal(preview.refused, timeout=PATIENCE) as heard:
        preview.show_pdf(pdf, "Protocol")
    failure = heard.args[0] if heard.args else None
    assert isinstance(failure, Exception)
    return failure


def page_label(preview: Preview) -> str:
    found = preview.findChild(QLabel, "preview_page")
    assert isinstance(found, QLabel)
    return found.text()


def press(preview: Preview, key: Qt.Key) -> None:
    QTest.keyClick(preview.strip, key, Qt.KeyboardModifier.ControlModifier)


def test_a_protocol_is_shown_and_told_in_its_own_words(qtbot: QtBot, preview: Preview, world: PaperWorld) -> None:
    issued = issue_protocol(world.desk, world.file, world.person, "nl", world.copies())
    for copy in issued.copies:
        show(qtbot, preview, copy.pdf)
        assert page_label(preview) == f"Bladzijde 1 van {copy.pages}"
        said = preview.strip.accessibleDescription()
        assert "VAN DEN BROECK" in said
        assert copy.control_code in said
    assert faults(preview) == []


def test_the_page_is_painted_pixel_for_pixel(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, a_pdf("zwart op wit"))
    shown = preview.strip.grab().toImage()
    across, down = range(shown.width()), range(shown.height())
    assert any(QColor(shown.pixel(x, y)).value() < 60 for y in down for x in across), "no ink"
    assert preview.strip._kept[0].width() == preview.strip._boxes[0].width()


def test_all_is_reached_by_keyboard_in_the_order_of_the_eye(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, a_pdf("een", "twee"))
    assert tab_order(preview) == ["preview_on", "preview_smaller", "preview_larger", "preview_fit", "preview_strip"]


def test_pages_are_turned_and_the_next_one_is_told(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, a_pdf("eerste", "tweede", "derde"))
    with qtbot.waitSignal(preview.strip.turned):
        preview.strip.go_to(1)
    assert page_label(preview) == "Bladzijde 2 van 3"
    qtbot.waitUntil(lambda: "tweede" in preview.strip.accessibleDescription(), timeout=PATIENCE)
    QTest.keyClick(preview.strip, Qt.Key.Key_End)
    assert page_label(preview) == "Bladzijde 3 van 3"
    QTest.keyClick(preview.strip, Qt.Key.Key_Home)
    assert page_label(preview) == "Bladzijde 1 van 3"


def test_ctrl_and_plus_minus_nought_zoom_and_the_page_stays(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, a_pdf("een", "twee", "drie"))
    fitted = preview.strip.scale
    preview.strip.go_to(2)
    press(preview, Qt.Key.Key_Plus)
    assert preview.strip.scale > fitted
    assert preview.strip.front == 2
    press(preview, Qt.Key.Key_0)
    assert preview.strip.scale == fitted
    for _ in range(3):
        press(preview, Qt.Key.Key_Minus)
    assert preview.strip.scale < fitted
    qtbot.waitUntil(lambda: preview.settled, timeout=PATIENCE)


def test_ctrl_and_the_wheel_zoom(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, a_pdf("een"))
    before = preview.strip.scale
    turn = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(preview.strip.viewport(), turn)
    assert preview.strip.scale > before


def test_no_more_is_asked_for_than_is_drawn_at_the_largest_zoom(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, a_pdf("groot", size=(2_000, 8_000)))
    preview.strip.set_zoom(4.0)
    qtbot.waitUntil(lambda: preview.settled, timeout=PATIENCE)


@pytest.mark.parametrize(
    ("pdf", "why"),
    [
        (b"", NoPdf), (b"%PDF-1.7\n" + bytes(range(256)) * 40, NoPdf), (b"PK\x03\x04 no pdf at all", NoPdf),
        (a_locked_pdf(), PdfLocked), (bytes((64 << 20) + 1), PdfTooLarge),
    ],
    ids=["empty", "garbage", "another kind", "locked", "65 MB"],
)  # fmt: skip
def test_what_is_no_pdf_of_ours_is_refused_with_a_sentence(
    qtbot: QtBot, preview: Preview, pdf: bytes, why: type[Exception]
) -> None:
    assert isinstance(refused(qtbot, preview, pdf), why)
    message = preview.findChild(QLabel, "preview_message")
    assert isinstance(message, QLabel)
    assert message.isVisible()
    assert "pdf" in message.text()


def test_a_pdf_that_never_ends_drawing_is_stopped() -> None:
    process = PdfProcess(a_time_bomb())
    with pytest.raises(PreviewStopped):
        process.picture(0, 800)
    process.close()


def test_a_bomb_shows_its_refusal_and_the_window_lives(qtbot: QtBot, preview: Preview) -> None:
    with qtbot.waitSignal(preview.opened, timeout=PATIENCE):
        preview.show_pdf(a_time_bomb(), "bom")
    qtbot.waitUntil(lambda: preview.settled, timeout=PATIENCE)
    show(qtbot, preview, a_pdf("daarna"))
    assert "daarna" in preview.strip.accessibleDescription()


def test_a_picture_of_gigabytes_gets_no_gigabytes() -> None:
    asked = (
        "import resource, sys\n"
        "from contextlib import suppress\n"
        "from app.ui.kit.preview_process import PageNotShown, PdfProcess, PreviewStopped\n"
        "process = PdfProcess(sys.stdin.buffer.read())\n"
        "with suppress(PreviewStopped, PageNotShown):\n"
        "    process.picture(0, 800)\n"
        "process.close()\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )  # in a process of its own: the figure is the most that any child ever had, and ours has had others
    said = subprocess.run([sys.executable, "-c", asked], input=a_memory_bomb(), capture_output=True, check=True)

    assert 0 < int(said.stdout) < 900_000, "kilobytes"


def test_of_ten_thousand_pages_the_first_thousand_are_shown(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, an_endless_pdf())
    assert page_label(preview) == "Bladzijde 1 van 10.000 · de eerste 1.000 worden getoond"
    preview.strip.go_to(999)
    qtbot.waitUntil(lambda: preview.settled, timeout=PATIENCE)


def test_a_page_of_absurd_size_is_refused_by_itself() -> None:
    with closing(PdfProcess(a_pdf("smal", size=(10, 14_400)))) as process, pytest.raises(PdfTooLarge):
        process.picture(0, 800)


LIES = {
    "pixels too few": "out(b'P', 0, 800, 1132, bytes(100))",
    "a height of nothing": "out(b'P', 0, 800, 0, b'')",
    "another width": "out(b'P', 0, 8000, 10, bytes(320000))",
    "another page": "out(b'P', 7, 800, 10, bytes(32000))",
    "gigabytes announced": "sys.stdout.buffer.write(struct.pack('>cIIIQ', b'P', 0, 800, 1132, 1 << 40))",
    "nothing": "sys.exit(0)",
    "silence": "time.sleep(60)",  # a child that answers nothing is stopped long before: nobody waits for it
}
LIAR = """
import struct, sys, time
def out(tag, a=0, b=0, c=0, payload=b''):
    sys.stdout.buffer.write(struct.pack('>cIIIQ', tag, a, b, c, len(payload)) + payload); sys.stdout.buffer.flush()
out(b'R'); sys.stdin.buffer.read(9 + int(sys.argv[1]))
out(b'D', 1, 1, 0, struct.pack('>ff', 595.0, 842.0)); sys.stdin.buffer.read(9)
"""


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_a_process_taken_over_by_its_pdf_is_not_believed(lie: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = a_pdf("x")
    monkeypatch.setattr(preview_process, "sandboxed", lambda _child: [sys.executable, "-c", LIAR + lie, str(len(pdf))])
    process = PdfProcess(pdf, page_seconds=0.5)
    with pytest.raises(PreviewStopped):
        process.picture(0, 800)
    process.close()


def test_after_three_deaths_nobody_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = a_pdf("x")
    liar = [sys.executable, "-c", LIAR + "sys.exit(0)", str(len(pdf))]
    monkeypatch.setattr(preview_process, "sandboxed", lambda _child: liar)
    process = PdfProcess(pdf, page_seconds=2)
    for _ in range(3):
        with pytest.raises(PreviewStopped):
            process.picture(0, 800)
    assert not process.alive
    process.close()


def test_the_process_can_write_no_file_and_see_no_folder_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, written = tmp_path / "secret.txt", tmp_path / "written"
    secret.write_text("x")
    look = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); from app.ui.kit.child_limits import limit_myself; "
        "from app.ui.kit import preview_wire as w; limit_myself(w.MEMORY, w.CPU_SECONDS)\n"
        "import os, socket\n"
        "def tried(act):\n"
        "    try: act(); return 'done'\n"
        "    except OSError as error: return type(error).__name__\n"
        f"def write(): f = open({str(written)!r}, 'wb'); f.write(b'x'); f.flush()\n"
        f"print(tried(write), os.path.exists({str(secret)!r}), len(socket.if_nameindex()))"
    )
    monkeypatch.setattr(child, "_RUN", look)
    sandboxed.cache_clear()
    command = list(sandboxed(PDF_CHILD))
    sandboxed.cache_clear()

    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    assert said[0] != "done"
    if "--unshare-all" in command:  # a system inside another, or a strict one, lets nobody make a room of his own
        assert said[1:] == ["False", "1"]
        assert not written.exists()
    assert not written.exists() or written.read_bytes() == b""


def test_however_early_it_is_closed_no_process_stays_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = f"# {uuid.uuid4()}"
    monkeypatch.setattr(child, "_RUN", child._RUN + mark)
    sandboxed.cache_clear()
    for number in range(24):
        process = PdfProcess(a_pdf("x"))
        asked = threading.Thread(target=ask_in_vain, args=(process,))
        asked.start()
        time.sleep(number / 2000)  # closed at another moment of its start each time: that is what is tried
        process.close()
        asked.join()
    sandboxed.cache_clear()
    end = time.monotonic() + 5
    while running(mark) and time.monotonic() < end:
        time.sleep(0.02)  # a killed process leaves when the system likes; nobody tells
    assert running(mark) == []


def ask_in_vain(process: PdfProcess) -> None:
    with suppress(PreviewStopped):
        process.picture(0, 200)


def running(mark: str) -> list[str]:
    """Return the processes whose command bears the mark."""
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if mark.encode() in one.read_bytes():
                found.append(one.parent.name)
    return found


def test_no_file_is_left_and_none_is_ever_made(
    qtbot: QtBot, preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    monkeypatch.setenv("TMPDIR", str(watched))
    seen: set[str] = set()
    show(qtbot, preview, a_pdf("een", "twee"))
    seen |= {one.name for one in watched.iterdir()}
    preview.clear()
    assert seen | {one.name for one in watched.iterdir()} == set()


def test_what_was_closed_says_nothing_any_more_and_its_process_is_gone(qtbot: QtBot, preview: Preview) -> None:
    show(qtbot, preview, a_pdf("weg"))
    pages = preview._pages
    assert pages is not None
    child = pages._process._process
    assert child is not None
    preview.clear()
    assert child.poll() is not None
    assert not preview.strip._boxes
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
