"""The lists that ship: whole in four languages, the ladder as published, broken ones refused."""

from datetime import date

import pytest

from app.core.i18n import LANGUAGES
from app.models.catalogues import (
    CATALOGUE_DIR,
    BrokenCatalogue,
    CatalogueWord,
    catalogue,
    read_catalogue,
)
from app.models.enums import DecisionKind, Marking, MinisterRule
from app.models.kinds.catalogue import CatalogueItem
from app.models.lists import FOREIGN_MARKINGS, overlaid
from app.models.rules.decisions import ASKING
from app.models.rules.measures import TRANSITIONS
from app.models.texts import in_language, local_text

NAMES = sorted(file.stem for file in CATALOGUE_DIR.glob("*.toml") if "[[item]]" in file.read_text(encoding="utf-8"))
"""The lists that ship and hold lines."""


def test_all_lists_ship_whole_in_four_languages() -> None:
    assert set(NAMES) >= {
        "closing_reasons",
        "function_categories",
        "measure_types",
        "organisation_kinds",
        "threat_forms",
        "visit_rules",
        "visit_types",
    }
    for name in NAMES:
        for entry in catalogue(name).values():
            assert all(entry.say(language).strip() for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_offers_the_same_word_twice(language: str) -> None:
    for name in NAMES:
        words = [entry.say(language) for entry in catalogue(name).values()]
        assert len(set(words)) == len(words), name


def test_the_ladder_has_the_ten_steps_as_published() -> None:
    steps = {e.detail["ladder"]: e.code for e in catalogue("measure_types").values() if "ladder" in e.detail}
    assert list(steps) == list(range(1, 11))
    assert (steps[1], steps[9], steps[10]) == ("lifestyle", "close_protection", "safe_house")
    beside = {entry.code for entry in catalogue("measure_types").values() if "ladder" not in entry.detail}
    assert beside == {"briefing", "barriers", "perimeter", "escort", "helicopter"}


def test_terms_are_those_of_the_trade() -> None:
    types = catalogue("measure_types")
    assert types["safe_house"].words["nl"] == "schuiladres"
    assert types["techno_prevention"].words["fr"] == "visite d’un conseiller en techno-prévention"
    assert types["close_protection"].words["de"] == "Nahschutz"


def test_each_rule_for_visits_names_its_source_and_what_it_counts() -> None:
    rules = catalogue("visit_rules")
    assert all(rule.detail["source"] for rule in rules.values())
    assert (rules["note_verbale"].detail["working_days"], rules["state_flight"].detail["working_days"]) == (3, 3)
    assert (rules["security_officers"].detail["at_most"], rules["convoy_vehicles"].detail["at_most"]) == (4, 5)


def test_the_list_of_decisions_names_those_that_a_measure_takes() -> None:
    kinds = {kind for _, kind in TRANSITIONS} - ASKING - {DecisionKind.START}
    lines = catalogue("minister_decisions")
    assert {DecisionKind(code) for code in lines} == kinds
    assert {MinisterRule(entry.detail["minister"]) for entry in lines.values()} == {
        MinisterRule.NEEDED,
        MinisterRule.NOT_NEEDED,
    }
    heads = {e.code for e in catalogue("function_categories").values() if e.detail.get("state_head")}
    assert heads == {"head_of_state", "head_of_government"}


def test_each_marking_of_another_system_has_its_belgian_level_and_the_source_of_that() -> None:
    lines = catalogue("foreign_markings")
    levels = {code: Marking(entry.detail["equivalent"]) for code, entry in lines.items()}
    for system in ("eu", "nato"):
        assert levels[f"{system}_restricted"] is Marking.RESTRICTED
        assert levels[f"{system}_confidential"] is Marking.CONFIDENTIAL
        assert levels[f"{system}_secret"] is Marking.SECRET
    assert levels["eu_top_secret"] is levels["cosmic_top_secret"] is Marking.TOP_SECRET
    assert all(len(set(entry.words.values())) == 1 for entry in lines.values()), "the marking itself, in any language"
    assert all("1998" in entry.detail["source"][language] for entry in lines.values() for language in LANGUAGES)


def test_a_code_of_a_newer_version_is_shown_as_it_is() -> None:
    show = CatalogueWord("measure_types")
    assert show("patrols", "en") == "patrols at varying times"
    assert show("drones", "nl") == "drones"


LINE = '[[item]]\ncode = "a"\nnl = "a"\nfr = "a"\nde = "a"\nen = "a"\n'


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "x: empty"),
        (LINE + LINE, "x[1]: code"),
        (LINE.replace('code = "a"\n', ""), "x[0]: code"),
        (LINE.replace('code = "a"', "code = 1"), "x[0]: code"),
        (LINE.replace('\nde = "a"', ""), "x.a: de"),
        (LINE.replace('fr = "a"', 'fr = " "'), "x.a: fr"),
    ],
)
def test_a_broken_list_is_refused_and_says_where(text: str, where: str) -> None:
    with pytest.raises(BrokenCatalogue) as broken:
        read_catalogue("x", text)
    assert broken.value.args == (where,)


def test_a_text_is_shown_in_its_original_where_no_translation_exists() -> None:
    text = local_text("nl", "om het uur langsrijden", fr="passer toutes les heures")
    assert in_language(text, "fr") == ("passer toutes les heures", "fr")
    assert in_language(text, "de") == ("om het uur langsrijden", "nl")
    assert in_language({"fr": "sans original"}, "en") == ("sans original", "fr")
    assert in_language({}, "en") == ("", "en")


def test_no_workstation_sets_a_marking_of_a_treaty_beneath_what_was_promised() -> None:
    lists = overlaid(
        [
            CatalogueItem(FOREIGN_MARKINGS, "eu_secret", equivalent=Marking.NONE),
            CatalogueItem(FOREIGN_MARKINGS, "eu_restricted", equivalent=Marking.SECRET),
            CatalogueItem(FOREIGN_MARKINGS, "ours", {"nl": "VS-NfD"}, equivalent=Marking.RESTRICTED),
        ],
        date(2026, 11, 22),
    )
    every = lists.all(FOREIGN_MARKINGS)
    assert every["eu_secret"].detail["equivalent"] == Marking.SECRET
    assert every["eu_restricted"].detail["equivalent"] == Marking.SECRET, "more may be asked"
    assert every["ours"].detail["equivalent"] == Marking.RESTRICTED
