"""Dates, times and language names as each language writes them, in Belgian time.

Belgium's own locales are used (nl_BE, fr_BE, de_BE) and British English, so that a day never precedes its month by
accident. Hours are 24-hour everywhere: a patrol order has no a.m. and p.m.

The first of a French month is "1er". Papers wrote "1" before, and are printed again as they were: `dates_of` says how.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_interval

BRUSSELS = ZoneInfo("Europe/Brussels")
_LOCALES = {
    code: Locale.parse(name) for code, name in {"nl": "nl_BE", "fr": "fr_BE", "de": "de_BE", "en": "en_GB"}.items()
}

CARDINAL_FRENCH = "fr-1"
"""The way in which French papers wrote their days first."""
_LOCALES[CARDINAL_FRENCH] = _LOCALES["fr"]
_FIRST = re.compile(r"(?<![\d:])1(?=[\s–])")


def dates_of(language: str, *, ordinal: bool) -> str:
    """Return what the functions below take as the language of a paper, with "1er" in French or not."""
    return language if ordinal or language != "fr" else CARDINAL_FRENCH


def long_date(day: date, language: str) -> str:
    """Return `4 november 2026`."""
    pattern = "d. MMMM y" if language == "de" else "d MMMM y"
    return _written(format_date(day, pattern, locale=_LOCALES[language]), language)


def short_date(day: date, language: str, *, year: bool = True) -> str:
    """Return `4 nov 2026`, or `4 nov` without the year."""
    pattern = "d. MMM" if language == "de" else "d MMM"
    return _written(format_date(day, f"{pattern} y" if year else pattern, locale=_LOCALES[language]), language)


def local(moment: datetime) -> datetime:
    """Return an aware `moment` in Belgian time. Raises ValueError on a naive one."""
    if moment.tzinfo is None:
        raise ValueError("naive")
    return moment.astimezone(BRUSSELS)


def moment_text(moment: datetime, language: str) -> str:
    """Return `21 november 2026, 14:20`."""
    here = local(moment)
    return f"{long_date(here.date(), language)}, {here:%H:%M}"


def day_text(day: date, language: str) -> str:
    """Return `maandag 4 november 2026`."""
    pattern = "EEEE, d. MMMM y" if language == "de" else "EEEE d MMMM y"
    return _written(format_date(day, pattern, locale=_LOCALES[language]), language)


def hours(start: datetime, end: datetime | None) -> str:
    """Return `14:20–15:00`, the end with its day difference when it falls on another day."""
    first = local(start)
    if end is None:
        return f"{first:%H:%M}"
    last = local(end)
    days = (last.date() - first.date()).days
    return f"{first:%H:%M}–{last:%H:%M}{f' (+{days})' if days else ''}"


def period(start: date, end: date, language: str) -> str:
    """Return `3 mrt – 19 dec 2026`: what both ends share is written once."""
    if start == end:
        return short_date(start, language)
    told = str(format_interval(start, end, "yMMMd", locale=_LOCALES[language]))
    return _written(told.replace("\u2009", " ").replace("\u202f", " "), language)


def language_names(codes: Sequence[str], language: str) -> str:
    """Return the names of ISO 639 `codes` in `language`: `Nederlands, Frans`; an unknown code is itself."""
    told = ", ".join(str(_LOCALES[language].languages.get(code, code)) for code in codes)
    return told[:1].upper() + told[1:]


def with_ordinals(told: str) -> str:
    """Return French words with the first of a month as "1er"."""
    return _FIRST.sub("1er", told)


def _written(told: str, language: str) -> str:
    return with_ordinals(told) if language == "fr" else told
