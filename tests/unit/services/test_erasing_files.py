"""A file past its term is listed; its erasure is seen beforehand, takes two, and leaves nothing but the proof."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.ids import Id
from app.models.enums import Action, CopyState, DeadlineUnit, DocumentState, FileState, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.paper import DocumentCopy, DocumentData, IssuedDocument
from app.models.kinds.persons import Person, Phone, Relation
from app.models.kinds.places import SealedAddress
from app.models.kinds.proposals import Proposal
from app.models.kinds.tasks import Task
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.lists import DEADLINES
from app.models.rights import NotAllowed
from app.services.cases.decisions import refuse_measures
from app.services.cases.life import archive_file, close_file
from app.services.cases.proposals import NewProposal, draw_up_proposal
from app.services.catalogues.changing import change_item
from app.services.catalogues.line_checks import YearsOutOfReason
from app.services.desk import NotThere
from app.services.erasing.acts import AuthorisationMissing, erase_file, erase_person, erase_rest
from app.services.erasing.again import Values
from app.services.erasing.confirming import NothingToConfirm, asked_of, confirm_erasure
from app.services.erasing.holding import hold_file
from app.services.erasing.loose import loose_persons
from app.services.erasing.proofs import proofs
from app.services.erasing.reach import (
    CopiesNotBack,
    Fate,
    NothingLater,
    StillNamed,
    reach_of_file,
    reach_of_person,
    reach_of_rest,
)
from app.services.erasing.records import erasure_record
from app.services.erasing.retention import NotArchived, OnLegalHold, TermRuns, due_files
from app.services.erasing.values import NothingChosen, ValueStays, erase_values, reach_of_values
from app.services.paper.copies import destroy
from app.services.paper.proposals import issue_proposal
from app.services.paper.sources import CopyFor
from app.services.registers.sealed_addresses import register_sealed_address
from app.services.situation import NeedKind, needs
from app.services.station.erasures import ErasureNeedsReason
from app.services.station.four_eyes import SecondNeeded, SecondOfficer
from app.services.station.verifying import verify_store
from tests.station_world import StationWorld, a_file, a_person, a_proposal, a_ruling, a_station, the_minister
from tests.unit.documents.reading import page_texts
from tests.unit.services.test_foreign_records import forge

LIST, WHY = "Selectielijst ADIV 2031/4", "Einde van de termijn"
TERM = timedelta(days=3653)


@dataclass(slots=True)
class Case:
    """A file that was refused its measure, with a proposal of its own and one that it shares with another file."""

    world: StationWorld
    person: Id
    file: Id
    own: Id
    shared: Id
    other: Id

    @property
    def second(self) -> SecondOfficer:
        return SecondOfficer(self.world.recorder.officer, self.world.recorder.officer_key)

    def end(self, *, archived: bool = True) -> None:
        """Close the file, and archive it."""
        close_file(self.world.officer, self.file, "threat_ended", a_ruling())
        if archived:
            archive_file(self.world.officer, self.file, a_ruling())

    def all_back(self) -> None:
        """Have every copy of the file's own proposal destroyed."""
        with self.world.officer.read() as view:
            where = "document IN (SELECT uid FROM p_issued_document WHERE file = ?)"
            copies = [uid for uid, _ in view.find(DocumentCopy, where, self.own)]
        destroy(self.world.officer, copies, "I. Verhaegen", "A. Janssens")

    def erase(self) -> None:
        erase_file(self.world.officer, self.file, LIST, WHY, self.second)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    world = a_station(tmp_path)
    person, friend = a_person(world.officer, "Kanarie", "Nele"), a_person(world.officer, "Peeters", "Jan")
    file = a_file(world.officer, person, title="Dossier Kanarie", label=Label(marking=Marking.RESTRICTED))
    other = a_file(world.officer, friend, title="Dossier Peeters")
    alone, both, beside = (
        a_proposal(world, file, person),
        a_proposal(world, file, person),
        a_proposal(world, other, friend),
    )
    copies = [CopyFor("Kabinet van de minister")]
    own = draw_up_proposal(world.officer, NewProposal("Voorstel Kanarie", [alone]))
    shared = draw_up_proposal(world.officer, NewProposal("Voorstellen van week 47", [both, beside]))
    for one in (own, shared):
        issue_proposal(world.officer, one, "nl", copies)
    refuse_measures(world.recorder, [alone, both], the_minister(reason="Niet nodig"))
    yield Case(world, person, file, own, shared, other)
    world.close()


