"""An undo takes back one's own change alone: not what a colleague wrote on it since, not in what was closed since."""

import pytest

from app.models.enums import InvolvementRole
from app.models.kinds.movements import Convoy, ConvoyVehicle
from app.models.kinds.persons import Phone
from app.models.kinds.threat import ThreatFile
from app.services.cases.files import FileIsClosed, Involved, edit_file, involve_person
from app.services.cases.involving import MeasuresForPerson
from app.services.cases.life import close_file
from app.services.registers.persons import add_phone, edit_line, edit_person
from app.services.undoing import done_with_save, undo_save
from app.services.undone_since import WorkedOnSince
from app.services.visits.visit_lines import add_line
from tests.station_world import StationWorld, a_file, a_person, a_proposal, a_ruling
from tests.unit.services.test_labels_and_past import last_save
from tests.unit.services.test_visits import a_visit


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
