"""Papers cut from the facts of a protocol: each says what its reader needs, reads nothing else, and comes again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.documents.layout import FIRST, ORDINAL_DAYS, OWN_LINES
from app.models.enums import Action, Marking, MeasureState
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.paper import DocumentData, IssuedDocument
from app.models.texts import local_text
from app.services.paper.copies import disclosures, recall_list
from app.services.paper.drafting import draft_paper, issue_draft, preview_paper, untranslated_on
from app.services.paper.employer_letters import EMPLOYER
from app.services.paper.issuing import Issued
from app.services.paper.papers import reprint
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import DISPATCHER, LETTER, PERSON_PAPERS, PROTOCOL, RETURN_FORM, issue_protocol
from app.services.paper.register import draft_issue
from app.services.paper.snapshot import Snapshot
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import paper_subjects
from app.services.station.organisation_acts import add_organisation
from tests.reads import preview_protocol
from tests.unit.documents.reading import page_texts
from tests.unit.services.paper_world import PaperWorld, a_measure, a_paper_world
from tests.unit.services.test_paper_snapshot import frozen_with_flags

COPIES = [CopyFor("HC112 Antwerpen"), CopyFor("PZ Antwerpen")]
OTHERS = (DISPATCHER, LETTER, RETURN_FORM)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def text_of(world: PaperWorld, kind: str, language: str = "nl") -> str:
    made = preview_protocol(world.desk, world.file, world.person, language, COPIES, kind=kind)
    return " ".join(page_texts(made.pdf))


def test_the_dispatcher_sheet_answers_who_what_where_and_whom_to_ring(world: PaperWorld) -> None:
    text = text_of(world, DISPATCHER)
    for words in (
        "Fiche voor de noodcentrale", "VAN DEN BROECK, Hilde", "0470 12 34 56", "Bij een oproep van deze persoon",
        "rubriek 3", "Voorbeeldstraat 12/3", "1-ABC-234", "Vaste contactpersoon", "24/7", "tot herroeping",
    ):  # fmt: skip
        assert words in text.replace("\u00a0", " "), words


def test_the_sheet_fits_on_one_page(world: PaperWorld) -> None:
    assert preview_protocol(world.desk, world.file, world.person, "fr", COPIES, kind=DISPATCHER).pages == 1


def test_the_letter_tells_the_person_what_runs_and_whom_to_ring(world: PaperWorld) -> None:
    text = text_of(world, LETTER)
    for words in ("Beschermingsmaatregelen voor u", "Hilde VAN DEN BROECK", "Gedragsadvies", "112", "U beslist of u"):
        assert words in text.replace("\u00a0", " "), words


def test_the_letter_does_not_say_that_the_minister_decided_what_only_runs_provisionally(world: PaperWorld) -> None:
    assert "heeft beslist tot maatregelen" in text_of(world, LETTER)
    with world.desk.write() as unit:
        for uid, stream, _ in unit.locate(Measure):
            unit.require(Action.MEASURE, stream)
            unit.require(Action.DECIDE, stream)
            unit.change(stream, uid, Measure, {"state": MeasureState.PROVISIONAL})
        unit.save(signed=True)

    text = text_of(world, LETTER)

    assert "heeft beslist tot maatregelen" not in text
    assert "moet er nog over beslissen" in text
    assert "(voorlopig)" in text


def test_the_return_form_lists_every_measure_with_room_for_what_was_done(world: PaperWorld) -> None:
    text = text_of(world, RETURN_FORM)
    for words in ("Antwoordformulier", "HC112 Antwerpen", "Gepland", "Niet uitgevoerd", "Ontvangstbevestiging"):
        assert words in text.replace("\u00a0", " "), words


@pytest.mark.parametrize(
    ("layout", "flags", "looks"),
    [
        (FIRST, {}, (False, True)),
        (ORDINAL_DAYS, {"ordinal_days": True, "own_measures": False}, (True, True)),
        (OWN_LINES, {"ordinal_days": True, "own_measures": True}, (True, False)),
    ],
)
def test_a_form_issued_under_an_older_layout_comes_again_byte_for_byte(
    world: PaperWorld, monkeypatch: pytest.MonkeyPatch, layout: int, flags: dict[str, bool], looks: tuple[bool, bool]
) -> None:
    other = add_organisation(world.admin, "DAP", {"fr": "Direction de la protection", "original": "fr"}, None)
    world.add_measure("close", type="close_protection", executing=(other,))
    freeze = Snapshot.freeze
    with monkeypatch.context() as then:
        where = "app.services.paper.protocols.draft_issue"
        then.setattr(where, lambda *given: replace(draft_issue(*given), layout=layout))
        then.setattr(Snapshot, "freeze", lambda self: frozen_with_flags(freeze(self), flags))
        copies = [CopyFor("PZ Antwerpen", world.zone, "fr")]
        issued = issue_protocol(
            world.desk, world.file, world.person, "fr", copies, kind=RETURN_FORM, accept_untranslated=True
        )

    again = reprint(world.desk, issued.document, 1, "exemplaar verloren")

    assert again.pdf == issued.copies[0].pdf
    text = " ".join(page_texts(again.pdf)).replace("\u00a0", " ")
    assert ("1er déc" in text, "Protection rapprochée" in text) == looks


def test_the_last_letter_asks_no_more_whether_a_measure_is_accepted(
    world: PaperWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks, person = "U beslist of u een maatregel aanvaardt", [CopyFor("Hilde VAN DEN BROECK")]

    def issued() -> Issued:
        return issue_protocol(world.desk, world.file, world.person, "nl", person, kind=LETTER, accept_untranslated=True)

    assert asks in " ".join(page_texts(issued().copies[0].pdf)).replace("\u00a0", " ")
    for uid in world.measures.values():
        world.change(world.assignment, uid, Measure, Action.MEASURE, state=MeasureState.ENDED)
    with monkeypatch.context() as then:
        where = "app.services.paper.protocols.draft_issue"
        then.setattr(where, lambda *given: replace(draft_issue(*given), layout=OWN_LINES))
        former = issued()
    last = " ".join(page_texts(issued().copies[0].pdf)).replace("\u00a0", " ")
    assert asks not in last
    assert "geen enkele maatregel meer" in last
    assert "enkel voor uw bescherming" in last
    again = reprint(world.desk, former.document, 1, "exemplaar verloren")
    assert again.pdf == former.copies[0].pdf
    assert asks in " ".join(page_texts(again.pdf)).replace("\u00a0", " "), "as it was issued"


def test_each_service_finds_its_own_lines_on_its_return_form_and_nobody_elses(world: PaperWorld) -> None:
    names = {"nl": "Directie bescherming", "fr": "Direction de la protection", "original": "nl"}
    other = add_organisation(world.admin, "DAP", names, None)
    world.add_measure("close", type="close_protection", executing=(other,))
    copies = [CopyFor("PZ Antwerpen", world.zone), CopyFor("Directie bescherming", other, "fr"), CopyFor("Kabinet")]
    made = issue_protocol(
        world.desk, world.file, world.person, "nl", copies, kind=RETURN_FORM, accept_untranslated=True
    ).copies
    zone, guards, both = (" ".join(page_texts(one.pdf)).replace("\u00a0", " ") for one in made)
    assert ("Patrouilles" in zone, "Close protection" in zone) == (True, False)
    assert ("Patrouilles" in guards, "Protection rapprochée" in guards) == (False, True), "in whichever language"
    assert ("Patrouilles" in both, "Close protection" in both) == (True, True)


@pytest.mark.parametrize("kind", OTHERS)
def test_neither_level_nor_threat_nor_medical_remarks_leave_on_them(world: PaperWorld, kind: str) -> None:
    protocol, text = text_of(world, PROTOCOL), text_of(world, kind)
    for words in ("Dreigingsniveau", "ERNSTIG", "OCAD", "Bloedgroep", "Medisch"):
        assert words.lower() not in text.lower(), words
    assert "ERNSTIG" in protocol


@pytest.mark.parametrize("kind", [LETTER, RETURN_FORM])
def test_no_address_and_no_plate_is_on_a_paper_that_does_not_need_them(world: PaperWorld, kind: str) -> None:
    text = text_of(world, kind)
    assert "Voorbeeldstraat" not in text
    assert "1-ABC-234" not in text


@pytest.mark.parametrize("kind", OTHERS)
def test_the_same_bytes_come_again_and_a_new_version_replaces_the_old_of_its_own_kind(
    world: PaperWorld, kind: str
) -> None:
    protocol = issue_protocol(world.desk, world.file, world.person, "nl", COPIES)
    first = issue_protocol(world.desk, world.file, world.person, "nl", COPIES, kind=kind)
    assert reprint(world.desk, first.document, 2, "exemplaar verloren").pdf == first.copies[1].pdf
    second = issue_protocol(world.desk, world.file, world.person, "nl", COPIES, kind=kind)

    assert first.registration == f"{PERSON_PAPERS[kind].stem}-2026-BRU1-0001"
    assert (second.version, second.superseded) == (2, first.document)
    assert protocol.document not in {one.copy.document for one in recall_list(world.desk, world.file)}
    with world.desk.read() as view:
        kinds = {one.kind for _, one in view.find(IssuedDocument, "file = ?", world.file)}
    assert kinds == {PROTOCOL, kind}


def test_a_version_marked_lower_does_not_say_what_the_one_before_said(world: PaperWorld) -> None:
    with world.desk.write() as unit:
        high = unit.begin(world.file, "assignment", Label(marking=Marking.SECRET), Action.MEASURE)
        secret = unit.create(high, a_measure(world, type="escort", end=date(2026, 12, 24)))
        unit.save()
    first = issue_protocol(world.desk, world.file, world.person, "nl", COPIES)
    world.change(high, secret, Measure, Action.MEASURE, state=MeasureState.ENDED)
    subject = next(one for one in paper_subjects(world.desk, world.file) if one.kind == PROTOCOL)

    second = issue_protocol(world.desk, world.file, world.person, "nl", COPIES)

    with world.desk.read() as view:
        markings = [view.get(IssuedDocument, one.document).marking for one in (first, second)]
    assert markings == [Marking.SECRET, Marking.CONFIDENTIAL]
    text = " ".join(page_texts(second.copies[0].pdf))
    assert "escorte" not in text.lower()
    assert "geldt niet meer" not in text
    assert "hoger gemarkeerd" in text
    assert "escorte" in " ".join(page_texts(first.copies[0].pdf)).lower()
    assert draft_paper(world.desk, subject).changes


@pytest.mark.parametrize("kind", [LETTER, RETURN_FORM])
def test_nothing_sealed_is_told_to_be_revealed_on_a_paper_that_prints_none(world: PaperWorld, kind: str) -> None:
    world.add_measure("there", place=world.safe_house)
    choice = Choice({world.safe_house: "de ploeg moet er zijn"})
    issued = issue_protocol(world.desk, world.file, world.person, "nl", COPIES, choice, kind=kind)

    assert "Verborgen" not in " ".join(page_texts(issued.copies[0].pdf))
    assert disclosures(world.desk, world.file) == []


@pytest.mark.parametrize("kind", OTHERS)
def test_neither_how_nor_where_a_measure_is_carried_out_is_kept_asked_about_or_told_to_have_changed(
    world: PaperWorld, kind: str
) -> None:
    subject = next(one for one in paper_subjects(world.desk, world.file) if one.kind == kind)
    first = issue_draft(world.desk, subject, "nl", COPIES)
    after = local_text("nl", "Voortaan met twee voertuigen.")
    world.change(world.assignment, world.measures["patrols"], Measure, Action.MEASURE, instruction=after)
    assert [one for one in untranslated_on(world.desk, subject, ["fr"]) if one.place.startswith("measures")] == []
    assert "niets gewijzigd" in draft_paper(world.desk, subject).changes["nl"]
    with world.desk.read() as view:
        data = view.find(DocumentData, "document = ?", first.document)[0][1].data or b""
    assert b"Verslag per patrouille" not in data


def test_the_window_offers_protocols_first_and_then_the_rest_for_whom_measures_run(world: PaperWorld) -> None:
    subjects = paper_subjects(world.desk, world.file)
    kinds = [one.kind for one in subjects]

    assert kinds[0] == PROTOCOL
    assert list(dict.fromkeys(kinds)) == [PROTOCOL, DISPATCHER, LETTER, EMPLOYER, RETURN_FORM]
    assert {one.subject for one in subjects if one.kind != PROTOCOL} == {world.person}


def test_each_is_offered_to_whom_it_is_for(world: PaperWorld) -> None:
    letter = next(one for one in paper_subjects(world.desk, world.file) if one.kind == LETTER)
    draft = draft_paper(world.desk, letter)
    assert [one.recipient for one in draft.copies] == ["VAN DEN BROECK, Hilde"]
    form = next(one for one in paper_subjects(world.desk, world.file) if one.kind == RETURN_FORM)
    assert "PZ Antwerpen" in [one.recipient for one in draft_paper(world.desk, form).copies]
    assert draft.marking >= Marking.NONE
    issued = issue_draft(world.desk, letter, "nl", draft.copies)
    assert preview_paper(world.desk, letter, "nl", draft.copies).pages == issued.copies[0].pages
