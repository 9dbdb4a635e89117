"""What the window says by itself: days that follow each other, a thing and what is said of it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from app.models.checks.typed_moment import parse_day
from app.ui.kit.words import Words, day_of


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 22), date(2026, 11, 22), "22 nov 2026"),
        (date(2026, 11, 22), date(2026, 11, 23), "22–23 nov 2026"),
        (date(2026, 11, 28), date(2026, 12, 2), "28 nov – 2 dec 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 dec 2026 – 2 jan 2027"),
    ],
)
def test_days_say_nothing_twice(first: date, last: date, said: str) -> None:
    assert Words("nl").period(first, last) == said


@pytest.mark.parametrize(("language", "said"), [("nl", "Duur: 2 dagen"), ("fr", "Duur\u00a0: 2 dagen")])
def test_a_colon_stands_as_the_language_sets_it(language: str, said: str) -> None:
    assert Words(language).pair("Duur", "2 dagen") == said


@pytest.mark.parametrize(("language", "said"), [("nl", "a; b; {c}"), ("fr", "a\u00a0; b\u00a0; {c}")])
def test_a_semicolon_stands_as_the_language_sets_it(language: str, said: str) -> None:
    assert Words(language).series(["a", "b", "{c}"]) == said
    assert Words(language).series([]) == ""


def test_a_size_and_its_unit_stay_on_one_line() -> None:
    assert Words("fr").size(48_200) == "48,2\u00a0ko"


def test_the_first_of_a_french_month_is_an_ordinal() -> None:
    words, first = Words("fr"), date(2026, 12, 1)
    assert (words.date(first), words.short_date(first), words.long_date(first)) == (
        "1er déc. 2026", "1er déc.", "mardi 1er décembre 2026",
    )  # fmt: skip
    assert words.period(first, date(2026, 12, 11)) == "1er–11 déc. 2026"
    assert (words.date(date(2026, 12, 21)), Words("nl").date(first)) == ("21 déc. 2026", "1 dec 2026")
    assert parse_day(words.date(first), today=first).value == first
    assert parse_day(words.long_date(first), today=first).value == first


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-8))])
def test_a_moment_just_after_midnight_is_told_by_its_belgian_day(zone: timezone) -> None:
    words, moment = Words("nl"), datetime(2026, 11, 22, 23, 30, tzinfo=UTC).astimezone(zone)
    assert (words.date(moment), words.short_date(moment)) == ("23 nov 2026", "23 nov")
    assert words.long_date(moment) == "maandag 23 november 2026"
    assert day_of(moment) == date(2026, 11, 23)
