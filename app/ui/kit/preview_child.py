"""The process that reads a PDF for the preview, so that the window never parses one itself.

A hostile PDF can ask for gigabytes and minutes, or find a flaw in the parser. Here it meets limits of memory and time,
no right to write a file and (where bubblewrap is there) no network and no folders; all that comes back is numbers,
pixels and plain text, which `preview_process` measures before it believes them. Of the program it loads `preview_wire`
and `child_limits`.
"""

import sys
from contextlib import suppress
from typing import BinaryIO

from pypdfium2 import PdfDocument, PdfiumError

from app.ui.kit.child_limits import limit_myself
from app.ui.kit.preview_wire import (
    ALL,
    ASK,
    CPU_SECONDS,
    HEAD,
    MAX_PAGES,
    MAX_PDF,
    MAX_PIXELS,
    MAX_TEXT,
    MAX_WIDTH,
    MEMORY,
    OPEN,
    SIZE,
    Fault,
)


def main() -> int:
    """Serve one PDF until the other side closes; return the exit code."""
    limit_myself(MEMORY, CPU_SECONDS)
    _answer(sys.stdout.buffer, b"R")
    with suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0


def _serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    document = _opened(stdin, stdout)
    if document is None:
        return
    count = len(document)
    sizes = b"".join(_size(document, page) for page in range(min(count, MAX_PAGES)))
    _answer(stdout, b"D", count, len(sizes) // SIZE.size, payload=sizes)
    while len(asked := stdin.read(ASK.size)) == ASK.size:
        tag, page, width = ASK.unpack(asked)
        try:
            if tag == b"T":
                _tell(document, page, stdout)
            else:
                _draw(document, page, width, stdout, grey=tag == b"G")
        except (PdfiumError, MemoryError, ValueError, IndexError):
            _answer(stdout, b"E", page, Fault.PAGE)


def _opened(stdin: BinaryIO, stdout: BinaryIO) -> PdfDocument | None:
    raw = stdin.read(OPEN.size)
    if len(raw) < OPEN.size:
        return None
    size = OPEN.unpack(raw)[1]
    if size > MAX_PDF:
        _answer(stdout, b"E", ALL, Fault.TOO_LARGE)
        return None
    try:
        document = PdfDocument(stdin.read(size))
    except (PdfiumError, MemoryError) as error:
        _answer(stdout, b"E", ALL, Fault.LOCKED if "password" in str(error).lower() else Fault.NO_PDF)
        return None
    if not len(document):
        _answer(stdout, b"E", ALL, Fault.NO_PDF)
        return None
    return document


def _size(document: PdfDocument, page: int) -> bytes:
    try:
        return SIZE.pack(*document.get_page_size(page))
    except (PdfiumError, OverflowError):
        return SIZE.pack(0.0, 0.0)


def _draw(document: PdfDocument, number: int, width: int, stdout: BinaryIO, *, grey: bool) -> None:
    page = document[number]
    wide, high = page.get_size()
    if wide <= 0 or high <= 0 or not 1 <= width <= MAX_WIDTH or width * (width * high / wide) > MAX_PIXELS:
        _answer(stdout, b"E", number, Fault.TOO_LARGE)
        return
    picture = page.render(scale=width / wide, may_draw_forms=False, prefer_bgrx=True, grayscale=grey)
    rows, line = memoryview(picture.buffer).cast("B"), picture.width * (1 if grey else 4)
    if picture.stride == line:
        pixels = bytes(rows[: line * picture.height])
    else:
        starts = range(0, picture.stride * picture.height, picture.stride)
        pixels = b"".join(bytes(rows[at : at + line]) for at in starts)
    _answer(stdout, b"G" if grey else b"P", number, picture.width, picture.height, pixels)
    picture.close()
    page.close()


def _tell(document: PdfDocument, number: int, stdout: BinaryIO) -> None:
    page = document[number]
    text = page.get_textpage()
    said = text.get_text_range(0, min(text.count_chars(), MAX_TEXT))
    _answer(stdout, b"T", number, payload=said.encode("utf-8", "replace"))
    text.close()
    page.close()


def _answer(stdout: BinaryIO, tag: bytes, a: int = 0, b: int = 0, c: int = 0, payload: bytes = b"") -> None:
    stdout.write(HEAD.pack(tag, a, b, c, len(payload)))
    stdout.write(payload)
    stdout.flush()
