"""The lists as one store has them: what ships, with what administrators changed, added and withdrew.

A value of this is made for every look at a store (`View.lists`) and kept by the window's words; it never reaches
outside its list: a name that is none of ours, however it got into a bundle, is passed over.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.core.i18n import LANGUAGES, N_, translate
from app.models.catalogues import CatalogueEntry, CatalogueWord, catalogue
from app.models.checks.working_day import working_days_after, working_days_before
from app.models.enums import (
    DeadlineUnit,
    ItemState,
    Marking,
    MeasureCharacter,
    MeasureTiming,
    MeasureVisibility,
    MinisterRule,
    ParagraphUse,
    Validity,
)
from app.models.texts import in_language

DEADLINES = "deadlines"
PARAGRAPHS = "paragraphs"
TEMPLATES = "measure_templates"
MEASURE_TYPES = "measure_types"
MINISTER = "minister_decisions"
FOREIGN_MARKINGS = "foreign_markings"
PAPER_TEXTS = "paper_texts"
TEXTS = frozenset({PARAGRAPHS, PAPER_TEXTS})
"""Lists whose lines are nothing without their text."""
MOST_DAYS = 1_000
MOST_YEARS = 100
COUNTED: Mapping[str, int] = {"review_days": 1, "start_days": 0, "runs_days": 1}
"""Numbers of days of a template, and the fewest of each."""
LONGEST_NAME = 500
LONGEST_TEXT = 20_000
"""Letters of a name and of a text beyond which it is none: whoever wrote it, no list and no paper is made of it."""
_HIDDEN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Signs that no name has: they steer the line in which it stands."""
_DETAILS = (
    "source", "text", "measure_type", "character", "visibility", "frequency", "review_days", "minister", "how_often",
    "timing", "start_days", "runs_days", "equivalent", "offered_in",
)  # fmt: skip
CLOSED: Mapping[str, type] = {
    "character": MeasureCharacter, "visibility": MeasureVisibility, "timing": MeasureTiming, "minister": MinisterRule,
    "equivalent": Marking, "offered_in": ParagraphUse,
}  # fmt: skip
"""Details that are a member of a closed list."""


@dataclass(frozen=True, slots=True)
class ListKind:
    """One list: its heading (an msgid) and what of a line is edited beside its names.

    `fixed`: the code looks for each of its lines, so none is added; `lasting`: none is withdrawn either.
    `used` where records hold its codes; what a template or paragraph filled in stands there as text.
    """

    heading: str
    fields: tuple[str, ...] = ()
    fixed: bool = False
    lasting: bool = False
    used: bool = True


LISTS: Mapping[str, ListKind] = {
    MEASURE_TYPES: ListKind(N_("Types of measure"), ("character", "minister")),
    MINISTER: ListKind(N_("Decisions for the Minister"), ("minister", "source"), fixed=True, lasting=True),
    TEMPLATES: ListKind(
        N_("Templates of measures"),
        (
            "measure_type",
            "character",
            "visibility",
            "timing",
            "how_often",
            "start_days",
            "runs_days",
            "review_days",
            "text",
        ),
        used=False,
    ),
    "threat_forms": ListKind(N_("Forms of threat")),
    "function_categories": ListKind(N_("Function categories")),
    "closing_reasons": ListKind(N_("Closing reasons")),
    "organisation_kinds": ListKind(N_("Kinds of organisation")),
    "visit_types": ListKind(N_("Types of visit")),
    FOREIGN_MARKINGS: ListKind(N_("Markings as received"), ("equivalent", "source")),
    PARAGRAPHS: ListKind(N_("Standard paragraphs"), ("offered_in", "text"), used=False),
    PAPER_TEXTS: ListKind(N_("Texts of papers"), ("text",), fixed=True, lasting=True, used=False),
    DEADLINES: ListKind(N_("Deadlines"), ("number", "unit", "source"), fixed=True, lasting=True, used=False),
    "visit_rules": ListKind(N_("Rules for visits"), ("number", "unit", "source"), fixed=True, used=False),
}
"""All of them, in the order in which they are shown."""


