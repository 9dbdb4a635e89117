"""Who is in a file: once in a role, out again when it was a mistake; and since when a file is open."""

from datetime import UTC, datetime, timedelta

import pytest

from app.models.enums import AddressUse, FileBasis, FileState, InvolvementRole, MeasureState
from app.models.kinds.measures import Measure
from app.models.kinds.persons import HomeAddress
from app.models.kinds.threat import Involvement, ThreatFile
from app.services.cases.analyses import record_analysis
from app.services.cases.decisions import ratify_measures
from app.services.cases.files import (
    Involved,
    NewFile,
    admit_file,
    edit_involvement,
    involve_person,
    open_file,
    remove_involvement,
)
from app.services.cases.involving import InvolvedAlready, InvolvedReversed, MeasuresForPerson, MeasuresRunOn
from app.services.cases.measures import start_urgent_measures
from app.services.naming import read_names
from app.services.registers.merging import join_persons
from app.services.registers.persons import add_address
from app.services.undoing import undo_save
from tests.station_world import (
    TODAY,
    StationWorld,
    a_file,
    a_measure,
    a_person,
    a_proposal,
    a_ruling,
    an_analysis,
    the_minister,
)

HOUSEHOLD = InvolvementRole.HOUSEHOLD


def test_nobody_is_in_a_file_twice_in_one_role(world: StationWorld) -> None:
    judge, son = a_person(world.officer), a_person(world.officer, given_names="Bram")
    file = a_file(world.officer, judge)
    line = involve_person(world.officer, file, Involved(son, HOUSEHOLD))
    with pytest.raises(InvolvedAlready) as refused:
        involve_person(world.officer, file, Involved(son, HOUSEHOLD))
    assert "al in deze rol" in refused.value.say("nl")
    involve_person(world.officer, file, Involved(son, InvolvementRole.CONTACT))
    with pytest.raises(InvolvedReversed):
        edit_involvement(world.officer, line, {"from_on": TODAY, "to_on": TODAY - timedelta(days=1)})
    edit_involvement(world.officer, line, {"to_on": TODAY - timedelta(days=2)})
    involve_person(world.officer, file, Involved(son, HOUSEHOLD, from_on=TODAY))
    with pytest.raises(InvolvedAlready):
        edit_involvement(world.officer, line, {"to_on": TODAY})


def test_a_joined_entry_is_the_same_person(world: StationWorld) -> None:
    one, other = (a_person(world.officer, "Dubbel", name) for name in ("Ann", "Anne"))
    join_persons(world.officer, one, other, "zelfde vrouw")
    with pytest.raises(InvolvedAlready):
        involve_person(world.officer, a_file(world.officer, one), Involved(other, InvolvementRole.THREATENED))


def test_who_was_brought_in_by_mistake_is_taken_out_and_put_back(world: StationWorld) -> None:
    judge, wrong = a_person(world.officer), a_person(world.officer, given_names="Verkeerd")
    file = a_file(world.officer, judge, wrong)
    with world.officer.read() as view:
        lines = {one.person: uid for uid, one in view.find(Involvement, "file = ?", file)}
    a_proposal(world, file, judge)
    with pytest.raises(MeasuresForPerson):
        remove_involvement(world.officer, lines[judge])
    save = remove_involvement(world.officer, lines[wrong])
    with world.officer.read() as view:
        assert [one.person for _, one in view.find(Involvement, "file = ?", file)] == [judge]
    undo_save(world.officer, save)
    with world.officer.read() as view:
        assert {one.person for _, one in view.find(Involvement, "file = ?", file)} == {judge, wrong}


def test_a_role_does_not_end_unseen_while_measures_outlast_it(world: StationWorld) -> None:
    judge, son = a_person(world.officer), a_person(world.officer, given_names="Bram")
    file = a_file(world.officer, judge, son)
    with world.officer.read() as view:
        lines = {one.person: uid for uid, one in view.find(Involvement, "file = ?", file)}
    a_proposal(world, file, judge)
    edit_involvement(world.officer, lines[son], {"to_on": TODAY})
    with pytest.raises(MeasuresRunOn) as told:
        edit_involvement(world.officer, lines[judge], {"to_on": TODAY})
    assert "Patrouilles" in told.value.say("nl")
    contact = involve_person(world.officer, file, Involved(judge, InvolvementRole.CONTACT))
    edit_involvement(world.officer, lines[judge], {"to_on": TODAY})  # he stays in the file
    with pytest.raises(MeasuresRunOn):
        edit_involvement(world.officer, contact, {"to_on": TODAY + timedelta(days=1)})
    edit_involvement(world.officer, contact, {"to_on": TODAY + timedelta(days=1)}, knowing=True)
    edit_involvement(world.officer, contact, {"remarks": "verhuisd"})
    with world.officer.read() as view:
        assert view.get(Involvement, contact).to_on == TODAY + timedelta(days=1)


def test_a_file_is_open_from_the_day_on_which_that_was_decided(world: StationWorld) -> None:
    judge = a_person(world.officer)
    file = open_file(
        world.officer,
        NewFile("Ontwerp", FileBasis.ANALYSIS, involved=[Involved(judge, InvolvementRole.THREATENED)]),
        a_ruling(),
    )
    [urgent] = start_urgent_measures(world.officer, file, a_measure(judge, executing=world.police), a_ruling())
    world.clock.at += timedelta(days=3)
    try:
        record_analysis(world.officer, file, an_analysis(world.police), ruling=a_ruling())
        with world.officer.read() as view:
            record = view.get(ThreatFile, file)
        assert (record.state, record.opened_on) == (FileState.OPEN, TODAY + timedelta(days=3))
        heard = the_minister(dated=datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
        ratify_measures(world.recorder, [urgent], heard)
        with world.officer.read() as view:
            assert view.get(Measure, urgent).state is MeasureState.ACTIVE, "the draft was worked on by then"
        late = open_file(world.officer, NewFile("Later", FileBasis.ANALYSIS), a_ruling())
        admit_file(world.officer, late, FileBasis.STATUS, a_ruling(dated=datetime(2026, 11, 23, 9, 0, tzinfo=UTC)))
        with world.officer.read() as view:
            assert view.get(ThreatFile, late).opened_on == TODAY + timedelta(days=2)
    finally:
        world.clock.at -= timedelta(days=3)


def test_a_decision_without_a_reason_is_called_by_what_was_decided(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    with world.officer.read() as view:
        decision = view.get(ThreatFile, file).state_decision or b""
        assert read_names(view, [decision], "nl")[decision] == "opening van het dossier"


def test_an_address_is_called_with_its_number(world: StationWorld) -> None:
    given = HomeAddress(use=AddressUse.HOME, street="Kerkstraat", number="12", box="3", postcode="9300",
                        municipality="Aalst")  # fmt: skip
    home = add_address(world.officer, a_person(world.officer), given)
    with world.officer.read() as view:
        assert read_names(view, [home], "nl")[home] == "Thuis · Kerkstraat 12/3, 9300 Aalst"
