"""The letter to the employer: with consent, start, change and end, and nothing an employer need not know."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Action, AddressUse, MeasureState, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.paper import DocumentData
from app.models.kinds.persons import HomeAddress
from app.models.kinds.registers import Organisation
from app.models.kinds.threat import Involvement
from app.models.texts import local_text
from app.services.paper.drafting import draft_paper, issue_draft
from app.services.paper.employer_letters import EMPLOYER, ConsentDeclined, ConsentNotRecorded
from app.services.paper.issuing import Issued
from app.services.paper.protocol_content import NothingToPrint
from app.services.paper.protocols import LETTER
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import Subject, paper_subjects
from app.services.registers.entries import register_organisation
from app.services.registers.persons import edit_person
from tests.unit.services.centre_world import text_of
from tests.unit.services.paper_world import PaperWorld, a_paper_world

COPIES = [CopyFor("Hof van beroep Antwerpen")]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def answered(world: PaperWorld, accepted: bool | None) -> None:
    with world.desk.read() as view:
        (uid, _), *_ = view.find(Involvement, "person = ?", world.person)
    world.change(world.core, uid, Involvement, Action.FILE, accepted=accepted)


def subject(world: PaperWorld, kind: str = EMPLOYER) -> Subject:
    return next(one for one in paper_subjects(world.desk, world.file) if one.kind == kind)


def issue(world: PaperWorld, language: str = "nl", kind: str = EMPLOYER) -> Issued:
    return issue_draft(world.desk, subject(world, kind), language, COPIES, accept_untranslated=True)


def work_address(world: PaperWorld) -> Id:
    """Give the person a workplace."""
    with world.desk.write() as unit:
        private = unit.part(world.person, "person_private")
        unit.require(Action.REGISTER, private)
        record = HomeAddress(person=world.person, use=AddressUse.WORK, street="Waalsekaai", number="35",
                             postcode="2000", municipality="Antwerpen")  # fmt: skip
        place = unit.create(private, record)
        unit.save()
    return place


def at_work(world: PaperWorld) -> Id:
    """Give the person a workplace, and a measure there."""
    return world.add_measure("there", place=work_address(world), type="escort")


@pytest.mark.parametrize(("accepted", "refusal"), [(None, ConsentNotRecorded), (False, ConsentDeclined)])
def test_without_the_persons_consent_the_employer_is_told_nothing(
    world: PaperWorld, accepted: bool | None, refusal: type[Exception]
) -> None:
    answered(world, accepted)
    with pytest.raises(refusal):
        draft_paper(world.desk, subject(world))
    with pytest.raises(refusal):
        issue(world)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_it_names_the_measures_at_work_and_neither_home_nor_threat_nor_anybody_else(
    world: PaperWorld, language: str
) -> None:
    answered(world, True)
    at_work(world)
    issued = issue(world, language)
    said = text_of(issued)
    for words in ("VAN DEN BROECK, Hilde", "BP-2026-BRU1-0042", "PZ Antwerpen", "03 000 00 00", "112"):
        assert words in said, words
    for secret in (
        "Voorbeeldstraat", "Waalsekaai", "Verborgen", "0470", "AL-HASSAN", "Dirk Claes", "OCAD", "OCAM", "ERNSTIG",
        "GRAVE", "Bedreigingen", "Menaces", "1-ABC-234", "1974", "Diabetes", "Aflossing", "banalisé", "Wissel van",
    ):  # fmt: skip
        assert secret not in said, secret
    with world.desk.read() as view:
        data = view.find(DocumentData, "document = ?", issued.document)[0][1].data or b""
    for frozen in (b"Voorbeeldstraat", b"Waalsekaai", b"Bedreigingen", b"AL-HASSAN", b"Dirk Claes", b"Aflossing"):
        assert frozen not in data, "what is frozen holds no more than what is printed"


def test_a_measure_on_the_workplace_itself_is_named_to_the_employer_of_the_register(world: PaperWorld) -> None:
    answered(world, True)
    court = register_organisation(world.desk, Organisation(names=local_text("nl", "Hof van beroep Antwerpen"))).id
    edit_person(world.desk, world.person, {"employer": court})
    address = work_address(world)
    world.add_measure("post", type="perimeter", subject_kind=SubjectKind.PLACE, subject=address)
    world.add_measure("walk", type="escort", place=address)
    proposed = draft_paper(world.desk, subject(world)).copies
    assert [(one.recipient, one.organisation) for one in proposed] == [("Hof van beroep Antwerpen", court)]
    said = text_of(issue_draft(world.desk, subject(world), "nl", proposed, accept_untranslated=True))
    for words in ("Hof van beroep Antwerpen", "Perimeter", "Escorte"):
        assert words in said, words
    assert "Waalsekaai" not in said, "the employer knows where it works"
    assert "Patrouilles" not in said


def test_measures_elsewhere_are_not_named(world: PaperWorld) -> None:
    answered(world, True)
    said = text_of(issue(world))
    assert "Op het werk zelf wordt geen maatregel uitgevoerd." in said
    assert "Patrouilles" not in said
    assert "lopen vanaf 3 november 2026" in said


def test_the_next_letter_says_what_changed_at_work(world: PaperWorld) -> None:
    answered(world, True)
    there = at_work(world)
    issue(world)
    world.change(world.assignment, there, Measure, Action.MEASURE, state=MeasureState.ENDED)
    second = issue(world)
    said = text_of(second)
    assert second.version == 2
    assert "(PZ Antwerpen): geldt niet meer." in said
    assert "Patrouilles" not in said


@pytest.mark.parametrize("kind", [EMPLOYER, LETTER])
def test_the_last_letter_says_that_measures_ended_and_a_first_one_does_not(world: PaperWorld, kind: str) -> None:
    answered(world, True)
    first = issue(world, kind=kind)
    for uid in world.measures.values():
        world.change(world.assignment, uid, Measure, Action.MEASURE, state=MeasureState.ENDED)
    answered(world, None)
    last = issue(world, kind=kind)
    assert last.superseded == first.document
    assert "geen enkele maatregel meer" in text_of(last)
    other = LETTER if kind == EMPLOYER else EMPLOYER
    with pytest.raises(NothingToPrint):
        draft_paper(world.desk, subject(world, other))
