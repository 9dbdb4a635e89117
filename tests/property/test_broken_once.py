"""What an attack on the history engine once broke: each a smallest case, held against the oracle where it has a say."""

from contextlib import nullcontext

import pytest

from app.core.clock import SeededRandomness
from app.core.ids import NIL, Id
from app.history.applying import apply
from app.history.checking import check_history
from app.history.directory import Directories
from app.history.wire import MalformedHistory
from app.history.writing import NothingToBuildOn
from app.models.enums import AccountState, Marking, Role
from app.models.kinds.directory import Station
from app.models.kinds.label import Label
from app.store.keys import SigningKey
from tests.history_world import START, Desk
from tests.property.comparing import differences, dump
from tests.property.forging import Forger
from tests.property.made_up import FULL, Note, Thing
from tests.property.replicas import House, Replica

SHOWN = "SELECT title, begins, ends, story, tags, state, until FROM p_thing"


def _stores(house: House, count: int = 3) -> list[Replica]:
    house.begin("once")
    return [house.replica(at, code) for at, code in enumerate(("OFF1", "OFF2", "PART", "ADMI")[:count])]


def _send(source: Replica, *targets: Replica) -> None:
    for target in targets:
        target.receive(source.given.batch(source.given.entries))


def _a_thing(replica: Replica, record: Thing | Note | None = None, label: Label | None = None) -> tuple[Id, Id]:
    writer = replica.writer()
    uid = replica.world.random(16)
    label = label or Label(marking=Marking.RESTRICTED)
    stream = writer.begin_stream(uid, "alpha", replica.desk.organisation, label)
    writer.create(stream, uid, record or Thing(title="ash", begins="a", ends="b", tags=("elm",)))
    replica.save(writer, START)
    return stream, uid


def _change(replica: Replica, stream: Id, uid: Id, record: type = Thing, **fields: object) -> bytes:
    writer = replica.writer()
    writer.change(stream, uid, record, fields)
    return replica.save(writer, START)[0]


def _delete(replica: Replica, stream: Id, uid: Id) -> bytes:
    writer = replica.writer()
    writer.delete(stream, uid, Thing)
    return replica.save(writer, START)[0]


def _head(replica: Replica) -> list[bytes]:
    return Directories(replica.connection, FULL, replica.world.trust.directory).tips()


def _rows(replica: Replica, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in replica.connection.exec_driver_sql(sql)]


def _marking(replica: Replica) -> object:
    return replica.connection.exec_driver_sql("SELECT marking FROM p_label ORDER BY id DESC").scalar()


def test_who_repeats_the_directorys_birth_with_himself_in_it_stays_a_stranger(house: House) -> None:
    (store,) = _stores(house, 1)
    world = house.world
    random = SeededRandomness("intruder")
    keys = [SigningKey.generate(random) for _ in range(3)]
    intruder = Desk("EVIL", random(16), random(16), random(16), keys[0], keys[1], keys[2], (Role.ADMINISTRATOR,))
    directory = world.trust.directory
    assert directory is not None
    genesis = [world.directory_root, FULL.part_number("directory"), NIL, world.root.public]
    station, officer = intruder.station, intruder.officer
    operations = [
        (station, 3, 1, ["EVIL"], ()),
        (station, 3, 2, [intruder.organisation], ()),
        (station, 3, 3, [4], ()),
        (station, 3, 5, [keys[0].public, None], ()),
        (station, 3, 7, ["active", None], ()),
        (officer, 4, 3, [intruder.organisation], ()),
        (officer, 4, 4, [1, "administrator"], ()),
        (officer, 4, 5, [4, "2099-01-01"], ()),
        (officer, 4, 8, [1, station], ()),
        (officer, 4, 9, [keys[1].public], ()),
        (officer, 4, 10, ["active"], ()),
    ]

    batch, _ = Forger(intruder, []).write(directory, [], operations, genesis=genesis, cosigners=[intruder.cosigner()])
    store.receive(batch)

    assert officer not in Directories(store.connection, FULL, directory).now().officers
    assert differences(store) == []


