"""Codes are read in scans by another process: turned, blurred, coarse or several; nothing comes back but their text."""

import os
import struct
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.core.errors import Cancelled
from app.core.i18n import LANGUAGES
from app.core.progress import Cancel
from app.ui.kit import scan_child, scan_process
from app.ui.kit.once_wire import HEAD, OPEN
from app.ui.kit.scan_process import (
    NoScan,
    Read,
    ScanNotRead,
    ScanOutOfReach,
    ScanStopped,
    ScanTooLarge,
    read_file,
    read_scan,
)
from app.ui.kit.scan_wire import MAX_PAGES
from tests.ui.paper.scans import SPOILED, as_file, as_pages, page, seal


def told(data: bytes) -> Read:
    """Read a scan as the process does, but here: a process apart for each would cost more than the reading."""
    out = BytesIO()
    scan_child._serve(BytesIO(OPEN.pack(len(data)) + data), out)
    out.seek(0)
    return scan_process._told(out, _Patient(), lambda *_: None)


class _Patient(scan_process._Watch):
    def __init__(self) -> None:
        """Watch nothing."""

    def go_on(self) -> None:
        """Wait for ever."""


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_a_bad_scan_is_read_all_the_same(spoil: Callable[[], bytes]) -> None:
    assert told(spoil()).codes == ((1, seal()),)


def test_five_papers_on_one_page_are_all_found() -> None:
    foot = (0, page().height - 280, 700, page().height)
    sheet = Image.new("L", (1500, 1400), 255)
    for copy in range(1, 6):
        sheet.paste(page(copy=copy).crop(foot), (700 * (copy % 2), 280 * (copy - 1)))
    assert told(as_file(sheet)).codes == tuple((1, seal(copy)) for copy in range(1, 6))


@pytest.mark.parametrize("kind", ["PDF", "TIFF"])
def test_each_page_is_told_with_what_stands_on_it_also_where_that_is_nothing(kind: str) -> None:
    blank = Image.new("L", page().size, 255)
    read = told(as_pages([page(), blank, page(copy=2)], kind))
    assert read == Read(((1, seal()), (3, seal(2))), 3, 3)


def test_a_page_without_a_code_says_so() -> None:
    no_foot = page().crop((0, 0, page().width, 500))
    assert told(as_file(no_foot)) == Read((), 1, 1)


def test_a_scan_goes_through_a_process_of_its_own_and_counts_its_pages() -> None:
    seen = []
    two = as_pages([page(), page(copy=2)], "PDF")
    read = read_scan(two, lambda done, total: seen.append((done, total)))
    assert read == Read(((1, seal()), (2, seal(2))), 2, 2)
    assert seen == [(1, 2), (2, 2)]


def a_bomb() -> bytes:
    """Return some bytes that say they are 3.6 thousand million pixels."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    rest = b"IDAT" + zlib.compress(bytes(1000))
    parts = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in (chunk, rest))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", NoScan), (b"MZ program", NoScan), (b"<svg/>", NoScan), (b"%PDF-1.7 and no more", NoScan),
        (as_file(Image.effect_noise((400, 400), 60), "JPEG")[:900], NoScan), (a_bomb(), ScanTooLarge),
    ],
    ids=["empty", "program", "svg", "half a pdf", "half a jpeg", "bomb"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_every_language(data: bytes, why: type[ScanNotRead]) -> None:
    with pytest.raises(why) as refused:
        told(data)
    assert len({refused.value.say(language) for language in LANGUAGES}) == len(LANGUAGES)


def test_a_file_that_has_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScanOutOfReach):
        read_file(tmp_path / "gone.pdf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe has a name there")
def test_a_pipe_that_is_called_like_a_scan_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "scan.pdf")
    with pytest.raises(ScanOutOfReach):
        read_file(tmp_path / "scan.pdf")


def test_too_many_bytes_are_not_even_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_process, "MAX_BYTES", 10)
    with pytest.raises(ScanTooLarge):
        read_scan(bytes(11))


SILENT = [sys.executable, "-c", "import sys, time; sys.stdin.buffer.read(); time.sleep(60)"]
"""A child that takes all and answers nothing: that it is stopped is what is tried; nobody waits for its sleep."""


def test_one_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_process, "sandboxed", lambda _child: SILENT)
    with pytest.raises(ScanStopped):
        read_scan(b"x", seconds=0.05)


def test_one_that_nobody_wants_any_more_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    cancel = Cancel()

    def begun(_child: str) -> list[str]:
        cancel.request()
        return SILENT

    monkeypatch.setattr(scan_process, "sandboxed", begun)
    with pytest.raises(Cancelled):
        read_scan(b"x", cancel=cancel)


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"C", HEAD.pack(b"C", 1, 0, 1 << 40), HEAD.pack(b"C", 1, 0, 600) + bytes(600),
        HEAD.pack(b"C", 7, 0, 1) + b"x",
        HEAD.pack(b"P", 2, 2, 0), HEAD.pack(b"P", 1, 1, 0) * 2, HEAD.pack(b"Q", 1, 1, 0), HEAD.pack(b"Z", 5, 5, 0),
        b"".join(HEAD.pack(b"P", at, MAX_PAGES, 0) for at in range(1, MAX_PAGES + 2)),
    ],
)  # fmt: skip
def test_an_answer_that_contradicts_itself_is_not_believed(answer: bytes) -> None:
    with pytest.raises(EOFError):
        scan_process._told(BytesIO(answer), _Patient(), lambda *_: None)
