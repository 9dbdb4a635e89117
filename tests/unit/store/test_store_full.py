"""A disk that stops taking bytes: the refusal is said, and what was saved before is whole."""

import errno
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.core.errors import DeviceError
from app.store.access import admit
from app.store.backup import backup
from app.store.files import beside
from app.store.meta import load_meta, save_meta
from app.store.refusals import DiskFailed, DiskFull
from app.store.slots import slots_path
from app.store.verify import verify_fabric
from tests.unit.store.conftest import CHEAP, House


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """Let the system refuse every byte beyond `size` of any file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_writing_until_the_disk_refuses_keeps_every_unit_that_was_done(house: House) -> None:
    store = house.create().store
    done = 0

    def write_on() -> None:
        nonlocal done
        for number in range(1000):
            with store.write() as connection:
                save_meta(connection, f"a {number}", bytes(9000))
                save_meta(connection, f"b {number}", bytes(9000))
            done = number + 1

    with no_file_above(600_000), pytest.raises(DeviceError):
        write_on()
    assert 0 < done < 1000
    with store.read() as connection:
        assert load_meta(connection, f"b {done - 1}") is not None
        assert load_meta(connection, f"a {done}") is None
    with store.write() as connection:
        save_meta(connection, "goes on", b"1")
    assert verify_fabric(store) == ()
    house.close()
    with house.open().store.read() as connection:
        assert load_meta(connection, "goes on") == b"1"


def test_a_backup_that_finds_no_room_leaves_nothing(house: House) -> None:
    store = house.create().store
    with store.write() as connection:
        for number in range(50):
            save_meta(connection, f"{number}", bytes(5000))
    before = set(house.files())
    with no_file_above(100_000), pytest.raises(DeviceError):
        backup(store, house.path.with_name("copy.backup"), clock=house.clock)
    assert set(house.files()) == before


def test_a_store_that_finds_no_room_is_not_made(house: House) -> None:
    with no_file_above(50_000), pytest.raises(DeviceError):
        house.create()
    assert not house.path.exists()
    assert not slots_path(house.path).exists()
    assert not beside(house.path, ".new").exists()


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, DiskFailed)]
)
def test_a_slot_file_that_finds_no_room_stays_the_old_one(
    house: House, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[DeviceError]
) -> None:
    store = house.create().store
    before = house.files()

    def fail(_handle: int) -> None:
        raise OSError(number, "told by the disk")

    monkeypatch.setattr("app.store.files.os.fsync", fail)
    with pytest.raises(kind):
        admit(store, login="x", passphrase="een lange wachtzin", cost=CHEAP, devices=None, randomness=house.randomness)
    assert house.files() == before
