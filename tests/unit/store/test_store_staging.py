"""A temporary encrypted file of which nothing remains."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.clock import SeededRandomness
from app.store.refusals import FolderMissing
from app.store.staging import staging

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""Python 3.12 warns of forks; these children are killed at once or do one thing."""

CANARY = b"canary of the staging file"


def test_what_is_staged_can_be_read_and_is_gone_afterwards(tmp_path: Path) -> None:
    with staging(tmp_path, SeededRandomness(1)) as connection:
        connection.execute(text("CREATE TABLE t (a BLOB)"))
        connection.execute(text("INSERT INTO t VALUES (:a)"), [{"a": CANARY * 50}] * 2000)
        assert connection.execute(text("SELECT count(*) FROM t")).scalar_one() == 2000
    assert list(tmp_path.iterdir()) == []


def test_an_exception_leaves_nothing_either(tmp_path: Path) -> None:
    def fail() -> None:
        with staging(tmp_path, SeededRandomness(1)) as connection:
            connection.execute(text("CREATE TABLE t (a BLOB)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_not_even_a_kill_leaves_the_file(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with staging(tmp_path, SeededRandomness(1)) as connection:
            connection.execute(text("CREATE TABLE t (a BLOB)"))
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert list(tmp_path.iterdir()) == []


def test_the_staged_bytes_are_encrypted(tmp_path: Path) -> None:
    with staging(tmp_path, SeededRandomness(1)) as connection:
        connection.execute(text("CREATE TABLE t (a BLOB)"))
        connection.execute(text("INSERT INTO t VALUES (:a)"), [{"a": CANARY}] * 2000)
        connection.commit()
        bodies = [body for body in open_files(tmp_path) if len(body) > 50_000]
    assert bodies
    assert not any(CANARY in body for body in bodies)


def open_files(folder: Path) -> list[bytes]:
    """Return the bytes of this process's open files of `folder`, named or not."""
    found = []
    for one in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if str(folder) in str(one.readlink()):
                found.append(one.read_bytes())
    return found


def test_what_an_earlier_unit_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / "staging-dead").write_bytes(b"encrypted under a key nobody has")
    (tmp_path / "kept").write_bytes(b"somebody else's")
    with staging(tmp_path, SeededRandomness(1)):
        pass
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing), staging(tmp_path / "nowhere", SeededRandomness(1)):
        pass
