"""A paragraph: runs of text broken into lines that fit, in any mix of scripts and directions.

Breaks fall at spaces, after hyphens and slashes, between ideographs; a word longer than the line is cut where it
must, because text outside the frame is text that nobody reads. Each finished line knows what it says in logical
order: that is what the seal signs.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.documents.scripts import Shaped, Shaper, clean, levels, printable, visual_order

_IDEOGRAPH = "\u2e80-\u2fff\u3040-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_NO_START = "、。，．：；！？）］｝」』】〕〉》”’ーぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_TOKEN = re.compile(
    rf"[ \u200b]+|[{_IDEOGRAPH}][{_NO_START}]*|[^ \u200b{_IDEOGRAPH}\-/–—]*[\-/–—]+|[^ \u200b{_IDEOGRAPH}\-/–—]+"
)
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Style:
    """How a run looks: size and leading in points, grey 0 (black) to 1 (white), tracking in thousandths of the size."""

    size: float = 9.3
    leading: float = 12.6
    bold: bool = False
    grey: float = 0.0
    tracking: float = 0.0


@dataclass(frozen=True, slots=True, repr=False)
class Run:
    """Text in one style."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Piece:
    """Shaped glyphs at `x` points from the line's left end."""

    x: float
    shaped: Shaped
    style: Style


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One line: its pieces from left to right, its width and leading in points, what it says in logical order."""

    pieces: tuple[Piece, ...]
    width: float
    leading: float
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class _Token:
    """A stretch that is not broken; `parts` in logical order."""

    parts: tuple[tuple[Shaped, Style], ...]
    width: float
    text: str
    space: bool


def rich(text: str, style: Style) -> list[Run]:
    """Return the runs of free text in which `**words**` are bold."""
    runs, at = [], 0
    for found in _BOLD.finditer(text):
        runs += [Run(text[at : found.start()], style), Run(found[1], replace(style, bold=True))]
        at = found.end()
    return [run for run in [*runs, Run(text[at:], style)] if run.text]


def break_lines(runs: Sequence[Run], width: float, shaper: Shaper, *, own_direction: bool = False) -> list[Line]:
    """Return the lines of `runs` within `width` points. Raises MissingGlyph.

    A newline ends a line. `own_direction` orders a text by its own first strong letter (a name alone in its cell);
    otherwise the paragraph runs from left to right, as our four languages do.
    """
    lines: list[Line] = []
    for paragraph in _paragraphs(runs):
        leading = max(run.style.leading for run in paragraph)
        tokens = _tokens(paragraph, shaper, None if own_direction else False)
        lines += _fill(tokens, width, leading, shaper)
    return lines


def measure(runs: Sequence[Run], shaper: Shaper) -> Line:
    """Return `runs` as one line, however long."""
    return break_lines(runs, float("inf"), shaper)[0]


def _paragraphs(runs: Sequence[Run]) -> Iterable[list[Run]]:
    current: list[Run] = []
    for run in runs:
        first, *others = clean(run.text).split("\n")
        current.append(Run(first, run.style))
        for text in others:
            yield current
            current = [Run(text, run.style)]
    if current:
        yield current


def _tokens(runs: Sequence[Run], shaper: Shaper, rtl_base: bool | None) -> list[_Token]:
    text = "".join(run.text for run in runs)
    embedding = levels(text, rtl_base)
    borders: list[tuple[int, Style]] = []
    end = 0
    for run in runs:
        end += len(run.text)
        borders.append((end, run.style))
    if len(borders) == 1 and not any(embedding):
        style = runs[0].style
        return [
            _token([(shaped, style) for shaped in shaper.shape(found[0], style.bold, 0)], found[0])
            for found in _TOKEN.finditer(text)
        ]
    tokens, owner = [], 0
    for found in _TOKEN.finditer(text):
        parts: list[tuple[Shaped, Style]] = []
        at = found.start()
        while at < found.end():
            while borders[owner][0] <= at:
                owner += 1
            border, style = borders[owner]
            stop = at + 1
            while stop < min(found.end(), border) and embedding[stop] == embedding[at]:
                stop += 1
            parts += [(shaped, style) for shaped in shaper.shape(text[at:stop], style.bold, embedding[at])]
            at = stop
        tokens.append(_token(parts, found[0]))
    return tokens


def _token(parts: Sequence[tuple[Shaped, Style]], text: str) -> _Token:
    return _Token(tuple(parts), sum(_width(*part) for part in parts), text, not text.strip(" \u200b"))


def _width(shaped: Shaped, style: Style) -> float:
    return (shaped.advance + style.tracking * len(shaped.glyphs)) * style.size / 1000


def _fill(tokens: Sequence[_Token], width: float, leading: float, shaper: Shaper) -> list[Line]:
    lines: list[Line] = []
    current: list[_Token] = []
    used = 0.0
    waiting = list(reversed(tokens))
    while waiting:
        token = waiting.pop()
        if token.space and not current and (lines or token.width > width):
            continue
        if token.space or used + token.width <= width:
            current.append(token)
            used += token.width
        elif current and not all(part.space for part in current):
            lines.append(_line(current, leading))
            current, used = [], 0.0
            waiting.append(token)
        else:
            head, tail = _cut(token, width - used, shaper)
            current.append(head)
            used += head.width
            waiting += [tail] if tail else []
    if current or not lines:
        lines.append(_line(current, leading))
    return lines


def _cut(token: _Token, width: float, shaper: Shaper) -> tuple[_Token, _Token | None]:
    """Cut a word too long for any line so that its head fits; one letter always does."""
    letters = [(letter, shaped.level, style) for shaped, style in token.parts for letter in _clusters(shaped.text)]
    low, high = 1, len(letters)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _assemble(letters[:middle], shaper).width <= width else (low, middle - 1)
    return _assemble(letters[:low], shaper), (_assemble(letters[low:], shaper) if letters[low:] else None)


def _clusters(text: str) -> list[str]:
    """Return `text` in letters, marks and joiners kept with what they follow."""
    return re.findall(
        r"[^\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u200c\u200d][\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u200c\u200d]*|.",
        text,
    )


def _assemble(letters: Sequence[tuple[str, int, Style]], shaper: Shaper) -> _Token:
    parts: list[tuple[Shaped, Style]] = []
    at = 0
    while at < len(letters):
        end = at
        while end < len(letters) and letters[end][1:] == letters[at][1:]:
            end += 1
        _, level, style = letters[at]
        text = "".join(letter for letter, _, _ in letters[at:end])
        parts += [(shaped, style) for shaped in shaper.shape(text, style.bold, level)]
        at = end
    return _token(parts, "".join(letter for letter, _, _ in letters))


def _line(tokens: Sequence[_Token], leading: float) -> Line:
    kept = list(tokens)
    while kept and kept[-1].space:
        kept.pop()
    parts = [part for token in kept for part in token.parts]
    pieces, x = [], 0.0
    for index in visual_order([shaped.level for shaped, _ in parts]):
        shaped, style = parts[index]
        pieces.append(Piece(x, shaped, style))
        x += _width(shaped, style)
    return Line(tuple(pieces), x, leading, printable("".join(token.text for token in kept)))
