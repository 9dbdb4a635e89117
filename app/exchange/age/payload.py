"""The payload: chunks of 64 KiB under ChaCha20-Poly1305 in the STREAM construction (age.md, "Payload").

The nonce of a chunk is its number in 11 bytes and one byte that is 1 for the last chunk, 0 for all others: chunks
can be neither swapped, repeated, dropped nor appended. The last chunk is empty only when the whole payload is.

The library's one-shot calls write into a buffer of ours and release the interpreter while they work: nothing is
allocated a chunk, and a window stays awake.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from app.exchange.age.header import derive

CHUNK = 64 * 1024
TAG = 16
SEALED_CHUNK = CHUNK + TAG
NONCE_SIZE = 16


class ChunkCipher:
    """Seal or open the chunks of one payload, in order. One object does one of the two, once."""

    __slots__ = ("_cipher", "number", "whole")

    def __init__(self, file_key: bytes, nonce: bytes) -> None:
        self._cipher = ChaCha20Poly1305(derive(file_key, nonce, b"payload"))
        self.number = 0
        """Chunks done."""
        self.whole = False
        """Whether the last chunk was among them."""

    def seal(self, plain: memoryview, into: memoryview, *, last: bool) -> None:
        """Encrypt the next chunk; `into` is exactly 16 bytes longer than `plain`."""
        self._cipher.encrypt_into(self._nonce(last), plain, None, into)
        self._count(last)

    def open(self, sealed: memoryview, into: memoryview, *, last: bool) -> bool:
        """Verify and decrypt the next chunk; `into` is exactly 16 bytes shorter than `sealed`.

        Return whether it verified as what `last` says; if not, nothing in `into` may be used.
        """
        try:
            self._cipher.decrypt_into(self._nonce(last), sealed, None, into)
        except InvalidTag:
            return False
        self._count(last)
        return True

    def _count(self, last: bool) -> None:
        self.number += 1
        self.whole = last

    def _nonce(self, last: bool) -> bytes:
        return (self.number << 8 | last).to_bytes(12, "big")


def sealed_payload_size(count: int) -> int:
    """Return how many bytes a payload of `count` bytes has when sealed, its nonce included."""
    chunks = max(1, -(-count // CHUNK))
    return NONCE_SIZE + count + chunks * TAG
