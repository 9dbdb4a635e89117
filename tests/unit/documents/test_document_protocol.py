"""The protection protocol, read back with another program."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.core.i18n import LANGUAGES, translate
from app.documents.content import MeasureLine, PersonBlock, ProtocolContent, Recipient
from app.documents.frame import LEFT, RIGHT
from app.documents.marking import Handling, Marking, Tlp
from app.documents.missing_glyph import MissingGlyph
from app.documents.wording import LocalText, missing_translations
from tests.unit.documents.conftest import (
    a_copy,
    a_photo,
    a_protocol_content,
    an_issue,
    measures,
    protocol,
    said,
)
from tests.unit.documents.reading import A4_HEIGHT, letters, page_texts

ROOT = Path(__file__).resolve().parents[3]
QR_SIZE, QR_TOP = 59.0, A4_HEIGHT - 56 - 59


def many_measures() -> tuple[MeasureLine, ...]:
    return tuple(replace(measures()[number % 5], number=number + 1) for number in range(40))


REQUIRED = {
    "nl": [
        "VERTROUWELIJK — CONFIDENTIEL",
        "Protocol nr. P-2026-BRU1-0118 · versie 3 · vervangt versie 2 van 4 november 2026",
        "Exemplaar 2 van 5 · PZ Antwerpen",
        "21 november 2026, 14:20",
        "Beschermingsprotocol",
        "12 mei 1974, Mechelen",
        "3 ERNSTIG",
        "OCAD, ref. 2026/1187, 14 november 2026, geldig tot 14 december 2026. De",
        "dreiging is mogelijk en waarschijnlijk.",
        "1 Wat verandert sinds versie 2",
        "2 Maatregelen",
        "3 mrt – 19 dec 2026",
        "Vaste post (voorlopig)",
        "3 Bij een oproep of incident",
        "4 Bestemmelingen",
        "Kop van het logboek 9f3c 61d0 a2b7 44e1",
        "Na vervanging terug te bezorgen of te vernietigen tegen bewijs.",
        "bladzijde 1 van 3",
    ],
    "fr": [
        "CONFIDENTIEL — VERTROUWELIJK",
        "Protocole n° P-2026-BRU1-0118 · version 3 · remplace la version 2 du 4 novembre 2026",
        "Exemplaire 2 de 5",
        "Protocole de protection",
        "3 GRAVE",
        "OCAM, réf. 2026/1187, 14 novembre 2026, valable jusqu’au 14 décembre 2026. La",
        "menace est possible et vraisemblable.",
        "1 Ce qui change depuis la version 2",
        "Poste fixe (provisoire)",
        "uitgegeven met dit protocol. [nl]",
        "4 Destinataires",
        "page 1 de 3",
    ],
    "de": [
        "VERTRAULICH — CONFIDENTIEL — VERTROUWELIJK",
        "Protokoll Nr. P-2026-BRU1-0118",
        "Ausfertigung 2 von 5",
        "Schutzprotokoll",
        "3 ERNST",
        "KOBA, Az. 2026/1187",
        "Fester Posten (vorläufig)",
        "Empfänger",
        "Seite 1 von 3",
    ],
    "en": [
        "CONFIDENTIAL — VERTROUWELIJK — CONFIDENTIEL",
        "Protocol no. P-2026-BRU1-0118",
        "Copy 2 of 5",
        "Protection protocol",
        "3 SERIOUS",
        "CUTA, ref. 2026/1187",
        "Fixed post (provisional)",
        "Recipients",
        "page 1 of 3",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_says_all_it_has_to_in_each_language(language: str) -> None:
    paper = protocol(language=language)
    first = page_texts(paper.pdf)[0]
    assert [told for told in REQUIRED[language] if told not in first] == []
    assert paper.control_code in first
    assert f"/Lang ({language})".encode() in paper.pdf


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_narrowest_heading_stands_on_one_line(language: str) -> None:
    heading, next_one = (translate(msgid, language) for msgid in ("No.", "Measure and instruction"))

    assert f"{heading} {next_one}" in page_texts(protocol(language=language).pdf)[0]


def test_forty_measures_repeat_their_head_and_lose_nothing() -> None:
    paper = protocol(a_protocol_content(measures=many_measures()))
    pages = page_texts(paper.pdf)
    with_rows = [text for text in pages if "Maatregel en opdracht" in text]
    assert len(with_rows) >= 4
    told = " ".join(pages)
    assert told.count("Patrouilles op wisselende tijdstippen") == 8
    assert f"bladzijde {paper.pages} van {paper.pages}" in pages[-1]


def hostile() -> Iterator[ProtocolContent]:
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
    content = a_protocol_content()
    person = content.person
    yield replace(content, person=replace(person, family_name="X" * 300, born_at=long, phones=("0470 12 34 56",) * 40))
    yield replace(content, issue=an_issue(subject=long, file_reference=long, registration="P-" + "9" * 60))
    yield replace(content, recipients=tuple(Recipient(number, long) for number in range(1, 40)))
    yield replace(
        content,
        measures=tuple(
            replace(line, title=said(long, long, long, long), executing=(long,), place=long, contact="0" * 200)
            for line in measures()
        ),
    )
    yield replace(
        content,
        issue=an_issue(marking=Marking.TOP_SECRET, handling=Handling(True, Tlp.AMBER_STRICT), exercise=True),
        calls=said(*["- " + "أهلا بكم (Brussel 12) " * 200] * 4),
        household=tuple(replace(line, name=long, native_name="محمد" * 60) for line in content.household),
    )


@pytest.mark.parametrize("content", list(hostile()))
@pytest.mark.parametrize("language", ["nl", "de"])
def test_nothing_is_printed_outside_the_frame(content: ProtocolContent, language: str) -> None:
    copy = a_copy(recipient="Y" * 150, foreign=True)
    paper = protocol(replace(content, issue=replace(content.issue, exercise=False)), language, copy)
    for page in range(paper.pages):
        for letter in letters(paper.pdf, page):
            assert LEFT - 1 <= letter.left <= letter.right <= RIGHT + 1, letter
            assert 25 <= letter.bottom <= letter.top <= A4_HEIGHT - 25, letter


def test_the_body_never_reaches_into_the_foot() -> None:
    paper = protocol(a_protocol_content(measures=many_measures()))
    for page in range(paper.pages):
        on_the_code = [
            letter
            for letter in letters(paper.pdf, page)
            if letter.left < LEFT + QR_SIZE and 56 < letter.bottom < A4_HEIGHT - QR_TOP + 2
        ]
        assert on_the_code == []


def test_an_empty_protocol_prints_its_labels_with_dashes() -> None:
    empty = ProtocolContent(an_issue(marking=Marking.NONE, log_head=""), PersonBlock("", ""))
    told = " ".join(page_texts(protocol(empty, "en").pdf))
    for label in ("Person protected —", "Function —", "Born —", "Telephone —", "Languages —", "Household —"):
        assert label in told
    assert "Threat level in force: —" in told
    assert "Blood group —" in told


def test_a_sealed_address_prints_as_sealed() -> None:
    assert "Schuiladres verzegeld —" in page_texts(protocol().pdf)[1]


def test_a_level_past_its_validity_stands_and_says_so() -> None:
    content = a_protocol_content()
    assert content.level is not None
    late = replace(content, level=replace(content.level, out_of_date=True, valid_until=date(2026, 11, 1)))
    assert "3 ERNSTIG" in page_texts(protocol(late).pdf)[0]
    assert "verlopen sinds 1 november 2026" in page_texts(protocol(late).pdf)[0]


def test_missing_translations_are_listed_with_their_place() -> None:
    missing = missing_translations(a_protocol_content(), "fr")
    assert [(one.place, one.language, one.original) for one in missing] == [("measures.3.instruction", "fr", "nl")]
    assert missing_translations(a_protocol_content(), "nl") == []
    assert missing_translations(a_protocol_content(calls=LocalText("nl", {"nl": "  "})), "nl") == []


def test_a_character_without_a_glyph_stops_the_issue() -> None:
    content = a_protocol_content()
    with pytest.raises(MissingGlyph) as refused:
        protocol(replace(content, person=replace(content.person, native_name="สมชาย")))
    assert refused.value.code == "U+0E2A"


@pytest.mark.parametrize(
    ("name", "first", "last"), [("דוד כהן", "\u0590", "\u05ff"), ("زين الدار", "\u0600", "\u06ff")]
)
def test_a_name_reads_from_the_right_on_paper(name: str, first: str, last: str) -> None:
    content = a_protocol_content()
    paper = protocol(replace(content, person=replace(content.person, native_name=name)))
    found = [letter for letter in letters(paper.pdf) if first <= letter.text <= last]
    assert "".join(letter.text for letter in sorted(found, key=lambda letter: -letter.right)) == name.replace(" ", "")
    assert len({round(letter.right, 1) for letter in found}) == len(found)


def test_what_is_copied_from_the_paper_is_what_was_written() -> None:
    assert "محمد الحسن (طالب 2026)" in page_texts(protocol().pdf)[1]


def test_a_photo_is_printed_within_its_frame() -> None:
    content = a_protocol_content()
    paper = protocol(replace(content, person=replace(content.person, photo=a_photo())))
    assert paper.pdf.count(b"/Subtype /Image") == 1
    assert "geen foto" not in page_texts(paper.pdf)[0]
