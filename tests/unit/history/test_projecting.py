"""However differently rows change in one save, each shows what its history says."""

from itertools import combinations
from pathlib import Path
from typing import Any

from app.history.projecting import MOST_SHAPES
from app.history.rebuild import rebuild
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from tests.history_life import derived
from tests.history_world import World, a_store

CHANGES: tuple[dict[str, Any], ...] = (
    {"family_name": "Maes"}, {"native_name": "Μάες"}, {"sex": None}, {"function": "minister"}, {"notes": "changed"},
)  # fmt: skip


def test_rows_that_change_in_more_ways_than_have_a_statement_each_come_out_right(tmp_path: Path) -> None:
    world = World(5)
    desk = world.desk("BRU1", (Role.FILE_OFFICER,))
    names = {name for change in CHANGES for name in change} & set(world.schema.by_record[Person].fields)
    known = [change for change in CHANGES if set(change) <= names]
    ways = [dict(pair for change in chosen for pair in change.items())
            for count in range(1, len(known) + 1) for chosen in combinations(known, count)]  # fmt: skip
    with a_store(tmp_path, "a") as store:
        world.found_directory(store, desk)
        writer = world.writer(store, desk)
        people = [world.ids.new() for _ in ways]
        streams = [writer.begin_stream(uid, "person", desk.organisation, Label(marking=Marking.NONE)) for uid in people]
        for uid, stream in zip(people, streams, strict=True):
            writer.create(stream, uid, Person(family_name="Peeters", given_names="An"))
        writer.commit(desk.officer, world.clock.now())
        writer = world.writer(store, desk)
        for uid, stream, way in zip(people, streams, ways, strict=True):
            writer.change(stream, uid, Person, way)
        assert writer.commit(desk.officer, world.clock.now()).applied.void == 0

        before = derived(store)
        rebuild(store, world.schema, world.trust)

        assert len(ways) > MOST_SHAPES
        assert {name for name, rows in derived(store).items() if rows != before[name]} == set()
        given = store.exec_driver_sql("SELECT count(DISTINCT family_name), min(given_names) FROM p_person").one()
        assert tuple(given) == (2, "An")
