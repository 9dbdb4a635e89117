"""The table of lists' lines is made anew with more columns, and keeps every row it held."""

import re
import sqlite3

from app.store.migrate import SCRIPTS

VERSIONS = SCRIPTS / "versions"


def test_every_line_of_a_list_survives_its_table_being_made_anew() -> None:
    store = sqlite3.connect(":memory:")
    first = (VERSIONS / "0001_first.sql").read_text(encoding="utf-8")
    for statement in re.findall(
        r"CREATE (?:TABLE|INDEX) p_catalogue_item\b[^;]*;|CREATE INDEX p_catalogue_item__[^;]*;", first
    ):
        store.execute(statement)
    row = (7, b"u" * 16, 3, "threat_forms", "drone", '{"nl": "drone"}', 2, "2026-01-01", None, None)
    store.execute(f"INSERT INTO p_catalogue_item VALUES ({','.join('?' * len(row))})", row)

    for statement in (VERSIONS / "0008_catalogues.sql").read_text(encoding="utf-8").split(";\n\n"):
        store.execute(statement)

    kept = 'id, uid, sid, list, code, names, "order", valid_from, valid_until, withheld'
    assert store.execute(f"SELECT {kept} FROM p_catalogue_item").fetchall() == [row]
    assert store.execute("SELECT state, number, unit, text FROM p_catalogue_item").fetchall() == [(None,) * 4]
    names = [name for (name,) in store.execute("SELECT name FROM sqlite_master ORDER BY name")]
    assert names == ["p_catalogue_item", "p_catalogue_item__uid"]
    store.close()
