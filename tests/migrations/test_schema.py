"""What the migrations build is what the models say, and a migration that fails was never there."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import inspect

from app.core.clock import SeededRandomness
from app.models.tables import metadata
from app.store.engine import APPLICATION_ID, Role, connect, writing_engine
from app.store.keys import StoreKey
from app.store.migrate import SCHEMA_VERSION, SCRIPTS, backup_before, forget_copies, head, migrate
from app.store.refusals import MigrationFailed, StoreDamaged
from app.store.verify import verify_file
from tests.migrations.modelled import raw_ddl

FROZEN = {
    "0001_first.sql": "b33c0b23040c291d1d698bd6dc1125438c30dfd64beb869af742ac3be35193b5",
}
"""The SQL of each release's migrations by its SHA-256."""
KEY = StoreKey.generate(SeededRandomness("migrations"))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "s.praesidium"
    path.touch()
    migrate(path, KEY, 0)
    return path


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = connect(path, KEY, Role.MIGRATION)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def shape(path: Path) -> list[tuple[object, ...]]:
    return rows(path, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")


def test_the_known_version_is_the_newest_migration() -> None:
    assert int(head()) == SCHEMA_VERSION


def test_a_new_store_says_what_it_is(store: Path) -> None:
    assert rows(store, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(store, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


@pytest.mark.parametrize("script", sorted(FROZEN))
def test_a_migration_that_was_released_is_never_written_again(script: str) -> None:
    assert sha256((SCRIPTS / "versions" / script).read_bytes()).hexdigest() == FROZEN[script]


def test_a_migrated_store_has_the_tables_columns_and_indexes_of_the_models(store: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    fresh.touch()
    engine = writing_engine(fresh, KEY, Role.MIGRATION)
    with engine.begin() as connection:
        metadata.create_all(connection)
        for statement in raw_ddl():
            connection.exec_driver_sql(statement)
    engine.dispose()

    def tidy(path: Path) -> set[tuple[object, ...]]:
        return {
            (kind, name, table, re.sub(r"\s+", "", str(sql)))
            for kind, name, table, sql in shape(path)
            if name not in {"alembic_version", "sqlite_autoindex_alembic_version_1"}
        }

    assert tidy(store) == tidy(fresh)
    engine = writing_engine(store, KEY, Role.MIGRATION)
    found = inspect(engine)
    for table in metadata.sorted_tables:
        assert [one["name"] for one in found.get_columns(table.name)] == [one.name for one in table.columns]
    engine.dispose()


def test_migrations_import_nothing_of_the_program() -> None:
    for script in (SCRIPTS / "versions").glob("*.py"):
        assert not re.search(r"^\s*(from|import)\s+app\b", script.read_text(encoding="utf-8"), re.MULTILINE)


def write_next(folder: Path, body: str) -> Path:
    """Return a copy of the scripts with one migration more."""
    versions = folder / "scripts" / "versions"
    versions.mkdir(parents=True)
    for one in (SCRIPTS / "versions").glob("0*"):
        (versions / one.name).write_bytes(one.read_bytes())
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    now, after = f"{SCHEMA_VERSION:04}", f"{SCHEMA_VERSION + 1:04}"
    (versions / f"{after}_next.py").write_text(
        f'"""Next."""\n\nfrom alembic import op\n\nrevision = "{after}"\ndown_revision = "{now}"\n\n\n'
        f"def upgrade() -> None:\n{lines}\n",
        encoding="utf-8",
    )
    return folder / "scripts"


def with_row(path: Path) -> None:
    rows(path, "INSERT INTO meta (name, value) VALUES ('kept', x'31')")


def test_an_upgrade_keeps_the_rows_and_leaves_an_encrypted_copy_of_before(store: Path, tmp_path: Path) -> None:
    with_row(store)
    migrate(store, KEY, SCHEMA_VERSION, scripts=write_next(tmp_path, 'op.execute("CREATE TABLE later (n INTEGER)")'))
    assert rows(store, "PRAGMA user_version") == [(SCHEMA_VERSION + 1,)]
    assert rows(store, "SELECT value FROM meta") == [(b"1",)]
    assert rows(store, "SELECT * FROM later") == []
    before = backup_before(store, SCHEMA_VERSION)
    assert before.stat().st_mode & 0o777 == 0o600
    assert b"CREATE TABLE" not in before.read_bytes()
    assert rows(before, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert rows(before, "SELECT value FROM meta") == [(b"1",)]
    assert verify_file(before, KEY) == ()
    forget_copies(store)
    assert not before.exists()
    assert store.exists()


def test_a_table_rebuilt_by_a_migration_keeps_its_children(store: Path, tmp_path: Path) -> None:
    rows(store, "CREATE TABLE elder (n INTEGER PRIMARY KEY)")
    rows(store, "CREATE TABLE younger (n INTEGER REFERENCES elder (n) ON DELETE CASCADE)")
    rows(store, "INSERT INTO elder VALUES (1)")
    rows(store, "INSERT INTO younger VALUES (1)")
    body = (
        'with op.batch_alter_table("elder", recreate="always") as batch:\n'
        '    batch.add_column(sa.Column("label", sa.Text))'
    )
    scripts = write_next(tmp_path, "import sqlalchemy as sa\n" + body)
    migrate(store, KEY, SCHEMA_VERSION, scripts=scripts)
    assert rows(store, "SELECT * FROM younger") == [(1,)]
    assert rows(store, "SELECT * FROM elder") == [(1, None)]


HALF_WAY = (
    'op.execute("CREATE TABLE later (n INTEGER)")\n'
    'op.execute("DELETE FROM meta")\n'
    'op.execute("PRAGMA user_version = 9")\n'
)


@pytest.mark.parametrize(
    "ending",
    [
        'raise RuntimeError("half-way")',
        'op.execute("INSERT INTO nowhere VALUES (1)")',
        'op.execute("CREATE TABLE c (n INTEGER REFERENCES meta (name))")\nop.execute("INSERT INTO c VALUES (5)")',
    ],
    ids=["an exception", "an error of SQL", "a broken reference"],
)
def test_a_migration_that_fails_half_way_leaves_the_store_as_it_was(store: Path, tmp_path: Path, ending: str) -> None:
    with_row(store)
    before = shape(store), rows(store, "SELECT * FROM meta")
    with pytest.raises(MigrationFailed):
        migrate(store, KEY, SCHEMA_VERSION, scripts=write_next(tmp_path, HALF_WAY + ending))
    assert (shape(store), rows(store, "SELECT * FROM meta")) == before
    assert rows(store, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert rows(store, "PRAGMA foreign_key_check") == []


def test_a_damaged_store_is_not_migrated(store: Path, tmp_path: Path) -> None:
    body = bytearray(store.read_bytes())
    for page in range(2, len(body) // 4096):
        body[page * 4096 + 9] ^= 1
    store.write_bytes(bytes(body))
    with pytest.raises(StoreDamaged):
        migrate(store, KEY, SCHEMA_VERSION, scripts=write_next(tmp_path, "pass"))
    assert store.read_bytes() == bytes(body)
    assert not backup_before(store, SCHEMA_VERSION).exists()
