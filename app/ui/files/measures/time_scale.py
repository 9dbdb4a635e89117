"""Days on a line from left to right: where a day lies, which days are named at the head."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QLocale

from app.models.rules.calendar_ends import moved
from app.ui.kit.words import Words

APART = 62
"""Pixels between two named days, at least."""
WEEK = 7
MONTHS = (1, 3, 12)
LONGEST_WEEKS = 2
"""From so many weeks on, months are named."""


@dataclass(frozen=True, slots=True, repr=False)
class Tick:
    """A day that is named, at `x` pixels."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """`first` lies at `left` pixels, each day is `per_day` pixels wide."""

    first: date
    left: float
    per_day: float

    def x(self, day: date) -> float:
        """Return where a day begins, in pixels."""
        return self.left + (day - self.first).days * self.per_day

    def day_at(self, x: float) -> date:
        """Return the day that lies at so many pixels."""
        return moved(self.first, int((x - self.left) // self.per_day))

    def ticks(self, right: float, words: Words) -> Sequence[Tick]:
        """Return the days that are named up to `right`: Mondays, firsts of months or of years, as there is room."""
        last = self.day_at(right)
        for weeks in range(1, LONGEST_WEEKS + 1):
            if WEEK * weeks * self.per_day >= APART:
                days = list(_mondays(self.first, last, weeks))
                return [Tick(self.x(day), words.short_date(day)) for day in days]
        step = next((months for months in MONTHS if 30 * months * self.per_day >= APART), MONTHS[-1])
        days = list(_firsts(self.first, last, step))
        named = {days[0], *(after for before, after in pairwise(days) if after.year != before.year)} if days else set()
        return [Tick(self.x(day), _month(words, day, year=day in named, step=step)) for day in days]


def _mondays(first: date, last: date, every: int) -> Iterator[date]:
    day = first + timedelta(days=-first.weekday() % WEEK)
    if every > 1:  # the same Mondays wherever one has moved to
        day += timedelta(days=WEEK * (day.toordinal() // WEEK % every))
    for ahead in range(0, (last - day).days + 1, WEEK * every):
        yield day + timedelta(days=ahead)


def _firsts(first: date, last: date, months: int) -> Iterator[date]:
    count = first.year * 12 + first.month - 1 + (first.day > 1)
    count += -count % months
    for at in range(count, last.year * 12 + last.month, months):
        yield date(at // 12, at % 12 + 1, 1)


def _month(words: Words, day: date, *, year: bool, step: int) -> str:
    if step == MONTHS[-1]:
        return str(day.year)
    name = words.locale.standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)
    return f"{name} {day.year}" if year else name
