"""The same human twice: joined by an edge, shown as one, parted again, within rights."""

from itertools import pairwise

import pytest

from app.core.ids import Id
from app.models.enums import DoubleReason, InvolvementRole, Marking, NeedKind, Role
from app.models.kinds.label import Label
from app.models.kinds.visits import DelegationMember
from app.models.rights import NotAllowed
from app.services.call_cards.opening import open_call_card
from app.services.cases.labels import set_marking
from app.services.desk import Desk, NotThere
from app.services.doubles.finding import look_for_doubles
from app.services.lists.columns import ListName
from app.services.lists.listing import first_page
from app.services.lists.queries import Query
from app.services.naming import names_of
from app.services.registers.appearing import appearances
from app.services.registers.comparing import Standing, compare_persons
from app.services.registers.merging import (
    JoinedByOthers,
    MergeReasonMissing,
    NotJoined,
    SameEntry,
    join_persons,
    let_lead,
    part_persons,
    shown_person,
    tell_apart,
)
from app.services.registers.person_sheets import person_sheet
from app.services.registers.resembling import resembling_persons
from app.services.search.finding import find
from app.services.situation import needs
from app.services.visits.visit_lines import add_line
from app.services.visits.visits import NewVisit, open_visit
from tests.reads import fetch
from tests.statements import read_by
from tests.station_world import StationWorld, a_file, a_person

PER_ENTRY = 22
"""Statements for each entry more: its two streams, their labels and rights. Its lines come with those of the others."""
WHY = "Zelfde rijksregisternummer"


def shown(desk: Desk, person: Id) -> set[Id]:
    return {uid for uid, _ in shown_person(desk, person).entries}


def test_joined_entries_are_shown_as_one_whichever_is_asked_for(world: StationWorld) -> None:
    one, two, three = (a_person(world.officer, name) for name in ("Claeys", "Claes", "Clays"))
    join_persons(world.officer, one, two, WHY)
    join_persons(world.officer, three, two, WHY)

    assert [shown(world.officer, person) for person in (one, two, three)] == [{one, two, three}] * 3
    assert {shown_person(world.officer, person).head for person in (one, two, three)} == {min(one, two, three)}


def test_a_human_of_many_entries_costs_few_statements_more(world: StationWorld) -> None:
    entries = [a_person(world.officer) for _ in range(6)]
    costs = []
    for one, other in pairwise(entries):
        join_persons(world.officer, one, other, WHY)
        with read_by(world.officer) as heard:
            sheet = person_sheet(world.officer, entries[0], "nl")
        costs.append(len(heard))
    assert len(sheet.joined) == 5
    assert costs[-1] - costs[1] <= 3 * PER_ENTRY


def test_parting_removes_the_edge_and_nothing_else(world: StationWorld) -> None:
    one, two, three = (a_person(world.officer) for _ in range(3))
    join_persons(world.officer, one, two, WHY)
    join_persons(world.officer, two, three, WHY)

    part_persons(world.officer, two, one, "Toch een neef")

    assert shown(world.officer, one) == {one}
    assert shown(world.officer, three) == {two, three}
    with pytest.raises(NotJoined):
        part_persons(world.officer, one, two, WHY)
    with pytest.raises(NotJoined):
        part_persons(world.officer, one, three, WHY)


def test_joining_twice_or_again_keeps_one_edge(world: StationWorld) -> None:
    one, two = a_person(world.officer), a_person(world.officer)
    edge = join_persons(world.officer, one, two, WHY)
    assert join_persons(world.officer, two, one, WHY) == edge
    part_persons(world.officer, one, two, WHY)
    assert join_persons(world.officer, two, one, WHY) == edge
    assert len(shown_person(world.officer, one).edges) == 1


def test_a_ring_of_edges_ends(world: StationWorld) -> None:
    people = [a_person(world.officer) for _ in range(4)]
    for one, other in zip(people, [*people[1:], people[0]], strict=True):
        join_persons(world.officer, one, other, WHY)
    assert shown(world.officer, people[2]) == set(people)
    part_persons(world.officer, people[0], people[1], WHY)
    assert shown(world.officer, people[2]) == set(people)


