"""PDFs to be shown: plain ones, and ones made to do harm."""

import zlib
from collections.abc import Sequence

A4 = (595, 842)
DEPTH, WIDTH = 9, 12


def a_pdf(*texts: str, size: tuple[int, int] = A4) -> bytes:
    """A PDF with one page a text, in Latin letters."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(texts)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 %d %d]>>" % (kids, len(texts), *size),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for number, text in enumerate(texts):
        drawn = b"BT /F 12 Tf 72 %d Td (%s) Tj ET" % (size[1] - 100, text.encode("latin-1"))
        objects.append(b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>" % (5 + 2 * number))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
    return assembled(objects)


def a_locked_pdf() -> bytes:
    """A PDF that asks for a password nobody has."""
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
    return a_pdf("gesloten").replace(b"/Root 1 0 R", b"/Root 1 0 R" + lock)


def a_time_bomb() -> bytes:
    """One small page that draws a form of forms of forms: twelve to the ninth strokes."""
    forms = []
    for level in range(DEPTH):
        inner = b"0 0 m 9 9 l S " if level == DEPTH - 1 else b"/F Do " * WIDTH
        inside = b"" if level == DEPTH - 1 else b"/Resources<</XObject<</F %d 0 R>>>>" % (5 + level)
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]%s/Length %d>>" % (inside, len(inner))
        forms.append(head + b"stream\n" + inner + b"\nendstream")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</F 4 0 R>>>>/Contents 13 0 R>>"
    call = b"<</Length 5>>stream\n/F Do\nendstream"
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *forms, call])


def a_memory_bomb(side: int = 22_000) -> bytes:
    """One page with a picture of `side` by `side` pixels, 1.4 GB of nothing in 1.5 MB."""
    packer = zlib.compressobj(9)
    start = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = start + block * (side * side * 3 >> 20) + packer.flush()
    head = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode"
    )
    picture = head % (side, side) + b"/Length %d>>stream\n" % len(packed) + packed + b"\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"
    call = b"<</Length 30>>stream\nq 595 0 0 842 0 0 cm /I Do Q   \nendstream"
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, picture, call])


def an_endless_pdf(pages: int = 10_000) -> bytes:
    """A PDF of very many pages, all of them the same one."""
    kids = b" ".join([b"3 0 R"] * pages)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages), page])


def assembled(objects: Sequence[bytes]) -> bytes:
    """Number the objects from 1 and put head, cross references and trailer around them."""
    made, starts = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, start=1):
        starts.append(len(made))
        made += b"%d 0 obj" % number + one + b"\nendobj\n"
    lines = b"".join(b"%010d 00000 n \n" % start for start in starts)
    at, count = len(made), len(objects) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % count + lines + (
        b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, at)
    )  # fmt: skip
