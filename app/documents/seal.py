"""What a paper proves: the signed message, and the text that its QR code carries.

One seal a page. The station signs, with the key whose use the caller's `sign` fixes,

    "PRAESIDIUM-PAPER-1" 0x00, then each behind its length (4 bytes, big-endian):
    registration number (UTF-8), version, copy, copies, page, pages (4 bytes, big-endian),
    page hash (16 bytes), log head (8), control code (5)

and the QR code says, in characters that QR packs tightly,

    PRS1 <registration> <version> <copy>/<copies> <page>/<pages> <base32 of hash ‖ head ‖ code ‖ signature, no padding>

The page hash is the first half of SHA-256 over what the page says in reading order, a line a line: a changed word, a
removed change bar or another photograph gives another hash. The control code names the copy as a whole: eight
letters to be read out by telephone, from the hashes of all its pages. The paper's own words are never in the QR code.
"""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from app.core.errors import DamagedError
from app.core.i18n import N_

Sign = Callable[[bytes], bytes]
"""Sign a message with the station's key: 64 bytes (Ed25519), the same for the same message."""
Verify = Callable[[bytes, bytes], bool]
"""Tell whether a signature (second) is the issuing station's over a message (first)."""

_PREFIX = "PRS1"
_HASH, _HEAD, _CODE, _SIGNATURE = 16, 8, 5, 64
_TEXT = re.compile(r"PRS1 (\S{1,64}) (\d{1,9}) (\d{1,9})/(\d{1,9}) (\d{1,9})/(\d{1,9}) ([A-Z2-7]+)")
_CROCKFORD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


class UnreadableSeal(DamagedError):
    """The text is not a seal of ours."""

    sentence = N_("This is not the code of a paper from this program, or it was read incompletely. Scan it again.")


class ForgedPaper(DamagedError):
    """The station's signature does not cover what the code says. `registration` is what it claims to be."""

    sentence = N_(
        "The paper {registration} is not genuine: the signature does not match its number, version, copy and page. "
        "Keep the paper and warn the security officer."
    )


@dataclass(frozen=True, slots=True)
class Seal:
    """The facts that one page's code states, and the station's signature over them."""

    registration: str
    version: int
    copy: int
    copies: int
    page: int
    pages: int
    page_hash: bytes
    log_head: bytes
    code: bytes
    signature: bytes = b""

    def message(self) -> bytes:
        """Return the bytes that are signed."""
        numbers = (self.version, self.copy, self.copies, self.page, self.pages)
        parts = [self.registration.encode(), *(number.to_bytes(4, "big") for number in numbers)]
        parts += [self.page_hash, self.log_head, self.code]
        return b"PRAESIDIUM-PAPER-1\0" + b"".join(len(part).to_bytes(4, "big") + part for part in parts)

    def text(self) -> str:
        """Return what the QR code carries."""
        blob = base64.b32encode(self.page_hash + self.log_head + self.code + self.signature).decode().rstrip("=")
        return f"{_PREFIX} {self.registration} {self.version} {self.copy}/{self.copies} {self.page}/{self.pages} {blob}"

    def control_code(self) -> str:
        """Return the eight letters printed beside the code: `7KQ4-M2XD`."""
        return spoken(self.code)


def page_hash(said: Sequence[str]) -> bytes:
    """Return the 16 bytes that stand for what a page says, one string a line."""
    return sha256(b"praesidium-page-1\n" + "\n".join(said).encode()).digest()[:_HASH]


def copy_code(registration: str, version: int, copy: int, hashes: Sequence[bytes]) -> bytes:
    """Return the 5 bytes of the control code of one copy."""
    told = f"praesidium-copy-1\n{registration}\n{version}\n{copy}\n".encode() + b"".join(hashes)
    return sha256(told).digest()[:_CODE]


def spoken(code: bytes) -> str:
    """Return `code` in Crockford's base 32, which has no I, L, O or U to misread."""
    letters = base64.b32encode(code).decode().translate(_CROCKFORD)
    return f"{letters[:4]}-{letters[4:]}"


def parse(text: str) -> Seal:
    """Return the facts that `text`, as scanned, states; nothing is verified yet. Raises UnreadableSeal."""
    found = _TEXT.fullmatch(text.strip())
    if found is None:
        raise UnreadableSeal
    registration, *numbers, blob = found.groups()
    try:
        raw = base64.b32decode(blob + "=" * (-len(blob) % 8))
    except binascii.Error:
        raise UnreadableSeal from None
    if len(raw) != _HASH + _HEAD + _CODE + _SIGNATURE:
        raise UnreadableSeal
    version, copy, copies, page, pages = map(int, numbers)
    if not (1 <= copy <= copies and 1 <= page <= pages):
        raise UnreadableSeal
    head, code = _HASH + _HEAD, _HASH + _HEAD + _CODE
    return Seal(
        registration, version, copy, copies, page, pages, raw[:_HASH], raw[_HASH:head], raw[head:code], raw[code:]
    )


def check(text: str, verify: Verify) -> Seal:
    """Return the facts of a scanned code that its station signed. Raises UnreadableSeal, ForgedPaper."""
    seal = parse(text)
    if not verify(seal.message(), seal.signature):
        raise ForgedPaper(registration=seal.registration)
    return seal
