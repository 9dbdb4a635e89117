"""Sticks that are lost, late, doubled and out of order; stations that forget; streams that are shared late."""

import shutil
from datetime import timedelta
from pathlib import Path
from random import Random

from app.history.digest import stream_digests
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.services.desk import Desk
from app.services.exchange.exporting import Exported
from app.services.exchange.importing import Outcome
from app.services.exchange.ledger import peer_of
from app.services.exchange.missing import what_is_missing
from app.services.station.sitting_down import open_desk
from tests.property.exchange.stick_world import (
    SECRET,
    START,
    Sticks,
    a_platform,
    digest,
    entries_of,
    identity_of,
    name_of,
    opened,
    relabel,
    rename,
    values_held,
    write_person,
)


def for_all(world: Sticks) -> Label:
    both = (world.organisation("ANT1"), world.organisation("GNT1"))
    return Label(marking=Marking.RESTRICTED, co_owners=both)


def test_a_stream_shared_late_comes_with_the_next_stick_when_its_own_was_lost(world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Peeters")
    for _ in range(2):
        world.carry("BRU1", "ANT1")
        world.carry("ANT1", "BRU1")
    relabel(world.at("BRU1"), person, distribution=(world.organisation("ANT1"),))
    world.carry("BRU1", "ANT1")
    world.carry("ANT1", "BRU1")
    world.send("BRU1", "ANT1", person)

    world.carry("BRU1", "ANT1")

    assert name_of(world.at("ANT1"), person) == "Peeters"


def test_what_was_written_while_a_stream_stayed_behind_comes_when_it_goes_again(world: Sticks) -> None:
    bru1, ant1 = world.at("BRU1"), world.organisation("ANT1")
    person = write_person(bru1, "Maes", Label(marking=Marking.RESTRICTED, distribution=(ant1,)))
    world.carry("BRU1", "ANT1", person)
    world.carry("ANT1", "BRU1")
    relabel(bru1, person, distribution=())
    rename(bru1, person, "Hidden")
    rename(bru1, person, "Shown")
    world.carry("BRU1", "ANT1")
    world.carry("ANT1", "BRU1")
    assert name_of(world.at("ANT1"), person) == "Maes"
    relabel(bru1, person, distribution=(ant1,))

    world.carry("BRU1", "ANT1", person)

    assert name_of(world.at("ANT1"), person) == "Shown"
    with world.at("ANT1").read() as view:
        stream = view.part(person, "person")
    assert not any("Hidden" in str(value) for value in values_held(world.at("ANT1"), stream))


def test_a_stream_that_one_officer_may_not_release_is_not_lost_for_the_next(world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Claes", for_all(world))
    world.carry("BRU1", "ANT1", person)
    world.carry("ANT1", "BRU1")
    rename(world.at("BRU1"), person, "Claessens")
    without = world.send("BRU1", "ANT1", desk=world.at("BRU1", "admin"))
    world.take("ANT1", without)
    world.lock("BRU1")
    world.carry("ANT1", "BRU1")
    assert name_of(world.at("ANT1"), person) == "Claes"

    world.carry("BRU1", "ANT1")

    assert name_of(world.at("ANT1"), person) == "Claessens"


def test_a_relay_carries_what_another_wrote_and_the_third_checks_it(world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Wouters", for_all(world))
    world.carry("BRU1", "ANT1", person)

    done = world.carry("ANT1", "GNT1", person)

    assert (done.void, done.waiting) == (0, 0)
    assert name_of(world.at("GNT1"), person) == "Wouters"
    assert digests(world, "BRU1", person) == digests(world, "GNT1", person)


def test_sticks_in_any_order_lost_and_doubled_end_in_one_state(world: Sticks) -> None:
    draw = Random(20)
    people = [write_person(world.at("BRU1"), f"Persoon {number}", for_all(world)) for number in range(2)]
    lying: list[tuple[str, Exported]] = []
    codes = ["BRU1", "ANT1", "GNT1"]
    for number in range(24):
        sender, receiver = draw.sample(codes, 2)
        held = [person for person in people if name_of(world.at(sender), person) is not None]
        if held and sender == "BRU1":
            rename(world.at(sender), draw.choice(held), f"Naam {number}")
        lying.append((receiver, world.send(sender, receiver, *held)))
        while lying and draw.random() < 0.6:
            to, sent = lying[draw.randrange(len(lying))]
            world.take(to, sent)
            if draw.random() < 0.8:
                lying.remove((to, sent))
        if lying and draw.random() < 0.3:
            lying.pop(draw.randrange(len(lying)))

    for _ in range(2):
        for sender in codes:
            for receiver in codes:
                if sender != receiver:
                    held = [person for person in people if name_of(world.at(sender), person) is not None]
                    world.carry(sender, receiver, *held)

    for person in people:
        assert digests(world, "BRU1", person) == digests(world, "ANT1", person) == digests(world, "GNT1", person)
    assert [missing for code in codes for missing in what_is_missing(world.at(code)) if missing.waiting] == []


def test_a_peer_put_back_gets_all_of_it_again_also_what_it_once_wrote(world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Goossens", for_all(world))
    world.carry("BRU1", "ANT1", person)
    world.carry("ANT1", "BRU1")
    backup = world.copy_of("ANT1", "backup")
    for_bru1 = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("BRU1"),))
    mine = write_person(world.at("ANT1"), "Van ANT1", for_bru1)
    late = write_person(world.at("BRU1"), "Later", for_all(world))
    world.carry("ANT1", "BRU1", mine)
    world.carry("BRU1", "ANT1", late, mine)
    world.carry("ANT1", "BRU1")
    assert world.send("BRU1", "ANT1").entries == 0
    put_back(world, backup)
    assert name_of(world.at("ANT1"), mine) is None
    assert world.at("ANT1").start.alarm

    world.carry("BRU1", "ANT1")
    world.carry("ANT1", "BRU1")
    world.carry("BRU1", "ANT1")

    assert name_of(world.at("ANT1"), mine) == "Van ANT1"
    assert name_of(world.at("ANT1"), late) == "Later"
    for one in (person, mine, late):
        assert digests(world, "BRU1", one) == digests(world, "ANT1", one)


def digests(world: Sticks, code: str, person: bytes) -> bytes:
    with world.at(code).read() as view:
        stream = view.part(person, "person")
        return stream_digests(view.connection, [stream])[stream]


def test_a_clone_that_goes_on_with_the_same_key_loses_nothing_and_people_are_told(world: Sticks) -> None:
    both = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("BRU1"),))
    before = write_person(world.at("ANT1"), "Voor de kopie", both)
    world.carry("ANT1", "BRU1", before)
    world.carry("BRU1", "ANT1")
    world.copy_of("ANT1", "clone")
    here = write_person(world.at("ANT1"), "Van het origineel", both)
    world.carry("ANT1", "BRU1", here)
    there, others = clone(world), []
    for number in range(3):
        others.append(write_person(there, f"Van de kopie {number}", both))
        send_as(world, there, others[-1])
    world.carry("ANT1", "BRU1", here)
    send_as(world, there, *others)
    there.close()

    bru1 = world.at("BRU1")
    assert [name_of(bru1, uid) for uid in (here, *others)] == ["Van het origineel", *names(others)]
    with bru1.store.read() as connection:
        kinds = connection.exec_driver_sql("SELECT DISTINCT kind FROM finding").scalars().all()
        assert "fork" in kinds
    world.carry("BRU1", "ANT1", before, here, *others)
    assert [name_of(world.at("ANT1"), uid) for uid in others] == names(others)