def refused(act: Callable[[], object], error: type[UserError]) -> None:
    with pytest.raises(error):
        act()


def test_a_file_is_listed_when_its_term_is_over_and_not_a_day_before(case: Case) -> None:
    desk = case.world.officer
    case.end()
    assert due_files(desk) == []
    case.world.clock.at += TERM - timedelta(days=2)
    assert due_files(desk) == []
    refused(case.erase, TermRuns)
    case.world.clock.at += timedelta(days=3)
    (due,) = due_files(desk)
    assert (due.file, due.state, due.held) == (case.file, FileState.ARCHIVED, False)
    with pytest.raises(NotAllowed):
        due_files(case.world.partner)


def test_the_years_are_a_line_of_the_deadlines(case: Case) -> None:
    admin, years = case.world.admin, "threat_file_years"
    case.end()
    refused(lambda: change_item(admin, DEADLINES, years, {"number": 0, "unit": DeadlineUnit.YEARS}), YearsOutOfReason)
    refused(lambda: change_item(admin, DEADLINES, years, {"number": 5, "unit": DeadlineUnit.DAYS}), YearsOutOfReason)
    change_item(admin, DEADLINES, years, {"number": 11, "unit": DeadlineUnit.YEARS})
    case.world.clock.at += TERM + timedelta(days=1)
    assert due_files(case.world.officer) == []
    refused(case.erase, TermRuns)
    change_item(admin, DEADLINES, years, {"number": 10, "unit": DeadlineUnit.YEARS})
    assert [one.file for one in due_files(case.world.officer)] == [case.file]


def test_it_says_beforehand_what_goes_what_loses_its_content_and_who_is_left(case: Case) -> None:
    case.end()
    case.world.clock.at += TERM + timedelta(days=1)
    reach = reach_of_file(case.world.officer, case.file)
    assert (reach.counts["threat_file"], reach.counts["measure"], reach.counts["proposal"]) == (1, 2, 1)
    assert sorted((one.fate, one.copies, one.out) for one in reach.papers) == [(Fate.CONTENT, 1, 1), (Fate.GOES, 1, 1)]
    assert len(reach.left) == 1
    assert "Kanarie" in reach.left[0]
    assert [type(one) for one in reach.hindrances] == [CopiesNotBack]


def test_two_officers_erase_all_of_it_and_the_proof_stays(case: Case) -> None:
    world = case.world
    case.end()
    world.clock.at += TERM + timedelta(days=1)
    refused(case.erase, CopiesNotBack)
    case.all_back()
    case.erase()

    with world.officer.read() as view:
        assert view.find(ThreatFile, "uid = ?", case.file) == []
        assert view.find(Proposal, "uid = ?", case.own) == []
        assert view.find(IssuedDocument, "file = ?", case.own) == [], "its proposals' papers go with it"
        (kept,) = view.find(IssuedDocument, "file = ?", case.shared)
        assert kept[1].number
        assert [data for _, data in view.find(DocumentData, "document = ?", kept[0]) if data.data] == []
        assert view.get(ThreatFile, case.other).title == "Dossier Peeters"
    (proof,) = proofs(world.officer)
    assert proof.lines[1:] == [LIST, WHY]
    assert proof.lines[0].startswith("BP-2026-")
    assert (proof.counts["threat_file"], proof.counts["measure"]) == (1, 2)
    assert (proof.officer, proof.second, proof.waits) == ("Verhaegen", "Janssens", False)
    assert due_files(world.officer) == []
    assert not verify_store(world.officer).faults
    record = " ".join(page_texts(erasure_record(world.officer, proof.save, "nl").pdf)).replace("\u00a0", " ")
    for words in (proof.lines[0], LIST, WHY, "Verhaegen", "Janssens", "Vernietigingsverslag", "Maatregel"):
        assert words in record, words
    assert "Kanarie" not in record
    with pytest.raises(NotAllowed):
        erasure_record(world.partner, proof.save, "nl")


