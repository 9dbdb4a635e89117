"""Looks at what came out of the printer, beside what was issued, page by page, as small pictures; and at a screen."""

from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

WIDTH = 480
"""Pixels of a page that is looked at."""
DARK = 128
"""Of 255 shades: darker is ink."""


def pages_of(pdf: bytes) -> list[Image.Image]:
    """Return the pages, small and grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_small(page) for page in document]


def apart(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pages are from each other, in shades of 255 on the average."""
    return float(ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean[0])


def marked(page: Image.Image) -> bool:
    """Tell whether there is ink where the marking stands, above everything else."""
    return min(page.crop((0, 0, page.width, page.width // 6)).tobytes()) < DARK


def inked(screen: Path, box: tuple[int, int, int, int]) -> bool:
    """Tell whether something can be read on the picture of a screen, in this x, y, width and height."""
    x, y, width, height = box
    with Image.open(screen) as picture:
        shades = picture.convert("L").crop((x, y, x + width, y + height)).tobytes()
    return min(shades) < DARK < max(shades)


def _small(page: pypdfium2.PdfPage) -> Image.Image:
    whole = page.render(scale=1.0).to_pil().convert("L")
    return whole.resize((WIDTH, round(WIDTH * whole.height / whole.width)), Image.Resampling.BOX)
