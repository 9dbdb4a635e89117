"""The process that looks for QR codes in one scan, so that no parser of pictures, PDFs or codes runs in the window.

It takes JPEG, PNG, TIFF and WebP, each page of a TIFF, and PDF, under limits of memory and time, with no right to write
a file and (where bubblewrap is there) no network and no folders. All that comes back is the text of codes, which
`scan_process` measures before it believes it.

The codes of our papers are 21 millimetres wide with 61 modules: at 150 dots per inch a module is two dots, at 100 not
one and a half. What the reader does not find as it stands it mostly finds enlarged, or enlarged and sharpened.
"""

import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from math import sqrt
from typing import BinaryIO

from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument, PdfiumError
from zxingcpp import BarcodeFormat, TextMode, read_barcodes

from app.ui.kit.child_limits import limit_myself
from app.ui.kit.once_wire import answer, asked_size
from app.ui.kit.picture_child import on_paper
from app.ui.kit.scan_wire import (
    CPU_SECONDS,
    MAX_BYTES,
    MAX_PAGES,
    MAX_PIXELS,
    MAX_TEXT,
    MEMORY,
    ScanFault,
)

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
DOTS = 300
"""Per inch, at which the pages of a PDF are drawn."""
MOST_DRAWN = 36_000_000
"""Pixels of such a page; one of absurd size is drawn coarser."""
MOST_ENLARGED = 64_000_000
BLANK = 24
"""Steps of grey between the lightest and the darkest spot of a page below which nothing stands on it."""
_BROKEN = (OSError, ValueError, SyntaxError, MemoryError, OverflowError, EOFError, PdfiumError)
_MAGIC, _SEARCHED = b"%PDF-", 1024


class _Refused(Exception):
    def __init__(self, fault: ScanFault) -> None:
        super().__init__(fault)
        self.fault = fault


def main() -> int:
    """Read one scan and end; return the exit code."""
    limit_myself(MEMORY, CPU_SECONDS)
    with suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0


def _serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    size = asked_size(stdin)
    if size is None:
        return
    if size > MAX_BYTES:
        answer(stdout, b"E", ScanFault.TOO_LARGE)
        return
    warnings.simplefilter("ignore")
    page = count = 0
    try:
        for page, (image, count) in enumerate(_pages(stdin.read(size)), start=1):
            for text in _codes(image) if image is not None else ():
                answer(stdout, b"C", page, payload=text)
            answer(stdout, b"P", page, count)
    except _Refused as refused:
        answer(stdout, b"E", refused.fault)
        return
    except _BROKEN:
        answer(stdout, b"E", ScanFault.NONE)
        return
    answer(stdout, b"Z", page, count)


def _pages(data: bytes) -> Iterator[tuple[Image.Image | None, int]]:
    """Yield the pages in grey, each with how many there are in all; None for one that is damaged."""
    return _drawn(data) if _MAGIC in data[:_SEARCHED] else _frames(data)


def _drawn(data: bytes) -> Iterator[tuple[Image.Image | None, int]]:
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise _Refused(ScanFault.LOCKED if "password" in str(error).lower() else ScanFault.NONE) from None
    count = len(document)
    if not count:
        raise _Refused(ScanFault.NONE)
    for number in range(min(count, MAX_PAGES)):
        try:
            page = document[number]
            wide, high = page.get_size()
            scale = min(DOTS / 72, sqrt(MOST_DRAWN / max(wide * high, 1.0)))
            bitmap = page.render(scale=scale, may_draw_forms=False, grayscale=True)
            yield bitmap.to_pil().convert("L"), count
            bitmap.close()
            page.close()
        except _BROKEN:
            yield None, count


def _frames(data: bytes) -> Iterator[tuple[Image.Image | None, int]]:
    Image.MAX_IMAGE_PIXELS = None  # asked here, before a pixel is decoded
    with Image.open(BytesIO(data), formats=FORMATS) as source:
        count = getattr(source, "n_frames", 1) if source.format == "TIFF" else 1
        for number in range(min(count, MAX_PAGES)):
            try:
                source.seek(number)
                if source.width * source.height > MAX_PIXELS:
                    raise _Refused(ScanFault.TOO_LARGE)
                grey = _grey(source)
            except _BROKEN:
                if count == 1:
                    raise
                yield None, count
            else:
                yield grey, count


def _grey(source: Image.Image) -> Image.Image:
    source.draft("L", source.size)  # JPEG alone: leaves the colours out
    if source.mode.startswith("I"):  # sixteen bits a dot, which a plain conversion would cut off at the lowest eight
        return source.convert("I").point(lambda value: value / 256).convert("L")
    return on_paper(source).convert("L")


def _codes(image: Image.Image) -> list[bytes]:
    """Return the texts of the codes on a page, from the top. One is what a page has; others are looked for longer."""
    low, high = image.reduce(8).getextrema()
    if not isinstance(low, int | float) or not isinstance(high, int | float) or high - low < BLANK:
        return []
    found: dict[bytes, float] = {}
    for look in _looks(image):
        for one in read_barcodes(look, formats=BarcodeFormat.QRCode, text_mode=TextMode.Plain):
            text = one.text.encode("utf-8", "replace")
            if 0 < len(text) <= MAX_TEXT:
                found.setdefault(text, one.position.top_left.y / look.height)
        if len(found) == 1:
            break
    return sorted(found, key=found.__getitem__)


def _looks(image: Image.Image) -> Iterator[Image.Image]:
    """Yield a page as it is, then as it may be easier to read; the quickest first."""
    yield image
    pixels = image.width * image.height
    if pixels * 4 > MOST_ENLARGED:
        yield image.reduce(2)
        return
    twice = image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC)
    yield twice
    yield twice.filter(ImageFilter.UnsharpMask(3, 150, 0))
    if pixels * 16 <= MOST_ENLARGED:
        yield image.resize((image.width * 4, image.height * 4), Image.Resampling.BICUBIC)
