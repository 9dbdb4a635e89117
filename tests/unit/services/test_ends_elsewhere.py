"""What ends or changes hands at one workstation while another writes: both agree, and nothing is lost quietly."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.ids import Id
from app.history.digest import stream_digests
from app.models.enums import Action, InvolvementRole, Marking, RelationKind, Role
from app.models.kinds.label import Label
from app.models.kinds.merge import SamePerson
from app.models.kinds.persons import Person, Phone, Relation
from app.models.kinds.tasks import Task
from app.models.kinds.threat import FileNote, ThreatFile
from app.models.rules.officers import standing_in
from app.services.cases.file_overviews import file_overview
from app.services.cases.file_sheets import file_sheet
from app.services.cases.files import Involved, NewFile, open_file
from app.services.cases.handing_over import give_file, hand_over_files, my_files, name_deputy, stood_in_for
from app.services.cases.life import archive_file, close_file, reopen_file
from app.services.cases.notes import record_note
from app.services.desk import Desk
from app.services.drafts import base_of, find_draft, keep_draft
from app.services.erasing.acts import erase_file, erase_person, erase_rest
from app.services.erasing.again import Values
from app.services.erasing.confirming import confirm_erasure
from app.services.erasing.proofs import later_in, proofs
from app.services.erasing.reach import reach_of_rest
from app.services.erasing.records import erasure_record
from app.services.erasing.values import erase_values
from app.services.exchange.conflicts import Conflict, SettledAlready, choose_again, conflicts_to_settle, settle_conflict
from app.services.registers.merging import join_persons
from app.services.registers.persons import add_phone, edit_person, open_person, relate_persons
from app.services.search.indexing import drain_index
from app.services.seconding import SecondOfficer
from app.services.situation import situation
from app.services.staffing import NotItsOfficer
from app.services.station.four_eyes import second_officer
from app.services.station.keeping import back_up
from app.services.station.stations import Account, directory_of, officer_record
from app.services.station.verifying import verify_store
from app.services.tasks.acting import NewTask, add_task
from app.services.tasks.lines import TaskQuery, Whose
from app.services.tasks.listing import list_tasks
from app.store.keys import SigningKey
from tests.history_world import FOREVER
from tests.station_world import a_ruling, distribute, told_why
from tests.unit.history.test_erasure import in_clear
from tests.unit.services.test_stations import PASSPHRASE
from tests.unit.services.two_desks import TwoDesks, two_desks

DAY = timedelta(days=1)
LIST, WHY = "Verzoek van 3 november", "op vraag van de betrokkene"


@dataclass(slots=True)
class Both:
    """Two workstations of the centre, with an approver at each and a colleague at the first."""

    desks: TwoDesks
    approver: SecondOfficer
    colleague: Desk
    chief: SecondOfficer

    def agree(self, *roots: Id) -> None:
        """Both stores say the same of these roots, and verify clean."""
        found = []
        for desk in (self.desks.here, self.desks.there):
            assert verify_store(desk).faults == []
            with desk.store.read() as connection:
                sql = "SELECT id FROM stream WHERE root = ?"
                streams = [bytes(row[0]) for root in roots for row in connection.exec_driver_sql(sql, (root,))]
                found.append(stream_digests(connection, streams))
        assert found[0] == found[1]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    with two_desks(tmp_path_factory.mktemp("ends")) as made:
        here, there = made.here, made.there
        known = second_officer(here, "admin", PASSPHRASE, made.platforms[0])
        admin = replace(here, officer=known.officer, officer_key=known.key)
        approver = _enrol(admin, "janssens", Role.APPROVER, here.station, made)
        colleague = _enrol(admin, "collega", Role.FILE_OFFICER, here.station, made)
        chief = _enrol(admin, "claes", Role.APPROVER, there.station, made)
        made.meet()
        yield Both(made, approver, replace(here, officer=colleague.officer, officer_key=colleague.key), chief)


def _enrol(admin: Desk, login: str, role: Role, station: Id, made: TwoDesks) -> SecondOfficer:
    key = SigningKey.generate(made.platforms[0].randomness)
    record = officer_record(
        Account(login, login.title(), [role], Marking.SECRET, FOREVER), made.centre, station, key.public
    )
    with admin.write() as unit:
        directory = directory_of(admin)
        unit.require(Action.DIRECTORY, directory)
        officer = unit.create(directory, record)
        unit.save(signed=True)
    return SecondOfficer(officer, key)


def a_file(desk: Desk, *people: Id) -> Id:
    involved = [Involved(one, InvolvementRole.THREATENED) for one in people]
    return open_file(desk, NewFile("Lambrecht", involved=involved), a_ruling(), Label(marking=Marking.RESTRICTED))


def test_a_person_erased_here_while_a_file_names_him_there_leaves_a_file_that_opens(both: Both) -> None:
    desks = both.desks
    person = open_person(desks.here, Person(family_name="Lambrecht", remarks="Rijdt zelf")).id
    desks.meet(person)
    erase_person(desks.here, person, LIST, WHY, both.approver)
    file = a_file(desks.there, person)
    desks.meet(person, file)
    desks.meet(person, file)

    for desk in (desks.here, desks.there):
        overview = file_overview(told_why(desk, file), file)
        assert [one.record.person for one in overview.involved] == [person]
        file_sheet(desk, file, "nl")
        assert list_tasks(desk, TaskQuery(Whose.ALL), "nl") is not None
    both.agree(person, file)


def test_a_value_written_there_while_its_field_is_erased_here_is_told_of_and_erased_too(both: Both) -> None:
    desks = both.desks
    person = open_person(desks.here, Person(family_name="Peeters", remarks="Rijdt zelf", aliases=("Pit",))).id
    desks.meet(person)
    with desks.here.read() as view:
        stream = view.part(person, "person")
    remarks, aliases = (Values(stream, person, Person, (name,)) for name in ("remarks", "aliases"))
    erase_values(desks.here, [remarks, aliases], LIST, WHY, both.approver)
    edit_person(desks.there, person, {"remarks": "Rijdt zelf, zegt hij"})
    desks.meet(person)

    proof = proofs(desks.here)[0]
    assert [(one.uid, one.names) for one in proof.again] == [(person, ("remarks",))]
    with desks.here.read() as view:
        assert later_in(view) == 1
    edit_person(desks.here, person, {"aliases": ("Piet",)})
    assert [one.names for one in proofs(desks.here)[0].again] == [("remarks",)], "what is typed knowingly stays"
    erase_values(desks.here, proof.again, LIST, WHY, both.approver)
    desks.meet(person)
    desks.meet(person)
    both.agree(person)
    for desk in (desks.here, desks.there):
        with desk.read() as view:
            assert (view.get(Person, person).remarks, later_in(view)) == (None, 0)
    waiting = [one for one in proofs(desks.there) if one.values]
    assert [one.waits for one in waiting] == [True, True]
    for one in waiting:
        confirm_erasure(desks.there, one.save)
    assert erasure_record(desks.there, waiting[0].save, "nl").pdf.startswith(b"%PDF")
    assert not any(one.waits for one in proofs(desks.there) if one.values)


CANARIES = ("Xylograafmerk", "Quadrupelnota")


def left(desk: Desk, also: Path | None = None) -> set[str]:
    """Return which of the words are in a page of the store, used or free, in its log, or in a file beside it."""
    assert desk.store.fold_log()
    files = [one for one in desk.store.path.parent.iterdir() if one.is_file()] + ([also] if also else [])
    return {
        word
        for one in files
        for raw in (one.read_bytes() + in_clear(one, desk.store.key, 32 if one.name.endswith("-wal") else 0),)
        for word in CANARIES
        if word.encode() in raw or word.lower().encode() in raw
    }


def test_no_byte_of_an_erased_value_is_left_at_any_station_that_heard_of_it(both: Both, tmp_path: Path) -> None:
    """Nor in a search, a draft of anybody, or a backup made later."""
    desks = both.desks
    person = open_person(desks.here, Person(family_name="Peeters", remarks=f"Rijdt {CANARIES[0]} zelf")).id
    phone = add_phone(desks.here, person, "02 279 17 11", remarks=f"bij {CANARIES[1]}").id
    with desks.here.read() as view:
        public, private = view.part(person, "person"), view.part(person, "person_private")
    distribute(desks.here, public, desks.police)
    edit_person(desks.here, person, {"remarks": f"Rijdt {CANARIES[0]} nog"})
    desks.meet(person)
    desks.carry(desks.here, desks.zone, person)
    for desk in (desks.here, both.colleague, desks.there):
        keep_draft(desk, f"person/{person.hex()}", base_of(desk, person, Person), {"remarks": f"ook {CANARIES[0]}"})
    for desk in (desks.here, desks.there, desks.zone):
        drain_index(desk)
    assert (left(desks.here), left(desks.zone)) == (set(CANARIES), {CANARIES[0]})

    chosen = [Values(public, person, Person, ("remarks",)), Values(private, phone, Phone, ("remarks",))]
    assert erase_values(desks.here, chosen, LIST, WHY, both.approver) == 3
    desks.meet(person)
    desks.carry(desks.here, desks.zone, person)
    known = second_officer(desks.here, "admin", PASSPHRASE, desks.platforms[0])
    admin = replace(desks.here, officer=known.officer, officer_key=known.key)
    back_up(admin, tmp_path / "later.backup")
    assert left(desks.here, tmp_path / "later.backup") == left(desks.there) == left(desks.zone) == set()
    for desk in (desks.here, both.colleague, desks.there):
        assert find_draft(desk, f"person/{person.hex()}") is None


def test_what_was_said_there_of_a_person_while_he_was_erased_here_is_told_of_and_erased_too(both: Both) -> None:
    desks = both.desks
    person, twin, wife = (open_person(desks.here, Person(family_name=name)).id for name in ("Maes", "Maesens", "Raes"))
    desks.meet(person, twin, wife)
    erase_person(desks.here, person, LIST, WHY, both.approver)
    edge = join_persons(desks.there, twin, person, "zelfde gsm als Maes")
    relation = relate_persons(desks.there, wife, person, RelationKind.SPOUSE, "gehuwd met Maes")
    desks.meet(person, twin, wife, edge)

    proof = next(one for one in proofs(desks.here) if person in one.roots)
    assert {uid for uid, _ in proof.words} == {edge, relation}
    with desks.here.read() as view:
        assert later_in(view) == 1
    assert reach_of_rest(desks.here, proof.save).hindrances == []
    erase_rest(desks.here, proof.save, LIST, WHY, both.approver)
    desks.meet(person, twin, wife, edge)
    both.agree(person, twin, wife)
    for desk in (desks.here, desks.there):
        with desk.read() as view:
            assert later_in(view) == 0
            assert [record for _, record in view.find(SamePerson, "uid = ?", edge) if record.reason] == []
            assert [record for _, record in view.find(Relation, "uid = ?", relation) if record.remarks] == []


def staffed(desk: Desk, file: Id) -> tuple[Id | None, Id | None]:
    """Return whose file it is, and who stands in today."""
    record = file_overview(told_why(desk, file), file).record
    assert record is not None
    return record.file_officer, standing_in(record, desk.today())


def test_a_file_handed_over_here_and_given_away_there_has_one_officer_and_asks_who_stands_in(both: Both) -> None:
    desks = both.desks
    file = a_file(desks.here)
    desks.meet(file)
    hand_over_files(desks.here, both.colleague.officer, desks.here.today() + DAY)
    give_file(desks.there, file, desks.there.officer, both.chief)
    desks.meet(file)
    desks.meet(file)

    both.agree(file)
    assert staffed(desks.here, file) == staffed(desks.there, file)
    assert staffed(desks.here, file)[0] == desks.there.officer
    assert {("stand_in", "stand_in_from", "stand_in_to")} == {tuple(one.fields) for one in of(desks.here, file)}


def test_who_got_a_file_for_good_there_does_not_stand_in_for_himself_here(both: Both) -> None:
    desks = both.desks
    file = a_file(desks.here)
    hand_over_files(desks.here, desks.there.officer, desks.here.today() + DAY)
    desks.meet(file)
    with desks.there.write() as unit:  # as a station does that gives it without knowing of the hand-over
        core = unit.part(file, "file_core")
        unit.require(Action.FILE, core)
        unit.change(core, file, ThreatFile, {"file_officer": desks.there.officer})
        unit.save()
    assert staffed(desks.there, file) == (desks.there.officer, None)
    assert file not in {one.id for one in stood_in_for(desks.there)}
    assert {one.id: one.stand_in for one in my_files(desks.there)}[file] is None


def test_in_a_conflict_over_whose_a_file_is_nobody_but_its_officer_says_a_third_thing_or_names_himself(
    both: Both,
) -> None:
    desks = both.desks
    file = a_file(desks.here)
    desks.meet(file)
    name_deputy(desks.here, file, both.colleague.officer)
    name_deputy(desks.there, file, desks.there.officer, both.chief)
    desks.meet(file)
    desks.meet(file)
    mine, theirs = (of(desk, file)[0] for desk in (desks.here, desks.there))
    for said in (desks.there.officer, None):  # himself, and nobody where somebody stands on both sides
        with pytest.raises(NotItsOfficer):
            settle_conflict(desks.there, theirs, {"deputy": said})
    settle_conflict(desks.there, theirs, {"deputy": both.colleague.officer})
    with pytest.raises(NotItsOfficer):
        choose_again(desks.there, theirs, {"deputy": both.colleague.officer}, {"deputy": desks.there.officer})
    settle_conflict(desks.here, mine, {"deputy": None})


def test_choosing_again_puts_right_what_one_chose_and_writes_nothing_else(both: Both) -> None:
    """What was never in conflict is written by the services that know what goes with it: a legal hold by a decision."""
    desks = both.desks
    file = a_file(desks.here)
    with desks.here.read() as view:
        core = view.part(file, "file_core")
    made_up = Conflict(core, file, file, "threat_file", ["legal_hold"], False, (), 0)
    with pytest.raises(SettledAlready):
        choose_again(desks.here, made_up, {"legal_hold": None}, {"legal_hold": True})
    made_up = replace(made_up, fields=["title"])
    with pytest.raises(SettledAlready):
        choose_again(desks.here, made_up, {"title": "Lambrecht"}, {"title": "Anders"})


def of(desk: Desk, file: Id) -> list[Conflict]:
    return [one for one in conflicts_to_settle(desk) if one.uid == file]


def test_a_file_erased_here_while_it_is_reopened_there_is_gone_at_both_and_its_new_part_is_told_of(both: Both) -> None:
    desks = both.desks
    person = open_person(desks.here, Person(family_name="Kanarie")).id
    file = a_file(desks.here, person)
    close_file(desks.here, file, "threat_ended", a_ruling())
    archive_file(desks.here, file, a_ruling())
    desks.meet(person, file)
    desks.sleep(3_700 * 24 * 3_600)
    erase_file(desks.here, file, LIST, WHY, both.approver)
    reopen_file(desks.there, file, a_ruling(reason="er is weer gedreigd"))
    give_file(desks.there, file, desks.there.officer, both.chief)
    add_task(desks.there, NewTask("De wijkagent bellen", file))
    record_note(desks.there, file, FileNote(moment=desks.there.clock.now(), text="mevrouw belde"))
    desks.meet(person, file)
    desks.meet(person, file)

    both.agree(person)
    for desk in (desks.here, desks.there):
        assert file not in {one.id for one in my_files(desk)}
        situation(desk)
        list_tasks(desk, TaskQuery(Whose.ALL), "nl")
        with desk.read() as view:
            assert [one for _, one in view.find(ThreatFile, "uid = ?", file) if one.title] == []
            assert [one for _, one in view.find(FileNote, "file = ?", file) if one.text] == []
    proof = next(one for one in proofs(desks.here) if file in one.roots)
    assert proof.later, "the task that was set meanwhile"
    erase_rest(desks.here, proof.save, LIST, WHY, both.approver)
    desks.meet(person, file)
    for desk in (desks.here, desks.there):
        with desk.read() as view:
            assert view.find(Task, "about = ?", file) == []
