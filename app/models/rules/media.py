"""What a content is, by its first bytes; what its name or sender claims is not asked."""

import re
from codecs import getincrementaldecoder
from enum import StrEnum


class Media(StrEnum):
    """Kinds of content that the program shows; anything else is kept and not shown."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    OTHER = "application/octet-stream"


PICTURES = frozenset({Media.JPEG, Media.PNG, Media.WEBP})
HEAD = 1024
"""First bytes that `media_of` looks at: a PDF may begin a little later."""
MOST_TEXT = 1 << 19
"""Bytes of a text that are shown."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
"""Signs that no text has."""


def media_of(head: bytes) -> Media:
    """Return what a content that begins so is."""
    if head.startswith(b"\xff\xd8\xff"):
        return Media.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Media.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Media.WEBP
    return Media.PDF if b"%PDF-" in head[:HEAD] else Media.OTHER


def text_of(data: bytes) -> str | None:
    """Return a content as plain text, cut at `MOST_TEXT`, None where it is none. A mail is its own source.

    Text in UTF-8, or UTF-16 that says so, without control characters; an older Western text is read as such.
    """
    some = data[:MOST_TEXT]
    wide = some.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = some.decode("utf-16", "replace") if wide else _decoded(some)
    return None if text is None or _CONTROL.search(text) else text


def _decoded(some: bytes) -> str | None:
    try:
        return getincrementaldecoder("utf-8-sig")().decode(some)  # a letter cut at the end is left out
    except UnicodeDecodeError:
        try:
            return some.decode("cp1252")
        except UnicodeDecodeError:
            return None