def test_nothing_is_erased_alone_without_words_or_while_the_file_lives(case: Case) -> None:
    world = case.world
    case.all_back()
    case.end(archived=False)
    world.clock.at += TERM + timedelta(days=1)
    refused(case.erase, NotArchived)
    archive_file(world.officer, case.file, a_ruling())
    refused(lambda: erase_file(world.officer, case.file, " ", WHY, case.second), AuthorisationMissing)
    refused(lambda: erase_file(world.officer, case.file, LIST, "", case.second), ErasureNeedsReason)
    refused(lambda: erase_file(world.officer, case.file, LIST, WHY, None), SecondNeeded)
    stranger = SecondOfficer(world.duty.officer, world.duty.officer_key)
    refused(lambda: erase_file(world.officer, case.file, LIST, WHY, stranger), NotAllowed)
    refused(lambda: erase_file(world.duty, case.file, LIST, WHY, case.second), NotAllowed)
    with world.officer.read() as view:
        assert view.get(ThreatFile, case.file).title == "Dossier Kanarie"
    assert proofs(world.officer) == []


def test_a_person_goes_when_nothing_names_him_with_what_others_are_to_him(case: Case) -> None:
    world, desk = case.world, case.world.officer
    with desk.read() as view:
        (friend,) = [uid for uid, one in view.find(Person) if one.family_name == "Peeters"]
        private = view.part(friend, "person_private")
    with desk.write() as unit:
        unit.require(Action.REGISTER, private)
        relation = unit.create(private, Relation(person=friend, other=case.person, remarks="broer van Kanarie"))
        unit.save()
    register_sealed_address(desk, case.person, SealedAddress(street="Stille weg"))
    villain = world.sit("vals", [Role.FILE_OFFICER], world.police)
    forge(villain, world.centre, case.other, "file_core", Involvement(file=case.other, person=case.person))
    forge(villain, world.other_zone, case.person, "person_private", Phone(person=case.person, number="+3225550199"))
    assert loose_persons(desk) == []
    refused(lambda: erase_person(desk, case.person, LIST, WHY, case.second), StillNamed)
    case.all_back()
    case.end()
    world.clock.at += TERM + timedelta(days=1)
    case.erase()

    (loose,) = loose_persons(desk)
    assert loose.person == case.person
    assert reach_of_person(desk, case.person).counts["person"] == 1
    erase_person(desk, case.person, LIST, WHY, case.second)

    with desk.read() as view:
        assert view.find(Person, "uid = ?", case.person) == []
        assert view.find(Relation, "uid = ?", relation) == []
        assert view.find(SealedAddress) == []
    assert loose_persons(desk) == []
    assert not verify_store(desk).faults


def test_what_comes_later_of_an_erased_file_is_told_and_erased_too(case: Case) -> None:
    desk = case.world.officer
    case.all_back()
    case.end()
    case.world.clock.at += TERM + timedelta(days=1)
    case.erase()
    assert not needs(desk, NeedKind.ERASED)
    with desk.write() as unit:  # as a bundle brings it from a workstation that had not heard of it
        stream = unit.begin(case.file, "task", Label(marking=Marking.RESTRICTED), Action.TASK)
        unit.create(stream, Task(title="Kanarie opbellen", about=case.file))
        unit.save()

    (proof,) = proofs(desk)
    assert proof.later == [stream]
    assert len(needs(desk, NeedKind.ERASED)) == 1
    assert reach_of_rest(desk, proof.save).counts == {"task": 1}
    erase_rest(desk, proof.save, LIST, WHY, case.second)

    assert [one.later for one in proofs(desk)] == [[], []]
    assert {one.lines[0] for one in proofs(desk)} == {proof.lines[0]}
    with desk.read() as view:
        assert view.find(Task, "about = ?", case.file) == []
    refused(lambda: erase_rest(desk, proof.save, LIST, WHY, case.second), NothingLater)


class Died(BaseException):
    """The process is no more."""


def die(*_: object) -> None:
    raise Died


