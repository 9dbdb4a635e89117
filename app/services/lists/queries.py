"""What an officer asks of a list: order, conditions, a few letters typed; and how they become conditions of SQL.

What was typed is bound as a parameter, never written into SQL. Letters match without regard to case and accents.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from unicodedata import normalize

from app.models.rules.calendar_ends import moved
from app.services.desk import COUNTRY_TIME

LONGEST = 120
"""Letters of a filter that count."""


@dataclass(frozen=True, slots=True)
class Contains:
    """The text contains these letters."""

    letters: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Begins:
    """The text begins with these letters."""

    letters: str = field(repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class OneOf:
    """The value is one of these, as stored; None stands for nothing."""

    values: tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A number or day from `least` to `most`, both included; None is no limit."""

    least: float | date | None = None
    most: float | date | None = None


Condition = Contains | Begins | OneOf | Between


@dataclass(frozen=True, slots=True, repr=False)
class Query:
    """One way to look at a list. Without `sort` it stands in its usual order; texts are sorted in `language`."""

    sort: str = ""
    descending: bool = False
    filters: Mapping[str, Condition] = field(default_factory=dict)
    text: str = field(default="", repr=False)
    language: str = "en"

    @property
    def narrowed(self) -> bool:
        """Tell whether something is left out by it."""
        return bool(self.filters or self.text.split())


class Bound:
    """The parameters of one statement, named as they come."""

    def __init__(self, **known: Any) -> None:
        self.values: dict[str, Any] = dict(known)

    def __call__(self, value: Any) -> str:
        """Bind a value; return what stands for it in the SQL."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"


def matching(expression: str, letters: str, bound: Bound) -> str:
    """Return the condition that an expression contains the letters."""
    return f"{expression} GLOB {bound(pattern(letters))}"


def condition_sql(expression: str, condition: Condition, bound: Bound, *, moment: bool = False) -> str:
    """Return the SQL of a condition on an expression; `moment` where it holds moments and days are asked."""
    match condition:
        case Contains(letters):
            return " AND ".join(matching(expression, word, bound) for word in letters.split()[:8]) or "1"
        case Begins(letters):
            return f"{expression} GLOB {bound(pattern(letters)[1:])}"
        case OneOf(values):
            marks = ", ".join(bound(value) for value in values if value is not None)
            found = [f"{expression} IN ({marks})"] if marks else []
            found += [f"{expression} IS NULL"] if None in values else []
            return f"({' OR '.join(found)})" if found else "0"
        case Between(least, most):
            found = []
            if least is not None:
                found.append(f"{expression} >= {bound(_edge(least, moment, first=True))}")
            if most is not None:
                found.append(f"{expression} {'<' if moment else '<='} {bound(_edge(most, moment, first=False))}")
            return " AND ".join(found) or "1"


def pattern(letters: str) -> str:
    """Return the GLOB pattern that finds letters in any case, with or without accents."""
    return "*" + "".join(_letter(one) for one in normalize("NFC", letters)[:LONGEST]) + "*"


def _edge(value: float | date, moment: bool, *, first: bool) -> Any:
    if not isinstance(value, date):
        return value
    if not moment:
        return value.isoformat()
    # In UTC the first and last day of the calendar begin and end outside it.
    day = max(value, moved(date.min, 2)) if first else moved(min(value, moved(date.max, -2)), 1)
    begins = datetime.combine(day, time(), COUNTRY_TIME)
    return begins.astimezone(UTC).isoformat(timespec="milliseconds")


def _letter(one: str) -> str:
    bare = normalize("NFD", one)[0].lower()
    alike = _ALIKE.get(bare, {bare, bare.upper()} if bare.isalpha() else {one})
    if "]" in alike or "^" in alike:
        return "[]]" if "]" in alike else "^"
    return "[" + "".join(sorted(alike | {one})) + "]"


def _letters_alike() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code in range(0xC0, 0x180):
        bare = normalize("NFD", chr(code))[0]
        if bare.isascii() and bare.isalpha():
            found.setdefault(bare.lower(), {bare.lower(), bare.upper()}).add(chr(code))
    for bare, others in {"o": "øØ", "d": "đĐ", "l": "łŁ", "i": "ı"}.items():
        found.setdefault(bare, {bare, bare.upper()}).update(others)
    return found


_ALIKE = _letters_alike()