def names(others: list[bytes]) -> list[str]:
    return [f"Van de kopie {number}" for number in range(len(others))]


def clone(world: Sticks) -> Desk:
    return open_desk(
        world.folder / "clone" / "store", "declerck", SECRET, a_platform("clone", START + timedelta(hours=3))
    )


def send_as(world: Sticks, desk: Desk, *roots: bytes) -> None:
    world.take("BRU1", world.send("ANT1", "BRU1", *roots, desk=desk))


def test_an_old_stick_of_a_given_up_life_moves_no_number(world: Sticks) -> None:
    both = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("BRU1"),))
    first = write_person(world.at("ANT1"), "Eerste", both)
    backup = world.copy_of("ANT1", "backup")
    old = world.send("ANT1", "BRU1", first)
    second = write_person(world.at("BRU1"), "Tweede", for_all(world))
    world.carry("BRU1", "ANT1", second)
    late = world.send("ANT1", "BRU1")
    put_back(world, backup)
    world.take("BRU1", world.send("ANT1", "BRU1", first))

    world.take("BRU1", old)
    world.take("BRU1", late)

    world.carry("BRU1", "ANT1")
    assert name_of(world.at("ANT1"), second) == "Tweede"


def put_back(world: Sticks, backup: Path, code: str = "ANT1") -> None:
    """Put an older store in place of a station's, and leave what is outside it."""
    world.lock(code)
    for name in ("store", "store-wal", "store-shm"):
        (world.folder / code / name).unlink(missing_ok=True)
    shutil.copy(backup / "store", world.store(code))


