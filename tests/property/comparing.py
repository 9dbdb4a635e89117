"""A store's tables by names instead of keys, to be held against the oracle or against another store."""

import json
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.models.tables.projection import projection_name
from tests.property.oracle.tables import NARROW, ORDER, SET, Kind
from tests.property.oracle.view import View
from tests.property.replicas import Replica

_CELL = """SELECT stream.id, uid, kind, field, entry.hash, idx FROM {} AS here JOIN entity ON entity.id = here.entity
           JOIN stream USING (sid) JOIN entry USING (eid)"""


def read(replica: Replica) -> View:
    """Return what the tables of a store say."""
    run = replica.connection
    found = View()
    voids = {}
    sql = "SELECT entry.hash, depth, void, skeleton, save.hash FROM entry LEFT JOIN save USING (vid)"
    for name, depth, void, operations, save in run.exec_driver_sql(sql):
        found.applied.add(name)
        found.authors[name] = save
        found.depths[name] = depth
        voids[name] = (void, operations)
    for name, (void, skeleton) in voids.items():
        found.void |= {(name, index) for index in _void(void, skeleton)}
    found.waiting = {row[0] for row in run.exec_driver_sql("SELECT hash FROM waiting WHERE stream <> x''")}
    found.missing = {(row[0], row[1]) for row in run.exec_driver_sql("SELECT hash, needs FROM missing")}
    found.tips = {row[0] for row in run.exec_driver_sql("SELECT hash FROM tip JOIN entry USING (eid)")}
    for row in run.exec_driver_sql(_CELL.format("cell")):
        cell, name = (row[0], row[1], row[2], row[3]), (row[4], row[5])
        found.shown[cell] = name
        found.standing[cell] = {name}
    for row in run.exec_driver_sql(_CELL.format("rival")):
        found.standing[row[0], row[1], row[2], row[3]].add((row[4], row[5]))
    sql = """SELECT stream.id, uid, kind, field FROM "conflict" c JOIN entity ON entity.id = c.entity
             JOIN stream USING (sid)"""
    found.conflicts = {(row[0], row[1], row[2], row[3]) for row in run.exec_driver_sql(sql)}
    for number, kind in replica.kinds.items():
        _rows(run, found, kind, projection_name(replica.schema.kinds[number]))
    return found


def _void(void: str | None, skeleton: bytes) -> set[int]:
    if void is None:
        return set()
    if void in ("*", "?"):
        return set(range(len(msgspec.msgpack.decode(skeleton)[8])))
    return {int(index) for index in void.split(",")}


def _rows(run: Connection, found: View, kind: Kind, table: str) -> None:
    names = [name for _, fields in kind.cells.values() for name in fields]
    rules = {name: rule for rule, fields in kind.cells.values() for name in fields}
    columns = ", ".join(f't."{name}"' for name in names)
    for row in run.exec_driver_sql(
        f"SELECT stream.id, t.uid, {columns}, t.withheld FROM {table} t JOIN stream USING (sid)"
    ):
        values: dict[str, Any] = {}
        for name, value in zip(names, row[2:], strict=False):
            many = rules[name] in (SET, NARROW, ORDER)
            values[name] = json.loads(value) if many and value is not None else value
        values["withheld"] = row[-1]
        found.rows[kind.name, row[0], row[1]] = values


def as_stored(expected: View, kinds: dict[int, Kind]) -> View:
    """Word the oracle's rows as a store does: sets as sorted lists, ids in hexadecimal."""
    rules = {
        (kind.name, name): rule for kind in kinds.values() for rule, fields in kind.cells.values() for name in fields
    }
    for (kind, _, _), row in expected.rows.items():
        for name, value in row.items():
            if isinstance(value, set):
                plain = [one.hex() if isinstance(one, bytes) else one for one in value]
                row[name] = sorted(plain)
            elif rules.get((kind, name)) == ORDER and value is not None:
                row[name] = list(value)
            elif isinstance(value, dict):
                row[name] = json.dumps(value, separators=(",", ":"))
    return expected


def differences(replica: Replica, expected: View | None = None) -> list[str]:
    """Return in which respects a store and the oracle differ; an empty list means they agree.

    `expected` spares asking the oracle again for what another store was given as well.
    """
    expected = expected or as_stored(replica.expected(), replica.kinds)
    found = read(replica)
    told = []
    for what in View.__dataclass_fields__:
        one, other = getattr(expected, what), getattr(found, what)
        if what == "rows":
            other = {key: _sorted_sets(key[0], row, replica.kinds) for key, row in other.items()}
        if one != other:
            told.append(f"{replica.name}: {what}: {_apart(one, other)}")
    return told


def _sorted_sets(kind: str, row: dict[str, Any], kinds: dict[int, Kind]) -> dict[str, Any]:
    cells = next(one.cells for one in kinds.values() if one.name == kind)
    sets = {name for rule, fields in cells.values() if rule in (SET, NARROW) for name in fields}
    return {name: sorted(value) if name in sets and value is not None else value for name, value in row.items()}


def _apart(one: Any, other: Any) -> str:
    if isinstance(one, dict):
        keys = {key for key in {*one, *other} if one.get(key) != other.get(key)}
        return "; ".join(f"{key}: oracle {one.get(key)}, store {other.get(key)}" for key in list(keys)[:3])
    return f"only oracle {list(one - other)[:3]}, only store {list(other - one)[:3]}"


def dump(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).all()
    return {
        name: sorted(map(tuple, connection.exec_driver_sql(f'SELECT * FROM "{name}"')), key=repr) for (name,) in tables
    }
