"""What a partner with a changed program writes of every kind about what is ours: nothing that we see changes by it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from app.core.ids import Id
from app.history.writing import Writer
from app.models.enums import (
    Action,
    Capacity,
    CopyState,
    DocumentState,
    InformationGrade,
    InvolvementRole,
    Marking,
    NeedKind,
    PresenceState,
    Role,
    TaskAct,
    ThreatKind,
    ThreatLevel,
)
from app.models.kinds.label import Label
from app.models.kinds.movements import Stay
from app.models.kinds.paper import Attachment, DocumentCopy, IssuedDocument
from app.models.kinds.persons import Phone
from app.models.kinds.places import SealedAddress
from app.models.kinds.proposals import Proposal
from app.models.kinds.registers import Organisation, OrganisationContact, Vehicle
from app.models.kinds.tasks import Task, TaskStep
from app.models.kinds.threat import (
    AnalysisRequest,
    ConcernLink,
    FileNote,
    Involvement,
    PersonOfConcern,
    Presence,
    ThreatAnalysis,
    ThreatFile,
    ThreatReport,
)
from app.models.kinds.visits import DelegationMember, ProgrammeItem
from app.services.call_cards.opening import call_card
from app.services.cases.analyses import record_analysis
from app.services.cases.concerns import record_concern
from app.services.cases.file_sheets import file_sheet
from app.services.cases.measures import start_urgent_measures
from app.services.cases.notes import record_note
from app.services.cases.proposal_boards import proposable
from app.services.cases.proposals import NewProposal, draw_up_proposal
from app.services.desk import Desk, View
from app.services.lists.columns import ListName
from app.services.lists.listing import first_page
from app.services.lists.queries import Query
from app.services.paper.copies import copy_register
from app.services.paper.protocols import issue_protocol
from app.services.paper.sources import CopyFor
from app.services.registers.entries import register_entry, register_organisation
from app.services.registers.permanence import own_permanence
from app.services.search.finding import find
from app.services.search.indexing import drain_index
from app.services.situation import needs
from app.services.speaking_for import entries_for
from app.services.station.verifying import verify_store
from app.services.tasks.lines import TaskQuery, Whose
from app.services.tasks.listing import list_tasks, task_count
from app.services.vehicles import note_vehicle
from app.services.visits.boards import visit_board
from app.services.visits.delegation_remainders import Source, keep_rows, kept_rows
from app.services.visits.events import NewEvent, open_event
from app.services.visits.visits import NewVisit, open_visit
from tests.reads import visit_sheet
from tests.station_world import (
    START,
    TODAY,
    StationWorld,
    a_file,
    a_measure,
    a_person,
    a_proposal,
    a_ruling,
    an_analysis,
)

YESTERDAY = TODAY - timedelta(days=1)
GHOST = "Spookwoord"
OWN = "Spooksel"
"""What stands where it may be found: in a file of his own, at an event."""
FAR = START + timedelta(days=9)
DRAWN = [one for one in NeedKind if one not in (NeedKind.FINDING, NeedKind.CONFLICT)]


@dataclass(frozen=True)
class Ours:
    """What is ours, and what of it the partner names."""

    file: Id
    person: Id
    visit: Id
    organisation: Id
    document: Id
    note: Id
    analysis: Id
    police: Id


Make = Callable[[Ours], tuple[str, Id, Any]]
FORGED: Mapping[str, Make] = {
    "a level": lambda o: ("file_threat", o.file, ThreatAnalysis(
        file=o.file, service=o.police, kind=ThreatKind.TERRORISM, dated=TODAY, level=ThreatLevel.VERY_SERIOUS,
        text=GHOST, valid_until=YESTERDAY)),
    "a level in place of ours": lambda o: ("file_threat", o.file, ThreatAnalysis(
        file=o.file, service=o.police, kind=ThreatKind.TERRORISM, dated=TODAY, level=ThreatLevel.LOW,
        replaces=o.analysis)),
    "a request": lambda o: ("file_threat", o.file, AnalysisRequest(
        file=o.file, service=o.police, question=GHOST, asked_on=TODAY, wanted_by=YESTERDAY)),
    "a report": lambda o: ("file_threat", o.file, ThreatReport(
        file=o.file, form="letter", description=GHOST, moment=START, information_grade=InformationGrade.ONE)),
    "a person of concern": lambda o: ("file_threat", o.file, ConcernLink(file=o.file, concern=o.person)),
    "a person in the file": lambda o: ("file_core", o.file, Involvement(
        file=o.file, person=o.person, role=InvolvementRole.HOUSEHOLD)),
    "a presence": lambda o: ("file_core", o.file, Presence(
        file=o.file, person=o.person, state=PresenceState.ABROAD, from_on=YESTERDAY)),
    "a note": lambda o: ("file_core", o.file, FileNote(
        file=o.file, moment=START, text=GHOST, follow_up=GHOST, follow_up_by=YESTERDAY)),
    "a note in place of ours": lambda o: ("file_core", o.file, FileNote(
        file=o.file, moment=START, text="gedaan", corrects=o.note)),
    "a paper": lambda o: ("paper", o.file, IssuedDocument(
        file=o.file, kind="protocol", subject=o.person, number="BP-1", version=9, state=DocumentState.RECALLED)),
    "a copy of our paper": lambda o: ("paper", o.document, DocumentCopy(
        document=o.document, number=9, recipient=GHOST, state=CopyState.HANDED_OVER, state_on=YESTERDAY)),
    "a phone number": lambda o: ("person_private", o.person, Phone(person=o.person, number="+3225550199")),
    "a safe house": lambda o: ("address_sealed", o.person, SealedAddress(subject=o.person, street="Valse weg 1")),
    "a contact": lambda o: ("organisation", o.organisation, OrganisationContact(
        organisation=o.organisation, name=GHOST, phone="+3225550199", round_the_clock=True)),
    "a point of the programme": lambda o: ("visit_programme", o.visit, ProgrammeItem(file=o.visit, starts=START)),
    "a hotel": lambda o: ("visit_programme", o.visit, Stay(file=o.visit, from_on=TODAY)),
    "a member of the delegation": lambda o: ("visit_delegation", o.visit, DelegationMember(
        file=o.visit, person=o.person)),
}  # fmt: skip


@pytest.fixture(scope="module")
def villain(world: StationWorld) -> Desk:
    return world.sit("vals", [Role.FILE_OFFICER], world.police)


@pytest.fixture(scope="module")
def ours(world: StationWorld) -> Ours:
    desk, person = world.officer, a_person(world.officer, "Rechter", "Hilde")
    file = a_file(desk, person)
    start_urgent_measures(desk, file, a_measure(person, executing=world.police), a_ruling())
    analysis = record_analysis(desk, file, an_analysis(world.police))
    note = record_note(desk, file, FileNote(moment=START, text="Gebeld", follow_up="Terugbellen", follow_up_by=TODAY))
    visit = open_visit(desk, NewVisit("Staatsbezoek", "state"))
    hotel = register_organisation(desk, Organisation(names={"nl": "Hotel Metropole", "original": "nl"})).id
    issued = issue_protocol(desk, file, person, "nl", [CopyFor("PZ", world.police)], accept_untranslated=True)
    return Ours(file, person, visit, hotel, issued.document, note, analysis, world.police)


def forge(
    villain: Desk, receiver: Id, root: Id, part: str, *records: Any, uid: Id | None = None, label: Label | None = None
) -> None:
    """Begin a stream of the partner's own, whatever the services would say."""
    with villain.store.write() as connection:
        view = View(villain, connection)
        writer = Writer(connection, villain.schema, villain.trust, villain.pen, villain.randomness)
        shared = label or Label(marking=Marking.NONE, distribution=(receiver,))
        stream = writer.begin_stream(root, part, view.facts.organisation, shared)
        for at, record in enumerate(records):
            last = at + 1 == len(records)
            writer.create(stream, uid if uid and last else villain.ids.new(stream), record)
        writer.commit(villain.officer, villain.clock.now(), cosigners=[villain.cosigner()])


