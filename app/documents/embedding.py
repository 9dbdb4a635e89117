"""How a font gets into a PDF: composite (Type0), by glyph, only what is used, with the text that each glyph stands for.

Each pair of glyph and text used in a document gets the next character id (CID), so that searching and copying give
back exactly what was written, also where one glyph stands for several characters or one character has several shapes.
The numbering follows first use, therefore the same document has the same bytes in every process.
Format: ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

from dataclasses import dataclass, field

import uharfbuzz
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString, PDFZCompress

from app.documents.fonts import FontFace, load_face

_TOUNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_DROPPED = ("GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "cmap", "vhea", "vmtx", "gasp")

SubsetCache = dict[tuple[str, tuple[int, ...]], tuple[bytes, dict[int, int]]]
"""Font programs already cut, by face and glyphs: copies of one document share them."""


@dataclass(slots=True)
class EmbeddedFont:
    """One face in one document."""

    face: FontFace
    resource: str
    subsets: SubsetCache
    cids: dict[tuple[int, str], int] = field(default_factory=dict)

    def cid(self, gid: int, text: str) -> int:
        """Return the character id of glyph `gid` standing for `text`."""
        return self.cids.setdefault((gid, text), len(self.cids) + 1)

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - ReportLab calls it when it saves
        """Write the font objects into `document`."""
        program, new_gid = self._subset()
        order = [gid for gid, _ in self.cids]
        base = f"{_tag(self.resource)}+{self.face.name}"
        descriptor = PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": PDFName(base),
                "Flags": 4,
                "FontBBox": PDFArray([round(edge) for edge in self.face.box]),
                "ItalicAngle": 0,
                "Ascent": round(self.face.ascent),
                "Descent": round(self.face.descent),
                "CapHeight": 714,
                "StemV": 80,
                "FontFile2": document.Reference(_stream(program, Length1=len(program)), f"file:{self.resource}"),
            }
        )
        mapping = bytes(2) + b"".join(new_gid[gid].to_bytes(2, "big") for gid in order)
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(base),
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": document.Reference(descriptor, f"descriptor:{self.resource}"),
                "DW": 0,
                "W": PDFArray([1, PDFArray([round(self.face.advance(gid), 2) for gid in order])]),
                "CIDToGIDMap": document.Reference(_stream(mapping), f"map:{self.resource}"),
            }
        )
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(base),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(descendant, f"descendant:{self.resource}")]),
                "ToUnicode": document.Reference(_stream(self._to_unicode()), f"unicode:{self.resource}"),
            }
        )
        document.idToObject["BasicFonts"].dict[self.resource] = document.Reference(font, f"font:{self.resource}")

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        glyphs = tuple(sorted({gid for gid, _ in self.cids}))
        key = (self.face.name, glyphs)
        if key not in self.subsets:
            wanted = uharfbuzz.SubsetInput()
            wanted.glyph_set.update(glyphs)
            wanted.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
            for table in _DROPPED:
                wanted.drop_table_tag_set.add(int.from_bytes(table.encode("ascii"), "big"))
            plan = uharfbuzz.SubsetPlan(self.face.face, wanted)
            program = bytes(plan.execute().blob.data)
            renumbered = plan.old_to_new_glyph_mapping
            self.subsets[key] = program, {gid: renumbered[gid] for gid in glyphs}
        return self.subsets[key]

    def _to_unicode(self) -> bytes:
        rows = [
            f"<{cid:04X}> <{text.encode('utf-16-be').hex().upper()}>" for (_, text), cid in self.cids.items() if text
        ]
        blocks = []
        for at in range(0, len(rows), 100):
            part = rows[at : at + 100]
            blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar")
        return (_TOUNICODE % "\n".join(blocks)).encode("ascii")


class FontShelf:
    """The fonts of one document, in order of first use."""

    def __init__(self, document: PDFDocument, subsets: SubsetCache) -> None:
        self._document = document
        self._subsets = subsets
        self._fonts: dict[str, EmbeddedFont] = {}

    def font(self, name: str) -> EmbeddedFont:
        """Return the embedded form of face `name`."""
        if name not in self._fonts:
            font = EmbeddedFont(load_face(name), f"F{len(self._fonts) + 1}", self._subsets)
            self._fonts[name] = font
            self._document.delayedFonts.append(font)
        return self._fonts[name]


def _stream(content: bytes, **entries: int) -> PDFStream:
    return PDFStream(PDFDictionary(dict(entries)), content, [PDFZCompress])


def _tag(resource: str) -> str:
    """Return the six capitals that mark a subset (9.6.4)."""
    number = int(resource[1:])
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(5, -1, -1))
