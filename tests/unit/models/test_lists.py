"""The lists as a store has them: what administrators wrote over what ships, and nothing that came fails a reader."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.models.catalogues import CatalogueWord, catalogue
from app.models.enums import DeadlineUnit, ItemState, MeasureCharacter, Validity
from app.models.kinds.catalogue import CatalogueItem, item_id, item_nonce
from app.models.lists import (
    DEADLINES,
    LISTS,
    MEASURE_TYPES,
    PARAGRAPHS,
    SHIPPED,
    TEMPLATES,
    Lists,
    day_after,
    day_before,
    limit_of,
    overlaid,
)
from app.models.texts import local_text

TODAY = date(2026, 11, 21)


def over(name: str, code: str, **fields: Any) -> Lists:
    return overlaid([CatalogueItem(name, code, **fields)], TODAY)


def test_every_list_that_is_edited_ships() -> None:
    for name in LISTS:
        assert SHIPPED.all(name), name


def test_what_nobody_wrote_is_what_ships() -> None:
    lists = over("closing_reasons", "other", names=local_text("nl", "iets anders"))
    assert lists.all(MEASURE_TYPES) is catalogue(MEASURE_TYPES)
    assert set(lists.own) == {"closing_reasons"}


def test_a_language_that_was_not_written_says_what_ships_or_the_original() -> None:
    shipped = over(MEASURE_TYPES, "escort", names={**local_text("nl", "begeleide rit"), "de": 5})
    assert [shipped.say(MEASURE_TYPES, "escort", one) for one in ("nl", "fr", "de")] == [
        "begeleide rit", "escorte", "Eskorte",
    ]  # fmt: skip
    added = over(MEASURE_TYPES, "new_1", names=local_text("nl", "drone", fr=" "))
    assert [added.say(MEASURE_TYPES, "new_1", language) for language in ("nl", "fr", "de")] == ["drone"] * 3
    assert over(MEASURE_TYPES, "new_2").say(MEASURE_TYPES, "new_2", "nl") == "new_2"


@pytest.mark.parametrize(
    "fields",
    [
        {"state": ItemState.WITHDRAWN},
        {"valid_until": TODAY - timedelta(days=1)},
        {"valid_from": TODAY + timedelta(days=1)},
    ],
)
def test_what_is_withdrawn_over_or_not_begun_is_known_and_not_offered(fields: dict[str, Any]) -> None:
    lists = over(MEASURE_TYPES, "helicopter", **fields)
    assert "helicopter" not in lists.offered(MEASURE_TYPES)
    assert lists.say(MEASURE_TYPES, "helicopter", "nl") == "helikopter"


def test_the_days_between_which_a_line_is_valid_are_both_of_them() -> None:
    days: dict[str, Any] = {"valid_from": TODAY, "valid_until": TODAY}
    line = over(MEASURE_TYPES, "helicopter", **days).offered(MEASURE_TYPES)["helicopter"]
    assert (line.valid_from, line.valid_until, line.validity) == (TODAY, TODAY, Validity.VALID)
    for far, validity in ((-1, Validity.AHEAD), (1, Validity.OVER)):
        lists = overlaid([CatalogueItem(MEASURE_TYPES, "helicopter", **days)], TODAY + timedelta(days=far))
        found = lists.find(MEASURE_TYPES, "helicopter")
        assert found is not None
        assert (found.validity, found.offered, found.withdrawn) == (validity, False, False)


def test_what_the_program_itself_looks_for_is_always_valid() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert "confirm" in over(DEADLINES, "confirm", valid_until=yesterday).offered(DEADLINES)


def test_a_code_that_nobody_knows_is_shown_as_it_is_and_a_word_of_no_list_too() -> None:
    assert SHIPPED.say(MEASURE_TYPES, "moat", "nl") == "moat"
    assert SHIPPED.word(CatalogueWord(MEASURE_TYPES), "escort", "de") == "Eskorte"
    assert SHIPPED.word(lambda value, language: f"{value}/{language}", 3, "de") == "3/de"


@pytest.mark.parametrize(
    "fields",
    [
        {"number": 3},
        {"number": -1, "unit": DeadlineUnit.DAYS},
        {"number": 10**9, "unit": DeadlineUnit.DAYS},
        {"number": 3, "unit": DeadlineUnit.AT_MOST},
        {"number": 3, "unit": "fortnights"},
        {"number": "3", "unit": DeadlineUnit.DAYS},
    ],
)
def test_a_number_that_no_deadline_has_changes_none(fields: dict[str, Any]) -> None:
    entry = over(DEADLINES, "ratify", **fields).all(DEADLINES)["ratify"]
    assert limit_of(entry) == (3, DeadlineUnit.DAYS)
    assert day_after(entry, TODAY) == date(2026, 11, 24)


@pytest.mark.parametrize(
    "fields",
    [{"character": "of steel"}, {"review_days": 0}, {"text": "no map"}, {"text": {"nl": 5}}, {"source": {"fr": 7}}],
)
def test_what_a_newer_or_hostile_version_wrote_into_a_field_is_passed_over(fields: dict[str, Any]) -> None:
    entry = over(TEMPLATES, "patrols_home", **fields).all(TEMPLATES)["patrols_home"]
    assert entry.detail == catalogue(TEMPLATES)["patrols_home"].detail


def test_lines_of_lists_that_are_none_of_ours_are_passed_over() -> None:
    assert over("../settings", "x", names=local_text("nl", "x")).own == {}
    assert overlaid([CatalogueItem(), CatalogueItem("visit_types", None)], TODAY).own == {}


def test_the_later_of_two_lines_of_one_code_lies_over_the_earlier() -> None:
    lines = [
        CatalogueItem(MEASURE_TYPES, "escort", names=local_text("nl", "een"), character=MeasureCharacter.PRECAUTIONARY),
        CatalogueItem(MEASURE_TYPES, "escort", names=local_text("nl", "twee")),
    ]
    entry = overlaid(lines, TODAY).all(MEASURE_TYPES)["escort"]
    assert (entry.say("nl"), entry.detail["character"]) == ("twee", MeasureCharacter.PRECAUTIONARY)


def test_lines_stand_in_their_order_and_added_ones_after_what_ships() -> None:
    lines = [
        CatalogueItem(PARAGRAPHS, "last", names=local_text("nl", "z")),
        CatalogueItem(PARAGRAPHS, "vary_habits", order=-1),
    ]
    codes = list(overlaid(lines, TODAY).all(PARAGRAPHS))
    assert (codes[0], codes[-1]) == ("vary_habits", "last")


def test_a_rule_counts_back_in_days_or_in_working_days_and_pieces_in_none() -> None:
    rules = SHIPPED.all("visit_rules")
    assert day_before(rules["note_verbale"], date(2026, 11, 26)) == date(2026, 11, 23)
    assert day_before(rules["convoy_vehicles"], date(2026, 11, 26)) is None
    in_days = over("visit_rules", "note_verbale", number=3, unit=DeadlineUnit.DAYS).all("visit_rules")["note_verbale"]
    assert day_before(in_days, date(2026, 11, 24)) == date(2026, 11, 21)


def test_the_identity_of_a_line_is_fixed_for_ever() -> None:
    assert item_id(MEASURE_TYPES, "patrols").hex() == "d3676bc41457d978bd48b4d528c76543"
    assert item_nonce(MEASURE_TYPES, "patrols").hex() == "278fa0c6bd6c9f4d5eef81b1ebce1a39"
    assert len({item_id(a, b) for a, b in (("ab", "c"), ("a", "bc"), ("a", "b"))}) == 3
