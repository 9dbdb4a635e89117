"""The textual header: version, recipient stanzas, MAC. Parsed to the letter of the grammar, because a lenient parser
that re-encodes what it understood would check the MAC over something that was never sent.

Grammar (age.md, "ABNF definition of file header"):

    header     = "age-encryption.org/v1" LF 1*stanza "--- " 43base64char LF
    stanza     = "-> " argument *(SP argument) LF *(64base64char LF) *63base64char LF
    argument   = 1*VCHAR

Base64 is the standard alphabet, unpadded and canonical (no stray bits in the last character).
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.exchange.age.refusals import HeaderDamaged, HeaderForged, NewerAgeFile, NotAnAgeFile

LIMIT = 64 * 1024
"""Bytes a header may have: about forty hybrid recipients."""
FILE_KEY_SIZE = 16
FAMILY = b"age-encryption.org/"
VERSION_LINE = FAMILY + b"v1\n"
MAC_MARK = b"---"
MAC_LINE_SIZE = len(MAC_MARK) + 1 + 43 + 1
_COLUMNS = 64
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*")
_VISIBLE = re.compile(rb"[!-~]+")


@dataclass(frozen=True, slots=True)
class Stanza:
    """The file key wrapped for one recipient: `arguments` (the first names the kind) and the `body`."""

    arguments: tuple[str, ...]
    body: bytes

    def encode(self) -> bytes:
        """Return the stanza's lines; the last one is always shorter than 64 characters, empty if need be."""
        body = encode_base64(self.body)
        lines = [body[start : start + _COLUMNS] for start in range(0, len(body) + 1, _COLUMNS)]
        return b"-> " + " ".join(self.arguments).encode("ascii") + b"\n" + b"".join(line + b"\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Header:
    """A parsed header: its stanzas, the exact bytes the MAC covers, and the MAC as received."""

    stanzas: tuple[Stanza, ...]
    covered: bytes
    mac: bytes

    def check(self, file_key: bytes) -> None:
        """Raise HeaderForged unless the MAC was made with `file_key` over exactly these bytes."""
        try:
            _hmac(file_key, self.covered).verify(self.mac)
        except InvalidSignature:
            raise HeaderForged from None


def seal_header(stanzas: Sequence[Stanza], file_key: bytes) -> bytes:
    """Return the whole header for `stanzas`, its MAC under the 16-byte `file_key`."""
    covered = VERSION_LINE + b"".join(stanza.encode() for stanza in stanzas) + MAC_MARK
    return covered + b" " + encode_base64(_hmac(file_key, covered).finalize()) + b"\n"


def parse_header(text: bytes) -> Header:
    """Return the header that is exactly `text`, its last line feed included.

    Raises NotAnAgeFile, NewerAgeFile or HeaderDamaged. The MAC is not checked here: that needs the file key.
    """
    check_version(text)
    start = text.rfind(b"\n", 0, -1) + 1
    mac_line = text[start:]
    if len(mac_line) != MAC_LINE_SIZE or not mac_line.startswith(MAC_MARK + b" ") or not mac_line.endswith(b"\n"):
        raise HeaderDamaged
    stanzas = tuple(_stanzas(text[len(VERSION_LINE) : start].split(b"\n")[:-1]))
    if not stanzas:
        raise HeaderDamaged
    return Header(stanzas, text[: start + len(MAC_MARK)], decode_base64(mac_line[len(MAC_MARK) + 1 : -1]))


def check_version(text: bytes) -> None:
    """Raise NotAnAgeFile, NewerAgeFile or HeaderDamaged unless `text` begins with the version line of v1."""
    if text.startswith(VERSION_LINE):
        return
    if not text.startswith(FAMILY):
        raise NotAnAgeFile
    version, ended, _ = text[len(FAMILY) :].partition(b"\n")
    raise NewerAgeFile if ended and _VISIBLE.fullmatch(version) else HeaderDamaged


def encode_base64(data: bytes) -> bytes:
    """Return the standard alphabet without padding."""
    return b64encode(data).rstrip(b"=")


def decode_base64(text: bytes) -> bytes:
    """Return the bytes of canonical unpadded Base64. Raises HeaderDamaged on anything else."""
    if not _BASE64.fullmatch(text) or len(text) % 4 == 1:
        raise HeaderDamaged
    data = b64decode(text + b"=" * (-len(text) % 4))
    if encode_base64(data) != text:
        raise HeaderDamaged
    return data


def derive(key: bytes, salt: bytes, info: bytes) -> bytes:
    """Return 32 bytes of HKDF-SHA-256."""
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _stanzas(lines: list[bytes]) -> Iterator[Stanza]:
    rest = iter(lines)
    for line in rest:
        mark, *arguments = line.split(b" ")
        if mark != b"->" or not arguments or not all(_VISIBLE.fullmatch(argument) for argument in arguments):
            raise HeaderDamaged
        yield Stanza(tuple(argument.decode("ascii") for argument in arguments), _body(rest))


def _body(lines: Iterator[bytes]) -> bytes:
    coded: list[bytes] = []
    for line in lines:
        coded.append(line)
        if len(line) > _COLUMNS:
            break
        if len(line) < _COLUMNS:
            return decode_base64(b"".join(coded))
    raise HeaderDamaged


def _hmac(file_key: bytes, covered: bytes) -> HMAC:
    mac = HMAC(derive(file_key, b"", b"header"), SHA256())
    mac.update(covered)
    return mac
