"""A paper before it is issued: of whom, to whom, in which language, what changed, what is sealed, what comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.enums import Action, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.registers import Organisation
from app.models.rights import NotAllowed
from app.models.texts import local_text
from app.services.access_log import Access, AccessFilter, read_access_log
from app.services.desk import NotThere
from app.services.paper.addressees import addressees
from app.services.paper.drafting import draft_paper, issue_draft, preview_paper, print_draft, untranslated_on
from app.services.paper.orders import ORDER
from app.services.paper.protocol_content import NothingToPrint
from app.services.paper.protocols import PROTOCOL
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import Subject, paper_subjects
from app.services.paper.wording import words
from tests.unit.documents.reading import letters, page_texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit
from tests.unit.services.visit_paper_world import a_visit_on_paper


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


@pytest.fixture
def judge(world: PaperWorld) -> Subject:
    return paper_subjects(world.desk, world.file)[0]


def an_embassy(world: PaperWorld, **fields: object) -> None:
    uid = world.desk.ids.new()
    with world.desk.write() as unit:
        stream = unit.begin(uid, "organisation", Label(marking=Marking.NONE), Action.REGISTER)
        record = Organisation(names=local_text("fr", "Ambassade de Ruritanie"), kind="embassy", languages=("fr", "en"))
        unit.create(stream, record, uid)
        unit.save()


def test_who_is_threatened_and_measured_comes_first(world: PaperWorld) -> None:
    found = paper_subjects(world.desk, world.file)
    assert (found[0].kind, found[0].subject, found[0].name) == (PROTOCOL, world.person, "VAN DEN BROECK, Hilde")
    assert len([one for one in found if one.kind == PROTOCOL]) == 3


def test_a_visit_makes_one_paper_of_itself(world: PaperWorld) -> None:
    visit = a_visit_on_paper(world).visit
    (found,) = paper_subjects(world.desk, visit)
    assert (found.kind, found.subject) == (ORDER, visit)
    assert draft_paper(world.desk, found).version == 1
    assert preview_paper(world.desk, found, "nl").pages >= 1


def test_a_first_version_goes_to_the_house_and_to_who_executes(world: PaperWorld, judge: Subject) -> None:
    draft = draft_paper(world.desk, judge)
    assert [(one.recipient, one.organisation) for one in draft.copies][1] == ("PZ Antwerpen", world.zone)
    assert (draft.version, draft.former, draft.marking, draft.second_to_write) == (1, 0, Marking.CONFIDENTIAL, False)
    assert draft.changes == {}
    assert draft.recalled == ()
    assert len(draft.sealed) >= 2


def test_the_next_version_goes_to_who_had_the_last_one(world: PaperWorld, judge: Subject) -> None:
    note = words({"original": "nl", "nl": "onder gesloten omslag"})
    copies = [CopyFor("Kabinet", language="fr"), CopyFor("Embassy", foreign=True, note=note)]
    issued = issue_draft(world.desk, judge, "nl", copies, accept_untranslated=True)
    world.add_measure("post", type="fixed_post")

    draft = draft_paper(world.desk, judge)

    assert [(one.recipient, one.language, one.foreign) for one in draft.copies] == [
        ("Kabinet", "fr", False), ("Embassy", "nl", True),
    ]  # fmt: skip
    assert draft.copies[1].note is not None
    assert (draft.version, draft.former, draft.registration) == (2, 1, issued.registration)
    assert "toegevoegd" in draft.changes["nl"]
    assert [one.copy for one in draft.recalled] == [one.copy for one in issued.copies]


def test_a_note_is_asked_about_like_any_text(world: PaperWorld, judge: Subject) -> None:
    note = words({"original": "fr", "fr": "par porteur"})
    copies = [CopyFor("Kabinet", language="fr", note=note), CopyFor("PZ Antwerpen")]
    assert untranslated_on(world.desk, judge, ["nl", "fr"], copies[1:]) == ()
    assert [one.place for one in untranslated_on(world.desk, judge, ["nl", "fr"], copies)] == ["recipients.1.note"]


def test_a_preview_is_a_draft_and_shows_nothing_sealed(world: PaperWorld, judge: Subject) -> None:
    said = " ".join(page_texts(preview_paper(world.desk, judge, "fr").pdf))
    assert "Projet sans numéro" in said
    assert "Verborgen" not in said


def test_of_somebody_without_measures_there_is_nothing_to_issue(world: PaperWorld) -> None:
    with pytest.raises(NothingToPrint):
        draft_paper(world.desk, paper_subjects(world.desk, world.file)[1])


def test_who_may_not_issue_papers_learns_no_name(world: PaperWorld, judge: Subject) -> None:
    stranger = sit(world.admin, world.on, "Zone Partner", Role.PARTNER, world.zone)
    with pytest.raises(NotAllowed):
        paper_subjects(stranger, world.file)
    with pytest.raises(NotAllowed):
        draft_paper(stranger, judge)
    with pytest.raises(NotAllowed):
        untranslated_on(stranger, judge, ["fr"])


def test_an_addressee_is_found_by_any_of_its_names_with_its_language(world: PaperWorld) -> None:
    an_embassy(world)
    assert [one.name for one in addressees(world.desk, "pz ant", "nl")] == ["PZ Antwerpen"]
    (embassy,) = addressees(world.desk, "ruritanie", "nl")
    assert (embassy.name, embassy.language, embassy.foreign) == ("Ambassade de Ruritanie", "fr", True)


def test_nothing_typed_offers_the_directory_in_the_officer_s_language(world: PaperWorld) -> None:
    found = {one.organisation: one for one in addressees(world.desk, "", "fr")}
    assert found[world.cuta].name == "OCAM"
    assert found[world.cuta].language is None
    assert found[world.zone].language == "nl", "it has a name in one language only"


def drafts_logged(world: PaperWorld) -> list[tuple[bytes, tuple[bytes, ...]]]:
    auditor = sit(world.admin, world.on, "auditor", Role.AUDITOR)
    return [(line.officer, line.subjects) for line in read_access_log(auditor, AccessFilter(act=Access.DRAFT))]


@pytest.mark.parametrize(
    ("language", "mark"), [("nl", "ONTWERP"), ("fr", "PROJET"), ("de", "ENTWURF"), ("en", "DRAFT")]
)
def test_a_draft_on_paper_is_watermarked_and_has_no_number(
    world: PaperWorld, judge: Subject, language: str, mark: str
) -> None:
    made = print_draft(world.desk, judge, language, world.copies())
    shown = preview_paper(world.desk, judge, language, world.copies())
    assert page_texts(made.pdf) == page_texts(shown.pdf)
    assert made.control_code == ""
    for page in range(made.pages):
        large = "".join(one.text for one in letters(made.pdf, page) if one.top - one.bottom > 24)
        assert mark in large
    said = " ".join(page_texts(made.pdf))
    issued = issue_draft(world.desk, judge, language, world.copies(), accept_untranslated=True)
    assert issued.registration in " ".join(page_texts(issued.copies[0].pdf))
    assert issued.registration not in said
    assert drafts_logged(world) == [(world.desk.officer, (world.file, world.person))]


def test_who_may_not_print_the_file_gets_no_draft_and_nothing_is_logged(world: PaperWorld, judge: Subject) -> None:
    low = sit(world.admin, world.on, "low", Role.FILE_OFFICER, clearance=Marking.RESTRICTED)
    reader = sit(world.admin, world.on, "reader", Role.AUDITOR)
    for desk in (low, reader):
        with pytest.raises((NotAllowed, NotThere)):
            print_draft(desk, judge, "nl", world.copies())
    auditor = sit(world.admin, world.on, "auditor", Role.AUDITOR)
    assert read_access_log(auditor, AccessFilter(act=Access.DRAFT)) == []