def test_joining_needs_two_entries_a_reason_and_the_right(world: StationWorld) -> None:
    one, two = a_person(world.officer), a_person(world.officer)
    with pytest.raises(SameEntry):
        join_persons(world.officer, one, one, WHY)
    with pytest.raises(MergeReasonMissing):
        join_persons(world.officer, one, two, " ")
    with pytest.raises(NotAllowed):
        join_persons(world.duty, one, two, WHY)
    with pytest.raises(NotThere):
        join_persons(world.officer, one, world.officer.ids.new(), WHY)
    assert shown(world.officer, one) == {one}


def test_an_edge_shows_to_nobody_who_may_not_read_both_ends(world: StationWorld) -> None:
    uncleared = world.sit("stagiair", [Role.FILE_OFFICER], clearance=Marking.NONE)
    open_, secret, far = (
        a_person(world.officer, label=Label(marking=marking))
        for marking in (Marking.NONE, Marking.SECRET, Marking.NONE)
    )
    join_persons(world.officer, open_, secret, WHY)
    join_persons(world.officer, secret, far, WHY)

    assert shown(world.officer, open_) == {open_, secret, far}
    seen = shown_person(uncleared, open_)
    assert ([uid for uid, _ in seen.entries], seen.edges, seen.head) == ([open_], (), open_)
    with pytest.raises(NotAllowed):
        shown_person(uncleared, secret)


def test_an_edge_carries_the_stricter_label_of_its_ends(world: StationWorld) -> None:
    one = a_person(world.officer, label=Label(marking=Marking.RESTRICTED, distribution=(world.police,)))
    two = a_person(world.officer, label=Label(marking=Marking.SECRET))
    edge = join_persons(world.officer, one, two, WHY)
    with world.officer.read() as view:
        thing = view.thing(view.part(edge, "same_person"))
    assert (thing.marking, thing.distribution) == (Marking.SECRET, frozenset())


def test_an_edge_marked_higher_than_its_ends_joins_nothing_for_who_may_not_read_it(world: StationWorld) -> None:
    cleared_low = world.sit("stagiaire", [Role.FILE_OFFICER], clearance=Marking.NONE)
    one, two = a_person(world.officer), a_person(world.officer)
    edge = join_persons(world.officer, one, two, WHY)
    assert shown(cleared_low, one) == {one, two}
    with world.officer.read() as view:
        stream = view.part(edge, "same_person")

    set_marking(world.officer, stream, Marking.SECRET, "Bron beschermen")

    assert shown(cleared_low, one) == {one}
    assert shown(world.officer, one) == {one, two}


def test_an_edge_is_read_by_common_receivers_only(world: StationWorld) -> None:
    given = Label(marking=Marking.NONE, distribution=(world.police,))
    one, two, own = a_person(world.officer, label=given), a_person(world.officer, label=given), a_person(world.officer)
    join_persons(world.officer, one, two, WHY)
    join_persons(world.officer, one, own, WHY)
    assert shown(world.officer, two) == {one, two, own}
    assert shown(world.partner, two) == {one, two}


def test_somebody_appears_in_threat_files_and_visits_by_any_entry(world: StationWorld) -> None:
    one, two = a_person(world.officer, "Hendrickx"), a_person(world.officer, "Hendriks")
    file = a_file(world.officer, one)
    visit = open_visit(world.officer, NewVisit("Werkbezoek", principal=two))
    add_line(world.officer, visit, DelegationMember(person=two, role=InvolvementRole.PRINCIPAL))
    assert [found.file for found in appearances(world.officer, one)] == [file]

    join_persons(world.officer, one, two, WHY)

    assert [(found.file, found.kind, found.role, found.entry) for found in appearances(world.officer, one)] == [
        (file, "threat_file", InvolvementRole.THREATENED, one),
        (visit, "visit_file", InvolvementRole.PRINCIPAL, two),
    ]
    assert appearances(world.officer, two) == appearances(world.officer, one)


def test_files_one_may_not_read_are_no_appearances(world: StationWorld) -> None:
    given = Label(marking=Marking.NONE, distribution=(world.police,))
    person = a_person(world.officer, label=given)
    a_file(world.officer, person)
    shared = a_file(world.officer, person, label=given)
    assert len(appearances(world.officer, person)) == 2
    assert [found.file for found in appearances(world.partner, person)] == [shared]


