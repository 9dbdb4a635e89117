"""Days and moments as officers type them: "12/3", "12 mars 26", "morgen 14u30", "lundi", "+3", in four languages.

Day before month, always: nobody in Belgium writes the month first. A year not typed is the one that puts the day
nearest to the reference. Anything read otherwise than it was typed comes with a warning, never silently.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import Enum

from anyascii import anyascii

from app.core.i18n import N_
from app.models.checks.checked import Checked, Unreadable, tidy
from app.models.checks.day_words import AGO, DISTANCES, FILLERS, LAST, MONTHS, NEXT, UNITS, WEEKDAYS

FAR_YEARS = 20
LIFETIME = 120
CENTURIES = 300
"""Years from today beyond which a day is a slip of the finger: nothing that an officer writes down lies there."""
HALF_YEAR = 183
WEEK = 7
MONTHS_OF_YEAR = 12

OTHER_YEAR = N_("Read as a day of another year than this one. Check the year.")
FAR_AWAY = N_("This day lies many years away. Check the year.")
NO_HOUR = N_("No hour was typed, so 00:00 stands here. Type it where it matters.")
CLOCK_CHANGE = N_("The clocks change in this night: this time does not exist, or exists twice. Check it.")


class Lean(Enum):
    """Which way a day without a full year is read."""

    NEAREST = 0
    PAST = -1
    """Dates of birth, of reports."""
    FUTURE = 1
    """Deadlines, arrivals."""


class DayUnreadable(Unreadable):
    """No day in it that we can read."""

    sentence = N_("This is not a date. Type it as 12/3/2026, 12 March, tomorrow, Monday or +3 (days).")


class OnlyTheDay(DayUnreadable):
    """A day that could be read, with an hour that has no place there."""

    sentence = N_("Only the day is asked here: leave the hour out.")


class DayNotThere(Unreadable):
    """A day the calendar does not have. Facts: day, month, year."""

    sentence = N_("The calendar has no {day}/{month}/{year}. Check the day and the month.")


class CenturiesAway(DayUnreadable):
    """A year that nobody means."""

    sentence = N_("This day lies centuries away. Check the year.")


class TimeUnreadable(Unreadable):
    """No time of day, or none there is."""

    sentence = N_("This is not a time of day. Type it as 14:30, 14h30 or 14u30, from 0:00 to 24:00.")


_TIME = re.compile(
    r"(?<![\d/.+-])(\d{1,2})\s*(?:(?:uhr|uur|heures?)\s*(\d{2})?|[:hu]\s*(?:(\d{2})(?::\d{2})?)?)(?![\d/a-z])"
)
"""With seconds where it was copied from a record: they are left out."""
_ENGLISH = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b\.?")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
"""Day, month and year with nothing between, as one types in haste."""
_WHOLE = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})")
"""A moment with its zone, as machines write it (ISO 8601)."""
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})(?:\s*[/.\-\s]\s*(\d{4}|\d{2}))?\.?")
_NAMED = re.compile(r"(\d{1,2})(?:er|e|ste|de|st|nd|rd|th|\.)?\s*([a-z]{3,10})\.?(?:\s*(\d{4}|\d{2}))?")
_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*([a-z]*)")
_AWAY = re.compile(r"(?:(over|binnen|in|dans|vor|il y)\s)?(\d{1,4})\s?([a-z]+)(?:\s(geleden|ago))?")
"""As the window itself says how far a day is, fillers left out: "over 3 dagen", "il y a 2 semaines", "2 days ago"."""


def parse_day(text: str, *, today: date, lean: Lean = Lean.NEAREST) -> Checked[date]:
    """Return the day typed, seen from `today`. Raises DayUnreadable (OnlyTheDay), DayNotThere, Empty, TooLong."""
    plain = _plain(text)
    try:
        return _day(plain, today, lean)
    except DayUnreadable as error:
        try:
            hour, rest = _clock(plain)
            _day(rest, today, lean)
        except Unreadable:
            raise error from None
        raise (OnlyTheDay if hour is not None else DayUnreadable) from None


def parse_moment(text: str, *, now: datetime, lean: Lean = Lean.NEAREST) -> Checked[datetime]:
    """Return the moment typed, in the zone of the aware `now`; a time alone is of today.

    Today alone is now: whoever types the day means what he does at this moment, not last midnight. Another day alone
    is at 0:00, with a warning.
    Raises DayUnreadable, DayNotThere, TimeUnreadable, Empty, TooLong; ValueError if `now` has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("now")
    plain = _plain(text)
    if _WHOLE.fullmatch(text.strip()):
        whole = _with_zone(text.strip(), now.tzinfo)
        return Checked(whole, _judged(whole.date(), now.date(), lean).warning)
    clock, rest = _clock(plain)
    words = [word for word in rest.split() if word not in FILLERS]
    day = _day(" ".join(words), now.date(), lean) if words else Checked(now.date())
    if clock is None and (plain in ("nu", "now", "maintenant", "jetzt") or (words and day.value == now.date())):
        return Checked(now)
    minutes = clock or 0
    aware = _at(day.value, minutes, now.tzinfo)
    odd = aware.utcoffset() != aware.replace(fold=1).utcoffset()
    return Checked(aware, CLOCK_CHANGE if odd else day.warning or (NO_HOUR if clock is None else None))


