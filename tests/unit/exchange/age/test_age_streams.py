"""Writing and reading in pieces of any size: the same bytes come back, memory stays flat, nothing unfinished passes."""

import io
import tracemalloc
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from app.core.clock import SeededRandomness, system_randomness
from app.core.errors import Cancelled
from app.core.progress import Cancel
from app.exchange.age import (
    AgeWriter,
    HybridIdentity,
    HybridRecipient,
    Identity,
    PayloadTruncated,
    Recipient,
    RecipientUnreadable,
    X25519Identity,
    X25519Recipient,
    decrypt,
    encrypt,
    open_age,
    sealed_size,
)
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

CHUNK = 65536
CURVE = X25519Identity.generate(SeededRandomness("curve"))
LATTICE = HybridIdentity.generate(SeededRandomness("lattice"))
EDGES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 4 * CHUNK - 1, 4 * CHUNK, 4 * CHUNK + 1, 5 * CHUNK, 9 * CHUNK + 3]


def some_bytes(size: int) -> bytes:
    return SeededRandomness("content")(size)


def sealed(content: bytes, identity: Identity = CURVE) -> bytes:
    target = io.BytesIO()
    encrypt(io.BytesIO(content), target, [identity.recipient], SeededRandomness("file"))
    return target.getvalue()


class Dripping:
    """A source that gives at most `most` bytes a call and knows only `read`."""

    def __init__(self, content: bytes, most: int) -> None:
        self.rest = io.BytesIO(content)
        self.most = most

    def read(self, count: int, /) -> bytes:
        return self.rest.read(min(count, self.most))


class Sluggish:
    """A target that takes at most `most` bytes a call, as a raw file or a pipe may."""

    def __init__(self, most: int) -> None:
        self.taken = bytearray()
        self.most = most

    def write(self, data: memoryview, /) -> int:
        self.taken += data[: self.most]
        return min(len(data), self.most)


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


def test_a_target_that_takes_nothing_is_an_error_and_not_an_endless_loop() -> None:
    with pytest.raises(OSError, match="takes no more"):
        encrypt(io.BytesIO(b"x"), Sluggish(0), [CURVE.recipient], system_randomness)


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


def test_a_writer_never_closed_leaves_a_file_that_is_refused() -> None:
    for size in (0, 10, 4 * CHUNK, 4 * CHUNK + 1, 9 * CHUNK):
        target = io.BytesIO()
        AgeWriter(target, [CURVE.recipient], system_randomness).write(bytes(size))
        with pytest.raises(PayloadTruncated):
            decrypt(io.BytesIO(target.getvalue()), io.BytesIO(), [CURVE])


def test_an_exception_while_writing_leaves_a_file_that_is_refused() -> None:
    target = io.BytesIO()
    writer = AgeWriter(target, [CURVE.recipient], system_randomness)
    writer.write(bytes(5 * CHUNK))
    with pytest.raises(ZeroDivisionError), writer:
        raise ZeroDivisionError
    writer.close()
    with pytest.raises(PayloadTruncated):
        decrypt(io.BytesIO(target.getvalue()), io.BytesIO(), [CURVE])
    with pytest.raises(ValueError, match="closed"):
        writer.write(b"more")


class Full(io.BytesIO):
    """A stick that is full once it holds 100 KiB, and has room again when asked the next time."""

    refused = False

    def write(self, data: "ReadableBuffer", /) -> int:
        if self.tell() > 100 * 1024 and not self.refused:
            self.refused = True
            raise OSError("full")
        return super().write(data)


@pytest.mark.parametrize("size", [8 * CHUNK + 1, 11 * CHUNK])
def test_after_a_failed_write_nothing_more_is_written_and_the_file_is_refused(size: int) -> None:
    target = Full()
    writer = AgeWriter(target, [CURVE.recipient], system_randomness)
    with pytest.raises(OSError, match="full"):
        writer.write(bytes(size))
    writer.close()
    with pytest.raises(PayloadTruncated):
        decrypt(io.BytesIO(target.getvalue()), io.BytesIO(), [CURVE])


class Waiting:
    """A source and target that is not ready, as a pipe that does not block."""

    def read(self, _count: int, /) -> None:
        return None

    def write(self, _data: memoryview, /) -> None:
        return None


