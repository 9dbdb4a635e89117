"""A curious colleague asks everything twice, before and after something he may not know of was written.

No count, list, hint or word that he gets may differ: then there is nothing from which he could tell.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.core.ids import Id
from app.models.checks.recognising import Sort
from app.models.enums import Action, Marking, NeedKind, PresenceState, Role, SubjectKind, ThreatLevel
from app.models.kinds.directory import Officer
from app.models.kinds.label import Label
from app.models.kinds.measures import ToldPresence
from app.models.kinds.persons import Person
from app.models.kinds.registers import Vehicle
from app.models.kinds.threat import Presence
from app.models.lists import MEASURE_TYPES
from app.services.access_log import AccessReason
from app.services.call_cards.opening import open_call_card
from app.services.cases.analyses import record_analysis
from app.services.cases.calls import concerns_for_report, files_for_report, record_call
from app.services.cases.findings import Adding, whose
from app.services.cases.handing_over import own_files
from app.services.cases.labels import set_marking
from app.services.cases.measures import start_urgent_measures
from app.services.cases.presences import record_presence
from app.services.cases.proposal_boards import proposable
from app.services.catalogues.uses import uses_of
from app.services.desk import Desk
from app.services.doubles.finding import known_doubles, look_for_doubles
from app.services.last_looks import keep_look, since_looked
from app.services.lists.columns import ListName
from app.services.lists.counts import rail_counts
from app.services.lists.listing import first_page, order_of
from app.services.lists.queries import Query
from app.services.naming import names_of
from app.services.own_files import give_reason
from app.services.precedents import comparable_files, precedents
from app.services.registers.appearing import appearances
from app.services.registers.merging import join_persons, shown_person, tell_apart
from app.services.registers.persons import add_phone, open_person
from app.services.registers.resembling import resembling_persons
from app.services.search.finding import find
from app.services.search.looking_up import look_up
from app.services.situation.whole import needs, situation
from app.services.tasks.lines import TaskQuery, Whose
from app.services.tasks.listing import list_tasks, task_count
from app.services.tasks.rail import rail_counts as rail_tasks
from tests.station_world import (
    START,
    TODAY,
    StationWorld,
    a_file,
    a_measure,
    a_person,
    a_proposal,
    a_report,
    a_ruling,
    an_analysis,
)

LOOKING = next(one for one in AccessReason if one is not AccessReason.NONE)
SECRET, OPEN = Label(marking=Marking.SECRET), Label(marking=Marking.NONE)
PHONE, PLATE = "+32475998877", "1-XYZ-987"


def answers(desk: Desk, person: Id, file: Id) -> Mapping[str, Any]:
    """Ask everything that is new and counts, lists or recognises."""
    found = precedents(desk, file)
    return {
        "precedents": found,
        "comparable": [comparable_files(desk, file, at, "patrols") for at in range(len(found.steps))],
        "uses": uses_of(desk, MEASURE_TYPES, "patrols", "nl"),
        "doubles": look_for_doubles(desk),
        "resembling": resembling_persons(desk, "Maria", "Zonderling", "", "nl"),
        "found": [find(desk, typed, language="nl") for typed in ("Zonderling", PHONE, PLATE, "Schuilnaam")],
        "whose": whose(desk, [(Sort.PHONE, PHONE), (Sort.PLATE, PLATE)], "nl"),
        "appears": appearances(desk, person),
        "shown": shown_person(desk, person),
        "files": files_for_report(desk, person),
        "names": names_of(desk, [person], "nl"),
        "lists": [(len(order_of(desk, one, Query())), first_page(desk, one, Query(), 100)) for one in ListName],
        "card": replace(open_call_card(desk, person, LOOKING), moment=START),
        "since": len(since_looked(desk, file, "nl").trail.changes),
    }


def waits(desk: Desk) -> Mapping[str, Any]:
    """Ask what waits, and how much of it: on screens, at the rail, in the rooms."""
    return {
        "needs": [needs(desk, kind) for kind in NeedKind],
        "counts": situation(desk).counts,
        "today": situation(desk).points,
        "tasks": [list_tasks(desk, TaskQuery(whose), "nl") for whose in Whose],
        "task counts": [task_count(desk, whose) for whose in Whose],
        "rail": (rail_counts(desk), rail_tasks(desk)),
        "proposable": proposable(desk, "nl"),
        "own": own_files(desk, "nl"),
        "typed": [look_up(desk, typed, language="nl") for typed in ("Verborgen zaak", "BP-2026", "Anderaert")],
    }


def test_asking_twice_tells_nothing_of_what_was_written_in_secret(world: StationWorld) -> None:
    low = world.sit("nieuwsgierig", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)
    person = open_person(
        world.officer, Person(family_name="Zonderling", given_names="Maria", category="magistrate"), label=OPEN
    ).id
    file = a_file(world.officer, person, label=OPEN)
    record_analysis(world.officer, file, an_analysis(world.police, ThreatLevel.SERIOUS))
    a_proposal(world, file, person)
    keep_look(low, file, since_looked(low, file, "nl").newest)
    before = answers(low, person, file)

    twin = open_person(
        world.officer, Person(family_name="Zonderling", given_names="Marie", category="magistrate"), label=SECRET
    ).id
    alias = open_person(world.officer, Person(family_name="Schuilnaam", given_names="Maria"), label=SECRET).id
    hidden = a_file(world.officer, person, twin, label=SECRET)
    record_analysis(world.officer, hidden, an_analysis(world.police, ThreatLevel.SERIOUS))
    a_proposal(world, hidden, twin)
    add_phone(world.officer, twin, PHONE)
    with world.officer.write() as unit:
        car = world.officer.ids.new()
        unit.create(
            unit.begin(car, "vehicle", SECRET, Action.REGISTER), Vehicle(plate=PLATE, users=(twin, person)), car
        )
        unit.save()
    join_persons(world.officer, twin, person, "Zelfde vrouw")
    join_persons(world.officer, alias, twin, "Schuilnaam van haar")
    tell_apart(world.officer, person, a_person(world.officer, "Zonderling", "Mia", SECRET), "Nicht")
    assert shown_person(world.officer, person).head == alias

    after = answers(low, person, file)
    assert {name for name, said in after.items() if said != before[name]} == set()
    assert answers(world.officer, person, file)["precedents"] != after["precedents"]


def test_asking_twice_tells_nothing_of_a_file_that_one_is_recused_from(world: StationWorld) -> None:
    low = world.sit("partijdig", [Role.FILE_OFFICER, Role.APPROVER])
    mine, other = (
        open_person(world.officer, Person(family_name=name, category="journalist"), label=OPEN).id
        for name in ("Eigenaert", "Anderaert")
    )
    file = a_file(world.officer, mine, label=OPEN)
    record_analysis(world.officer, file, an_analysis(world.police, ThreatLevel.SERIOUS))
    keep_look(low, file, since_looked(low, file, "nl").newest)
    before, waited = answers(low, other, file), waits(low)

    hidden = a_file(world.officer, other, title="Verborgen zaak", recused=(low.officer,), label=OPEN)
    record_analysis(world.officer, hidden, an_analysis(world.police, ThreatLevel.SERIOUS))
    a_proposal(world, hidden, other)
    record_call(world.officer, hidden, a_report(), [Adding(Sort.PHONE, PHONE, None)], {PHONE: "Schuilnaam"})
    record_presence(world.officer, hidden, Presence(person=other, state=PresenceState.ABROAD))

    after = answers(low, other, file)
    assert {name for name, said in after.items() if said != before[name]} == set()
    waiting = waits(low)
    assert {name for name, said in waiting.items() if said != waited[name]} == set()
    assert {"needs", "counts", "tasks", "rail", "typed"} <= {
        name for name, said in waits(world.officer).items() if said != waiting[name]
    }
    seen = answers(world.officer, other, file)
    assert {"precedents", "appears", "files", "found", "card"} <= {name for name in seen if seen[name] != before[name]}


def test_reasons_found_with_rights_that_are_gone_are_told_no_more(world: StationWorld) -> None:
    for _ in range(2):
        a_person(world.officer, "Tweelinck", "Jan")
    low = world.sit("was_hoog", [Role.FILE_OFFICER])
    assert look_for_doubles(low)
    assert known_doubles(low) is not None
    with world.admin.write() as unit:
        directory = world.admin.trust.directory or b""
        unit.require(Action.DIRECTORY, directory)
        unit.change(directory, low.officer, Officer, {"clearance": Marking.NONE})
        unit.save(signed=True)
    assert known_doubles(low) is None


def test_who_threatens_in_anothers_file_is_offered_after_a_reason_alone(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    record_call(world.officer, file, a_report(), [Adding(Sort.PHONE, "+32475111213", None)], {"+32475111213": "beller"})
    curious = world.sit("buur", [Role.FILE_OFFICER])
    assert len(concerns_for_report(world.officer, file)) == 1
    assert len(concerns_for_report(world.duty, file)) == 1
    assert concerns_for_report(curious, file) == []
    give_reason(curious, file, LOOKING)
    assert len(concerns_for_report(curious, file)) == 1


def test_an_assignment_marked_lower_than_the_core_is_told_no_presence(world: StationWorld) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person, label=OPEN)
    new = replace(a_measure(file, executing=world.police), subject_kind=SubjectKind.FILE)
    start_urgent_measures(world.officer, file, new, a_ruling())
    record_presence(world.officer, file, Presence(person=person, state=PresenceState.ABROAD, to_on=TODAY))
    with world.partner.read() as view:
        assert len(view.find(ToldPresence, "file = ?", file)) == 1
    with world.officer.read() as view:
        core = view.part(file, "file_core")
    set_marking(world.officer, core, Marking.SECRET, "bron")
    later = TODAY + timedelta(days=2)
    record_presence(world.officer, file, Presence(person=person, state=PresenceState.AWAY, from_on=later))
    with world.partner.read() as view:
        assert view.find(ToldPresence, "file = ?", file) == []


def test_who_is_recused_is_told_nothing_new_of_the_file(world: StationWorld) -> None:
    person = a_person(world.officer, "Wraak", "Lien")
    curious = world.sit("gewraakt", [Role.FILE_OFFICER])
    file = a_file(world.officer, person, recused=(curious.officer,))
    record_call(world.officer, file, a_report(), [Adding(Sort.PHONE, "+32475141516", None)], {})
    assert files_for_report(curious, person) == []
    assert appearances(curious, person) == ()
    assert whose(curious, [(Sort.PHONE, "+32475141516")], "nl") == {}
    assert whose(world.officer, [(Sort.PHONE, "+32475141516")], "nl") != {}
