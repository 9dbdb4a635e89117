"""From characters to glyphs in any script we ship: fonts per run, direction per run, shapes by HarfBuzz.

Levels come from the Unicode bidirectional algorithm (UAX #9, with isolates and paired brackets), as python-bidi's
Rust core computes them; runs are put in visual order by rule L2 once lines are broken. HarfBuzz mirrors brackets in
right-to-left runs. A character that no shipped font has is `MissingGlyph`: nothing is ever replaced by a box or
dropped, because a name with a hole in it is another name.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import uharfbuzz
from bidi import get_display
from bidi.mirror import MIRRORED

from app.documents.fonts import chain, load_face
from app.documents.missing_glyph import MissingGlyph

FSI, PDI = "\u2068", "\u2069"
"""First strong isolate and its end: put around a name inside a line of another direction."""

_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_INVISIBLE = frozenset(
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Direct the text but leave no ink: used for levels and breaks, then gone."""
_SPACES = {
    ord(space): " "
    for space in "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
}
_DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = re.compile("[\u202a-\u202e]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LEVEL = re.compile(r"Level\(\s*(\d+)")
_FEATURES = {"kern": True, "liga": True}


@dataclass(frozen=True, slots=True, repr=False)
class Glyph:
    """One glyph; measures in thousandths of the font size. `text` is what it stands for in logical order.

    A bracket turned by its direction stands for what it looks like: readers of PDF turn it back themselves.
    """

    gid: int
    advance: float
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Shaped:
    """Glyphs of one face and direction in visual order; told apart by identity, for speed."""

    face: str
    level: int
    glyphs: tuple[Glyph, ...]
    advance: float
    text: str


def isolated(name: str) -> str:
    """Return `name` so that its own direction does not disturb the line around it, nor any mark hidden in it."""
    return f"{FSI}{_DIRECTING.sub('', name)}{PDI}" if name else ""


def clean(text: str) -> str:
    """Return `text` composed (NFC), one kind of line break, no overrides: what is measured is what is printed.

    Embeddings and overrides (U+202A to U+202E) are taken out: with them a typed name could print as another one.
    Raises MissingGlyph on half a character (a lone surrogate).
    """
    if half := _SURROGATE.search(text):
        raise MissingGlyph(half[0])
    return unicodedata.normalize("NFC", _OVERRIDES.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")


def levels(text: str, rtl_base: bool | None = False) -> list[int]:
    """Return the embedding level of each character of one paragraph; `rtl_base` None finds the direction itself."""
    if not _RTL.search(text):
        return [0] * len(text)
    base = None if rtl_base is None else ("R" if rtl_base else "L")
    told = get_display(text.replace("\n", " "), base_dir=base, debug=True)
    start = told.rindex("\n    levels: [")
    per_byte = [int(level) for level in _LEVEL.findall(told[start : told.index("\n    ],", start)])]
    found, at = [], 0
    for character in text:
        found.append(per_byte[at])
        at += len(character.encode())
    return found


def visual_order(run_levels: list[int]) -> list[int]:
    """Return the indices of runs from left to right (UAX #9, rule L2)."""
    order = list(range(len(run_levels)))
    if not any(run_levels):
        return order
    for level in range(max(run_levels), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            if end > at:
                order[at:end] = reversed(order[at:end])
            at = end + 1
    return order


class Shaper:
    """Shapes the words of one rendering and remembers them; it dies with the rendering, and the names with it."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._known: dict[tuple[str, bool, int], tuple[Shaped, ...]] = {}

    def shape(self, text: str, bold: bool, level: int) -> tuple[Shaped, ...]:
        """Return `text`, all of one level, as runs in logical order. Raises MissingGlyph."""
        key = (text, bold, level)
        found = self._known.get(key)
        if found is None:
            found = tuple(self._shape(part, face, level) for face, part in _faces(printable(text), bold))
            self._known[key] = found
        return found

    def _shape(self, text: str, face: str, level: int) -> Shaped:
        font = load_face(face)
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if level % 2 else "ltr"
        buffer.language = self._language
        uharfbuzz.shape(font.shaper, buffer, _FEATURES)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = sorted({info.cluster for info in infos} | {len(text)})
        ends = dict(pairwise(starts))
        glyphs, told, total = [], set(), 0.0
        for info, place in zip(infos, positions, strict=True):
            if info.codepoint == 0:
                raise MissingGlyph(text[info.cluster])
            stands_for = "" if info.cluster in told else text[info.cluster : ends[info.cluster]]
            told.add(info.cluster)
            if level % 2:
                stands_for = MIRRORED.get(stands_for, stands_for)
            advance = place.x_advance * font.scale
            total += advance
            glyphs.append(
                Glyph(info.codepoint, advance, place.x_offset * font.scale, place.y_offset * font.scale, stands_for)
            )
        return Shaped(face, level, tuple(glyphs), total, text)


def printable(text: str) -> str:
    """Return `text` without direction marks and with ordinary spaces."""
    return "".join(character for character in text if character not in _INVISIBLE).translate(_SPACES)


def check_glyphs(text: str) -> None:
    """Raise MissingGlyph on what no shipped font has: before it stands in a text that many papers print."""
    for line in clean(text).replace("\t", " ").split("\n"):
        for bold in (False, True):
            _faces(line, bold)


def _faces(text: str, bold: bool) -> list[tuple[str, str]]:
    """Cut `text` where the font changes; marks and joiners stay with the letter before them. Raises MissingGlyph."""
    names = chain(bold)
    first = load_face(names[0])
    if first.coverage.issuperset(map(ord, text)):
        return [(first.name, text)] if text else []
    runs: list[tuple[str, str]] = []
    for character in text:
        stays = unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf"}
        if stays and runs and _has(runs[-1][0], character):
            name = runs[-1][0]
        else:
            name = next((face for face in names if _has(face, character)), "")
        if not name:
            raise MissingGlyph(character)
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + character)
        else:
            runs.append((name, character))
    return runs


def _has(face: str, character: str) -> bool:
    """Return whether `face` can draw `character`, whole or in its parts; joiners leave no ink."""
    coverage = load_face(face).coverage
    if ord(character) in coverage or character in "\u200c\u200d" or unicodedata.category(character) == "Cf":
        return True
    parts = unicodedata.normalize("NFD", character)
    return len(parts) > 1 and all(ord(part) in coverage for part in parts)
