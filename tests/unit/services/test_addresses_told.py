"""Addresses on the papers of a person: the days between which one holds, and what stands where a home must not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.models.enums import Action, AddressUse
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import SealedAddress
from app.services.paper.protocols import DISPATCHER, PROTOCOL
from tests.reads import preview_protocol
from tests.unit.documents.reading import page_texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world

DAYS = {
    "nl": ("vanaf 1 december 2026", "tot 31 januari 2027"), "fr": ("à partir du 1 décembre 2026", "31 janvier 2027"),
    "de": ("ab 1. Dezember 2026", "bis 31. Januar 2027"), "en": ("from 1 December 2026", "until 31 January 2027"),
}  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def text_of(world: PaperWorld, kind: str, language: str = "nl") -> str:
    made = preview_protocol(world.desk, world.file, world.person, language, world.copies(), kind=kind)
    return " ".join(" ".join(page_texts(made.pdf)).replace("\u00a0", " ").split())


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
