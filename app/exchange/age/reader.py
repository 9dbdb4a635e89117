"""Decrypting: a stream that gives out no byte before the chunk it is in was verified.

That says each byte is the sender's and in its place; only the end says that nothing is missing. Whoever acts on a
payload first reads it to its end (an import stages it, see the design of the exchange): a refusal may still come.
"""

from collections.abc import Iterator, Sequence

from app.core.errors import PraesidiumError
from app.core.progress import Cancel, Progress, silent
from app.exchange.age.header import Header, parse_header
from app.exchange.age.keys import Identity
from app.exchange.age.payload import CHUNK, NONCE_SIZE, SEALED_CHUNK, TAG, ChunkCipher
from app.exchange.age.refusals import (
    HeaderDamaged,
    NotForThisWorkstation,
    PayloadDamaged,
    PayloadTrailing,
    PayloadTruncated,
)
from app.exchange.age.streams import Prefetched, Source, Target, split_header, write_all

_CHUNKS_READ = 4
_SCRYPT = "scrypt"


class AgeReader:
    """The plain bytes of a payload. Made by `open_age`; flat memory; after a refusal every further call repeats it."""

    def __init__(self, rest: Prefetched, cipher: ChunkCipher) -> None:
        self._cipher = cipher
        self._chunks = _open_chunks(rest, cipher)
        self._ready = memoryview(b"")
        self._refusal: PraesidiumError | None = None

    def read(self, count: int) -> bytes:
        """Return the next `count` bytes; fewer only where the payload ends, empty from there on.

        Raises PayloadDamaged, PayloadTruncated or PayloadTrailing as soon as one of these bytes cannot be had.
        """
        if count < 0:
            raise ValueError("count")
        pieces, left = [], count  # not allocated ahead: a count may come out of a bundle
        while left and (self._ready or self._advance()):
            pieces.append(bytes(self._ready[:left]))
            self._ready = self._ready[left:]
            left -= len(pieces[-1])
        return b"".join(pieces)

    def readinto(self, into: bytearray | memoryview) -> int:
        """As `read`, into a buffer; return how many bytes are there."""
        view = memoryview(into)
        done = 0
        while done < len(view):
            if not self._ready and not self._advance():
                break
            count = min(len(self._ready), len(view) - done)
            view[done : done + count] = self._ready[:count]
            self._ready = self._ready[count:]
            done += count
        return done

    def chunks(self) -> Iterator[memoryview]:
        """Give the rest of the payload, verified, in pieces of at most 64 KiB; each is valid until the next."""
        while self._ready or self._advance():
            piece, self._ready = self._ready, memoryview(b"")
            yield piece

    def _advance(self) -> bool:
        if self._refusal is not None:
            raise self._refusal
        try:
            self._ready = next(self._chunks, memoryview(b""))
        except PraesidiumError as refusal:
            self._refusal = refusal
            raise
        if not self._ready and not self._cipher.whole:  # the source failed earlier: its end is not the payload's
            raise PayloadTruncated
        return len(self._ready) > 0


def open_age(source: Source, identities: Sequence[Identity]) -> AgeReader:
    """Read and check the header, and return the reader of the payload.

    Raises NotAnAgeFile, NewerAgeFile, HeaderDamaged (HeaderTooLarge), HeaderForged or NotForThisWorkstation.
    """
    text, rest = split_header(source)
    header = parse_header(text)
    file_key = _file_key(header, identities)
    header.check(file_key)
    nonce = bytearray(NONCE_SIZE)
    if rest.fill(memoryview(nonce)) < NONCE_SIZE:
        raise HeaderDamaged
    return AgeReader(rest, ChunkCipher(file_key, bytes(nonce)))


def decrypt(
    source: Source,
    target: Target,
    identities: Sequence[Identity],
    *,
    total: int = 0,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> int:
    """Decrypt all of `source` to `target` and return how many bytes were written.

    `total` is only told to `progress`, in plain bytes. Raises as `open_age` and `AgeReader.read` do, and Cancelled;
    the target then holds verified bytes of an unverified whole, which the caller throws away.
    """
    done = 0
    for piece in open_age(source, identities).chunks():
        if cancel is not None:
            cancel.check()
        write_all(target, piece)
        done += len(piece)
        progress(done, total)
    return done


def _file_key(header: Header, identities: Sequence[Identity]) -> bytes:
    kinds = [stanza.arguments[0] for stanza in header.stanzas]
    if _SCRYPT in kinds and len(kinds) > 1:  # age.md: a passphrase must be the only way in
        raise HeaderDamaged
    for identity in identities:
        file_key = identity.unwrap(header.stanzas)
        if file_key is not None:
            return file_key
    raise NotForThisWorkstation


def _open_chunks(rest: Prefetched, cipher: ChunkCipher) -> Iterator[memoryview]:
    """Give each chunk when it is verified, in one buffer that the next one overwrites.

    One byte is read ahead of every batch: that a byte follows is the only proof that a chunk is not the last.
    """
    sealed = memoryview(bytearray(_CHUNKS_READ * SEALED_CHUNK + 1))
    plain = memoryview(bytearray(CHUNK))
    have = 0
    while True:
        have += rest.fill(sealed[have:])
        if have < len(sealed):
            break
        for start in range(0, have - 1, SEALED_CHUNK):
            yield from _open_inner(cipher, sealed[start : start + SEALED_CHUNK], plain)
        sealed[0] = sealed[have - 1]
        have = 1
    start = 0
    while have - start > SEALED_CHUNK:
        yield from _open_inner(cipher, sealed[start : start + SEALED_CHUNK], plain)
        start += SEALED_CHUNK
    yield from _open_last(cipher, sealed[start:have], plain)


def _open_inner(cipher: ChunkCipher, sealed: memoryview, plain: memoryview) -> Iterator[memoryview]:
    """A chunk that something follows. If it verifies as the last one, what follows was added."""
    if cipher.open(sealed, plain, last=False):
        yield plain
    elif cipher.open(sealed, plain, last=True):
        yield plain
        raise PayloadTrailing
    else:
        raise PayloadDamaged


def _open_last(cipher: ChunkCipher, sealed: memoryview, plain: memoryview) -> Iterator[memoryview]:
    """The chunk that ends the file. If it verifies as an inner one, the file was cut between two chunks."""
    if len(sealed) < TAG:
        raise PayloadTruncated
    into = plain[: len(sealed) - TAG]
    if cipher.open(sealed, into, last=True):
        if not into and cipher.number > 1:  # age.md: empty only if the whole payload is
            raise PayloadDamaged
        yield into
    elif len(sealed) == SEALED_CHUNK and cipher.open(sealed, into, last=False):
        yield into
        raise PayloadTruncated
    else:
        raise PayloadDamaged
