"""The call card: who, what level, what to do, whom to ring, within rights; opened with a reason and logged."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core.clock import SteppingClock
from app.models.enums import (
    Action,
    FileState,
    InvolvementRole,
    Marking,
    MeasureState,
    PresenceState,
    Role,
    ThreatLevel,
)
from app.models.kinds.directory import Officer
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person
from app.models.kinds.registers import Organisation
from app.models.kinds.threat import Involvement, Presence, ThreatAnalysis, ThreatFile
from app.models.rights import NotAllowed
from app.models.texts import local_text
from app.services.access_log import Access, AccessFilter, AccessReason, read_access_log
from app.services.call_cards import call_card, open_call_card, reveal
from app.services.call_cards.cards import SealedKind
from app.services.desk import NotThere
from app.services.own_files import ReasonOfReading
from app.services.registers.merging import join_persons
from app.services.station.stations import directory_of
from tests.station_world import give_person
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit
from tests.unit.services.visit_paper_world import a_visit_on_paper


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def test_who_it_is_and_what_is_agreed(world: PaperWorld) -> None:
    card = open_call_card(world.desk, world.person)
    assert card.name == "VAN DEN BROECK, Hilde"
    assert card.birth_date == date(1974, 5, 12)
    assert card.marking is Marking.CONFIDENTIAL
    assert card.level is not None
    assert (card.level.level, card.level.reference) == (ThreatLevel.SERIOUS, "BP-2026-BRU1-0042")
    assert card.level.service.say("fr") == "OCAM"
    assert card.advice[0].conduct is not None
    assert {one.type.code for one in card.measures} == {"patrols", "contact_person", "fixed_post"}
    assert card.measures[0].executing[0].say("nl") == "PZ Antwerpen"
    assert {one.type.code for one in card.measures if one.reviewed} == {"contact_person"}, "on that day nothing ends"
    assert card.cars[0].plate == "1-ABC-234"
    assert card.cars[0].description == "Volvo V60, blauw"
    assert [one.phone.replace("\u00a0", " ") for one in card.phones] == ["0470 12 34 56"]
    assert [(one.reference, one.role) for one in card.files] == [("BP-2026-BRU1-0042", InvolvementRole.THREATENED)]


def test_whom_to_ring_stands_in_order_and_each_number_once(world: PaperWorld) -> None:
    with world.admin.write() as unit:
        unit.require(Action.DIRECTORY, directory_of(world.admin))
        unit.change(directory_of(world.admin), world.desk.officer, Officer, {"phone": "+3225060000"})
        unit.save(signed=True)
    deputy = sit(world.admin, world.on, "B. Vervanger", Role.FILE_OFFICER)
    world.change(world.core, world.file, ThreatFile, Action.FILE, deputy=deputy.officer)
    ring = call_card(world.desk, world.person).ring
    assert [one.role.say("nl") for one in ring] == [
        "Vaste contactpersoon", "PZ Antwerpen", "Dossierbeheerder", "Plaatsvervanger",
    ]  # fmt: skip
    assert [one.name for one in ring] == ["HINP Dirk Claes", "HINP Dirk Claes, Wachtofficier", "An Maes",
                                          "B. Vervanger"]  # fmt: skip
    assert len({one.phone for one in ring if one.phone}) == 3
    assert [one.around_the_clock for one in ring] == [True, True, False, False]


def test_a_partner_rings_his_own_and_then_who_ordered_it(world: PaperWorld) -> None:
    with world.desk.write() as unit:
        centre = unit.facts.organisation
        uid = world.desk.ids.new()
        label = Label(marking=Marking.NONE, distribution=(world.zone,))
        stream = unit.begin(uid, "organisation", label, Action.REGISTER)
        unit.create(
            stream, Organisation(names=local_text("nl", "Permanentie NCCN"), entry=centre, phone="+3225060001"), uid
        )
        unit.save()
    give_person(world.desk, world.person, world.zone)
    partner = sit(world.admin, world.on, "De Clerck", Role.PARTNER, world.zone)
    card = open_call_card(partner, world.person)
    assert {one.type.code for one in card.measures} == {"patrols", "contact_person", "fixed_post"}
    assert [(one.role.say("nl"), one.phone[-2:]) for one in card.ring] == [
        ("Vaste contactpersoon", "00"), ("Permanentie NCCN", "01"),
    ]  # fmt: skip
    assert (card.level, list(card.files)) == (None, [])
    assert card.marking is Marking.CONFIDENTIAL, "the measures say so, though their file is not read here"
    assert "Permanentie NCCN" not in [one.role.say("nl") for one in call_card(world.desk, world.person).ring]


@pytest.mark.parametrize("state", [MeasureState.ENDED, MeasureState.PROPOSED, MeasureState.SUSPENDED])
def test_only_what_runs_today_is_what_to_do_now(world: PaperWorld, state: MeasureState) -> None:
    world.change(world.assignment, world.measures["patrols"], Measure, Action.MEASURE, state=state)
    later = world.desk.today() + timedelta(days=1)
    world.change(world.assignment, world.measures["post"], Measure, Action.MEASURE, start=later)
    assert {one.type.code for one in call_card(world.desk, world.person).measures} == {"contact_person"}


def test_a_level_out_of_date_stays_and_says_so(world: PaperWorld) -> None:
    pass_time(world, days=40)
    level = call_card(world.desk, world.person).level
    assert level is not None
    assert level.out_of_date


def test_a_contact_person_does_not_wear_the_level_of_whom_he_knows(world: PaperWorld) -> None:
    other = a_stranger(world)
    with world.desk.write() as unit:
        unit.require(Action.FILE, world.core)
        unit.create(world.core, Involvement(file=world.file, person=other, role=InvolvementRole.REPORTER))
        unit.save()
    card = call_card(world.desk, other)
    assert (card.level, list(card.measures), list(card.advice)) == (None, [], [])
    assert [one.role for one in card.files] == [InvolvementRole.REPORTER]


def test_a_closed_file_is_named_and_orders_nothing(world: PaperWorld) -> None:
    for name in world.measures:
        world.change(world.assignment, world.measures[name], Measure, Action.MEASURE, state=MeasureState.ENDED)
    world.change(world.core, world.file, ThreatFile, Action.FILE, state=FileState.CLOSED)
    card = call_card(world.desk, world.person)
    assert card.level is None
    assert not card.measures
    assert card.files[0].state is FileState.CLOSED


def test_where_the_person_is_follows_the_presences_of_today(world: PaperWorld) -> None:
    today = world.desk.today()
    with world.desk.write() as unit:
        unit.require(Action.FILE, world.core)
        for state, first, last in (
            (PresenceState.HOME, today - timedelta(days=9), today - timedelta(days=1)),
            (PresenceState.ABROAD, today, today + timedelta(days=3)),
        ):
            unit.create(
                world.core, Presence(file=world.file, person=world.person, state=state, from_on=first, to_on=last)
            )  # fmt: skip
        unit.save()
    (one,) = call_card(world.desk, world.person).whereabouts
    assert (one.presence, one.to_on, one.now) == (PresenceState.ABROAD, today + timedelta(days=3), True)


def test_a_visitor_is_where_the_programme_says(world: PaperWorld) -> None:
    visit = a_visit_on_paper(world)
    with world.desk.read() as view:
        principal = view.find(Person, "family_name = 'AL-HASSAN' AND given_names = 'Mohammed'", order="id DESC")[0][0]
    pass_time(world, days=3, minutes=30)
    card = call_card(world.desk, principal)
    assert [(one.place, one.now) for one in card.whereabouts] == [
        ("Hotel Voorbeeld, 501–512", False), ("Egmontpaleis", True), ("Egmontpaleis", False),
    ]  # fmt: skip
    assert {one.file for one in card.files} == {visit.visit}


def test_whoever_may_read_the_private_half_is_told_so_even_where_it_is_empty(world: PaperWorld) -> None:
    stranger = a_stranger(world)
    assert not call_card(world.desk, stranger).private
    with world.desk.write() as unit:
        unit.begin(stranger, "person_private", Label(marking=Marking.RESTRICTED), Action.REGISTER)
        unit.save()
    assert call_card(world.desk, stranger).private


def test_sealed_things_are_named_and_opened_one_by_one_with_a_reason(world: PaperWorld) -> None:
    card = call_card(world.desk, world.person)
    assert {(one.kind, one.id) for one in card.seals} == {
        (SealedKind.ADDRESS, world.safe_house), (SealedKind.MEDICAL, world.private),
    }  # fmt: skip
    assert [one.text for one in card.homes] == ["Voorbeeldstraat 12/3, 2000 Antwerpen", ""]
    assert "Verborgen" not in str([getattr(card, name) for name in card.__slots__])
    with pytest.raises(ReasonOfReading):
        reveal(world.desk, world.safe_house, SealedKind.ADDRESS, AccessReason.NONE)
    opened = reveal(world.desk, world.safe_house, SealedKind.ADDRESS, AccessReason.DUTY)
    assert opened.text == "Verborgen dreef 7, 9000 Gent"
    assert "Verborgen" not in repr(opened)
    assert reveal(world.desk, world.private, SealedKind.MEDICAL, AccessReason.DUTY).text.startswith("Diabetes")
    with pytest.raises(NotThere):
        reveal(world.desk, world.private, SealedKind.CODE_WORD, AccessReason.DUTY)
    auditor = sit(world.admin, world.on, "auditor", Role.AUDITOR)
    lines = read_access_log(auditor, AccessFilter(act=Access.REVEAL))
    assert [line.subjects for line in lines] == [(world.private,), (world.safe_house,)]
    assert {line.reason for line in lines} == {AccessReason.DUTY}


def test_a_card_outside_ones_own_files_asks_a_reason_once_a_day_and_logs_it(world: PaperWorld) -> None:
    colleague = sit(world.admin, world.on, "collega", Role.FILE_OFFICER)
    auditor = sit(world.admin, world.on, "auditor", Role.AUDITOR)
    for look in (open_call_card, call_card):
        with pytest.raises(ReasonOfReading):
            look(colleague, world.person)
    assert not read_access_log(auditor, AccessFilter(officer=colleague.officer))
    open_call_card(colleague, world.person, AccessReason.REPLACING)
    assert call_card(colleague, world.person).name
    lines = read_access_log(auditor, AccessFilter(officer=colleague.officer))
    assert {(line.act, line.subjects) for line in lines} == {
        (Access.OUTSIDE_OWN_FILES, (world.file,)), (Access.SEARCH, (world.person,)),
    }  # fmt: skip


def test_at_night_the_duty_officer_is_asked_nothing_and_is_logged(world: PaperWorld) -> None:
    duty = sit(world.admin, world.on, "wacht", Role.DUTY_OFFICER)
    auditor = sit(world.admin, world.on, "auditor", Role.AUDITOR)
    assert open_call_card(duty, world.person).level is not None
    assert [line.subjects for line in read_access_log(auditor, AccessFilter(act=Access.SEARCH))] == [(world.person,)]


def test_without_clearance_the_card_holds_the_name_and_no_more(world: PaperWorld) -> None:
    low = sit(world.admin, world.on, "laag", Role.FILE_OFFICER, clearance=Marking.NONE)
    card = open_call_card(low, world.person)
    assert card.name == "VAN DEN BROECK, Hilde"
    assert (card.private, card.level) == (False, None)
    assert not any((card.measures, card.phones, card.homes, card.seals, card.files, card.advice, card.ring))
    with pytest.raises(NotAllowed):
        reveal(low, world.safe_house, SealedKind.ADDRESS, AccessReason.DUTY)
    stranger = sit(world.admin, world.on, "vreemd", Role.PARTNER, world.cuta)
    with pytest.raises(NotAllowed):
        open_call_card(stranger, world.person)


def test_entries_that_were_joined_are_one_human(world: PaperWorld) -> None:
    twin = a_stranger(world)
    join_persons(world.desk, world.person, twin, "zelfde geboortedatum")
    card = call_card(world.desk, twin)
    assert card.joined == 2
    assert card.level is not None
    assert len(card.measures) == 3


def test_an_analysis_of_another_person_in_the_file_is_not_his_level(world: PaperWorld) -> None:
    with world.desk.read() as view:
        partner = view.find(Person, "given_names = 'Mohammed'")[0][0]
        (known,) = view.find(ThreatAnalysis)
    assert known[1].subject == world.person
    assert call_card(world.desk, partner).level is None


def pass_time(world: PaperWorld, **past: float) -> None:
    assert isinstance(world.on.clock, SteppingClock)
    world.on.clock.at += timedelta(**past)


def a_stranger(world: PaperWorld) -> bytes:
    uid = world.desk.ids.new()
    with world.desk.write() as unit:
        stream = unit.begin(uid, "person", Label(marking=Marking.NONE), Action.REGISTER)
        unit.create(stream, Person(family_name="Onbekend"), uid)
        unit.save()
    return uid
