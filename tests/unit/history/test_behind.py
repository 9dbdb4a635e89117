"""Rows written on another thread are there when they are asked for, in order, and no error of theirs is lost."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection
from sqlcipher3.dbapi2 import IntegrityError

from app.bench.sender import NOW, Sender
from app.history.applying import apply
from app.history.behind import Behind
from app.history.openings import encode_value
from app.history.rows import insert_rows, select, writing_behind
from app.history.wire import Batch, CarriedEntry, MalformedHistory, entry_hash, read_save
from app.models.kinds import SCHEMA
from tests.history_world import a_store, everything

MANY = 5_000
TABLES = ("save", "entry", "parent", "tip", "entity", "cell", "rival", "conflict", "p_measure", "find_queue", "finding")


class Driver:
    """Notes what it is given; refuses the statement "bad"."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def execute(self, sql: str, _: Any = ()) -> str:
        if sql == "bad":
            raise IntegrityError(sql)
        self.done.append(sql)
        return sql

    def executemany(self, sql: str, _: Any) -> str:
        return self.execute(sql)


def test_what_is_asked_waits_for_what_was_given_before() -> None:
    driver = Driver()
    with Behind(driver) as behind:
        for number in range(50):
            behind.later(f"row {number}", ())
        assert behind.execute("question") == "question"
        assert driver.done == [*(f"row {number}" for number in range(50)), "question"]
        behind.later("last", ())
    assert driver.done[-1] == "last"


@pytest.mark.parametrize("ask", ["execute", "executemany", "end"])
def test_an_error_shows_at_the_next_question_and_nothing_after_it_is_written(ask: str) -> None:
    driver = Driver()

    def work() -> None:
        with Behind(driver) as behind:
            behind.later("first", ())
            behind.later("bad", ())
            if ask != "end":
                getattr(behind, ask)("question", ())

    with pytest.raises(IntegrityError):
        work()
    assert driver.done == ["first"]


def test_the_threads_pace_is_given_back_whatever_happens() -> None:
    before = sys.getswitchinterval()
    meanwhile = []

    def work() -> None:
        with Behind(Driver()):
            meanwhile.append(sys.getswitchinterval())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert meanwhile[0] < before == sys.getswitchinterval()


def test_rows_written_behind_are_read_like_any_other(tmp_path: Path) -> None:
    with a_store(tmp_path, "store") as connection, writing_behind(connection):
        insert_rows(connection, "INSERT INTO cell", [(entity, 1, 2, 3) for entity in range(MANY)])
        assert _cells(connection) == MANY
        insert_rows(connection, "INSERT OR REPLACE INTO cell", [(entity, 1, 9, 9) for entity in range(MANY)])
        assert set(map(tuple, select(connection, "SELECT eid, idx FROM cell"))) == {(9, 9)}


def test_a_row_that_breaks_a_constraint_is_an_error_of_the_block(tmp_path: Path) -> None:
    def work(connection: Connection) -> None:
        with writing_behind(connection):
            insert_rows(connection, "INSERT INTO cell", [(1, 1, 2, 3)] * MANY)

    with a_store(tmp_path, "store") as connection, pytest.raises(IntegrityError):
        work(connection)


def test_a_large_batch_ends_as_its_saves_one_by_one_do(tmp_path: Path) -> None:
    sender = Sender()
    with a_store(tmp_path, "first") as connection:
        sender.found(connection)
        directory = everything(connection)
    births, work = sender.births(40, 4), sender.work(1_200, 24)
    whole = Batch(work.certs, [*births.saves, *work.saves], [*births.entries, *work.entries])
    found = []
    for name, batches in (("at once", [whole]), ("one by one", list(_singly(whole)))):
        with a_store(tmp_path, name) as connection:
            for batch in [directory, *batches]:
                apply(connection, SCHEMA, sender.trust, batch, now=NOW, source=1)
            found.append({table: sorted(_rows(connection, table), key=repr) for table in TABLES})
    for table in TABLES:
        assert found[0][table] == found[1][table], table


def _singly(batch: Batch) -> Iterator[Batch]:
    carried = {entry_hash(entry.skeleton): entry for entry in batch.entries}
    for save in batch.saves:
        yield Batch(batch.certs, [save], [carried[name] for name in read_save(save.body).entries])


def _rows(connection: Connection, table: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in select(connection, f"SELECT * FROM {table}")]


def test_of_a_large_batch_with_one_false_value_nothing_is_applied(tmp_path: Path) -> None:
    sender = Sender()
    with a_store(tmp_path, "first") as connection:
        sender.found(connection)
        directory = everything(connection)
    batch = sender.births(400, 4)
    last = batch.entries[-1]
    other = encode_value(["person", bytes(16)])
    forged = CarriedEntry(last.skeleton, last.openings[: -len(other)] + other)
    with a_store(tmp_path, "second") as connection:
        apply(connection, SCHEMA, sender.trust, directory, now=NOW)
        before = _cells(connection)
        with pytest.raises(MalformedHistory):
            apply(
                connection,
                SCHEMA,
                sender.trust,
                Batch(batch.certs, batch.saves, [*batch.entries[:-1], forged]),
                now=NOW,
            )
        assert _cells(connection) == before
        applied = apply(connection, SCHEMA, sender.trust, batch, now=NOW)
        assert (len(applied.entries), applied.void) == (400, 0)


def _cells(connection: Connection) -> int:
    return int(select(connection, "SELECT count(*) FROM cell")[0][0])
