"""Days: typed in four languages, and counted in Belgian working days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from holidays import country_holidays

from app.core.errors import UserError
from app.models.checks.typed_moment import (
    CLOCK_CHANGE,
    FAR_AWAY,
    NO_HOUR,
    OTHER_YEAR,
    CenturiesAway,
    DayNotThere,
    DayUnreadable,
    Lean,
    OnlyTheDay,
    TimeUnreadable,
    parse_day,
    parse_moment,
    parse_time,
)
from app.models.checks.working_day import (
    FRIDAY,
    TooManyDays,
    is_working_day,
    working_days_after,
    working_days_before,
    working_days_between,
)

TODAY = date(2026, 3, 12)  # a Thursday
BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/3/2026", date(2026, 3, 15)),
        ("15/3", date(2026, 3, 15)),
        ("15-03-26", date(2026, 3, 15)),
        ("15.3.2026", date(2026, 3, 15)),
        ("15.3.", date(2026, 3, 15)),
        ("2026-03-15", date(2026, 3, 15)),
        ("20260315", date(2026, 3, 15)),
        ("15032026", date(2026, 3, 15)),
        ("150326", date(2026, 3, 15)),
        ("15032019", date(2019, 3, 15)),
        ("15 maart", date(2026, 3, 15)),
        ("zondag 15 maart 2026", date(2026, 3, 15)),
        ("le 1er mars 2026", date(2026, 3, 1)),
        ("15 février 26", date(2026, 2, 15)),
        ("1 août", date(2026, 8, 1)),
        ("15. März", date(2026, 3, 15)),
        ("15th March", date(2026, 3, 15)),
        ("vandaag", TODAY),
        ("aujourd'hui", TODAY),
        ("aujourd’hui", TODAY),
        ("heute", TODAY),
        ("morgen", date(2026, 3, 13)),
        ("over 3 dagen", date(2026, 3, 15)),
        ("dans 1 semaine", date(2026, 3, 19)),
        ("il y a 2 jours", date(2026, 3, 10)),
        ("vor 2 Wochen", date(2026, 2, 26)),
        ("3 days ago", date(2026, 3, 9)),
        ("demain", date(2026, 3, 13)),
        ("TOMORROW", date(2026, 3, 13)),
        ("overmorgen", date(2026, 3, 14)),
        ("après-demain", date(2026, 3, 14)),
        ("übermorgen", date(2026, 3, 14)),
        ("gisteren", date(2026, 3, 11)),
        ("hier", date(2026, 3, 11)),
        ("avant-hier", date(2026, 3, 10)),
        ("+3", date(2026, 3, 15)),
        ("-1", date(2026, 3, 11)),
        ("+2 weken", date(2026, 3, 26)),
        ("+10 jours", date(2026, 3, 22)),
        ("maandag", date(2026, 3, 16)),
        ("volgende maandag", date(2026, 3, 16)),
        ("lundi prochain", date(2026, 3, 16)),
        ("letzten Montag", date(2026, 3, 9)),
        ("Thursday", date(2026, 3, 19)),
        ("vorige donderdag", date(2026, 3, 5)),
        ("29/2/2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_officers_type_it(typed: str, day: date) -> None:
    found = parse_day(typed, today=TODAY)
    assert (found.value, found.warning) == (day, None)


def test_a_day_without_a_year_is_the_nearest_and_another_year_is_warned_of() -> None:
    assert parse_day("30/12", today=TODAY).value == date(2025, 12, 30)
    assert parse_day("30/12", today=TODAY).warning == OTHER_YEAR
    assert parse_day("3/1", today=date(2026, 12, 20)).value == date(2027, 1, 3)
    assert parse_day("30/12", today=TODAY, lean=Lean.FUTURE).value == date(2026, 12, 30)
    assert parse_day("30/3", today=TODAY, lean=Lean.PAST).value == date(2025, 3, 30)


def test_a_year_of_two_digits_leans_to_the_past_for_births() -> None:
    assert parse_day("12/3/85", today=TODAY, lean=Lean.PAST).value == date(1985, 3, 12)
    assert parse_day("12/3/85", today=TODAY, lean=Lean.PAST).warning is None
    assert parse_day("12/3/27", today=TODAY).value == date(2027, 3, 12)
    assert parse_day("12/3/27", today=TODAY, lean=Lean.PAST).value == date(1927, 3, 12)


def test_a_year_far_away_is_warned_of() -> None:
    assert parse_day("12/3/2226", today=TODAY).warning == FAR_AWAY
    assert parse_day("+9999 weken", today=TODAY).warning == FAR_AWAY
    assert parse_day("12/3/1826", today=TODAY, lean=Lean.PAST).warning == FAR_AWAY


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("31/2/2026", DayNotThere),
        ("29/2/2026", DayNotThere),
        ("29/2", DayNotThere),
        ("3/13/2026", DayNotThere),
        ("0/0", DayNotThere),
        ("2026-13-01", DayNotThere),
        ("12 blurb", DayUnreadable),
        ("soon", DayUnreadable),
        ("12", DayUnreadable),
        ("99999999", DayNotThere),
        ("+3 lightyears", DayUnreadable),
        ("3 dagen", DayUnreadable),
        ("over 3 dagen geleden", DayUnreadable),
        ("1/2/3/4", DayUnreadable),
        ("op", DayUnreadable),
        ("31/12/9999", CenturiesAway),
        ("1/1/0026", CenturiesAway),
        ("25/11 18:00", OnlyTheDay),
        ("morgen 14u30", OnlyTheDay),
    ],
)
def test_what_is_no_day_is_refused_for_what_is_wrong(typed: str, refusal: type[UserError]) -> None:
    with pytest.raises(refusal):
        parse_day(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("morgen 14:30", datetime(2026, 3, 13, 14, 30, tzinfo=BRUSSELS)),
        ("morgen om 14u30", datetime(2026, 3, 13, 14, 30, tzinfo=BRUSSELS)),
        ("demain à 14h30", datetime(2026, 3, 13, 14, 30, tzinfo=BRUSSELS)),
        ("demain 8h", datetime(2026, 3, 13, 8, 0, tzinfo=BRUSSELS)),
        ("morgen um 8 Uhr", datetime(2026, 3, 13, 8, 0, tzinfo=BRUSSELS)),
        ("morgen 8 Uhr 15", datetime(2026, 3, 13, 8, 15, tzinfo=BRUSSELS)),
        ("tomorrow at 2:30 pm", datetime(2026, 3, 13, 14, 30, tzinfo=BRUSSELS)),
        ("14:30", datetime(2026, 3, 12, 14, 30, tzinfo=BRUSSELS)),
        ("15/3 7:05", datetime(2026, 3, 15, 7, 5, tzinfo=BRUSSELS)),
        ("15.3.2026 7:05", datetime(2026, 3, 15, 7, 5, tzinfo=BRUSSELS)),
        ("+3 12:00", datetime(2026, 3, 15, 12, 0, tzinfo=BRUSSELS)),
        ("15/3 24:00", datetime(2026, 3, 16, 0, 0, tzinfo=BRUSSELS)),
        ("15/3/2026 7:05:59", datetime(2026, 3, 15, 7, 5, tzinfo=BRUSSELS)),
        ("15032026 7u05", datetime(2026, 3, 15, 7, 5, tzinfo=BRUSSELS)),
        ("2026-03-15T06:05Z", datetime(2026, 3, 15, 7, 5, tzinfo=BRUSSELS)),
        ("2026-03-15 07:05:59+0100", datetime(2026, 3, 15, 7, 5, tzinfo=BRUSSELS)),
    ],
)
def test_a_moment_is_read_in_the_zone_of_now(typed: str, moment: datetime) -> None:
    found = parse_moment(typed, now=NOW)
    assert (found.value, found.warning) == (moment, None)


def test_a_day_in_haste_that_the_calendar_lacks_is_said_as_it_was_typed() -> None:
    with pytest.raises(DayNotThere) as refused:
        parse_day("31022027", today=TODAY)
    assert "31/2/2027" in refused.value.say("nl")


@pytest.mark.parametrize("typed", ["31/12/9999 24:00", "1/1/0001 0:00", "9999-12-31T23:59-12:00", "2026-02-30T12:00Z"])
def test_a_moment_beyond_the_calendar_is_refused_and_no_bug(typed: str) -> None:
    with pytest.raises(DayUnreadable):
        parse_moment(typed, now=NOW)


@pytest.mark.parametrize("typed", ["12/3", "vandaag", "aujourd'hui", "heute", "12 maart", "+0"])
def test_today_alone_is_now_and_not_last_midnight(typed: str) -> None:
    found = parse_moment(typed, now=NOW)
    assert (found.value, found.warning) == (NOW, None)


def test_another_day_alone_says_that_its_hour_was_not_typed() -> None:
    found = parse_moment("15/3", now=NOW)
    assert (found.value, found.warning) == (datetime(2026, 3, 15, 0, 0, tzinfo=BRUSSELS), NO_HOUR)
    assert parse_moment("15/3 0:00", now=NOW).warning is None


def test_now_is_now_and_a_clock_without_zone_is_a_bug() -> None:
    assert parse_moment("nu", now=NOW).value == NOW
    with pytest.raises(ValueError, match="now"):
        parse_moment("nu", now=NOW.replace(tzinfo=None))
    assert parse_moment("14:30", now=datetime(2026, 3, 12, tzinfo=UTC)).value.utcoffset() is not None


@pytest.mark.parametrize("typed", ["29/3/2026 2:30", "25/10/2026 2:30"])
def test_a_time_that_is_skipped_or_doubled_is_warned_of(typed: str) -> None:
    assert parse_moment(typed, now=NOW).warning == CLOCK_CHANGE


@pytest.mark.parametrize("typed", ["25:00", "14:60", "24:01", "13 pm", "15/3 99h"])
def test_no_such_time_is_refused(typed: str) -> None:
    with pytest.raises(TimeUnreadable):
        parse_moment(typed, now=NOW)


@pytest.mark.parametrize(
    ("typed", "at"), [("1430", time(14, 30)), ("14.30", time(14, 30)), ("8h", time(8)), ("24:00", time(0))]
)
def test_a_time_alone_is_read(typed: str, at: time) -> None:
    assert parse_time(typed).value == at


@pytest.mark.parametrize("typed", ["", "noonish", "2460", "14:30 morgen"])
def test_what_is_no_time_alone_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        parse_time(typed)


def test_legal_holidays_and_weekends_are_no_working_days() -> None:
    legal = [
        "2026-01-01",
        "2026-04-06",
        "2026-05-01",
        "2026-05-14",
        "2026-05-25",
        "2026-07-21",
        "2026-11-11",
        "2026-12-25",
    ]
    assert not any(is_working_day(date.fromisoformat(day)) for day in legal)
    assert not is_working_day(date(2026, 3, 14))
    assert is_working_day(date(2026, 7, 20))


def test_the_legal_holidays_are_those_of_the_almanac_for_a_century() -> None:
    for year in range(1975, 2076):
        legal = set(country_holidays("BE", years=year))
        new_year = date(year, 1, 1)
        weekdays = [day for ahead in range(366) if (day := new_year + timedelta(days=ahead)).weekday() <= FRIDAY]
        assert [day for day in weekdays if day.year == year and is_working_day(day) == (day in legal)] == []


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2026, 3, 12), 3, date(2026, 3, 9)),
        (date(2026, 3, 16), 3, date(2026, 3, 11)),
        (date(2026, 4, 8), 3, date(2026, 4, 2)),
        (date(2026, 1, 5), 3, date(2025, 12, 30)),
        (date(2026, 3, 15), 1, date(2026, 3, 13)),
        (date(2026, 3, 15), 0, date(2026, 3, 13)),
        (date(2026, 3, 12), 0, date(2026, 3, 12)),
    ],
)
def test_working_days_are_counted_back_over_weekends_easter_and_new_year(day: date, count: int, before: date) -> None:
    assert working_days_before(day, count) == before
    assert working_days_between(before, day) == count or not is_working_day(day)


def test_a_moment_counts_by_its_own_day_and_forward_works_too() -> None:
    assert working_days_before(datetime(2026, 3, 12, 0, 5, tzinfo=BRUSSELS), 1) == date(2026, 3, 11)
    assert working_days_after(date(2026, 4, 3), 1) == date(2026, 4, 7)
    assert working_days_between(date(2026, 3, 12), date(2026, 3, 9)) == -3


@pytest.mark.parametrize("count", [-1, 1_000_000])
def test_a_count_out_of_reason_is_refused(count: int) -> None:
    with pytest.raises(TooManyDays):
        working_days_before(TODAY, count)
    with pytest.raises(TooManyDays):
        working_days_between(date(1900, 1, 1), date(2900, 1, 1))