def test_a_station_put_back_says_that_it_holds_nothing_before_it_takes_more_in(world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Peeters", for_all(world))
    for _ in range(2):
        world.carry("BRU1", "ANT1")
        world.carry("ANT1", "BRU1")
    backup = world.copy_of("ANT1", "backup")
    world.carry("BRU1", "ANT1", person)
    world.carry("ANT1", "BRU1")
    put_back(world, backup)

    world.carry("BRU1", "ANT1")
    world.carry("ANT1", "BRU1")
    world.carry("BRU1", "ANT1")

    assert name_of(world.at("ANT1"), person) == "Peeters"


def test_numbers_of_an_earlier_life_acknowledge_nothing_of_this_one(world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Peeters", for_all(world))
    world.carry("BRU1", "ANT1", person)
    world.carry("ANT1", "BRU1")
    backup = world.copy_of("BRU1", "backup")
    for number in range(4):
        rename(world.at("BRU1"), person, f"Vergeten {number}")
    world.carry("BRU1", "ANT1")
    put_back(world, backup, "BRU1")
    rename(world.at("BRU1"), person, "Na het terugzetten")
    world.carry("ANT1", "BRU1")

    world.carry("BRU1", "ANT1")

    with world.at("ANT1").read() as view:
        stream = view.part(person, "person")
    assert any("Na het terugzetten" in str(value) for value in values_held(world.at("ANT1"), stream))
    world.carry("ANT1", "BRU1")
    assert digests(world, "BRU1", person) == digests(world, "ANT1", person)


def test_what_came_by_another_way_is_shared_back_whole(world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Peeters", for_all(world))
    world.carry("BRU1", "GNT1", person)
    world.carry("GNT1", "ANT1", person)
    rename(world.at("BRU1"), person, "Van BRU1")
    world.carry("BRU1", "ANT1")
    world.carry("ANT1", "BRU1")
    rename(world.at("ANT1"), person, "Van ANT1")
    world.carry("ANT1", "BRU1", person)

    world.carry("BRU1", "ANT1", person)

    assert digests(world, "BRU1", person) == digests(world, "ANT1", person)


def test_a_newly_shared_stream_brings_no_byte_of_its_past(world: Sticks) -> None:
    bru1 = world.at("BRU1")
    person = write_person(bru1, "Zwaluwnest-verleden")
    rename(bru1, person, "Zwaluwnest-heden")
    relabel(bru1, person, distribution=(world.organisation("ANT1"),))

    sent = world.send("BRU1", "ANT1", person)
    inside = opened(sent.files[0].read_bytes(), identity_of(world.at("ANT1")))
    world.take("ANT1", sent)

    assert b"Zwaluwnest-heden" in inside
    assert b"Zwaluwnest-verleden" not in inside
    with world.at("ANT1").read() as view:
        stream = view.part(person, "person")
    values = values_held(world.at("ANT1"), stream)
    assert None in values
    assert len(values) == len(values_held(bru1, stream))
    assert name_of(world.at("ANT1"), person) == "Zwaluwnest-heden"


def test_what_a_bundle_that_never_came_held_is_named(world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Jacobs", for_all(world))
    world.carry("BRU1", "ANT1", person)
    world.carry("ANT1", "BRU1")
    lost = world.send("BRU1", "ANT1")
    world.carry("BRU1", "ANT1")

    found = what_is_missing(world.at("ANT1"))

    assert [(one.code, list(one.bundles), one.waiting) for one in found] == [("BRU1", [lost.counter], 0)]
    assert str(lost.counter) in found[0].say("nl")


def test_entries_that_wait_for_others_are_named_and_apply_when_those_come(world: Sticks) -> None:
    bru1 = world.at("BRU1")
    person = write_person(bru1, "Maes", for_all(world))
    world.carry("BRU1", "GNT1", person)
    world.carry("BRU1", "ANT1", person)
    world.carry("ANT1", "BRU1")
    rename(bru1, person, "Maassen")
    first = world.send("BRU1", "ANT1")
    world.take("ANT1", first)
    world.carry("ANT1", "BRU1")
    world.lock("ANT1")
    rename(bru1, person, "Maessen")
    forget_acknowledgement_gap(world, "GNT1")
    gapped = world.send("BRU1", "GNT1")

    done = world.take("GNT1", gapped)

    assert done.waiting == 1
    [one] = what_is_missing(world.at("GNT1"))
    assert (one.code, one.waiting, one.needed) == ("BRU1", 1, 1)
    for language in ("nl", "fr", "de", "en"):
        assert "1" in one.say(language)
    world.carry("GNT1", "BRU1")
    world.carry("BRU1", "GNT1")
    assert name_of(world.at("GNT1"), person) == "Maessen"
    assert what_is_missing(world.at("GNT1")) == []


def forget_acknowledgement_gap(world: Sticks, code: str) -> None:
    """Make BRU1 believe that a station has all but the newest entry, as after that station was put back."""
    with world.at("BRU1").store.write() as connection:
        pid = peer_of(connection, world.station(code)).pid
        newest = connection.exec_driver_sql("SELECT max(eid) FROM entry").scalar_one()
        connection.exec_driver_sql("UPDATE peer SET acked = ? WHERE pid = ?", (newest - 1, pid))
        connection.exec_driver_sql(
            "UPDATE bundle SET state = 'acknowledged' WHERE pid = ? AND dir = 'out' AND counter ="
            " (SELECT max(counter) FROM bundle WHERE pid = ? AND dir = 'out')",
            (pid, pid),
        )


def test_nothing_is_sent_again_once_both_have_said_so(world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Janssens", for_all(world))
    world.carry("BRU1", "ANT1", person)
    world.carry("ANT1", "BRU1")
    quiet = digest(world.at("ANT1")), entries_of(world.at("ANT1"))

    sent = world.send("BRU1", "ANT1")

    assert sent.entries == 0
    done = world.take("ANT1", sent)
    assert (done.outcome, done.entries) == (Outcome.APPLIED, 0)
    again = digest(world.at("ANT1"))
    assert world.take("ANT1", sent).outcome is Outcome.REPLAY
    assert digest(world.at("ANT1")) == again != quiet[0]
    assert entries_of(world.at("ANT1")) == quiet[1]