def test_names_do_not_show_in_representations(world: StationWorld) -> None:
    person = a_person(world.officer, "Onzichtbaar")
    a_file(world.officer, person, title="Onzichtbaar en gezin")
    assert "Onzichtbaar" not in repr(shown_person(world.officer, person))
    assert "Onzichtbaar" not in repr(appearances(world.officer, person))


def test_who_leads_is_chosen_and_can_be_changed(world: StationWorld) -> None:
    one, two, three = (a_person(world.officer) for _ in range(3))
    join_persons(world.officer, two, one, WHY)
    join_persons(world.officer, two, three, WHY)
    assert {shown_person(world.officer, person).head for person in (one, two, three)} == {two}

    let_lead(world.officer, three)
    assert {shown_person(world.officer, person).head for person in (one, two, three)} == {three}
    let_lead(world.officer, three)
    with pytest.raises(NotAllowed):
        let_lead(world.duty, one)


def test_joining_again_the_other_way_round_lets_the_other_lead(world: StationWorld) -> None:
    one, two = a_person(world.officer), a_person(world.officer)
    edge = join_persons(world.officer, one, two, WHY)
    assert join_persons(world.officer, two, one, "Recenter") == edge
    assert shown_person(world.officer, one).head == two


def test_three_entries_joined_in_a_circle_are_one_human_with_one_leader(world: StationWorld) -> None:
    one, two, three = (a_person(world.officer) for _ in range(3))
    for leading, other in ((one, two), (two, three), (three, one)):
        join_persons(world.officer, leading, other, WHY)
    assert [shown(world.officer, person) for person in (one, two, three)] == [{one, two, three}] * 3
    assert {shown_person(world.officer, person).head for person in (one, two, three)} == {min(one, two, three)}


def test_told_apart_is_remembered_and_may_be_joined_after_all(world: StationWorld) -> None:
    one, two, three = (a_person(world.officer) for _ in range(3))
    tell_apart(world.officer, one, two, "Vader en zoon")
    tell_apart(world.officer, two, one, "Vader en zoon")
    assert shown(world.officer, one) == {one}
    with pytest.raises(MergeReasonMissing):
        tell_apart(world.officer, one, three, " ")
    with pytest.raises(SameEntry):
        tell_apart(world.officer, one, one, WHY)

    join_persons(world.officer, one, two, "Toch dezelfde")
    assert shown(world.officer, one) == {one, two}
    tell_apart(world.officer, one, two, "Toch niet")
    assert shown(world.officer, one) == {one}
    join_persons(world.officer, one, three, WHY)
    join_persons(world.officer, three, two, WHY)
    with pytest.raises(JoinedByOthers):
        tell_apart(world.officer, one, two, WHY)


def test_a_joined_entry_stands_with_the_one_that_leads_everywhere(world: StationWorld) -> None:
    desk = world.officer
    one, two = a_person(desk, "Vandamme", "Karel"), a_person(desk, "Van Damme", "Carolus")
    file = a_file(desk, two, title="Dossier Van Damme")
    join_persons(desk, one, two, WHY)

    listed = [row.id for row in first_page(desk, ListName.PERSONS, Query(language="nl")).rows]
    assert one in listed
    assert two not in listed
    assert [row.id for row in first_page(desk, ListName.PERSONS, Query(text="Carolus", language="nl")).rows] == [one]
    assert two not in [row.id for row in fetch(desk, ListName.PERSONS, Query(language="nl"), 0).rows]
    assert [found.root for found in find(desk, "Carolus", ["person"])] == [one]
    assert names_of(desk, [two], "nl") == {two: "Karel Vandamme"}
    assert person_sheet(desk, two, "nl").card.id == one
    assert [card.id for card in person_sheet(desk, two, "nl").joined] == [two]
    [row] = first_page(desk, ListName.THREAT_FILES, Query(text="Dossier Van Damme", language="nl")).rows
    assert row.values["persons"] == "Karel Vandamme"
    assert resembling_persons(desk, "Carolus", "Van Damme", "", "nl")[0].person == one
    assert open_call_card(desk, two).name == "Vandamme, Karel"
    assert [one_.file for one_ in person_sheet(desk, one, "nl").files] == [file]

    part_persons(desk, one, two, "Toch niet")
    assert {one, two} <= {row.id for row in first_page(desk, ListName.PERSONS, Query(language="nl")).rows}
    assert names_of(desk, [two], "nl") == {two: "Carolus Van Damme"}


