"""Check the store's own fabric: every page's seal, the tree of pages, rows against their types, foreign keys.

Chains, signatures and projections are history's to check. A problem names what is wrong and where; it never quotes
what a row holds.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from app.core.progress import Cancel, Progress, silent
from app.store.engine import Role, connect, driver_refusals
from app.store.keys import StoreKey
from app.store.work import Store

_LIMIT = 1000


class ProblemKind(StrEnum):
    """What failed."""

    PAGE = "page"
    """A page's seal does not fit: altered or torn."""
    STRUCTURE = "structure"
    """SQLite's own check of trees, indexes and types."""
    REFERENCE = "reference"
    """A row names another that is not there."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: `where` is “page 12”, or “table stream, row 5”, or SQLite's own words for a place."""

    kind: ProblemKind
    where: str


def verify_fabric(store: Store, progress: Progress = silent, cancel: Cancel | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with the open `store`, nothing if it is whole. Raises DiskFailed, Cancelled.

    The log is first brought into the file, so that the pages checked are the ones that count.
    """
    with driver_refusals():
        connection = connect(store.path, store.key, Role.MIGRATION)
    try:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        return check(connection, progress, cancel)
    finally:
        connection.close()


def verify_file(path: Path, key: StoreKey, progress: Progress = silent) -> tuple[Problem, ...]:
    """Return what is wrong with a closed file, leaving no trace beside it."""
    try:
        connection = connect(path, key, Role.INSPECTION)
    except driver.DatabaseError:
        return (Problem(ProblemKind.PAGE, "page 1"),)
    try:
        return check(connection, progress, None)
    finally:
        connection.close()


def check(connection: driver.Connection, progress: Progress, cancel: Cancel | None) -> tuple[Problem, ...]:
    """Run the three checks on an open connection; `progress` counts them."""
    found: list[Problem] = []
    for number, part in enumerate((_pages, _structure, _references)):
        progress(number, 3)
        if cancel:
            cancel.check()
        found.extend(part(connection))
    progress(3, 3)
    return tuple(dict.fromkeys(found))


def _pages(connection: driver.Connection) -> list[Problem]:
    try:
        rows = connection.execute("PRAGMA cipher_integrity_check").fetchmany(_LIMIT)
    except driver.DatabaseError:
        return [Problem(ProblemKind.PAGE, "page 1")]
    return [Problem(ProblemKind.PAGE, _place(str(row[0]))) for row in rows]


def _structure(connection: driver.Connection) -> list[Problem]:
    try:
        rows = connection.execute(f"PRAGMA integrity_check({_LIMIT})").fetchall()
    except driver.DatabaseError as error:
        return [Problem(ProblemKind.STRUCTURE, str(error))]
    return [Problem(ProblemKind.STRUCTURE, str(row[0])) for row in rows if row[0] != "ok"]


def _references(connection: driver.Connection) -> list[Problem]:
    try:
        rows = connection.execute("PRAGMA foreign_key_check").fetchmany(_LIMIT)
    except driver.DatabaseError as error:
        return [Problem(ProblemKind.STRUCTURE, str(error))]
    return [Problem(ProblemKind.REFERENCE, f"table {table}, row {row}") for table, row, _to, _key in rows]


def _place(words: str) -> str:
    page = re.search(r"page (\d+)", words)
    return f"page {page[1]}" if page else words
