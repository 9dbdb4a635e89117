"""Reading a mail, which may come from whoever threatens.

Nothing of it is rendered, fetched or run: of HTML only the words are read. Its size, lines, parts and the length of
each header are bounded, and what is broken in it is read as far as it goes. The library of mails is loaded with this
file: whoever shows mails asks for it with the first one.
"""

import codecs
import re
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from typing import Any

from app.models.names.file_names import harmless
from app.models.rules.mails import Inside, Mail, is_mail
from app.models.rules.media import MOST_TEXT
from app.models.rules.plain_html import words_of_html

MOST_HEADER = 4_000
"""Characters of one header that are read."""
MOST_PARTS = 100
"""Attachments of one mail that are listed."""
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, MessageError)
"""What the parser of the standard library raises on a mail that was made to break it."""
_CHARSETS = re.compile(r"utf-?(8|16|32|7)|ascii|iso8859|cp\d|koi8|gb|big5|euc|shift_jis|iso2022|mac|tis|hz|johab|kz")
"""Codecs that are alphabets: others would count for minutes, or are none."""


def mail_of(data: bytes) -> Mail | None:
    """Return a content as a mail, None where it is none or is too large or too broken to be taken apart."""
    if not is_mail(data):
        return None
    try:
        message = BytesParser(EmailMessage, policy=_POLICY).parsebytes(data)
        return _read(message)
    except _BROKEN:
        return None


class _Bounded(EmailPolicy):
    """The standard policy, which reads no more of a header than `MOST_HEADER`."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines[:MOST_HEADER])
        return name, value[:MOST_HEADER]


_POLICY: Any = _Bounded()


def _read(message: Message) -> Mail:
    texts: list[str] = []
    webs: list[str] = []
    inside: list[Inside] = []
    more = 0
    for part in _leaves(message):
        kind = _kind(part)
        if kind in ("text/plain", "text/html") and not _apart(part):
            (texts if kind == "text/plain" else webs).append(_text(part))
        elif len(inside) < MOST_PARTS:
            inside.append(Inside(_name(part), _bytes(part)))
        else:
            more += 1
    plain = "\n\n".join(one.strip("\r\n") for one in texts if one.strip())
    html = "" if plain else "\n\n".join(words_of_html(one) for one in webs)
    dated = _header(message, "Date")
    return Mail(
        _header(message, "From"), _header(message, "To"), _header(message, "Cc"), _moment(dated), dated,
        _header(message, "Subject"), _clean(plain or html)[:MOST_TEXT], bool(html), tuple(inside), more,
    )  # fmt: skip


def _leaves(message: Message) -> list[Message]:
    """Return the parts that hold something, in their order; a mail in a mail is one of them."""
    found: list[Message] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if part is not message and _kind(part) == "message/rfc822":
            found.append(part)
        elif isinstance(payload, list):
            waiting += reversed([one for one in payload if isinstance(one, Message)])
        else:
            found.append(part)
    return found


def _kind(part: Message) -> str:
    try:
        return part.get_content_type()
    except _BROKEN:
        return "application/octet-stream"


def _apart(part: Message) -> bool:
    """Tell whether a text is sent as a file of its own."""
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except _BROKEN:
        return False


def _name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except _BROKEN:
        name = ""
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    if not name and _kind(part) == "message/rfc822" and isinstance(first, Message):
        name = f"{_header(first, 'Subject').replace('/', ' ')}.eml"
    return harmless(_clean(name))


def _bytes(part: Message) -> bytes:
    try:
        inner = part.get_payload()
        if isinstance(inner, list):
            return b"\r\n".join(one.as_bytes() for one in inner if isinstance(one, Message))
        decoded = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    return decoded if isinstance(decoded, bytes) else b""


def _text(part: Message) -> str:
    data = _bytes(part)[: 4 * MOST_TEXT]
    try:
        charset = part.get_content_charset() or "utf-8"
        name = codecs.lookup(charset).name
        if _CHARSETS.match(name) is None:
            name = "utf-8"
        return data.decode(name, "strict")
    except _BROKEN:
        pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _header(message: Message, name: str) -> str:
    """Return a header as one line, its words decoded; as it stands where it cannot be."""
    try:
        found = message[name]
        said = "" if found is None else str(found)
    except _BROKEN:
        raw = [value for key, value in message.raw_items() if key.lower() == name.lower()]
        said = str(raw[0]) if raw else ""
    return " ".join(_clean(said).split())


def _moment(dated: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(dated)
        return found if found.utcoffset() is not None and found.astimezone() else None
    except (*_BROKEN, OverflowError):
        return None


def _clean(text: str) -> str:
    """Return a text with nothing in it that is not seen, or moves what is."""
    return "".join(one if one.isprintable() or one in "\n\t" else " " for one in text.replace("\r\n", "\n"))
