"""The visit file: its parts and their readers, its programme, what it lacks, which points nobody protects."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.catalogues import CatalogueEntry
from app.models.enums import (
    Action,
    EventKind,
    FileState,
    FlightDirection,
    InvolvementRole,
    Marking,
    MeasureState,
    PermitState,
    SubjectKind,
    TransportMode,
)
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.movements import Convoy, ConvoyVehicle, Flight, RadioRequest, Stay, Transport, WeaponPermit
from app.models.kinds.visits import DelegationMember, ProgrammeItem, VisitFile
from app.models.rights import NotAllowed
from app.models.rules.files import ClosingNeedsReason, MeasuresStillRun
from app.models.texts import local_text
from app.services.cases.decisions import approve_measures
from app.services.cases.files import FileIsClosed
from app.services.cases.life import NotClosed
from app.services.cases.measures import propose_measures
from app.services.desk import Desk, NotThere
from app.services.search.finding import find
from app.services.visits.closing import close_visit, reopen_visit
from app.services.visits.completeness import Lacking, Shortfall, lacking
from app.services.visits.coverage import uncovered
from app.services.visits.events import (
    EventNameMissing,
    NewEvent,
    NotByTyping,
    PeriodTurned,
    edit_event,
    event_sheet,
    group_visits,
    open_event,
    ungroup_visits,
)
from app.services.visits.visit_lines import (
    InThisVisitAlready,
    OfAnotherVisit,
    add_line,
    add_programme_item,
    edit_line,
    remove_line,
)
from app.services.visits.visits import (
    NewVisit,
    NoSuchVisitType,
    VisitIsClosed,
    VisitLabels,
    VisitSheet,
    VisitTitleMissing,
    edit_visit,
    open_visit,
)
from tests.reads import coverage_gaps, visit_lacks, visit_sheet
from tests.station_world import StationWorld, a_measure, a_person, a_ruling, a_station, the_minister

ARRIVAL = datetime(2026, 12, 17, 9, 0, tzinfo=UTC)
"""A Thursday; three working days before is Monday 14 December."""
TODAY = date(2026, 12, 10)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    """A station of the test's own: what is counted here was entered here."""
    made = a_station(tmp_path)
    yield made
    made.close()


def a_visit(desk: Desk, labels: VisitLabels | None = None, **more: object) -> Id:
    new = NewVisit("Staatsbezoek van de president van Altovia", "state", sending_state="AX", arrival=ARRIVAL)
    return open_visit(desk, replace(new, **more), labels)  # type: ignore[arg-type]  # a builder passes any field on


def an_item(hour: int = 10, **more: object) -> ProgrammeItem:
    starts = ARRIVAL.replace(hour=hour)
    item = ProgrammeItem(starts=starts, ends=starts + timedelta(hours=1), activity=local_text("nl", "Kransneerlegging"))
    return replace(item, **more)  # type: ignore[arg-type]  # a builder passes any field on


def a_sheet(**more: object) -> VisitSheet:
    complete = VisitFile(note_verbale="NV 12", note_verbale_on=TODAY, arrival=ARRIVAL)
    return replace(VisitSheet(b"v" * 16, complete, (), ()), **more)  # type: ignore[arg-type]  # any field


def test_a_visit_opens_with_its_reference_and_three_parts(world: StationWorld) -> None:
    file = a_visit(world.officer)

    sheet = visit_sheet(world.officer, file)
    assert sheet.record.reference == "VIP-2026-BRU1-0001"
    assert (sheet.record.state, sheet.record.file_officer) == (FileState.OPEN, world.officer.officer)
    with world.officer.read() as view:
        for part in ("visit_core", "visit_delegation", "visit_programme"):
            assert len(view.parts(file, part)) == 1
    assert find(world.officer, "vip 2026 bru1 0001")[0].root == file


def test_references_follow_each_other(world: StationWorld) -> None:
    first, second = (visit_sheet(world.officer, a_visit(world.officer)).record.reference for _ in range(2))
    assert first is not None
    assert second is not None
    assert int(second[-4:]) == int(first[-4:]) + 1


