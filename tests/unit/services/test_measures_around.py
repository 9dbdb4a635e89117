"""A measure on the file or on a place: proposed beside those for persons, printed on the paper of whom it protects."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Action, InvolvementRole, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import Place
from app.models.kinds.registers import Organisation
from app.models.kinds.threat import Involvement
from app.services.cases.file_sheets import file_sheet
from app.services.cases.measures import (
    InstitutionNotKnown,
    NewMeasure,
    PersonNotInFile,
    PlaceNotKnown,
    propose_measures,
)
from app.services.cases.proposals import NewProposal, draw_up_proposal
from app.services.cases.worklists import read_measures
from app.services.naming import read_names
from app.services.paper.issuing import Issued
from app.services.paper.proposals import issue_proposal
from app.services.paper.protocols import DISPATCHER, LETTER, PROTOCOL, issue_protocol, sealed_values
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import paper_subjects
from app.services.registers.entries import register_organisation, register_place
from app.ui.files.measures.measure_list import whom_of
from app.ui.files.wording import measure_facts, subject_text
from app.ui.kit.words import Words
from tests.station_world import a_ruling
from tests.unit.services.centre_world import text_of
from tests.unit.services.paper_world import PaperWorld, a_paper_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def home_of(world: PaperWorld) -> Id:
    with world.desk.read() as view:
        return view.find(HomeAddress, "person = ?", world.person)[0][0]


def partner_of(world: PaperWorld) -> Id:
    with world.desk.read() as view:
        found = view.find(Involvement, "file = ? AND role = ?", world.file, InvolvementRole.HOUSEHOLD)
    return found[0][1].person or b""


def issue(world: PaperWorld, person: Id, kind: str) -> Issued:
    return issue_protocol(world.desk, world.file, person, "nl", world.copies(), kind=kind, accept_untranslated=True)


def proposed(world: PaperWorld, kinds: dict[Id, SubjectKind], subjects: Sequence[Id]) -> Sequence[Id]:
    new = NewMeasure("fixed_post", subjects, [world.zone], kinds=kinds, end=date(2026, 12, 31))
    return propose_measures(world.desk, world.file, new, a_ruling())


def test_one_proposal_is_for_a_person_the_file_and_a_place(world: PaperWorld) -> None:
    home = home_of(world)
    kinds = {world.file: SubjectKind.FILE, home: SubjectKind.PLACE}
    made = proposed(world, kinds, [world.person, world.file, home])
    with world.desk.read() as view:
        found = [view.get(Measure, one) for one in made]
    assert [one.subject_kind for one in found] == [SubjectKind.PERSON, SubjectKind.FILE, SubjectKind.PLACE]
    assert [one.subject for one in found] == [world.person, world.file, home]
    with pytest.raises(PersonNotInFile):
        proposed(world, {world.zone: SubjectKind.FILE}, [world.zone])
    with pytest.raises(PlaceNotKnown):
        proposed(world, {world.person: SubjectKind.PLACE}, [world.person])


def test_a_measure_on_a_place_is_on_the_papers_of_the_household_and_keeps_its_seal(world: PaperWorld) -> None:
    partner = partner_of(world)
    world.add_measure("home", type="perimeter", subject_kind=SubjectKind.PLACE, subject=home_of(world))
    world.add_measure("house", type="escort", subject_kind=SubjectKind.PLACE, subject=world.safe_house)
    offered = {one.kind for one in paper_subjects(world.desk, world.file) if one.subject == partner}
    assert {PROTOCOL, DISPATCHER, LETTER} <= offered
    for kind in (PROTOCOL, DISPATCHER, LETTER):
        said = text_of(issue(world, partner, kind))
        assert ("Perimeter" in said) == (kind != DISPATCHER), "its sheet says until when, and orders calls"
        assert "Patrouilles" not in said, "hers alone"
        assert "Verborgen dreef" not in said
        reveals = {one.id for one in sealed_values(world.desk, world.file, partner, kind)}
        assert (world.safe_house in reveals) == (kind == PROTOCOL), "what would print as sealed can be revealed"
        assert ("Voorbeeldstraat 12/3" in said) == (kind == PROTOCOL), "only who carries it out is told where"
    assert "Perimeter" in text_of(issue(world, world.person, PROTOCOL))


def test_a_measure_for_the_file_is_no_reason_for_a_paper_of_who_is_only_a_contact(world: PaperWorld) -> None:
    partner = partner_of(world)
    with world.desk.read() as view:
        (uid, _), *_ = view.find(Involvement, "person = ?", partner)
    world.change(world.core, uid, Involvement, Action.FILE, role=InvolvementRole.CONTACT)
    world.add_measure("all", type="escort", subject_kind=SubjectKind.FILE, subject=world.file)
    offered = {one.kind for one in paper_subjects(world.desk, world.file) if one.subject == partner}
    assert DISPATCHER not in offered
    assert "Escorte" in text_of(issue(world, world.person, LETTER))


def test_a_measure_for_an_institution_is_on_the_papers_of_the_file_by_its_name(world: PaperWorld) -> None:
    seat = register_place(world.desk, Place(names={"nl": "Hof", "original": "nl"}, street="Waalsekaai", number="35")).id
    court = Organisation(names={"nl": "Hof van beroep", "fr": "Cour d’appel", "original": "nl"}, place=seat)
    body = register_organisation(world.desk, court).id
    with pytest.raises(InstitutionNotKnown) as refused:
        proposed(world, {world.person: SubjectKind.ORGANISATION}, [world.person])
    assert "instelling" in refused.value.say("nl")
    [made] = proposed(world, {body: SubjectKind.ORGANISATION}, [body])
    with world.desk.read() as view:
        assert view.get(Measure, made).subject_kind is SubjectKind.ORGANISATION
        rows = read_measures(view, "uid = ?", made)
        names = read_names(view, {body}, "fr")
    words = Words("fr")
    sheet = file_sheet(world.desk, world.file, "fr")
    assert whom_of(words, rows[0], sheet) == "Cour d’appel", "lists, board and Gantt say it so"
    assert dict(measure_facts(words, rows[0], sheet))[words("For")] == "Cour d’appel", "and so does the panel"
    assert subject_text(words, rows[0].record, names) == "Cour d’appel"

    world.add_measure("court", type="perimeter", subject_kind=SubjectKind.ORGANISATION, subject=body)
    partner = partner_of(world)
    for person in (world.person, partner):
        said = text_of(issue(world, person, PROTOCOL))
        assert "Perimeter" in said
        assert "Hof van beroep, Waalsekaai 35" in said
    assert "Hof van beroep" not in text_of(issue(world, partner, DISPATCHER)), "its sheet says no place either"


def test_a_proposal_says_what_is_for_the_whole_file_an_institution_or_a_place(world: PaperWorld) -> None:
    court = Organisation(names={"nl": "Hof van beroep", "original": "nl"})
    body, home = register_organisation(world.desk, court).id, home_of(world)
    kinds = {world.file: SubjectKind.FILE, body: SubjectKind.ORGANISATION, home: SubjectKind.PLACE,
             world.safe_house: SubjectKind.PLACE}  # fmt: skip
    made = proposed(world, kinds, [world.person, *kinds])
    asked = draw_up_proposal(world.desk, NewProposal("Voorstellen", made))
    copies = [CopyFor("Kabinet")]
    one = text_of(issue_proposal(world.desk, asked, "nl", copies, accept_untranslated=True))
    assert "Het hele dossier" in one, "she has a household: that is more than for her alone"
    assert "Hof van beroep" in one
    assert "Verzegeld adres (schuiladres)" in one, "what it is, not where"
    with world.desk.read() as view:
        (uid, _), *_ = view.find(Involvement, "person = ?", partner_of(world))
    world.change(world.core, uid, Involvement, Action.FILE, role=InvolvementRole.THREATENED)
    for language, whole in (
        ("nl", "Het hele dossier"),
        ("fr", "dossier entier"),
        ("de", "gesamte Akte"),
        ("en", "whole file"),
    ):
        said = text_of(issue_proposal(world.desk, asked, language, copies, accept_untranslated=True))
        assert whole.casefold() in said.casefold(), language
    assert "Verborgen dreef" not in said
