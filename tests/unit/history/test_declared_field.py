"""A field is declared once: with no other line it is written, merged, projected, kept in history and found again."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from sqlalchemy import MetaData

from app.history.conflicts import open_conflicts
from app.history.trail import trail
from app.models.enums import Action, Marking
from app.models.fields import Field, Search
from app.models.kind_specs import Schema
from app.models.kinds import SCHEMA
from app.models.kinds.label import Label
from app.models.tables import projection_tables
from app.services.search.indexing import findable
from tests.history_world import World, a_store, everything

SCHEMA_HERE = Schema(dict(SCHEMA.kinds), dict(SCHEMA.by_name), dict(SCHEMA.by_record), dict(SCHEMA.parts))


@SCHEMA_HERE.declare(30_000, "test_only", part="person", action=Action.REGISTER)
@dataclass(frozen=True, slots=True)
class TestOnly:
    """A kind that no other line of the program knows."""

    __test__ = False

    colour: Annotated[str | None, Field(1, "Colour", search=Search.TEXT)] = None


def test_a_field_that_is_only_declared_goes_all_the_way(tmp_path: Path) -> None:
    world = World(schema=SCHEMA_HERE)
    desk = world.desk("BRU1")
    other = world.desk("BRU2", organisation=desk.organisation)
    with a_store(tmp_path, "a") as a, a_store(tmp_path, "b") as b:
        for store in (a, b):
            projection_tables(SCHEMA_HERE, (tables := MetaData()))
            tables.tables["p_test_only"].create(store)
        world.found_directory(a, desk)
        writer = world.writer(a, desk)
        uid = world.ids.new()
        stream = writer.begin_stream(uid, "person", desk.organisation, Label(marking=Marking.NONE))
        writer.create(stream, uid, TestOnly(colour="blue"))
        writer.commit(desk.officer, world.clock.now())
        world.receive(b, everything(a))
        for who, store, colour in ((desk, a, "red"), (other, b, "green")):
            writer = world.writer(store, who)
            writer.change(stream, uid, TestOnly, {"colour": colour})
            writer.commit(who.officer, world.clock.now())
        world.receive(a, everything(b))

        assert a.exec_driver_sql("SELECT colour FROM p_test_only").scalar_one() in ("red", "green")
        (conflict,) = open_conflicts(a, SCHEMA_HERE)
        assert {tuple(rival.values or ()) for rival in conflict.rivals} == {("red",), ("green",)}
        said = [change.values for change in trail(a, SCHEMA_HERE, uid, uid) if change.kind and change.kind.id == 30_000]
        assert said[0] == ["blue"]
        assert len(said) == 3
        assert findable(SCHEMA_HERE.by_name["test_only"])
