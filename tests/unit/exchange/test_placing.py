"""A stick that is full, locked, pulled or lying leaves nothing that could pass for a bundle."""

import errno
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

import pytest

from app.core.clock import SeededRandomness
from app.core.errors import PraesidiumError
from app.exchange.placing import HashedFile, Placed, Placing
from app.exchange.refusals import PartMissing, StickFull, StickGone, StickReadOnly, WrittenDiffers
from tests.unit.exchange.bundle_world import Desk, a_staging, a_stick, export, some_records


def put(folder: Path, *bodies: bytes) -> list[Placed]:
    """Place files of these contents."""
    with Placing(folder, SeededRandomness(1)) as placed:
        for body in bodies:
            placed.write(writing(body))
        return placed.finish()


def writing(body: bytes) -> Callable[[HashedFile], None]:
    """Return what writes `body`, taking as much at a time as the system does."""

    def produce(target: HashedFile) -> None:
        rest = memoryview(body)
        while rest:
            rest = rest[target.write(rest) :]

    return produce


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let the system refuse every file that grows beyond `size` bytes, as a full medium does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


@contextmanager
def answering(monkeypatch: pytest.MonkeyPatch, call: str, code: int, after: int = 0) -> Iterator[None]:
    """Let a system call fail with `code` after it was answered `after` times."""
    real, left = getattr(os, call), [after]

    def refuse(*given: object, **named: object) -> object:
        if left[0]:
            left[0] -= 1
            return real(*given, **named)
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        yield


def test_what_was_placed_is_there_under_its_name_with_its_hash(tmp_path: Path) -> None:
    placed = put(tmp_path, b"one", b"two" * 1_000_000)
    assert [one.path.read_bytes() for one in placed] == [b"one", b"two" * 1_000_000]
    assert [one.sha256 for one in placed] == [sha256(one.path.read_bytes()).digest() for one in placed]
    assert sorted(tmp_path.iterdir()) == sorted(one.path for one in placed)
    assert all(one.path.stat().st_mode & 0o777 == 0o600 for one in placed)


def test_no_name_is_given_before_all_files_are_verified(tmp_path: Path) -> None:
    with Placing(tmp_path, SeededRandomness(1)) as placed:
        placed.write(writing(b"first part"))
        assert not list(tmp_path.glob("*.pbundle"))
        placed.write(writing(b"second part"))
        assert not list(tmp_path.glob("*.pbundle"))
        placed.finish()
    assert len(list(tmp_path.glob("*.pbundle"))) == 2


def test_an_export_of_another_store_to_the_same_stick_keeps_what_waits_for_its_name(tmp_path: Path) -> None:
    with Placing(tmp_path, SeededRandomness(1)) as placed:
        placed.write(writing(b"first part"))
        with Placing(tmp_path, SeededRandomness(2)) as other:
            other.write(writing(b"of another store"))
            other.finish()
        placed.finish()
    assert len(list(tmp_path.glob("*.pbundle"))) == 2


def test_leaving_without_finishing_removes_everything(tmp_path: Path) -> None:
    with Placing(tmp_path, SeededRandomness(1)) as placed:
        placed.write(writing(b"first part"))
    assert list(tmp_path.iterdir()) == []


def test_too_little_room_is_said_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(StickFull):
        export(tmp_path, free=lambda _: 5_000)
    assert list(a_stick(tmp_path).iterdir()) == []


def test_exactly_enough_room_is_enough(tmp_path: Path) -> None:
    size = sum(part.size for part in export(tmp_path).parts)
    export(tmp_path, seed=2, free=lambda _: size)
    with pytest.raises(StickFull):
        export(tmp_path, seed=3, free=lambda _: size - 1)


def test_a_stick_that_promised_more_room_than_it_has_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "theirs.txt").write_bytes(b"kept")
    with pytest.raises(StickFull), files_of_at_most(1 << 20):
        put(tmp_path, b"fits", bytes(2 << 20))
    assert [path.name for path in tmp_path.iterdir()] == ["theirs.txt"]


@pytest.mark.parametrize(
    ("call", "code", "refusal"),
    [
        ("write", errno.ENOSPC, StickFull),
        ("write", errno.EDQUOT, StickFull),
        ("write", errno.EIO, StickGone),
        ("fsync", errno.ENOSPC, StickFull),
        ("fsync", errno.EIO, StickGone),
        ("open", errno.EROFS, StickReadOnly),
        ("open", errno.EACCES, StickReadOnly),
        ("open", errno.ENODEV, StickGone),
        ("open", errno.ENOENT, StickGone),
    ],
)
@pytest.mark.parametrize("after", [0, 1])
def test_every_failing_call_is_named_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, refusal: type[PraesidiumError], after: int
) -> None:
    with pytest.raises(refusal), answering(monkeypatch, call, code, after):
        put(tmp_path, b"one", b"two")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_the_last_names_are_given_takes_back_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StickGone), answering(monkeypatch, "fsync", errno.EIO, after=2):
        put(tmp_path, b"one", b"two")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    with pytest.raises(StickGone):
        put(tmp_path / "pulled", b"one")
    with pytest.raises(StickGone):
        export(tmp_path, target=tmp_path / "pulled")


def test_a_stick_that_keeps_something_else_is_found_out(tmp_path: Path) -> None:
    def produce(target: HashedFile) -> None:
        target.write(b"what was meant")
        (waiting,) = tmp_path.iterdir()
        waiting.write_bytes(b"what was kept.")

    with Placing(tmp_path, SeededRandomness(1)) as placed, pytest.raises(WrittenDiffers):
        placed.write(produce)
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_in_parts_comes_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StickGone), answering(monkeypatch, "fsync", errno.EIO, after=2):
        export(tmp_path, some_records(2, entries=400), part_limit=30_000)
    assert list(a_stick(tmp_path).iterdir()) == []


CALLS = ("open", "write", "fsync", "replace", "close")


@pytest.mark.parametrize("call", CALLS[:-1])
def test_an_error_at_any_call_of_an_export_leaves_the_stick_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    stick = a_stick(tmp_path)
    (stick / "theirs.txt").write_bytes(b"kept")
    refused = 0
    while True:
        with suppress(PraesidiumError), answering(monkeypatch, call, errno.EIO, after=refused):
            export(tmp_path, some_records(2, entries=200), part_limit=30_000)
            break
        assert [path.name for path in stick.iterdir()] == ["theirs.txt"]
        refused += 1
    assert refused >= 2
    assert len(list(stick.glob("*.pbundle"))) >= 2


@pytest.mark.parametrize("call", CALLS)
def test_an_export_killed_at_any_call_leaves_whole_parts_or_none(tmp_path: Path, call: str) -> None:
    survived = False
    for after in range(20):
        place = tmp_path / str(after)
        place.mkdir()
        ended = killed_at(call, after, place)
        found = [path.read_bytes() for path in a_stick(place).glob("*.pbundle")]
        with a_staging(tmp_path) as connection:
            for body in found:
                with suppress(PartMissing):
                    Desk(connection).read(body)
            if ended == 0:
                assert Desk(connection).read(*found).records == some_records(2, entries=200)
                survived = True
                break
    assert survived
    assert after >= 2


def killed_at(call: str, after: int, place: Path) -> int:
    """Export in a process of its own that is killed at a system call; return how it ended (0: not killed)."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            real, left = getattr(os, call), [after]

            def die(*given: object, **named: object) -> object:
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)
                left[0] -= 1
                return real(*given, **named)

            setattr(os, call, die)
            export(place, some_records(2, entries=200), part_limit=30_000)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return status
