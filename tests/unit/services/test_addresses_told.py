"""Addresses on the papers of a person: the days between which one holds, and what stands where a home must not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.documents.content import AddressLine, ProtocolContent
from app.documents.wording import LocalText
from app.models.enums import Action, AddressUse, MeasureState, SubjectKind
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import SealedAddress
from app.services.cases.proposals import NewProposal, draw_up_proposal
from app.services.paper.changes import with_protocol_changes
from app.services.paper.papers import reprint
from app.services.paper.proposals import preview_proposal
from app.services.paper.protocols import DISPATCHER, LETTER, PROTOCOL, RETURN_FORM, issue_protocol
from app.services.paper.sources import CopyFor
from tests.reads import preview_protocol
from tests.unit.documents.conftest import a_protocol_content
from tests.unit.documents.reading import page_texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world

DAYS = {
    "nl": ("vanaf 1 december 2026", "tot 31 januari 2027"), "fr": ("à partir du 1er décembre 2026", "31 janvier 2027"),
    "de": ("ab 1. Dezember 2026", "bis 31. Januar 2027"), "en": ("from 1 December 2026", "until 31 January 2027"),
}  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def text_of(world: PaperWorld, kind: str, language: str = "nl") -> str:
    made = preview_protocol(world.desk, world.file, world.person, language, world.copies(), kind=kind)
    return " ".join(" ".join(page_texts(made.pdf)).split())


def add_address(
    world: PaperWorld, use: AddressUse, street: str, begins: date | None = None, ends: date | None = None
) -> None:
    address = HomeAddress(person=world.person, use=use, street=street, number="4", postcode="1000",
                          municipality="Brussel", country="BE", from_on=begins, to_on=ends)  # fmt: skip
    with world.desk.write() as unit:
        stream = unit.part(world.person, "person_private")
        unit.require(Action.REGISTER, stream)
        unit.create(stream, address)
        unit.save()


@pytest.mark.parametrize("kind", [PROTOCOL, DISPATCHER])
@pytest.mark.parametrize("language", list(DAYS))
def test_an_address_that_begins_later_or_ends_stands_with_its_days(world: PaperWorld, kind: str, language: str) -> None:
    assert not any(day in text_of(world, kind, language) for day in DAYS[language])
    add_address(world, AddressUse.SECOND_HOME, "Nieuwelaan", date(2026, 12, 1), date(2027, 1, 31))

    said = text_of(world, kind, language)

    assert "Nieuwelaan 4" in said
    for day in DAYS[language]:
        assert day in said, said


@pytest.mark.parametrize("kind", [PROTOCOL, DISPATCHER])
def test_so_does_one_that_is_sealed_without_saying_where(world: PaperWorld, kind: str) -> None:
    with world.desk.read() as view:
        stream = view.stream_of(world.safe_house, SealedAddress)
    world.change(stream, world.safe_house, SealedAddress, Action.REGISTER,
                 from_on=date(2026, 12, 1), to_on=date(2027, 1, 31))  # fmt: skip

    said = text_of(world, kind)

    assert "Verborgen dreef" not in said
    assert "verzegeld" in said
    assert all(day in said for day in DAYS["nl"]), said


NAMED = {"nl": "Gekozen woonplaats", "fr": "Domicile élu", "de": "Gewählter Wohnsitz", "en": "Chosen domicile"}


@pytest.mark.parametrize("language", list(NAMED))
def test_who_goes_to_the_home_reads_both_and_which_is_the_chosen_domicile(world: PaperWorld, language: str) -> None:
    add_address(world, AddressUse.CHOSEN_DOMICILE, "Gekozenlaan")

    for kind in (PROTOCOL, DISPATCHER):
        said = text_of(world, kind, language)
        assert "Voorbeeldstraat 12/3" in said
        assert f"{NAMED[language]} Gekozenlaan 4, 1000 Brussel" in said, said


def test_the_letter_goes_to_the_chosen_domicile_while_that_holds(world: PaperWorld) -> None:
    today = world.desk.today()
    add_address(world, AddressUse.CHOSEN_DOMICILE, "Vorigelaan", None, today - timedelta(days=1))
    add_address(world, AddressUse.CHOSEN_DOMICILE, "Laterlaan", today + timedelta(days=1))
    before = text_of(world, LETTER)
    add_address(world, AddressUse.CHOSEN_DOMICILE, "Gekozenlaan", today, today)

    said = text_of(world, LETTER)

    assert "laan" not in before
    assert "Adres Gekozenlaan 4, 1000 Brussel" in said
    assert "Voorbeeldstraat" not in said
    assert "Gekozenlaan" not in text_of(world, RETURN_FORM)


def test_the_next_letter_tells_that_the_address_changed_and_the_one_before_comes_again(world: PaperWorld) -> None:
    first = issue_protocol(world.desk, world.file, world.person, "nl", world.copies(), kind=LETTER)
    add_address(world, AddressUse.CHOSEN_DOMICILE, "Gekozenlaan")
    second = issue_protocol(world.desk, world.file, world.person, "nl", world.copies(), kind=LETTER)

    assert "Adressen gewijzigd." in " ".join(page_texts(second.copies[0].pdf))
    for issued in (first, second):
        assert reprint(world.desk, issued.document, 1, "exemplaar verloren").pdf == issued.copies[0].pdf


def test_a_proposal_names_a_home_without_its_address(world: PaperWorld) -> None:
    with world.desk.read() as view:
        [(home, _)] = view.find(HomeAddress, "person = ?", world.person)
    guard = world.add_measure("home", state=MeasureState.PROPOSED, subject_kind=SubjectKind.PLACE, subject=home)
    made = draw_up_proposal(world.desk, NewProposal("Woning", [guard]))

    said = preview_proposal(world.desk, made, "nl", [CopyFor("Kabinet")])

    text = " ".join(" ".join(page_texts(said.pdf)).replace("\u00a0", " ").split())
    assert "Voor wie: Thuis" in text, text
    assert "Voorbeeldstraat" not in text


def test_that_a_french_day_is_written_otherwise_now_is_no_change_of_an_address() -> None:
    def told(french: str) -> ProtocolContent:
        note = LocalText("en", {"fr": french, "en": "Zone 1, from 1 December 2026"})
        line = AddressLine(LocalText("en", {"en": "Home"}), "Kouter 1", note)
        return replace(a_protocol_content(), addresses=(line,), measures=())

    before, now = told("Zone 1, à partir du 1 décembre 2026"), told("Zone 1, à partir du 1er décembre 2026")
    later = told("Zone 1, à partir du 2 décembre 2026")
    assert with_protocol_changes(before, (), now, ()) == with_protocol_changes(now, (), now, ())
    assert with_protocol_changes(before, (), later, ()) != with_protocol_changes(later, (), later, ())
