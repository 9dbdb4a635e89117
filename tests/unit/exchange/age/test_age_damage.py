"""Whatever is changed, cut off, added or swapped in a file is refused, each with a refusal of ours, never a crash."""

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.clock import SeededRandomness
from app.core.errors import KnownError
from app.exchange.age import (
    AgeWriter,
    HeaderDamaged,
    HeaderForged,
    HeaderTooLarge,
    HybridIdentity,
    Identity,
    NotAnAgeFile,
    NotForThisWorkstation,
    PayloadDamaged,
    PayloadTrailing,
    PayloadTruncated,
    X25519Identity,
    decrypt,
    open_age,
)

CHUNK = 65536
SEALED = CHUNK + 16
IDENTITIES: dict[str, Identity] = {
    "x25519": X25519Identity.generate(SeededRandomness("curve")),
    "hybrid": HybridIdentity.generate(SeededRandomness("lattice")),
}


def a_file(kind: str = "x25519", *, size: int = 100) -> bytes:
    target = io.BytesIO()
    with AgeWriter(target, [IDENTITIES[kind].recipient], SeededRandomness("file")) as writer:
        writer.write(bytes(index * 7 % 251 for index in range(size)))
    return target.getvalue()


def opened(file: bytes | bytearray, kind: str = "x25519") -> bytes:
    plain = io.BytesIO()
    decrypt(io.BytesIO(file), plain, [IDENTITIES[kind]])
    return plain.getvalue()


def refusal_of(file: bytes | bytearray, kind: str = "x25519") -> type[KnownError]:
    with pytest.raises(KnownError) as refused:
        opened(file, kind)
    return type(refused.value)


def header_size(file: bytes | bytearray) -> int:
    return file.index(b"\n", file.index(b"\n---") + 1) + 1


@pytest.mark.parametrize("kind", ["x25519", "hybrid"])
@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_a_flip_in_any_byte_of_the_header_is_refused(kind: str, flip: int) -> None:
    file = bytearray(a_file(kind))
    for place in range(header_size(file)):
        file[place] ^= flip
        assert not issubclass(refusal_of(file, kind), PayloadDamaged | PayloadTruncated | PayloadTrailing)
        file[place] ^= flip
    assert len(opened(bytes(file), kind)) == 100


@pytest.mark.parametrize("bit", range(8))
def test_a_flip_in_any_byte_of_the_payload_is_refused(bit: int) -> None:
    file = bytearray(a_file())
    for place in range(header_size(file), len(file)):
        file[place] ^= 1 << bit
        assert refusal_of(file) is PayloadDamaged
        file[place] ^= 1 << bit


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_a_flip_anywhere_in_a_file_of_three_chunks_is_refused(data: st.DataObject) -> None:
    file = bytearray(THREE_CHUNKS)
    file[data.draw(st.integers(0, len(file) - 1))] ^= data.draw(st.integers(1, 255))
    assert issubclass(refusal_of(file), KnownError)


@pytest.mark.parametrize("kind", ["x25519", "hybrid"])
def test_a_file_cut_off_at_any_place_is_refused(kind: str) -> None:
    file = a_file(kind)
    for length in range(len(file)):
        kept = refusal_of(file[:length], kind)
        if length < len("age-encryption.org/"):
            assert kept is NotAnAgeFile
        elif length < header_size(file) + 16:
            assert kept is HeaderDamaged
        else:
            assert kept in (PayloadTruncated, PayloadDamaged)


@pytest.mark.parametrize("chunks", [1, 2])
def test_a_file_cut_off_between_two_chunks_is_said_to_lack_its_end(chunks: int) -> None:
    file = THREE_CHUNKS
    assert refusal_of(file[: header_size(file) + 16 + chunks * SEALED]) is PayloadTruncated


@pytest.mark.parametrize("size", [0, 1, 100, CHUNK - 1, CHUNK, CHUNK + 1, 4 * CHUNK])
@pytest.mark.parametrize("added", [b"\0", b"\n", bytes(16), bytes(SEALED)])
def test_bytes_after_the_end_are_refused(size: int, added: bytes) -> None:
    assert refusal_of(a_file(size=size) + added) in (PayloadTrailing, PayloadDamaged)


@pytest.mark.parametrize("size", [CHUNK, 2 * CHUNK, 4 * CHUNK, 8 * CHUNK])
def test_bytes_after_a_full_last_chunk_are_said_to_be_added(size: int) -> None:
    assert refusal_of(a_file(size=size) + b"more") is PayloadTrailing


def swapped(chunks: list[bytes]) -> list[bytes]:
    return [chunks[1], chunks[0], *chunks[2:]]


def repeated(chunks: list[bytes]) -> list[bytes]:
    return [chunks[0], *chunks]


def dropped(chunks: list[bytes]) -> list[bytes]:
    return chunks[1:]


@pytest.mark.parametrize("change", [swapped, repeated, dropped])
def test_chunks_in_another_order_are_refused(change: Callable[[list[bytes]], list[bytes]]) -> None:
    file = THREE_CHUNKS
    start = header_size(file) + 16
    chunks = [file[place : place + SEALED] for place in range(start, len(file), SEALED)]
    assert len(chunks) == 3
    assert refusal_of(file[:start] + b"".join(change(chunks))) is PayloadDamaged


def test_the_payload_of_another_file_under_this_header_is_refused() -> None:
    target = io.BytesIO()
    with AgeWriter(target, [IDENTITIES["x25519"].recipient], SeededRandomness("another")) as writer:
        writer.write(b"another")
    other, file = target.getvalue(), a_file()
    assert refusal_of(file[: header_size(file)] + other[header_size(other) :]) is PayloadDamaged


def test_a_stanza_added_by_a_carrier_is_said_to_be_a_change_after_sealing() -> None:
    version, _, rest = a_file().partition(b"\n")
    assert refusal_of(version + b"\n-> example.com/tag 1\n\n" + rest) is HeaderForged


def test_a_file_for_another_key_is_said_to_be_not_for_this_workstation() -> None:
    file = a_file("hybrid")
    for stranger in (X25519Identity.generate(SeededRandomness(1)), HybridIdentity.generate(SeededRandomness(1))):
        with pytest.raises(NotForThisWorkstation):
            open_age(io.BytesIO(file), [stranger])
    with pytest.raises(NotForThisWorkstation):
        open_age(io.BytesIO(file), [])


class Endless(io.RawIOBase):
    """A header that never ends, and the count of what was read of it."""

    def __init__(self, beginning: bytes) -> None:
        self.beginning = beginning
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, count: int = -1, /) -> bytes:
        block = (self.beginning[self.count :] + b"A" * count)[:count]
        self.count += count
        return block

    readinto = None  # type: ignore[assignment]  # a source that only reads


def test_a_header_without_end_is_refused_at_64_kib() -> None:
    source = Endless(b"age-encryption.org/v1\n-> X25519 ")
    with pytest.raises(HeaderTooLarge):
        open_age(source, list(IDENTITIES.values()))
    assert source.count == 64 * 1024


def test_a_foreign_file_is_refused_after_its_first_block() -> None:
    source = Endless(b"PK\3\4")
    with pytest.raises(NotAnAgeFile):
        open_age(source, list(IDENTITIES.values()))
    assert source.count <= 4096


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.binary(max_size=400))
def test_any_bytes_after_the_version_line_are_refused_without_a_crash(rest: bytes) -> None:
    assert refusal_of(b"age-encryption.org/v1\n" + rest) in (HeaderDamaged, NotForThisWorkstation)


THREE_CHUNKS = a_file(size=2 * CHUNK + 500)
