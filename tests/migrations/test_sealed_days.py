"""A store of the migration before opens with its sealed addresses; they have neither a zone nor days yet."""

from pathlib import Path

from app.core.clock import SeededRandomness
from app.store.engine import Role, connect
from app.store.keys import StoreKey
from app.store.migrate import migrate

KEY = StoreKey.generate(SeededRandomness("sealed days"))
BEFORE = 11
KEPT = (
    "id, uid, sid, subject, use, street, number, box, postcode, municipality, country, latitude, longitude, access, "
    "withheld"
)
LINE = (
    4, b"u" * 16, 3, b"p" * 16, "safe_house", "Veldweg", "1", "b", "2400", "Mol", "BE", 51.2, 5.1, "{}", None,
)  # fmt: skip


def run(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    connection = connect(path, KEY, Role.MIGRATION)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def test_every_sealed_address_survives_its_table_being_made_anew(tmp_path: Path) -> None:
    store = tmp_path / "s.praesidium"
    store.touch()
    migrate(store, KEY, 0, target=f"{BEFORE:04}")
    run(store, f"INSERT INTO p_sealed_address ({KEPT}) VALUES ({','.join('?' * len(LINE))})", *LINE)

    migrate(store, KEY, BEFORE)

    assert run(store, f"SELECT {KEPT} FROM p_sealed_address") == [LINE]
    assert run(store, "SELECT zone, from_on, to_on FROM p_sealed_address") == [(None, None, None)]
    indexes = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'p_sealed_address' AND sql NOT NULL"
    assert run(store, indexes) == [("p_sealed_address__subject",), ("p_sealed_address__uid",)]
    assert run(store, "SELECT name FROM sqlite_master WHERE name LIKE '%_before'") == []
