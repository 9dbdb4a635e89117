"""One save through a service, durable, against the very rows it leaves behind written durably by the raw driver."""

import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection

from app.bench.finding import a_desk
from app.bench.rows import Measured
from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.services.desk import Desk
from app.store.engine import Role as Connected
from app.store.engine import connect

SAVES = 200
TABLES = ("save", "entry", "parent", "tip", "entity", "cell", "rival", "p_person", "find_queue")


def save() -> Measured:
    """Return milliseconds of one edit of a person's names; five rounds of 200 saves against their own rows."""
    with tempfile.TemporaryDirectory() as name:
        desk = a_desk(Path(name))
        try:
            uid, stream = _person(desk)
            pairs = [_round(desk, uid, stream, Path(name) / f"yard{number}") for number in range(5)]
        finally:
            desk.store.close()
    return Measured([work for work, _ in pairs], [yard for _, yard in pairs], "ms a save", most=3.0)


def _person(desk: Desk) -> tuple[Id, Id]:
    uid = desk.ids.new()
    with desk.write() as unit:
        stream = unit.begin(uid, "person", Label(marking=Marking.NONE), Action.REGISTER)
        unit.create(stream, Person(family_name="Peeters", given_names="An"), uid)
        unit.save()
    return uid, stream


def _round(desk: Desk, uid: Id, stream: Id, yard: Path) -> tuple[float, float]:
    with desk.read() as view:
        before = _rowids(view.connection)
    start = perf_counter()
    for number in range(SAVES):
        with desk.write() as unit:
            unit.require(Action.REGISTER, stream)
            unit.change(stream, uid, Person, {"family_name": f"Peeters {number}", "native_name": f"Πέτερς {number}"})
            unit.save()
    took = perf_counter() - start
    with desk.read() as view:
        saves = _rows_per_save(view.connection, before)
        definitions = _definitions(view.connection)
    return 1000 * took / SAVES, 1000 * _raw(desk, yard, definitions, saves) / SAVES


def _rowids(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(vid), 0) FROM save").scalar_one())


def _rows_per_save(connection: Connection, before: int) -> list[list[tuple[str, tuple[Any, ...]]]]:
    """Return, per save, the rows it wrote, table by table, as statements for the raw driver."""
    found = []
    for row in connection.exec_driver_sql("SELECT * FROM save WHERE vid > ? ORDER BY vid", (before,)).all():
        mine: list[tuple[str, tuple[Any, ...]]] = [(_insert("save", len(row)), tuple(row))]
        for entry in connection.exec_driver_sql("SELECT * FROM entry WHERE vid = ?", (row[0],)).all():
            eid, sid = entry[0], entry[1]
            mine.append((_insert("entry", len(entry)), tuple(entry)))
            mine.append((_insert("parent", 2), (eid, eid - 1)))
            mine.append(("DELETE FROM tip WHERE sid = ? AND eid = ?", (sid, eid - 1)))
            mine.append((_insert("tip", 2), (sid, eid)))
            mine += [(_insert("cell", 4), (1, cell, eid, cell)) for cell in (1, 2)]
            shown = connection.exec_driver_sql("SELECT * FROM p_person LIMIT 1").one()
            mine.append((_insert("p_person", len(shown)), tuple(shown)))
            mine.append((_insert("find_queue", 1), (1,)))
        found.append(mine)
    return found


def _insert(table: str, width: int) -> str:
    return f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * width)})"  # noqa: S608 - tables named above


def _definitions(connection: Connection) -> list[str]:
    marks = ",".join("?" * len(TABLES))
    sql = f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({marks}) AND sql IS NOT NULL ORDER BY type DESC"  # noqa: S608
    return [row[0] for row in connection.exec_driver_sql(sql, TABLES)]


def _raw(desk: Desk, path: Path, definitions: list[str], saves: list[list[tuple[str, tuple[Any, ...]]]]) -> float:
    path.touch()
    connection = connect(path, desk.store.key, Connected.MIGRATION)
    try:
        for definition in definitions:
            connection.execute(definition)
        start = perf_counter()
        for statements in saves:
            connection.execute("BEGIN IMMEDIATE")
            for sql, row in statements:
                connection.execute(sql, row)
            connection.execute("COMMIT")
        return perf_counter() - start
    finally:
        connection.close()
