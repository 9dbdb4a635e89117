"""The proposal on paper: several files in one dossier, a box for every answer, its bytes again from what was frozen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import PraesidiumError
from app.core.ids import Id
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.paper import DocumentData, IssuedDocument
from app.models.rights import NotAllowed
from app.models.texts import local_text
from app.services.cases.proposal_sheets import Reasons
from app.services.cases.proposals import NewProposal, argue, draw_up_proposal, take_out
from app.services.cases.reports import record_report
from app.services.paper.drafting import draft_paper, issue_draft, preview_paper, untranslated_on
from app.services.paper.issuing import Untranslated
from app.services.paper.papers import reprint
from app.services.paper.proposals import NothingAsked, issue_proposal, preview_proposal
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import paper_subjects
from app.services.station.erasures import erase_entity, erase_stream
from app.services.station.four_eyes import SecondOfficer
from app.services.station.verifying import verify_store
from tests.station_world import StationWorld, a_file, a_person, a_proposal, a_report, a_station
from tests.unit.documents.reading import page_texts

COPIES = [CopyFor("Kabinet van de minister"), CopyFor("Archief NCCN")]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


def a_dossier(world: StationWorld, files: int = 2) -> tuple[Id, list[Id]]:
    """Return a proposal over some files, one measure each, and those measures."""
    measures = []
    for number in range(files):
        person = a_person(world.officer, f"Voorbeeld{number}", "Nele")
        file = a_file(world.officer, person, title=f"Dossier {number}", label=Label(marking=Marking.RESTRICTED))
        measures.append(a_proposal(world, file, person))
    return draw_up_proposal(world.officer, NewProposal("Voorstellen van week 47", measures)), measures


def file_of(world: StationWorld, measure: Id) -> Id:
    with world.officer.read() as view:
        found = view.connection.exec_driver_sql("SELECT file FROM p_measure WHERE uid = ?", (measure,)).scalar_one()
    return bytes(found)


def test_a_proposal_says_for_each_file_what_is_asked_and_why(world: StationWorld) -> None:
    made, measures = a_dossier(world)
    file = file_of(world, measures[0])
    record_report(world.officer, file, a_report())
    reasons = Reasons(
        local_text("nl", "De bedreiging is **nabij**."), local_text("nl", "Minder volstaat niet."),
        local_text("nl", "- Verhuizen: niet gewenst"),
    )  # fmt: skip
    argue(world.officer, made, file, reasons)

    issued = issue_proposal(world.officer, made, "nl", COPIES)

    assert issued.registration == "V-2026-BRU1-0001"
    text = " ".join(page_texts(issued.copies[0].pdf))
    for words in (
        "Voorstel aan de minister", "Voorstellen van week 47", "Minister van Binnenlandse Zaken", "PRO-2026-BRU1-0001",
        "BP-2026-BRU1-0001", "BP-2026-BRU1-0002", "Dossier 0", "VOORBEELD0, Nele", "Patrouilles", "Zone de police",
        "Op wisselende uren langsrijden", "goedgekeurd met wijziging", "teruggezonden met een vraag", "geweigerd",
        "Noodzaak", "nabij", "Evenredigheid", "Minder volstaat niet", "Overwogen alternatieven", "Verhuizen",
        "Exemplaar 1 van 2", "Kabinet van de minister", "BEPERKT",
    ):  # fmt: skip
        assert words.lower() in text.lower(), words


def test_the_same_bytes_come_again_from_what_was_frozen(world: StationWorld) -> None:
    made, measures = a_dossier(world)
    issued = issue_proposal(world.officer, made, "fr", COPIES, accept_untranslated=True)
    take_out(world.officer, made, measures[:1])

    again = reprint(world.officer, issued.document, 2, "exemplaire perdu")

    assert again.pdf == issued.copies[1].pdf


def test_a_second_version_replaces_the_first(world: StationWorld) -> None:
    made, _ = a_dossier(world)
    first = issue_proposal(world.officer, made, "nl", COPIES)
    second = issue_proposal(world.officer, made, "nl", COPIES)

    assert (second.registration, second.version, second.superseded) == (first.registration, 2, first.document)
    assert [one.number for one in second.outstanding] == [1, 2]


def test_texts_that_a_language_lacks_are_asked_about(world: StationWorld) -> None:
    made, _ = a_dossier(world)
    with pytest.raises(Untranslated):
        issue_proposal(world.officer, made, "de", COPIES)


def test_a_preview_leaves_no_number_behind(world: StationWorld) -> None:
    made, _ = a_dossier(world)

    seen = preview_proposal(world.officer, made, "nl", COPIES)

    assert "ONTWERP" in " ".join(page_texts(seen.pdf)).upper()
    assert issue_proposal(world.officer, made, "nl", COPIES).registration == "V-2026-BRU1-0001"


def test_who_may_not_print_a_file_gets_no_shorter_paper(world: StationWorld) -> None:
    made, _ = a_dossier(world)
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.NONE)
    with pytest.raises(NotAllowed):
        preview_proposal(low, made, "nl")
    with pytest.raises(NotAllowed):
        issue_proposal(world.recorder, made, "nl", COPIES)


def test_an_empty_proposal_is_not_issued(world: StationWorld) -> None:
    made, measures = a_dossier(world)
    take_out(world.officer, made, measures)
    with pytest.raises(NothingAsked):
        issue_proposal(world.officer, made, "nl", COPIES)


def test_the_window_looks_at_a_proposal_as_at_any_paper(world: StationWorld) -> None:
    made, _ = a_dossier(world)
    subject = paper_subjects(world.officer, made)[0]
    first = draft_paper(world.officer, subject)

    assert (subject.kind, subject.name, first.version, first.former) == ("proposal", "Voorstellen van week 47", 1, 0)
    assert first.marking is Marking.RESTRICTED
    assert [copy.recipient for copy in first.copies] == ["Minister van Binnenlandse Zaken", "Nationaal Crisiscentrum"]
    assert untranslated_on(world.officer, subject, ["nl"], first.copies) == ()
    assert next(gap.place for gap in untranslated_on(world.officer, subject, ["fr"])).startswith("files.1.measures.1")
    issued = issue_draft(world.officer, subject, "nl", first.copies)

    second = draft_paper(world.officer, subject)
    assert (second.version, second.registration) == (2, issued.registration)
    assert [one.recipient for one in second.copies] == [one.recipient for one in first.copies]
    assert preview_paper(world.officer, subject, "nl", second.copies).pages == issued.copies[0].pages


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_erased_is_on_no_paper_of_a_proposal_and_that_it_was_issued_stays(
    world: StationWorld, whole: bool
) -> None:
    made, measures = a_dossier(world)
    kept, _ = a_dossier(world, files=1)
    erased, other = (issue_proposal(world.officer, one, "nl", COPIES) for one in (made, kept))
    with world.officer.read() as view:
        stream = view.stream_of(measures[0], Measure)
    second = SecondOfficer(world.recorder.officer, world.recorder.officer_key)

    if whole:
        erase_stream(world.officer, stream, "Einde van de wettelijke termijn", second)
    else:
        erase_entity(world.officer, stream, measures[0], "Einde van de wettelijke termijn", second)

    with world.officer.read() as view:
        document = view.get(IssuedDocument, erased.document)
        assert (document.number, bool(document.page_hash), bool(document.snapshot)) == (erased.registration, True, True)
        assert [data for _, data in view.find(DocumentData, "document = ?", erased.document) if data.data] == []
        assert [bool(data.data) for _, data in view.find(DocumentData, "document = ?", other.document)] == [True]
    with pytest.raises(PraesidiumError):
        reprint(world.officer, erased.document, 2, "kwijt")
    assert reprint(world.officer, other.document, 2, "kwijt").pdf == other.copies[1].pdf
    assert not verify_store(world.officer).faults
