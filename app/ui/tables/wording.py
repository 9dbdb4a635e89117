"""How a value of a long list is said: words, two lines, a chip in its tone, bars of a level."""

from datetime import date
from enum import Enum
from typing import Any

from app.core.i18n import N_
from app.models.catalogues import CatalogueWord
from app.models.enums import MeasureState
from app.models.kinds.typed import phone_number
from app.models.lists import days_ahead
from app.models.rules.measures import Course
from app.services.lists.columns import Column, ColumnType, LevelHeld, Row, RowTone
from app.services.paper.wording import number_text
from app.ui.kit.parts import Tone, announced
from app.ui.kit.words import DASH, Words, capital
from app.ui.tables.rows import Cell

NEAR = "near"
"""The line of the deadlines that says from how many days on what must be done is amber."""
TONES = {RowTone.OVERDUE: Tone.RED, RowTone.EXPIRING: Tone.AMBER}


def cell_of(words: Words, column: Column, row: Row) -> Cell:
    """Return what stands in a column of a row."""
    value, why = row.values.get(column.name), row.tones.get(column.name)
    tone = TONES[why] if why is not None else None
    if isinstance(value, LevelHeld):
        return _level(words, value, tone)
    if value is MeasureState.PROVISIONAL and tone is not None:
        what, colour = ratification(words, late=tone is Tone.RED)
        return Cell(what, capital(words.enum(value)), colour, strong=column.strong)
    text = said(words, column, value)
    under = words.plain(row.values.get(column.under)) if column.under and row.values.get(column.under) else ""
    if value is None or (tone is None and not column.chip):
        return Cell(text if text != DASH else "", under, strong=column.strong)
    return Cell(text, under, tone or Tone.PLAIN, strong=column.strong)


def choices_in(words: Words, column: Column) -> tuple[Any, ...]:
    """Return the values one filters by: of a list every line this store knows, also what is withdrawn."""
    show = column.spec.meta.show if column.spec is not None else None
    if words.lists is not None and isinstance(show, CatalogueWord) and column.choices:
        return tuple(words.lists.all(show.name))
    return column.choices


def ratification(words: Words, *, late: bool) -> tuple[str, Tone]:
    """Return what is said of a provisional measure and its colour, the same in every list and in the file."""
    return (words(N_("Ratification overdue")) if late else words(N_("To ratify"))), announced(late=late)


def near_tone(words: Words, days_left: int, today: date) -> Tone:
    """Return the colour of what must be done: red past its day, amber near it, the same in tasks and situation."""
    if days_left < 0:
        return Tone.RED
    return Tone.AMBER if days_left <= days_ahead(words.lists, NEAR, today) else Tone.PLAIN


def period_text(words: Words, course: Course) -> str:
    """Return `3 mrt → 19 nov`, or with the review day where no end is set."""
    start = words.short_date(course.start) if course.start else DASH
    if course.end is not None:
        return f"{start} → {words.short_date(course.end)}"
    if course.review is not None:
        return f"{start} → {words(N_('review {day}'), day=words.short_date(course.review))}"
    return start


def said(words: Words, column: Column, value: object) -> str:
    """Return a value of a column in words."""
    if value is None or value in ((), ""):
        return DASH
    if isinstance(value, Course):
        return period_text(words, value)
    if column.spec is not None and not (isinstance(value, str) and (column.spec.meta.ref or column.spec.many)):
        number = column.spec.meta.parse is phone_number and isinstance(value, str)
        return number_text(str(value)) if number else words.value(column.spec, value)
    return capital(words.plain(value)) if isinstance(value, Enum) else words.plain(value)


def choice(words: Words, column: Column, value: Any) -> str:
    """Return one of the values that a column can be filtered by, in words."""
    if value is None:
        return capital(words(N_("nothing")))
    if column.type is ColumnType.YES_NO:
        return capital(words.plain(bool(value)))
    if column.type is ColumnType.LEVEL:
        return f"{value:d} {words.plain(value)}"
    if column.spec is not None and column.spec.meta.show is not None:
        return words.value(column.spec, value)
    return capital(words.plain(value))


def _level(words: Words, held: LevelHeld, tone: Tone | None) -> Cell:
    text = f"{int(held.level)} {words.enum(held.level)}"
    under = held.service
    if held.out_of_date:
        under = f"{under} · {words(N_('out of date'))}" if under else words(N_("out of date"))
    elif tone is not None and held.valid_until is not None:
        until = words(N_("until {day}"), day=words.short_date(held.valid_until))
        under = f"{under} · {until}" if under else until
    return Cell(text, under, tone, strong=True, level=int(held.level))
