"""What comes out of an office scanner: pages of our own papers as pictures and PDFs, as badly as they are scanned."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image, ImageChops, ImageEnhance, ImageFilter
from pypdfium2 import PdfDocument

from app.documents.content import CopyHead
from app.documents.finished import RenderedDocument
from app.documents.layout import ORDINAL_DAYS
from app.documents.return_form import render_return_forms
from tests.unit.documents.conftest import a_protocol_content, fake_sign

COPIES = 5


@cache
def forms() -> tuple[RenderedDocument, ...]:
    """Return five copies of a return form of nobody's: of two pages, for each lists what all carry out."""
    heads = [CopyHead(number, COPIES, "PZ Antwerpen") for number in range(1, COPIES + 1)]
    content = a_protocol_content()
    of_all = replace(content, issue=replace(content.issue, layout=ORDINAL_DAYS))
    return tuple(render_return_forms(of_all, heads, "nl", fake_sign))


@cache
def page(dots: int = 150, copy: int = 1, number: int = 1) -> Image.Image:
    """Return a page of one of them, grey, at so many dots per inch."""
    with PdfDocument(forms()[copy - 1].pdf) as document:
        return drawn(document, number, dots)


def pages_of(pdf: bytes, dots: int = 150) -> list[Image.Image]:
    """Return all pages of a paper as a scanner gives them back."""
    with PdfDocument(pdf) as document:
        return [drawn(document, number, dots) for number in range(1, len(document) + 1)]


def drawn(document: PdfDocument, number: int, dots: int) -> Image.Image:
    return document[number - 1].render(scale=dots / 72, grayscale=True).to_pil().convert("L")


def seal(copy: int = 1, number: int = 1) -> str:
    """Return what the code of that page says."""
    return forms()[copy - 1].seals[number - 1]


def as_file(image: Image.Image, kind: str = "PNG", **more: Any) -> bytes:
    held = BytesIO()
    image.save(held, kind, **more)
    return held.getvalue()


def as_pages(images: list[Image.Image], kind: str = "PDF") -> bytes:
    """Return one file with these pages: a PDF of pictures, as office scanners write, or a TIFF."""
    more = {"resolution": 150} if kind == "PDF" else {"compression": "group4"}
    pages = images if kind == "PDF" else [one.convert("1") for one in images]
    return as_file(pages[0], kind, save_all=True, append_images=pages[1:], **more)


def turned(image: Image.Image, degrees: float) -> Image.Image:
    return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def blurred(image: Image.Image, radius: float) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(radius))


def _grey_and_noisy() -> Image.Image:
    pale = ImageEnhance.Contrast(page(200)).enhance(0.5)
    grain = Image.frombytes("L", pale.size, Random(1).randbytes(pale.width * pale.height))  # the same each time
    return ImageChops.add(pale, grain.point(lambda value: value * 0.3 + 90), 1, -128)


def _sixteen_bits() -> Image.Image:
    return page().convert("I").point(lambda value: value * 200 + 4000).convert("I;16")


def _through_glass() -> Image.Image:
    clear = Image.merge("LA", (Image.new("L", page().size), page().point(lambda value: 255 - value)))
    return clear.convert("RGBA")


def _held_askew() -> Image.Image:
    wide, high = page(200).size
    corners = (-60, -30, 30, high + 40, wide + 50, high - 10, wide - 20, 15)
    return page(200).transform(page(200).size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=90)


SPOILED: Mapping[str, Callable[[], bytes]] = {
    "100 dots per inch": lambda: as_file(page(100)),
    "on its side": lambda: as_file(turned(page(), 90)),
    "on its head": lambda: as_file(turned(page(), 180)),
    "drawn in askew": lambda: as_file(turned(page(), 7)),
    "askew, coarse, blurred, squeezed": lambda: as_file(blurred(turned(page(100), 7), 0.4), "JPEG", quality=50),
    "blurred": lambda: as_file(blurred(page(), 1)),
    "squeezed hard": lambda: as_file(page(), "JPEG", quality=20),
    "grey and grainy": lambda: as_file(_grey_and_noisy()),
    "photographed from aside": lambda: as_file(_held_askew().convert("RGB"), "JPEG", quality=70),
    "faxed": lambda: as_file(page(200).convert("1"), "TIFF", compression="group4"),
    "sixteen bits a dot": lambda: as_file(_sixteen_bits(), "TIFF"),
    "ink on nothing": lambda: as_file(_through_glass()),
    "light on dark": lambda: as_file(page().point(lambda value: 255 - value), "WEBP", lossless=True),
    "a PDF of a picture": lambda: as_pages([page(200)]),
}
"""Scans of the first page of the first copy."""
