"""A copy is whole or not there, and is never laid over something."""

from pathlib import Path

import pytest

from app.store.copying import copy_into
from app.store.engine import Role, connect
from app.store.meta import save_meta
from app.store.refusals import DiskFailed, FolderMissing, StoreDamaged
from tests.unit.store.conftest import House


@pytest.fixture
def copy(house: House) -> Path:
    return house.path.with_name("copy")


def test_a_copy_is_encrypted_under_the_same_key_and_readable_by_its_owner_only(house: House, copy: Path) -> None:
    store = house.create().store
    with store.write() as connection:
        save_meta(connection, "a", b"1")
    told: list[tuple[int, int]] = []
    copy_into(store.path, store.key, copy, lambda done, total: told.append((done, total)))
    raw = connect(copy, store.key, Role.INSPECTION)
    assert raw.execute("SELECT value FROM meta WHERE name = 'a'").fetchone() == (b"1",)
    raw.close()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert told[-1][0] == told[-1][1] > 0


def test_a_copy_that_fails_leaves_nothing(house: House, copy: Path) -> None:
    store = house.create().store
    house.close()
    body = bytearray(house.path.read_bytes())
    for page in range(2, len(body) // 4096):
        body[page * 4096 + 9] ^= 1
    house.path.write_bytes(bytes(body))
    with pytest.raises(StoreDamaged):
        copy_into(house.path, store.key, copy)
    assert not copy.exists()


def test_what_is_already_there_stays(house: House, copy: Path) -> None:
    store = house.create().store
    copy.write_bytes(b"mine")
    with pytest.raises(DiskFailed):
        copy_into(store.path, store.key, copy)
    assert copy.read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_told(house: House, copy: Path) -> None:
    store = house.create().store
    with pytest.raises(FolderMissing):
        copy_into(store.path, store.key, copy / "deeper" / "copy")
