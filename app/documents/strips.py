"""What a page is stacked from: strips, which are never cut, holding marks at fixed places.

A document is first laid out as one long list of strips; `pages` breaks it. A strip may ask to stay with the next one
(a heading) and may name a head that is repeated when it opens a page (a table's). All measures are points; x grows to
the right, y grows downward from the strip's top left corner. Marks are plain data, so that what is printed can be
compared, hashed and tested without a PDF reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from app.documents.scripts import Shaper
from app.documents.text import Line, Run, Style, break_lines

A4 = (595.28, 841.89)
"""Width and height of the sheet in points."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text with its baseline at `y`."""

    x: float
    y: float
    line: Line


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of `weight` points; a thick vertical one is a change bar. `says` is what it means to the seal."""

    x: float
    y: float
    to_x: float
    to_y: float
    weight: float = 0.5
    grey: float = 0.0
    says: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: outlined when `weight` is not 0, filled with `fill` when given, hatched for what is not there."""

    x: float
    y: float
    width: float
    height: float
    weight: float = 0.7
    fill: float | None = None
    grey: float = 0.0
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph in its frame, fitted without distortion; `digest` is its SHA-256 in hexadecimal."""

    x: float
    y: float
    width: float
    height: float
    image: bytes = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True)
class Modules:
    """A QR code: rows of dark (True) and light modules, `size` points wide, with its quiet zone inside."""

    x: float
    y: float
    size: float
    rows: tuple[tuple[bool, ...], ...] = field(repr=False)


Mark = Words | Rule | Box | Picture | Modules


@dataclass(frozen=True, slots=True)
class Strip:
    """A band of the page. `gap` is blank above it, dropped at the top of a page; `outline` names it in the outline."""

    height: float
    marks: tuple[Mark, ...] = ()
    gap: float = 0.0
    keep_with_next: bool = False
    head: "Strip | None" = None
    outline: str = ""


def baseline(line: Line) -> float:
    """Return how far below its top a line's baseline lies: half-leading above, descent below."""
    size = max((piece.style.size for piece in line.pieces), default=line.leading / 1.35)
    return (line.leading - size) / 2 + size * 0.86


def stack(lines: Sequence[Line], x: float, y: float) -> tuple[list[Words], float]:
    """Return the marks of `lines` set one under the other from (x, y), and the y below the last one."""
    marks = []
    for line in lines:
        marks.append(Words(x, y + baseline(line), line))
        y += line.leading
    return marks, y


def paragraph(
    runs: Sequence[Run], width: float, shaper: Shaper, *, x: float = 0.0, gap: float = 0.0, own_direction: bool = False
) -> list[Strip]:
    """Return one strip a line; first and last two lines stay together (no widow, no orphan)."""
    lines = break_lines(runs, width, shaper, own_direction=own_direction)
    strips = [Strip(line.leading, tuple(stack([line], x, 0)[0])) for line in lines]
    strips[0] = replace(strips[0], gap=gap)
    for index in {0, len(strips) - 2}:
        if 0 <= index < len(strips) - 1:
            strips[index] = replace(strips[index], keep_with_next=True)
    return strips


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Return `mark` shifted by (dx, dy)."""
    if isinstance(mark, Rule):
        return replace(mark, x=mark.x + dx, y=mark.y + dy, to_x=mark.to_x + dx, to_y=mark.to_y + dy)
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def said(marks: Sequence[Mark]) -> list[str]:
    """Return what `marks` say, in reading order: text, what a bar means, which picture."""
    told = []
    for mark in marks:
        if isinstance(mark, Words):
            told.append(mark.line.text)
        elif isinstance(mark, Rule) and mark.says:
            told.append(mark.says)
        elif isinstance(mark, Picture):
            told.append(f"sha256:{mark.digest}")
    return told


BODY = Style()
SMALL = Style(size=7.9, leading=10.4, grey=0.25)
LABEL = Style(size=9.3, leading=14.1, grey=0.3)
VALUE = Style(size=9.3, leading=14.1)
STRONG = Style(bold=True)
"""The few styles of running text; headings and frames have their own beside what they draw."""