@dataclass(frozen=True, slots=True, repr=False)
class Lists:
    """What each list holds. `own` has the lists that differ from what ships, whole and in their order."""

    own: Mapping[str, Mapping[str, CatalogueEntry]] = field(default_factory=dict)

    def all(self, name: str) -> Mapping[str, CatalogueEntry]:
        """Return every line by its code, also what is not offered. Raises FileNotFoundError on no list of ours."""
        return self.own[name] if name in self.own else catalogue(name)

    def offered(self, name: str) -> Mapping[str, CatalogueEntry]:
        """Return the lines that may be chosen. Raises as `all`."""
        return {code: entry for code, entry in self.all(name).items() if entry.offered}

    def find(self, name: str, code: str | None) -> CatalogueEntry | None:
        """Return a line, offered or not; None where this store does not know the code. Raises as `all`."""
        return self.all(name).get(code or "")

    def say(self, name: str, code: object, language: str) -> str:
        """Return what a code is called; one that nobody here knows is shown as it is. Raises as `all`."""
        found = self.all(name).get(str(code))
        return found.say(language) if found else str(code)

    def word(self, show: Callable[[Any, str], str], value: object, language: str) -> str:
        """Return how a field's `show` words a value, by this store's lists where it words one of them."""
        return self.say(show.name, value, language) if isinstance(show, CatalogueWord) else show(value, language)


def offered_for(lists: Lists, use: ParagraphUse) -> Mapping[str, CatalogueEntry]:
    """Return the standard paragraphs that fit a field; one that says nothing of it fits orders and advice, as ever."""
    fitting = {use, ParagraphUse.ANYWHERE}
    unsaid = use in (ParagraphUse.ORDERS, ParagraphUse.ADVICE)
    found = lists.offered(PARAGRAPHS).items()
    return {
        code: entry
        for code, entry in found
        if (said := entry.detail.get("offered_in")) in fitting or (said is None and unsaid)
    }


SHIPPED = Lists()
"""For whoever has no store at hand."""


def overlaid(lines: Iterable[Any], today: date) -> Lists:
    """Return the lists with the `catalogue_item` records `lines` over what ships; a later one over an earlier.

    A text that lacks a language says there what ships, or its original: nothing is ever shown without a word.
    """
    by_list: dict[str, dict[str, CatalogueEntry]] = {}
    for line in lines:
        if line.list not in LISTS or not _is_name(line.code):
            continue
        known = by_list.setdefault(line.list, dict(catalogue(line.list)))
        known[line.code] = _over(known.get(line.code), line, len(known), today)
    ordered = {
        name: dict(sorted(lines.items(), key=lambda one: (one[1].order, one[1].added, one[0])))
        for name, lines in by_list.items()
    }
    return Lists(ordered)


def said_list(name: object, language: str) -> str:
    """Return what a list is called; one that is none of ours is shown as it is."""
    kind = LISTS.get(str(name))
    return translate(kind.heading, language) if kind else str(name)


def limit_of(entry: CatalogueEntry) -> tuple[int, DeadlineUnit] | None:
    """Return the number of a rule and in what it counts; None where it has none."""
    for unit in DeadlineUnit:
        number = entry.detail.get(unit.value)
        if isinstance(number, int):
            return number, unit
    return None


def fits(below: CatalogueEntry | None, number: int, unit: DeadlineUnit) -> bool:
    """Tell whether a rule may say this: a number of days stays one, in days of whatever sort, and is no life long."""
    shipped = limit_of(below) if below else None
    if shipped is None or any(
        (shipped[1] is one) != (unit is one) for one in (DeadlineUnit.AT_MOST, DeadlineUnit.YEARS)
    ):
        return False
    return 1 <= number <= MOST_YEARS if unit is DeadlineUnit.YEARS else 0 <= number <= MOST_DAYS


