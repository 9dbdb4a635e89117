"""Merges made apart: whatever two workstations say of the same entries, both show the same once they have met."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ids import Id
from app.history.digest import stream_digests
from app.models.enums import DoubleReason, NeedKind
from app.models.rules.persons import Edge, joined_pairs, leaders
from app.services.desk import Desk
from app.services.doubles.finding import look_for_doubles
from app.services.exchange.conflict_sheets import conflict_sheets
from app.services.registers.merging import (
    JoinedByOthers,
    NotJoined,
    join_persons,
    let_lead,
    part_persons,
    shown_person,
    tell_apart,
)
from app.services.situation import needs
from app.services.station.verifying import verify_store
from tests.station_world import a_person
from tests.unit.services.two_desks import TwoDesks, two_desks

PEOPLE = st.sampled_from([bytes([65 + at]) for at in range(5)])
EDGES = st.lists(st.builds(Edge, PEOPLE, PEOPLE, st.booleans()), max_size=12)


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoDesks]:
    with two_desks(tmp_path_factory.mktemp("merges")) as made:
        yield made


def shown(desk: Desk, people: list[Id]) -> list[list[Id]]:
    return [[uid for uid, _ in shown_person(desk, person).entries] for person in people]


def edges_of(desk: Desk, people: list[Id]) -> list[Id]:
    with desk.read() as view:
        rows = view.connection.exec_driver_sql("SELECT uid, one, other FROM p_same_person").all()
    return [bytes(uid) for uid, one, other in rows if {bytes(one), bytes(other)} <= set(people)]


def meet(desks: TwoDesks, people: list[Id]) -> None:
    for _ in range(2):
        roots = {*people, *edges_of(desks.here, people), *edges_of(desks.there, people)}
        for sender, receiver in ((desks.here, desks.there), (desks.there, desks.here)):
            with sender.read() as view:
                mine = [root for root in sorted(roots) if view.parts(root, "person") or view.parts(root, "same_person")]
            desks.carry(sender, receiver, *mine)


@pytest.mark.parametrize("seed", range(3))
def test_merges_and_partings_at_odds_end_alike(desks: TwoDesks, seed: int) -> None:
    chance = Random(seed)
    people = [a_person(desks.here, f"Maes{seed}", f"Nr{at}") for at in range(4)]
    meet(desks, people)
    for _ in range(2):
        for _ in range(4):
            desk = chance.choice([desks.here, desks.there])
            one, other = chance.sample(people, 2)
            act = chance.choice([join_persons, join_persons, part_persons, tell_apart, None])
            try:
                if act is None:
                    let_lead(desk, one)
                else:
                    act(desk, one, other, "Zo gezegd")
            except (NotJoined, JoinedByOthers):
                pass
        meet(desks, people)

    assert shown(desks.here, people) == shown(desks.there, people)
    for group in shown(desks.here, people):
        assert sorted(group) == sorted(set(group))
        assert len({shown_person(desks.here, one).head for one in group}) == 1
    with desks.here.read() as here, desks.there.read() as there:
        assert stream_digests(here.connection) == stream_digests(there.connection)
    assert not verify_store(desks.here).faults


def test_joined_here_and_told_apart_there_they_are_apart_and_somebody_is_asked(desks: TwoDesks) -> None:
    one, two = a_person(desks.here, "Vos", "An"), a_person(desks.here, "Vos", "Anna")
    meet(desks, [one, two])
    join_persons(desks.here, one, two, "Zelfde gsm")
    tell_apart(desks.there, one, two, "Moeder en dochter")
    meet(desks, [one, two])

    for desk in (desks.here, desks.there):
        assert shown(desk, [one, two]) == [[one], [two]]
        [asked] = [double for double in look_for_doubles(desk, {one}) if {double.one, double.other} == {one, two}]
        assert DoubleReason.AT_ODDS in asked.why
        odds = [need for need in needs(desk, NeedKind.CONFLICT) if need.opens.screen == "doubles"]
        assert [(need.opens.uid, need.opens.tab) for need in odds] == [(min(one, two), max(one, two).hex())]
    join_persons(desks.there, one, two, "Nagevraagd: één persoon")
    meet(desks, [one, two])
    assert shown(desks.here, [one, two]) == [[one, two]] * 2
    assert not [need for need in needs(desks.here, NeedKind.CONFLICT) if need.opens.screen == "doubles"]


@given(EDGES, st.randoms(use_true_random=False))
def test_who_leads_whom_follows_from_what_was_said_in_any_order(edges: list[Edge], chance: Random) -> None:
    said = leaders(joined_pairs(edges))
    other = list(edges)
    chance.shuffle(other)
    assert leaders(joined_pairs(other)) == said
    assert all(said[head] == head for head in said.values())
    for edge in edges:
        told_apart = any({one.one, one.other} == {edge.one, edge.other} and not one.joined for one in edges)
        if edge.one != edge.other and not told_apart:
            assert said[edge.one] == said[edge.other]


def test_who_leads_chosen_apart_is_settled_at_the_conflict_desk_by_their_own_names(desks: TwoDesks) -> None:
    one, two = a_person(desks.here, "Baert", "Jo"), a_person(desks.here, "Baert", "Johan")
    join_persons(desks.here, one, two, "Zelfde gsm")
    meet(desks, [one, two])
    let_lead(desks.here, two)
    join_persons(desks.there, two, one, "Zelfde persoon")
    let_lead(desks.there, one)
    meet(desks, [one, two])

    assert shown(desks.here, [one, two]) == shown(desks.there, [one, two])
    for desk in (desks.here, desks.there):
        names = {
            name for sheet in conflict_sheets(desk, "nl") if sheet.conflict.kind == "same_person"
            for uid, name in sheet.names.items() if uid in (one, two)
        }  # fmt: skip
        assert names in (set(), {"Jo Baert", "Johan Baert"})
