"""Recall sheets: one page to each centre that holds a dispatcher sheet which ended, with what that sheet said alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import SteppingClock
from app.models.enums import Action, CopyState, DisclosureAct, DocumentState, MeasureState, NeedKind
from app.models.kinds.measures import Measure
from app.models.kinds.paper import IssuedDocument
from app.models.kinds.persons import Phone
from app.services.paper.copies import (
    RecallReason,
    copy_register,
    disclosures,
    recall_document,
    recall_list,
    take_back,
)
from app.services.paper.drafting import draft_paper, issue_draft, preview_paper
from app.services.paper.papers import reprint
from app.services.paper.protocol_content import Choice
from app.services.paper.recall_sheets import RECALL, NeverHeld, StillInForce, recalls_due
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import Subject, paper_subjects
from app.services.situation import needs
from tests.unit.documents.reading import page_texts
from tests.unit.services.centre_world import CentreWorld, a_centre_world, text_of


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CentreWorld]:
    made = a_centre_world(tmp_path)
    yield made
    made.paper.admin.store.close()


def test_a_recalled_sheet_leaves_the_index_with_all_that_it_said(world: CentreWorld) -> None:
    sheet = world.sheet()
    recall_document(world.paper.desk, sheet.document, "verkeerd adres")

    draft = draft_paper(world.paper.desk, world.subject(RECALL))
    assert [(one.recipient, one.language) for one in draft.copies] == [
        ("Noodcentrale Antwerpen", "nl"), ("CIC Bruxelles", "fr"),
    ]  # fmt: skip
    issued = world.issue(world.subject(RECALL))

    nl, fr = text_of(issued, 1), text_of(issued, 2)
    assert issued.registration == "DR-2026-BRU1-0001"
    assert [one.pages for one in issued.copies] == [1, 1]
    for words in (
        "Terugroeping van een fiche", "D-2026-BRU1-0001, versie 1, exemplaar 1", "0470 12 34 56", "AL-HASSAN, Nino",
        "Voorbeeldstraat 12/3, 2000 Antwerpen", "1-ABC-234", "Verwijder de instructie over VAN DEN BROECK, Hilde.",
    ):  # fmt: skip
        assert words in nl, words
    assert "exemplaire 2" in fr
    for secret in ("OCAD", "ERNSTIG", "Diabetes", "Bedreigingen", "Wissel van route", "Dirk Claes", "Verborgen"):
        assert secret not in nl, secret
    assert reprint(world.paper.desk, issued.document, 2, "zoek").pdf == issued.copies[1].pdf


def test_whom_the_next_version_reaches_is_told_only_what_it_drops(world: CentreWorld) -> None:
    first = world.sheet()
    with world.paper.desk.write() as unit:
        uid, stream, _ = unit.locate(Phone, "person = ?", world.paper.person)[0]
        unit.require(Action.REGISTER, stream)
        unit.change(stream, uid, Phone, {"number": "+32471999999"})
        unit.save()
    world.sheet(0)

    issued = world.issue(world.subject(RECALL))

    renewed, without = text_of(issued, 1), text_of(issued, 2)
    assert "0470 12 34 56" in renewed
    assert "Voorbeeldstraat" not in renewed
    assert "steek versie 2 in de plaats" in renewed
    assert "0470 12 34 56" in without
    assert "Voorbeeldstraat" in without
    assert "0471" not in renewed + without, "what the sheet never said is not told"
    assert recalls_due(world.paper.desk, world.paper.file) == ()
    assert first.document in {one.copy.document for one in recall_list(world.paper.desk, world.paper.file)}


def test_a_sheet_none_of_whose_measures_runs_ends_by_its_recall(world: CentreWorld) -> None:
    sheet = world.sheet()
    assert recalls_due(world.paper.desk, world.paper.file) == ()
    for uid in world.paper.measures.values():
        world.paper.change(world.paper.assignment, uid, Measure, Action.MEASURE, state=MeasureState.ENDED)
    assert recalls_due(world.paper.desk, world.paper.file) == (sheet.document,)

    issued = world.issue(world.subject(RECALL))

    with world.paper.desk.read() as view:
        record = view.get(IssuedDocument, sheet.document)
    assert (record.state, record.state_reason) == (DocumentState.RECALLED, issued.registration)


def test_a_sheet_for_priority_calls_ends_with_them_whatever_else_runs(world: CentreWorld) -> None:
    paper = world.paper
    calls = paper.add_measure("calls", type="priority_calls")
    sheet = world.sheet()
    assert recalls_due(paper.desk, paper.file) == ()
    paper.change(paper.assignment, calls, Measure, Action.MEASURE, state=MeasureState.ENDED)
    assert recalls_due(paper.desk, paper.file) == (sheet.document,)
    assert isinstance(paper.on.clock, SteppingClock)
    paper.on.clock.at += timedelta(days=200)
    due = needs(paper.desk, NeedKind.RECALL)
    assert [one.facts["why"] for one in due] == [RecallReason.MEASURE_LESS] * 2, "for as long as a centre holds it"
    paper.add_measure("again", type="priority_calls")
    assert recalls_due(paper.desk, paper.file) == (), "it is renewed, not taken out"


def test_a_sheet_in_force_has_no_recall(world: CentreWorld) -> None:
    sheet = world.sheet()
    assert RECALL not in {one.kind for one in paper_subjects(world.paper.desk, world.paper.file)}
    with pytest.raises(StillInForce):
        draft_paper(world.paper.desk, Subject(RECALL, world.paper.file, sheet.document, ""))


def test_who_never_had_the_sheet_gets_no_recall(world: CentreWorld) -> None:
    sheet = world.sheet(0)
    recall_document(world.paper.desk, sheet.document, "einde")
    subject = world.subject(RECALL)
    for copies in ([world.copies[1]], [CopyFor("PZ Antwerpen", world.paper.zone)], [world.copies[0]] * 2):
        with pytest.raises(NeverHeld):
            issue_draft(world.paper.desk, subject, "nl", copies)
    assert len(copy_register(world.paper.desk, world.paper.file)) == 1


def test_a_copy_given_back_is_not_asked_for_again(world: CentreWorld) -> None:
    sheet = world.sheet()
    recall_document(world.paper.desk, sheet.document, "einde")
    take_back(world.paper.desk, [sheet.copies[0].copy], "INP Peeters")
    draft = draft_paper(world.paper.desk, world.subject(RECALL))
    assert [one.recipient for one in draft.copies] == ["CIC Bruxelles"]


def test_what_was_revealed_for_the_sheet_is_sealed_again_until_it_is_revealed_anew(world: CentreWorld) -> None:
    house = world.paper.safe_house
    sheet = world.sheet(choice=Choice({house: "de ploeg moet er zijn"}))
    recall_document(world.paper.desk, sheet.document, "einde")
    subject = world.subject(RECALL)
    draft = draft_paper(world.paper.desk, subject)

    assert [one.id for one in draft.sealed] == [house]
    opened = Choice({house: "uit de index"})
    said = " ".join(page_texts(preview_paper(world.paper.desk, subject, "nl", draft.copies, opened).pdf))
    assert "Verborgen dreef" not in said, "a draft shows nothing sealed"
    issued = world.issue(subject)
    assert "Verborgen dreef" not in text_of(issued)
    assert "zoals op de fiche gedrukt (verzegeld)" in text_of(issued)
    again = world.issue(subject, choice=opened)
    assert "Verborgen dreef 7" in text_of(again)
    acts = [(one.act, one.reason) for one in disclosures(world.paper.desk, world.paper.file)]
    assert acts == [(DisclosureAct.REVEALED, "uit de index"), (DisclosureAct.REVEALED, "de ploeg moet er zijn")]


def test_its_copies_live_as_all_do_and_the_file_stays_open_for_them(world: CentreWorld) -> None:
    sheet = world.sheet(0)
    recall_document(world.paper.desk, sheet.document, "einde")
    issued = world.issue(world.subject(RECALL))
    states = {one.kind: one.state for one in copy_register(world.paper.desk, world.paper.file)}
    assert states[RECALL] is CopyState.PREPARED
    assert issued.superseded is None
