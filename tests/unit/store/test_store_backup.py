"""One encrypted file, taken while in use, read back, restored in a new place."""

import threading
from pathlib import Path

import pytest

from app.core.errors import Cancelled
from app.core.progress import Cancel
from app.store import backup as backups
from app.store.backup import backup, restore
from app.store.files import beside
from app.store.meta import RESTORED, load_meta, save_meta
from app.store.refusals import (
    BackupDamaged,
    BackupFailed,
    DiskFull,
    FolderMissing,
    StoreDamaged,
    StoreExists,
    StoreMissing,
    StoreOpenElsewhere,
    WrongPassphrase,
)
from app.store.verify import Problem, ProblemKind, verify_fabric
from app.store.work import Store
from tests.unit.store.conftest import House


def fill(store: Store, rows: int = 60) -> None:
    with store.write() as connection:
        for number in range(rows):
            save_meta(connection, f"row {number}", bytes([number]) * 3000)


@pytest.fixture
def target(house: House) -> Path:
    return house.path.with_name("brussels.backup")


@pytest.fixture
def made(house: House, target: Path) -> Path:
    """A backup of a filled store, which is closed again."""
    store = house.create().store
    fill(store)
    backup(store, target, clock=house.clock)
    house.close()
    return target


def test_a_restored_store_holds_what_was_there_and_opens_by_the_same_passphrase(house: House, made: Path) -> None:
    elsewhere = house.path.with_name("restored.praesidium")
    restore(made, elsewhere)
    original, restored = house.open(), house.open(path=elsewhere)
    assert restored.store.id == original.store.id
    assert restored.officer == original.officer
    with restored.store.read() as connection:
        assert load_meta(connection, "row 59") == bytes([59]) * 3000
    assert verify_fabric(restored.store) == ()


def test_a_restored_store_knows_that_it_is_one_and_the_original_does_not(house: House, made: Path) -> None:
    elsewhere = house.path.with_name("restored.praesidium")
    restore(made, elsewhere)
    with house.open(path=elsewhere).store.read() as connection:
        assert load_meta(connection, RESTORED) == house.clock.now().isoformat().encode()
    with house.open().store.read() as connection:
        assert load_meta(connection, RESTORED) is None


def test_damage_to_a_restored_store_is_told_as_damage_to_ours(house: House, made: Path) -> None:
    elsewhere = house.path.with_name("restored.praesidium")
    restore(made, elsewhere)
    body = elsewhere.read_bytes()
    elsewhere.write_bytes(body[:300] + bytes(9) + body[309:])
    with pytest.raises(StoreDamaged):
        house.open(path=elsewhere)


def test_a_wrong_passphrase_opens_no_restored_store(house: House, made: Path) -> None:
    elsewhere = house.path.with_name("restored.praesidium")
    restore(made, elsewhere)
    with pytest.raises(WrongPassphrase):
        house.open(path=elsewhere, passphrase="not this one at all")


def test_a_backup_is_taken_while_the_store_is_written(house: House, target: Path) -> None:
    store = house.create().store
    fill(store)
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        while not stop.is_set():
            with store.write() as connection:
                save_meta(connection, "left", str(len(written)).encode())
                save_meta(connection, "right", str(len(written)).encode())
            written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with store.write() as connection:
            save_meta(connection, "before", b"1")
        backup(store, target, clock=house.clock)
    finally:
        stop.set()
        writer.join()
    elsewhere = house.path.with_name("restored.praesidium")
    restore(target, elsewhere)
    with house.open(path=elsewhere).store.read() as connection:
        assert load_meta(connection, "left") == load_meta(connection, "right")
        assert load_meta(connection, "before") == b"1"
    assert written


def test_a_backup_holds_what_is_in_the_log_only(house: House, target: Path) -> None:
    store = house.create().store
    fill(store, 3)
    assert beside(house.path, "-wal").stat().st_size > 0
    backup(store, target, clock=house.clock)
    elsewhere = house.path.with_name("restored.praesidium")
    restore(target, elsewhere)
    with house.open(path=elsewhere).store.read() as connection:
        assert load_meta(connection, "row 2") is not None


def test_neither_backup_nor_restore_overwrites_anything(house: House, made: Path) -> None:
    before = house.files()
    store = house.open().store
    with pytest.raises(StoreExists):
        backup(store, made, clock=house.clock)
    house.close()
    with pytest.raises(StoreExists):
        restore(made, house.path)
    house.path.rename(house.path.with_name("away"))
    beside(house.path, ".slots").write_bytes(b"the slots of something else")
    with pytest.raises(StoreExists):
        restore(made, house.path)
    assert made.read_bytes() == before[made.name]


