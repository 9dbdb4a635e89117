"""Names and portraits as the documents show them."""

from dataclasses import replace
from hashlib import sha256

from app.documents.desk import DASH, Desk, isolated
from app.documents.strips import VALUE, Box, Mark, Picture, stack
from app.documents.text import Run, Style, break_lines

PHOTO_WIDTH, PHOTO_HEIGHT = 84.0, 101.0
_CAPTION = Style(size=7.9, leading=10.4, grey=0.45)


def name_runs(name: str, native_name: str, style: Style = VALUE, *, bold: bool = True) -> list[Run]:
    """Return a name and, on its own line, the same name in its own script."""
    strong = replace(style, bold=bold)
    native = [Run("\n", style), Run(isolated(native_name), strong)] if native_name.strip() else []
    return [Run(isolated(name) if name.strip() else DASH, strong), *native]


def photo_marks(photo: bytes | None, x: float, y: float, desk: Desk) -> list[Mark]:
    """Return the photograph in its frame, or the frame that says there is none."""
    frame = Box(x, y, PHOTO_WIDTH, PHOTO_HEIGHT, weight=0.6, grey=0.45)
    if photo is not None:
        digest = sha256(photo).hexdigest()
        return [Picture(x, y, PHOTO_WIDTH, PHOTO_HEIGHT, photo, digest), frame]
    lines = break_lines([Run(desk.say("no photo"), _CAPTION)], PHOTO_WIDTH - 8, desk.shaper)
    top = y + (PHOTO_HEIGHT - sum(line.leading for line in lines)) / 2
    words = [replace(words, x=x + (PHOTO_WIDTH - words.line.width) / 2) for words in stack(lines, x, top)[0]]
    return [replace(frame, fill=0.94), *words]