def test_a_co_owner_cannot_lower_a_marking_by_superseding_what_he_has_not_seen(house: House) -> None:
    owner, _, partner = _stores(house)
    label = Label(marking=Marking.RESTRICTED, co_owners=(partner.desk.organisation,))
    # The partner's role has no right to labels; another file officer's organisation has.
    outsider = house.replica(3, "OUTS")
    label = Label(marking=Marking.RESTRICTED, co_owners=(outsider.desk.organisation,))
    stream, _ = _a_thing(owner, label=label)
    (first,) = [name for name in owner.given.entries if name not in house.founding.entries]
    raised = _change(owner, stream, stream, Label, marking=Marking.SECRET)

    low = (stream, 1, 1, [int(Marking.RESTRICTED)], [(raised, 0)])
    batch, _ = Forger(outsider.desk, _head(owner)).write(stream, [first], [low])
    owner.receive(batch)

    assert _marking(owner) == Marking.SECRET
    assert differences(owner) == []


@pytest.mark.parametrize("together", [False, True])
def test_a_thing_that_lives_again_shows_all_its_cells_in_whatever_order(house: House, together: bool) -> None:
    a, b, _ = _stores(house)
    c = house.replica(3, "OFF1")
    stream, uid = _a_thing(a)
    _send(a, b, c)
    _delete(a, stream, uid)
    writer = b.writer()
    writer.remove(stream, uid, Thing, "tags", "elm")
    b.save(writer, START)
    _change(c, stream, uid, title="birch")

    if together:
        c.given.absorb(a.given)
        c.given.absorb(b.given)
        fresh = house.replica(4, "OFF1")
        _send(c, fresh)
    else:
        fresh = house.replica(4, "OFF1")
        _send(a, fresh)
        _send(b, fresh)
        _send(c, fresh)

    assert _rows(fresh, SHOWN) == [("birch", None, None, None, "[]", None, None)]
    assert differences(fresh) == []


def test_which_of_two_deletions_is_shown_does_not_depend_on_which_came_first(house: House) -> None:
    a, b, _ = _stores(house)
    stream, uid = _a_thing(a)
    _send(a, b)
    _delete(a, stream, uid)
    _delete(b, stream, uid)

    _send(a, b)
    _send(b, a)

    assert differences(a) == []
    assert differences(b) == []


def test_only_the_creating_entry_counts_in_cells_it_left_empty_too(house: House) -> None:
    a, b, _ = _stores(house)
    stream, uid = _a_thing(a, Note(text="as said"))
    _change(a, stream, uid, Note, about="slipped in later")

    _send(a, b)

    assert _rows(a, "SELECT text, about FROM p_note") == [("as said", None)]
    assert differences(a) == differences(b) == []


def test_a_value_that_came_while_its_entry_waited_is_not_lost(house: House) -> None:
    a, b, _ = _stores(house)
    stream, uid = _a_thing(a)
    first = [name for name in a.given.entries if name not in house.founding.entries]
    later = _change(a, stream, uid, story="long")
    b.receive(a.given.batch([later]))

    b.receive(a.given.batch([*first, later], {later: set()}))

    assert _rows(b, "SELECT title, story, withheld FROM p_thing") == [("ash", "long", None)]
    assert differences(b) == []


def test_a_save_that_waits_in_part_is_one_save_when_the_rest_comes(house: House) -> None:
    a, b, _ = _stores(house)
    stream, uid = _a_thing(a)
    first = [name for name in a.given.entries if name not in house.founding.entries]
    writer = a.writer()
    writer.change(stream, uid, Thing, {"title": "birch"})
    other = writer.begin_stream(uid, "alpha", a.desk.organisation, Label(marking=Marking.NONE))
    writer.create(other, uid, Note(text="beside"))
    change, beside = a.save(writer, START)
    b.receive(a.given.batch([change]))

    b.receive(a.given.batch([*first, beside]))

    assert differences(b) == []


