"""A store that was put back, by file, by page or from a backup, is noticed and goes on under another key."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.core.clock import SeededRandomness
from app.core.errors import PraesidiumError
from app.core.ids import Id
from app.history.checking import check_history
from app.history.numbers import next_number
from app.history.replicas import Start, begin_replica, check_start, head, incarnation, keep_head, load_pen, say
from app.history.writing import Pen, Writer
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.store.backup import backup, restore
from app.store.engine import PAGE_BYTES
from app.store.keys import SigningKey, load_secret
from app.store.outside import FoundHead, HeadState
from app.store.verify import verify_fabric
from app.store.work import Store
from tests.history_world import Desk, World, a_store
from tests.unit.store.conftest import House


class Shelf:
    """A place outside the store."""

    def __init__(self) -> None:
        self.kept: bytes | None = None

    def read(self, _store_id: bytes) -> FoundHead:
        return FoundHead(HeadState.ABSENT) if self.kept is None else FoundHead(HeadState.VALUE, self.kept)

    def write(self, _store_id: bytes, head: bytes) -> bool:
        self.kept = head
        return True


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    folder = tmp_path / "house"
    folder.mkdir()
    built = House(folder / "brussels.praesidium")
    yield built
    built.close()


class Station:
    """A desk with a real store, whose replica was begun by the program."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.world = World("replica")
        self.desk: Desk = self.world.desk("BRU1")
        self.shelf = Shelf()
        self.random = SeededRandomness("begin")
        self.store: Store = house.create().store
        with self.store.write() as connection:
            self.begin(connection)
            self.desk.replica_key = SigningKey(load_secret(connection, "replica") or b"")
            self.world.found_directory(connection, self.desk)
            keep_head(connection, self.shelf, self.store.id)

    def begin(self, connection: Connection) -> Pen:
        outside = self.shelf.read(b"")
        return begin_replica(connection, self.desk.station, self.desk.station_key, self.random, "0.1.0", 1, outside)

    def save(self, family_name: str = "Peeters") -> Id:
        world, uid = self.world, self.world.ids.new()
        with self.store.write() as connection:
            pen = load_pen(connection, "0.1.0", 1)
            assert pen is not None
            writer = Writer(connection, world.schema, world.trust, pen, world.random)
            stream = writer.begin_stream(uid, "person", self.desk.organisation, Label(marking=Marking.RESTRICTED))
            writer.create(stream, uid, Person(family_name=family_name))
            writer.commit(self.desk.officer, world.clock.now())
        return uid

    def keep(self) -> None:
        with self.store.read() as connection:
            keep_head(connection, self.shelf, self.store.id)

    def start(self) -> Start:
        with self.store.read() as connection:
            return check_start(connection, self.shelf.read(self.store.id))

    def shut(self) -> None:
        self.house.close()

    def reopen(self, path: Path | None = None) -> None:
        self.store = self.house.open(path=path).store


@pytest.fixture
def station(house: House) -> Station:
    return Station(house)


def test_a_store_with_the_head_that_was_kept_goes_on(station: Station) -> None:
    station.save()
    station.keep()
    assert station.start() is Start.GOES_ON
    station.save()
    assert station.start() is Start.GOES_ON, "the head kept is an ancestor of ours"


def test_the_head_is_the_newest_save(station: Station) -> None:
    with station.store.read() as connection:
        before = head(connection)
    station.save()
    with station.store.read() as connection:
        after = head(connection)
    assert before is not None
    assert after is not None
    assert (after.replica, after.number) == (before.replica, before.number + 1)
    assert after.save != before.save


def test_a_store_put_back_by_file_is_noticed_with_an_alarm(station: Station, tmp_path: Path) -> None:
    station.shut()
    old = tmp_path / "old"
    shutil.copy(station.house.path, old)
    station.reopen()
    station.save()
    station.keep()
    station.shut()
    shutil.copy(old, station.house.path)
    station.reopen()

    found = station.start()

    assert found is Start.PUT_BACK
    assert found.alarm
    assert found.anew
    assert "security officer" in say(found, "en")


def test_a_restored_store_begins_a_new_incarnation_without_alarm(station: Station) -> None:
    target = station.house.path.with_name("a.backup")
    backup(station.store, target, clock=station.house.clock)
    station.save()
    station.keep()
    station.shut()
    elsewhere = station.house.path.with_name("again.praesidium")
    restore(target, elsewhere)
    station.reopen(elsewhere)

    found = station.start()
    assert found is Start.RESTORED
    assert found.anew
    assert not found.alarm

    with station.store.write() as connection:
        before = load_pen(connection, "0.1.0", 1)
        after = station.begin(connection)
        assert before is not None
        assert after.replica != before.replica
        assert incarnation(connection) == 2
    station.save()
    station.keep()
    assert station.start() is Start.GOES_ON


