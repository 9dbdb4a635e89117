"""What comes before that on which it rests waits, and is applied when the rest comes, in whatever order."""

from itertools import permutations

import pytest

from app.history.digest import store_digest
from app.models.enums import Marking, Role
from app.models.kinds.directory import Officer
from app.models.kinds.label import Label
from tests.history_world import START
from tests.property.comparing import differences, dump
from tests.property.made_up import Note, Thing
from tests.property.replicas import House, Replica


def _written(house: House) -> tuple[Replica, list[bytes]]:
    """Let four desks write five entries that rest on each other across streams and the directory."""
    house.begin("waiting")
    a, admin, analyst = house.replica(0, "OFF1"), house.replica(1, "ADMI"), house.replica(2, "ANAL")
    writer = a.writer()
    uid = a.world.random(16)
    stream = writer.begin_stream(uid, "alpha", a.desk.organisation, Label(marking=Marking.NONE))
    writer.create(stream, uid, Thing(title="ash", tags=("elm",)))
    names = a.save(writer, START)
    writer = admin.writer()
    directory = a.world.trust.directory
    assert directory is not None
    writer.add(directory, analyst.desk.officer, Officer, "roles", Role.FILE_OFFICER)
    names += admin.save(writer, START, signed=True)
    analyst.receive(a.given.batch(a.given.entries))
    analyst.receive(admin.given.batch(names[1:]))
    writer = analyst.writer()
    writer.change(stream, uid, Thing, {"title": "by one who has just been given the right"})
    writer.create(stream, a.world.random(16), Note(text="seen"))
    names += analyst.save(writer, START)
    writer = a.writer()
    writer.delete(stream, uid, Thing)
    names += a.save(writer, START)
    analyst.receive(a.given.batch(a.given.entries))
    writer = analyst.writer()
    writer.add(stream, uid, Thing, "tags", "birch")
    names += analyst.save(writer, START)
    return analyst, names


def test_every_order_of_arrival_ends_alike(house: House) -> None:
    writer, names = _written(house)
    assert len(names) == 5
    expected = store_digest(writer.connection)
    for count, order in enumerate(permutations(names)):
        house.stores[4].exec_driver_sql("ROLLBACK TO founded")
        store = house.replica(4, "OFF2")
        for name in order:
            store.receive(writer.given.batch([name]))
            if count % 8 == 0:
                assert differences(store) == [], order

        assert store_digest(store.connection) == expected
        assert store.connection.exec_driver_sql("SELECT count(*) FROM waiting").scalar() == 0
        assert store.connection.exec_driver_sql("SELECT count(*) FROM missing").scalar() == 0
        if count % 8 == 4:
            assert differences(store) == []


@pytest.mark.parametrize("backwards", [False, True])
def test_a_directory_that_comes_last_lets_all_in(house: House, backwards: bool) -> None:
    writer, names = _written(house)
    founding = list(house.founding.entries)
    store = house.newcomer("OFF2")
    for name in [*(reversed(names) if backwards else names)]:
        store.receive(writer.given.batch([name]))
    assert store.connection.exec_driver_sql("SELECT count(*) FROM entry").scalar() == 0

    store.receive(writer.given.batch(founding))

    assert store_digest(store.connection) == store_digest(writer.connection)
    assert differences(store) == []
    assert store.connection.exec_driver_sql("SELECT count(*) FROM waiting").scalar() == 0


def test_what_waits_and_comes_again_changes_nothing(house: House) -> None:
    writer, names = _written(house)
    store = house.replica(4, "OFF2")
    store.receive(writer.given.batch(names[1:]))
    before = dump(store.connection)

    for name in names[1:]:
        store.receive(writer.given.batch([name]))
    store.receive(writer.given.batch(reversed(names[1:])))

    assert dump(store.connection) == before
