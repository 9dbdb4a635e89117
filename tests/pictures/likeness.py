"""Pictures as files: grabbed, kept without loss and small, compared to the pixel.

A reference is a sheet: what one scene shows in each language, side by side. One beside the other they take three
quarters of the room of two files, for they are nearly the same line by line; and so they are looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

REFERENCES = Path(__file__).with_name("references")
SUFFIX = ".webp"
"""Lossless WebP: half of an optimised PNG for a window, and any browser or `git` front shows it."""
GAP = 8
"""Transparent columns between the pictures of a sheet: where one ends, the next begins."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a picture is not what its reference shows."""

    words: str
    marked: Image.Image | None


def grab(widget: QWidget) -> Image.Image:
    """Return what the widget shows now."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    row = picture.bytesPerLine()
    raw = bytes(picture.constBits())
    return Image.frombytes("RGB", (picture.width(), picture.height()), raw, "raw", "RGB", row)


def reference(name: str) -> Path:
    """Return where a sheet of references is kept; `name` is `room.what/light-1366`."""
    return REFERENCES / f"{name}{SUFFIX}"


def keep(pictures: Sequence[Image.Image], file: Path) -> None:
    """Write a sheet without loss."""
    width = sum(one.width for one in pictures) + GAP * (len(pictures) - 1)
    sheet = Image.new("RGBA", (width, max(one.height for one in pictures)))
    left = 0
    for one in pictures:
        sheet.paste(one, (left, 0))
        left += one.width + GAP
    file.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(file, lossless=True, quality=100, method=4)


def kept(file: Path) -> list[Image.Image]:
    """Return the pictures of a sheet, from left to right: none where there is no such sheet yet."""
    if not file.exists():
        return []
    with Image.open(file) as opened:
        sheet = opened.convert("RGBA")
    there = sheet.getchannel("A")
    top = bytes([0]) + there.crop((0, 0, sheet.width, 1)).tobytes() + bytes([0])
    edges = [number for number, (one, other) in enumerate(pairwise(top)) if one != other]
    found: list[Image.Image] = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        _, _, _, bottom = there.crop((left, 0, right, sheet.height)).getbbox() or (0, 0, 0, 0)
        found.append(sheet.crop((left, 0, right, bottom)).convert("RGB"))
    return found


def differs(picture: Image.Image, known: Image.Image | None) -> Difference | None:
    """Compare with the reference; None where every pixel is the same."""
    if known is None:
        return Difference("has no reference yet", None)
    if known.size != picture.size:
        return Difference(f"is {picture.size}, its reference {known.size}", None)
    red, green, blue = ImageChops.difference(picture, known).split()
    apart = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda value: 255 if value else 0)
    box = apart.getbbox()
    if box is None:
        return None
    count = apart.histogram()[255]
    return Difference(f"differs in {count} pixels, within {box}", _marked(known, apart))


def _marked(known: Image.Image, apart: Image.Image) -> Image.Image:
    """Return the reference, pale, with what differs in red."""
    pale = Image.blend(known, Image.new("RGB", known.size, "white"), 0.7)
    pale.paste((200, 0, 0), mask=apart)
    return pale
