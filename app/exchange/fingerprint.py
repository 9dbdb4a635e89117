"""What people compare in person when a station joins: a hash as words, or as the text of a QR code.

Twelve words of the SLIP-39 list carry 120 bits: to make another key with the same words takes 2^120 tries, as nothing
can be done ahead for all (whoever forges must meet *these* words). The list has 1,024 words of 4 to 8 letters whose
first four letters differ, so a word heard badly is a word in doubt, not another word. The QR code carries all 256 bits.
The words are not translated: two officers who speak different languages must read the same ones.
"""

import re
from collections.abc import Sequence

from shamir_mnemonic.wordlist import WORDLIST

WORDS = 12
_BITS = 10
_SCHEME = "praesidium"
_HASH = re.compile("[0-9a-f]{64}")

REQUEST = "request"


def as_words(digest: bytes) -> tuple[str, ...]:
    """Return twelve words for the first 120 bits of a 32-byte hash."""
    number = int.from_bytes(_whole(digest), "big") >> 8 * len(digest) - WORDS * _BITS
    return tuple(WORDLIST[number >> _BITS * (WORDS - 1 - place) & 1023] for place in range(WORDS))


def as_qr_text(kind: str, digest: bytes) -> str:
    """Return the text of the QR code for a hash of `kind`."""
    return f"{_SCHEME}:{kind}:{_whole(digest).hex()}"


def of_qr_text(kind: str, text: str) -> bytes | None:
    """Return the hash of `kind` that the text of a QR code says; None where it says none."""
    scheme, _, rest = text.strip().partition(":")
    said, _, digits = rest.partition(":")
    if (scheme, said) != (_SCHEME, kind) or not _HASH.fullmatch(digits):
        return None
    return bytes.fromhex(digits)


def same_words(digest: bytes, typed: Sequence[str]) -> bool:
    """Say whether `typed` are the words of `digest`; case, and anything after the fourth letter, do not matter."""
    return [word.strip().lower()[:4] for word in typed] == [word[:4] for word in as_words(digest)]


def _whole(digest: bytes) -> bytes:
    if len(digest) != 32:
        raise ValueError("a hash of 32 bytes")
    return digest
