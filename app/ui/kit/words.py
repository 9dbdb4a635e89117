"""What the window says, in one language: texts, days, moments, sizes, names of values.

The language is fixed while a screen lives; on a switch the shell builds its screens anew. Days are written as the
officer's country writes them, times in Belgian time on 24 hours. Qt's own locales do it, so the first paint waits for
no other library.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale

from app.core.i18n import LANGUAGES, N_, catalogue, translate
from app.models.texts import in_language
from app.models.worded import Worded, WordedNumber, say

if TYPE_CHECKING:  # all that fields are made of would be loaded before the first paint
    from app.models.fields import FieldSpec
    from app.models.lists import Lists

COUNTRY_TIME = ZoneInfo("Europe/Brussels")
Day = date
_ZONES = {"CET": N_("CET"), "CEST": N_("CEST")}
DASH = "—"
"""What stands where nothing is."""

_LOCALES = {
    "nl": QLocale(QLocale.Language.Dutch, QLocale.Country.Belgium),
    "fr": QLocale(QLocale.Language.French, QLocale.Country.Belgium),
    "de": QLocale(QLocale.Language.German, QLocale.Country.Belgium),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class Words:
    """The words of one language. Call it with an English literal (the msgid) and the facts that fill it.

    `lists` are those of the store that is open, None before one is: codes are worded by them.
    """

    def __init__(self, language: str, lists: "Lists | None" = None) -> None:
        if language not in LANGUAGES:
            raise ValueError(language)
        self.language = language
        self.lists = lists
        self.locale = _LOCALES[language]

    def __call__(self, msgid: str, /, **facts: Any) -> str:
        """Return the text in this language with its placeholders filled."""
        said = translate(msgid, self.language)
        return said.format(**facts) if facts else said

    def plural(self, one: str, many: str, count: int, /, **facts: Any) -> str:
        """Return the form for `count`, which also fills `{count}`."""
        return catalogue(self.language).ngettext(one, many, count).format(count=self.number(count), **facts)

    def enum(self, member: Enum) -> str:
        """Return the word of an enumeration's member; of a member without words its value."""
        return say(member, self.language) if isinstance(member, Worded | WordedNumber) else str(member.value)

    def pair(self, what: str, said: str) -> str:
        """Return `what: said`, the colon as the language sets it."""
        return self(N_("{what}: {said}"), what=what, said=said)

    def series(self, parts: Iterable[str]) -> str:
        """Return `one; another; a third`, the semicolon as the language sets it."""
        said = ""
        for part in parts:
            said = self(N_("{before}; {after}"), before=said, after=part) if said else part
        return said

    def date(self, day: Day) -> str:
        """Return `14 nov. 2026`; of a moment its day in Belgian time, as everywhere here."""
        return self._dated(day, "d MMM yyyy")

    def short_date(self, day: Day) -> str:
        """Return `14 nov.`"""
        return self._dated(day, "d MMM")

    def period(self, first: Day, last: Day) -> str:
        """Return `22–23 nov. 2026`, `28 nov. – 2 dec. 2026`, or one day alone: nothing is said twice."""
        if first == last:
            return self.date(first)
        if (first.year, first.month) == (last.year, last.month):
            ordinal = "." if self.language == "de" else "er" if self.language == "fr" and first.day == 1 else ""
            return f"{first.day}{ordinal}–{self.date(last)}"
        return f"{self.short_date(first) if first.year == last.year else self.date(first)} – {self.date(last)}"

    def long_date(self, day: Day) -> str:
        """Return `zaterdag 21 november 2026`."""
        return self._dated(day, "dddd d MMMM yyyy")

    def month(self, day: Day) -> str:
        """Return `november 2026`."""
        return self.locale.toString(_qdate(day), "MMMM yyyy")

    def time(self, moment: datetime) -> str:
        """Return `16:05` in Belgian time."""
        return f"{_here(moment):%H:%M}"

    def moment(self, moment: datetime) -> str:
        """Return `14 nov. 2026 16:05` in Belgian time."""
        here = _here(moment)
        return f"{self.date(here.date())} {here:%H:%M}"

    def zone(self, moment: datetime) -> str:
        """Return which zone Belgian time is in at a moment: `CET, UTC+1`."""
        here = _here(moment)
        name = _ZONES.get(here.tzname() or "")
        return ", ".join(part for part in (self(name) if name else "", utc(here.utcoffset() or timedelta())) if part)

    def belgian(self, moment: datetime) -> str:
        """Return `Belgische tijd (CET, UTC+1)`: what the hour of a moment is told in."""
        return self(N_("Belgian time ({zone})"), zone=self.zone(moment))

    def relative(self, day: Day, today: Day) -> str:
        """Return how far a day is: `vandaag`, `over 3 dagen`, `2 dagen geleden`."""
        days = (day - today).days
        if days == 0:
            return self(N_("today"))
        if days == 1:
            return self(N_("tomorrow"))
        if days == -1:
            return self(N_("yesterday"))
        if days > 0:
            if days >= 14:
                return self.plural("in {count} week", "in {count} weeks", days // 7)
            return self.plural("in {count} day", "in {count} days", days)
        if days <= -14:
            return self.plural("{count} week ago", "{count} weeks ago", -days // 7)
        return self.plural("{count} day ago", "{count} days ago", -days)

    def number(self, count: float) -> str:
        """Return a number as the language groups it."""
        return self.locale.toString(count) if isinstance(count, int) else self.locale.toString(count, "f", 1)

    def size(self, count: int) -> str:
        """Return a number of bytes: `2,1 MB`, on one line."""
        said = self.locale.formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        return said.replace(" ", "\N{NO-BREAK SPACE}")

    def text(self, text: Mapping[str, str] | None) -> str:
        """Return an officer's text in this language, or its original."""
        return in_language(text, self.language)[0] if text else ""

    def value(self, spec: "FieldSpec", value: Any) -> str:
        """Return a field's value for reading, words of lists with a capital: `—` where nothing is.

        An id is shown by whoever knows its name.
        """
        if value is None or value in ((), ""):
            return DASH
        if spec.many:
            return ", ".join(self._one(spec, item) for item in value)
        return self._one(spec, value)

    def _one(self, spec: "FieldSpec", value: Any) -> str:
        if spec.meta.show is not None:
            show, lists = spec.meta.show, self.lists
            return capital(lists.word(show, value, self.language) if lists else show(value, self.language))
        if spec.meta.every_language and isinstance(value, Mapping):
            return "\n".join(f"{one.upper()} · {value[one]}" for one in LANGUAGES if value.get(one))
        return capital(self.enum(value)) if isinstance(value, Enum) else self.plain(value)

    def plain(self, value: Any) -> str:
        """Return a value by its type alone: enumeration, day, moment, yes or no, text in languages."""
        match value:
            case None | "":
                return DASH
            case Enum():
                return self.enum(value)
            case bool():
                return self(N_("yes")) if value else self(N_("no"))
            case datetime():
                return self.moment(value)
            case date():
                return self.date(value)
            case int():
                return self.number(value)
            case Mapping():
                return self.text(value) or DASH
        return str(value)

    def _dated(self, day: Day, pattern: str) -> str:
        return _said_of_day(self.language, day_of(day), pattern)


@lru_cache(maxsize=2000)
def _said_of_day(language: str, day: Day, pattern: str) -> str:
    """Return a day; the first of a French month is its "1er". A list says the same few days on every line."""
    if language == "fr" and day.day == 1:
        pattern = pattern.replace("d M", "d'er' M")
    if language == "de":
        pattern = pattern.replace("d MMM", "d. MMM")
    return _LOCALES[language].toString(_qdate(day), pattern)


def _here(moment: datetime) -> datetime:
    """Return a moment in Belgian time; as it is at the ends of the calendar, where a changed program may write one."""
    try:
        return moment.astimezone(COUNTRY_TIME)
    except OverflowError:
        return moment


def utc(offset: timedelta) -> str:
    """Return how far from UTC a time is: `UTC+1`, `UTC−3:30`."""
    minutes = round(offset.total_seconds() / 60)
    sign, (hours, rest) = "−" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"


def capital(text: str) -> str:
    """Return a text with its first letter in upper case: for words of lists that stand alone."""
    return text[:1].upper() + text[1:]


def day_of(day: Day) -> Day:
    """Return a day; of a moment its day in Belgian time: just after midnight it is still yesterday elsewhere."""
    return _here(day).date() if isinstance(day, datetime) else day


def _qdate(day: Day) -> QDate:
    return QDate(day.year, day.month, day.day)
