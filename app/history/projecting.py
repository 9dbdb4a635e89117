"""The projection: rows of current values per kind, written from settled cells by one function for every save.

Whoever writes (an officer here, a bundle, a rebuild) ends in `project`, so screen, audit and sync cannot disagree.
The number of statements depends on the number of kinds and cells touched, not on the number of entries. Of a row that
stands only the columns that change are written: an index over the others is then left alone.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from enum import Enum
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection

from app.core.ids import Id
from app.history.rows import insert_many, insert_rows, select_in
from app.history.settling import WITHHELD
from app.models.fields import FieldSpec, Search
from app.models.kind_specs import KindSpec, Schema
from app.models.tables.projection import projection_name

Touched = Mapping[int, Mapping[int, Sequence[Any] | None]]
"""Per entity key the values of the cells whose reading changed; None where no operation stands any more."""


MOST_SHAPES = 8
"""Sets of cells that have a statement each; where rows change in more ways than that, it is one a cell."""
MOST_UPDATES = 64
"""Statements of a kind that are remembered."""
_PLANS = "praesidium projection plans"
"""Where a connection remembers how kinds are projected: it follows from their declarations."""


class _Column(NamedTuple):
    """Where a field's value goes, and how."""

    name: str
    column: int
    at: int
    as_it_is: frozenset[type]
    """Values of these types are stored unchanged; `write` makes the others fit."""
    write: Callable[[Any], Any]


class _Plan(NamedTuple):
    """How a kind is projected."""

    table: str
    width: int
    """Number of its fields."""
    cells: Mapping[int, Sequence[_Column]]
    insert: str
    sought: bool
    """Whether the search index has any of its fields."""
    updates: dict[tuple[int, ...], tuple[str, Callable[[list[Any]], tuple[Any, ...]]]]
    """Per set of cells the statement that changes them, and what it takes of a row; made as they are needed."""


def project(
    connection: Connection,
    schema: Schema,
    touched: Touched,
    entities: Mapping[int, tuple[int, Id, int]],
    dead: Iterable[int],
    born: Container[int] = (),
) -> None:
    """Write the changed cells to the projection tables and queue the search index.

    `entities` gives stream key, id and kind per entity key; `dead` those that live no more (their row goes), `born`
    those that have no row yet.
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
        plan = _remembered_plan(connection, kind)
        _project_kind(connection, plan, [key for key in keys if key not in gone], touched, entities, born)
        leaving = [(key,) for key in keys if key in gone]
        insert_many(connection, f"DELETE FROM {plan.table} WHERE id = ?", leaving)  # noqa: S608 - from declarations
        if plan.sought:
            queue += [(key,) for key in keys]
    insert_rows(connection, "INSERT OR IGNORE INTO find_queue", queue)


def _project_kind(
    connection: Connection,
    plan: _Plan,
    keys: Sequence[int],
    touched: Touched,
    entities: Mapping[int, tuple[int, Id, int]],
    born: Container[int],
) -> None:
    if not keys:
        return
    sql = f"SELECT id, withheld FROM {plan.table} WHERE id IN ({{keys}})"  # noqa: S608
    have = dict(map(tuple, select_in(connection, sql, [key for key in keys if key not in born])))
    blank = [None] * plan.width
    new: list[tuple[Any, ...]] = []
    changed: dict[tuple[int, ...], list[list[Any]]] = {}
    for key in keys:
        cells = touched[key]
        row = [key, entities[key][1], entities[key][0], *blank, have.get(key)]
        _fill(row, cells, plan.cells)
        if key in have:
            changed.setdefault(tuple(sorted(cells)), []).append(row)
        else:
            new.append(tuple(row))
    insert_rows(connection, plan.insert, new)
    if len(changed) > MOST_SHAPES:
        changed = _cell_by_cell(changed)
    for numbers, rows in changed.items():
        sql, pick = _update(plan, numbers)
        insert_many(connection, sql, [pick(row) for row in rows])


def _update(plan: _Plan, numbers: tuple[int, ...]) -> tuple[str, Callable[[list[Any]], tuple[Any, ...]]]:
    found = plan.updates.get(numbers)
    if found is None:
        filled = [column for number in numbers for column in plan.cells.get(number, ())]
        names = ", ".join([*(f'"{column.name}" = ?' for column in filled), "withheld = ?"])
        if len(plan.updates) >= MOST_UPDATES:
            plan.updates.clear()
        sql = f"UPDATE {plan.table} SET {names} WHERE id = ?"  # noqa: S608
        found = plan.updates[numbers] = (sql, itemgetter(*(column.column for column in filled), -1, 0))
    return found


def _cell_by_cell(changed: Mapping[tuple[int, ...], Sequence[list[Any]]]) -> dict[tuple[int, ...], list[list[Any]]]:
    found: dict[tuple[int, ...], list[list[Any]]] = {}
    for cells, rows in changed.items():
        for cell in cells:
            found.setdefault((cell,), []).extend(rows)
    return found


def _fill(row: list[Any], cells: Mapping[int, Sequence[Any] | None], plans: Mapping[int, Sequence[_Column]]) -> None:
    hidden: set[str] = set() if row[-1] is None else set(row[-1].split(","))
    for number, values in cells.items():
        for name, column, at, as_it_is, write in plans.get(number, ()):
            value = None if values is None else values[at]
            if value is WITHHELD:
                hidden.add(name)
                value = None
            elif hidden:
                hidden.discard(name)
            row[column] = value if type(value) in as_it_is else write(value)
    row[-1] = ",".join(sorted(hidden)) if hidden else None


def _remembered_plan(connection: Connection, kind: KindSpec) -> _Plan:
    plans: dict[type, _Plan] = connection.info.setdefault(_PLANS, {})
    found = plans.get(kind.record)
    if found is None:
        found = plans[kind.record] = _plan(kind)
    return found


def _plan(kind: KindSpec) -> _Plan:
    table = projection_name(kind)
    place = {name: 3 + at for at, name in enumerate(kind.fields)}
    cells = {
        number: [_Column(spec.name, place[spec.name], spec.at, *_writer(spec)) for spec in cell.fields]
        for number, cell in kind.cells.items()
    }
    columns = ", ".join(["id", "uid", "sid", *(f'"{name}"' for name in kind.fields), "withheld"])
    sought = any(spec.meta.search is not Search.NO for spec in kind.fields.values())
    return _Plan(table, len(place), cells, f"INSERT INTO {table} ({columns})", sought, {})


def _writer(spec: FieldSpec) -> tuple[frozenset[type], Callable[[Any], Any]]:
    """Return which types are stored as they are, and how any other wire value becomes a column value."""
    if spec.many or issubclass(spec.type, Mapping):
        return frozenset({type(None)}), _as_json
    if issubclass(spec.type, bytes) and not issubclass(spec.type, str | Enum):
        return frozenset({type(None), bytes}), _as_bytes
    return frozenset({type(None), str, float, bool}), _as_plain


def _as_json(value: Any) -> Any:
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
