"""How a document opens and closes: title, labelled values beside a portrait, recipients, signatures."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from app.documents.content import CopyHead, Issue, Recipient, SignatureLine
from app.documents.desk import DASH, Desk
from app.documents.frame import WIDTH
from app.documents.scripts import isolated
from app.documents.sections import LABEL_WIDTH, heading, pairs
from app.documents.strips import BODY, STRONG, VALUE, Box, Mark, Picture, Rule, Strip, paragraph, stack
from app.documents.text import Run, Style, break_lines

_TITLE = Style(size=16, leading=21, bold=True)
_PHOTO_WIDTH, _PHOTO_HEIGHT = 84.0, 101.0
_CAPTION = Style(size=7.9, leading=10.4, grey=0.4)


def title_strip(title: str, desk: Desk) -> Strip:
    """Return the title of a document's first page."""
    marks, bottom = stack(break_lines([Run(title, _TITLE)], WIDTH, desk.shaper), 0, 0)
    return Strip(bottom + 4, tuple(marks), keep_with_next=True)


def opened(
    title: str, rows: Sequence[tuple[str, Sequence[Run]]], desk: Desk, *, label_width: float = LABEL_WIDTH
) -> list[Strip]:
    """Return the title and under it the labelled values that say what the document is about."""
    return [title_strip(title, desk), *pairs(rows, WIDTH, desk, label_width=label_width)]


def opened_beside(
    title: str, rows: Sequence[tuple[str, Sequence[Run]]], photo: bytes | None, desk: Desk
) -> list[Strip]:
    """Return as `opened`, with the photograph of whom it is about at the right of the values."""
    return [title_strip(title, desk), *_beside_photo(rows, photo, desk)]


def name_runs(name: str, native_name: str, style: Style = VALUE, *, bold: bool = True) -> list[Run]:
    """Return a name and, on its own line, the same name in its own script."""
    strong = replace(style, bold=bold)
    native = [Run("\n", style), Run(isolated(native_name), strong)] if native_name.strip() else []
    return [Run(isolated(name) if name.strip() else DASH, strong), *native]


def recipients_strips(
    issue: Issue, recipients: Sequence[Recipient], copy: CopyHead, desk: Desk, *, number: int | None = None
) -> list[Strip]:
    """Return the distribution list, this copy's recipient in bold; `number` is that of its section, if it has one.

    A draft has no copies yet: it names who would get one, without a number.
    """
    title = desk.say("Recipients")
    runs: list[Run] = []
    for recipient in recipients:
        style = STRONG if issue.registration is not None and recipient.number == copy.number else BODY
        copied = f"{recipient.number}\u00a0" if issue.registration is not None else ""
        note = f" ({desk.read(recipient.note)})" if recipient.note else ""
        runs.append(Run((" · " if runs else ""), BODY))
        runs.append(Run(f"{copied}{isolated(desk.name(recipient.name))}{note}", style))
    return [
        *heading(title if number is None else f"{number} {title}", WIDTH, desk),
        *paragraph(runs or [Run(DASH, BODY)], WIDTH, desk.shaper, gap=5),
    ]


def signature_strips(signatures: Sequence[SignatureLine], desk: Desk) -> list[Strip]:
    """Return a line for each signatory with room for ink and date, all on one page."""
    strips = []
    for signature in signatures or (None,):
        left = [Run(desk.read(signature.capacity) if signature else DASH, BODY)]
        if signature and signature.name:
            left += [Run("\n", BODY), Run(isolated(signature.name), STRONG)]
        words, bottom = stack(break_lines(left, WIDTH * 0.42, desk.shaper), 0, 8)
        height = max(bottom, 38.0)
        ink = break_lines([Run(desk.say("date and signature"), _CAPTION)], WIDTH * 0.5, desk.shaper)
        line = Rule(WIDTH * 0.46, height, WIDTH, height, 0.5)
        marks: list[Mark] = [*words, line, *stack(ink, WIDTH * 0.46, height + 1)[0]]
        strips.append(Strip(height + 14, tuple(marks), keep_with_next=True))
    strips[-1] = replace(strips[-1], keep_with_next=False)
    return strips


def _beside_photo(rows: Sequence[tuple[str, Sequence[Run]]], photo: bytes | None, desk: Desk) -> list[Strip]:
    """Return labelled values with the photograph at their right; what follows begins under both."""
    strips = pairs(rows, WIDTH - _PHOTO_WIDTH - 14, desk)
    strips[0] = replace(strips[0], marks=(*strips[0].marks, *_photo_marks(photo, WIDTH - _PHOTO_WIDTH, desk)))
    short = _PHOTO_HEIGHT - sum(strip.height for strip in strips)
    return [*strips, Strip(max(short, 0.0) + 2)]


def _photo_marks(photo: bytes | None, x: float, desk: Desk) -> list[Mark]:
    """Return the photograph in its frame, or the frame that says there is none."""
    frame = Box(x, 0, _PHOTO_WIDTH, _PHOTO_HEIGHT, weight=0.6, grey=0.45)
    if photo is not None:
        return [Picture(x, 0, _PHOTO_WIDTH, _PHOTO_HEIGHT, photo, sha256(photo).hexdigest()), frame]
    lines = break_lines([Run(desk.say("no photo"), _CAPTION)], _PHOTO_WIDTH - 8, desk.shaper)
    top = (_PHOTO_HEIGHT - sum(line.leading for line in lines)) / 2
    words = [replace(each, x=x + (_PHOTO_WIDTH - each.line.width) / 2) for each in stack(lines, x, top)[0]]
    return [replace(frame, fill=0.94), *words]
