"""What a thief, a curious colleague and a hostile workstation try with papers: refused, or left unsaid."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.ids import Id
from app.documents.seal import copy_code, spoken
from app.models.enums import Action, FileState, InvolvementRole, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.measures import ExecutionReport
from app.models.kinds.merge import SamePerson
from app.models.kinds.paper import DocumentCopy, DocumentData, IssuedDocument
from app.models.kinds.persons import Person, Phone
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.lists import MEASURE_TYPES
from app.models.rights import NotAllowed
from app.models.texts import local_text
from app.services.cases.labels import set_marking
from app.services.catalogues.changing import change_item
from app.services.desk import Desk, NotThere
from app.services.paper.binders import BINDER, centres
from app.services.paper.checks import verify_paper
from app.services.paper.copies import recall_document
from app.services.paper.drafting import draft_paper, issue_draft, preview_paper
from app.services.paper.extracts import EXTRACT
from app.services.paper.papers import reprint
from app.services.paper.protocols import DISPATCHER, RETURN_FORM, issue_protocol
from app.services.paper.recall_sheets import RECALL, NeverHeld
from app.services.paper.returning import Returned, ReturnForm, find_return_form, record_return_form
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import Subject
from app.services.registers.merging import join_persons
from app.services.station.erasures import erase_entity, erase_stream
from app.services.station.four_eyes import SecondOfficer
from app.services.station.verifying import verify_store
from tests.reads import executions_of
from tests.unit.services.centre_world import CentreWorld, a_centre_world, text_of
from tests.unit.services.paper_world import PaperWorld, sit


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CentreWorld]:
    made = a_centre_world(tmp_path)
    yield made
    made.paper.admin.store.close()


def form_of(world: PaperWorld) -> ReturnForm:
    copies = [CopyFor("PZ Antwerpen", world.zone)]
    made = issue_protocol(world.desk, world.file, world.person, "nl", copies, kind=RETURN_FORM)
    return find_return_form(world.desk, made.copies[0].control_code)


def told(form: ReturnForm, at: int = 0) -> tuple[Id, ExecutionReport]:
    one = form.measures[at]
    return one.id, ExecutionReport(from_on=one.begins, to_on=one.ends, planned=3, done=3, not_done=0)


def saves(desk: Desk) -> int:
    with desk.read() as view:
        return int(view.connection.exec_driver_sql("SELECT count(*) FROM save").scalar_one())


def test_a_signature_on_a_form_acknowledges_no_copy_that_its_sender_does_not_hold(world: CentreWorld) -> None:
    paper = world.paper
    protocol = issue_protocol(paper.desk, paper.file, paper.person, "nl", paper.copies())
    form, before = form_of(paper), saves(paper.desk)
    for other in (protocol.copies[0].copy, form.copy, paper.person):
        with pytest.raises(NotThere):
            record_return_form(paper.desk, Returned(form.copy, "INP Claes", paper.desk.today(), [other], [told(form)]))
    assert saves(paper.desk) == before


def test_the_same_measure_named_twice_on_one_form_is_two_reports(world: CentreWorld) -> None:
    paper = world.paper
    form = form_of(paper)
    twice = Returned(form.copy, "INP Claes", paper.desk.today(), (), [told(form), told(form)])
    assert len(set(record_return_form(paper.desk, twice))) == 2
    assert len(executions_of(paper.desk, form.measures[0].id)) == 2

    last = executions_of(paper.desk, form.measures[0].id)[0]
    second = SecondOfficer((who := sit(paper.admin, paper.on, "Tweede", Role.APPROVER)).officer, who.officer_key)
    erase_entity(paper.desk, last.stream, last.id, "Dubbel", second)
    [again] = record_return_form(paper.desk, replace(twice, reports=[told(form)]), again=True)
    assert again not in {one.id for one in (last, *executions_of(paper.desk, form.measures[0].id)[1:])}
    assert len(executions_of(paper.desk, form.measures[0].id)) == 2


def test_the_register_of_another_organisation_says_nothing_of_a_paper_of_this_one(world: CentreWorld) -> None:
    """A workstation of the police writes a line with our number and our page hashes, of another document."""
    paper = world.paper
    form = form_of(paper)
    police = sit(paper.admin, paper.on, "Jan Claes", Role.FILE_OFFICER, paper.zone)
    with paper.desk.read() as view:
        record = view.get(IssuedDocument, view.get(DocumentCopy, form.copy).document or b"")
        copy = view.get(DocumentCopy, form.copy)
    recall_document(paper.desk, copy.document or b"", "fout")
    with paper.desk.read() as view:
        centre = view.facts.organisation
    with police.write() as unit:
        root = police.ids.new()
        theirs = unit.begin(root, "paper", Label(marking=Marking.NONE, distribution=(centre,)), Action.PAPER)
        made = unit.create(theirs, replace(record, file=root, version=2))
        unit.create(theirs, replace(copy, document=made))
        unit.save()
    found = verify_paper(paper.desk, form_code(paper, form))
    assert (found.document, found.newest) == (copy.document, 1)


def form_code(world: PaperWorld, form: ReturnForm) -> str:
    with world.desk.read() as view:
        copy = view.get(DocumentCopy, form.copy)
        record = view.get(IssuedDocument, copy.document or b"")
    raw = copy.page_hash or b""
    hashes = [raw[at : at + 16] for at in range(0, len(raw), 16)]
    return spoken(copy_code(record.number or "", record.version or 0, copy.number or 0, hashes))


def another_file(world: PaperWorld, label: Label) -> Id:
    """Open a file of the same person."""
    with world.desk.write() as unit:
        file = world.desk.ids.new()
        core = unit.begin(file, "file_core", label, Action.FILE)
        unit.create(core, ThreatFile(title="Ander", state=FileState.OPEN, file_officer=world.desk.officer), file)
        unit.create(core, Involvement(file=file, person=world.person, role=InvolvementRole.THREATENED))
        unit.save()
    return file


def test_a_recall_sheet_stands_in_the_file_of_its_sheet_alone(world: CentreWorld) -> None:
    sheet = world.sheet()
    recall_document(world.paper.desk, sheet.document, "fout")
    other = another_file(world.paper, Label(marking=Marking.NONE))
    subject = world.subject(RECALL)
    with pytest.raises(NotThere):
        world.issue(replace(subject, file=other), [world.copies[0]])
    with pytest.raises(NotThere):
        preview_paper(world.paper.desk, replace(subject, file=world.paper.person), "nl", [world.copies[0]])
    assert world.issue(subject, [world.copies[0]]).version == 1


def test_a_binder_of_what_one_may_not_read_is_neither_told_nor_printed_again(world: CentreWorld) -> None:
    world.sheet(0)
    low = sit(world.paper.admin, world.paper.on, "Laag", Role.FILE_OFFICER, None, Marking.NONE)
    binder = world.issue(Subject(BINDER, world.antwerp, world.antwerp, ""))
    another_sheet_in_the_open(world)
    [seen] = [one for one in centres(low, "nl") if one.id == world.antwerp]
    assert (seen.in_force, seen.since) == (1, None)
    colleague = sit(world.paper.admin, world.paper.on, "Collega", Role.FILE_OFFICER)
    assert reprint(colleague, binder.document, 1, "zoek").pdf == binder.copies[0].pdf
    world.paper.change(world.paper.core, world.paper.file, ThreatFile, Action.FILE, recused=(colleague.officer,))
    with pytest.raises(NotAllowed):
        reprint(colleague, binder.document, 1, "zoek")


def another_sheet_in_the_open(world: CentreWorld) -> None:
    """Write the register line of an unmarked sheet of another file, at the same centre."""
    paper = world.paper
    with paper.desk.write() as unit:
        [(old, record)] = unit.find(IssuedDocument, "kind = ?", DISPATCHER)
        [(_, copy)] = unit.find(DocumentCopy, "document = ?", old)
        file = paper.desk.ids.new()
        stream = unit.begin(file, "paper", Label(marking=Marking.NONE), Action.PAPER)
        made = unit.create(stream, replace(record, file=file, number="D-2026-BRU1-0999", marking=Marking.NONE))
        unit.create(stream, replace(copy, document=made))
        unit.save()


def test_nobody_makes_himself_the_holder_of_a_sheet_of_another_house(world: CentreWorld) -> None:
    sheet, paper = world.sheet(0), world.paper
    police = sit(paper.admin, paper.on, "Jan Claes", Role.FILE_OFFICER, paper.zone)
    with paper.desk.read() as view:
        [(_, copy)] = view.find(DocumentCopy, "document = ?", sheet.document)
        record, centre = view.get(IssuedDocument, sheet.document), view.facts.organisation
    with police.write() as unit:
        theirs = unit.begin(
            police.ids.new(), "paper", Label(marking=Marking.NONE, distribution=(centre,)), Action.PAPER
        )
        unit.create(theirs, replace(copy, organisation=paper.zone, recipient="PZ Antwerpen", number=2))
        unit.create(theirs, replace(record, version=98))
        unit.save()
    assert {one.id for one in centres(paper.desk, "nl")} == {world.antwerp}
    again = world.subject(DISPATCHER)
    assert [one.organisation for one in draft_paper(paper.desk, again).copies] == [world.antwerp]
    recall_document(paper.desk, sheet.document, "fout")
    with pytest.raises(NeverHeld):
        world.issue(world.subject(RECALL), [CopyFor("PZ Antwerpen", paper.zone, "nl")])
    assert world.sheet(0).version == 2


def test_what_is_erased_is_on_no_binder_and_no_extract_and_no_edge_keeps_a_reason(world: CentreWorld) -> None:
    paper = world.paper
    who = sit(paper.admin, paper.on, "Tweede", Role.APPROVER)
    second = SecondOfficer(who.officer, who.officer_key)
    sheet = world.sheet(0)
    binder = world.issue(Subject(BINDER, world.antwerp, world.antwerp, ""))
    body = [CopyFor("Controleorgaan")]
    extract = issue_draft(
        paper.desk, Subject(EXTRACT, paper.person, paper.person, ""), "nl", body, accept_untranslated=True
    )
    with paper.desk.write() as unit:
        twin = paper.desk.ids.new()
        stream = unit.begin(twin, "person", Label(marking=Marking.NONE), Action.REGISTER)
        unit.create(stream, Person(family_name="VANDENBROECK", given_names="H."), twin)
        unit.save()
    edge = join_persons(paper.desk, paper.person, twin, "Zelfde gsm als Hilde Van den Broeck")
    with paper.desk.read() as view:
        papers = view.stream_of(sheet.document, IssuedDocument)
        person = view.part(paper.person, "person")

    erase_stream(paper.desk, papers, "Einde van de termijn", second)
    assert frozen(paper.desk, binder.document) == []
    erase_stream(paper.desk, person, "Einde van de termijn", second)

    assert frozen(paper.desk, extract.document) == []
    with paper.desk.read() as view:
        assert [one for _, one in view.find(SamePerson, "uid = ?", edge) if one.reason] == []
        assert view.get(IssuedDocument, binder.document).number == binder.registration
    assert not verify_store(paper.desk).faults


def frozen(desk: Desk, document: Id) -> list[bytes]:
    with desk.read() as view:
        return [data.data for _, data in view.find(DocumentData, "document = ?", document) if data.data]


def test_a_joined_entry_of_a_compartment_is_on_no_paper_of_who_is_not_in_it(world: CentreWorld) -> None:
    paper = world.paper
    with paper.desk.write() as unit:
        twin = paper.desk.ids.new()
        public = unit.begin(twin, "person", Label(marking=Marking.SECRET), Action.REGISTER)
        unit.create(public, Person(family_name="SCHUILNAAM", given_names="Hilde"), twin)
        private = unit.begin(twin, "person_private", Label(marking=Marking.SECRET), Action.REGISTER)
        unit.create(private, Phone(person=twin, number="+32499999999", order=1))
        unit.save()
    join_persons(paper.desk, twin, paper.person, "Zelfde persoon")
    colleague = sit(paper.admin, paper.on, "Vertrouwd", Role.FILE_OFFICER, None, Marking.CONFIDENTIAL)
    for kind in (DISPATCHER, RETURN_FORM, "protocol"):
        made = issue_protocol(
            colleague, paper.file, paper.person, "nl", world.copies, kind=kind, accept_untranslated=True
        )
        assert not [one for one in ("SCHUILNAAM", "99 99 99") if one in text_of(made)], kind
    mine = issue_protocol(paper.desk, paper.file, paper.person, "nl", world.copies, accept_untranslated=True)
    with paper.desk.read() as view:
        assert view.get(IssuedDocument, mine.document).marking is Marking.SECRET
    body = [CopyFor("Controleorgaan")]
    extract = issue_draft(
        colleague, Subject(EXTRACT, paper.person, paper.person, ""), "nl", body, accept_untranslated=True
    )
    assert not [one for one in ("SCHUILNAAM", "99 99 99") if one in text_of(extract)]
    assert "99 99 99" in text_of(mine)


def test_markup_and_places_to_fill_in_are_letters_on_paper_wherever_a_line_of_a_list_or_a_name_has_them(
    world: CentreWorld,
) -> None:
    paper, hostile = world.paper, "<b>{name}</b> &amp; %(x)s ${y}"
    change_item(paper.admin, MEASURE_TYPES, "patrols", {"names": local_text("nl", hostile, **dict.fromkeys(
        ("fr", "de", "en"), f"{hostile}.")
    )})  # fmt: skip
    with paper.desk.read() as view:
        home = view.part(paper.person, "person")
    paper.change(home, paper.person, Person, Action.REGISTER, family_name="</para>{name}<font size=99>")
    for kind in ("protocol", DISPATCHER, RETURN_FORM):
        made = issue_protocol(paper.desk, paper.file, paper.person, "nl", world.copies, kind=kind)
        said = text_of(made).replace("\n", " ")
        assert hostile.lower()[1:] in said.lower() or kind == DISPATCHER, kind
        assert "</PARA>{NAME}<FONT" in said.upper() or kind == RETURN_FORM, kind
    extract = issue_draft(paper.desk, Subject(EXTRACT, paper.person, paper.person, ""), "nl", [CopyFor("{name}<b>")])
    assert "{name}<b>" in text_of(extract)
    assert hostile.lower()[1:] in text_of(extract).lower()


def test_a_raised_sheet_is_in_no_binder_of_who_may_not_read_it_and_says_so(world: CentreWorld) -> None:
    sheet = world.sheet(0)
    with world.paper.desk.read() as view:
        home = view.stream_of(sheet.document, IssuedDocument)
    low = sit(world.paper.admin, world.paper.on, "Lager", Role.FILE_OFFICER, None, Marking.CONFIDENTIAL)
    set_marking(world.paper.desk, home, Marking.SECRET, "bron")
    assert [one for one in centres(low, "nl") if one.in_force or one.to_remove] == []
    with pytest.raises(NotAllowed):
        issue_draft(low, Subject(BINDER, world.antwerp, world.antwerp, ""), "nl", [world.copies[0]])