def test_a_value_that_comes_for_an_entry_that_still_waits_is_kept(house: House) -> None:
    a, b, _ = _stores(house)
    stream, uid = _a_thing(a)
    first = [name for name in a.given.entries if name not in house.founding.entries]
    later = _change(a, stream, uid, story="long")
    b.receive(a.given.batch([later], {later: set()}))
    b.receive(a.given.batch([later]))

    b.receive(a.given.batch(first))

    assert _rows(b, "SELECT title, story, withheld FROM p_thing") == [("ash", "long", None)]


def test_a_moment_no_calendar_has_is_malformed_and_not_a_crash(house: House) -> None:
    a, b, _ = _stores(house)
    _a_thing(a)
    stream = a.world.random(16)
    batch, _ = Forger(a.desk, _head(a), moment=(1 << 48) - 1).write(
        stream, [next(iter(a.given.entries))], [(stream, 30, 1, ["x"], ())]
    )

    with pytest.raises(MalformedHistory):
        apply(b.connection, FULL, b.world.trust, batch, now=START)


def test_changing_one_field_keeps_the_others_though_a_deletion_stands_beside(house: House) -> None:
    for seed in range(8):  # which of the two operations comes last in the order of showing is the hash's doing
        house.begin(f"beside {seed}")
        a, b = house.replica(0, "OFF1"), house.replica(1, "OFF2")
        stream, uid = _a_thing(a)
        _send(a, b)
        _delete(a, stream, uid)
        _change(b, stream, uid, begins="c")
        _send(b, a)

        _change(a, stream, uid, begins="d")

        assert _rows(a, "SELECT begins, ends FROM p_thing") == [("d", "b")]


def test_changing_one_field_keeps_the_other_as_it_is_shown_and_not_as_it_was_last_written(house: House) -> None:
    for seed in range(8):
        house.begin(f"shown {seed}")
        a, b = house.replica(0, "OFF1"), house.replica(1, "OFF2")
        stream, uid = _a_thing(a, Thing(state="asked", until="2026-12-01"))
        _send(a, b)
        _change(a, stream, uid, state="guarded", until="2027-01-15")
        _change(b, stream, uid, state="granted", until="2026-12-24")
        _send(b, a)

        _change(a, stream, uid, until="2028-01-01")

        assert _rows(a, "SELECT state, until FROM p_thing") == [("guarded", "2028-01-01")]


def test_a_deletion_takes_away_nothing_its_author_could_not_read(house: House) -> None:
    a, b, _ = _stores(house)
    stream, uid = _a_thing(a)
    later = _change(a, stream, uid, story="sealed from b")
    b.receive(a.given.batch(a.given.entries, {later: set()}))

    _delete(b, stream, uid)
    _send(b, a)

    assert _rows(a, "SELECT title, story FROM p_thing") == [(None, "sealed from b")]


def test_what_waits_whole_in_quarantine_is_not_built_on(house: House) -> None:
    a, b, _ = _stores(house)
    admin = house.replica(3, "ADMI")
    stream, uid = _a_thing(a)
    writer = admin.writer()
    directory = house.world.trust.directory
    assert directory is not None
    writer.change(directory, a.desk.station, Station, {"state": AccountState.REVOKED})
    admin.save(writer, START, signed=True)
    _send(a, b)
    _send(admin, b)
    before = dump(b.connection)

    with pytest.raises(NothingToBuildOn) as refused:
        _change(b, stream, uid, title="birch")

    assert dump(b.connection) == before
    assert differences(b) == []
    assert len({refused.value.say(language) for language in ("en", "nl", "fr", "de")}) == 4


def test_a_fork_is_not_damage(house: House) -> None:
    a, _, _ = _stores(house)
    stream, uid = _a_thing(a)
    twin = house.replica(3, "OFF1")
    _send(a, twin)
    for store, word in ((a, "ash"), (twin, "elm")):
        _change(store, stream, uid, title=word)
        _change(store, stream, uid, title=f"{word} again")
    _send(twin, a)

    found = check_history(a.connection, FULL, a.world.trust, nullcontext(house.newcomer("OFF1").connection))

    assert found == []
