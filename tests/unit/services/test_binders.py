"""The binder of a centre: its sheets over all files by telephone, street and name, and what has to come out of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.enums import Marking, Role
from app.models.rights import NotAllowed
from app.services.paper.binders import BINDER, NothingInBinder, OtherCentre, centres
from app.services.paper.copies import copy_register, recall_document, recall_list, take_back
from app.services.paper.drafting import draft_paper, issue_draft
from app.services.paper.papers import reprint
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import DISPATCHER, issue_protocol
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import Subject
from app.services.situation import NeedKind, needs
from tests.unit.services.centre_world import CentreWorld, a_centre_world, text_of
from tests.unit.services.paper_world import sit


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CentreWorld]:
    made = a_centre_world(tmp_path)
    yield made
    made.paper.admin.store.close()


def binder(world: CentreWorld) -> Subject:
    return world.subject(BINDER, world.antwerp)


def test_a_binder_indexes_what_the_centre_holds_and_nothing_else(world: CentreWorld) -> None:
    world.sheet()
    issued = world.issue(binder(world))
    said = text_of(issued)
    assert issued.registration == "DB-2026-BRU1-0001"
    for words in (
        "Klapper met fiches", "Noodcentrale Antwerpen", "0470 12 34 56 1 VAN DEN BROECK, Hilde",
        "Voorbeeldstraat 12/3, 2000 Antwerpen 1", "AL-HASSAN, Nino", "D-2026-BRU1-0001 v1", "Er moet niets uit",
    ):  # fmt: skip
        assert words in said, words
    for secret in ("OCAD", "ERNSTIG", "Diabetes", "Bedreigingen", "BP-2026", "CIC"):
        assert secret not in said, secret
    assert reprint(world.paper.desk, issued.document, 1, "zoek").pdf == issued.copies[0].pdf


def test_it_is_for_its_centre_in_its_language(world: CentreWorld) -> None:
    world.sheet()
    subject = world.subject(BINDER, world.brussels)
    draft = draft_paper(world.paper.desk, subject)
    assert [(one.organisation, one.language) for one in draft.copies] == [(world.brussels, None)]
    with pytest.raises(OtherCentre):
        issue_draft(world.paper.desk, subject, "fr", [CopyFor("PZ Antwerpen", world.paper.zone)])
    with world.paper.desk.read() as view:
        own = view.facts.organisation
    house = CopyFor("Nationaal Crisiscentrum", own, "nl")
    assert len(issue_draft(world.paper.desk, subject, "fr", [*draft.copies, house]).copies) == 2


def test_the_next_binder_lists_what_comes_out_and_keeps_the_tabs(world: CentreWorld) -> None:
    first = world.sheet()
    world.issue(binder(world))
    world.sheet()
    second = world.issue(binder(world))
    said = text_of(second)
    assert "D-2026-BRU1-0001 v1 1 VAN DEN BROECK, Hilde Vervangen door een nieuwere versie" in said
    assert "1 D-2026-BRU1-0001 v2" in said
    take_back(world.paper.desk, [first.copies[0].copy], "INP Peeters")
    recall_document(world.paper.desk, world.sheet().document, "einde")
    third = text_of(world.issue(binder(world)))
    assert "v1" not in third.replace("-0001 v2", ""), "it came back, and the binder before did not have it any more"
    assert "Geldende fiches 0" in third
    assert "v3" in third


def test_it_goes_out_of_date_with_a_measure_on_it(world: CentreWorld) -> None:
    world.sheet()
    issued = world.issue(binder(world))
    assert recall_list(world.paper.desk, world.antwerp) == []
    world.issue(binder(world))
    assert [one.copy.document for one in recall_list(world.paper.desk, world.antwerp)] == [issued.document]
    assert len(copy_register(world.paper.desk, world.antwerp)) == 2


def test_a_binder_that_was_replaced_is_fetched_back_from_the_exchange_desk(world: CentreWorld) -> None:
    world.sheet()
    world.issue(binder(world))
    world.issue(binder(world))
    (need,) = needs(world.paper.desk, NeedKind.RECALL)
    assert (need.opens.screen, need.opens.uid) == ("exchange", None)
    assert "Klapper met fiches" in need.say("nl")


def test_a_sealed_street_is_opened_with_a_reason_only(world: CentreWorld) -> None:
    house = world.paper.safe_house
    world.sheet(choice=Choice({house: "nodig"}))
    subject = binder(world)
    assert [one.id for one in draft_paper(world.paper.desk, subject).sealed] == [house]
    assert "Verborgen" not in text_of(world.issue(subject))
    assert "Verborgen dreef 7" in text_of(world.issue(subject, choice=Choice({house: "op straat te vinden"})))


def test_a_centre_typed_by_name_is_the_centre_of_the_directory(world: CentreWorld) -> None:
    copies = [CopyFor("Noodcentrale Antwerpen"), CopyFor("Iemand anders")]
    paper = world.paper
    issue_protocol(paper.desk, paper.file, paper.person, "nl", copies, kind=DISPATCHER)
    found = {one.name: (one.in_force, one.to_remove) for one in centres(world.paper.desk, "nl")}
    assert found == {"Noodcentrale Antwerpen": (1, 0)}


def test_a_centre_without_sheets_has_no_binder(world: CentreWorld) -> None:
    with pytest.raises(NothingInBinder):
        draft_paper(world.paper.desk, binder(world))


def test_who_may_not_read_one_of_its_sheets_gets_no_shorter_binder(world: CentreWorld) -> None:
    world.sheet()
    low = sit(world.paper.admin, world.paper.on, "Laag", Role.FILE_OFFICER, clearance=Marking.RESTRICTED)
    assert centres(low, "nl") == ()
    with pytest.raises(NotAllowed):
        draft_paper(low, binder(world))
