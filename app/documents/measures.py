"""Measures read across: what and how, who, from–to, where; a bar at what changed since the last version."""

from collections.abc import Sequence
from dataclasses import replace

from app.documents.content import MeasureLine
from app.documents.dates import period, short_date
from app.documents.desk import DASH, Desk, callable_number
from app.documents.scripts import isolated
from app.documents.sections import Column, Row, table
from app.documents.strips import BODY, SMALL, STRONG, Strip
from app.documents.text import Run


def measures_table(measures: Sequence[MeasureLine], width: float, desk: Desk, *, gap: float = 6.0) -> list[Strip]:
    """Return the table of `measures` in `width` points."""
    fixed = (24.0, 88.0, 96.5, 88.0)
    columns = [
        Column(desk.say("No."), fixed[0]),
        Column(desk.say("Measure and instruction"), width - sum(fixed)),
        Column(desk.say("Carried out by"), fixed[1]),
        Column(desk.say("From – to"), fixed[2]),
        Column(desk.say("Where"), fixed[3]),
    ]
    return table(columns, [_row(measure, desk) for measure in measures], desk, gap=gap)


def what_runs(measure: MeasureLine, desk: Desk) -> list[Run]:
    """Return what a measure is, with its instruction beneath."""
    what = desk.runs(measure.title, STRONG)
    if measure.provisional:
        what.append(Run(f" ({desk.say('provisional')})", BODY))
    if measure.instruction is not None and measure.instruction.read(desk.language)[0].strip():
        what += [Run("\n", SMALL), *desk.runs(measure.instruction, SMALL)]
    return what


def executing_text(measure: MeasureLine, desk: Desk) -> str:
    """Return who carries a measure out and whom to ring, a line each; a dash where nobody is named."""
    who = (*map(desk.name, measure.executing), callable_number(measure.contact))
    return "\n".join(isolated(part) for part in who if part) or DASH


def period_runs(measure: MeasureLine, desk: Desk) -> list[Run]:
    """Return from when until when, or until which review."""
    return [Run(_when(measure, desk), BODY)]


def _row(measure: MeasureLine, desk: Desk) -> Row:
    return Row(
        (
            [Run(str(measure.number), replace(BODY, bold=measure.changed))],
            what_runs(measure, desk),
            [Run(executing_text(measure, desk), BODY)],
            period_runs(measure, desk),
            desk.place(measure.place),
        ),
        changed=measure.changed,
    )


def _when(measure: MeasureLine, desk: Desk) -> str:
    if measure.end is not None:
        return _unbroken(period(measure.start, measure.end, desk.dates)).replace("–\u00a0", "– ")
    if measure.review is not None:
        same = measure.review.year == measure.start.year
        start = _unbroken(short_date(measure.start, desk.dates, year=not same))
        review = _unbroken(short_date(measure.review, desk.dates))
        return desk.say("{start} – review {date}").format(start=start, date=review)
    return f"{_unbroken(short_date(measure.start, desk.dates))} – {DASH}"


def _unbroken(day: str) -> str:
    """Return a date that no line break takes apart."""
    return day.replace(" ", "\u00a0")
