"""Encrypting: push bytes into an `AgeWriter`, or let `encrypt` pull them from a source; memory stays flat either way.

At least one byte is always held back, because only when more come is a chunk known not to be the last. What was
written without a `close` is a file that every reader refuses as truncated: an interrupted export can never pass for a
whole one.
"""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from app.core.clock import Randomness
from app.core.progress import Cancel, Progress, silent
from app.exchange.age.header import FILE_KEY_SIZE, LIMIT, MAC_LINE_SIZE, VERSION_LINE, seal_header
from app.exchange.age.keys import Recipient
from app.exchange.age.payload import CHUNK, NONCE_SIZE, SEALED_CHUNK, TAG, ChunkCipher, sealed_payload_size
from app.exchange.age.streams import Source, Target, fill, write_all

_CHUNKS_HELD = 4
"""Chunks read, sealed and written at a time: more no longer saves calls that matter and leaves the fast cache."""


class AgeWriter:
    """Encrypt what is written, to `target`, for every one of `recipients`.

    The header is written at once. As a context manager it closes on success and abandons on an exception. The target
    is neither closed nor flushed. Raises ValueError on no recipient, on more than fit a header, or on post-quantum ones
    mixed with others (age.md: the weakest would decide); RecipientUnreadable on a key that cannot be one.
    """

    def __init__(self, target: Target, recipients: Sequence[Recipient], randomness: Randomness) -> None:
        if len({recipient.POST_QUANTUM for recipient in recipients}) != 1:
            raise ValueError("recipients of one kind of strength are needed")
        file_key = randomness(FILE_KEY_SIZE)
        nonce = randomness(NONCE_SIZE)
        header = seal_header([recipient.wrap(file_key, randomness) for recipient in recipients], file_key)
        if len(header) > LIMIT:
            raise ValueError("more recipients than a header may have")
        self._target = target
        self._cipher = ChunkCipher(file_key, nonce)
        self._plain = memoryview(bytearray(_CHUNKS_HELD * CHUNK + 1))
        self._sealed = memoryview(bytearray(_CHUNKS_HELD * SEALED_CHUNK))
        self._held = 0
        self._closed = False
        write_all(target, memoryview(header + nonce))

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Take all of `data` and return its length in bytes. Raises ValueError after `close`."""
        rest = memoryview(data).cast("B")
        total = len(rest)
        while len(rest):
            room = self.room()
            count = min(len(room), len(rest))
            room[:count] = rest[:count]
            self.filled(count)
            rest = rest[count:]
        return total

    def room(self) -> memoryview:
        """Return the free part of the buffer, never empty: fill it from the front, then tell `filled`.

        Saves a copy for who reads from a file. Raises ValueError after `close`.
        """
        if self._closed:
            raise ValueError("closed")
        return self._plain[self._held :]

    def filled(self, count: int) -> None:
        """Take the first `count` bytes of `room` as written."""
        self._held += count
        if self._held == len(self._plain):
            self._seal(self._held - 1, last=False)
            self._plain[0] = self._plain[self._held - 1]
            self._held = 1

    def close(self) -> None:
        """Seal the last chunk: from here on the file is whole. Closing twice does nothing."""
        if not self._closed:
            self._closed = True
            self._seal(self._held, last=True)

    def abandon(self) -> None:
        """Write nothing more: what is there stays refused as truncated."""
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    def _seal(self, count: int, *, last: bool) -> None:
        into = 0
        for start in range(0, max(count, 1), CHUNK):
            plain = self._plain[start : min(start + CHUNK, count)]
            end = into + len(plain) + TAG
            self._cipher.seal(plain, self._sealed[into:end], last=last and start + CHUNK >= count)
            into = end
        try:
            write_all(self._target, self._sealed[:into])
        except BaseException:  # how much arrived is unknown: what follows could only make a hole look whole
            self.abandon()
            raise


def encrypt(
    source: Source,
    target: Target,
    recipients: Sequence[Recipient],
    randomness: Randomness,
    *,
    total: int = 0,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> int:
    """Encrypt all of `source` to `target` and return how many bytes it had.

    `total` is only told to `progress`, in bytes. Raises as `AgeWriter` does, and Cancelled, after which the target
    holds a truncated file.
    """
    done = 0
    with AgeWriter(target, recipients, randomness) as writer:
        while True:
            if cancel is not None:
                cancel.check()
            room = writer.room()
            count = fill(source, room)
            writer.filled(count)
            done += count
            progress(done, total)
            if count < len(room):
                return done


def sealed_size(count: int, recipients: Sequence[Recipient]) -> int:
    """Return the exact size in bytes of the file that holds `count` bytes for these recipients."""
    stanzas = sum(recipient.STANZA_SIZE for recipient in recipients)
    return len(VERSION_LINE) + stanzas + MAC_LINE_SIZE + sealed_payload_size(count)
