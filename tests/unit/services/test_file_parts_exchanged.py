"""What of a file's notes, presences and persons of concern goes to a partner: what its part was shared for, no more."""

import pytest

from app.core.ids import Id
from app.models.enums import Marking, PresenceState
from app.models.kinds.label import Label
from app.models.kinds.threat import ConcernLink, FileNote, PersonOfConcern, Presence
from app.models.rights import Refusal
from app.services.call_cards.opening import call_card
from app.services.cases.concerns import concerns_of, record_concern
from app.services.cases.handing_over import hand_over_files, my_files
from app.services.cases.measures import start_urgent_measures
from app.services.cases.notes import record_note
from app.services.cases.presences import record_presence
from app.services.cases.reports import record_report
from app.services.desk import NotThere
from app.services.exchange.gate_sheets import gate_sheet
from app.services.exchange.release import propose_release
from app.services.knowing import who_knows
from app.services.lists.columns import ListName
from app.services.lists.listing import first_page
from app.services.lists.queries import Query
from app.services.search.finding import find
from tests.reads import attachments_of, notes_of, presences_of
from tests.station_world import TODAY, a_file, a_measure, a_person, a_report, a_ruling, distribute
from tests.unit.services.test_attachments import attached
from tests.unit.services.test_exchange_of_two_stations import Pair, pair

__all__ = ["pair"]

NAME = "Roodborstje"


@pytest.fixture
def shared(pair: Pair) -> Id:
    """A file whose core the partner has, with a note, a presence and a person of concern in its threat part."""
    label = Label(marking=Marking.NONE, distribution=(pair.partner,))
    person = a_person(pair.bru, "Vermeulen", label=label)
    file = a_file(pair.bru, person, label=label)
    record_note(pair.bru, file, FileNote(text="afgesproken om 9 u."))
    record_presence(pair.bru, file, Presence(person=person, state=PresenceState.ABROAD))
    report = record_report(pair.bru, file, a_report())
    record_concern(pair.bru, file, PersonOfConcern(family_name=NAME), report)
    attached(pair.bru, file, b"programma", "programma.txt")
    attached(pair.bru, report, b"dreigbrief", "brief.txt")
    return file


def test_notes_presences_and_what_hangs_on_the_core_come_with_it_and_the_threat_part_stays(
    pair: Pair, shared: Id
) -> None:
    proposal = propose_release(pair.bru, pair.ant.station, [shared])
    assert Refusal.STRANGER in {kept.why for kept in proposal.refused if kept.part == "file_threat"}
    sent, _ = pair.carry(pair.bru, pair.ant, shared)
    [held] = [one for one in who_knows(pair.bru, shared, "nl").shared if one.part == "file_core"]
    assert (held.station, held.counter, held.confirmed) == (pair.ant.station, sent.counter, False)
    assert held.moment is not None
    pair.carry(pair.ant, pair.bru)
    assert all(one.confirmed for one in who_knows(pair.bru, shared, "nl").shared)
    assert [line.record.text for line in notes_of(pair.ant, shared)] == ["afgesproken om 9 u."]
    assert [line.record.state for line in presences_of(pair.ant, shared)] == [PresenceState.ABROAD]
    assert [line.name for line in attachments_of(pair.ant, shared)] == ["programma.txt"]
    with pytest.raises(NotThere):
        concerns_of(pair.ant, shared)
    [concern] = concerns_of(pair.bru, shared)
    with pair.ant.read() as view:
        assert view.find(ConcernLink, "file = ?", shared) == []
        assert view.find(PersonOfConcern, "uid = ?", concern.id) == []
    assert concern.id not in {one.root for one in find(pair.ant, NAME)}


def test_with_the_threat_part_goes_the_link_and_not_who_it_is_until_that_is_shared_too(pair: Pair, shared: Id) -> None:
    with pair.bru.read() as view:
        distribute(pair.bru, view.part(shared, "file_threat"), pair.partner)
    pair.carry(pair.bru, pair.ant, shared)
    [line] = concerns_of(pair.ant, shared)
    assert line.record is None
    with pair.bru.read() as view:
        stream = view.part(line.id, "person_of_concern")
    distribute(pair.bru, stream, pair.partner)
    pair.carry(pair.bru, pair.ant, shared)
    [line] = concerns_of(pair.ant, shared)
    assert line.record is not None
    assert line.record.family_name == NAME


def test_who_stands_in_is_known_at_the_other_workstation(pair: Pair, shared: Id) -> None:
    with pair.bru.read() as view:
        colleague = next(uid for uid, one in view.directory.officers.items() if one.login == "janssens")
    hand_over_files(pair.bru, colleague, TODAY)
    assert shared in {one.id for one in my_files(pair.bru)}
    pair.carry(pair.bru, pair.ant, shared)
    with pair.bru.read() as here, pair.ant.read() as there:
        core = here.part(shared, "file_core")
        assert colleague in here.thing(core).officers
        assert there.thing(core).officers == here.thing(core).officers


def test_an_executing_service_with_its_assignment_alone_knows_where_the_person_is_and_the_gate_says_so(
    pair: Pair,
) -> None:
    person = a_person(pair.bru, "Goossens", label=Label(marking=Marking.NONE, distribution=(pair.partner,)))
    file = a_file(pair.bru, person)
    start_urgent_measures(pair.bru, file, a_measure(person, executing=pair.partner), a_ruling())
    record_presence(pair.bru, file, Presence(person=person, state=PresenceState.ABROAD, to_on=TODAY))

    line = next(one for one in gate_sheet(pair.bru, pair.ant.station, [file], "nl").lines if one.root == file)
    assert line.changed["told_presence"] == 1
    assert "file_core" in {kept.part for kept in line.refused}
    pair.carry(pair.bru, pair.ant, file)

    with pair.ant.read() as view:
        assert view.find(Presence, "file = ?", file) == []
    [row] = first_page(pair.ant, ListName.ASSIGNMENTS, Query(language="nl")).rows
    assert str(row.values["presence"]).startswith("In het buitenland → ")
    assert [one.presence for one in call_card(pair.ant, person).whereabouts] == [PresenceState.ABROAD]
