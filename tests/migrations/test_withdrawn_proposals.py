"""Proposals, execution reports and lines of lists survive the migration by which they are withdrawn and corrected."""

from pathlib import Path

from app.store.migrate import SCHEMA_VERSION, migrate
from tests.migrations.older import KEY, run, store_of

BEFORE = 14
PROPOSED = "id, uid, sid, reference, title, addressee, measures, submitted_on, submitted_by, asked, withheld"
PROPOSAL = (
    3, b"p" * 16, 2, "PRO-2026-BRU1-0001", "Week 47", "minister", "[]", "2026-11-20", b"o" * 16, '["aa"]', None,
)  # fmt: skip
REPORTED = (
    "id, uid, sid, measure, from_on, to_on, planned, done, not_done, incidents, by_whom, remarks, organisation, "
    "acknowledged, withheld"
)
REPORT = (
    5, b"r" * 16, 2, b"m" * 16, "2026-11-01", "2026-11-07", 14, 12, 2, "Band lek", "ploeg 14", "geen", b"z" * 16,
    b"c" * 16, None,
)  # fmt: skip
LISTED = 'id, uid, sid, list, code, names, "order", minister, how_often, timing, start_days, runs_days, equivalent'
LINE = (7, b"l" * 16, 4, "paragraphs", "own_aa", '{"nl": "x"}', 3, None, None, "preventive", 1, 2, 3)
KEPT = (
    ("p_proposal", PROPOSED, PROPOSAL),
    ("p_execution_report", REPORTED, REPORT),
    ("p_catalogue_item", LISTED, LINE),
)


def test_every_row_survives_its_table_being_made_anew(tmp_path: Path) -> None:
    store = store_of(tmp_path, BEFORE, *KEPT)

    migrate(store, KEY, BEFORE)

    assert run(store, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    for table, columns, row in KEPT:
        assert run(store, f"SELECT {columns} FROM {table}") == [row]
    new = "SELECT withdrawn_on, withdrawn_why, withdrawn_by, corrects, offered_in FROM p_proposal, p_execution_report"
    assert run(store, f"{new}, p_catalogue_item") == [(None,) * 5]
    assert run(store, "SELECT name FROM sqlite_master WHERE name LIKE '%_before'") == []
    plan = "EXPLAIN QUERY PLAN SELECT 1 FROM p_execution_report WHERE corrects = x'00'"
    assert "p_execution_report__corrects" in str(run(store, plan))
