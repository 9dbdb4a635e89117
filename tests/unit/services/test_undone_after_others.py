"""An undo takes back one's own change alone: not what a colleague wrote on it since, not in what was closed since."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.enums import AddressUse, InvolvementRole, Marking, PresenceState, Role
from app.models.kinds.measures import ToldPresence
from app.models.kinds.movements import Convoy, ConvoyVehicle
from app.models.kinds.persons import HomeAddress, Person, Phone
from app.models.kinds.threat import Involvement, Presence, ThreatFile
from app.models.kinds.visits import DelegationMember
from app.models.rights import NotAllowed, Refusal
from app.services.cases.courses import MeasureIsOver
from app.services.cases.files import (
    FileIsClosed,
    Involved,
    edit_file,
    edit_involvement,
    involve_person,
    remove_involvement,
)
from app.services.cases.involving import InvolvedAlready, MeasuresForPerson
from app.services.cases.labels import label_of, set_marking, share_parts
from app.services.cases.life import close_file
from app.services.cases.measures import edit_measure, start_urgent_measures
from app.services.cases.presences import PresenceOverlaps, edit_presence, record_presence, remove_presence
from app.services.cases.withdrawing import withdraw_measures
from app.services.registers import persons
from app.services.registers.persons import add_address, add_phone, edit_line, edit_person, open_person
from app.services.undoing import ReasonStays, done_with_save, undo_save
from app.services.undone_since import WorkedOnSince
from app.services.visits.visit_lines import InThisVisitAlready, add_line, remove_line
from tests.station_world import TODAY, StationWorld, a_file, a_measure, a_person, a_proposal, a_ruling, distribute
from tests.unit.services.test_labels_and_past import last_save
from tests.unit.services.test_visits import a_visit
from tests.unit.services.two_desks import TwoDesks, two_desks


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[TwoDesks]:
    with two_desks(tmp_path) as made:
        yield made


def test_a_line_a_colleague_worked_on_since_stays(world: StationWorld) -> None:
    person = a_person(world.officer)
    add_phone(world.officer, person, "02 279 17 11")
    head, _ = last_save(world.officer)
    with world.officer.read() as view:
        [(line, _)] = view.find(Phone, "person = ?", person)
    edit_line(world.duty, line, Phone, {"remarks": "enkel na 18 uur"})
    with pytest.raises(WorkedOnSince):
        undo_save(world.officer, head)
    with world.officer.read() as view:
        [(line, record)] = view.find(Phone, "person = ?", person)
    assert record.remarks == "enkel na 18 uur"


def test_nobody_leaves_a_file_for_whom_something_was_proposed_since(world: StationWorld) -> None:
    judge, son = a_person(world.officer), a_person(world.officer, given_names="Bram")
    file = a_file(world.officer, judge)
    involve_person(world.officer, file, Involved(son, InvolvementRole.THREATENED))
    head, _ = last_save(world.officer)
    a_proposal(world, file, son)
    with pytest.raises(MeasuresForPerson):
        undo_save(world.officer, head)


def test_nothing_goes_back_in_a_file_that_was_closed_since(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    edit_file(world.officer, file, {"title": "Anders"})
    head, _ = last_save(world.officer)
    close_file(world.officer, file, "threat_ended", a_ruling())
    with pytest.raises(FileIsClosed):
        undo_save(world.officer, head)
    with world.officer.read() as view:
        assert view.get(ThreatFile, file).title == "Anders"


def test_a_convoy_to_which_a_car_was_added_since_stays(world: StationWorld) -> None:
    visit = a_visit(world.officer)
    convoy = add_line(world.officer, visit, Convoy(name="Hoofdkonvooi"))
    head, _ = last_save(world.officer)
    add_line(world.officer, visit, ConvoyVehicle(convoy=convoy, plate="1-XYZ-987"))
    car, _ = last_save(world.officer)
    with pytest.raises(WorkedOnSince):
        undo_save(world.officer, head)
    undo_save(world.officer, car)
    undo_save(world.officer, head)
    with world.officer.read() as view:
        assert not view.find(Convoy, "file = ?", visit)


def test_what_a_colleague_saved_meanwhile_is_not_taken_for_ones_own(world: StationWorld) -> None:
    person = a_person(world.officer)
    by_him = done_with_save(world.officer, lambda: edit_person(world.duty, person, {"remarks": "van een ander"}))
    own = done_with_save(world.officer, lambda: edit_person(world.officer, person, {"remarks": "van hemzelf"}))
    assert by_him == (None, None)
    assert own[1] == last_save(world.officer)[0]


def test_nobody_stands_twice_in_one_role_after_an_undo(world: StationWorld) -> None:
    son, file = a_person(world.officer), a_file(world.officer, a_person(world.officer))
    first = involve_person(world.officer, file, Involved(son, InvolvementRole.HOUSEHOLD))
    removed = remove_involvement(world.officer, first)
    again = involve_person(world.officer, file, Involved(son, InvolvementRole.HOUSEHOLD))
    with pytest.raises(InvolvedAlready):
        undo_save(world.officer, removed)
    edit_involvement(world.officer, again, {"role": InvolvementRole.CONTACT})
    edited, _ = last_save(world.officer)
    undo_save(world.officer, removed)
    with pytest.raises(InvolvedAlready):
        undo_save(world.officer, edited)
    with world.officer.read() as view:
        roles = {one.role for _, one in view.find(Involvement, "person = ?", son)}
    assert roles == {InvolvementRole.HOUSEHOLD, InvolvementRole.CONTACT}


def test_nobody_is_in_two_places_or_twice_in_a_delegation_after_an_undo(world: StationWorld) -> None:
    judge = a_person(world.officer)
    file, visit = a_file(world.officer, judge), a_visit(world.officer)
    away = Presence(person=judge, state=PresenceState.AWAY, from_on=TODAY, to_on=TODAY)
    removed = remove_presence(world.officer, record_presence(world.officer, file, away))
    record_presence(world.officer, file, away)
    with pytest.raises(PresenceOverlaps):
        undo_save(world.officer, removed)
    member = add_line(world.officer, visit, DelegationMember(person=judge))
    gone = remove_line(world.officer, member, DelegationMember)
    add_line(world.officer, visit, DelegationMember(person=judge))
    with pytest.raises(InThisVisitAlready):
        undo_save(world.officer, gone)


def test_a_measure_that_is_over_stays_as_it_was(world: StationWorld) -> None:
    judge = a_person(world.officer)
    file = a_file(world.officer, judge)
    measure = a_proposal(world, file, judge)
    edit_measure(world.officer, measure, {"frequency": "tweemaal daags"})
    head, _ = last_save(world.officer)
    withdraw_measures(world.officer, [measure], "dubbel ingevoerd")
    with pytest.raises(MeasureIsOver):
        undo_save(world.officer, head)


def test_an_address_at_which_a_measure_was_ordered_since_moves_no_more(world: StationWorld) -> None:
    judge = a_person(world.officer)
    file = a_file(world.officer, judge)
    home = add_address(
        world.officer, judge, HomeAddress(use=AddressUse.HOME, street="Oude straat", municipality="Gent")
    )
    edit_line(world.officer, home, HomeAddress, {"street": "Nieuwe straat"})
    head, _ = last_save(world.officer)
    a_proposal(world, file, judge, place=home)
    with pytest.raises(WorkedOnSince):
        undo_save(world.officer, head)


def test_whoever_got_a_measure_since_is_told_where_somebody_is_after_the_undo(world: StationWorld) -> None:
    judge = a_person(world.officer)
    file = a_file(world.officer, judge)
    away = record_presence(world.officer, file, Presence(person=judge, state=PresenceState.AWAY, from_on=TODAY))
    edit_presence(world.officer, away, {"state": PresenceState.HOME})
    edited, _ = last_save(world.officer)
    start_urgent_measures(world.officer, file, a_measure(judge, executing=world.police), a_ruling())
    undo_save(world.officer, edited)
    assert told(world) == [PresenceState.AWAY]
    removed = remove_presence(world.officer, away)
    start_urgent_measures(world.officer, file, a_measure(judge, executing=world.other_zone), a_ruling())
    assert told(world) == []
    undo_save(world.officer, removed)
    assert told(world) == [PresenceState.AWAY, PresenceState.AWAY]


def told(world: StationWorld) -> list[PresenceState | None]:
    with world.officer.read() as view:
        return [one.state for _, one in view.find(ToldPresence)]


def test_an_undo_decides_no_conflict_unseen(desks: TwoDesks) -> None:
    person = open_person(desks.here, Person(family_name="Lambrecht", remarks="eerst")).id
    desks.meet(person)
    edit_person(desks.here, person, {"remarks": "hier"})
    head, _ = last_save(desks.here)
    edit_person(desks.there, person, {"remarks": "daar"})
    desks.meet(person)
    with pytest.raises(WorkedOnSince):
        undo_save(desks.here, head)
    with desks.here.read() as view:
        assert view.connection.exec_driver_sql("SELECT count(*) FROM rival").scalar() == 1


def test_what_is_put_back_keeps_what_was_written_on_it_elsewhere(desks: TwoDesks) -> None:
    person = open_person(desks.here, Person(family_name="Lambrecht")).id
    line = add_phone(desks.here, person, "02 279 17 11").id
    desks.meet(person)
    removed = persons.remove_line(desks.here, line, Phone)
    edit_line(desks.there, line, Phone, {"remarks": "enkel na 18 uur"})
    desks.meet(person)
    desks.meet(person)
    undo_save(desks.here, removed)
    desks.meet(person)
    for desk in (desks.here, desks.there):
        with desk.read() as view:
            record = view.get(Phone, line)
            assert (record.number, record.remarks) == ("+3222791711", "enkel na 18 uur")


def test_a_label_goes_back_only_for_whose_it_is_and_never_what_changed_with_a_reason(world: StationWorld) -> None:
    """What a co-owner narrowed he may not widen, nor by an undo; a marking does not go back and leave its reason."""
    liaison = world.sit("liaison", [Role.FILE_OFFICER], world.police)
    file = a_file(world.officer, a_person(world.officer))
    with world.officer.read() as view:
        stream = view.part(file, "file_core")
    share_parts(world.officer, {stream: True}, world.police, {stream: True})
    distribute(world.officer, stream, world.other_zone)
    _, offered = done_with_save(liaison, lambda: share_parts(liaison, {stream: False}, world.other_zone))
    assert offered is None, "no key is offered for what is refused"
    with pytest.raises(NotAllowed) as refused:
        undo_save(liaison, last_save(liaison)[0])
    assert refused.value.why is Refusal.OWNER
    set_marking(world.officer, stream, Marking.RESTRICTED, "op vraag van de zone")
    with pytest.raises(ReasonStays):
        undo_save(world.officer, last_save(world.officer)[0])
    share_parts(world.officer, {stream: False}, world.police)
    undo_save(world.officer, last_save(world.officer)[0])
    label = label_of(world.officer, stream).record
    assert (label.marking, label.co_owners) == (Marking.RESTRICTED, (world.police,))
