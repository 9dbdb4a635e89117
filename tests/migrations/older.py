"""A store as an earlier migration left it, to be brought on and looked into."""

from pathlib import Path

from app.core.clock import SeededRandomness
from app.store.engine import Role, connect
from app.store.keys import StoreKey
from app.store.migrate import migrate

KEY = StoreKey.generate(SeededRandomness("older"))


def run(path: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Return the rows of a statement."""
    connection = connect(path, KEY, Role.MIGRATION)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def store_of(folder: Path, migration: int, *lines: tuple[str, str, tuple[object, ...]]) -> Path:
    """Return a store as far as that migration, with lines in it: of each its table, the columns and the values."""
    store = folder / "s.praesidium"
    store.touch()
    migrate(store, KEY, 0, target=f"{migration:04}")
    for table, columns, line in lines:
        run(store, f"INSERT INTO {table} ({columns}) VALUES ({','.join('?' * len(line))})", *line)
    return store
