"""Belgian working days: Monday to Friday but the ten legal holidays (law of 4 January 1974), by holidays.

Deadlines of visits count in these. Bridge days and the holidays of the communities are no legal holidays: offices
may be closed on them, the clock runs all the same.
"""

from datetime import date, datetime, timedelta
from functools import cache

from holidays import country_holidays

from app.core.i18n import N_
from app.models.checks.checked import Unreadable

FRIDAY = 4
MOST = 2_600
"""Working days counted at most: ten years."""
_HOLIDAYS_LANGUAGE = {"nl": "nl", "fr": "fr", "de": "de", "en": "en_US"}


class TooManyDays(Unreadable):
    """A count out of reason. Facts: most."""

    sentence = N_("Working days can be counted from 0 to {most}. Give a smaller number.")


def holiday(day: date, language: str = "en") -> str | None:
    """Return the name of the legal holiday on `day` in one of the four languages, or None."""
    return _holidays(day.year, language).get(day)


def is_working_day(day: date) -> bool:
    """Tell whether offices work on `day`."""
    return day.weekday() <= FRIDAY and day not in _holidays(day.year, "en")


def working_days_before(moment: date | datetime, count: int) -> date:
    """Return the day that lies `count` whole working days before that of `moment`.

    "At least 3 working days before Thursday" is Monday of an ordinary week: the day itself does not count. A
    `datetime` is taken in its own zone. 0 gives the day itself or the working day before it. Raises TooManyDays.
    """
    return _step(moment, count, -1)


def working_days_after(moment: date | datetime, count: int) -> date:
    """Return the day `count` whole working days after that of `moment`; as `working_days_before`."""
    return _step(moment, count, +1)


def working_days_between(first: date, last: date) -> int:
    """Return how many working days lie after `first` up to and including `last`; negative if `last` is earlier."""
    if last < first:
        return -working_days_between(last, first)
    days = (last - first).days
    if days > MOST * 2:
        raise TooManyDays(most=MOST)
    return sum(is_working_day(first + timedelta(days=ahead)) for ahead in range(1, days + 1))


def _step(moment: date | datetime, count: int, way: int) -> date:
    if not 0 <= count <= MOST:
        raise TooManyDays(most=MOST)
    day = moment.date() if isinstance(moment, datetime) else moment
    if count == 0:
        while not is_working_day(day):
            day += timedelta(days=way)
        return day
    left = count
    while left:
        day += timedelta(days=way)
        left -= is_working_day(day)
    return day


@cache
def _holidays(year: int, language: str) -> dict[date, str]:
    found = country_holidays("BE", years=year, language=_HOLIDAYS_LANGUAGE[language])
    return {day: found[day] for day in found}