def shown(desk: Desk, ours: Ours) -> dict[str, Any]:
    """Return all that a file officer sees of what is ours, by where he sees it."""
    found = {
        "file": file_sheet(desk, ours.file, "nl"), "call card": replace(call_card(desk, ours.person), moment=START),
        "visit": visit_board(desk, ours.visit, "nl"), "programme": visit_sheet(desk, ours.visit),
        "papers": copy_register(desk, ours.file), "tasks": task_count(desk),
        "organisation": register_entry(desk, ours.organisation, Organisation),
    }  # fmt: skip
    lists = {name: first_page(desk, name, Query(language="nl")).rows for name in ListName}
    return found | lists | {kind: [(one.file, one.due, one.raised) for one in needs(desk, kind)] for kind in DRAWN}


@pytest.fixture(scope="module")
def before(world: StationWorld, ours: Ours) -> dict[str, Any]:
    return shown(world.officer, ours)


@pytest.mark.parametrize("what", FORGED)
def test_nothing_that_we_see_changes(
    world: StationWorld, villain: Desk, ours: Ours, before: dict[str, Any], what: str
) -> None:
    """Whether it begins a part of what is ours, or names it in a file of the partner's own."""
    part, root, record = FORGED[what](ours)
    for place in (root, villain.ids.new()):
        forge(villain, world.centre, place, part, record)
    after = shown(world.officer, ours)
    assert [where for where in before if after[where] != before[where]] == []
    drain_index(world.officer)
    assert not find(world.officer, GHOST, language="nl")


