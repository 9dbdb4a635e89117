"""The past as it was: 200 moments equal what was seen then; undo reverses, and never a decision."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Connection

from app.core.ids import Id
from app.history.past import EntityState, decided, known_here
from app.history.trail import trail
from app.history.undoing import NothingToUndo, undo
from app.models.enums import DecisionKind, Marking
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision
from app.models.kinds.persons import Person
from tests.history_life import Life, three_desks
from tests.history_world import World, a_store, everything


@pytest.fixture
def one(tmp_path: Path) -> Iterator[tuple[World, Connection]]:
    world = World("past")
    first, _, _ = three_desks(world)
    with a_store(tmp_path, "a") as store:
        world.found_directory(store, first)
        yield world, store


def shown(connection: Connection, sid: int) -> dict[tuple[Id, int], tuple[object, ...]]:
    """Return the standing operations per live entity, as the tables have them now."""
    found: dict[tuple[Id, int], list[tuple[object, ...]]] = {}
    sql = """SELECT uid, kind, field, entry.hash, idx FROM cell JOIN entity ON entity.id = cell.entity
             JOIN entry USING (eid) WHERE entity.sid = ? AND field > 0 ORDER BY field"""
    for uid, kind, field, name, idx in connection.exec_driver_sql(sql, (sid,)):
        found.setdefault((uid, kind), []).append((field, name, idx))
    return {name: tuple(cells) for name, cells in found.items()}


def read(entities: dict[tuple[Id, int], EntityState]) -> dict[tuple[Id, int], tuple[object, ...]]:
    found: dict[tuple[Id, int], tuple[object, ...]] = {}
    for name, entity in entities.items():
        cells = [(cell, one.shown.hash, one.shown.idx) for cell, one in sorted(entity.cells.items())]
        if cells:
            found[name] = tuple(cells)
    return found


def test_two_hundred_moments_are_as_they_were_seen(tmp_path: Path) -> None:
    world = World("moments")
    desks = three_desks(world)
    with a_store(tmp_path, "a") as a, a_store(tmp_path, "b") as b:
        world.found_directory(a, desks[0])
        world.receive(b, everything(a))
        life = Life(world, {"BRU1": a, "BRU2": b}, 11)
        seen: list[tuple[datetime, int, dict[tuple[Id, int], tuple[object, ...]]]] = []
        while len(seen) < 220:
            life.step()
            moment = world.clock.now()
            streams = [row[0] for row in a.exec_driver_sql("SELECT sid FROM stream ORDER BY sid")]
            sid = life.dice.choice(streams)
            seen.append((moment, sid, shown(a, sid)))
        life.settle()
        for moment, sid, then in Random(4).sample(seen, 200):
            assert read(known_here(a, world.schema, sid, moment)) == then


def a_person(world: World, store: Connection) -> tuple[Id, Id]:
    desk, uid = world.desks["BRU1"], world.ids.new()
    writer = world.writer(store, desk)
    stream = writer.begin_stream(uid, "person", desk.organisation, Label(marking=Marking.RESTRICTED))
    writer.create(stream, uid, Person(family_name="Peeters", nationalities=("BE",)))
    writer.commit(desk.officer, world.clock.now())
    return stream, uid


def names(connection: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql("SELECT family_name, nationalities FROM p_person")]


def last(connection: Connection) -> bytes:
    return bytes(connection.exec_driver_sql("SELECT hash FROM entry ORDER BY eid DESC LIMIT 1").scalar_one())


def take_back(world: World, store: Connection, entry: bytes) -> None:
    writer = world.writer(store, world.desks["BRU1"])
    undo(store, world.schema, writer, entry)
    writer.commit(world.desks["BRU1"].officer, world.clock.now())


def test_decided_asks_the_authors_clock_and_leaves_out_what_follows(
    one: tuple[World, Connection],
) -> None:
    world, store = one
    stream, uid = a_person(world, store)
    sid = store.exec_driver_sql("SELECT sid FROM stream WHERE id = ?", (stream,)).scalar_one()
    for family, ahead in (("Fast", 24), ("After", 0)):
        writer = world.writer(store, world.desks["BRU1"])
        writer.change(stream, uid, Person, {"family_name": family})
        now = world.clock.now()
        writer.commit(world.desks["BRU1"].officer, now, now + timedelta(hours=ahead))
    moment = world.clock.now()
    state = {entity.kind.name: entity for entity in decided(store, world.schema, sid, moment).values() if entity.kind}
    assert state["person"].wire()["family_name"] == "Peeters"
    state = {
        entity.kind.name: entity for entity in known_here(store, world.schema, sid, moment).values() if entity.kind
    }
    assert state["person"].wire()["family_name"] == "After"


def test_undo_of_a_change_brings_back_what_stood_before(one: tuple[World, Connection]) -> None:
    world, store = one
    stream, uid = a_person(world, store)
    writer = world.writer(store, world.desks["BRU1"])
    writer.change(stream, uid, Person, {"family_name": "Peters"})
    writer.commit(world.desks["BRU1"].officer, world.clock.now())
    take_back(world, store, last(store))
    assert names(store) == [("Peeters", '["BE"]')]
    changes = [change for change in trail(store, world.schema, uid, uid) if change.cell and change.cell.id == 1]
    assert [change.values[0] for change in changes if change.values] == ["Peeters", "Peters", "Peeters"]


def test_undo_of_adding_and_removing_reverses_the_set(one: tuple[World, Connection]) -> None:
    world, store = one
    stream, uid = a_person(world, store)
    writer = world.writer(store, world.desks["BRU1"])
    writer.add(stream, uid, Person, "nationalities", "FR")
    writer.remove(stream, uid, Person, "nationalities", "BE")
    writer.commit(world.desks["BRU1"].officer, world.clock.now())
    assert names(store) == [("Peeters", '["FR"]')]
    take_back(world, store, last(store))
    assert names(store) == [("Peeters", '["BE"]')]


def test_undo_of_a_creation_deletes_and_undo_of_that_brings_it_back(one: tuple[World, Connection]) -> None:
    world, store = one
    stream, _ = a_person(world, store)
    other = world.ids.new()
    writer = world.writer(store, world.desks["BRU1"])
    writer.create(stream, other, Person(family_name="Maes", nationalities=("DE", "BE")))
    writer.commit(world.desks["BRU1"].officer, world.clock.now())
    assert len(names(store)) == 2
    take_back(world, store, last(store))
    assert names(store) == [("Peeters", '["BE"]')]
    take_back(world, store, last(store))
    assert sorted(names(store), key=repr) == [("Maes", '["BE","DE"]'), ("Peeters", '["BE"]')]


def test_undo_refuses_what_was_superseded_and_what_is_never_undone(one: tuple[World, Connection]) -> None:
    world, store = one
    desk = world.desks["BRU1"]
    stream, uid = a_person(world, store)
    writer = world.writer(store, desk)
    writer.change(stream, uid, Person, {"family_name": "Peters"})
    writer.commit(desk.officer, world.clock.now())
    old = last(store)
    writer = world.writer(store, desk)
    writer.change(stream, uid, Person, {"family_name": "Pieters"})
    writer.commit(desk.officer, world.clock.now())
    with pytest.raises(NothingToUndo):
        undo(store, world.schema, world.writer(store, desk), old)

    root, act = world.ids.new(), world.ids.new()
    writer = world.writer(store, desk)
    assignment = writer.begin_stream(root, "assignment", desk.organisation, Label(marking=Marking.RESTRICTED))
    writer.commit(desk.officer, world.clock.now())
    writer = world.writer(store, desk)
    writer.create(assignment, act, Decision(subject=root, kind=DecisionKind.PROLONG))
    writer.commit(desk.officer, world.clock.now(), cosigners=[desk.cosigner()])
    with pytest.raises(NothingToUndo):
        undo(store, world.schema, world.writer(store, desk), last(store))
    with pytest.raises(LookupError):
        undo(store, world.schema, world.writer(store, desk), bytes(32))
