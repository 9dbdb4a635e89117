"""The projection: rows of current values per kind, written from settled cells by one function for every save.

Whoever writes (an officer here, a bundle, a rebuild) ends in `project`, so screen, audit and sync cannot disagree.
The number of statements depends on the number of kinds touched, not on the number of entries.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.core.ids import Id
from app.history.rows import insert_many, select_in
from app.history.settling import WITHHELD, Settled
from app.models.fields import FieldSpec, KindSpec, Schema, Search
from app.models.tables.projection import projection_name

Touched = Mapping[int, Mapping[int, Settled | None]]
"""Per entity key the cells whose reading changed; None where no operation stands any more."""


def project(
    connection: Connection,
    schema: Schema,
    touched: Touched,
    entities: Mapping[int, tuple[int, Id, int]],
    dead: Iterable[int],
) -> None:
    """Write the changed cells to the projection tables and queue the search index.

    `entities` gives stream key, id and kind per entity key; `dead` those that live no more (their row goes).
    """
    gone = set(dead)
    by_kind: dict[int, list[int]] = {}
    for key in touched:
        by_kind.setdefault(entities[key][2], []).append(key)
    queue: list[tuple[int]] = []
    for number, keys in by_kind.items():
        kind = schema.kinds.get(number)
        if kind is None:
            continue
        _project_kind(connection, kind, [key for key in keys if key not in gone], touched, entities)
        table = projection_name(kind)
        leaving = [(key,) for key in keys if key in gone]
        insert_many(connection, f"DELETE FROM {table} WHERE id = ?", leaving)  # noqa: S608 - names from declarations
        if any(spec.meta.search is not Search.NO for spec in kind.fields.values()):
            queue += [(key,) for key in keys]
    insert_many(connection, "INSERT OR IGNORE INTO find_queue VALUES (?)", queue)


def _project_kind(
    connection: Connection,
    kind: KindSpec,
    keys: Sequence[int],
    touched: Touched,
    entities: Mapping[int, tuple[int, Id, int]],
) -> None:
    if not keys:
        return
    table = projection_name(kind)
    names = list(kind.fields)
    width = 3 + len(names)
    place = {name: 3 + at for at, name in enumerate(names)}
    plans = {
        number: [(spec, place[spec.name], spec.at, _writer(spec)) for spec in cell.fields]
        for number, cell in kind.cells.items()
    }
    columns = ", ".join(["id", "uid", "sid", *(f'"{name}"' for name in names), "withheld"])
    have = {
        row[0]: list(row)
        for row in select_in(connection, f"SELECT {columns} FROM {table} WHERE id IN ({{keys}})", keys)  # noqa: S608
    }
    rows = []
    for key in keys:
        row = have.get(key)
        if row is None:
            sid, uid, _ = entities[key]
            row = [key, uid, sid, *([None] * len(names)), None]
        hidden: set[str] | None = None if row[width] is None else set(row[width].split(","))
        for number, settled in touched[key].items():
            for spec, column, at, write in plans.get(number, ()):
                value = None if settled is None else settled.values[at]
                if value is WITHHELD:
                    hidden = {*(hidden or ()), spec.name}
                    value = None
                elif hidden is not None:
                    hidden.discard(spec.name)
                row[column] = value if write is None else write(value)
        row[width] = ",".join(sorted(hidden)) if hidden else None
        rows.append(tuple(row))
    marks = "?" + ",?" * width
    insert_many(connection, f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608


def _writer(spec: FieldSpec) -> Any:
    """Return how a wire value becomes a column value; None where it is stored as it is, whatever it is."""
    if spec.many or issubclass(spec.type, Mapping):
        return _as_json
    if issubclass(spec.type, str | Enum):
        return _as_plain
    return _as_bytes if issubclass(spec.type, bytes) else _as_plain


def _as_json(value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, list):
        return msgspec.json.encode([item.hex() if isinstance(item, bytes) else item for item in value]).decode()
    return msgspec.json.encode(value).decode()


def _as_plain(value: Any) -> Any:
    # A hostile value of another shape must not break the row: it is kept in the history and shown as text.
    if isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        return str(value)
    return value if value is None or isinstance(value, str | int | float) else _as_json(_printable(value))


def _as_bytes(value: Any) -> Any:
    return value if value is None or isinstance(value, bytes) else None


def _printable(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value
