"""A protocol from a real store: what it says in each language, what it refuses, what its next version tells."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core.errors import UserError
from app.documents.content import ProtocolContent
from app.documents.missing_glyph import MissingGlyph
from app.models.enums import (
    Action,
    AddressUse,
    CopyState,
    DisclosureAct,
    DocumentState,
    FileState,
    InvolvementRole,
    Marking,
    MeasureState,
    RelationKind,
    Role,
    ThreatLevel,
)
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.paper import Disclosure, DocumentCopy, DocumentData, IssuedDocument
from app.models.kinds.persons import Person, PersonPrivate, Relation
from app.models.kinds.places import SealedAddress
from app.models.kinds.threat import Involvement, ThreatAnalysis, ThreatFile
from app.models.lists import MEASURE_TYPES
from app.models.rights import NotAllowed, Refusal
from app.models.texts import local_text
from app.services.cases.file_sheets import file_sheet
from app.services.cases.files import FileIsClosed
from app.services.cases.labels import share_parts
from app.services.cases.sharing import sharing_of
from app.services.catalogues.changing import change_item
from app.services.paper.issuing import Issued, NoCopies, Untranslated
from app.services.paper.lacking import Lack, lacking_on
from app.services.paper.protocol_content import Choice, NothingToPrint, NotProtectedHere
from app.services.paper.protocols import PROTOCOL, issue_protocol, prepared_protocol, sealed_values
from app.services.paper.register import former_snapshot, former_version
from app.services.paper.sources import CopyFor, OriginatorNotAsked, RevealNeedsReason
from app.services.paper.subjects import Subject
from app.services.registers.merging import join_persons, part_persons
from app.services.registers.person_sheets import person_sheet
from app.services.registers.persons import add_phone, edit_line, open_person
from app.services.registers.sealed_addresses import register_sealed_address
from app.store.meta import save_meta
from tests.reads import preview_protocol, untranslated_texts
from tests.unit.documents.reading import letters, page_texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def issue(world: PaperWorld, *languages: str, choice: Choice | None = None, accept: bool = False) -> Issued:
    return issue_protocol(
        world.desk, world.file, world.person, "nl", world.copies(*languages), choice or Choice(),
        accept_untranslated=accept,
    )  # fmt: skip


def text_of(issued: Issued, number: int = 1) -> str:
    return " ".join(page_texts(issued.copies[number - 1].pdf))


def documents(world: PaperWorld) -> list[IssuedDocument]:
    with world.desk.read() as view:
        return [record for _, record in view.find(IssuedDocument)]


def test_a_protocol_says_in_dutch_and_in_french_what_the_store_holds(world: PaperWorld) -> None:
    issued = issue(world, "nl", "fr", choice=Choice(havens=(world.hospital,)))

    nl, fr = text_of(issued, 1), text_of(issued, 2)
    assert issued.registration == "P-2026-BRU1-0001"
    for words in (
        "VAN DEN BROECK, Hilde", "Onderzoeksrechter", "12 mei 1974", "0470 12 34 56", "ERNSTIG", "OCAD, ref. 2026/1187",
        "Patrouilles op wisselende tijdstippen", "3/24 h. Controle van voertuigen", "(voorlopig)",
        "3 nov – 19 dec 2026",
        "Voorbeeldstraat 12/3, 2000 Antwerpen", "verzegeld", "1-ABC-234", "Volvo V60, blauw", "HINP Dirk Claes",
        "ZNA Voorbeeld", "Lindendreef 1, 2020 Antwerpen", "O+", "Bedreigingen per brief",
        "VERTROUWELIJK — CONFIDENTIEL",
        "Exemplaar 1 van 3", "An Maes", "Voor Nationaal Crisiscentrum", "BP-2026-BRU1-0042", "Discreet",
    ):  # fmt: skip
        assert words in nl, words
    for words in ("Juge d’instruction", "GRAVE", "OCAM", "Patrouilles à des heures variables", "Menaces par lettre",
                  "(provisoire)", "CONFIDENTIEL — VERTROUWELIJK", "Exemplaire 2 de 3", "Pour : Nationaal"):  # fmt: skip
        assert words in fr, words
    assert "Bedreigingen" not in fr
    everything = "".join(letter.text for page in range(3) for letter in letters(issued.copies[0].pdf, page))
    assert "ნინოალ-ჰასანი" in everything


def test_a_measure_is_called_on_paper_as_the_catalogue_does_in_each_language(world: PaperWorld) -> None:
    names = local_text("nl", "rondes", fr="rondes de nuit", de="Rundgänge", en="rounds")
    change_item(world.admin, MEASURE_TYPES, "patrols", {"names": names})

    issued = issue(world, "nl", "fr", accept=True)

    dutch, french = text_of(issued, 1), text_of(issued, 2)

    assert "Rondes" in dutch
    assert "Patrouilles" not in dutch
    assert "Rondes de nuit" in french


def test_what_was_issued_is_frozen_in_the_register_with_its_copies(world: PaperWorld) -> None:
    issued = issue(world)

    with world.desk.read() as view:
        record = view.get(IssuedDocument, issued.document)
        copies = view.find(DocumentCopy, "document = ?", issued.document, order="number")
        data = view.find(DocumentData, "document = ?", issued.document)
        stream = view.thing(view.stream_of(issued.document, IssuedDocument))
    assert (record.number, record.version, record.kind, record.state) == (
        "P-2026-BRU1-0001", 1, "protocol", DocumentState.ISSUED,
    )  # fmt: skip
    assert (record.marking, stream.marking, stream.part) == (Marking.CONFIDENTIAL, Marking.CONFIDENTIAL, "paper")
    assert record.subject == world.person
    assert [(copy.number, copy.recipient, copy.state) for _, copy in copies] == [
        (1, "Nationaal Crisiscentrum", CopyState.PREPARED),
        (2, "PZ Antwerpen", CopyState.PREPARED),
        (3, "Noodcentrale Antwerpen", CopyState.PREPARED),
    ]
    assert len(data) == 1
    assert len(data[0][1].data or b"") > 1000
    assert f"{(record.head or b'').hex()[:4]}" in text_of(issued)
    assert len({copy.pdf for copy in issued.copies}) == 3


def test_a_relation_that_ended_is_not_printed_of_the_household(world: PaperWorld) -> None:
    assert "Levenspartner" in text_of(issue(world))
    [partner] = [
        one.uid for one in person_sheet(world.desk, world.person, "nl").related
        if one.record.kind is RelationKind.PARTNER
    ]  # fmt: skip
    edit_line(world.desk, partner, Relation, {"to_on": world.desk.today() - timedelta(days=1)})
    said = text_of(issue(world))
    assert "Levenspartner" not in said
    assert "AL-HASSAN" in said


def test_a_file_is_shared_with_its_persons_at_once_and_who_holds_a_copy_is_proposed(world: PaperWorld) -> None:
    assert sharing_of(world.desk, world.file, "nl").first is None
    issued = issue(world)
    assert file_sheet(world.desk, world.file, "nl").papers == 1
    before = sharing_of(world.desk, world.file, "nl")
    assert before.first == world.zone
    assert before.copies == {world.zone: issued.registration}
    assert [one.root for one in before.roots][:2] == [world.file, world.person]
    assert len(before.roots) == 4, "the file, the threatened person, and two of the household"
    assert not any(world.zone in part.receivers for part in before.parts), "a copy on paper ticks nothing"

    wanted = {one.parts[0].stream: True for one in before.roots[:2]}
    share_parts(world.desk, wanted, world.zone)
    after = sharing_of(world.desk, world.file, "nl")
    assert {part.stream for part in after.parts if world.zone in part.receivers} == set(wanted)
    alone = sharing_of(world.desk, world.person, "nl")
    assert [one.root for one in alone.roots] == [world.person], "a person takes no file along"
    beside = sharing_of(world.desk, world.person, "nl", among=[world.file])
    assert beside == after, "beside the file at the gate, both are decided on at once"


def test_the_head_on_the_paper_is_that_of_the_store_before_the_issue(world: PaperWorld) -> None:
    with world.desk.read() as view:
        head = view.connection.exec_driver_sql("SELECT hash FROM save ORDER BY no DESC LIMIT 1").scalar_one()

    issue(world)

    assert documents(world)[0].head == head


def test_the_second_version_says_and_draws_what_changed_and_replaces_the_first(world: PaperWorld) -> None:
    first = issue(world, "nl", "fr")
    world.change(
        world.assignment, world.measures["patrols"], Measure, Action.MEASURE, end=date(2027, 1, 31),
        instruction=local_text("nl", "Ook de achterkant.", fr="Aussi l’arrière."),
    )  # fmt: skip
    world.change(world.assignment, world.measures["contact"], Measure, Action.MEASURE, state=MeasureState.ENDED)
    world.change(world.assignment, world.measures["post"], Measure, Action.MEASURE, state=MeasureState.ACTIVE)
    world.add_measure("close", type="close_protection", state=MeasureState.PROVISIONAL)
    with world.desk.write() as unit:
        unit.require(Action.ANALYSE, world.threat)
        old, record = unit.find(ThreatAnalysis)[0]
        again = replace(
            record, level=ThreatLevel.VERY_SERIOUS, dated=date(2026, 11, 20), reference="2026/1201", replaces=old
        )
        unit.create(world.threat, again)
        unit.save()

    second = issue(world, "nl", "fr")

    nl, fr = text_of(second, 1), text_of(second, 2)
    assert (second.registration, second.version, second.superseded) == (first.registration, 2, first.document)
    for words in (
        "Wat verandert sinds versie 1", "vervangt versie 1",
        "Dreigingsniveau: van 3 ERNSTIG naar 4 ZEER ERNSTIG.",
        "Patrouilles op wisselende tijdstippen (PZ Antwerpen): periode gewijzigd van “3 nov – 19 dec",
        "19 dec 2026” in “3 nov 2026",
        "Patrouilles op wisselende tijdstippen (PZ Antwerpen): instructie gewijzigd.",
        "(PZ Antwerpen): niet meer voorlopig.", "(PZ Antwerpen): geldt niet meer.",
        "Close protection", "toegevoegd, voorlopig.", "Contacten gewijzigd.",
    ):  # fmt: skip
        assert words in nl, (words, nl)
    assert "Niveau de la menace : de 3 GRAVE à 4 TRÈS GRAVE." in fr
    assert "période" in fr
    with world.desk.read() as view:
        assert view.get(IssuedDocument, first.document).state is DocumentState.SUPERSEDED
    assert [(out.version, out.number) for out in second.outstanding] == [(1, 1), (1, 2), (1, 3)]


def test_a_measure_that_did_not_change_is_not_drawn(world: PaperWorld) -> None:
    issue(world)
    world.change(world.assignment, world.measures["post"], Measure, Action.MEASURE, end=date(2026, 12, 1))

    issued = issue(world)

    with world.desk.read() as view:
        former = former_version(view, PROTOCOL, world.file, world.person)
        assert former is not None
        snapshot = former_snapshot(view, former)
    assert snapshot is not None
    content = snapshot.content
    assert former.document == issued.document
    assert isinstance(content, ProtocolContent)
    assert {line.number: line.changed for line in content.measures} == {1: False, 2: False, 3: True}


def test_a_version_in_which_nothing_changed_says_so(world: PaperWorld) -> None:
    issue(world)

    assert "Er is niets gewijzigd in wat het zegt." in text_of(issue(world))


def test_another_person_of_the_file_gets_a_number_of_his_own(world: PaperWorld) -> None:
    issue(world)
    with world.desk.read() as view:
        partner = next(uid for uid, person in view.find(Person) if person.given_names == "Mohammed")
    world.add_measure("his", subject=partner)

    his = issue_protocol(world.desk, world.file, partner, "nl", world.copies())

    assert (his.registration, his.version) == ("P-2026-BRU1-0002", 1)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.APPROVER, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_officers_who_issue_papers_may(world: PaperWorld, role: Role) -> None:
    world.desk = sit(world.admin, world.on, "Iemand Anders", role)

    with pytest.raises(NotAllowed) as refused:
        issue(world)

    assert refused.value.why is Refusal.ROLE


def test_a_partner_of_the_zone_may_neither_issue_nor_preview(world: PaperWorld) -> None:
    desk = sit(world.admin, world.on, "Zone Partner", Role.PARTNER, world.zone)

    with pytest.raises(NotAllowed):
        issue_protocol(desk, world.file, world.person, "nl", world.copies())
    with pytest.raises(NotAllowed):
        preview_protocol(desk, world.file, world.person, "nl")
    assert documents(world) == []


def test_an_officer_without_the_clearance_issues_nothing(world: PaperWorld) -> None:
    world.desk = sit(world.admin, world.on, "Weinig Bevoegd", Role.FILE_OFFICER, clearance=Marking.RESTRICTED)

    with pytest.raises(NotAllowed) as refused:
        issue(world)

    assert refused.value.why is Refusal.CLEARANCE


def test_what_is_marked_above_the_workstation_is_not_issued(world: PaperWorld) -> None:
    with world.desk.write() as unit:
        unit.require(Action.LABEL, world.threat)
        unit.change(world.threat, world.threat, Label, {"marking": Marking.TOP_SECRET})
        unit.save()

    with pytest.raises(NotAllowed) as refused:
        issue(world)

    assert refused.value.why in (Refusal.CEILING, Refusal.CLEARANCE)
    assert documents(world) == []


def test_a_paper_bears_the_highest_marking_and_the_handling_of_what_it_was_made_from(world: PaperWorld) -> None:
    with world.desk.write() as unit:
        unit.require(Action.LABEL, world.threat)
        unit.change(world.threat, world.threat, Label, {"marking": Marking.SECRET, "handling": "limited"})
        unit.save()

    issued = issue(world)

    assert "GEHEIM — SECRET" in text_of(issued)
    assert "beperkte verspreiding" in text_of(issued)
    assert documents(world)[0].marking is Marking.SECRET


def test_a_person_without_measures_has_no_protocol(world: PaperWorld) -> None:
    for uid in world.measures.values():
        world.change(world.assignment, uid, Measure, Action.MEASURE, state=MeasureState.ENDED)

    with pytest.raises(NothingToPrint):
        issue(world)


def test_a_person_of_another_file_has_no_protocol_here(world: PaperWorld) -> None:
    with pytest.raises(NotProtectedHere):
        issue_protocol(world.desk, world.file, world.cuta, "nl", world.copies())


def test_copies_need_recipients(world: PaperWorld) -> None:
    with pytest.raises(NoCopies):
        issue_protocol(world.desk, world.file, world.person, "nl", [])
    with pytest.raises(NoCopies):
        issue_protocol(world.desk, world.file, world.person, "nl", [CopyFor(" ")])


def test_issuing_asks_before_a_text_prints_in_another_language(world: PaperWorld) -> None:
    with pytest.raises(Untranslated) as asked:
        issue(world, "de", "nl", "nl")

    assert asked.value.count == 4
    assert {one.place for one in untranslated_texts(world.desk, world.file, world.person, ["de"])} == {
        "measures.1.instruction", "measures.3.instruction", "threat", "conduct",
    }  # fmt: skip
    assert documents(world) == []
    accepted = issue(world, "de", "nl", "nl", accept=True)
    assert accepted.registration == "P-2026-BRU1-0001"
    assert "[nl]" in text_of(accepted, 1)


def test_a_name_no_font_can_print_issues_nothing_and_uses_no_number(world: PaperWorld) -> None:
    with world.desk.read() as view:
        stream = view.stream_of(world.person, Person)
    world.change(stream, world.person, Person, Action.REGISTER, native_name="𓀀𓀁")

    with pytest.raises(MissingGlyph) as refused:
        issue(world)

    assert "U+13000" in refused.value.say("nl")
    assert "Naam in eigen schrift" in refused.value.say("nl"), "the field in which it stands"
    assert isinstance(refused.value, UserError)
    assert documents(world) == []
    world.change(stream, world.person, Person, Action.REGISTER, native_name=None)
    assert issue(world).registration == "P-2026-BRU1-0001"


def test_a_sealed_address_prints_only_after_a_reveal_whose_reason_is_kept(world: PaperWorld) -> None:
    closed = text_of(issue(world))
    opened = text_of(issue(world, choice=Choice(reveals={world.safe_house: "ploeg moet het adres kennen"})))

    assert "Verborgen dreef" not in closed
    assert "Diabetes" not in opened
    assert "Verborgen dreef 7, 9000 Gent" in opened
    with world.desk.read() as view:
        kept = [(one.act, one.subject, one.reason, one.officer) for _, one in view.find(Disclosure)]
    assert kept == [
        (DisclosureAct.REVEALED, world.safe_house, "ploeg moet het adres kennen", world.desk.officer)
    ]  # fmt: skip


def test_medical_remarks_are_sealed_until_revealed(world: PaperWorld) -> None:
    assert "Diabetes" not in text_of(issue(world))
    assert "insulinepomp" in text_of(issue(world, choice=Choice(reveals={world.private: "hulpverlening"})))


def test_a_reveal_needs_a_reason(world: PaperWorld) -> None:
    with pytest.raises(RevealNeedsReason):
        issue(world, choice=Choice(reveals={world.safe_house: "  "}))


def test_an_originator_who_did_not_agree_stops_the_copy(world: PaperWorld) -> None:
    with world.desk.write() as unit:
        unit.require(Action.LABEL, world.threat)
        unit.change(world.threat, world.threat, Label, {"originator": world.cuta})
        unit.save()

    with pytest.raises(OriginatorNotAsked) as refused:
        issue(world)

    assert refused.value.number == 1


def test_a_draft_has_a_watermark_no_number_and_is_recorded_nowhere(world: PaperWorld) -> None:
    draft = preview_protocol(
        world.desk, world.file, world.person, "nl", world.copies(), Choice(reveals={world.safe_house: "x"})
    )

    text = " ".join(page_texts(draft.pdf))
    assert "Ontwerp zonder nummer" in text
    assert "P-2026" not in text.replace("BP-2026", "")
    assert "Verborgen dreef" not in text
    assert draft.seals == ()
    assert documents(world) == []
    assert issue(world).registration == "P-2026-BRU1-0001"


def test_a_closed_file_issues_nothing(world: PaperWorld) -> None:
    world.change(world.core, world.file, ThreatFile, Action.FILE, state=FileState.CLOSED)

    with pytest.raises(FileIsClosed):
        issue(world)


def test_a_version_whose_data_were_erased_can_still_be_replaced(world: PaperWorld) -> None:
    issue(world)
    with world.desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE p_document_data SET data = NULL")

    second = issue(world)

    assert second.version == 2
    assert "wordt hier niet meer bewaard" in text_of(second)


def test_a_restored_store_never_gives_a_version_of_its_former_life_again(world: PaperWorld) -> None:
    first = issue(world)
    with world.desk.store.write() as connection:
        save_meta(connection, "incarnation", b"2")

    second = issue(world)

    assert (first.registration, second.registration, second.version) == ("P-2026-BRU1-0001", "P-2026-BRU1.2-0001", 2)
    assert second.superseded == first.document


def test_what_can_be_revealed_is_named_but_not_told(world: PaperWorld) -> None:
    found = {one.id: one.what.read("nl")[0] for one in sealed_values(world.desk, world.file, world.person)}

    assert found == {world.safe_house: "Schuiladres", world.private: "Medische opmerkingen"}
    with pytest.raises(NotAllowed):
        sealed_values(sit(world.admin, world.on, "Zone Partner", Role.PARTNER, world.zone), world.file, world.person)


def test_a_protocol_follows_the_leading_entry_and_gathers_what_was_joined(world: PaperWorld) -> None:
    second = open_person(
        world.desk, Person(family_name="VANDENBROECK", given_names="Hilda"), PersonPrivate(medical="Geheim")
    ).id
    add_phone(world.desk, second, "0499 00 11 22")
    join_persons(world.desk, second, world.person, "Zelfde persoon; nieuwe fiche is juist")

    text = text_of(issue(world, "nl"))

    assert "VANDENBROECK" in text
    assert "0499" in text
    assert "0470" in text
    assert "Geheim" not in text
    with world.desk.read() as view:
        [(private, _)] = view.find(PersonPrivate, "person = ?", second)
    offered = {one.id: one.what.read("nl")[0] for one in sealed_values(world.desk, world.file, world.person)}
    assert offered[private] == "Medische opmerkingen: VANDENBROECK, Hilda", "it is told which entry it is of"
    one = text_of(issue(world, "nl", choice=Choice(reveals={private: "voor de ambulance"})))
    assert "Geheim" in one
    assert "insulinepomp" not in one
    assert "verzegeld" in one[one.index("Geheim") :][:60], "that there is more of it"
    reveals = {private: "voor de ambulance", world.private: "voor de ambulance"}
    both = text_of(issue(world, "nl", choice=Choice(reveals=reveals)))
    assert both.index("insulinepomp") < both.index("Geheim")
    with world.desk.read() as view:
        assert {one.reason for _, one in view.find(Disclosure, "subject = ?", private)} == {"voor de ambulance"}
    farm = SealedAddress(use=AddressUse.SECOND_HOME, street="Stille hoeve", municipality="Genk", zone=world.zone)
    sealed = register_sealed_address(world.desk, second, farm)
    offered = {one.id: one.what.read("nl")[0] for one in sealed_values(world.desk, world.file, world.person)}
    assert offered[sealed] == "Tweede verblijf: VANDENBROECK, Hilda", "it is told which entry it is of"
    assert world.safe_house in offered
    assert "Stille hoeve" not in text_of(issue(world, "nl"))
    opened = text_of(issue(world, "nl", choice=Choice(reveals={sealed: "de ploeg slaapt er ook"})))
    assert "Stille hoeve, Genk" in opened
    with world.desk.read() as view:
        [said] = [one for _, one in view.find(Disclosure, "subject = ?", sealed)]
    assert said.reason == "de ploeg slaapt er ook"
    part_persons(world.desk, second, world.person, "Toch niet")
    assert "VANDENBROECK" not in text_of(issue(world, "nl"))


def test_a_protocol_says_before_it_is_issued_what_who_executes_it_would_miss(world: PaperWorld) -> None:
    subject = Subject(PROTOCOL, world.file, world.person, "VAN DEN BROECK, Hilde")
    assert lacking_on(world.desk, subject) == []
    text = calls_of(world)
    assert "of vanaf deze adressen" in text
    assert "vaste contactpersoon" in text
    assert text.endswith("Contacten: rubriek 6.")

    bare = a_bare_person(world)

    assert lacking_on(world.desk, replace(subject, subject=bare)) == [Lack.ADDRESS, Lack.PHONE]
    text = calls_of(world, bare)
    assert "adressen" not in text
    assert "vaste contactpersoon" not in text


def calls_of(world: PaperWorld, person: bytes = b"") -> str:
    """Return what a protocol says of calls, in Dutch."""
    with world.desk.read() as view:
        paper, _ = prepared_protocol(view, PROTOCOL, world.file, person or world.person, (), Choice())
    assert isinstance(paper.content, ProtocolContent)
    assert paper.content.calls is not None
    return paper.content.calls.read("nl")[0]


def a_bare_person(world: PaperWorld) -> bytes:
    """Enter somebody of whom a name is known and nothing else, protected by the police zone."""
    person = open_person(world.desk, Person(family_name="KAAL", given_names="Ann")).id
    with world.desk.write() as unit:
        unit.require(Action.FILE, world.core)
        unit.create(world.core, Involvement(file=world.file, person=person, role=InvolvementRole.THREATENED))
        unit.save()
    world.add_measure("bare", subject=person)
    return person
