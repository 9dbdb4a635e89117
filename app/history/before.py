"""What a store holds before something is applied: asked in one statement, because a save has only a few of them."""

from typing import NamedTuple

from sqlalchemy import Connection

from app.core.ids import Id
from app.history.rows import select
from app.models.enums import AccountState
from app.models.kind_specs import Schema
from app.models.kinds.directory import Station
from app.models.tables.projection import projection_name


class Before(NamedTuple):
    """The greatest keys (0 where there are none), and whether there is anything at all of what is rare."""

    last_entry: int
    last_save: int
    waiting: bool
    erasures: bool
    revocations: bool
    """Whether the directory here says of a station that it is revoked."""


def look_before(connection: Connection, schema: Schema, directory: Id | None) -> Before:
    """Return what `connection` holds now; `directory` is the stream that is believed."""
    kind = schema.by_record.get(Station)
    revoked = "0"
    if kind is not None and directory is not None:
        table = projection_name(kind)
        revoked = f"EXISTS (SELECT 1 FROM {table} JOIN stream USING (sid) WHERE state = ? AND stream.id = ?)"  # noqa: S608
    sql = f"""SELECT (SELECT max(eid) FROM entry), (SELECT max(vid) FROM save), EXISTS (SELECT 1 FROM waiting),
                     EXISTS (SELECT 1 FROM erasure), {revoked}"""  # noqa: S608
    given = () if revoked == "0" else (AccountState.REVOKED.value, directory)
    row = select(connection, sql, *given)[0]
    return Before(row[0] or 0, row[1] or 0, bool(row[2]), bool(row[3]), bool(row[4]))
