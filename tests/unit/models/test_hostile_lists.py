"""Lines of lists as a hostile or damaged workstation may write them: no list fails and no paper is spoilt."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.i18n import LANGUAGES
from app.models.catalogues import catalogue
from app.models.enums import DeadlineUnit, ItemState
from app.models.kinds.catalogue import CatalogueItem
from app.models.lists import DEADLINES, LISTS, MEASURE_TYPES, TEMPLATES, limit_of, overlaid
from app.models.lists import day_after as after
from app.models.lists import day_before as before

TODAY = date(2026, 11, 22)
MEGABYTE = "a" * (1 << 20)


def over(name: str, code: str, **fields: Any) -> Any:
    return overlaid([CatalogueItem(list=name, code=code, **fields)], TODAY).all(name)


@pytest.mark.parametrize(
    "said", [MEGABYTE, "met\u202ekeerteken", "twee\nregels", "\u2066los", "nul\x00", " ", "", 7, None, ["x"]]
)
def test_a_name_that_is_none_leaves_what_ships(said: Any) -> None:
    line = over(MEASURE_TYPES, "patrols", names=dict.fromkeys(LANGUAGES, said))["patrols"]
    assert line.words == catalogue(MEASURE_TYPES)["patrols"].words
    added = over(MEASURE_TYPES, "eigen_1", names=dict.fromkeys(LANGUAGES, said))["eigen_1"]
    assert set(added.words.values()) == {"eigen_1"}


@pytest.mark.parametrize("code", [MEGABYTE, "met\u202ekeerteken", "regel\neind", " "])
def test_a_code_that_is_none_makes_no_line(code: str) -> None:
    assert over(MEASURE_TYPES, code) == catalogue(MEASURE_TYPES)


def test_a_text_of_a_megabyte_is_no_template_and_signs_of_markup_are_letters() -> None:
    first = next(iter(catalogue(TEMPLATES)))
    long = over(TEMPLATES, first, text={"nl": MEGABYTE}, frequency=MEGABYTE)[first]
    assert long.detail == catalogue(TEMPLATES)[first].detail
    said = dict.fromkeys(LANGUAGES, "<b>{name}</b> & %s")
    assert over(MEASURE_TYPES, "patrols", names=said)["patrols"].say("nl") == "<b>{name}</b> & %s"


@pytest.mark.parametrize("number", [-1, 365_000_000, 1001, True, "5", None])
@pytest.mark.parametrize("unit", [*DeadlineUnit, None, "eeuwen"])
def test_a_deadline_of_a_million_years_or_of_less_than_nothing_is_the_one_that_ships(number: Any, unit: Any) -> None:
    for name in (DEADLINES, "visit_rules"):
        for code, ships in catalogue(name).items():
            made = over(name, code, number=number, unit=unit, state=ItemState.WITHDRAWN)[code]
            value = limit_of(made)
            assert value == limit_of(ships) or value == (1, unit), code


def test_a_deadline_of_no_days_is_that_very_day_and_one_at_the_end_of_time_is_its_last() -> None:
    for code, ships in catalogue(DEADLINES).items():
        limit = limit_of(ships)
        if limit is None or limit[1] is DeadlineUnit.AT_MOST:
            continue
        if limit[1] is DeadlineUnit.YEARS:
            far = over(DEADLINES, code, number=100, unit=DeadlineUnit.YEARS)[code]
            assert after(far, date.max) == date.max
            assert after(far, date(2000, 2, 29)) == date(2100, 3, 1)
            assert limit_of(over(DEADLINES, code, number=0, unit=DeadlineUnit.YEARS)[code]) == limit
            continue
        assert after(over(DEADLINES, code, number=0, unit=DeadlineUnit.DAYS)[code], TODAY) == TODAY
        for unit in (DeadlineUnit.DAYS, DeadlineUnit.WORKING_DAYS):
            far = over(DEADLINES, code, number=1000, unit=unit)[code]
            assert after(far, date.max) == date.max
            assert before(far, date.min) == date.min


@given(
    st.lists(
        st.builds(
            CatalogueItem, list=st.sampled_from([*LISTS, "none of ours", "../settings", None]),
            code=st.one_of(st.none(), st.text(max_size=8), st.sampled_from(["patrols", "escort"])),
            names=st.one_of(st.none(), st.integers(), st.dictionaries(st.text(max_size=2), st.text(max_size=9))),
            order=st.one_of(st.none(), st.integers(), st.text(max_size=3)), number=st.one_of(st.none(), st.integers()),
            unit=st.sampled_from([None, *DeadlineUnit, "x"]), state=st.sampled_from([None, *ItemState, "later"]),
            text=st.one_of(st.none(), st.text(max_size=3), st.dictionaries(st.text(max_size=2), st.integers())),
            review_days=st.one_of(st.none(), st.integers()), valid_from=st.one_of(st.none(), st.dates()),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_whatever_stands_in_a_line_every_list_is_read_and_every_line_has_a_word(lines: list[Any]) -> None:
    lists = overlaid(lines, TODAY)
    for name in LISTS:
        for entry in lists.all(name).values():
            assert all(entry.say(language).strip() for language in LANGUAGES)
        assert set(catalogue(name)) <= set(lists.all(name))
