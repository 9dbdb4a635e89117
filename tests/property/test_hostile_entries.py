"""What a station with genuine keys could send to harm: refused or void, never a crash, never in others' way."""

from typing import Any

import msgspec
import pytest

from app.core.errors import PraesidiumError
from app.core.ids import Id
from app.history.applying import apply
from app.history.wire import Batch
from app.models.enums import Marking
from app.models.kinds.label import Label
from tests.history_world import START
from tests.property.comparing import dump
from tests.property.forging import Forger, Op
from tests.property.made_up import FULL, Thing
from tests.property.replicas import House, Replica

EXTENSION = msgspec.msgpack.encode([msgspec.msgpack.Ext(5, b"x")])
NESTED = b"\x91" * 400 + b"\xc0"
VALUES: list[Any] = [
    b"\xc1", b"", b"\x93\xc0", EXTENSION, NESTED, b"\x91\xd6\xff\x00\x00\x00\x00", [], None, 7, "text", {"a": 1},
    [{1: 2}], [[{}]], [b"\xff"],
    [1e308], [float("nan")], [2**63], [-(2**63)], [True], [1, {}], [1, [1]], [0, None], [1, b"\xff"],
    [2, "x"], [1, "x", 3], ["2026-13-45", "x"], [3, "2026-13-45"], [3, 5], [[], []],
]  # fmt: skip


def _begun(house: House) -> tuple[Replica, Replica, Id, Id, list[bytes]]:
    house.begin("hostile")
    a, b = house.replica(0, "OFF1"), house.replica(1, "OFF2")
    writer = a.writer()
    uid = a.world.random(16)
    partner = house.desks["OUTS"].organisation
    stream = writer.begin_stream(uid, "alpha", a.desk.organisation, Label(marking=Marking.NONE, co_owners=(partner,)))
    writer.create(stream, uid, Thing(title="ash", tags=("elm",)))
    names = a.save(writer, START)
    b.receive(a.given.batch(a.given.entries))
    return a, b, stream, uid, names


def _forger(house: House, store: Replica, code: str = "OFF2") -> Forger:
    sql = "SELECT hash FROM tip JOIN entry USING (eid) JOIN stream ON stream.sid = tip.sid WHERE stream.part = 1"
    return Forger(house.desks[code], [row[0] for row in store.connection.exec_driver_sql(sql)])


def _try(store: Replica, batch: Batch) -> bool:
    """Apply as a unit of work does: all or nothing. Return whether it was taken over."""
    store.connection.exec_driver_sql("SAVEPOINT work")
    try:
        apply(store.connection, FULL, store.world.trust, batch, now=START, source=1)
    except PraesidiumError:
        store.connection.exec_driver_sql("ROLLBACK TO work")
        return False
    finally:
        store.connection.exec_driver_sql("RELEASE work")
    return True


def _goes_on(house: House, a: Replica, b: Replica, stream: Id, uid: Id) -> bool:
    """Whether honest work still arrives."""
    writer = a.writer()
    writer.change(stream, uid, Thing, {"story": "goes on"})
    writer.change(stream, stream, Label, {"marking": Marking.RESTRICTED})
    b.receive(a.given.batch(a.save(writer, START)))
    # On top of whatever was taken over, labels included.
    writer = b.writer()
    writer.change(stream, uid, Thing, {"begins": "on top"})
    writer.add(stream, stream, Label, "distribution", house.desks["PART"].organisation)
    b.save(writer, START)
    return b.connection.exec_driver_sql("SELECT story FROM p_thing WHERE uid = ?", (uid,)).scalar() == "goes on"


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_no_value_however_odd_breaks_a_store(house: House, value: Any) -> None:
    a, b, stream, uid, names = _begun(house)
    forger = _forger(house, b)
    for kind, entity, cells in ((30, uid, (1, 2, 5, 6, 7, 8, 9, 11)), (1, stream, range(1, 9)), (31, uid, (1,))):
        for cell in cells:
            batch, _ = forger.write(stream, names, [(entity, kind, cell, value, ())])
            _try(b, batch)

    assert _goes_on(house, a, b, stream, uid)


@pytest.mark.parametrize("known", [False, True])
def test_an_entry_whose_parents_are_of_another_stream_is_refused(house: House, known: bool) -> None:
    a, b, stream, uid, names = _begun(house)
    directory = b.world.trust.directory
    elsewhere = directory if known and directory is not None else b.world.random(16)
    before = dump(b.connection)

    batch, _ = _forger(house, b).write(elsewhere, names, [(uid, 30, 1, ["x"], ())])

    assert not _try(b, batch)
    assert dump(b.connection) == before
    assert _goes_on(house, a, b, stream, uid)


def _bad(house: House, store: Replica, what: str, stream: Id, parent: bytes, uid: Id) -> Batch:
    forger = _forger(house, store)
    operation: Op = (uid, 30, 1, ["poison"], ())
    if what == "signature":
        return forger.write(stream, [parent], [operation], break_signature=True)[0]
    if what == "stream":
        return forger.write(store.world.random(16), [parent], [operation])[0]
    forger.head = []
    return forger.write(stream, [parent], [operation])[0]


@pytest.mark.parametrize("what", ["signature", "stream", "stranger"])
def test_what_is_bad_and_waits_does_not_keep_out_what_it_waits_for(house: House, what: str) -> None:
    a, b, stream, uid, _ = _begun(house)
    writer = a.writer()
    writer.change(stream, uid, Thing, {"title": "birch"})
    (good,) = a.save(writer, START)
    # Somebody who has the honest entry already names it in a bad one and sends that first.
    _try(b, _bad(house, b, what, stream, good, uid))

    b.receive(a.given.batch([good]))

    assert b.connection.exec_driver_sql("SELECT title FROM p_thing").scalar() == "birch"
    assert _goes_on(house, a, b, stream, uid)


def test_a_co_owner_cannot_take_away_a_removal_with_an_operation_on_another_element(house: House) -> None:
    a, b, stream, _, _ = _begun(house)
    guest = house.desks["PART"].organisation
    for writes, verb in ((a, "add"), (a, "remove")):
        writer = writes.writer()
        getattr(writer, verb)(stream, stream, Label, "distribution", guest)
        names = a.save(writer, START)
        b.receive(a.given.batch(names))
    sql = """SELECT entry.hash, cell.idx FROM cell JOIN entry USING (eid) JOIN entity ON entity.id = cell.entity
             WHERE entity.uid = ? AND kind = 1 AND field = ?"""
    cell = FULL.by_record[Label].cell_of("distribution").id
    removal = tuple(b.connection.exec_driver_sql(sql, (stream, cell)).one())
    trick: Op = (stream, 1, cell, [0, b"\7" * 16], [removal])
    forged, name = _forger(house, b, "OUTS").write(stream, names, [trick])

    assert _try(b, forged)

    void = b.connection.exec_driver_sql("SELECT void FROM entry WHERE hash = ?", (name,)).scalar_one()
    assert void is not None
    assert tuple(b.connection.exec_driver_sql(sql, (stream, cell)).one()) == removal
