"""Headings, pairs of label and value, and tables: what the body of every document is built from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.desk import DASH, Desk
from app.documents.strips import BODY, LABEL, VALUE, Box, Mark, Rule, Strip, Words, baseline, stack
from app.documents.text import Line, Run, Style, break_lines

_HEADING = Style(size=9.9, leading=14.0, bold=True)
_COLUMN = Style(size=7.9, leading=10.4, bold=True)
_PAD = 3.6
TICK = "\u2610"
"""What is ticked by hand."""
LABEL_WIDTH = 106.0
"""Of labelled values, where their labels are no longer than usual."""
_SPLIT_ABOVE = 240.0
"""A row higher than this many points may break over pages; a lower one moves as a whole."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head (already in the document's language) and its width in points."""

    title: str
    width: float


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A table row, one list of runs a cell; a newline in a run starts a line.

    `changed` draws the bar; `hatched` hatches the first cell for something that is not there;
    `keep_with_next` keeps it on the page of the row below.
    """

    cells: tuple[Sequence[Run], ...]
    changed: bool = False
    hatched: bool = False
    keep_with_next: bool = False


def heading(title: str, width: float, desk: Desk, *, gap: float = 12.5) -> list[Strip]:
    """Return a section heading over its rule; it stays with what follows and enters the outline."""
    lines = break_lines([Run(title, _HEADING)], width, desk.shaper)
    marks, bottom = stack(lines, 0, 0)
    y = bottom + 1.6
    return [Strip(y + 1, (*marks, Rule(0, y, width, y, 0.8)), gap=gap, keep_with_next=True, outline=title)]


def pairs(
    rows: Sequence[tuple[str, Sequence[Run]]],
    width: float,
    desk: Desk,
    *,
    label_width: float = LABEL_WIDTH,
    gap: float = 0.0,
) -> list[Strip]:
    """Return labels with their values beside them; an empty value prints as a dash."""
    strips = []
    for index, (label, value) in enumerate(rows):
        shown = value if any(run.text.strip() for run in value) else [Run(DASH, VALUE)]
        left = break_lines([Run(label, LABEL)], label_width - 8, desk.shaper)
        right = break_lines(shown, width - label_width, desk.shaper)
        left_marks, left_bottom = stack(left, 0, 0)
        right_marks, right_bottom = stack(right, label_width, 0)
        strips += _bands(
            [*left_marks, *right_marks], max(left_bottom, right_bottom), gap if index == 0 else 0.0, VALUE.leading
        )
    return strips


def shares(desk: Desk, width: float, *columns: tuple[str, float]) -> list[Column]:
    """Return columns from the msgids of their heads and their shares of `width`."""
    return [Column(desk.say(title), share * width) for title, share in columns]


def table(columns: Sequence[Column], rows: Sequence[Row], desk: Desk, *, gap: float = 6.0) -> list[Strip]:
    """Return a table whose head is repeated where it breaks; without rows, its head over dashes."""
    head = _head(columns, desk)
    shown = rows or [Row(tuple([Run(DASH, BODY)] for _ in columns))]
    strips = [replace(head, gap=gap, keep_with_next=True)]
    for row in shown:
        strips += [replace(strip, head=head) for strip in _row(columns, row, desk)]
        if row.keep_with_next:
            strips[-1] = replace(strips[-1], keep_with_next=True)
    return strips


def _head(columns: Sequence[Column], desk: Desk) -> Strip:
    marks: list[Mark] = []
    x, height = 0.0, 0.0
    for column in columns:
        words, bottom = stack(
            break_lines([Run(column.title, _COLUMN)], column.width - 2 * _PAD, desk.shaper), x + _PAD, 3
        )
        marks += words
        x, height = x + column.width, max(height, bottom)
    height += 3.5
    return Strip(height, (*marks, Rule(0, height, x, height, 0.9)))


def _row(columns: Sequence[Column], row: Row, desk: Desk) -> list[Strip]:
    cells = [
        break_lines(list(cell), column.width - 2 * _PAD, desk.shaper)
        for column, cell in zip(columns, row.cells, strict=True)
    ]
    if max(_height(cell) for cell in cells) <= _SPLIT_ABOVE:
        return [_row_strip(columns, cells, row, first=True, last=True)]
    strips: list[Strip] = []
    while any(cells):
        taken = [_take(cell) for cell in cells]
        cells = [cell[len(part) :] for cell, part in zip(cells, taken, strict=True)]
        strips.append(_row_strip(columns, taken, row, first=not strips, last=not any(cells)))
    return strips


def _take(cell: Sequence[Line]) -> list[Line]:
    taken: list[Line] = []
    for line in cell:
        if taken and _height(taken) + line.leading > _SPLIT_ABOVE / 4:
            break
        taken.append(line)
    return taken


def _height(lines: Sequence[Line]) -> float:
    return sum(line.leading for line in lines)


def _row_strip(
    columns: Sequence[Column], cells: Sequence[Sequence[Line]], row: Row, *, first: bool, last: bool
) -> Strip:
    marks: list[Mark] = []
    x, height = 0.0, 0.0
    common = max((baseline(cell[0]) for cell in cells if cell), default=0.0)
    top = _PAD if first else 0.0
    for column, cell in zip(columns, cells, strict=True):
        if cell:
            words, bottom = stack(cell, x + _PAD, top + common - baseline(cell[0]))
            marks += words
            height = max(height, bottom)
        x += column.width
    height += _PAD + 0.6 if last else 0
    if last:
        marks.append(Rule(0, height, x, height, 0.5, grey=0.55))
    if row.hatched:
        marks.insert(0, Box(0, 1, columns[0].width - 2, height - 2, weight=0.4, hatched=True))
    if row.changed:
        marks.append(Rule(0.8, 0.3, 0.8, height - 0.2, 1.7, says="| changed"))
    return Strip(height, tuple(marks))


def _bands(marks: Sequence[Words], height: float, gap: float, leading: float) -> list[Strip]:
    """Return one strip, or one a line where a value is so long that it may have to break."""
    if height <= _SPLIT_ABOVE:
        return [Strip(height, tuple(marks), gap=gap)]
    strips: list[Strip] = []
    top = 0.0
    while top < height - 0.01:
        inside = [mark for mark in marks if top <= mark.y < top + leading]
        strips.append(
            Strip(leading, tuple(replace(mark, y=mark.y - top) for mark in inside), gap=gap if not strips else 0.0)
        )
        top += leading
    return strips
