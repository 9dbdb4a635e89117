"""What is remembered of a stream's label is true of hashes, so neither a new label nor a rollback makes it false."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from app.core.ids import Id
from app.history.digest import store_digest
from app.history.lone import MOST, LoneLabels
from app.history.rebuild import rebuild
from app.history.writing import Saved
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from tests.history_world import Desk, World, a_store, everything


class Room:
    """One store in which an officer changes a person's names."""

    def __init__(self, connection: Connection) -> None:
        self.world = World(11)
        self.desk: Desk = self.world.desk("BRU1", (Role.FILE_OFFICER,))
        self.connection = connection
        self.world.found_directory(connection, self.desk)
        self.uid: Id = self.world.ids.new()
        writer = self.world.writer(connection, self.desk)
        label = Label(marking=Marking.RESTRICTED)
        self.stream = writer.begin_stream(self.uid, "person", self.desk.organisation, label)
        writer.create(self.stream, self.uid, Person(family_name="Peeters"))
        writer.commit(self.desk.officer, self.world.clock.now())

    def rename(self, name: str) -> Saved:
        writer = self.world.writer(self.connection, self.desk)
        writer.change(self.stream, self.uid, Person, {"family_name": name})
        return writer.commit(self.desk.officer, self.world.clock.now())

    def mark(self, marking: Marking) -> Saved:
        writer = self.world.writer(self.connection, self.desk)
        writer.change(self.stream, self.stream, Label, {"marking": marking})
        return writer.commit(self.desk.officer, self.world.clock.now())

    def looked_through(self) -> int:
        """Return the statements that look through the stream for labels while a name is changed."""
        seen: list[str] = []
        driver: Any = self.connection.connection.dbapi_connection
        driver.set_trace_callback(seen.append)
        self.rename("looked")
        driver.set_trace_callback(None)
        return sum("label = 1 AND sid IN" in statement for statement in seen)

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        self.connection.exec_driver_sql("SAVEPOINT test")
        yield
        self.connection.exec_driver_sql("ROLLBACK TO test")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with a_store(tmp_path, "store") as connection:
        yield Room(connection)


def test_a_stream_with_one_label_is_looked_through_once(room: Room) -> None:
    assert [room.looked_through() for _ in range(3)] == [1, 0, 0]


def test_a_stream_with_another_label_is_looked_through_at_each_save(room: Room) -> None:
    room.rename("one")
    room.mark(Marking.SECRET)
    assert [room.looked_through() for _ in range(2)] == [1, 1]


def test_a_label_that_comes_later_is_obeyed(room: Room) -> None:
    assert room.rename("one").applied.void == 0
    assert room.rename("two").applied.void == 0
    assert room.mark(Marking.TOP_SECRET).applied.void == 0
    assert room.rename("three").applied.void == 1


def test_a_label_that_was_taken_back_never_was(room: Room) -> None:
    room.rename("one")
    with room.taken_back():
        room.mark(Marking.TOP_SECRET)
        assert room.rename("two").applied.void == 1
    assert room.rename("three").applied.void == 0


def test_saves_that_were_taken_back_hide_no_label_under_their_keys(room: Room) -> None:
    room.rename("one")
    with room.taken_back():
        for name in ("two", "three", "four"):
            room.rename(name)
    room.mark(Marking.TOP_SECRET)
    assert room.rename("five").applied.void == 1


def test_others_and_a_rebuild_judge_as_the_store_did_that_remembered(room: Room, tmp_path: Path) -> None:
    for name in ("one", "two"):
        room.rename(name)
    room.mark(Marking.TOP_SECRET)
    room.rename("three")
    digest = store_digest(room.connection)
    with a_store(tmp_path, "other") as other:
        room.world.receive(other, everything(room.connection))
        assert store_digest(other) == digest
    rebuild(room.connection, room.world.schema, room.world.trust)
    assert store_digest(room.connection) == digest
    assert room.rename("four").applied.void == 1


def test_no_more_is_remembered_than_was_meant(room: Room) -> None:
    lone = LoneLabels(room.connection)
    for number in range(MOST + 1):
        lone.note(number.to_bytes(32, "big"), bytes(32))
    assert lone.before([MOST.to_bytes(32, "big")]) == bytes(32)
    assert lone.before([bytes(32)]) is None
    assert lone.before([MOST.to_bytes(32, "big"), bytes(32)]) is None
