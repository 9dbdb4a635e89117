"""What stands in a text that was typed or pasted: police report numbers, notices, plates, phones, addresses, days.

Nothing is taken over here: whoever shows it offers it, and the officer says. Every pattern is bounded, so that a text
made to be slow costs no more than an honest one of its length, and of a longer one only the beginning is looked at.

A Belgian police report (proces-verbaal, procès-verbal) is numbered `BR.12.L3.004512/2026`: judicial district, code of
the matter, service, number, year, as in the examples that services publish. Prosecutors use the same number or one of
their own (`24XX55555`) as the notice of a case; it is known by the word before it only.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import TypeVar

from app.core.errors import UserError
from app.models.checks import email_address, phone, plate
from app.models.checks.checked import Checked
from app.models.checks.typed_moment import Lean, parse_moment

LONGEST = 20_000
"""Characters that are looked at: as many as a long text takes."""
MOST = 8
"""Things offered of one text: more would not be read."""
_TRIES = 120
"""Phone numbers of one text that are tried: each asks the plans of all countries."""
_CUE = 28
"""Characters before a number in which the word stands that says what it is."""
_OLDEST = timedelta(days=2 * 366)
"""How long ago something reported may have happened to be offered as its moment."""

V = TypeVar("V")


class Sort(StrEnum):
    """What something recognised is."""

    POLICE_REPORT = "police_report"
    NOTICE = "notice"
    PLATE = "plate"
    PHONE = "phone"
    EMAIL = "email"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True, repr=False)
class Recognised:
    """One thing in a text, from `start` to `end`; `value` in the one form in which it is kept and compared."""

    sort: Sort
    value: str
    start: int
    end: int


_SPACE = r"[ \t\u00a0]"
_POLICE = re.compile(
    r"(?<![\w.])([A-Z]{2})[ ./-]{0,2}(\d{2})[ ./-]{0,2}([A-Z0-9]{2})[ ./-]{0,2}(\d{3,6})"
    rf"{_SPACE}?[/-]{_SPACE}?(\d{{4}}|\d{{2}})(?![\w/])",
    re.IGNORECASE | re.ASCII,
)
_SYSTEM = re.compile(r"(?<![\w.])(\d{2})[ .-]?([A-Z]{1,2})[ .-]?(\d{4,7})(?![\w/])", re.IGNORECASE | re.ASCII)
_OF_PROSECUTOR = re.compile(r"notit|notice|notiz|parket|parquet|staatsanw|syst[eè]|aktenz", re.IGNORECASE)
_OF_PLATE = re.compile(r"plaat|kenteken|plaque|immatric|kennzeichen|plate", re.IGNORECASE)
_NATIONAL = re.compile(r"(?<!\d)\d{2}\.\d{2}\.\d{2}[ -]\d{3}[ .]\d{2}(?!\d)")
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_MONTH = r"[^\W\d_]{3,10}\.?"
_CLOCK = rf"(?:,?{_SPACE}?(?:om|vers|à|a|um|at|-)?{_SPACE}?\d{{1,2}}{_SPACE}?[:hu]{_SPACE}?(?:\d{{2}})?(?!\w))?"
_DAY = re.compile(
    rf"(?<![\w./-])(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:er|\.)?{_SPACE}{_MONTH}{_SPACE}\d{{4}})(?![\d/-]){_CLOCK}",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w./+-])(?:\+|00?)[1-9(][0-9 ./()\u00a0-]{6,22}(?!\w)")
_PLATE = re.compile(
    r"(?<![\w-])(?:[1-9A-Z][-. ]?[A-Z]{3}[-. ]?\d{3}|CD[-. ]?[A-Z]{2}[-. ]?\d{3}|[A-Z]{3}-\d{3}|\d{3}-[A-Z]{3})"
    r"(?![\w-])"
)
_SMALL = re.compile(r"(?<![\w-])[1-9]-[a-z]{3}-\d{3}(?![\w-])")
_ANY_PLATE = re.compile(r"(?<![\w-])[A-Z0-9]{1,4}(?:[ .-]?[A-Z0-9]{1,4}){1,3}(?![\w-])")


def recognise(text: str, now: datetime) -> tuple[Recognised, ...]:
    """Return what stands in the text, each once, in its order; at most `MOST`, of its first `LONGEST` characters.

    `now` is aware: days to come are nothing that happened.
    """
    looked_at = text[:LONGEST]
    taken = [match.span() for match in _NATIONAL.finditer(looked_at)]  # a person's number is no phone number
    found: list[Recognised] = []
    looks: tuple[Callable[[str], Iterator[Recognised]], ...] = (
        _emails,
        lambda text: _numbers(text, now),
        lambda text: _moments(text, now),
        _phones,
        _plates,
    )
    for look in looks:
        for one in look(looked_at):
            if all(one.end <= start or one.start >= end for start, end in taken):
                found.append(one)
                taken.append((one.start, one.end))
            if len(found) > 4 * MOST:
                break
    found.sort(key=lambda one: one.start)
    return tuple({(one.sort, one.value): one for one in reversed(found)}.values())[::-1][:MOST]


def _emails(text: str) -> Iterator[Recognised]:
    for match in _EMAIL.finditer(text):
        typed = match[0].rstrip(".-")
        if (read := _checked(email_address.parse, typed)) is not None:
            yield Recognised(Sort.EMAIL, read.value, match.start(), match.start() + len(typed))


def _numbers(text: str, now: datetime) -> Iterator[Recognised]:
    """Yield police reports and prosecutors' notices: the word before says which of both."""
    for match in _POLICE.finditer(text):
        district, matter, service, number, year = match.groups()
        whole = _year(year, now)
        if whole is None or not (district.isupper() or not service.isdigit()):
            continue
        value = f"{district.upper()}.{matter}.{service.upper()}.{number.zfill(6)}/{whole}"
        sort = Sort.NOTICE if _said(_OF_PROSECUTOR, text, match.start()) else Sort.POLICE_REPORT
        yield Recognised(sort, value, match.start(), match.end())
    for match in _SYSTEM.finditer(text):
        if _said(_OF_PROSECUTOR, text, match.start()):
            yield Recognised(Sort.NOTICE, "".join(match.groups()).upper(), match.start(), match.end())


