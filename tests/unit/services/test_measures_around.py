"""A measure on the file or on a place: proposed beside those for persons, printed on the paper of whom it protects."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Action, InvolvementRole, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.persons import HomeAddress
from app.models.kinds.threat import Involvement
from app.services.cases.measures import NewMeasure, PersonNotInFile, PlaceNotKnown, propose_measures
from app.services.paper.issuing import Issued
from app.services.paper.protocols import DISPATCHER, LETTER, PROTOCOL, issue_protocol, sealed_values
from app.services.paper.subjects import paper_subjects
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
