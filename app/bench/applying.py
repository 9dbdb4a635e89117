"""Applying what a bundle brings, against the bare insert of as many rows through the raw driver.

10,000 entries of ten operations each, every signature and every commitment checked. They come to a store that knows
the sender's directory and 1,000 of his assignments, one measure in each; every assignment gets ten entries, six of
which make a new measure and four of which change all ten cells of one that stands (`Sender.work`). In 1,000 saves one
save writes an entry into each of ten streams, in 10,000 saves into one. No stream begins in what is measured: a stream
is begun once and then written for years. (A batch in which every entry begins a stream of its own with its label, the
heaviest there can be, `Sender.births`, costs about half as much again.)

The yardstick is 100,000 rows of four columns by `executemany` into the same kind of file, as durable. That says what an
officer waits; what the engine costs says `apply_rows`, whose yardstick is the very rows that applying leaves behind
(entries, cells, projection and all), written by bare statements, with each of the 100,000 commitments hashed once.
"""

import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Engine

from app.bench.rows import Measured
from app.bench.sender import NOW, Sender
from app.core.clock import system_randomness
from app.history.applying import apply
from app.history.openings import commitment
from app.history.stored import decode_cosigs
from app.history.wire import SALT, Batch, CarriedEntry, Openings, SignedSave, decode
from app.models.kinds import SCHEMA
from app.store.engine import Role, connect, writing_engine
from app.store.keys import StoreKey
from app.store.migrate import migrate

STREAMS = 1_000
ENTRIES = 10_000
ROWS = 100_000
ROUNDS = 5
MOST_MEMORY = 250 << 20
TABLES = ("save", "entry", "parent", "tip", "entity", "cell", "rival", "p_measure", "find_queue")
REWRITTEN = ("cell", "p_measure")

Changed = tuple[str, list[tuple[Any, ...]], list[tuple[Any, ...]]]
"""A table, its rows that are new or changed, and those that are gone."""


def apply_1000_saves() -> Measured:
    """Return seconds for 10,000 entries of ten operations in 1,000 saves."""
    return _measured(1_000, most=10.0)


def apply_10000_saves() -> Measured:
    """Return seconds for 10,000 entries of ten operations in 10,000 saves."""
    return _measured(10_000, most=20.0)


def apply_rows() -> Measured:
    """Return seconds for 10,000 entries in 1,000 saves, against writing the rows that they become."""
    return _measured(1_000, most=2.0, bare=False)


@contextmanager
def an_empty_store(folder: Path, name: str) -> Iterator[Engine]:
    """Give the writing engine of a new store file."""
    path, key = folder / name, StoreKey.generate(system_randomness)
    path.touch(mode=0o600)
    migrate(path, key, 0)
    engine = writing_engine(path, key)
    try:
        yield engine
    finally:
        engine.dispose()


def _measured(saves: int, most: float, *, bare: bool = True) -> Measured:
    sender = Sender()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before_it = [_directory(sender, folder), sender.births(STREAMS, STREAMS // 10)]
        batch = sender.work(ENTRIES, saves)
        before = _peak()
        pairs = []
        for at in range(ROUNDS):
            took, changed = _apply(folder, at, sender, before_it, batch, bare=bare)
            yard = _bare(folder, at) if bare else _rows(folder, at, sender, before_it, changed)
            pairs.append((took, yard))
        grown = _peak() - before
    note = f"{grown >> 20} MiB more memory"
    return Measured(
        [work for work, _ in pairs], [yard for _, yard in pairs], "s", most=most, also=grown <= MOST_MEMORY, note=note
    )


def _directory(sender: Sender, folder: Path) -> Batch:
    with an_empty_store(folder, "first") as engine, engine.begin() as connection:
        sender.found(connection)
        cert = connection.exec_driver_sql("SELECT cert FROM replica").scalar_one()
        body, sig, cosigs, skeleton, openings = connection.exec_driver_sql(
            "SELECT body, sig, cosigs, skeleton, openings FROM entry JOIN save USING (vid)"
        ).one()
    return Batch([cert], [SignedSave(body, sig, decode_cosigs(cosigs))], [CarriedEntry(skeleton, openings)])


def _apply(
    folder: Path, at: int, sender: Sender, before_it: list[Batch], batch: Batch, *, bare: bool
) -> tuple[float, list[Changed]]:
    with _a_store_with(folder, f"work{at}", sender, before_it) as engine:
        before = {} if bare else _all_rows(engine)
        start = perf_counter()
        with engine.begin() as connection:
            applied = apply(connection, SCHEMA, sender.trust, batch, now=NOW, source=1)
        took = perf_counter() - start
        after = {} if bare else _all_rows(engine)
    if len(applied.entries) != len(batch.entries) or applied.void:
        raise RuntimeError("not all of it counts: nothing was measured")
    changed = [
        (table, [row for row in after[table] if row not in before[table]],
         [row for row in before[table] if row not in after[table]] if table == "tip" else [])
        for table in after
    ]  # fmt: skip
    return took, changed


@contextmanager
def _a_store_with(folder: Path, name: str, sender: Sender, before_it: list[Batch]) -> Iterator[Engine]:
    with an_empty_store(folder, name) as engine:
        with engine.begin() as connection:
            for earlier in before_it:
                apply(connection, SCHEMA, sender.trust, earlier, now=NOW)
        yield engine


def _all_rows(engine: Engine) -> dict[str, dict[tuple[Any, ...], None]]:
    with engine.begin() as connection:
        return {
            table: dict.fromkeys(tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}"))  # noqa: S608
            for table in TABLES
        }


def _rows(folder: Path, at: int, sender: Sender, before_it: list[Batch], changed: list[Changed]) -> float:
    """Return how long it takes to write `changed` to a store that is as the other was, and to hash as much."""
    openings = [row[6] for table, rows, _ in changed for row in rows if table == "entry"]
    with _a_store_with(folder, f"yard{at}", sender, before_it) as engine, engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        start = perf_counter()
        driver.execute("BEGIN IMMEDIATE")
        for raw in openings:
            found = decode(Openings, raw)
            for number, value in enumerate(found.values):
                commitment(found.salts[number * SALT : number * SALT + SALT], value)
        for table, rows, gone in changed:
            marks = ",".join("?" * len(rows[0]))
            verb = "INSERT OR REPLACE" if table in REWRITTEN else "INSERT"
            driver.executemany(f"{verb} INTO {table} VALUES ({marks})", rows)
            if gone:
                driver.executemany(f"DELETE FROM {table} WHERE sid = ? AND eid = ?", gone)  # noqa: S608
        driver.execute("COMMIT")
        return perf_counter() - start


def _bare(folder: Path, at: int) -> float:
    path = folder / f"bare{at}"
    path.touch(mode=0o600)
    connection = connect(path, StoreKey.generate(system_randomness), Role.WRITER)
    rows = [(number, f"Peeters {number}", number * 7, f"Wetstraat {number}") for number in range(ROWS)]
    connection.execute("CREATE TABLE bare (a INTEGER PRIMARY KEY, b TEXT, c INTEGER, d TEXT)")
    start = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO bare VALUES (?,?,?,?)", rows)
    connection.execute("COMMIT")
    took = perf_counter() - start
    connection.close()
    return took


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