def test_a_source_that_is_not_ready_is_not_taken_for_its_end() -> None:
    with pytest.raises(BlockingIOError):
        encrypt(Waiting(), io.BytesIO(), [CURVE.recipient], system_randomness)
    with pytest.raises(BlockingIOError):
        open_age(Waiting(), [CURVE])


def test_a_target_that_is_not_ready_is_not_taken_for_having_written() -> None:
    with pytest.raises(OSError, match="takes no more"):
        encrypt(io.BytesIO(b"x"), Waiting(), [CURVE.recipient], system_randomness)


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


def test_closing_twice_writes_the_end_once() -> None:
    target = io.BytesIO()
    writer = AgeWriter(target, [CURVE.recipient], system_randomness)
    writer.write(b"once")
    writer.close()
    writer.close()
    assert open_age(io.BytesIO(target.getvalue()), [CURVE]).read(10) == b"once"


def test_a_refusal_is_repeated_by_every_further_read() -> None:
    file = bytearray(sealed(some_bytes(2 * CHUNK)))
    file[-1] ^= 1
    reader = open_age(io.BytesIO(file), [CURVE])
    assert len(reader.read(CHUNK)) == CHUNK
    for _ in range(3):
        with pytest.raises(Exception, match="PayloadDamaged"):
            reader.read(1)


class Failing(io.BytesIO):
    """A stick pulled out once `left` reads are used up."""

    left = 2

    def readinto(self, view: "memoryview | bytearray", /) -> int:  # type: ignore[override]  # what BytesIO takes too
        self.left -= 1
        if self.left < 0:
            raise OSError("gone")
        return super().readinto(view)


def test_a_source_that_failed_is_never_taken_for_the_end() -> None:
    reader = open_age(Failing(sealed(some_bytes(20 * CHUNK))), [CURVE])
    with pytest.raises(OSError, match="gone"):
        reader.read(20 * CHUNK)
    with pytest.raises(PayloadTruncated):
        reader.read(20 * CHUNK)


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


def test_a_cancelled_encryption_stops_and_leaves_a_file_that_is_refused() -> None:
    cancel, target = Cancel(), io.BytesIO()

    def stop(done: int, total: int) -> None:
        cancel.request()

    content = io.BytesIO(some_bytes(20 * CHUNK))
    with pytest.raises(Cancelled):
        encrypt(content, target, [CURVE.recipient], system_randomness, progress=stop, cancel=cancel)
    assert content.tell() < 10 * CHUNK
    with pytest.raises(PayloadTruncated):
        decrypt(io.BytesIO(target.getvalue()), io.BytesIO(), [CURVE])


def test_a_cancelled_decryption_stops_at_once() -> None:
    cancel, plain = Cancel(), io.BytesIO()
    cancel.request()
    with pytest.raises(Cancelled):
        decrypt(io.BytesIO(sealed(some_bytes(CHUNK))), plain, [CURVE], cancel=cancel)
    assert plain.getvalue() == b""


def test_recipients_of_unlike_strength_none_or_too_many_are_a_mistake_of_the_caller() -> None:
    mistakes: list[list[Recipient]] = [[], [CURVE.recipient, LATTICE.recipient], [LATTICE.recipient] * 50]
    for recipients in mistakes:
        with pytest.raises(ValueError, match="recipients"):
            AgeWriter(io.BytesIO(), recipients, system_randomness)


def test_each_of_forty_recipients_opens_the_file() -> None:
    identities = [HybridIdentity.generate(SeededRandomness(number)) for number in range(40)]
    recipients = [identity.recipient for identity in identities]
    target = io.BytesIO()
    encrypt(io.BytesIO(b"all"), target, recipients, system_randomness)
    assert len(target.getvalue()) == sealed_size(3, recipients)
    for identity in (identities[0], identities[-1]):
        assert open_age(io.BytesIO(target.getvalue()), [CURVE, identity]).read(9) == b"all"


@pytest.mark.parametrize("recipient", [X25519Recipient(bytes(32)), HybridRecipient(bytes(1216))])
def test_a_key_that_would_wrap_for_everybody_is_refused_before_a_byte_is_written(
    recipient: X25519Recipient | HybridRecipient,
) -> None:
    target = io.BytesIO()
    with pytest.raises(RecipientUnreadable):
        AgeWriter(target, [recipient], system_randomness)
    assert target.getvalue() == b""


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
