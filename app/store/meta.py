"""Facts of the store about itself, by name: its id, whether it is an exercise, whether it came from a backup."""

from enum import StrEnum

from sqlalchemy import Connection

STORE_ID = "store_id"
MARK = "mark"
RESTORED = "restored"
"""Set in every copy a backup makes: a store that holds it is a restored one, and history begins a new incarnation."""


class Mark(StrEnum):
    """Whether what is in the store counts. Exercise stores watermark their paper and exchange among themselves only."""

    LIVE = "live"
    EXERCISE = "exercise"


def load_meta(connection: Connection, name: str) -> bytes | None:
    """Return the value kept under `name`, or None."""
    row = connection.exec_driver_sql("SELECT value FROM meta WHERE name = ?", (name,)).one_or_none()
    return bytes(row[0]) if row else None


def save_meta(connection: Connection, name: str, value: bytes) -> None:
    """Keep `value` under `name`, replacing what was there."""
    connection.exec_driver_sql(
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def drop_meta(connection: Connection, name: str) -> None:
    """Forget what is kept under `name`."""
    connection.exec_driver_sql("DELETE FROM meta WHERE name = ?", (name,))
