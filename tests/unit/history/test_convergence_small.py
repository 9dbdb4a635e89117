"""Two stores that write apart and exchange everything show the same thing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.core.ids import Id
from app.history.conflicts import count_conflicts, open_conflicts
from app.history.digest import store_digest
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from tests.history_world import World, a_store, everything


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[World, Connection, Connection]]:
    world = World()
    first = world.desk("BRU1")
    world.desk("ANT1", (Role.FILE_OFFICER,), first.organisation)
    with a_store(tmp_path, "a") as a, a_store(tmp_path, "b") as b:
        world.found_directory(a, first)
        world.receive(b, everything(a))
        yield world, a, b


def _a_person(world: World, connection: Connection) -> tuple[Id, Id]:
    desk = world.desks["BRU1"]
    writer = world.writer(connection, desk)
    uid = world.ids.new()
    stream = writer.begin_stream(uid, "person", desk.organisation, Label(marking=Marking.RESTRICTED))
    writer.create(stream, uid, Person(family_name="Peeters", given_names="An", nationalities=("BE",)))
    writer.commit(desk.officer, world.clock.now())
    return stream, uid


def _names(connection: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql("SELECT uid, family_name, nationalities FROM p_person")]


def test_what_one_writes_the_other_shows(two: tuple[World, Connection, Connection]) -> None:
    world, a, b = two
    _, uid = _a_person(world, a)

    world.receive(b, everything(a))

    assert _names(b) == [(uid, "Peeters", '["BE"]')]
    assert store_digest(a) == store_digest(b)


def test_receiving_twice_changes_nothing(two: tuple[World, Connection, Connection]) -> None:
    world, a, b = two
    _a_person(world, a)
    world.receive(b, everything(a))
    before = store_digest(b)

    applied = world.receive(b, everything(a))

    assert applied.entries == []
    assert store_digest(b) == before


def test_two_values_written_apart_are_one_conflict_on_both_sides(two: tuple[World, Connection, Connection]) -> None:
    world, a, b = two
    stream, uid = _a_person(world, a)
    world.receive(b, everything(a))
    for code, store, name in (("BRU1", a, "Peters"), ("ANT1", b, "Pieters")):
        writer = world.writer(store, world.desks[code])
        writer.change(stream, uid, Person, {"family_name": name})
        writer.commit(world.desks[code].officer, world.clock.now())

    world.receive(b, everything(a))
    world.receive(a, everything(b))

    assert store_digest(a) == store_digest(b)
    assert count_conflicts(a) == count_conflicts(b) == 1
    values = {next(iter(rival.values or ())) for rival in open_conflicts(a, world.schema)[0].rivals}
    assert values == {"Peters", "Pieters"}


def test_choosing_settles_the_conflict_everywhere(two: tuple[World, Connection, Connection]) -> None:
    world, a, b = two
    stream, uid = _a_person(world, a)
    world.receive(b, everything(a))
    for code, store, name in (("BRU1", a, "Peters"), ("ANT1", b, "Pieters")):
        writer = world.writer(store, world.desks[code])
        writer.change(stream, uid, Person, {"family_name": name})
        writer.commit(world.desks[code].officer, world.clock.now())
    world.receive(a, everything(b))

    writer = world.writer(a, world.desks["BRU1"])
    writer.change(stream, uid, Person, {"family_name": "Peeters"})
    writer.commit(world.desks["BRU1"].officer, world.clock.now())
    world.receive(b, everything(a))

    assert count_conflicts(a) == count_conflicts(b) == 0
    assert store_digest(a) == store_digest(b)
    assert _names(b)[0][1] == "Peeters"
