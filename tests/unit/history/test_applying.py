"""Import is not row by row: the number of statements does not grow with what comes."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.bench.sender import NOW, Sender
from app.history.applying import apply
from app.models.kinds import SCHEMA
from tests.history_world import a_store, everything
from tests.statements import statements_of


def statements(folder: Path, entries: int, saves: int) -> int:
    """Return how many statements it takes to apply so many entries of ten operations."""
    sender = Sender()
    with a_store(folder, "first") as connection:
        sender.found(connection)
        directory = everything(connection)
    births, batch = sender.births(100, 10), sender.work(entries, saves)
    with a_store(folder, "second") as connection:
        apply(connection, SCHEMA, sender.trust, directory, now=NOW)
        apply(connection, SCHEMA, sender.trust, births, now=NOW)
        cells = _count(connection, "cell")
        with statements_of(connection.engine) as heard:
            applied = apply(connection, SCHEMA, sender.trust, batch, now=NOW, source=1)
        assert len(applied.entries) == entries
        assert (applied.void, applied.waiting) == (0, 0)
        made = entries * 6 // 10
        assert _count(connection, "p_measure") == 100 + made
        assert _count(connection, "cell") == cells + made * 10
        assert _count(connection, "conflict") == 0
    return len(heard)


def _count(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


@pytest.mark.parametrize("saves_in_ten", [1, 10])
def test_ten_thousand_entries_take_hardly_more_statements_than_a_thousand(tmp_path: Path, saves_in_ten: int) -> None:
    few = statements(tmp_path, 1_000, 100 * saves_in_ten)
    many = statements(tmp_path, 10_000, 1_000 * saves_in_ten)
    assert many <= few + 5
    assert many <= 200
