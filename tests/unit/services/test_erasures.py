"""What two officers erase is in no page, log, index or draft of the store, and stays away after a restore."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.history.reading import values_cached
from app.models.enums import Action
from app.models.kinds.persons import Person
from app.models.rights import NotAllowed
from app.services.desk import Desk
from app.services.erasing.again import Values
from app.services.erasing.values import erase_values
from app.services.kept import Kept, entries_of
from app.services.search.indexing import drain_index
from app.services.station import erasures
from app.services.station.erasures import ErasureNeedsReason, erase_entity, erase_stream
from app.services.station.four_eyes import SecondNeeded
from app.services.station.keeping import back_up, restore_backup
from app.services.station.sitting_down import open_desk
from app.services.station.verifying import verify_store
from app.store.copying import copy_into
from app.store.engine import PAGE_BYTES
from app.store.keys import StoreKey
from app.store.migrate import backup_before
from tests.unit.services.station_house import PASSPHRASES, StationHouse, a_house, a_person, a_platform

CANARY = "Zwartekanarie"
WHY = "arrest van 3 november"
LIST = "selectielijst 2024/17"
_SEEN = Kept[str]()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[StationHouse]:
    made = a_house(tmp_path)
    yield made
    made.lock()


def canaries(folder: Path, key: StoreKey) -> int:
    """Count canaries in every page of every file of the store, free pages and log too."""
    found = 0
    for path in folder.iterdir():
        raw = path.read_bytes()
        skip, head = (32, 24) if path.name.endswith("-wal") else (0, 0)
        for at in range(skip, len(raw), PAGE_BYTES + head):
            page = raw[at + head : at + head + PAGE_BYTES]
            if len(page) == PAGE_BYTES:
                text = page[16:-80] if at == 0 and not skip else page[:-80]
                decryptor = Cipher(algorithms.AES(key.raw), modes.CBC(page[-80:-64])).decryptor()
                found += decryptor.update(text[: len(text) // 16 * 16]).lower().count(CANARY.lower().encode())
    return found


def typed(desk: Desk, person: bytes) -> None:
    """Leave a draft about somebody, and have all that is queued found by search."""
    with desk.store.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO draft (id, officer, base, body, moment) VALUES (?,?,?,?,0)",
            (desk.ids.new(), desk.officer, person, f"half a sentence on {CANARY}".encode()),
        )
    drain_index(desk)


@pytest.mark.parametrize("scope", ["stream", "entity", "fields"])
def test_nothing_of_what_two_officers_erased_is_left(house: StationHouse, scope: str) -> None:
    desk = house.sit()
    person, stream = a_person(desk, "Peeters" if scope == "fields" else CANARY)
    other, _ = a_person(desk, "Lambrecht")
    for said in (CANARY, f"{CANARY}-Peeters"):
        with desk.write() as unit:
            unit.require(Action.REGISTER, stream)
            unit.change(stream, person, Person, {"native_name": said})
            unit.save()
    typed(desk, person)
    desk.store.fold_log()
    assert canaries(house.folder, desk.store.key), "the test sees what is there"
    second = house.second("janssens")
    copy_into(desk.store.path, desk.store.key, backup_before(desk.store.path, 1))
    with desk.read() as view:
        _SEEN.answer(view, entries_of(view), None, lambda _earlier: CANARY)

    match scope:
        case "stream":
            erase_stream(desk, stream, WHY, second)
        case "entity":
            erase_entity(desk, stream, person, WHY, second)
        case "fields":
            assert erase_values(desk, [Values(stream, person, Person, ("native_name",))], LIST, WHY, second) == 2

    with desk.read() as view:
        assert _SEEN.last(view, None) is None
    assert values_cached.cache_info().currsize == 0, "nor is it remembered"
    drain_index(desk)
    desk.store.fold_log()
    assert canaries(house.folder, desk.store.key) == 0, "nor in the copy made before a migration"
    assert verify_store(desk).faults == []
    with desk.read() as view:
        assert view.get(Person, other).family_name == "Lambrecht"
        assert not view.find(Person, "family_name LIKE ?1 OR native_name LIKE ?1", f"%{CANARY}%")
        drafts = view.connection.exec_driver_sql("SELECT count(*) FROM draft").scalar_one()
        assert drafts == 0


def test_a_restored_store_does_the_erasures_again_that_are_known_outside(house: StationHouse, tmp_path: Path) -> None:
    person, stream = a_person(house.sit(), CANARY)
    back_up(house.sit("admin"), tmp_path / "before.backup")
    desk = house.sit()
    erase_entity(desk, stream, person, WHY, house.second("janssens"))
    assert desk.outside is not None
    carried = desk.outside.erasure_list
    assert CANARY.encode() not in carried.read_bytes()
    house.lock()
    (tmp_path / "new").mkdir()
    on, path = a_platform(tmp_path / "new settings", "new"), tmp_path / "new" / "store"
    (tmp_path / "new settings").mkdir()
    (tmp_path / "new settings" / carried.name).write_bytes(carried.read_bytes())
    restore_backup(tmp_path / "before.backup", path)
    older = backup_before(path, 1)
    older.write_bytes(path.read_bytes())  # an older backup is migrated when it is opened, before it is erased again

    restored = open_desk(path, "verhaegen", PASSPHRASES["verhaegen"], on)

    with restored.read() as view:
        assert not view.find(Person, "family_name LIKE ?", f"%{CANARY}%")
    assert canaries(path.parent, restored.store.key) == 0
    assert not older.exists()
    assert verify_store(restored).faults == []
    restored.close()


def test_an_erasure_that_was_killed_in_the_middle_is_brought_to_its_end(
    house: StationHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = house.sit()
    person, stream = a_person(desk, CANARY)
    second, older = house.second("janssens"), backup_before(desk.store.path, 1)
    copy_into(desk.store.path, desk.store.key, older)
    monkeypatch.setattr(erasures, "leave_no_rest", lambda *_: None)
    erase_entity(desk, stream, person, WHY, second)
    desk.store.close()
    assert older.exists()
    house.desk = open_desk(house.store, "verhaegen", PASSPHRASES["verhaegen"], house.on)
    assert not older.exists()
    assert canaries(house.folder, house.desk.store.key) == 0


def test_a_list_of_erasures_that_somebody_made_up_changes_nothing(house: StationHouse) -> None:
    desk = house.sit()
    person, _ = a_person(desk, "Lambrecht")
    assert desk.outside is not None
    desk.outside.erasure_list.write_bytes(bytes(200))
    with desk.store.write() as connection:
        assert desk.outside.erase_again(connection, desk.schema, desk.trust) == 0
    with desk.read() as view:
        assert view.get(Person, person).family_name == "Lambrecht"


def test_nobody_erases_alone_without_a_reason_or_without_the_right(house: StationHouse) -> None:
    desk = house.sit()
    person, stream = a_person(desk, "Lambrecht")
    with pytest.raises(SecondNeeded):
        erase_entity(desk, stream, person, WHY, None)
    with pytest.raises(ErasureNeedsReason):
        erase_entity(desk, stream, person, " ", house.second("janssens"))
    with pytest.raises(NotAllowed):
        erase_entity(desk, stream, person, WHY, house.second("claes"))
    with pytest.raises(NotAllowed):
        erase_entity(house.sit("claes"), stream, person, WHY, house.second("janssens"))
    with house.sit().read() as view:
        assert view.get(Person, person).family_name == "Lambrecht"
