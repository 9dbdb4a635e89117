"""What a request and a report of execution begin with: the days that are still to come, or to be told."""

from datetime import date, timedelta

import pytest

from app.models.rules import lead_times, measures

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "told_until", "expected"),
    [
        (TODAY - 9 * DAY, None, (TODAY - 9 * DAY, TODAY)),
        (TODAY - 9 * DAY, TODAY - 2 * DAY, (TODAY - DAY, TODAY)),
        (TODAY - 9 * DAY, TODAY - DAY, (TODAY, TODAY)),
        (TODAY - 9 * DAY, TODAY, None),
        (TODAY + DAY, None, None),
        (None, None, (None, TODAY)),
    ],
)
def test_a_report_begins_where_the_last_one_ended(
    start: date | None, told_until: date | None, expected: tuple[date | None, date] | None
) -> None:
    assert measures.period_to_report(start, told_until, TODAY) == expected


@pytest.mark.parametrize(
    ("start", "told", "expected"),
    [
        (TODAY - 9 * DAY, [], ()),
        (TODAY - 9 * DAY, [(TODAY - 9 * DAY, TODAY - 3 * DAY)], ()),
        (
            TODAY - 9 * DAY,
            [(TODAY - DAY, TODAY), (TODAY - 7 * DAY, TODAY - 4 * DAY), (TODAY - 6 * DAY, TODAY - 5 * DAY)],
            ((TODAY - 9 * DAY, TODAY - 8 * DAY), (TODAY - 3 * DAY, TODAY - 2 * DAY)),
        ),
        (None, [(TODAY - 5 * DAY, TODAY - 5 * DAY), (TODAY, TODAY)], ((TODAY - 4 * DAY, TODAY - DAY),)),
    ],
)
def test_days_of_which_no_report_tells_are_named(
    start: date | None, told: list[tuple[date, date]], expected: tuple[tuple[date, date], ...]
) -> None:
    assert measures.untold(start, told) == expected


def test_an_answer_is_wanted_after_some_working_days() -> None:
    assert lead_times.answer_wanted_by(date(2026, 11, 5)) == date(2026, 11, 13), "a weekend and Armistice Day between"
