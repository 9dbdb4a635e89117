"""Writing and reading in pieces of any size: the same bytes come back, memory stays flat, nothing unfinished passes."""

import io
import tracemalloc
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.clock import SeededRandomness, system_randomness
from app.exchange.age import AgeWriter, HybridIdentity, Identity, decrypt, encrypt, open_age, sealed_size
from tests.unit.exchange.age.sealing import CHUNK, CURVE, LATTICE, Sluggish, sealed, some_bytes

EDGES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 4 * CHUNK - 1, 4 * CHUNK, 4 * CHUNK + 1, 5 * CHUNK, 9 * CHUNK + 3]


class Dripping:
    """A source that gives at most `most` bytes a call and knows only `read`."""

    def __init__(self, content: bytes, most: int) -> None:
        self.rest = io.BytesIO(content)
        self.most = most

    def read(self, count: int, /) -> bytes:
        return self.rest.read(min(count, self.most))


@pytest.mark.parametrize("identity", [CURVE, LATTICE], ids=["x25519", "hybrid"])
@pytest.mark.parametrize("size", EDGES)
def test_what_goes_in_comes_out_and_the_size_is_as_foretold(size: int, identity: Identity) -> None:
    content = some_bytes(size)
    file = sealed(content, identity)
    assert len(file) == sealed_size(size, [identity.recipient])
    assert open_age(io.BytesIO(file), [identity]).read(size + 1) == content


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 3 * CHUNK), max_size=6), st.integers(1, 3 * CHUNK))
def test_pieces_of_any_size_in_and_out_give_the_same_bytes(writes: list[int], read: int) -> None:
    content = some_bytes(sum(writes))
    target = io.BytesIO()
    start = 0
    with AgeWriter(target, [CURVE.recipient], SeededRandomness("file")) as writer:
        for count in writes:
            assert writer.write(content[start : start + count]) == count
            start += count
    assert target.getvalue() == sealed(content)
    reader = open_age(io.BytesIO(target.getvalue()), [CURVE])
    pieces = list(iter(lambda: reader.read(read), b""))
    assert all(len(piece) == read for piece in pieces[:-1])
    assert b"".join(pieces) == content
    assert reader.read(1) == b""


@pytest.mark.parametrize("most", [1000, CHUNK, CHUNK + 17])
def test_short_reads_and_short_writes_lose_nothing(most: int) -> None:
    content = some_bytes(3 * CHUNK)
    target = Sluggish(most)
    encrypt(Dripping(content, most), target, [LATTICE.recipient], SeededRandomness("file"))
    plain = Sluggish(most)
    assert decrypt(Dripping(bytes(target.taken), most), plain, [LATTICE]) == len(content)
    assert plain.taken == content


def test_two_files_of_the_same_content_have_nothing_in_common_but_the_form() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for target in (first, second):
        encrypt(io.BytesIO(bytes(64)), target, [CURVE.recipient], system_randomness)
    assert first.getvalue()[-80:] != second.getvalue()[-80:]
    assert first.getvalue().split(b"\n")[1] != second.getvalue().split(b"\n")[1]


def test_file_key_nonce_and_each_ephemeral_secret_are_drawn_anew() -> None:
    drawn: list[bytes] = []

    def noted(count: int) -> bytes:
        drawn.append(system_randomness(count))
        return drawn[-1]

    target = io.BytesIO()
    encrypt(io.BytesIO(b"x"), target, [CURVE.recipient] * 2, noted)
    assert sorted(len(piece) for piece in drawn) == [16, 16, 32, 32]
    assert target.getvalue()[-17 - 16 : -17] in drawn
    assert len(set(target.getvalue().split(b"\n")[1:5])) == 4


def test_a_count_beyond_all_memory_costs_only_what_is_there() -> None:
    reader = open_age(io.BytesIO(sealed(b"little")), [CURVE])
    assert reader.read(1 << 60) == b"little"
    with pytest.raises(ValueError, match="count"):
        reader.read(-1)


def test_read_readinto_and_chunks_share_one_place() -> None:
    content = some_bytes(2 * CHUNK + 10)
    reader = open_age(io.BytesIO(sealed(content)), [CURVE])
    into = bytearray(CHUNK)
    first = reader.read(10)
    assert reader.readinto(into) == CHUNK
    rest = b"".join(bytes(piece) for piece in reader.chunks())
    assert first + into + rest == content
    assert reader.readinto(into) == 0


def test_progress_counts_plain_bytes_up_to_the_total() -> None:
    content = some_bytes(9 * CHUNK)
    seen: list[tuple[int, int]] = []
    target = io.BytesIO()

    def note(done: int, total: int) -> None:
        seen.append((done, total))

    encrypt(io.BytesIO(content), target, [CURVE.recipient], system_randomness, total=len(content), progress=note)
    assert seen[-1] == (len(content), len(content))
    assert seen == sorted(seen)
    seen.clear()
    decrypt(io.BytesIO(target.getvalue()), io.BytesIO(), [CURVE], total=len(content), progress=note)
    assert seen[-1] == (len(content), len(content))
    assert len(seen) == 9


def test_each_of_forty_recipients_opens_the_file() -> None:
    identities = [HybridIdentity.generate(SeededRandomness(number)) for number in range(40)]
    recipients = [identity.recipient for identity in identities]
    target = io.BytesIO()
    encrypt(io.BytesIO(b"all"), target, recipients, system_randomness)
    assert len(target.getvalue()) == sealed_size(3, recipients)
    for identity in (identities[0], identities[-1]):
        assert open_age(io.BytesIO(target.getvalue()), [CURVE, identity]).read(9) == b"all"


class Generated:
    """32 MiB made as they are read, and their hash."""

    def __init__(self) -> None:
        self.left = 32 * 1024 * 1024
        self.hash = sha256()

    def read(self, count: int, /) -> bytes:
        block = (self.left % 251).to_bytes(1, "big") * min(count, self.left)
        self.left -= len(block)
        self.hash.update(block)
        return block


class Hashed:
    """A target that keeps only a hash."""

    def __init__(self) -> None:
        self.hash = sha256()

    def write(self, data: memoryview, /) -> int:
        self.hash.update(data)
        return len(data)


def test_memory_stays_flat_over_32_mib(tmp_path: Path) -> None:
    source, plain = Generated(), Hashed()
    tracemalloc.start()
    try:
        with (tmp_path / "large.age").open("wb") as target:
            encrypt(source, target, [LATTICE.recipient], system_randomness)
        with (tmp_path / "large.age").open("rb") as file:
            decrypt(file, plain, [LATTICE])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert plain.hash.digest() == source.hash.digest()
    assert peak < 2 * 1024 * 1024
