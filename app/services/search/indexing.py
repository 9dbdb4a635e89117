"""What an entity is found by, read from the field declarations: `search` says what, a sealed field never.

Saves and imports queue the entities they touch (`app.history.projecting`); a look-up drains a little of the queue
first, so that what was just typed is found at once, and a job in the background drains the rest after a large import.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from app.models.fields import FieldSpec, Search, Sensitivity
from app.models.kind_specs import KindSpec, Schema
from app.models.tables import projection_name
from app.models.texts import ORIGINAL
from app.services.desk import Desk
from app.store.search.writing import SearchDoc, drain


@dataclass(frozen=True, slots=True)
class Findable:
    """The fields of one kind by which it is found: those that name it, other texts, and exact keys."""

    kind: KindSpec
    title: tuple[FieldSpec, ...]
    texts: tuple[FieldSpec, ...]
    keys: tuple[FieldSpec, ...]

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """Return all of them, in the order of their columns in a query."""
        return (*self.title, *self.texts, *self.keys)


def drain_index(desk: Desk, limit: int = 2_000) -> int:
    """Renew at most `limit` queued entries of the index; return how many were taken from the queue.

    Nothing is written where nothing is queued. Raises DiskFull, NotWritable, StoreDamaged.
    """
    with desk.store.read() as connection:
        if connection.exec_driver_sql("SELECT 1 FROM find_queue LIMIT 1").first() is None:
            return 0
    with desk.store.write() as connection:
        return drain(connection, documents(connection, desk.schema), limit)


def waiting(desk: Desk) -> int:
    """Return how many entities wait to be indexed: those a look-up may not find yet."""
    with desk.store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM find_queue").scalar_one())


def documents(connection: Connection, schema: Schema) -> Callable[[Sequence[int]], Iterable[SearchDoc]]:
    """Return what gives the documents of entity keys; nothing for one that is deleted or found by nothing."""

    def texts_of(entities: Sequence[int]) -> Iterable[SearchDoc]:
        by_kind: dict[int, list[int]] = {}
        sql = "SELECT kind, id FROM entity WHERE id IN (SELECT value FROM json_each(?))"
        for number, key in connection.exec_driver_sql(sql, (json.dumps(list(entities)),)):
            by_kind.setdefault(number, []).append(key)
        for number, keys in by_kind.items():
            kind = schema.kinds.get(number)
            if kind is not None:
                yield from _documents_of_kind(connection, findable(kind), keys)

    return texts_of


def findable(kind: KindSpec) -> Findable:
    """Return by what a kind is found. Its title is the first cell that holds a text to be found by."""
    shown = [field for field in kind.fields.values() if field.meta.sensitivity is not Sensitivity.SEALED]
    texts = [field for field in shown if field.meta.search is Search.TEXT]
    named = kind.cell_of(texts[0].name).id if texts else None
    title = tuple(field for field in texts if kind.cell_of(field.name).id == named)
    rest = tuple(field for field in texts if field not in title)
    return Findable(kind, title, rest, tuple(field for field in shown if field.meta.search is Search.KEY))


def words_of(value: object) -> list[str]:
    """Return the texts in a projection column: a plain one, a list of them, or one a language."""
    if not isinstance(value, str) or not value:
        return []
    if value[0] not in "[{":
        return [value]
    try:
        read = json.loads(value)
    except ValueError:
        return [value]
    if isinstance(read, Mapping):
        read = [text for language, text in read.items() if language != ORIGINAL]
    return [text for text in read if isinstance(text, str)] if isinstance(read, list) else [value]


def _documents_of_kind(connection: Connection, found_by: Findable, keys: Sequence[int]) -> Iterable[SearchDoc]:
    fields = found_by.fields
    if not fields:
        return
    columns = ", ".join(f'"{field.name}"' for field in fields)
    table = projection_name(found_by.kind)
    sql = f"SELECT id, {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - declared names
    upto = len(found_by.title), len(found_by.title) + len(found_by.texts)
    for row in connection.exec_driver_sql(sql, (json.dumps(list(keys)),)):
        texts = [words_of(value) for value in row[1:]]
        title = [word for words in texts[: upto[0]] for word in words]
        other = [word for words in texts[upto[0] : upto[1]] for word in words]
        marks = [word for words in texts[upto[1] :] for word in words]
        if title or other or marks:
            yield SearchDoc(row[0], found_by.kind.id, " ".join(title), tuple(other), tuple(marks))