def _moments(text: str, now: datetime) -> Iterator[Recognised]:
    for match in _DAY.finditer(text):
        read = _checked(partial(parse_moment, now=now, lean=Lean.PAST), match[0])
        if read is not None and now - _OLDEST <= read.value <= now:
            yield Recognised(Sort.MOMENT, read.value.isoformat(timespec="minutes"), match.start(), match.end())


def _phones(text: str) -> Iterator[Recognised]:
    tries = 0
    for match in _PHONE.finditer(text):
        groups = list(re.finditer(r"\d+", match[0]))
        for last in range(len(groups), 0, -1):  # what follows a number may be another
            digits = sum(len(one[0]) for one in groups[:last])
            if tries >= _TRIES or digits < 8:
                break
            if digits > 15:
                continue
            tries += 1
            typed = match[0][: groups[last - 1].end()]
            number = _checked(phone.parse, typed)
            if number is not None and number.warning is None:
                yield Recognised(Sort.PHONE, number.value.e164, match.start(), match.start() + len(typed))
                break


def _plates(text: str) -> Iterator[Recognised]:
    for match in (*_PLATE.finditer(text), *_SMALL.finditer(text)):
        read = _checked(plate.parse, match[0])
        if read is not None and read.warning is None:
            yield Recognised(Sort.PLATE, read.value, match.start(), match.end())
    for said in _OF_PLATE.finditer(text):
        told = _ANY_PLATE.search(text, said.end(), said.end() + _CUE)
        if told is None or sum(sign.isdigit() for sign in told[0]) in (0, len(told[0])):
            continue
        read = _checked(plate.parse, told[0])
        if read is not None:
            yield Recognised(Sort.PLATE, read.value, told.start(), told.end())


def _said(words: re.Pattern[str], text: str, before: int) -> bool:
    """Tell whether one of the words stands shortly before, with no line between."""
    near = text[max(0, before - _CUE) : before].rpartition("\n")[2]
    return words.search(near) is not None


def _year(typed: str, now: datetime) -> int | None:
    whole = int(typed) if len(typed) == 4 else now.year // 100 * 100 + int(typed)
    if len(typed) == 2 and whole > now.year:
        whole -= 100
    return whole if 1990 <= whole <= now.year else None


def _checked(check: Callable[[str], Checked[V]], typed: str) -> Checked[V] | None:
    """Return what a check gives, None where it refuses."""
    try:
        return check(typed)
    except UserError:
        return None
