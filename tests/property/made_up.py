"""A small domain of the tests' own, with every rule of merging in it; the directory and labels are the real ones.

`FULL` is today's version; `SMALL` is an older one that knows neither kind 33 nor the last field of kind 30.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from sqlalchemy import Connection, MetaData

from app.models.enums import Action
from app.models.fields import Field, Rule
from app.models.kind_specs import Schema
from app.models.kinds.directory import Officer, OrganisationEntry, Station
from app.models.kinds.label import Label
from app.models.rules.access import narrowest
from app.models.tables.history import metadata as history_tables
from app.models.tables.projection import projection_tables
from app.store.search.tables import DDL

STATES = ("asked", "granted", "running", "guarded")
"""A workflow's states; a later one protects more."""


def rank(values: tuple[Any, ...]) -> tuple[int, str]:
    """Rank a state and its last day: what protects more, and of equal states the longer, holds."""
    state, until = (*values, None, None)[:2]
    return (STATES.index(state) if state in STATES else -1, until if isinstance(until, str) else "")


@dataclass(frozen=True, slots=True)
class OldThing:
    """A thing as an older version knows it."""

    title: Annotated[str | None, Field(1, "t")] = None
    begins: Annotated[str | None, Field(2, "t")] = None
    ends: Annotated[str | None, Field(3, "t", cell=2)] = None
    story: Annotated[str | None, Field(4, "t", rule=Rule.TEXT)] = None
    tags: Annotated[tuple[str, ...], Field(5, "t", rule=Rule.SET)] = ()
    keys: Annotated[tuple[str, ...], Field(6, "t", rule=Rule.NARROW_SET)] = ()
    level: Annotated[int | None, Field(7, "t", rule=Rule.HIGHEST)] = None
    parts: Annotated[tuple[str, ...], Field(8, "t", rule=Rule.ORDER)] = ()
    state: Annotated[str | None, Field(9, "t", rule=Rule.WORKFLOW)] = None
    until: Annotated[str | None, Field(10, "t", cell=9)] = None


@dataclass(frozen=True, slots=True)
class Thing(OldThing):
    """One field of every rule, and two cells that group fields."""

    extra: Annotated[str | None, Field(11, "t")] = None


@dataclass(frozen=True, slots=True)
class Note:
    """Written once."""

    text: Annotated[str | None, Field(1, "t")] = None
    about: Annotated[str | None, Field(2, "t")] = None


@dataclass(frozen=True, slots=True)
class Novelty:
    """What the older version has never heard of."""

    title: Annotated[str | None, Field(1, "t")] = None
    tags: Annotated[tuple[str, ...], Field(2, "t", rule=Rule.SET)] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """In the second kind of stream, by those who may change measures; its title by the stream's owner alone."""

    title: Annotated[str | None, Field(1, "t")] = None
    places: Annotated[tuple[str, ...], Field(2, "t", rule=Rule.SET)] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """In the second kind of stream: all that a receiver may write."""

    title: Annotated[str | None, Field(1, "t")] = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """In the second kind of stream: what its owner alone decides."""

    text: Annotated[str | None, Field(1, "t")] = None


def _schema(thing: type, *, novelty: bool) -> Schema:
    found = Schema()
    for number, name in ((1, "directory"), (2, "alpha"), (3, "assignment")):
        found.part(number, name)
    found.declare(1, "label", part="*", action=Action.LABEL)(Label)
    for number, name, record in (
        (2, "organisation_entry", OrganisationEntry),
        (3, "station", Station),
        (4, "officer", Officer),
    ):
        found.declare(number, name, part="directory", action=Action.DIRECTORY, signed=True, rank=narrowest)(record)
    found.declare(30, "thing", part="alpha", action=Action.FILE, rank=rank)(thing)
    found.declare(31, "note", part="alpha", action=Action.REPORT, once=True)(Note)
    found.declare(32, "task", part="assignment", action=Action.MEASURE, others=("places",))(Task)
    if novelty:
        found.declare(33, "novelty", part="alpha", action=Action.MEASURE)(Novelty)
    found.declare(34, "done", part="assignment", action=Action.EXECUTE)(Done)
    found.declare(35, "ruling", part="assignment", action=Action.DECIDE, once=True)(Ruling)
    return found


FULL = _schema(Thing, novelty=True)
SMALL = _schema(OldThing, novelty=False)


def tables_of(schema: Schema) -> MetaData:
    """Return the tables of a store of `schema`: the history's own and one projection a kind."""
    found = MetaData()
    for table in history_tables.sorted_tables:
        if not table.name.startswith("p_"):
            table.to_metadata(found)
    projection_tables(schema, found)
    return found


_TABLES = {id(FULL): tables_of(FULL), id(SMALL): tables_of(SMALL)}


def make_tables(connection: Connection, schema: Schema) -> None:
    """Make the tables of a store of `schema` in an empty database."""
    _TABLES[id(schema)].create_all(connection)
    for statement in DDL:
        connection.exec_driver_sql(statement)
