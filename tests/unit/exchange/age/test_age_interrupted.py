"""Whatever stops half-way, a stick, an officer, a caller's mistake, leaves nothing that passes for a whole file."""

import io
from typing import TYPE_CHECKING

import pytest

from app.core.clock import system_randomness
from app.core.errors import Cancelled
from app.core.progress import Cancel
from app.exchange.age import (
    AgeWriter,
    HybridRecipient,
    PayloadTruncated,
    Recipient,
    RecipientUnreadable,
    X25519Recipient,
    decrypt,
    encrypt,
    open_age,
)
from tests.unit.exchange.age.sealing import CHUNK, CURVE, LATTICE, Sluggish, sealed, some_bytes

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def test_a_target_that_takes_nothing_is_an_error_and_not_an_endless_loop() -> None:
    with pytest.raises(OSError, match="takes no more"):
        encrypt(io.BytesIO(b"x"), Sluggish(0), [CURVE.recipient], system_randomness)


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


@pytest.mark.parametrize("recipient", [X25519Recipient(bytes(32)), HybridRecipient(bytes(1216))])
def test_a_key_that_would_wrap_for_everybody_is_refused_before_a_byte_is_written(
    recipient: X25519Recipient | HybridRecipient,
) -> None:
    target = io.BytesIO()
    with pytest.raises(RecipientUnreadable):
        AgeWriter(target, [recipient], system_randomness)
    assert target.getvalue() == b""