def parse_time(text: str) -> Checked[time]:
    """Return the time of day typed. Raises TimeUnreadable, Empty, TooLong."""
    plain = _plain(text)
    if re.fullmatch(r"\d{4}", plain):
        plain = f"{plain[:2]}:{plain[2:]}"
    clock, rest = _clock(plain.replace(".", ":") if re.fullmatch(r"\d{1,2}\.\d{2}", plain) else plain)
    if clock is None or any(word not in FILLERS for word in rest.split()):
        raise TimeUnreadable
    return Checked(time(clock // 60 % 24, clock % 60))


def _plain(text: str) -> str:
    folded = anyascii(unicodedata.normalize("NFC", tidy(text))).casefold().replace("'", "").replace(",", " ")
    return " ".join(folded.split())


def _at(day: date, minutes: int, zone: tzinfo) -> datetime:
    """Return the moment so many minutes after midnight. Raises DayUnreadable at the ends of the calendar."""
    try:
        found = (datetime.combine(day, time()) + timedelta(minutes=minutes)).replace(tzinfo=zone)
        found.astimezone(UTC)
    except OverflowError:
        raise DayUnreadable from None
    return found


def _with_zone(typed: str, zone: tzinfo) -> datetime:
    try:
        return datetime.fromisoformat(typed).astimezone(zone).replace(second=0, microsecond=0)
    except (ValueError, OverflowError):
        raise DayUnreadable from None


def _clock(plain: str) -> tuple[int | None, str]:
    """Return minutes since midnight, or None, and what is left of the text."""
    if match := _ENGLISH.search(plain):
        hours, minutes = int(match[1]) % 12 + (12 if match[3] == "p" else 0), int(match[2] or 0)
        good = 1 <= int(match[1]) <= 12
    elif match := _TIME.search(plain):
        hours, minutes = int(match[1]), int(match[2] or match[3] or 0)
        good = hours < 24 or (hours == 24 and minutes == 0)
    else:
        return None, plain
    if not good or minutes > 59:
        raise TimeUnreadable
    return hours * 60 + minutes, f"{plain[: match.start()]} {plain[match.end() :]}"


def _day(plain: str, today: date, lean: Lean) -> Checked[date]:
    words = [word for word in plain.split() if word not in FILLERS]
    plain = " ".join(words)
    if plain in DISTANCES:
        return Checked(_moved(today, DISTANCES[plain]))
    if match := _STEP.fullmatch(plain):
        if match[3] and match[3] not in UNITS:
            raise DayUnreadable
        days = int(match[2]) * UNITS.get(match[3], 1)
        return _judged(_moved(today, days if match[1] == "+" else -days), today, lean)
    if (match := _AWAY.fullmatch(plain)) and match[3] in UNITS and bool(match[1]) is not bool(match[4]):
        days = int(match[2]) * UNITS[match[3]]
        return _judged(_moved(today, -days if match[4] or match[1] in AGO else days), today, lean)
    if len(words) > 1 and words[0] in WEEKDAYS and any(sign.isdigit() for sign in plain):
        return _day(" ".join(words[1:]), today, lean)  # "maandag 12/3": the number decides
    if (found := _weekday(words, today, lean)) is not None:
        return Checked(found)
    if (match := _DIGITS.fullmatch(plain)) and (
        len(plain) == len("ddmmyy") or not 1 <= int(plain[4:6]) <= MONTHS_OF_YEAR
    ):
        return _dated(int(match[1]), int(match[2]), match[3], today, lean)
    if match := _ISO.fullmatch(plain):
        return _judged(_made(int(match[1]), int(match[2]), int(match[3])), today, lean)
    if match := _NUMBERS.fullmatch(plain):
        return _dated(int(match[1]), int(match[2]), match[3], today, lean)
    if (match := _NAMED.fullmatch(plain)) and match[2] in MONTHS:
        return _dated(int(match[1]), MONTHS[match[2]], match[3], today, lean)
    raise DayUnreadable


def _weekday(words: list[str], today: date, lean: Lean) -> date | None:
    back = lean is Lean.PAST or any(word in LAST for word in words)
    names = [word for word in words if word not in NEXT and word not in LAST]
    if len(names) != 1 or names[0] not in WEEKDAYS:
        return None
    ahead = (WEEKDAYS[names[0]] - today.weekday()) % WEEK or WEEK
    return _moved(today, ahead - WEEK if back and ahead != WEEK else -WEEK if back else ahead)


def _dated(day: int, month: int, year: str | None, today: date, lean: Lean) -> Checked[date]:
    if year is not None and len(year) == 4:
        return _judged(_made(int(year), month, day), today, lean)
    if year is not None:
        century = today.year // 100 * 100
        found = _made(century + int(year), month, day)
        late = found > today if lean is Lean.PAST else found.year > today.year + FAR_YEARS
        return _judged(_made(century - 100 + int(year), month, day) if late else found, today, lean)
    candidates = [made for at in range(-4, 5) if (made := _possible(today.year + at, month, day)) is not None]
    if not candidates:
        raise DayNotThere(day=day, month=month, year=today.year)
    if lean is Lean.PAST:
        candidates = [made for made in candidates if made <= today]
    if lean is Lean.FUTURE:
        candidates = [made for made in candidates if made >= today]
    found = min(candidates, key=lambda made: (abs(made - today), made < today))
    if lean is Lean.NEAREST and abs(found - today) > timedelta(days=HALF_YEAR + 1):
        raise DayNotThere(day=day, month=month, year=today.year)
    return _judged(found, today, lean, OTHER_YEAR if found.year != today.year else None)


def _judged(found: date, today: date, lean: Lean, warning: str | None = None) -> Checked[date]:
    if abs(found.year - today.year) > CENTURIES:
        raise CenturiesAway
    far = abs(found.year - today.year) > (LIFETIME if lean is Lean.PAST else FAR_YEARS)
    return Checked(found, FAR_AWAY if far else warning)


def _moved(today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError as error:
        raise DayUnreadable from error


def _made(year: int, month: int, day: int) -> date:
    found = _possible(year, month, day)
    if found is None:
        raise DayNotThere(day=day, month=month, year=year)
    return found


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
