"""A store put back, by file or by pages, or restored, is noticed at sit-down and never gives a number twice."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import DamagedError
from app.history.digest import store_digest
from app.history.findings import FindingKind, list_findings
from app.history.replicas import Start, say
from app.services.desk import Desk
from app.services.numbering import next_reference
from app.services.station.keeping import back_up, restore_backup
from app.services.station.sitting_down import open_desk
from app.services.station.verifying import verify_store
from app.store.engine import PAGE_BYTES
from tests.unit.services.station_house import PASSPHRASES, StationHouse, a_house, a_person


@pytest.fixture
def house(tmp_path: Path) -> Iterator[StationHouse]:
    made = a_house(tmp_path)
    yield made
    made.lock()


def reference(desk: Desk) -> str:
    with desk.write() as unit:
        return next_reference(unit, "BP")


def test_a_store_locked_and_opened_again_goes_on(house: StationHouse) -> None:
    replica = house.sit().pen.replica
    a_person(house.sit())

    desk = house.sit()

    assert desk.start is Start.GOES_ON
    assert not desk.start.alarm
    assert desk.pen.replica == replica


def test_a_store_that_was_killed_before_its_lock_goes_on(house: StationHouse) -> None:
    desk = house.sit()
    a_person(desk)
    desk.store.close()
    house.desk = None

    assert house.sit().start is Start.GOES_ON


def test_a_file_put_back_raises_an_alarm_and_begins_a_new_incarnation(house: StationHouse) -> None:
    replica = house.sit().pen.replica
    old = house.copy()
    desk = house.sit()
    a_person(desk)
    on_paper = reference(desk)
    house.lock()
    shutil.copy(old, house.store)

    desk = house.sit()

    assert desk.start is Start.PUT_BACK
    assert (desk.start, desk.start.alarm) == (Start.PUT_BACK, True)
    assert desk.pen.replica != replica
    assert reference(desk) != on_paper
    with desk.read() as view:
        assert [one.kind for one in list_findings(view.connection)] == [FindingKind.PUT_BACK]
    for language in ("nl", "fr", "de", "en"):
        assert say(desk.start, language)
    assert house.sit().start is Start.GOES_ON, "noticed once, not at every start"


def test_what_left_is_known_outside_even_if_the_desk_is_never_locked(house: StationHouse) -> None:
    old = house.copy()
    desk = house.sit("admin")
    back_up(desk, house.folder / "a.backup")
    desk.store.close()
    house.desk = None
    shutil.copy(old, house.store)

    assert house.sit().start is Start.PUT_BACK, "nothing was saved, but who let the backup out is lost"


@pytest.mark.parametrize("times", [50, pytest.param(1_000, marks=pytest.mark.release)])
def test_old_pages_put_back_are_all_noticed(house: StationHouse, times: int) -> None:
    old = house.copy().read_bytes()
    desk = house.sit()
    for number in range(5):
        a_person(desk, f"Peeters {number}")
    reference(desk)
    whole = content(desk)
    house.lock()
    new = house.store.read_bytes()
    changed = [at for at in range(0, len(old), PAGE_BYTES) if old[at : at + PAGE_BYTES] != new[at : at + PAGE_BYTES]]
    settings, as_it_was = house.folder.parent / "settings", house.folder.parent / "as it was"
    shutil.copytree(settings, as_it_was)
    chance, unseen = random.Random(times), 0
    assert len(changed) > 20
    for _ in range(times):
        body = bytearray(new)
        for at in chance.sample(changed, chance.randint(1, len(changed))):
            body[at : at + PAGE_BYTES] = old[at : at + PAGE_BYTES]
        house.store.write_bytes(body)
        shutil.copytree(as_it_was, settings, dirs_exist_ok=True)
        unseen += not noticed(house, whole)
    assert unseen == 0


def content(desk: Desk) -> dict[str, list[str]]:
    """Return all rows but those of the search index, which is derived, and of the log, which grows by looking."""
    with desk.read() as view:
        run = view.connection.exec_driver_sql
        names = [row[0] for row in run("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if not name.startswith(("find_", "sqlite_")) and name != "access_log"]
        return {name: sorted(map(repr, run(f"SELECT * FROM {name}"))) for name in kept}


def noticed(house: StationHouse, whole: dict[str, list[str]]) -> bool:
    """Tell whether the store is refused, alarms, or is found damaged by the full check; or has lost nothing at all."""
    try:
        desk = open_desk(house.store, "verhaegen", PASSPHRASES["verhaegen"], house.on)
    except DamagedError:
        return True
    try:
        return desk.start.alarm or bool(verify_store(desk).faults) or content(desk) == whole
    except DamagedError:
        return True
    finally:
        desk.store.close()


def test_an_outside_that_cannot_be_read_begins_anew_without_alarm(house: StationHouse) -> None:
    replica = house.sit().pen.replica
    house.lock()
    for file in (house.folder.parent / "settings").glob("*.head"):
        file.write_bytes(b"torn")

    desk = house.sit()

    assert desk.start is Start.UNREADABLE
    assert not desk.start.alarm
    assert desk.pen.replica != replica


def test_a_restored_backup_begins_anew_without_alarm_and_gives_no_number_twice(house: StationHouse) -> None:
    desk = house.sit("admin")
    replica = desk.pen.replica
    back_up(desk, house.folder / "a.backup")
    on_paper = {reference(house.sit()) for _ in range(3)}
    house.lock()
    house.store.rename(house.folder / "gone")
    house.store.with_name(house.store.name + ".slots").unlink()
    restore_backup(house.folder / "a.backup", house.store)

    desk = house.sit()

    assert desk.start is Start.RESTORED
    assert desk.pen.replica != replica
    assert not on_paper & {reference(desk) for _ in range(5)}
    assert verify_store(desk).faults == []
    with desk.read() as view:
        digest = store_digest(view.connection)
    assert house.sit().start is Start.GOES_ON
    with house.sit().read() as view:
        assert store_digest(view.connection) == digest