def test_each_part_has_its_own_readers(world: StationWorld) -> None:
    own, given = Label(marking=Marking.NONE), Label(marking=Marking.NONE, distribution=(world.police,))
    file = a_visit(world.officer, VisitLabels(core=given, delegation=own, programme=given))
    add_programme_item(world.officer, file, an_item())
    add_line(world.officer, file, DelegationMember(person=a_person(world.officer)))
    add_line(world.officer, file, WeaponPermit(make="Glock"))

    sheet = visit_sheet(world.partner, file)

    assert sheet.programme is not None
    assert len(sheet.programme) == 1
    assert (sheet.members, sheet.weapons) == (None, ())
    with pytest.raises(NotAllowed):
        add_programme_item(world.partner, file, an_item())
    with pytest.raises(NotAllowed):
        visit_sheet(world.partner, a_visit(world.officer))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"title": "  "}, VisitTitleMissing),
        ({"departure": ARRIVAL - timedelta(hours=1)}, PeriodTurned),
        ({"visit_type": "picnic"}, NoSuchVisitType),
    ],
)
def test_a_visit_that_cannot_be_is_neither_opened_nor_made_so(
    world: StationWorld, wrong: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        a_visit(world.officer, None, **wrong)
    file = a_visit(world.officer)
    with pytest.raises(refusal):
        edit_visit(world.officer, file, wrong)
    assert visit_sheet(world.officer, file).record.visit_type == "state"


def test_fields_of_the_core_are_edited_but_not_its_state(world: StationWorld) -> None:
    file = a_visit(world.officer)
    edit_visit(world.officer, file, {"note_verbale": "NV 7/2026", "note_verbale_on": date(2026, 12, 1)})
    assert visit_sheet(world.officer, file).record.note_verbale == "NV 7/2026"
    assert find(world.officer, "nv 7 2026")[0].root == file
    for field in ("state", "reference", "opened_on"):
        with pytest.raises(NotByTyping):
            edit_visit(world.officer, file, {field: None})


def test_a_programme_is_in_the_order_of_time_with_its_legs(world: StationWorld) -> None:
    file = a_visit(world.officer)
    late = add_programme_item(world.officer, file, an_item(15))
    leg = Transport(mode=TransportMode.CONVOY, origin="Melsbroek", destination="Koninklijk Paleis")
    early = add_programme_item(world.officer, file, an_item(9), leg)

    programme = visit_sheet(world.officer, file).programme

    assert programme is not None
    assert [uid for uid, _, _ in programme] == [early, late]
    assert [found.origin if found else None for _, _, found in programme] == ["Melsbroek", None]

    remove_line(world.officer, early, ProgrammeItem)
    with world.officer.read() as view:
        assert view.find(Transport, "file = ?", file) == []


def test_lines_of_every_kind_come_changed_and_go(world: StationWorld) -> None:
    file = a_visit(world.officer)
    officer = world.officer
    member = add_line(officer, file, DelegationMember(person=a_person(officer), role=InvolvementRole.SECURITY))
    add_line(officer, file, Stay(from_on=date(2026, 12, 17), to_on=date(2026, 12, 18), guests=(member,)))
    flight = add_line(officer, file, Flight(direction=FlightDirection.ARRIVAL, number="AX001", state_flight=True))
    convoy = add_line(officer, file, Convoy(name="Hoofdkonvooi"))
    car = add_line(officer, file, ConvoyVehicle(convoy=convoy, plate="1-XYZ-987", passengers=(member,)))
    edit_line(officer, convoy, Convoy, {"vehicles": (car,)})
    add_line(officer, file, WeaponPermit(member=member, serial="AB-1234"))
    add_line(officer, file, RadioRequest(frequencies="169,5"))
    edit_line(officer, flight, Flight, {"permit": PermitState.ASKED})

    sheet = visit_sheet(officer, file)

    assert [len(lines) for lines in (sheet.stays, sheet.flights, sheet.convoys, sheet.weapons, sheet.radios)] == [1] * 5
    assert sheet.flights[0][1].permit is PermitState.ASKED
    assert sheet.convoys[0][1].vehicles == (car,)
    assert find(officer, "1xyz987")[0].root == file
    remove_line(officer, flight, Flight)
    assert visit_sheet(officer, file).flights == ()


def test_a_line_names_only_what_is_of_its_own_visit(world: StationWorld) -> None:
    file, other = a_visit(world.officer), a_visit(world.officer)
    person = a_person(world.officer)
    member = add_line(world.officer, other, DelegationMember(person=person))
    with pytest.raises(OfAnotherVisit):
        add_line(world.officer, file, Stay(guests=(member,)))
    with pytest.raises(OfAnotherVisit):
        add_programme_item(world.officer, file, an_item(participants=(member,)))
    with pytest.raises(InThisVisitAlready):
        add_line(world.officer, other, DelegationMember(person=person))
    with pytest.raises(NotThere):
        add_line(world.officer, file, DelegationMember(person=world.officer.ids.new()))
    with pytest.raises(PeriodTurned):
        add_programme_item(world.officer, file, an_item(ends=ARRIVAL - timedelta(days=1)))
    with pytest.raises(NotByTyping):
        edit_line(world.officer, member, DelegationMember, {"file": file})


def test_a_closed_visit_is_not_worked_on_until_it_is_reopened(world: StationWorld) -> None:
    file = a_visit(world.officer)
    close_visit(world.officer, file, "visit_over", a_ruling())
    with pytest.raises(VisitIsClosed):
        edit_visit(world.officer, file, {"host": "De Koning"})
    with pytest.raises(VisitIsClosed):
        add_programme_item(world.officer, file, an_item())
    with pytest.raises(FileIsClosed):
        propose_measures(world.officer, file, a_measure(world.police, executing=world.police), a_ruling())
    record = visit_sheet(world.officer, file).record
    assert (record.state, record.closing_reason) == (FileState.CLOSED, "visit_over")
    assert record.closed_on == world.officer.today()

    reopen_visit(world.officer, file, a_ruling())

    after = visit_sheet(world.officer, file).record
    assert (after.state, after.closed_on, after.reference) == (FileState.OPEN, None, record.reference)
    edit_visit(world.officer, file, {"host": "De Koning"})
    with pytest.raises(NotClosed):
        reopen_visit(world.officer, file, a_ruling())


def test_a_visit_with_a_measure_still_proposed_stays_open(world: StationWorld) -> None:
    file = a_visit(world.officer)
    item = add_programme_item(world.officer, file, an_item())
    new = a_measure(item, executing=world.police, type="escort", subject_kind=SubjectKind.PROGRAMME_ITEM)
    propose_measures(world.officer, file, new, a_ruling())
    with pytest.raises(MeasuresStillRun):
        close_visit(world.officer, file, "visit_over", a_ruling())
    with pytest.raises(NotAllowed):
        close_visit(world.duty, file, "visit_over", a_ruling())
    with pytest.raises(ClosingNeedsReason):
        close_visit(world.officer, a_visit(world.officer), "", a_ruling())


def test_the_note_verbale_is_owed_three_working_days_before(world: StationWorld) -> None:
    file = a_visit(world.officer)
    [lack] = visit_lacks(world.officer, file)
    assert (lack.rule, lack.shortfall, lack.due) == ("note_verbale", Shortfall.MISSING, date(2026, 12, 14))
    assert lack.say("nl") == "note verbale ten minste 3 werkdagen vooraf"
    edit_visit(world.officer, file, {"note_verbale": "NV 1", "note_verbale_on": date(2026, 12, 1)})
    assert visit_lacks(world.officer, file) == ()


@pytest.mark.parametrize(
    ("today", "left", "overdue"),
    [
        (date(2026, 12, 10), 2, False),
        (date(2026, 12, 11), 1, False),
        (date(2026, 12, 12), 1, False),
        (date(2026, 12, 14), 0, False),
        (date(2026, 12, 15), -1, True),
    ],
)
def test_days_left_are_working_days_and_the_last_day_still_counts(today: date, left: int, overdue: bool) -> None:
    [lack] = lacking(a_sheet(record=VisitFile(arrival=ARRIVAL)), today)
    assert (lack.days_left, lack.overdue) == (left, overdue)


def test_christmas_is_no_working_day() -> None:
    arrival = datetime(2026, 12, 29, 10, 0, tzinfo=UTC)
    [lack] = lacking(a_sheet(record=VisitFile(arrival=arrival)), TODAY)
    assert lack.due == date(2026, 12, 23)


def test_an_arrival_after_midnight_in_brussels_counts_from_that_day() -> None:
    [lack] = lacking(a_sheet(record=VisitFile(arrival=datetime(2026, 12, 16, 23, 30, tzinfo=UTC))), TODAY)
    assert lack.due == date(2026, 12, 14)


def test_without_arrival_something_is_missing_without_a_day() -> None:
    [lack] = lacking(a_sheet(record=VisitFile()), TODAY)
    assert (lack.shortfall, lack.due, lack.days_left, lack.overdue) == (Shortfall.MISSING, None, None, False)


def test_a_note_that_came_too_late_is_said_to_be_late() -> None:
    in_time = VisitFile(note_verbale="NV", note_verbale_on=date(2026, 12, 14), arrival=ARRIVAL)
    assert lacking(a_sheet(record=in_time), date(2026, 12, 16)) == ()
    late = replace(in_time, note_verbale_on=date(2026, 12, 15))
    assert [lack.shortfall for lack in lacking(a_sheet(record=late), date(2026, 12, 16))] == [Shortfall.LATE]


@pytest.mark.parametrize(
    ("flight", "expected"),
    [
        (Flight(state_flight=False), []),
        (Flight(state_flight=True), [Shortfall.MISSING]),
        (Flight(state_flight=True, permit=PermitState.NOT_ASKED), [Shortfall.MISSING]),
        (Flight(state_flight=True, permit=PermitState.GRANTED), []),
        (Flight(state_flight=True, permit=PermitState.REFUSED), [Shortfall.REFUSED]),
        (Flight(state_flight=True, permit=PermitState.ASKED, permit_asked_on=date(2026, 12, 14)), [Shortfall.ASKED]),
        (Flight(state_flight=True, permit=PermitState.ASKED, permit_asked_on=date(2026, 12, 15)), [Shortfall.LATE]),
    ],
)
def test_a_state_flight_needs_its_permit(flight: Flight, expected: list[Shortfall]) -> None:
    found = lacking(a_sheet(flights=((b"f" * 16, flight),)), TODAY)
    assert [lack.shortfall for lack in found] == expected
    assert all((lack.about, lack.due) == (b"f" * 16, date(2026, 12, 14)) for lack in found)


def test_more_than_four_security_officers_or_five_cars_are_too_many() -> None:
    guard = DelegationMember(role=InvolvementRole.SECURITY)
    four = tuple((bytes([at]) * 16, guard) for at in range(4))
    five = (*four, (b"\x05" * 16, guard))
    cars = tuple(bytes([at]) * 16 for at in range(6))
    assert lacking(a_sheet(members=four, convoys=((b"c", Convoy(vehicles=cars[:5])),)), TODAY) == ()
    found = lacking(a_sheet(members=five, convoys=((b"c", Convoy(vehicles=cars)),)), TODAY)
    assert [(lack.rule, lack.shortfall, lack.count, lack.at_most) for lack in found] == [
        ("security_officers", Shortfall.TOO_MANY, 5, 4),
        ("convoy_vehicles", Shortfall.TOO_MANY, 6, 5),
    ]


def test_weapons_and_radios_need_their_permits_one_by_one() -> None:
    sheet = a_sheet(
        weapons=((b"a", WeaponPermit(permit=PermitState.GRANTED)), (b"b", WeaponPermit(permit=PermitState.ASKED))),
        radios=((b"r", RadioRequest()),),
    )
    assert [(lack.rule, lack.shortfall, lack.about) for lack in lacking(sheet, TODAY)] == [
        ("weapons", Shortfall.ASKED, b"b"),
        ("radio", Shortfall.MISSING, b"r"),
    ]


def test_what_may_not_be_read_is_unseen_and_never_complete() -> None:
    found = lacking(a_sheet(members=None, programme=None), TODAY)
    assert {lack.rule for lack in found} == {
        "state_flight", "security_officers", "convoy_vehicles", "weapons", "radio",
    }  # fmt: skip
    assert {lack.shortfall for lack in found} == {Shortfall.UNSEEN}


def test_a_rule_is_data_and_one_of_a_newer_version_is_left_out() -> None:
    rules = {
        "stricter": CatalogueEntry("stricter", 0, {"en": "x"}, {"asks": "security_officers", "at_most": 0}),
        "newer": CatalogueEntry("newer", 1, {"en": "y"}, {"asks": "a_horse"}),
    }
    guard = (b"g" * 16, DelegationMember(role=InvolvementRole.SECURITY))
    found: tuple[Lacking, ...] = lacking(a_sheet(members=(guard,)), TODAY, rules)
    assert [(lack.rule, lack.count, lack.at_most) for lack in found] == [("stricter", 1, 0)]


def a_measure_on(item: Id, state: MeasureState = MeasureState.ACTIVE, **more: object) -> Measure:
    made = Measure(state=state, subject_kind=SubjectKind.PROGRAMME_ITEM, subject=item, start=date(2026, 12, 17))
    return replace(made, **more)  # type: ignore[arg-type]  # a builder passes any field on


@pytest.mark.parametrize(
    ("more", "covered"),
    [
        ({}, True),
        ({"state": MeasureState.APPROVED}, True),
        ({"state": MeasureState.PROVISIONAL}, True),
        ({"state": MeasureState.PROPOSED}, False),
        ({"state": MeasureState.SUSPENDED}, False),
        ({"state": MeasureState.ENDED}, False),
        ({"start": date(2026, 12, 18)}, False),
        ({"start": date(2026, 12, 1), "end": date(2026, 12, 16)}, False),
        ({"end": date(2026, 12, 17)}, True),
        ({"start": date(2026, 12, 1), "review": date(2026, 12, 2)}, True),
        ({"subject_kind": SubjectKind.PERSON}, False),
        ({"subject": b"other"}, False),
    ],
)
def test_a_point_is_covered_by_a_measure_of_its_own_that_runs_on_its_day(
    more: dict[str, object], covered: bool
) -> None:
    item = (b"i" * 16, an_item())
    assert uncovered([item], [a_measure_on(b"i" * 16, **more)]) == (() if covered else (item,))  # type: ignore[arg-type]  # as above


def test_a_cancelled_point_is_no_gap() -> None:
    assert uncovered([(b"i" * 16, an_item(cancelled=True))], []) == ()


def test_gaps_of_a_stored_programme_tell_when_measures_are_hidden(world: StationWorld) -> None:
    officer = world.officer
    shown = Label(marking=Marking.NONE, distribution=(world.police,))
    file = a_visit(officer, VisitLabels(core=shown))
    covered = add_programme_item(officer, file, an_item(9))
    bare = add_programme_item(officer, file, an_item(11))
    add_programme_item(officer, file, an_item(13, cancelled=True))
    with officer.write() as unit:
        stream = unit.begin(file, "assignment", Label(marking=Marking.NONE), Action.MEASURE)
        unit.create(stream, a_measure_on(covered, file=file, type="escort", review=date(2026, 12, 18)))
        unit.save()

    mine, theirs = coverage_gaps(officer, file), coverage_gaps(world.partner, file)

    assert ([uid for uid, _ in mine.gaps], mine.items, mine.hidden) == ([bare], 2, False)
    assert ([uid for uid, _ in theirs.gaps], theirs.hidden) == ([covered, bare], True)


def test_an_event_groups_visits_that_keep_their_own_readers(world: StationWorld) -> None:
    shown = Label(marking=Marking.NONE, distribution=(world.police,))
    new = NewEvent(local_text("nl", "Europese top"), EventKind.SUMMIT, date(2026, 12, 17), date(2026, 12, 18))
    event = open_event(world.officer, new, shown)
    given, own = a_visit(world.officer, VisitLabels(core=shown)), a_visit(world.officer)
    group_visits(world.officer, event, [given, own])
    group_visits(world.officer, event, [given])

    sheet = event_sheet(world.officer, event)
    assert sheet.record.reference is not None
    assert sheet.record.reference.startswith("EVT-2026-BRU1-")
    assert {one.file for one in sheet.visits if one.record} == {given, own}
    assert {one.file for one in event_sheet(world.partner, event).visits if one.record} == {given}

    ungroup_visits(world.officer, event, [own])
    assert [one.file for one in event_sheet(world.officer, event).visits] == [given]
    assert visit_sheet(world.officer, own).record.state is FileState.OPEN


def test_an_event_that_cannot_be_is_refused(world: StationWorld) -> None:
    with pytest.raises(EventNameMissing):
        open_event(world.officer, NewEvent(local_text("nl", " ")))
    name = local_text("nl", "Top")
    with pytest.raises(PeriodTurned):
        open_event(world.officer, NewEvent(name, starts=date(2026, 2, 2), ends=date(2026, 2, 1)))
    event = open_event(world.officer, NewEvent(name, starts=date(2026, 2, 2)))
    with pytest.raises(PeriodTurned):
        edit_event(world.officer, event, {"ends": date(2026, 2, 1)})
    with pytest.raises(NotByTyping):
        edit_event(world.officer, event, {"visits": ()})
    with pytest.raises(NotThere):
        group_visits(world.officer, event, [world.officer.ids.new()])
    with pytest.raises(NotAllowed):
        open_event(world.partner, NewEvent(name))
    edit_event(world.officer, event, {"public_order": "Betoging verwacht"})
    assert event_sheet(world.officer, event).record.public_order == "Betoging verwacht"


def test_a_measure_for_a_point_of_the_programme_goes_from_proposal_to_cover(world: StationWorld) -> None:
    officer = world.officer
    file = a_visit(officer)
    item = add_programme_item(officer, file, an_item())
    new = a_measure(
        item,
        executing=world.police,
        type="escort",
        subject_kind=SubjectKind.PROGRAMME_ITEM,
        start=date(2026, 12, 17),
        review=date(2026, 12, 18),
    )
    [measure] = propose_measures(officer, file, new, a_ruling())
    assert [uid for uid, _ in coverage_gaps(officer, file).gaps] == [item]

    approve_measures(world.recorder, [measure], the_minister())

    assert coverage_gaps(officer, file).gaps == ()