def test_own_papers_made_of_what_others_erased_lose_what_they_said_by_two_when_it_is_confirmed(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = case.world.officer
    case.all_back()
    case.end()
    case.world.clock.at += TERM + timedelta(days=1)
    case.erase()
    (made,) = proofs(desk)
    with desk.store.write() as connection:  # as if a bundle had brought it
        connection.exec_driver_sql("UPDATE entry SET source = 1 WHERE eid IN (SELECT eid FROM erasure)")
    with desk.write() as unit:
        stream = unit.begin(case.other, "paper", Label(marking=Marking.CONFIDENTIAL), Action.PAPER)
        paper = IssuedDocument(number="X-2036-BRU1-0009", file=case.other, kind="extract", version=1, language="nl")
        document = unit.create(stream, replace(paper, state=DocumentState.ISSUED))
        unit.create(stream, DocumentData(document=document, data=b"Kanarie " + made.streams[0]))
        copy = unit.create(stream, DocumentCopy(document=document, number=1, state=CopyState.HANDED_OVER))
        unit.save()

    assert [one.registration for one in asked_of(desk, made.save).papers] == ["X-2036-BRU1-0009"]
    refused(lambda: confirm_erasure(desk, made.save, case.second), CopiesNotBack)
    destroy(desk, [copy], "I. Verhaegen", "A. Janssens")
    refused(lambda: confirm_erasure(desk, made.save), SecondNeeded)
    assert next(one for one in proofs(desk) if one.save == made.save).waits
    with monkeypatch.context() as dying:
        dying.setattr("app.services.erasing.confirming._note", die)
        with pytest.raises(Died):
            confirm_erasure(desk, made.save, case.second)
    with desk.read() as view:
        assert [one for _, one in view.find(DocumentData, "document = ?", document) if one.data], "not half of it"
    confirm_erasure(desk, made.save, case.second)

    with desk.read() as view:
        assert [one for _, one in view.find(DocumentData, "document = ?", document) if one.data] == []
        assert view.get(IssuedDocument, document).number == "X-2036-BRU1-0009"
    assert not next(one for one in proofs(desk) if one.save == made.save).waits
    refused(lambda: confirm_erasure(desk, made.save, case.second), NothingToConfirm)


def test_single_values_go_where_the_entry_can_do_without_them_and_no_court_needs_them(case: Case) -> None:
    desk = case.world.officer
    with desk.write() as unit:
        stream, core = unit.part(case.person, "person"), unit.part(case.file, "file_core")
        unit.require(Action.REGISTER, stream)
        unit.change(stream, case.person, Person, {"remarks": "Kanarie gehoord", "aliases": ("Kanarie",)})
        unit.save()

    def erase(*names: str, list_: str = LIST, second: SecondOfficer | None = None) -> int:
        return erase_values(desk, [Values(stream, case.person, Person, names)], list_, WHY, second or case.second)

    chosen = [Values(stream, case.person, Person, ("remarks",))]
    both = [*chosen, Values(stream, case.person, Person, ("aliases",))]
    of_file = [Values(core, case.file, ThreatFile, ("title",))]
    refused(lambda: erase("remarks", list_=" "), AuthorisationMissing)
    refused(erase, NothingChosen)
    refused(lambda: erase_values(desk, chosen, LIST, WHY, None), SecondNeeded)
    for stays in ("given_names", "employer", "languages"):  # the name, what it refers to, no personal detail
        refused(partial(erase, "remarks", stays), ValueStays)
    refused(lambda: erase("native_name"), NotThere)
    refused(lambda: erase_values(desk, of_file, LIST, WHY, case.second), ValueStays)

    hold_file(desk, case.file, a_ruling(reason="gerechtelijk onderzoek"), held=True)
    reach = reach_of_values(desk, both)
    assert (reach.values, list(reach.fields)) == (2, ["remarks", "aliases"])
    assert [type(one) for one in reach.hindrances] == [OnLegalHold]
    refused(lambda: erase("remarks"), OnLegalHold)
    hold_file(desk, case.file, a_ruling(reason="onderzoek is gesloten"), held=False)
    assert reach_of_values(desk, both).hindrances == []

    assert erase_values(desk, both, LIST, WHY, case.second) == 2
    refused(lambda: erase("remarks"), NotThere)
    with desk.read() as view:
        kept = view.get(Person, case.person)
    assert (kept.remarks, kept.aliases, kept.family_name is not None) == (None, (), True)
    (proof,) = proofs(desk)
    assert (proof.values, proof.lines) == (2, [LIST, WHY])
    assert not verify_store(desk).faults
