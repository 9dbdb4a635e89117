"""A visit security order from a real store: what it says, what is not covered, what its next version tells."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.documents.seal import parse
from app.models.enums import Action, Role
from app.models.kinds.paper import DocumentData, IssuedDocument
from app.models.kinds.persons import Phone
from app.models.kinds.places import Place
from app.models.kinds.registers import Organisation, OrganisationContact
from app.models.kinds.visits import ProgrammeItem
from app.models.rights import NotAllowed
from app.services.paper.copies import recall_list
from app.services.paper.issuing import Untranslated
from app.services.paper.lacking import Lack, lacking_on
from app.services.paper.order_content import NoProgramme
from app.services.paper.orders import issue_order
from app.services.paper.papers import reprint
from app.services.paper.protocol_content import Choice
from app.services.paper.snapshot import thaw
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import paper_subjects
from app.services.registers.entries import edit_entry
from app.services.registers.permanence import set_permanence
from tests.reads import preview_order, untranslated_in_order
from tests.unit.documents.reading import letters, page_texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit
from tests.unit.services.visit_paper_world import VisitPaper, a_visit_on_paper, at

COPIES = [CopyFor("Embassy of Georgia", foreign=True), CopyFor("PZ Brussel HOOFDSTAD Elsene")]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


@pytest.fixture
def paper(world: PaperWorld) -> VisitPaper:
    return a_visit_on_paper(world)


def test_an_order_says_who_comes_when_how_and_what_is_not_covered(world: PaperWorld, paper: VisitPaper) -> None:
    issued = issue_order(world.desk, paper.visit, "en", COPIES, Choice(havens=(world.hospital,)))

    text = " ".join(page_texts(issued.copies[0].pdf))
    assert issued.registration == "O-2026-BRU1-0001"
    for words in (
        "Visit security order", "AL-HASSAN, Mohammed", "Prime Minister", "Georgia", "Official visit",
        "BEPERKT — RESTREINT — RESTRICTED", "24 November 2026, 09:20", "10:00–11:30", "Meeting with the Prime Minister",
        "Egmontpaleis, Kleine Zavel 8, 1000 Brussel", "Two rings, sniffer dog", "Dinner offered by the host",
        "Melsbroek – Egmontpaleis. A201", "Glock 17, 9 mm", "aangevraagd / demand", "165.200 MHz / 12.5 kHz", "BIPT-55",
        "GEO 01",
        "DIP-2026-77", "Hotel Voorbeeld", "5, 501–512", "Motorcycles for every move", "ZNA Voorbeeld", "Copy 1 of 2",
        "Embassy of Georgia", "VIP-2026-BRU1-0207", "CLAESSENS, Inge 0470 99 88 77",
    ):  # fmt: skip
        assert words in text, words
    gaps = text[text.index("Coverage gaps") : text.index("4 Delegation")]
    assert "Dinner" in gaps
    assert "Wreath" in gaps
    assert "Meeting with" not in gaps
    drawn = "".join(one.text for page in range(issued.copies[0].pages) for one in letters(issued.copies[0].pdf, page))
    assert "გიორგიბერიძე" in drawn
    assert "ΝίκοςΠαπαδόπουλος" in drawn


def test_the_convoy_is_printed_in_its_order(world: PaperWorld, paper: VisitPaper) -> None:
    text = " ".join(page_texts(issue_order(world.desk, paper.visit, "en", COPIES).copies[0].pdf))

    assert text.index("1-CDP-002") < text.index("1-POL-001")


def test_the_next_version_tells_what_moved_and_what_was_cancelled(world: PaperWorld, paper: VisitPaper) -> None:
    first = issue_order(world.desk, paper.visit, "en", COPIES)
    world.change(paper.programme, paper.items[0], ProgrammeItem, Action.VISIT, starts=at(24, 10), ends=at(24, 11))
    world.change(paper.programme, paper.items[2], ProgrammeItem, Action.VISIT, cancelled=True)

    second = issue_order(world.desk, paper.visit, "en", COPIES)

    text = " ".join(page_texts(second.copies[0].pdf))
    assert (second.registration, second.version, second.superseded) == (first.registration, 2, first.document)
    assert "Meeting with the Prime Minister: moved from 24 Nov 2026 10:00–11:30 to 24 Nov 2026 11:00–12:00." in text
    assert "Wreath at the Tomb of the Unknown Soldier (25 Nov 2026 10:00–12:00): cancelled." in text
    assert "Coverage gaps changed." in text
    assert len(recall_list(world.desk, paper.visit)) == 2


def test_an_order_prints_again_as_it_was(world: PaperWorld, paper: VisitPaper) -> None:
    issued = issue_order(world.desk, paper.visit, "en", COPIES)
    world.change(paper.programme, paper.items[2], ProgrammeItem, Action.VISIT, cancelled=True)

    assert reprint(world.desk, issued.document, 2, "verloren").pdf == issued.copies[1].pdf
    with world.desk.read() as view:
        record = view.get(IssuedDocument, issued.document)
        found = thaw(view.find(DocumentData)[0][1].data, record.snapshot)
    assert found.keys == tuple(paper.items)
    assert len(found.measures) == 2


def test_issuing_in_dutch_asks_about_what_is_english_only(world: PaperWorld, paper: VisitPaper) -> None:
    with pytest.raises(Untranslated):
        issue_order(world.desk, paper.visit, "nl", COPIES)

    assert "programme.1.activity" in {one.place for one in untranslated_in_order(world.desk, paper.visit, ["nl"])}


def test_an_order_without_programme_is_not_issued(world: PaperWorld, paper: VisitPaper) -> None:
    for item in paper.items:
        world.change(paper.programme, item, ProgrammeItem, Action.VISIT, cancelled=True)

    with pytest.raises(NoProgramme):
        issue_order(world.desk, paper.visit, "en", COPIES)


def test_a_partner_issues_no_order(world: PaperWorld, paper: VisitPaper) -> None:
    desk = sit(world.admin, world.on, "Zone Partner", Role.PARTNER, world.zone)

    with pytest.raises(NotAllowed):
        issue_order(desk, paper.visit, "en", COPIES)
    with pytest.raises(NotAllowed):
        preview_order(desk, paper.visit, "en")


def test_an_order_names_the_coordinates_of_the_places_it_leads_to(world: PaperWorld, paper: VisitPaper) -> None:
    edit_entry(world.desk, world.hospital, Place, {"latitude": 51.1789, "longitude": 4.4204})
    draft = preview_order(world.desk, paper.visit, "en", COPIES, Choice(havens=(world.hospital,)))
    assert "2020 Antwerpen (51.178900, 4.420400)" in " ".join(page_texts(draft.pdf))


def test_a_draft_of_an_order_is_recorded_nowhere(world: PaperWorld, paper: VisitPaper) -> None:
    draft = preview_order(world.desk, paper.visit, "en", COPIES)

    assert "Draft without number" in page_texts(draft.pdf)[0]
    with pytest.raises(IndexError):
        parse(draft.seals[0])
    with world.desk.read() as view:
        assert view.find(IssuedDocument) == []


def test_an_order_says_before_it_is_issued_that_nobody_could_be_rung(world: PaperWorld, paper: VisitPaper) -> None:
    [subject] = paper_subjects(world.desk, paper.visit)
    assert lacking_on(world.desk, subject, COPIES) == []
    without_numbers(world)
    assert lacking_on(world.desk, subject, COPIES) == [Lack.CONTACT]
    set_permanence(world.desk, "02 555 00 24")
    assert lacking_on(world.desk, subject, COPIES) == []
    with pytest.raises(NotAllowed):
        lacking_on(sit(world.admin, world.on, "lezer", Role.AUDITOR), subject)


def without_numbers(world: PaperWorld) -> None:
    """Take every number of organisations and people away."""
    with world.desk.write() as unit:
        for kind, name in ((Organisation, "phone"), (OrganisationContact, "phone"), (Phone, "number")):
            for uid, stream, record in unit.locate(kind, f"{name} IS NOT NULL"):
                unit.require(Action.REGISTER, stream)
                unit.change(stream, uid, kind, {name: None})
                assert record is not None
        unit.save()
