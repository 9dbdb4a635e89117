"""Marks become ink: the only place that speaks PDF operators, and the only one that knows ReportLab's canvas.

ReportLab builds the file (pages, outline, images, metadata, compression); text goes in as glyph numbers with
HarfBuzz's own positions, so that what was measured is what is drawn. y is turned here: marks count downward.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import groupby

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from app.documents.embedding import FontShelf, SubsetCache
from app.documents.fonts import WITHOUT_BOLD
from app.documents.scripts import Glyph, Shaped
from app.documents.strips import A4, Box, Mark, Modules, Picture, Rule, Words
from app.documents.text import Piece


@dataclass(frozen=True, slots=True)
class _NoFace:
    name: str = "PraesidiumNoFace"


@dataclass(frozen=True, slots=True)
class _NoFont:
    """Stands where ReportLab wants an initial font: it would refer to Helvetica, which is not embedded."""

    fontName: str = "PraesidiumNoFont"  # noqa: N815 - ReportLab's name
    face: _NoFace = _NoFace()
    _dynamicFont: int = 1  # noqa: N815 - ReportLab's name
    _multiByte: int = 1  # noqa: N815 - ReportLab's name


registerFont(_NoFont())
rl_config.useA85 = 0  # page streams stay binary: a quarter smaller, and no time spent on letters nobody reads


class Pen:
    """One PDF being written."""

    def __init__(self, title: str, language: str, issued_at: datetime, subsets: SubsetCache) -> None:
        self._out = BytesIO()
        self._canvas = Canvas(
            self._out,
            pagesize=A4,
            pageCompression=1,
            invariant=1,
            initialFontName=_NoFont().fontName,
            lang=language,
            pdfVersion=(1, 7),
        )
        for tell, what in (
            (self._canvas.setTitle, title),
            (self._canvas.setAuthor, ""),
            (self._canvas.setSubject, ""),
            (self._canvas.setCreator, "Praesidium"),
            (self._canvas.setProducer, "Praesidium"),
        ):
            tell(what)
        offset = issued_at.strftime("%z")
        stamp = f"D:{issued_at:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
        self._canvas.setDateFormatter(lambda *_: stamp)
        self._fonts = FontShelf(self._canvas._doc, subsets)
        self._photos: dict[str, ImageReader] = {}
        self._bookmarks = 0
        self._known: dict[tuple[Shaped, float], list[tuple[float, str]]] = {}

    def draw(self, marks: Sequence[Mark]) -> None:
        """Put `marks` on the current page, later ones over earlier ones."""
        for mark in marks:
            if isinstance(mark, Words):
                self._words(mark)
            elif isinstance(mark, Rule):
                path = f"{_n(mark.x)} {_y(mark.y)} m {_n(mark.to_x)} {_y(mark.to_y)} l"
                self._put(f"{_n(mark.weight)} w {_n(mark.grey)} G {path} S")
            elif isinstance(mark, Box):
                self._box(mark)
            elif isinstance(mark, Picture):
                self._picture(mark)
            else:
                self._modules(mark)

    def outline(self, title: str, y: float) -> None:
        """Enter `title`, at `y` on the current page, in the outline."""
        self._bookmarks += 1
        key = f"s{self._bookmarks}"
        self._canvas.bookmarkHorizontal(key, 0, A4[1] - y)
        self._canvas.addOutlineEntry(title, key, 0)

    def watermark(self, lines: Sequence[Words]) -> None:
        """Put `lines` across the page, rising, centred on it; call before the rest of the page."""
        self._put(f"q .7071 .7071 -.7071 .7071 {_n(A4[0] / 2)} {_n(A4[1] / 2)} cm")
        for words in lines:
            self._words(Words(words.x, A4[1] + words.y, words.line))
        self._put("Q")

    def next_page(self) -> None:
        """End the current page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Return the PDF."""
        self._canvas.save()
        return self._out.getvalue()

    def _put(self, operators: str) -> None:
        self._canvas.addLiteral(operators)

    def _words(self, words: Words) -> None:
        out = ["BT"]
        for (name, style), group in groupby(words.line.pieces, lambda piece: (piece.shaped.face, piece.style)):
            pieces = list(group)
            font = self._fonts.font(name)
            stroked = style.bold and name in WITHOUT_BOLD
            out.append(f"/{font.resource} {_n(style.size)} Tf {_n(style.grey)} g")
            if stroked:
                out.append(f"2 Tr {_n(style.size * 0.03)} w {_n(style.grey)} G")
            out.append(f"1 0 0 1 {_n(words.x + pieces[0].x)} {_y(words.y)} Tm")
            out.append(self._show(name, pieces))
            if stroked:
                out.append("0 Tr")
        out.append("ET")
        self._put(" ".join(out))

    def _show(self, name: str, pieces: Sequence[Piece]) -> str:
        """Return the operators that show `pieces`, which follow each other in one face and style."""
        out: list[str] = []
        array: list[str] = []
        for piece in pieces:
            for rise, codes in self._coded(name, piece):
                if rise and array:
                    out.append(f"[{' '.join(array)}] TJ")
                    array = []
                if rise:
                    out.append(f"{_n(rise * piece.style.size / 1000)} Ts [{codes}] TJ 0 Ts")
                else:
                    array.append(codes)
        if array:
            out.append(f"[{' '.join(array)}] TJ")
        return " ".join(out)

    def _coded(self, name: str, piece: Piece) -> list[tuple[float, str]]:
        """Return what shows `piece`: stretches of one rise (thousandths), each the inside of a TJ array."""
        key = (piece.shaped, piece.style.tracking)
        found = self._known.get(key)
        if found is None:
            found = [
                (rise, self._codes(name, list(glyphs), piece.style.tracking))
                for rise, glyphs in groupby(piece.shaped.glyphs, lambda glyph: glyph.y)
            ]
            self._known[key] = found
        return found

    def _codes(self, name: str, glyphs: Sequence[Glyph], tracking: float) -> str:
        font = self._fonts.font(name)
        array: list[str] = []
        codes = ""
        for glyph in glyphs:
            after = glyph.advance + tracking - round(font.face.advance(glyph.gid), 2) - glyph.x
            if abs(glyph.x) > 0.01:
                array += [f"<{codes}>", _n(-glyph.x)] if codes else [_n(-glyph.x)]
                codes = ""
            codes += f"{font.cid(glyph.gid, glyph.text):04X}"
            if abs(after) > 0.01:
                array += [f"<{codes}>", _n(-after)]
                codes = ""
        return " ".join([*array, f"<{codes}>"] if codes else array)

    def _box(self, box: Box) -> None:
        rectangle = f"{_n(box.x)} {_y(box.y + box.height)} {_n(box.width)} {_n(box.height)} re"
        if box.fill is not None:
            self._put(f"{_n(box.fill)} g {rectangle} f")
        if box.hatched:
            strokes = []
            step, at = 4.0, -box.height
            while at < box.width:
                strokes.append(
                    f"{_n(box.x + at)} {_y(box.y + box.height)} m {_n(box.x + at + box.height)} {_y(box.y)} l"
                )
                at += step
            self._put(f"q {rectangle} W n .4 w .55 G {' '.join(strokes)} S Q")
        if box.weight:
            self._put(f"{_n(box.weight)} w {_n(box.grey)} G {rectangle} S")

    def _picture(self, picture: Picture) -> None:
        if picture.digest not in self._photos:
            self._photos[picture.digest] = ImageReader(BytesIO(picture.image))
        self._canvas.drawImage(
            self._photos[picture.digest],
            picture.x,
            A4[1] - picture.y - picture.height,
            width=picture.width,
            height=picture.height,
            preserveAspectRatio=True,
            anchor="c",
        )

    def _modules(self, code: Modules) -> None:
        quiet = 4
        unit = code.size / (len(code.rows) + 2 * quiet)
        dark = []
        for row, modules in enumerate(code.rows):
            column = 0
            for is_dark, run in groupby(modules):
                length = len(list(run))
                if is_dark:
                    x, y = code.x + (quiet + column) * unit, code.y + (quiet + row + 1) * unit
                    dark.append(f"{_n(x, 3)} {_n(A4[1] - y, 3)} {_n(length * unit, 3)} {_n(unit, 3)} re")
                column += length
        self._put(f"0 g {' '.join(dark)} f")


def _n(value: float, digits: int = 2) -> str:
    """Return a number as PDF wants it: no exponent, no trailing zeros."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _y(value: float) -> str:
    return _n(A4[1] - value)
