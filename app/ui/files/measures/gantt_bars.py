"""What the timeline of measures shows, out of measures and their decisions: a bar each, grouped by whom it is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import DecisionKind, MeasureState
from app.models.kinds.measures import Decision
from app.models.rules.measures import OVER
from app.services.cases.worklists import MeasureRow
from app.ui.files.measures.measure_list import by_of, type_of, whom_of
from app.ui.files.wording import Decided, capital, period_text, standing_chip
from app.ui.kit.parts import Tone
from app.ui.kit.words import COUNTRY_TIME, Words

ENDING = (DecisionKind.END, DecisionKind.REFUSE, DecisionKind.WITHDRAW)


@dataclass(frozen=True, slots=True, repr=False)
class Bar:
    """One measure from `first` to `last`. `late_to` is set where it goes on past that.

    `gaps` are suspensions; one that lasts goes on to the end: nobody has decided yet that it runs again.
    """

    key: Id
    name: str
    state: MeasureState
    first: date
    last: date
    reviewed: bool
    """Whether `last` is the day of a review: it does not end then."""
    late_to: date | None
    ratify_by: date | None
    gaps: Sequence[tuple[date, date]]
    ticks: Sequence[tuple[date, str]]
    """Decisions: the day and what it was."""
    chip: str
    tone: Tone
    said: str
    """All of it in words."""


@dataclass(frozen=True, slots=True, repr=False)
class Group:
    """The measures for one person, place or other subject."""

    name: str
    bars: Sequence[Bar]


def groups_of(words: Words, found: Sequence[MeasureRow], sheet: Decided, today: date) -> Sequence[Group]:
    """Return the bars by subject, in the order the subjects first come in `found`."""
    decided: dict[Id, list[Decision]] = {}
    for one in reversed(sheet.decisions):  # they come the newest first
        if one.record.subject is not None and one.record.dated is not None:
            decided.setdefault(one.record.subject, []).append(one.record)
    groups: dict[Id | None, list[Bar]] = {}
    names: dict[Id | None, str] = {}
    for line in found:
        names[line.record.subject] = whom_of(words, line, sheet)
        bar = _bar(words, line, sheet, decided.get(line.id, []), today)
        groups.setdefault(line.record.subject, []).append(bar)
    return [Group(names[subject], bars) for subject, bars in groups.items()]


def _bar(words: Words, line: MeasureRow, sheet: Decided, decided: Sequence[Decision], today: date) -> Bar:
    days = [(_day(one.dated), one.kind) for one in decided if one.dated is not None and one.kind is not None]
    course = line.course
    first = course.start or min((day for day, _ in days), default=today)
    limit = min((day for day in (course.end, course.review) if day is not None), default=first)
    ended = next((day for day, kind in reversed(days) if kind in ENDING), None)
    last = max(first, min(limit, ended) if line.state in OVER and ended is not None else limit)
    gaps = _gaps(days, min(today, last) if line.state in OVER else max(today, last))
    chip, tone = standing_chip(words, line, today)
    ticks = [(day, words.enum(kind)) for day, kind in days]
    parts = [type_of(words, line), by_of(words, line, sheet), period_text(words, course), chip]
    rests = line.state is MeasureState.SUSPENDED and bool(gaps)
    parts += [words(N_("suspended {period}"), period=words.period(*gap)) for gap in (gaps[:-1] if rests else gaps)]
    parts += [words(N_("suspended since {day}"), day=words.date(gaps[-1][0]))] if rests else []
    parts += [f"{capital(said)} {words.date(day)}" for day, said in ticks]
    return Bar(
        line.id, parts[0], line.state, first, last,
        course.end is None or (course.review is not None and course.review < course.end),
        today if line.overdue and last < today else None,
        course.ratify_by if line.state is MeasureState.PROVISIONAL else None,
        gaps, ticks, chip, tone, ", ".join(part for part in parts if part),
    )  # fmt: skip


def _gaps(days: Sequence[tuple[date, DecisionKind]], until: date) -> Sequence[tuple[date, date]]:
    gaps: list[tuple[date, date]] = []
    since: date | None = None
    for day, kind in days:
        if kind is DecisionKind.SUSPEND:
            since = since or day
        elif kind in (DecisionKind.RESUME, DecisionKind.END) and since is not None:
            gaps.append((since, day))
            since = None
    if since is not None:
        gaps.append((since, max(since, until)))
    return gaps


def _day(moment: datetime, zone: ZoneInfo = COUNTRY_TIME) -> date:
    return moment.astimezone(zone).date()
