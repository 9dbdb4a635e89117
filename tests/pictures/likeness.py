"""Pictures as files: grabbed, kept without loss and small, compared to the pixel."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

REFERENCES = Path(__file__).with_name("references")
SUFFIX = ".webp"
"""Lossless WebP: half of an optimised PNG for a window, and any browser or `git` front shows it."""


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
    """Return where the reference of a picture is kept; `name` is `room.what/nl-light-1366`."""
    return REFERENCES / f"{name}{SUFFIX}"


def keep(picture: Image.Image, file: Path) -> None:
    """Write a picture without loss."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.suffix == SUFFIX:
        picture.save(file, lossless=True, quality=100, method=4)
    else:
        picture.save(file)


def differs(picture: Image.Image, kept: Path) -> Difference | None:
    """Compare with the reference; None where every pixel is the same."""
    if not kept.exists():
        return Difference("has no reference yet", None)
    with Image.open(kept) as opened:
        known = opened.convert("RGB")
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
