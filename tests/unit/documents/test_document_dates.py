"""Dates as each language writes them, hours in Belgian time."""

from datetime import UTC, date, datetime

import pytest

from app.documents.dates import (
    dates_of,
    day_text,
    hours,
    language_names,
    local,
    long_date,
    moment_text,
    period,
    short_date,
)

WINTER = datetime(2026, 11, 21, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "21 november 2026, 14:20"),
        ("fr", "21 novembre 2026, 14:20"),
        ("de", "21. November 2026, 14:20"),
        ("en", "21 November 2026, 14:20"),
    ],
)
def test_a_moment_is_told_in_belgian_time(language: str, told: str) -> None:
    assert moment_text(WINTER, language) == told


FIRST = date(2026, 12, 1)


def test_the_first_of_a_french_month_is_an_ordinal_and_no_other_day_or_number() -> None:
    told = (
        long_date(FIRST, "fr"), short_date(FIRST, "fr"), day_text(FIRST, "fr"), period(FIRST, date(2026, 12, 11), "fr"),
        period(date(2026, 11, 30), FIRST, "fr"), moment_text(datetime(2026, 12, 1, 0, 1, tzinfo=UTC), "fr"),
    )  # fmt: skip
    assert told == (
        "1er décembre 2026", "1er déc. 2026", "mardi 1er décembre 2026", "1er–11 déc. 2026", "30 nov. – 1er déc. 2026",
        "1er décembre 2026, 01:01",
    )  # fmt: skip
    assert long_date(date(2026, 12, 21), "fr") == "21 décembre 2026"
    assert long_date(FIRST, "nl") == "1 december 2026"
    assert long_date(FIRST, dates_of("fr", ordinal=False)) == "1 décembre 2026"


def test_summer_time_is_kept() -> None:
    assert hours(datetime(2026, 7, 1, 13, 20, tzinfo=UTC), None) == "15:20"


def test_an_end_on_another_day_says_so() -> None:
    assert hours(WINTER, datetime(2026, 11, 22, 0, 5, tzinfo=UTC)) == "14:20–01:05 (+1)"


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        local(datetime(2026, 1, 1))  # noqa: DTZ001 - the very thing refused


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "3 mrt – 19 dec 2026"),
        ("fr", "3 mars – 19 déc. 2026"),
        ("de", "3. März – 19. Dez. 2026"),
        ("en", "3 Mar – 19 Dec 2026"),
    ],
)
def test_a_period_writes_once_what_both_ends_share(language: str, told: str) -> None:
    assert period(date(2026, 3, 3), date(2026, 12, 19), language) == told


def test_periods_within_a_month_over_years_and_of_a_day() -> None:
    assert period(date(2026, 11, 20), date(2026, 11, 27), "nl") == "20–27 nov 2026"
    assert period(date(2026, 11, 20), date(2027, 1, 2), "nl") == "20 nov 2026 – 2 jan 2027"
    assert period(date(2026, 11, 20), date(2026, 11, 20), "nl") == "20 nov 2026"


def test_days_and_languages_are_named() -> None:
    assert day_text(date(2026, 11, 24), "de") == "Dienstag, 24. November 2026"
    assert long_date(date(2026, 5, 12), "fr") == "12 mai 2026"
    assert language_names(["nl", "fr"], "fr") == "Néerlandais, français"
    assert language_names(["xx-unknown"], "nl") == "Xx-unknown"
    assert language_names([], "nl") == ""
