"""What was asked and who is related to whom survives the migration that lets a request be withdrawn."""

from pathlib import Path

from app.store.migrate import SCHEMA_VERSION, migrate
from tests.migrations.older import KEY, run, store_of

BEFORE = 11
ASKED = "id, uid, sid, file, service, question, asked_on, wanted_by, reference, answer, withheld"
REQUEST = (3, b"r" * 16, 2, b"f" * 16, b"s" * 16, "Welk niveau?", "2026-11-02", "2026-11-20", "2026/7", None, None)
RELATED = "id, uid, sid, person, other, kind, remarks, withheld"
RELATION = (5, b"v" * 16, 2, b"p" * 16, b"o" * 16, "child", "uit een eerder huwelijk", None)


def test_requests_and_relations_survive_their_tables_being_made_anew(tmp_path: Path) -> None:
    store = store_of(tmp_path, BEFORE, ("p_analysis_request", ASKED, REQUEST), ("p_relation", RELATED, RELATION))

    migrate(store, KEY, BEFORE)

    assert run(store, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert run(store, f"SELECT {ASKED}, withdrawn_on, withdrawn_why, withdrawn_by FROM p_analysis_request") == [
        (*REQUEST, None, None, None)
    ]
    assert run(store, f"SELECT {RELATED}, from_on, to_on FROM p_relation") == [(*RELATION, None, None)]
    assert run(store, "SELECT name FROM sqlite_master WHERE name LIKE '%_before'") == []
    plan = "EXPLAIN QUERY PLAN SELECT uid FROM p_analysis_request WHERE answer IS NULL AND withdrawn_on IS NULL"
    assert "p_analysis_request__owed" in str(run(store, f"{plan} ORDER BY wanted_by"))
