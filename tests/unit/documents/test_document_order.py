"""The visit security order, read back with another program."""

from dataclasses import replace

import pytest

from app.core.i18n import LANGUAGES
from app.documents.desk import new_desk
from app.documents.finished import RenderedDocument
from app.documents.frame import LEFT, RIGHT
from app.documents.order import render_orders
from app.documents.programme import gaps_table, programme_strips
from app.documents.seal import check
from app.documents.strips import Box, said
from app.documents.visit import DelegationLine, OrderContent, ProgrammeLine, VisitBlock
from app.documents.wording import missing_translations
from tests.unit.documents.conftest import a_copy, an_issue, fake_sign, fake_verify, same
from tests.unit.documents.order_sample import NATIVE_NAMES, after, an_order
from tests.unit.documents.reading import A4_HEIGHT, letters, outline, page_texts

SECTIONS = {
    "nl": ["Wat verandert", "Programma", "Niet gedekt", "Delegatie", "Aankomst en vertrek", "Volgorde van het konvooi"],
    "fr": ["Ce qui change", "Programme", "Non couvert", "Délégation", "Arrivées et départs", "Ordre du convoi"],
    "de": [
        "Was sich ändert",
        "Programm",
        "Nicht abgedeckt",
        "Delegation",
        "Ankunft und Abreise",
        "Reihenfolge des Konvois",
    ],
    "en": ["What changed", "Programme", "Coverage gaps", "Delegation", "Arrivals and departures", "Convoy order"],
}
LATER = {
    "nl": ["Verblijf", "Buitenlandse beveiligingsagenten en wapens", "Radio", "Ziekenhuizen en veilige plaatsen"],
    "fr": ["Hébergement", "Agents de sécurité étrangers et armes", "Radio", "Hôpitaux et lieux de repli"],
    "de": ["Unterkunft", "Ausländische Sicherheitsbeamte und Waffen", "Funk", "Krankenhäuser und Zufluchtsorte"],
    "en": ["Accommodation", "Foreign officers and weapons", "Radio", "Hospitals and safe places"],
}


def pressed(order: OrderContent, language: str, number: int) -> RenderedDocument:
    return next(render_orders(order, [a_copy(number)], language, fake_sign))


def text_of(order: OrderContent, language: str = "nl") -> str:
    return " ".join(page_texts(pressed(order, language, 1).pdf))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_sections_stand_in_order_in_each_language(language: str) -> None:
    paper = pressed(an_order(), language, 1)
    entries = list(outline(paper.pdf))
    wanted = [f"{number} {title}" for number, title in enumerate([*SECTIONS[language], *LATER[language]], start=1)]
    assert entries[:10] == wanted
    assert [check(text, fake_verify).registration for text in paper.seals] == ["O-2026-BRU1-0031"] * paper.pages


def test_the_programme_shows_leg_hours_place_measures_and_who() -> None:
    told = text_of(an_order())
    for part in (
        "dinsdag 24 november 2026",
        "09:18–09:54",
        "→ konvooi, 5 voertuigen · Escorte: WPR Brabant",
        "10:00–11:30 Onthaal en gesprek",
        "Wetstraat 16, 1000 Brussel",
        "4 Vaste post – PZ Antwerpen (voorlopig)",
        "Déjeuner de travail [fr]",
        "Maatregelen: —",
        "woensdag 25 november 2026",
        "10:00–01:00 (+1)",
    ):
        assert part in told


def test_a_sealed_place_of_a_programme_item_is_not_a_hole() -> None:
    strips = programme_strips(an_order().programme, new_desk("nl"))
    assert "verzegeld —" in [text for strip in strips for text in said(strip.marks)]


def test_a_coverage_gap_is_hatched() -> None:
    strips = gaps_table(an_order().gaps, new_desk("nl"))
    hatched = [mark for strip in strips for mark in strip.marks if isinstance(mark, Box) and mark.hatched]
    assert len(hatched) == 1
    assert hatched[0].height > 8


def test_every_native_name_of_the_delegation_is_on_the_paper() -> None:
    told = text_of(an_order())
    assert [native for _, native in NATIVE_NAMES if native not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_without_data_prints_a_dash_under_every_head(language: str) -> None:
    empty = OrderContent(an_issue(), VisitBlock("", same(""), "", same("")))
    paper = pressed(empty, language, 1)
    told = " ".join(page_texts(paper.pdf))
    titles = list(outline(paper.pdf))
    assert len(titles) == 14
    for title, following in zip(titles, [*titles[1:], ""], strict=True):
        start = told.index(title)
        end = told.index(following, start) if following else len(told)
        assert "—" in told[start:end], title


def test_a_large_delegation_stays_in_the_frame_and_repeats_its_head() -> None:
    lines = tuple(
        DelegationLine(f"{name} {'Y' * 60}", same("functie " * 12), native * 3) for name, native in NATIVE_NAMES * 8
    )
    programme = tuple(
        ProgrammeLine(start=after(hour), activity=same("punt " * 30), place="Z" * 200, responsible="Q" * 90)
        for hour in range(30)
    )
    paper = pressed(an_order(delegation=lines, programme=programme), "nl", 1)
    pages = page_texts(paper.pdf)
    assert sum("Nr Naam Functie Opmerking" in text for text in pages) >= 5
    for page in range(paper.pages):
        for letter in letters(paper.pdf, page):
            assert LEFT - 1 <= letter.left <= letter.right <= RIGHT + 1, letter
            assert 25 <= letter.bottom <= letter.top <= A4_HEIGHT - 25, letter


def test_copies_of_an_order_are_those_made_one_by_one() -> None:
    together = [paper.pdf for paper in render_orders(an_order(), [a_copy(1), a_copy(2)], "en", fake_sign)]
    apart = [pressed(an_order(), "en", number).pdf for number in (1, 2)]
    assert together == apart
    assert together[0] != together[1]


def test_missing_translations_of_an_order_are_found_deep_inside() -> None:
    missing = missing_translations(an_order(), "nl")
    assert [one.place for one in missing] == ["programme.2.activity"]
    only_dutch = replace(an_order().programme[0], leg=None)
    assert missing_translations(an_order(programme=(only_dutch,)), "de") == []
