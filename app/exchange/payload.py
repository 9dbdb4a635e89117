"""What travels: certificates, saves, entries, later openings, chunks of attachments, many records to a frame.

A record is opaque here: history wrote its bytes and history reads them. Only the form is checked, so that what comes
out of a reader has the types it says. Records of a kind keep their order; kinds come in the order of their numbers,
because a reader that applies as it goes needs certificates before saves and saves before entries.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.msgpack import Decoder, Encoder

from app.exchange.refusals import FrameDamaged, RecordTooLarge

MOST_RECORDS = 16_384
"""Records in one frame: bounds what decoding it can cost."""
MOST_CHUNK = 1 << 20
_ARRAY_HEAD = 5

_Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]
_Uid = Annotated[bytes, Meta(min_length=16, max_length=16)]
_Signature = Annotated[bytes, Meta(min_length=64, max_length=64)]


class FrameKind(IntEnum):
    """What the records of a frame are. Numbers are final."""

    CERTS = 1
    SAVES = 2
    ENTRIES = 3
    OPENINGS = 4
    CHUNKS = 5


class Save(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """A save record: its bytes, its replica's signature, and (officer, signature) pairs of those who cosigned."""

    body: bytes
    sig: _Signature
    cosigs: Annotated[list[tuple[_Uid, _Signature]], Meta(max_length=64)]


class Entry(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """An entry: its skeleton and those of its openings that the recipient may have."""

    skeleton: bytes
    openings: bytes


class LaterOpenings(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """Openings of an entry that the recipient already holds without them."""

    entry: _Hash
    openings: bytes


class Chunk(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """The piece of an attachment that begins at byte `n` × 1 MiB; `blob` is the hash of the whole."""

    blob: _Hash
    n: Annotated[int, Meta(ge=0, lt=1 << 32)]
    body: Annotated[bytes, Meta(max_length=MOST_CHUNK)]


Record = bytes | Save | Entry | LaterOpenings | Chunk


@dataclass(frozen=True, slots=True)
class Records:
    """What a bundle is to carry; each is gone through once."""

    certs: Iterable[bytes] = ()
    saves: Iterable[Save] = ()
    entries: Iterable[Entry] = ()
    openings: Iterable[LaterOpenings] = ()
    chunks: Iterable[Chunk] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Records of one kind as bytes: a MessagePack array."""

    kind: FrameKind
    count: int
    body: bytes


_encoder = Encoder()


def _decoder(kind: type[Any]) -> Decoder[list[Any]]:
    return Decoder(Annotated[list[kind], Meta(min_length=1, max_length=MOST_RECORDS)])  # type: ignore[valid-type]  # a type made at run time


_DECODERS: dict[int, Decoder[list[Any]]] = {
    FrameKind.CERTS: _decoder(bytes),
    FrameKind.SAVES: _decoder(Save),
    FrameKind.ENTRIES: _decoder(Entry),
    FrameKind.OPENINGS: _decoder(LaterOpenings),
    FrameKind.CHUNKS: _decoder(Chunk),
}


def frames_of(records: Records, *, most: int, usual: int) -> Iterator[Frame]:
    """Pack `records` into frames of about `usual` bytes, never above `most`.

    Holds one frame in memory. Raises RecordTooLarge on a record that needs more than `most`.
    """
    by_kind: tuple[tuple[FrameKind, Iterable[Record]], ...] = (
        (FrameKind.CERTS, records.certs),
        (FrameKind.SAVES, records.saves),
        (FrameKind.ENTRIES, records.entries),
        (FrameKind.OPENINGS, records.openings),
        (FrameKind.CHUNKS, records.chunks),
    )
    for kind, wanted in by_kind:
        yield from _pack(kind, wanted, most=most, usual=usual)


def read_frame(kind: int, body: bytes) -> list[Any]:
    """Return the records of a frame, of the type that belongs to `kind`. Raises FrameDamaged."""
    try:
        return _DECODERS[kind].decode(body)
    except (KeyError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FrameDamaged from error


def _pack(kind: FrameKind, wanted: Iterable[Record], *, most: int, usual: int) -> Iterator[Frame]:
    encode: Callable[[Any], bytes] = _encoder.encode
    held: list[bytes] = []
    size = _ARRAY_HEAD
    for record in wanted:
        coded = encode(record)
        if len(coded) + _ARRAY_HEAD > most:
            raise RecordTooLarge
        if held and (size + len(coded) > usual or len(held) == MOST_RECORDS):
            yield _frame(kind, held)
            held, size = [], _ARRAY_HEAD
        held.append(coded)
        size += len(coded)
    if held:
        yield _frame(kind, held)


def _frame(kind: FrameKind, coded: list[bytes]) -> Frame:
    return Frame(kind, len(coded), b"".join((b"\xdd", len(coded).to_bytes(4, "big"), *coded)))
