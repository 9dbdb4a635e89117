"""All that is derived can be dropped and comes back equal, row for row: there is one path, not two."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.history.digest import store_digest
from app.history.rebuild import rebuild
from tests.history_life import Life, derived, three_desks
from tests.history_world import World, a_store, everything


def drop_everything(connection: Connection) -> None:
    for table in derived(connection):
        if table == "entry":
            connection.exec_driver_sql("UPDATE entry SET depth = 0, label = 0, void = NULL")
        else:
            connection.exec_driver_sql(f"DELETE FROM {table}")


@pytest.mark.parametrize("seed", range(3))
def test_dropped_projections_come_back_row_for_row(tmp_path: Path, seed: int) -> None:
    world = World(seed)
    desks = three_desks(world)
    with a_store(tmp_path, "a") as a, a_store(tmp_path, "b") as b, a_store(tmp_path, "c") as c:
        life = Life(world, {"BRU1": a, "BRU2": b, "ANT1": c}, seed)
        world.found_directory(a, desks[0])
        for other in (b, c):
            world.receive(other, everything(a))
        life.live(250)
        for store in (a, b, c):
            before, digest = derived(store), store_digest(store)
            assert before["rival"]
            assert len(before["p_person"]) > 3

            drop_everything(store)
            rebuild(store, world.schema, world.trust)

            after = derived(store)
            assert {name: after[name] for name in before if after[name] != before[name]} == {}
            assert store_digest(store) == digest


def test_the_random_life_is_rich(tmp_path: Path) -> None:
    world = World(0)
    desks = three_desks(world)
    with a_store(tmp_path, "a") as a, a_store(tmp_path, "b") as b, a_store(tmp_path, "c") as c:
        life = Life(world, {"BRU1": a, "BRU2": b, "ANT1": c}, 0)
        world.found_directory(a, desks[0])
        for other in (b, c):
            world.receive(other, everything(a))
        life.live(120)
        life.settle()
        rows = derived(a)
        assert store_digest(a) == store_digest(b) == store_digest(c)
        assert derived(b)["finding"] is not None
        for name in ("rival", "conflict", "finding"):
            assert rows[name], name
        assert {row[4] for row in rows["entry"]} > {None}
        assert any(row[3] for row in rows["entry"])


def test_rebuilding_one_stream_leaves_the_others_alone(tmp_path: Path) -> None:
    world = World(7)
    desks = three_desks(world)
    with a_store(tmp_path, "a") as a:
        world.found_directory(a, desks[0])
        life = Life(world, {"BRU1": a}, 7)
        for _ in range(3):
            life.begin_person("BRU1")
        before = derived(a)
        a.exec_driver_sql("UPDATE p_person SET family_name = 'wrong'")

        rebuild(a, world.schema, world.trust, [life.streams[0][0]])

        names = [row[0] for row in a.exec_driver_sql("SELECT family_name FROM p_person ORDER BY id")]
        assert names[1:] == ["wrong", "wrong"]
        assert names[0] != "wrong"
        rebuild(a, world.schema, world.trust)
        assert derived(a) == before
