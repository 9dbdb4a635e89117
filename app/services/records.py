"""What the store says now, as records: the projections of history, read by id or condition, without asking for a right.

Who asks, and what he may, is `app.services.desk`: no service reads here but through its look or its unit of work.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.claims import COUNTS
from app.history.rows import select
from app.models.kind_specs import KindSpec, Schema, from_columns
from app.models.tables import projection_name
from app.services.among import AMONG, among

R = TypeVar("R")


class NotThere(UserError):
    """What was asked for is not in this store (or not for this officer to know)."""

    sentence = N_("This is not in the store of this workstation, or you may not see it.")


class Records:
    """One moment of the projections of a store."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self.connection = connection
        self.schema = schema

    def _standing(self, streams: Sequence[Any]) -> Sequence[Any]:
        """Return those of the streams, their keys first, that count as parts of their root."""
        return streams

    def _counting(self, _spec: KindSpec, rows: Sequence[Any]) -> Sequence[Any]:
        """Return those of the rows of a kind, their keys first, that count for what they are about."""
        return rows

    def stream_of(self, uid: Id, kind: type | None = None) -> Id:
        """Return the stream in which an entity lives. Raises NotThere."""
        sql = f"SELECT s.id, kind FROM entity JOIN stream s USING (sid) WHERE uid = ? AND {COUNTS} ORDER BY entity.id"  # noqa: S608
        wanted = None if kind is None else self.schema.by_record[kind].id
        for stream, number in select(self.connection, sql, uid):
            if number == wanted or (wanted is None and number != 1):
                return bytes(stream)
        raise NotThere

    def part(self, root: Id, part: str) -> Id:
        """Return the (first) stream of that part of a root. Raises NotThere."""
        found = self.parts(root, part)
        if not found:
            raise NotThere
        return found[0]

    def parts(self, root: Id, part: str) -> list[Id]:
        """Return all streams of that part of a root, those of the root's owner first, of each the oldest first."""
        number = self.schema.part_number(part)
        sql = f"""SELECT sid, id FROM stream WHERE root = ?1 AND part = ?2 ORDER BY owner IS NOT
            (SELECT home.owner FROM entity JOIN stream AS home USING (sid)
            WHERE uid = ?1 AND kind <> 1 AND {COUNTS} LIMIT 1), sid"""  # noqa: S608 - a constant
        return [bytes(row[1]) for row in self._standing(select(self.connection, sql, root, number))]

    def get(self, kind: type[R], uid: Id) -> R:
        """Return one entity's record, without asking for a right. Raises NotThere."""
        found = self.find(kind, "uid = ?", uid)
        if not found:
            raise NotThere
        return found[0][1]

    def get_all(self, kind: type[R], uids: Iterable[Id]) -> dict[Id, R]:
        """Return the records of many, as `get` would each, by one statement; what is not here is left out."""
        asked = among(uids)
        found = self.find(kind, f"uid {AMONG}", asked) if asked != "[]" else []
        return dict(reversed(found))  # where another station wrote one elsewhere too, the first counts

    def find(self, kind: type[R], where: str = "1", *parameters: Any, order: str = "id") -> list[tuple[Id, R]]:
        """Return (id, record) of all entities of a kind for which the SQL condition holds.

        The condition is code, never what somebody typed; what was typed goes into `parameters`.
        """
        spec = self.schema.by_record[kind]
        columns = ", ".join(f'"{name}"' for name in spec.fields)
        sql = f"SELECT id, uid, {columns} FROM {projection_name(spec)} WHERE {where} ORDER BY {order}"  # noqa: S608
        rows = self._counting(spec, select(self.connection, sql, *parameters))
        return [(bytes(row[1]), from_columns(spec, row[2:])) for row in rows]

    def locate(self, kind: type[R], where: str = "1", *parameters: Any, order: str = "id") -> list[tuple[Id, Id, R]]:
        """Return (id, stream, record) like `find`: for lists whose every line is asked for by its own stream."""
        spec = self.schema.by_record[kind]
        columns = ", ".join(f'"{name}"' for name in spec.fields)
        home = f"(SELECT stream.id FROM stream WHERE stream.sid = {projection_name(spec)}.sid)"  # noqa: S608
        sql = f"SELECT id, uid, {home}, {columns} FROM {projection_name(spec)} WHERE {where} ORDER BY {order}"  # noqa: S608
        rows = self._counting(spec, select(self.connection, sql, *parameters))
        return [(bytes(row[1]), bytes(row[2]), from_columns(spec, row[3:])) for row in rows]
