"""Many rows by few statements, and each statement at the driver's own price.

Lists of keys go to SQLite in slices as large as it takes. Inside a transaction statements go straight to the driver's
cursor: a save is two dozen small ones, and SQLAlchemy's result machinery costs ten times what SQLite does for each.
Where somebody listens to what is executed (tests count statements), they go the long way, so that nothing is hidden.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from app.history.behind import Behind

SLICE = 30_000
"""SQLite takes at most 32,766 parameters a statement."""
TOGETHER = 1_000
"""Rows that are inserted by one step of a statement; more gain nothing."""
FEW = 8
"""Rows that are inserted one by one: a statement for as many costs more than it spares."""
_QUIET = "praesidium_quiet"
"""In a connection's notes: the transaction in which nobody listens, and the driver's connection."""


def select(connection: Connection, sql: str, *parameters: Any) -> Sequence[Any]:
    """Return all rows of `sql`."""
    driver = _straight(connection)
    if driver is None:
        return connection.exec_driver_sql(sql, parameters).all()
    rows: Sequence[Any] = driver.execute(sql, parameters).fetchall()
    return rows


def select_in(connection: Connection, sql: str, keys: Iterable[Any]) -> Iterator[Sequence[Any]]:
    """Yield the rows of `sql`, in which `{keys}` stands for the list, for all keys."""
    every = tuple(keys)
    for start in range(0, len(every), SLICE):
        part = every[start : start + SLICE]
        marks = "?" + ",?" * (len(part) - 1)
        yield from select(connection, sql.replace("{keys}", marks), *part)


def insert_many(connection: Connection, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Execute `sql` once for all `rows`; no statement at all where there are none."""
    if not rows:
        return
    driver = _straight(connection)
    if driver is None:
        connection.exec_driver_sql(sql, list(rows) if len(rows) > 1 else rows[0])
    elif len(rows) > 1:
        driver.executemany(sql, rows)
    else:
        driver.execute(sql, rows[0])


def insert_rows(connection: Connection, verb: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write whole `rows` by `verb`, e.g. "INSERT INTO cell"; many of them at each step, which takes a third less time.

    Where somebody listens it is one statement for all rows.
    """
    if not rows:
        return
    marks = "(?" + ",?" * (len(rows[0]) - 1) + ")"
    driver = _straight(connection)
    if driver is None or len(rows) < FEW:
        insert_many(connection, f"{verb} VALUES {marks}", rows)
        return
    write = driver.later if isinstance(driver, Behind) else driver.execute
    at_once = min(TOGETHER, SLICE // len(rows[0]))
    for start in range(0, len(rows), at_once):
        part = rows[start : start + at_once]
        sql = f"{verb} VALUES {marks}" + f",{marks}" * (len(part) - 1)
        write(sql, tuple(chain.from_iterable(part)))


@contextmanager
def writing_behind(connection: Connection) -> Iterator[None]:
    """Let `insert_rows` go on before its rows are written, until the end of the block; then they are.

    Where somebody listens each statement is waited for.
    """
    driver = _straight(connection)
    if driver is None:
        yield
        return
    before = connection.info[_QUIET]
    with Behind(driver) as behind:
        connection.info[_QUIET] = (before[0], behind)
        try:
            yield
        finally:
            connection.info[_QUIET] = before


def one_value(connection: Connection, sql: str, *parameters: Any) -> Any:
    """Return the first column of the first row, None where there is none."""
    found = select(connection, sql, *parameters)
    return found[0][0] if found else None


def _straight(connection: Connection) -> Any:
    """Return the driver's connection, or None where SQLAlchemy must see the statement.

    It must where it has yet to begin the transaction, and where somebody listens. It is asked once a transaction:
    asking costs more than a small statement does.
    """
    transaction = connection.get_transaction()
    if transaction is None:
        return None
    quiet = connection.info.get(_QUIET)
    if quiet is None or quiet[0] is not transaction:
        if connection.dispatch.before_cursor_execute:
            return None
        quiet = connection.info[_QUIET] = (transaction, connection.connection.dbapi_connection)
    return quiet[1]
