"""`verify` is not always green: whatever is damaged is located."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.history.checking import Fault, check_history
from app.models.kinds.persons import Person
from tests.history_life import Life, three_desks
from tests.history_world import World, a_store, everything


@pytest.fixture
def lived(tmp_path: Path) -> Iterator[tuple[World, Connection]]:
    world = World("verify")
    desks = three_desks(world)
    with a_store(tmp_path, "a") as a, a_store(tmp_path, "b") as b:
        world.found_directory(a, desks[0])
        world.receive(b, everything(a))
        life = Life(world, {"BRU1": a, "BRU2": b}, 3)
        life.live(60)
        life.settle()
        stream, uid, kind = next(member for member in life.members if member[2] is Person)
        for code, store, name in (("BRU1", a, "One"), ("BRU2", b, "Two")):
            writer = world.writer(store, world.desks[code])
            writer.change(stream, uid, kind, {"native_name": name})
            writer.commit(world.desks[code].officer, world.clock.now())
        life.settle()
        body = b"the content of an attachment"
        a.exec_driver_sql("INSERT INTO blob VALUES (1, ?, ?, 1)", (sha256(body).digest(), len(body)))
        a.exec_driver_sql("INSERT INTO chunk VALUES (1, 0, ?), (1, 1, ?)", (body[:9], body[9:]))
        yield world, a


def check(world: World, connection: Connection, folder: Path) -> list[Fault]:
    return check_history(connection, world.schema, world.trust, a_store(folder, "beside"))


def test_a_store_that_is_whole_has_no_fault(lived: tuple[World, Connection], tmp_path: Path) -> None:
    assert check(*lived, tmp_path) == []


def flip(connection: Connection, table: str, column: str, key: str, at: int) -> str:
    """Change one byte of the middle row's `column`; return that row's hash in hexadecimal."""
    rows = connection.exec_driver_sql(f"SELECT {key}, {column}, hash FROM {table} ORDER BY {key}").all()
    row = rows[len(rows) // 2]
    raw = bytearray(row[1])
    raw[at] ^= 1
    connection.exec_driver_sql(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (bytes(raw), row[0]))
    return bytes(row[2]).hex()


def _skeleton(connection: Connection) -> tuple[str, str]:
    return "entry", flip(connection, "entry", "skeleton", "eid", -1)


def _salt(connection: Connection) -> tuple[str, str]:
    return "value", flip(connection, "entry", "openings", "eid", 5)


def _value(connection: Connection) -> tuple[str, str]:
    return "value", flip(connection, "entry", "openings", "eid", -1)


def _signature(connection: Connection) -> tuple[str, str]:
    return "signature", flip(connection, "save", "sig", "vid", 10)


def _save(connection: Connection) -> tuple[str, str]:
    return "save", flip(connection, "save", "body", "vid", -1)


def _cell(connection: Connection) -> tuple[str, str]:
    uid = connection.exec_driver_sql("SELECT uid FROM p_person ORDER BY id LIMIT 1").scalar_one()
    connection.exec_driver_sql("UPDATE p_person SET family_name = family_name || ' ' WHERE uid = ?", (uid,))
    return "p_person", bytes(uid).hex()


def _row_gone(connection: Connection) -> tuple[str, str]:
    uid = connection.exec_driver_sql("SELECT uid FROM p_threat_file ORDER BY id LIMIT 1").scalar_one()
    connection.exec_driver_sql("DELETE FROM p_threat_file WHERE uid = ?", (uid,))
    return "p_threat_file", bytes(uid).hex()


def _conflict(connection: Connection) -> tuple[str, str]:
    sql = "SELECT entity.uid, entity.id, field FROM conflict JOIN entity ON entity.id = conflict.entity LIMIT 1"
    uid, key, field = connection.exec_driver_sql(sql).one()
    connection.exec_driver_sql("DELETE FROM conflict WHERE entity = ? AND field = ?", (key, field))
    return "conflict", bytes(uid).hex()


def _rival(connection: Connection) -> tuple[str, str]:
    sql = "SELECT entity.uid, entity.id FROM rival JOIN entity ON entity.id = rival.entity LIMIT 1"
    uid, key = connection.exec_driver_sql(sql).one()
    connection.exec_driver_sql("DELETE FROM rival WHERE entity = ?", (key,))
    return "rival", bytes(uid).hex()


def _tip(connection: Connection) -> tuple[str, str]:
    name, eid = connection.exec_driver_sql("SELECT hash, eid FROM tip JOIN entry USING (eid) LIMIT 1").one()
    connection.exec_driver_sql("DELETE FROM tip WHERE eid = ?", (eid,))
    return "tip", bytes(name).hex()


def _void(connection: Connection) -> tuple[str, str]:
    sql = "SELECT hash FROM entry WHERE void IS NULL ORDER BY eid DESC LIMIT 1"
    name = connection.exec_driver_sql(sql).scalar_one()
    connection.exec_driver_sql("UPDATE entry SET void = '*' WHERE hash = ?", (name,))
    return "authority", bytes(name).hex()


def _parent(connection: Connection) -> tuple[str, str]:
    name, eid = connection.exec_driver_sql("SELECT hash, eid FROM parent JOIN entry USING (eid) LIMIT 1").one()
    connection.exec_driver_sql("DELETE FROM parent WHERE eid = ?", (eid,))
    return "parent", bytes(name).hex()


def _chunk(connection: Connection) -> tuple[str, str]:
    connection.exec_driver_sql("UPDATE chunk SET body = x'78' WHERE n = 1")
    return "attachment", bytes(connection.exec_driver_sql("SELECT hash FROM blob").scalar_one()).hex()


DAMAGES: tuple[Callable[[Connection], tuple[str, str]], ...] = (
    _skeleton, _salt, _value, _signature, _save, _cell, _row_gone, _conflict, _rival, _tip, _void, _parent, _chunk,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_each_damage_is_located(
    lived: tuple[World, Connection], tmp_path: Path, damage: Callable[[Connection], tuple[str, str]]
) -> None:
    world, store = lived
    kind, where = damage(store)
    found = check(world, store, tmp_path)
    assert Fault(kind, where) in found
    assert len(found) <= 3, "and nothing else is accused"
