"""What the window says by itself: days that follow each other, a thing and what is said of it."""

from datetime import date

import pytest

from app.ui.kit.words import Words


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