def test_a_backup_restored_twice_counts_on_from_what_was_kept_outside(station: Station) -> None:
    target = station.house.path.with_name("a.backup")
    backup(station.store, target, clock=station.house.clock)
    station.shut()
    for number in (2, 3):
        elsewhere = station.house.path.with_name(f"again{number}.praesidium")
        restore(target, elsewhere)
        station.reopen(elsewhere)
        with station.store.write() as connection:
            station.begin(connection)
            assert incarnation(connection) == number
        station.save()
        station.keep()
        station.shut()


def test_a_head_that_cannot_be_read_begins_anew_without_alarm(station: Station) -> None:
    with station.store.read() as connection:
        for state in (HeadState.UNREADABLE, HeadState.ABSENT):
            found = check_start(connection, FoundHead(state))
            assert found is Start.UNREADABLE
            assert found.anew
            assert not found.alarm
        assert check_start(connection, FoundHead(HeadState.VALUE, b"short")) is Start.UNREADABLE


def test_a_head_nobody_here_wrote_is_an_alarm(station: Station) -> None:
    with station.store.read() as connection:
        strange = FoundHead(HeadState.VALUE, bytes(range(32)) + bytes(3) + b"\1")
        assert check_start(connection, strange) is Start.PUT_BACK


def test_every_page_put_back_alone_is_noticed(station: Station, tmp_path: Path) -> None:
    for _ in range(3):
        station.save("Janssens")
    station.keep()
    station.shut()
    old = station.house.path.read_bytes()
    station.reopen()
    for _ in range(30):
        station.save("Maes")
    station.keep()
    station.shut()
    new = station.house.path.read_bytes()
    station.reopen()
    pages = [at for at in range(0, len(old), PAGE_BYTES) if old[at : at + PAGE_BYTES] != new[at : at + PAGE_BYTES]]
    with station.store.read() as connection:
        # The queue of the search index says nothing about anything: what is in it is made anew from the history.
        queue = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'find_queue'").scalar_one()
    station.shut()
    pages.remove((queue - 1) * PAGE_BYTES)
    assert len(pages) >= 20
    unnoticed = []
    for at in pages:
        station.house.path.write_bytes(new[:at] + old[at : at + PAGE_BYTES] + new[at + PAGE_BYTES :])
        if not _noticed(station, tmp_path):
            unnoticed.append(at // PAGE_BYTES)
    assert unnoticed == []


def _noticed(station: Station, folder: Path) -> bool:
    world = station.world
    try:
        station.reopen()
        if station.start() is not Start.GOES_ON or verify_fabric(station.store):
            return True
        with station.store.read() as connection:
            return bool(check_history(connection, world.schema, world.trust, a_store(folder, "beside")))
    except PraesidiumError:
        return True
    finally:
        station.shut()


def test_numbers_carry_station_and_from_the_second_on_the_incarnation(station: Station) -> None:
    with station.store.write() as connection:
        given = [next_number(connection, "BP", 2026, "BRU1", 1) for _ in range(2)]
        given += [next_number(connection, "BP", 2026, "BRU1", 2), next_number(connection, "BP", 2027, "BRU1", 1)]
    assert given == ["BP-2026-BRU1-0001", "BP-2026-BRU1-0002", "BP-2026-BRU1.2-0001", "BP-2027-BRU1-0001"]


@pytest.mark.parametrize(("kind", "code", "count"), [("bp", "BRU1", 1), ("BP", "BRU.2", 1), ("BP", "BRU1", 0)])
def test_numbers_refuse_what_would_make_two_series_one(station: Station, kind: str, code: str, count: int) -> None:
    with station.store.write() as connection, pytest.raises(ValueError, match="number"):
        next_number(connection, kind, 2026, code, count)


def test_a_number_is_given_again_if_its_unit_of_work_failed(station: Station) -> None:
    with contextlib.suppress(ZeroDivisionError), station.store.write() as connection:
        next_number(connection, "BP", 2026, "BRU1", 1)
        _ = 1 / 0
    with station.store.write() as connection:
        assert next_number(connection, "BP", 2026, "BRU1", 1).endswith("0001")
