"""A store of the migration before opens with its data: lists' lines survive their table being made anew."""

from pathlib import Path

import pytest

from app.store.migrate import SCHEMA_VERSION, backup_before, migrate
from tests.migrations.older import KEY, run, store_of

BEFORE = 7
KEPT = 'id, uid, sid, list, code, names, "order", valid_from, valid_until, withheld'
LINE = (7, b"u" * 16, 3, "threat_forms", "drone", '{"nl": "drone"}', 2, "2026-01-01", None, None)


def test_every_line_of_a_list_survives_its_table_being_made_anew(tmp_path: Path) -> None:
    store = store_of(tmp_path, BEFORE, ("p_catalogue_item", KEPT, LINE))

    migrate(store, KEY, BEFORE)

    assert run(store, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert run(store, f"SELECT {KEPT} FROM p_catalogue_item") == [LINE]
    assert run(store, "SELECT state, number, unit, text FROM p_catalogue_item") == [(None,) * 4]
    assert run(store, "SELECT name FROM sqlite_master WHERE name LIKE '%_before'") == []
    indexes = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'p_catalogue_item' AND sql NOT NULL"
    assert run(store, indexes) == [("p_catalogue_item__uid",)]
    copy = backup_before(store, BEFORE)
    assert run(copy, "PRAGMA user_version") == [(BEFORE,)]
    assert run(copy, f"SELECT {KEPT} FROM p_catalogue_item") == [LINE]


@pytest.mark.parametrize("table", ["p_threat_report", "p_threat_analysis"])
def test_reports_and_analyses_survive_the_column_of_their_marking_as_received(tmp_path: Path, table: str) -> None:
    store = store_of(tmp_path, 13)
    columns = [str(row[1]) for row in run(store, f"PRAGMA table_info({table})")]
    row = tuple(range(7, 7 + len(columns)))
    run(store, f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", *row)

    migrate(store, KEY, 13)

    kept = run(store, f"SELECT {', '.join(columns)} FROM {table}")
    assert [str(one) for one in kept[0]] == [str(one) for one in row]
    assert run(store, f"SELECT received_as FROM {table}") == [(None,)]
