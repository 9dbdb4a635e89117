"""A partner who knows our measure's id writes under it in a stream of his own: ours counts, whatever came first."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.core.ids import Id
from app.history.checking import check_history
from app.history.digest import store_digest
from app.history.findings import FindingKind, list_findings
from app.history.given import GivenIds, was_given
from app.history.rebuild import rebuild
from app.history.wire import Batch, CarriedEntry
from app.models.enums import Marking, MeasureState, Role
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.texts import local_text
from tests.history_world import Desk, World, a_store, everything

Stores = tuple[World, dict[str, Connection]]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    world = World("claims")
    ours = world.desk("BRU1")
    world.desk("PZ1", (Role.PARTNER,))
    with ExitStack() as stack:
        found = {code: stack.enter_context(a_store(tmp_path, code)) for code in ("ours", "theirs", "one", "other")}
        world.found_directory(found["ours"], ours)
        for code in ("theirs", "one", "other"):
            world.receive(found[code], everything(found["ours"]))
        yield world, found


def ids_of(world: World, desk: Desk) -> GivenIds:
    return GivenIds(world.clock, world.random, desk.pen().replica)


def write_measure(world: World, store: Connection, desk: Desk, uid: Id, said: str, state: MeasureState) -> Batch:
    """Write a measure in a stream of the desk's own; return what was new."""
    before = len(everything(store).entries)
    writer = world.writer(store, desk)
    label = Label(marking=Marking.NONE)
    stream = writer.begin_stream(world.ids.new(), "assignment", desk.organisation, label)
    writer.create(stream, uid, Measure(state=state, instruction=local_text("nl", said)))
    writer.commit(desk.officer, world.clock.now())
    return new_since(store, before)


def new_since(store: Connection, before: int) -> Batch:
    whole = everything(store)
    return Batch(whole.certs, whole.saves, list[CarriedEntry](whole.entries)[before:])


def shown(store: Connection) -> list[tuple[object, ...]]:
    sql = """SELECT p_measure.uid, stream.id, state, instruction FROM p_measure JOIN stream USING (sid) ORDER BY 1, 2"""
    return [tuple(row) for row in store.exec_driver_sql(sql)]


def voids(store: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in store.exec_driver_sql("SELECT hash, void FROM entry ORDER BY hash")]


def test_ours_counts_in_both_orders_of_arrival(stores: Stores) -> None:
    world, found = stores
    ours, thief = world.desks["BRU1"], world.desks["PZ1"]
    uid = ids_of(world, ours).new()
    true = write_measure(world, found["ours"], ours, uid, "vaste post", MeasureState.ACTIVE)
    forged = write_measure(world, found["theirs"], thief, uid, "niets", MeasureState.ENDED)
    assert len(shown(found["theirs"])) == 1, "who has only the forged one sees it"

    for batch in (true, forged):
        world.receive(found["one"], batch)
    for batch in (forged, true):
        world.receive(found["other"], batch)

    assert shown(found["one"]) == shown(found["other"]) == shown(found["ours"])
    assert voids(found["one"]) == voids(found["other"])
    assert store_digest(found["one"]) == store_digest(found["other"])
    for store in (found["one"], found["other"]):
        (finding,) = [one for one in list_findings(store) if one.kind is FindingKind.VOID]
        assert finding.subject == thief.officer


@pytest.mark.parametrize("given", [True, False])
def test_what_is_shown_is_what_a_rebuild_and_a_replay_show(stores: Stores, tmp_path: Path, *, given: bool) -> None:
    world, found = stores
    ours, thief = world.desks["BRU1"], world.desks["PZ1"]
    uid = ids_of(world, ours).new() if given else world.ids.new()
    batches = [
        write_measure(world, found["ours"], ours, uid, "vaste post", MeasureState.ACTIVE),
        write_measure(world, found["theirs"], thief, uid, "niets", MeasureState.ENDED),
    ]
    for store, order in ((found["one"], batches), (found["other"], batches[::-1])):
        for batch in order:
            world.receive(store, batch)
        before = shown(store)
        assert check_history(store, world.schema, world.trust, a_store(tmp_path, f"beside {len(before)}")) == []
        rebuild(store, world.schema, world.trust)
        assert shown(store) == before
    assert len(shown(found["one"])) == 1
    assert shown(found["one"]) == shown(found["other"])


def test_what_the_thief_writes_later_does_not_count_either(stores: Stores) -> None:
    world, found = stores
    ours, thief = world.desks["BRU1"], world.desks["PZ1"]
    uid = ids_of(world, ours).new()
    world.receive(found["one"], write_measure(world, found["ours"], ours, uid, "vaste post", MeasureState.ACTIVE))
    world.receive(found["one"], write_measure(world, found["theirs"], thief, uid, "niets", MeasureState.ENDED))
    before = len(everything(found["theirs"]).entries)
    writer = world.writer(found["theirs"], thief)
    stream = found["theirs"].exec_driver_sql("SELECT stream.id FROM stream JOIN p_measure USING (sid)").scalar_one()
    writer.change(bytes(stream), uid, Measure, {"state": MeasureState.REFUSED})
    writer.commit(thief.officer, world.clock.now())
    world.receive(found["one"], new_since(found["theirs"], before))

    assert shown(found["one"]) == shown(found["ours"])
    assert found["one"].exec_driver_sql("SELECT count(*) FROM conflict").scalar_one() == 0


def test_its_giver_himself_keeps_the_first_and_one_given_for_a_stream_stays_there(stores: Stores) -> None:
    world, found = stores
    ours = world.desks["BRU1"]
    store, ids = found["ours"], ids_of(world, ours)
    uid = ids.new()
    write_measure(world, store, ours, uid, "eerst", MeasureState.ACTIVE)
    write_measure(world, store, ours, uid, "later", MeasureState.ENDED)
    ((_, _, state, _),) = shown(store)
    assert state == MeasureState.ACTIVE

    writer = world.writer(store, ours)
    stream = writer.begin_stream(world.ids.new(), "assignment", ours.organisation, Label(marking=Marking.NONE))
    placed = ids.new(stream)
    assert was_given(placed, ours.pen().replica, stream)
    assert not was_given(placed, ours.pen().replica)
    write_measure(world, store, ours, placed, "eerder, elders", MeasureState.ENDED)
    writer.create(stream, placed, Measure(state=MeasureState.ACTIVE))
    writer.commit(ours.officer, world.clock.now())
    assert [line[1:3] for line in shown(store) if line[0] == placed] == [(stream, MeasureState.ACTIVE)]


def test_given_ids_are_uuids_of_version_seven_and_differ_within_a_millisecond(stores: Stores) -> None:
    world, _ = stores
    moment = world.clock.now()
    world.clock.at, world.clock.step = moment, type(world.clock.step)(0)
    ids = ids_of(world, world.desks["BRU1"])
    made = [ids.new() for _ in range(5_000)]
    assert len(set(made)) == len(made)
    assert {uid[6] >> 4 for uid in made} == {7}
    assert {uid[8] >> 6 for uid in made} == {2}
    assert all(was_given(uid, world.desks["BRU1"].pen().replica) for uid in made[:50])
    assert not any(was_given(uid, world.desks["PZ1"].pen().replica) for uid in made[:50])
