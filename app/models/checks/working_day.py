"""Belgian working days: Monday to Friday but the ten legal holidays (law of 4 January 1974).

Deadlines of visits count in these. Bridge days and the holidays of the communities are no legal holidays: offices
may be closed on them, the clock runs all the same. The ten are computed here: the library that knows the holidays of
every country takes 9 MiB of a window's memory for them, and is what the tests compare with.
"""

from datetime import date, datetime, timedelta
from functools import cache

from app.core.i18n import N_
from app.models.checks.checked import Unreadable

FRIDAY = 4
MOST = 2_600
"""Working days counted at most: ten years."""
_SAME_DAY_EACH_YEAR = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)
"""Days after Easter Sunday: Easter Monday, Ascension Day, Whit Monday."""


class TooManyDays(Unreadable):
    """A count out of reason. Facts: most."""

    sentence = N_("Working days can be counted from 0 to {most}. Give a smaller number.")


def is_working_day(day: date) -> bool:
    """Tell whether offices work on `day`."""
    return day.weekday() <= FRIDAY and day not in _holidays(day.year)


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
def _holidays(year: int) -> frozenset[date]:
    easter = _easter(year)
    moving = {easter + timedelta(days=days) for days in _AFTER_EASTER}
    return frozenset(moving | {date(year, month, day) for month, day in _SAME_DAY_EACH_YEAR})


def _easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous rule of 1876, as in Meeus' Algorithms)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, odd = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - correction + 15) % 30
    fours, ones = divmod(rest, 4)
    sunday = (32 + 2 * odd + 2 * fours - moon - ones) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