def test_the_log_of_a_lost_store_is_not_applied_to_another(house: House, made: Path) -> None:
    log = beside(house.path, "-wal")
    with house.open().store.write() as connection:
        save_meta(connection, "later", b"1")
    body = log.read_bytes()
    assert body
    house.close()
    house.path.unlink()
    log.write_bytes(body)
    with pytest.raises(StoreExists):
        restore(made, house.path)
    with pytest.raises(StoreExists):
        house.create()
    assert log.read_bytes() == body


def test_a_backup_is_readable_by_its_owner_only(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600


def test_every_damage_to_a_backup_is_told_and_nothing_is_restored(house: House, made: Path) -> None:
    whole = made.read_bytes()
    elsewhere = house.path.parent / "new" / "restored.praesidium"
    elsewhere.parent.mkdir()
    flips = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), len(whole) // 40)]
    flips += [whole[:-1] + b"2", whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:]]
    cuts = [whole[:size] for size in (0, 10, 4096, len(whole) // 2, len(whole) - 1)]
    for body in (*flips, *cuts, whole + b"\n", b"x" * 100_000):
        made.write_bytes(body)
        with pytest.raises(BackupDamaged):
            restore(made, elsewhere)
        assert not [one for one in elsewhere.parent.iterdir() if not one.name.endswith(".lock")]


def test_a_missing_backup_is_told(house: House) -> None:
    with pytest.raises(StoreMissing):
        restore(house.path.with_name("nowhere"), house.path)
    assert house.files() == {}


def test_nothing_is_restored_over_a_store_another_process_is_making(house: House, made: Path) -> None:
    elsewhere = House(house.path.with_name("restored.praesidium"))
    elsewhere.create()
    beside(elsewhere.path, ".slots").unlink()
    elsewhere.path.unlink()
    with pytest.raises(StoreOpenElsewhere):
        restore(made, elsewhere.path)
    elsewhere.close()


def test_an_interrupted_restore_can_be_taken_up_again(
    house: House, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = house.path.with_name("restored.praesidium")

    def fail(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.rename", fail)
        with pytest.raises(KeyboardInterrupt):
            restore(made, elsewhere)
    assert beside(elsewhere, ".slots").exists()
    assert not elsewhere.exists()
    restore(made, elsewhere)
    house.open(path=elsewhere)


def test_a_backup_that_reads_back_otherwise_is_removed(
    house: House, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = house.create().store
    monkeypatch.setattr(backups, "verify_file", lambda *_given: (Problem(ProblemKind.PAGE, "page 2"),))
    with pytest.raises(BackupFailed):
        backup(store, target, clock=house.clock)
    assert not target.exists()
    assert not beside(target, ".part").exists()


def test_a_disk_without_room_is_told_before_anything_is_written(
    house: House, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = house.create().store
    monkeypatch.setattr("app.store.backup.shutil.disk_usage", lambda _folder: type("", (), {"free": 10}))
    with pytest.raises(DiskFull):
        backup(store, target, clock=house.clock)
    assert not beside(target, ".part").exists()


def test_a_cancelled_backup_leaves_nothing_and_the_store_in_use(house: House, target: Path) -> None:
    store = house.create().store
    fill(store, 250)
    before = set(house.files())
    cancel = Cancel()
    told: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> None:
        told.append((done, total))
        cancel.request()

    with pytest.raises(Cancelled):
        backup(store, target, clock=house.clock, progress=watch, cancel=cancel)
    assert set(house.files()) == before
    fill(store, 1)


def test_a_stick_pulled_out_is_told(house: House, made: Path) -> None:
    nowhere = house.path.parent / "stick" / "copy.backup"
    with pytest.raises(FolderMissing):
        backup(house.open().store, nowhere, clock=house.clock)
    with pytest.raises(FolderMissing):
        restore(made, nowhere)
    with pytest.raises(FolderMissing):
        House(nowhere).create()


def test_a_cancelled_restore_leaves_nothing(house: House, made: Path) -> None:
    cancel = Cancel()
    cancel.request()
    with pytest.raises(Cancelled):
        restore(made, house.path.with_name("restored.praesidium"), cancel=cancel)
    assert not [name for name in house.files() if name.startswith("restored") and not name.endswith(".lock")]