def test_what_another_organisation_joins_is_proposed_until_who_keeps_the_entry_answers(world: StationWorld) -> None:
    """A file officer of the police puts an entry of his own before ours: ours stays what it is, and we are asked."""
    shared = Label(marking=Marking.NONE, distribution=(world.police,))
    theirs = Label(marking=Marking.NONE, distribution=(world.centre,))
    hostile = world.sit("vreemd", [Role.FILE_OFFICER], world.police)
    judge = a_person(world.officer, "Rechter", "Hilde", shared)
    fake = a_person(hostile, "Vals", "Hilde", theirs)
    edge = join_persons(hostile, fake, judge, WHY)
    assert join_persons(hostile, fake, judge, WHY) == edge
    for desk in (world.officer, hostile):
        assert shown(desk, judge) == {judge}
        assert names_of(desk, [judge], "nl") == {judge: "Hilde Rechter"}
        [double] = look_for_doubles(desk, {judge})
        assert (double.one, double.other) == (judge, fake)
        assert double.why[0] is DoubleReason.PROPOSED
        side_by_side = compare_persons(desk, judge, fake, "nl")
        assert (side_by_side.standing, side_by_side.proposed) == (Standing.OPEN, True)
        assert [said.by.officer for said in side_by_side.said] == [hostile.officer]
    assert [need.opens.uid for need in needs(world.officer, NeedKind.CONFLICT)] == [judge]
    assert not needs(hostile, NeedKind.CONFLICT), "he waits for us, and is asked nothing"

    tell_apart(world.officer, judge, fake, "Niemand van ons")
    for desk in (world.officer, hostile):
        assert shown(desk, judge) == {judge}
    with pytest.raises(NotAllowed):
        join_persons(hostile, fake, judge, "Toch wel")
    tell_apart(world.officer, judge, fake, "Nog altijd niet")
    with pytest.raises(NotJoined):
        part_persons(world.officer, judge, fake, "Nog eens")
    assert shown(world.officer, judge) == shown(hostile, judge) == {judge}

    join_persons(world.officer, judge, fake, "Nagevraagd")
    assert shown(world.officer, judge) == shown(hostile, judge) == {judge, fake}
    part_persons(world.officer, judge, fake, "Weer niet")
    assert shown(world.officer, judge) == {judge}


def test_who_keeps_neither_entry_only_proposes_and_tells_nobody_apart(world: StationWorld) -> None:
    both = Label(marking=Marking.NONE, distribution=(world.police,))
    one, two = a_person(world.officer, "Maes", "Jan", both), a_person(world.officer, "Maas", "Jan", both)
    three = a_person(world.officer, "Maesz", "Jan", both)
    stranger = world.sit("vreemder", [Role.FILE_OFFICER], world.police)
    join_persons(stranger, one, two, WHY)
    assert shown(world.officer, one) == {one}
    join_persons(world.officer, one, two, "Gezien")
    assert shown(world.officer, one) == {one, two}

    tell_apart(stranger, one, three, "Nee")
    join_persons(world.officer, one, three, WHY)
    assert shown(world.officer, one) == shown(stranger, one) == {one, two, three}
    with pytest.raises(NotJoined):
        part_persons(world.officer, two, three, "Niet rechtstreeks")


def test_who_owns_an_entry_together_with_us_speaks_for_it(world: StationWorld) -> None:
    together = Label(marking=Marking.NONE, co_owners=(world.police,))
    one, two = a_person(world.officer, "Claes", "Rik", together), a_person(world.officer, "Klaas", "Rik", together)
    join_persons(world.sit("samen", [Role.FILE_OFFICER], world.police), one, two, WHY)
    assert shown(world.officer, one) == {one, two}