def day_after(entry: CatalogueEntry, begins: date) -> date:
    """Return the last day of a deadline that runs from `begins`; that day itself where it has no number."""
    number, unit = limit_of(entry) or (0, DeadlineUnit.DAYS)
    try:
        if unit is DeadlineUnit.WORKING_DAYS:
            return working_days_after(begins, number)
        if unit is DeadlineUnit.YEARS:
            return _years_after(begins, number)
        return begins + timedelta(days=number)
    except OverflowError:  # a day at the end of the calendar, as only a damaged or hostile workstation writes
        return date.max


def days_ahead(lists: Lists | None, code: str, today: date) -> int:
    """Return how many days from `today` on a line of the deadlines looks ahead; None for `lists` is what ships."""
    return (day_after((lists or SHIPPED).all(DEADLINES)[code], today) - today).days


def _years_after(begins: date, years: int) -> date:
    if begins.year + years > date.max.year:
        return date.max
    try:
        return begins.replace(year=begins.year + years)
    except ValueError:  # from 29 February
        return begins.replace(year=begins.year + years, month=3, day=1)


def day_before(entry: CatalogueEntry, comes: date) -> date | None:
    """Return the last day for what must be done a time before `comes`; None where the rule counts no days."""
    number, unit = limit_of(entry) or (0, DeadlineUnit.AT_MOST)
    if unit is DeadlineUnit.AT_MOST:
        return None
    try:
        if unit is DeadlineUnit.WORKING_DAYS:
            return working_days_before(comes, number)
        return comes - timedelta(days=number)
    except OverflowError:
        return date.min


def _over(below: CatalogueEntry | None, line: Any, last: int, today: date) -> CatalogueEntry:
    given = line.names if isinstance(line.names, Mapping) else {}
    names = {language: said for language, said in given.items() if _is_name(said)}
    words = {language: _word(below, names, line.code, language) for language in LANGUAGES}
    whole = line.list == TEMPLATES and line.measure_type is not None  # then what is not said is emptied
    detail = dict(below.detail) if below and not whole else {}
    detail |= {name: value for name in _DETAILS if _is_sound(name, value := getattr(line, name))}
    if below and not below.added and "equivalent" in below.detail:  # what was promised, whoever wrote otherwise
        detail["equivalent"] = max(Marking(below.detail["equivalent"]), Marking(detail["equivalent"]))
    if isinstance(line.number, int) and isinstance(line.unit, DeadlineUnit) and fits(below, line.number, line.unit):
        for unit in DeadlineUnit:
            detail.pop(unit.value, None)
        detail[line.unit.value] = line.number
    begins, ends = (None, None) if LISTS[line.list].lasting else (line.valid_from, line.valid_until)
    return CatalogueEntry(
        line.code,
        line.order if isinstance(line.order, int) else below.order if below else last,
        words,
        detail,
        below.added if below else True,
        line.state is ItemState.WITHDRAWN,
        begins,
        ends,
        Validity.on(today, begins, ends),
    )


def _is_sound(name: str, value: Any) -> bool:
    """Tell whether a value is what its field holds: whatever another version wrote, nobody who reads it fails."""
    if name in CLOSED:
        return isinstance(value, CLOSED[name])
    if name in COUNTED:
        return isinstance(value, int) and COUNTED[name] <= value <= MOST_DAYS
    if name in ("text", "source", "how_often"):
        texts = value.values() if isinstance(value, Mapping) else (None,)
        return all(isinstance(said, str) and len(said) <= LONGEST_TEXT for said in texts)
    return isinstance(value, str) and len(value) <= LONGEST_NAME


def _is_name(said: Any) -> bool:
    return isinstance(said, str) and 0 < len(said.strip()) <= LONGEST_NAME and _HIDDEN.search(said) is None


def _word(below: CatalogueEntry | None, names: Mapping[str, str], code: str, language: str) -> str:
    return names.get(language) or (below.say(language) if below else in_language(names, language)[0] or code)
