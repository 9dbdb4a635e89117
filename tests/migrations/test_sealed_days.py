"""A store of the migration before opens with its sealed addresses; they have neither a zone nor days yet."""

from pathlib import Path

from app.store.migrate import migrate
from tests.migrations.older import KEY, run, store_of

BEFORE = 11
KEPT = (
    "id, uid, sid, subject, use, street, number, box, postcode, municipality, country, latitude, longitude, access, "
    "withheld"
)
LINE = (
    4, b"u" * 16, 3, b"p" * 16, "safe_house", "Veldweg", "1", "b", "2400", "Mol", "BE", 51.2, 5.1, "{}", None,
)  # fmt: skip


def test_every_sealed_address_survives_its_table_being_made_anew(tmp_path: Path) -> None:
    store = store_of(tmp_path, BEFORE, ("p_sealed_address", KEPT, LINE))

    migrate(store, KEY, BEFORE)

    assert run(store, f"SELECT {KEPT} FROM p_sealed_address") == [LINE]
    assert run(store, "SELECT zone, from_on, to_on FROM p_sealed_address") == [(None, None, None)]
    indexes = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'p_sealed_address' AND sql NOT NULL"
    assert run(store, indexes) == [("p_sealed_address__subject",), ("p_sealed_address__uid",)]
    assert run(store, "SELECT name FROM sqlite_master WHERE name LIKE '%_before'") == []
