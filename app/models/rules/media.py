"""What a content is, by its first bytes; what its name or sender claims is not asked."""

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


def media_of(head: bytes) -> Media:
    """Return what a content that begins so is."""
    if head.startswith(b"\xff\xd8\xff"):
        return Media.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Media.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Media.WEBP
    return Media.PDF if b"%PDF-" in head[:HEAD] else Media.OTHER
