"""What people compare in person when a station joins: a hash as words, as groups of digits, as the text of a QR code.

Twelve words of the SLIP-39 list carry 120 bits: to make another key with the same words takes 2^120 tries, as nothing
can be done ahead for all (whoever forges must meet *these* words). The list has 1,024 words of 4 to 8 letters whose
first four letters differ, so a word heard badly is a word in doubt, not another word. The digits carry all 256 bits.
The words are not translated: two officers who speak different languages must read the same ones.
"""

from collections.abc import Sequence

from shamir_mnemonic.wordlist import WORDLIST

WORDS = 12
_BITS = 10
_SCHEME = "praesidium"

REQUEST = "request"
DIRECTORY = "directory"


def as_words(digest: bytes) -> tuple[str, ...]:
    """Return twelve words for the first 120 bits of a 32-byte hash."""
    number = int.from_bytes(_whole(digest), "big") >> 8 * len(digest) - WORDS * _BITS
    return tuple(WORDLIST[number >> _BITS * (WORDS - 1 - place) & 1023] for place in range(WORDS))


def as_qr_text(kind: str, digest: bytes) -> str:
    """Return the text of the QR code for a hash of `kind` (REQUEST or DIRECTORY)."""
    return f"{_SCHEME}:{kind}:{_whole(digest).hex()}"


def same_words(digest: bytes, typed: Sequence[str]) -> bool:
    """Say whether `typed` are the words of `digest`; case, and anything after the fourth letter, do not matter."""
    return [word.strip().lower()[:4] for word in typed] == [word[:4] for word in as_words(digest)]


def _whole(digest: bytes) -> bytes:
    if len(digest) != 32:
        raise ValueError("a hash of 32 bytes")
    return digest