def test_what_is_kept_of_it_leaves_the_store_sound(world: StationWorld, villain: Desk, ours: Ours) -> None:
    with world.officer.read() as view:
        already = len(view.foreign.rows)
    for make in FORGED.values():
        part, root, record = make(ours)
        forge(villain, world.centre, root, part, record)
    with world.officer.read() as view:
        assert len(view.foreign.rows) == already + len(FORGED)
        assert view.find(FileNote, "file = ?", ours.file), "ours"
    assert not verify_store(world.officer).faults


def test_he_puts_off_no_task_of_ours(world: StationWorld, villain: Desk, ours: Ours) -> None:
    desk, about = world.officer, a_file(world.officer, a_person(world.officer, "Schepen"))
    note = record_note(desk, about, FileNote(moment=START, text="x", follow_up="Bellen", follow_up_by=YESTERDAY))
    mine = TaskQuery(Whose.ALL, about=about)
    (line,) = list_tasks(desk, mine, "nl").lines
    step = villain.ids.new()
    task = Task(rule=NeedKind.FOLLOW_UP, subject=note, fact=line.ref.fact, put_off=(step,), officers=(villain.officer,))
    forge(villain, world.centre, about, "task", task, TaskStep(None, TaskAct.PUT_OFF, START.date(), "x"), uid=step)
    (again,) = list_tasks(desk, mine, "nl").lines
    assert (again.put_off, again.officers) == (None, line.officers) == (None, ())


def test_he_keeps_none_of_our_measures_from_the_minister(world: StationWorld, villain: Desk, ours: Ours) -> None:
    desk, person = world.officer, a_person(world.officer, "Griffier")
    measure = a_proposal(world, a_file(desk, person), person)
    held = Proposal(reference="PRO-2026-PZ-0001", title=OWN, addressee=Capacity.MINISTER, measures=(measure,))
    forge(villain, world.centre, villain.ids.new(), "proposal", held)
    assert measure in {row.id for one in proposable(desk, "nl").files for row in one.measures}
    draw_up_proposal(desk, NewProposal("Aan de minister", [measure]))
    assert not [one for one in proposable(desk, "nl").files for row in one.measures if row.id == measure]


