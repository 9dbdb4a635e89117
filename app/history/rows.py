"""Many rows by few statements: lists of keys go to SQLite in slices as large as it takes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection

SLICE = 30_000
"""SQLite takes at most 32,766 parameters a statement."""


def select_in(connection: Connection, sql: str, keys: Iterable[Any]) -> Iterator[Sequence[Any]]:
    """Yield the rows of `sql`, in which `{keys}` stands for the list, for all keys."""
    remaining = iter(keys)
    while part := tuple(islice(remaining, SLICE)):
        marks = "?" + ",?" * (len(part) - 1)
        yield from connection.exec_driver_sql(sql.replace("{keys}", marks), part)


def insert_many(connection: Connection, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Execute `sql` once for all `rows`; no statement at all where there are none."""
    if rows:
        connection.exec_driver_sql(sql, rows if len(rows) > 1 else rows[0])


def one_value(connection: Connection, sql: str, *parameters: Any) -> Any:
    """Return the first column of the first row, None where there is none."""
    row = connection.exec_driver_sql(sql, parameters).first()
    return None if row is None else row[0]
