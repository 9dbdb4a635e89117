"""The person extract: all that points to somebody, with source and day, within rights, sealed unless opened; logged."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.core.ids import Id
from app.models.enums import Action, Marking, RelationKind, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person, Relation
from app.models.kinds.registers import Vehicle
from app.models.kinds.threat import AnalysisRequest, ThreatFile, ThreatReport
from app.models.rights import NotAllowed
from app.services.access_log import Access, AccessFilter, read_access_log
from app.services.cases.analyses import request_analysis, withdraw_request
from app.services.paper.copies import hand_over, recall_list
from app.services.paper.drafting import draft_paper, issue_draft, preview_paper
from app.services.paper.extracts import EXTRACT, begin_extract
from app.services.paper.issuing import Issued
from app.services.paper.papers import reprint
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import issue_protocol
from app.services.paper.sources import CopyFor, OriginatorNotAsked
from app.services.paper.subjects import Subject, paper_subjects
from app.services.registers.persons import edit_person, open_person, relate_persons
from app.services.situation import NeedKind, needs
from tests.unit.documents.reading import page_texts
from tests.unit.services.centre_world import text_of
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit

BODY = [CopyFor("Controleorgaan op de politionele informatie")]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def extract(world: PaperWorld, language: str = "nl", person: Id | None = None, choice: Choice | None = None) -> Issued:
    found = Subject(EXTRACT, person or world.person, person or world.person, "")
    return issue_draft(world.desk, found, language, BODY, choice or Choice(), accept_untranslated=True)


def report(world: PaperWorld, **fields: Any) -> None:
    with world.desk.write() as unit:
        unit.require(Action.REPORT, world.threat)
        unit.create(
            world.threat,
            ThreatReport(
                file=world.file, form="letter", moment=datetime(2026, 11, 2, tzinfo=UTC), **fields,
            ),
        )  # fmt: skip
        unit.save()


def test_it_tells_every_record_with_where_it_stands_and_who_wrote_it(world: PaperWorld) -> None:
    report(world, description="Brief met kogel in de bus.", targets=(world.person,), source="Bron Zeta")
    issue_protocol(world.desk, world.file, world.person, "nl", BODY)
    issued = extract(world)
    said = text_of(issued)
    assert issued.registration == "X-2026-BRU1-0001"
    for words in (
        "Uittreksel over een persoon", "VAN DEN BROECK", "12 mei 1974", "O+", "0470 12 34 56", "Voorbeeldstraat",
        "Levenspartner", "1-ABC-234", "Bedreigde persoon", "Bedreigingen per brief", "Brief met kogel",
        "Georganiseerde misdaad", "Patrouilles op wisselende tijdstippen", "P-2026-BRU1-0001", "Beschermingsprotocol",
        "BP-2026-BRU1-0042 · VERTROUWELIJK · An Maes · BRU1, 21 november 2026", "Controleorgaan",
    ):  # fmt: skip
        assert words in said, words
    for secret in ("Verborgen", "Diabetes", "Bron Zeta"):
        assert secret not in said, secret
    assert said.count("verzegeld") >= 3
    assert reprint(world.desk, issued.document, 1, "zoek").pdf == issued.copies[0].pdf


def test_a_relation_that_stands_on_anothers_page_says_of_whom(world: PaperWorld) -> None:
    sister = open_person(world.desk, Person(family_name="VERBIEST", given_names="Mia")).id
    relate_persons(world.desk, sister, world.person, RelationKind.SIBLING)
    said = text_of(extract(world))
    assert "VERBIEST" in said, "who the other is, not that it is herself"


def test_what_was_asked_of_a_service_about_a_file_of_the_person_is_told_with_why_it_was_withdrawn(
    world: PaperWorld,
) -> None:
    asked = AnalysisRequest(service=world.cuta, question="Welk niveau voor mevrouw?")
    request = request_analysis(world.desk, world.file, asked)
    withdraw_request(world.desk, request, "Verhuisd naar het buitenland")
    said = text_of(extract(world))
    for words in ("Welk niveau voor mevrouw?", "Ingetrokken op", "Verhuisd naar het buitenland"):
        assert words in said, words


def test_a_field_that_somebody_else_wrote_later_says_so(world: PaperWorld) -> None:
    other = sit(world.admin, world.on, "Piet Claes", Role.FILE_OFFICER)
    edit_person(other, world.person, {"remarks": "Spreekt ook Spaans."})
    said = text_of(extract(world))
    assert "Spreekt ook Spaans. Piet Claes · BRU1, 21 november 2026" in said
    assert said.count("Piet Claes") == 1


def test_papers_that_name_somebody_are_told_though_they_are_about_another(world: PaperWorld) -> None:
    issue_protocol(world.desk, world.file, world.person, "nl", BODY)
    with world.desk.read() as view:
        partner = next(one.other for _, one in view.find(Relation) if one.kind is RelationKind.PARTNER)
    assert partner is not None
    said = text_of(extract(world, person=partner))
    assert "P-2026-BRU1-0001" in said
    assert "Gezinslid" in said
    assert "Bedreigingen per brief" not in said, "the file is about somebody else"


def test_a_paper_that_cannot_be_read_back_is_told_as_such_by_its_number_alone(world: PaperWorld) -> None:
    issue_protocol(world.desk, world.file, world.person, "nl", BODY)
    with world.desk.read() as view:
        partner = next(one.other for _, one in view.find(Relation) if one.kind is RelationKind.PARTNER)
    with world.desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE p_document_data SET data = x'90'")
    said = text_of(extract(world, person=partner))
    assert "Documenten die niet meer te lezen zijn: of ze de persoon noemen, is niet bekend" in said
    assert "P-2026-BRU1-0001" in said


@pytest.mark.parametrize(
    ("name", "words"), [("safe_house", "Verborgen dreef"), ("private", "Diabetes type 1, insulinepomp.")]
)
def test_something_sealed_is_opened_with_a_reason_alone(world: PaperWorld, name: str, words: str) -> None:
    subject = paper_subjects(world.desk, world.person)[0]
    assert getattr(world, name) in {one.id for one in draft_paper(world.desk, subject).sealed}
    reason = {getattr(world, name): "gevraagd"}
    assert words not in " ".join(page_texts(preview_paper(world.desk, subject, "nl", BODY, Choice(reason)).pdf))
    reason = {getattr(world, name): "gevraagd door het Controleorgaan"}
    assert words in text_of(extract(world, choice=Choice(reason)))


def test_what_its_author_may_not_print_is_not_on_it(world: PaperWorld) -> None:
    low = sit(world.admin, world.on, "Laag", Role.FILE_OFFICER, clearance=Marking.RESTRICTED)
    said = text_of(issue_draft(low, paper_subjects(low, world.person)[0], "nl", BODY, accept_untranslated=True))
    assert "VAN DEN BROECK" in said
    assert "1-ABC-234" in said
    for secret in ("Voorbeeldstraat", "BP-2026", "Bedreigingen", "Patrouilles", "1974"):
        assert secret not in said, secret
    assert said.startswith("Nationaal Crisiscentrum"), "and it is marked no higher than what is on it"


def test_who_is_recused_from_a_file_on_it_prints_it_no_more(world: PaperWorld) -> None:
    other = sit(world.admin, world.on, "Piet Claes", Role.FILE_OFFICER)
    issued = extract(world)
    assert reprint(other, issued.document, 1, "zoek").pages == issued.copies[0].pages
    world.change(world.core, world.file, ThreatFile, Action.FILE, recused=(other.officer,))
    with pytest.raises(NotAllowed):
        reprint(other, issued.document, 1, "zoek")
    assert "BP-2026" not in text_of(issue_draft(other, paper_subjects(other, world.person)[0], "nl", BODY))


def test_who_has_no_right_to_papers_draws_up_none(world: PaperWorld) -> None:
    partner = sit(world.admin, world.on, "Zone Partner", Role.PARTNER, world.zone)
    with pytest.raises(NotAllowed):
        begin_extract(partner, world.person)
    with pytest.raises(NotAllowed):
        draft_paper(partner, Subject(EXTRACT, world.person, world.person, ""))


def test_that_it_was_drawn_up_and_what_was_opened_is_in_the_access_log(world: PaperWorld) -> None:
    begin_extract(world.desk, world.person)
    issued = extract(world, choice=Choice({world.safe_house: "gevraagd"}))
    auditor = sit(world.admin, world.on, "Auditor", Role.AUDITOR)
    lines = read_access_log(auditor, AccessFilter(officer=world.desk.officer))
    assert [(one.act, world.person in one.subjects) for one in reversed(lines)] == [
        (Access.EXTRACT, True), (Access.PRINT, True), (Access.REVEAL, False),
    ]  # fmt: skip
    assert lines[0].subjects == (world.safe_house, issued.document)


def test_each_is_drawn_up_anew_and_calls_none_back(world: PaperWorld) -> None:
    first, second = extract(world), extract(world, "fr")
    assert [first.version, second.version] == [1, 1]
    assert second.registration == "X-2026-BRU1-0002"
    assert second.superseded is None
    assert recall_list(world.desk, world.person) == []
    assert "X-2026-BRU1-0001" in text_of(second), "that somebody had one is held of the person too"


def test_a_copy_that_nobody_signed_for_is_found_on_the_person_s_page(world: PaperWorld) -> None:
    hand_over(world.desk, [extract(world).copies[0].copy], "C. Controleur")
    (need,) = needs(world.desk, NeedKind.UNACKNOWLEDGED)
    assert (need.opens.screen, need.opens.uid) == ("person", world.person)
    assert "Uittreksel over een persoon" in need.say("nl")


def test_the_originator_of_a_report_on_it_is_asked(world: PaperWorld) -> None:
    report(world, description="Van de dienst.", targets=(world.person,), originator=world.cuta)
    with pytest.raises(OriginatorNotAsked):
        extract(world)
    subject = Subject(EXTRACT, world.person, world.person, "")
    copies = [CopyFor("OCAD", world.cuta)]
    assert issue_draft(world.desk, subject, "nl", copies, accept_untranslated=True).version == 1


def test_a_kind_that_points_to_a_person_by_a_list_is_found(world: PaperWorld) -> None:
    with world.desk.write() as unit:
        car = world.desk.ids.new()
        stream = unit.begin(car, "vehicle", Label(marking=Marking.NONE), Action.REGISTER)
        unit.create(stream, Vehicle(plate="2-XYZ-999", users=(world.person,)), car)
        unit.save()
    assert "2-XYZ-999" in text_of(extract(world))