def test_he_tells_no_number_of_ours_and_none_where_there_is_a_better_word(world: StationWorld, villain: Desk) -> None:
    """A third entry of our own permanence, or of another zone's, stood on papers and was rung from call cards."""

    def enter(entry: Id, phone: str) -> Organisation:
        return Organisation(names={"nl": "Permanentie", "original": "nl"}, entry=entry, phone=phone)

    def told(entry: Id) -> list[str | None]:
        with world.officer.read() as view:
            return [one.phone for _, _, one in entries_for(view, entry)]

    for entry in (world.centre, world.police, world.other_zone):
        uid = villain.ids.new()
        forge(villain, world.centre, uid, "organisation", enter(entry, "+3225550199"), uid=uid)
    assert told(world.centre) == []
    assert told(world.police) == ["+3225550199"], "of himself he may tell"
    assert told(world.other_zone) == ["+3225550199"], "nobody else tells of it"
    own = Label(marking=Marking.NONE, co_owners=(world.centre,))
    forge(
        villain,
        world.centre,
        his := villain.ids.new(),
        "organisation",
        enter(world.centre, "+3225550199"),
        uid=his,
        label=own,
    )
    assert own_permanence(world.officer).record.phone is None, "though we may write it"
    register_organisation(world.officer, enter(world.other_zone, "+3232020202"))
    register_organisation(world.officer, enter(world.centre, "+3225064711"))
    assert (told(world.centre), told(world.other_zone)) == (["+3225064711"], ["+3232020202"])


def test_he_recuses_no_officer_of_ours_from_who_threatens(world: StationWorld, villain: Desk, ours: Ours) -> None:
    known = PersonOfConcern(family_name="Koekoeksjong")
    concern = record_concern(world.officer, ours.file, known).id
    his = villain.ids.new()
    forge(villain, world.centre, his, "file_core", ThreatFile(recused=(world.officer.officer,)), uid=his)
    forge(villain, world.centre, his, "file_threat", ConcernLink(file=his, concern=concern))
    assert find(world.officer, "Koekoeksjong", language="nl")
    with world.officer.read() as view:
        assert view.may(Action.READ, view.part(concern, "person_of_concern"))


def test_what_we_keep_with_an_event_goes_into_no_stream_of_his(world: StationWorld, villain: Desk) -> None:
    """He lets us write a stream of his at our event, and reads who waits in our list of delegates."""
    desk = world.officer
    event = open_event(desk, NewEvent({"nl": "Europese Raad", "original": "nl"}))
    digest, his = bytes(32), villain.ids.new()
    forged = Attachment(subject=event, media_type="text/csv", content=digest, description=OWN, taken=FAR)
    open_to_us = Label(marking=Marking.NONE, co_owners=(world.centre,))
    forge(villain, world.centre, event, "attachment", forged, uid=his, label=open_to_us)
    with desk.write() as unit:
        assert kept_rows(unit, event) is None
        keep_rows(unit, event, Source(digest, 9, "lijst.csv"), ["1\tFR\tminister"], Label(marking=Marking.NONE))
        unit.save()
        assert kept_rows(unit, event) == ["1\tFR\tminister"]
        homes = {home for _, home, one in unit.locate(Attachment, "subject = ?", event) if one.description != OWN}
        assert {unit.thing(home).owner for home in homes} == {world.centre}


def test_whom_we_protect_is_not_written_into_a_vehicle_of_his(world: StationWorld, villain: Desk, ours: Ours) -> None:
    """Shared with us to be read it kept us from entering the plate; to be written it told him whose car it is."""
    for label in (None, Label(marking=Marking.NONE, co_owners=(world.centre,))):
        uid = villain.ids.new()
        forge(villain, world.centre, uid, "vehicle", Vehicle(plate="1-ABC-123"), uid=uid, label=label)
    with world.officer.write() as unit:
        unit.require(Action.REGISTER)
        note_vehicle(unit, Vehicle(plate="1-ABC-123"), Label(marking=Marking.NONE), ours.person)
        unit.save()
        users = {one.users: unit.thing(home).owner for _, home, one in unit.locate(Vehicle, "plate = '1-ABC-123'")}
    assert users == {(): world.police, (ours.person,): world.centre}
