"""The shipped fonts, in the order in which a character looks for one.

Glyphs are addressed by number (gid), never by character: shaping yields glyphs that no character names. ReportLab's
own TrueType support embeds by character and gives shaped glyphs private-use codes that depend on what was printed
before in the process: its bytes are not repeatable and its text cannot be searched. Hence HarfBuzz loads the files
here and `embedding` puts them into the PDF.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz

FONT_DIR = Path(__file__).resolve().parents[2] / "resources" / "fonts"

REGULAR_CHAIN = (
    "NotoSans-Regular",
    "NotoSansArabic-Regular",
    "NotoSansHebrew-Regular",
    "NotoSansGeorgian-Regular",
    "NotoSansArmenian-Regular",
    "NanumSquareR",
    "DroidSansFallbackFull",
    "NotoSansMath-Regular",
    "NotoSansSymbols2-Regular",
)
BOLD_CHAIN = (
    "NotoSans-Bold",
    "NotoSansArabic-Bold",
    "NotoSansHebrew-Bold",
    "NotoSansGeorgian-Bold",
    "NotoSansArmenian-Bold",
    "NanumSquareB",
    "DroidSansFallbackFull",
    "NotoSansMath-Regular",
    "NotoSansSymbols2-Regular",
)
WITHOUT_BOLD = frozenset({"DroidSansFallbackFull", "NotoSansMath-Regular", "NotoSansSymbols2-Regular"})
"""Faces that ship in one weight: bold is drawn by stroking the outline too."""
_CONTROLS = frozenset([*range(0x20), *range(0x7F, 0xA0)])
"""Some fonts map them to an empty glyph: a control character in a name is a mistake to be told, not to be hidden."""
_HANGUL = frozenset([*range(0x1100, 0x1200), *range(0x3130, 0x3190), *range(0xA960, 0xA980), *range(0xAC00, 0xD800)])
_ONLY = {"NanumSquareR": _HANGUL, "NanumSquareB": _HANGUL}
"""Nanum has a part of the Han characters: a Chinese name would change face between two letters."""


@dataclass(frozen=True, slots=True, eq=False)
class FontFace:
    """One font file. Measures are in thousandths of the font size."""

    name: str
    face: uharfbuzz.Face
    shaper: uharfbuzz.Font
    coverage: frozenset[int]
    scale: float
    ascent: float
    descent: float
    box: tuple[float, float, float, float]

    def advance(self, gid: int) -> float:
        """Return the nominal width of glyph `gid`."""
        return self.shaper.get_glyph_h_advance(gid) * self.scale


@cache
def load_face(name: str) -> FontFace:
    """Return the shipped font `name`. Raises OSError when the installation lacks the file."""
    path = FONT_DIR / f"{name}.ttf"
    with path.open("rb"):  # HarfBuzz would quietly load an empty face
        pass
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
    shaper = uharfbuzz.Font(face)
    scale = 1000 / face.upem
    extents = shaper.get_font_extents("ltr")
    head = face.reference_table("head").data
    left, bottom, right, top = (
        int.from_bytes(head[at : at + 2], "big", signed=True) * scale for at in (36, 38, 40, 42)
    )
    return FontFace(
        name=name,
        face=face,
        shaper=shaper,
        coverage=(frozenset(face.unicodes) & _ONLY.get(name, frozenset(face.unicodes))) - _CONTROLS,
        scale=scale,
        ascent=extents.ascender * scale,
        descent=extents.descender * scale,
        box=(left, bottom, right, top),
    )


def chain(bold: bool) -> tuple[str, ...]:
    """Return the names of the faces of one weight, first choice first."""
    return BOLD_CHAIN if bold else REGULAR_CHAIN
