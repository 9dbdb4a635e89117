"""Damage is found and located; a whole store has no findings."""

import pytest

from app.store.engine import Role, connect
from app.store.keys import StoreKey
from app.store.meta import save_meta
from app.store.refusals import StoreDamaged
from app.store.verify import Problem, ProblemKind, verify_fabric, verify_file
from tests.unit.store.conftest import House

PAGE = 4096


@pytest.fixture
def key(house: House) -> StoreKey:
    """Fill a store over some pages and close it."""
    store = house.create().store
    with store.write() as connection:
        for number in range(40):
            save_meta(connection, f"row {number}", bytes(3000))
    house.close()
    return store.key


def test_a_whole_store_has_no_findings(house: House, key: StoreKey) -> None:
    assert verify_file(house.path, key) == ()
    assert verify_fabric(house.open().store) == ()


def test_every_flipped_bit_is_located_by_its_page(house: House, key: StoreKey) -> None:
    body = house.path.read_bytes()
    for page in range(2, len(body) // PAGE, 7):
        at = (page - 1) * PAGE + (page * 131) % PAGE
        house.path.write_bytes(body[:at] + bytes([body[at] ^ 4]) + body[at + 1 :])
        assert Problem(ProblemKind.PAGE, f"page {page}") in verify_file(house.path, key)


def test_a_damaged_first_page_is_told(house: House, key: StoreKey) -> None:
    body = house.path.read_bytes()
    house.path.write_bytes(body[:100] + bytes(10) + body[110:])
    assert Problem(ProblemKind.PAGE, "page 1") in verify_file(house.path, key)


def test_looking_at_a_damaged_file_changes_nothing(house: House, key: StoreKey) -> None:
    body = house.path.read_bytes()
    house.path.write_bytes(body[: PAGE * 3 + 5] + b"\x00\x00" + body[PAGE * 3 + 7 :])
    before = house.files()
    verify_file(house.path, key)
    assert house.files() == before


def test_a_reference_to_nothing_is_located_by_table_and_row(house: House, key: StoreKey) -> None:
    connection = connect(house.path, key, Role.MIGRATION)
    connection.execute("CREATE TABLE child (n INTEGER PRIMARY KEY, name TEXT REFERENCES meta (name))")
    connection.execute("INSERT INTO child VALUES (5, 'nowhere')")
    connection.close()
    found = verify_fabric(house.open().store)
    assert found == (Problem(ProblemKind.REFERENCE, "table child, row 5"),)


def test_an_index_that_lies_is_a_finding(house: House, key: StoreKey) -> None:
    connection = connect(house.path, key, Role.MIGRATION)
    connection.execute("CREATE TABLE t (a INTEGER, b INTEGER)")
    connection.execute("CREATE INDEX t_a ON t (a)")
    connection.execute("INSERT INTO t VALUES (1, 2)")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET sql = 'CREATE INDEX t_a ON t (b)' WHERE name = 't_a'")
    connection.close()
    found = verify_fabric(house.open().store)
    assert {one.kind for one in found} == {ProblemKind.STRUCTURE}
    assert "t_a" in found[0].where


def test_a_page_damaged_in_the_middle_is_met_as_damage_when_read(house: House, key: StoreKey) -> None:
    body = bytearray(house.path.read_bytes())
    for page in range(8, len(body) // PAGE):
        body[page * PAGE + 50] ^= 1
    house.path.write_bytes(bytes(body))

    def read_all() -> None:
        with house.open().store.read() as connection:
            connection.exec_driver_sql("SELECT sum(length(value)) FROM meta").scalar_one()

    with pytest.raises(StoreDamaged):
        read_all()
