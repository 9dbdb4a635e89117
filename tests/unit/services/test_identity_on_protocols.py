"""What identifies a person on the protocol: as the register has it, in the paper's language, and on no other paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.documents.protocol import render_protocols
from app.models.enums import Action, Sex
from app.models.kinds.persons import Person, PersonPrivate
from app.services.paper.papers import reprint
from app.services.paper.protocols import DISPATCHER, LETTER, PROTOCOL, RETURN_FORM, issue_protocol
from tests.reads import preview_protocol
from tests.unit.documents.conftest import a_copy, a_protocol_content, fake_sign
from tests.unit.documents.reading import page_texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    with made.desk.read() as view:
        public = view.stream_of(made.person, Person)
        private = view.stream_of(made.private, PersonPrivate)
    made.change(public, made.person, Person, Action.REGISTER,
                sex=Sex.FEMALE, nationalities=("BE", "DE"), honorific="Mevrouw de onderzoeksrechter")  # fmt: skip
    made.change(private, made.private, PersonPrivate, Action.REGISTER, birth_place="Trier", birth_country="DE")
    yield made
    made.admin.store.close()


def text_of(world: PaperWorld, kind: str, language: str) -> str:
    made = preview_protocol(world.desk, world.file, world.person, language, world.copies(), kind=kind)
    return plain(made.pdf)


def plain(pdf: bytes) -> str:
    return " ".join(" ".join(page_texts(pdf)).replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "nl",
            ("12 mei 1974, Trier (Duitsland)", "Geslacht Vrouw", "België, Duitsland", "Aanspreking"),
        ),
        ("fr", ("12 mai 1974, Trier (Allemagne)", "Sexe Femme", "Nationalités Belgique, Allemagne")),
        ("de", ("12. Mai 1974, Trier (Deutschland)", "Geschlecht Weiblich", "Belgien, Deutschland", "Anrede")),
        ("en", ("12 May 1974, Trier (Germany)", "Sex Female", "Nationalities Belgium, Germany", "Form of address")),
    ],
)
def test_the_protocol_identifies_the_person(world: PaperWorld, language: str, told: tuple[str, ...]) -> None:
    said = text_of(world, PROTOCOL, language)

    assert "Mevrouw de onderzoeksrechter" in said
    for words in told:
        assert words in said, said


@pytest.mark.parametrize("kind", [DISPATCHER, LETTER, RETURN_FORM])
def test_no_other_paper_reads_it(world: PaperWorld, kind: str) -> None:
    said = text_of(world, kind, "nl")

    for words in ("Trier", "Geslacht", "Nationaliteiten", "Mevrouw de onderzoeksrechter"):
        assert words not in said


def test_what_is_not_known_is_a_dash_and_a_birthplace_at_home_has_no_country(world: PaperWorld) -> None:
    with world.desk.read() as view:
        public = view.stream_of(world.person, Person)
        private = view.stream_of(world.private, PersonPrivate)
    world.change(public, world.person, Person, Action.REGISTER, sex=None, nationalities=(), honorific=None)
    world.change(private, world.private, PersonPrivate, Action.REGISTER, birth_place="Mechelen", birth_country="BE")

    said = text_of(world, PROTOCOL, "nl")

    for words in ("Aanspreking— Functie", "12 mei 1974, Mechelen", "Geslacht— Nationaliteiten—"):
        assert words in said, said
    assert "Mechelen (" not in said


def test_an_issued_one_comes_again_byte_for_byte(world: PaperWorld) -> None:
    issued = issue_protocol(world.desk, world.file, world.person, "nl", world.copies())

    assert reprint(world.desk, issued.document, 2, "exemplaar verloren").pdf == issued.copies[1].pdf


def test_one_that_was_issued_without_room_for_it_gets_none() -> None:
    content = a_protocol_content()
    assert content.person.particulars is None

    [made] = render_protocols(content, [a_copy()], "nl", fake_sign)

    assert "Geslacht" not in plain(made.pdf)
    assert "Aanspreking" not in plain(made.pdf)
