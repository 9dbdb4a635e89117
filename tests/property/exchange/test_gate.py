"""The gate: what leaves, what does not and why, four eyes, and that no code gets past it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.exchange.refusals import NotReleased, StickGone
from app.models.enums import Action, Marking
from app.models.kinds.label import Label
from app.models.kinds.persons import Person, Relation
from app.models.rights import NotAllowed, Refusal
from app.services.desk import Desk
from app.services.exchange.conflicts import ConflictGrew, conflicts_to_settle, settle_conflict
from app.services.exchange.exporting import export_bundle
from app.services.exchange.ledger import lines
from app.services.exchange.release import ReasonMissing, ToItself, confirm_release, propose_release, who_has
from app.services.exchange.statements import release_record
from app.services.station.four_eyes import SameOfficer, SecondOfficer, SecondOfficerNeeded
from app.store.keys import SigningKey
from app.store.refusals import WrongPassphrase
from tests.property.exchange.stick_world import (
    Sticks,
    digest,
    identity_of,
    name_of,
    opened,
    relabel,
    rename,
    write_person,
)


def a_secret(world: Sticks, marking: Marking = Marking.SECRET) -> bytes:
    label = Label(marking=marking, distribution=(world.organisation("ANT1"), world.organisation("GNT1")))
    return write_person(world.at("BRU1"), "Zwaluwnest", label)


def test_above_the_set_marking_a_second_officer_proves_himself_and_the_ledger_keeps_both_signatures(
    world: Sticks,
) -> None:
    person, desk = a_secret(world), world.at("BRU1")
    to = world.station("ANT1")
    proposal = propose_release(desk, to, [person])
    before = digest(desk)
    with pytest.raises(SecondOfficerNeeded) as refused:
        confirm_release(desk, proposal, "visit", [person])
    assert digest(desk) == before
    assert refused.value.marking == Marking.SECRET.word
    second = world.second("BRU1")

    release = confirm_release(desk, proposal, "visit", [person], second)
    sent = export_bundle(desk, release, world.stick)

    world.take("ANT1", sent)
    assert name_of(world.at("ANT1"), person) == "Zwaluwnest"
    record = release_record(desk, to, sent.counter)
    assert record is not None
    assert (record.officer, record.second, record.genuine) == (desk.officer, second.officer, True)
    assert record.reason == "visit"


def test_a_confidential_thing_needs_one_officer(world: Sticks) -> None:
    person = a_secret(world, Marking.CONFIDENTIAL)

    world.carry("BRU1", "ANT1", person)

    assert name_of(world.at("ANT1"), person) == "Zwaluwnest"


def test_the_second_officer_is_somebody_else_with_his_own_passphrase_who_may_read_it(world: Sticks) -> None:
    person, desk = a_secret(world), world.at("BRU1")
    with pytest.raises(SameOfficer):
        world.second("BRU1", "verhaegen")
    with pytest.raises(WrongPassphrase):
        world.second("BRU1", "peeters", "a wrong guess of words")
    desk.clock.at += timedelta(minutes=5)  # type: ignore[attr-defined]  # the stepping clock of these tests
    with pytest.raises(NotAllowed):
        world.second("BRU1", "niemand")
    low = world.second("BRU1", "laag")
    proposal = propose_release(desk, world.station("ANT1"), [person])
    before = digest(desk)

    with pytest.raises(NotAllowed) as refused:
        confirm_release(desk, proposal, "visit", [person], low)

    assert refused.value.why is Refusal.CLEARANCE
    assert digest(desk) == before


def test_a_second_officer_made_up_by_code_is_none(world: Sticks) -> None:
    person, desk = a_secret(world), world.at("BRU1")
    proposal = propose_release(desk, world.station("ANT1"), [person])
    genuine = world.second("BRU1")

    with pytest.raises(NotAllowed):
        confirm_release(desk, proposal, "visit", [person], replace(genuine, key=SigningKey.generate(desk.randomness)))
    with pytest.raises(SameOfficer):
        confirm_release(desk, proposal, "visit", [person], SecondOfficer(desk.officer, desk.officer_key))


def test_a_release_made_past_the_gate_or_changed_after_it_writes_nothing(world: Sticks) -> None:
    person, desk = a_secret(world, Marking.CONFIDENTIAL), world.at("BRU1")
    hidden = write_person(desk, "Not for ANT1")
    with desk.read() as view:
        stream = view.part(hidden, "person")
    proposal = propose_release(desk, world.station("ANT1"), [person])
    release = confirm_release(desk, proposal, "visit", [person])
    before = digest(desk), sorted(world.stick.iterdir())

    for forged in (
        replace(release, streams=release.streams | {stream}),
        replace(release, statement=b""),
        replace(release, recipient=world.station("GNT1")),
        replace(release, marking=Marking.NONE),
        replace(release, second=b"2" * 16),
    ):
        with pytest.raises(NotReleased):
            export_bundle(desk, forged, world.stick)

    assert (digest(desk), sorted(world.stick.iterdir())) == before


@pytest.mark.parametrize("change", [{"distribution": ()}, {"marking": Marking.SECRET}])
def test_what_was_narrowed_between_release_and_export_does_not_leave(world: Sticks, change: dict[str, object]) -> None:
    person, desk = a_secret(world, Marking.CONFIDENTIAL), world.at("BRU1")
    release = confirm_release(desk, propose_release(desk, world.station("ANT1"), [person]), "visit", [person])
    relabel(desk, person, **change)
    before = lines_out(desk, world.station("ANT1"))

    with pytest.raises(NotReleased):
        export_bundle(desk, release, world.stick)

    assert lines_out(desk, world.station("ANT1")) == before


def lines_out(desk: Desk, station: bytes) -> list[str]:
    with desk.read() as view:
        return [line.state for line in lines(view.connection, station) if line.outgoing]


def test_each_refusal_has_its_reason(world: Sticks) -> None:
    desk, ant1, gnt1 = world.at("BRU1"), world.organisation("ANT1"), world.organisation("GNT1")
    third = b"t" * 16
    cases = {
        Label(marking=Marking.RESTRICTED, distribution=(ant1,)): Refusal.STRANGER,
        Label(marking=Marking.SECRET, distribution=(gnt1,)): Refusal.CEILING,
        Label(marking=Marking.RESTRICTED, distribution=(gnt1,), compartments=("x",)): Refusal.COMPARTMENT,
        Label(marking=Marking.RESTRICTED, distribution=(gnt1,), originator=third): Refusal.ORIGINATOR,
        Label(marking=Marking.RESTRICTED, distribution=(gnt1,), originator=third, consented=(gnt1,)): None,
    }
    people = [write_person(desk, "Persoon", label) for label in cases]

    proposal = propose_release(desk, world.station("GNT1"), people)

    refused = {kept.root: kept.why for kept in proposal.refused}
    assert [refused.get(person) for person in people] == list(cases.values())
    assert [one.root for one in proposal.leaves if one.first_time] == people[-1:]
    for why in filter(None, cases.values()):
        assert NotAllowed(why=why).say("nl") != NotAllowed(why=why).say("en")


def test_a_disclosure_is_for_the_first_time_until_it_has_left(world: Sticks) -> None:
    desk, to = world.at("BRU1"), world.station("ANT1")
    person = a_secret(world, Marking.CONFIDENTIAL)
    with desk.read() as view:
        stream = view.part(person, "person")
    release = confirm_release(desk, propose_release(desk, to, [person]), "visit", [person])
    assert stream in propose_release(desk, to, [person]).first_time
    assert who_has(desk, person) == []

    sent = export_bundle(desk, release, world.stick)

    assert stream not in propose_release(desk, to, [person]).first_time
    [held] = who_has(desk, person)
    assert (held.station, held.stream, held.part) == (to, stream, "person")
    assert (held.counter, held.moment is not None, held.confirmed, held.withdrawn) == (sent.counter, True, False, False)


def test_an_officer_who_may_not_release_lets_nothing_out(world: Sticks) -> None:
    person = a_secret(world, Marking.CONFIDENTIAL)
    release = confirm_release(
        world.at("BRU1"), propose_release(world.at("BRU1"), world.station("ANT1"), [person]), "visit", [person]
    )
    proposal = propose_release(world.at("BRU1"), world.station("ANT1"), [person])
    to = world.station("ANT1")
    nobody = world.at("BRU1", "niemand")
    before = digest(nobody)
    with pytest.raises(NotAllowed):
        propose_release(nobody, to, [person])
    with pytest.raises(NotAllowed):
        confirm_release(nobody, proposal, "visit", [person])
    with pytest.raises(NotAllowed):
        export_bundle(nobody, release, world.stick)
    assert digest(nobody) == before
    admin = world.at("BRU1", "admin")
    seen = propose_release(admin, to, [person])
    assert [kept.why for kept in seen.refused if kept.root == person] == [Refusal.ROLE]
    assert {one.part for one in seen.leaves} == {"directory"}


def test_an_officer_releases_nothing_above_his_own_clearance(world: Sticks) -> None:
    person = a_secret(world, Marking.CONFIDENTIAL)
    to = world.station("ANT1")

    proposal = propose_release(world.at("BRU1", "laag"), to, [person])

    assert [kept.why for kept in proposal.refused if kept.root == person] == [Refusal.CLEARANCE]


def test_nothing_leaves_without_a_reason_nor_to_oneself(world: Sticks) -> None:
    desk = world.at("BRU1")
    with pytest.raises(ReasonMissing):
        confirm_release(desk, propose_release(desk, world.station("ANT1")), "\t ")
    with pytest.raises(ToItself):
        propose_release(desk, desk.station)


def test_references_are_followed_and_stop_at_what_the_recipient_may_not_have(world: Sticks) -> None:
    desk = world.at("BRU1")
    shared = Label(marking=Marking.RESTRICTED, distribution=(world.organisation("ANT1"),))
    friend = write_person(desk, "Meegegaan", shared)
    hidden = write_person(desk, "Kanarievogel")
    person = write_person(desk, "Gevraagd", shared)
    with desk.write() as unit:
        stream = unit.begin(person, "person_private", shared, Action.REGISTER)
        for other in (friend, hidden):
            unit.create(stream, Relation(person=person, other=other))
        unit.save()

    sent = world.send("BRU1", "ANT1", person)
    inside = opened(sent.files[0].read_bytes(), identity_of(world.at("ANT1")))
    world.take("ANT1", sent)

    ant1 = world.at("ANT1")
    assert (name_of(ant1, person), name_of(ant1, friend), name_of(ant1, hidden)) == ("Gevraagd", "Meegegaan", None)
    assert b"Kanarievogel" not in inside
    with ant1.read() as view:
        assert {found.other for _, found in view.find(Relation)} == {friend, hidden}
        assert view.find(Person, "uid = ?", hidden) == []


def test_a_failed_export_is_marked_so_and_its_number_is_not_given_again(world: Sticks) -> None:
    person, desk, to = a_secret(world, Marking.CONFIDENTIAL), world.at("BRU1"), world.station("ANT1")
    release = confirm_release(desk, propose_release(desk, to, [person]), "visit", [person])
    with pytest.raises(StickGone):
        export_bundle(desk, release, world.folder / "pulled")

    sent = export_bundle(desk, release, world.stick)

    assert lines_out(desk, to)[:2] == ["written", "failed"]
    with desk.read() as view:
        counters = [line.counter for line in lines(view.connection, to) if line.outgoing]
    assert len(counters) == len(set(counters))
    assert world.take("ANT1", sent).entries > 0
    assert name_of(world.at("ANT1"), person) == "Zwaluwnest"


def test_a_value_that_arrived_after_the_officer_looked_is_never_written_over_unseen(world: Sticks) -> None:
    label = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("ANT1"),))
    person = write_person(world.at("BRU1"), "Maes", label)
    world.carry("BRU1", "ANT1", person)
    rename(world.at("BRU1"), person, "Maas")
    rename(world.at("ANT1"), person, "Mais")
    first = world.send("ANT1", "BRU1", person)
    world.copy_of("ANT1", "later")
    world.take("BRU1", first)
    desk = world.at("BRU1")
    [seen] = conflicts_to_settle(desk)
    rename(world.at("ANT1"), person, "Mees")
    world.carry("ANT1", "BRU1", person)

    with pytest.raises(ConflictGrew):
        settle_conflict(desk, seen, {"family_name": "Maas"})

    [now] = conflicts_to_settle(desk)
    assert sorted(str(one.values["family_name"]) for one in now.standing if one.values) == ["Maas", "Mees"]
    settle_conflict(desk, now, {"family_name": "Mees"})
    assert conflicts_to_settle(desk) == []
