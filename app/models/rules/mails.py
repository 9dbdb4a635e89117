"""A mail for the eye: who wrote to whom, when, about what, its text, and what it brought along.

What is in one is read by `mail_reading`; here it is told from other files, within bounds that keep reading it quick.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

MOST_MAIL = 48 << 20
MOST_LINES = 700_000
"""Lines of base64 in a mail of that size."""
MOST_BOUNDARIES = 60
"""Parts of parts: the parser asks for each line whether it is one of those."""
MOST_DIVIDERS = 20_000
"""Lines that may divide one part from the next."""
_KNOWN = frozenset({
    b"from", b"to", b"cc", b"date", b"subject", b"received", b"message-id", b"mime-version", b"return-path", b"sender",
    b"delivered-to", b"reply-to", b"content-type",
})  # fmt: skip
_LEAST = 2
"""Known headers with which a text is a mail."""
_HEADS = 16 << 10
"""Bytes in which they must stand."""
_SLICE = 1 << 20
_HEADER = re.compile(rb"([!-9;-~]{1,70})[ \t]{0,8}:")


@dataclass(frozen=True, slots=True, repr=False)
class Inside:
    """Something that a mail brought along; `name` is harmless to show."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Mail:
    """A mail in words; an empty text is one that it does not have."""

    sender: str
    to: str
    cc: str
    date: datetime | None
    """With its zone; None where it has none that can be read: then `dated` says what stands there."""
    dated: str
    subject: str
    text: str
    from_html: bool
    """Its text is what was left of HTML."""
    inside: tuple[Inside, ...] = field(default=())
    more: int = 0
    """Attachments beyond those that are listed."""


def begins_as_mail(data: bytes) -> bool:
    """Tell whether a content begins as mails do: its first bytes tell, however long it is."""
    found = set()
    for number, line in enumerate(data[:_HEADS].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").splitlines()):
        if not line:
            break
        header = _HEADER.match(line)
        if header is not None:
            found.add(header.group(1).lower())
        elif not line.startswith((b" ", b"\t")) and not (number == 0 and line.startswith(b"From ")):
            break
    return len(found & _KNOWN) >= _LEAST


def is_mail(data: bytes) -> bool:
    """Tell whether a content begins as mails do and can be taken apart in good time: reads all of it."""
    return (
        len(data) <= MOST_MAIL
        and begins_as_mail(data)
        and _count(data, b"\n") <= MOST_LINES
        and _count(data, b"\n--") <= MOST_DIVIDERS
        and _count(data, b"boundary") <= MOST_BOUNDARIES
    )


def _count(data: bytes, sign: bytes) -> int:
    """Return how often a sign in small letters stands in a content, in whatever letters. No other thread waits for
    more than a slice of it."""
    over = len(sign) - 1
    return sum(data[at : at + _SLICE + over].lower().count(sign) for at in range(0, len(data), _SLICE))
