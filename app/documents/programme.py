"""The programme of a visit, day by day: each item under its transport leg, with the measures that cover it."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from app.core.i18n import N_
from app.documents.content import MeasureLine
from app.documents.dates import day_text, hours, local, moment_text
from app.documents.desk import DASH, Desk, callable_number, joined
from app.documents.frame import WIDTH
from app.documents.sections import Column, Row, shares, table
from app.documents.strips import BODY, SMALL, STRONG, Strip, paragraph
from app.documents.text import Run
from app.documents.visit import CoverageGap, ProgrammeLine, TransportLeg

_COLUMNS = (
    (N_("Hour"), 0.13),
    (N_("Programme and measures"), 0.45),
    (N_("Place"), 0.24),
    (N_("Responsible"), 0.18),
)

_GAP_COLUMNS = ((N_("From – to"), 0.34), (N_("Nobody assigned for"), 0.44), (N_("To be solved by"), 0.22))


def programme_strips(programme: Sequence[ProgrammeLine], desk: Desk) -> list[Strip]:
    """Return a table a day, in the order given; without items, one table of dashes."""
    columns = shares(desk, WIDTH, *_COLUMNS)
    if not programme:
        return table(columns, [], desk)
    strips: list[Strip] = []
    for day, items in groupby(programme, _day):
        title = paragraph([Run(day_text(day, desk.dates), STRONG)], WIDTH, desk.shaper, gap=9)
        strips += [_kept(strip) for strip in title]
        strips += _day_table(columns, list(items), desk)
    return strips


def gaps_table(gaps: Sequence[CoverageGap], desk: Desk) -> list[Strip]:
    """Return the coverage gaps, hatched: what is not there has to be seen."""
    rows = [
        Row(
            (
                [],
                [Run(f"{moment_text(gap.start, desk.dates)} – {_end(gap, desk)}", BODY)],
                desk.runs(gap.what),
                [Run(joined([desk.name(gap.owner)]), BODY)],
            ),
            hatched=True,
        )
        for gap in gaps
    ]
    columns = [
        Column("", 22.0),
        *shares(desk, WIDTH - 22, *_GAP_COLUMNS),
    ]
    return table(columns, rows, desk)


def _day(item: ProgrammeLine) -> date:
    return local(item.start).date()


def _kept(strip: Strip) -> Strip:
    return Strip(strip.height, strip.marks, strip.gap, keep_with_next=True)


def _day_table(columns: Sequence[Column], items: Sequence[ProgrammeLine], desk: Desk) -> list[Strip]:
    rows: list[Row] = []
    for item in items:
        if item.leg is not None:
            rows.append(_leg(item.leg, desk))
        what = [*desk.runs(item.activity, STRONG)]
        if item.participants is not None:
            what += [Run("\n", SMALL), *desk.runs(item.participants, SMALL)]
        for measure in item.measures:
            what += [Run("\n", SMALL), *_measure(measure, desk)]
        if not item.measures:
            what.append(Run("\n" + desk.labelled(desk.say("Measures"), DASH), SMALL))
        rows.append(
            Row(
                (
                    [Run(hours(item.start, item.end), STRONG)],
                    what,
                    desk.place(item.place),
                    [Run(joined([desk.name(item.responsible)]), BODY)],
                ),
                changed=item.changed,
            )
        )
    return table(columns, rows, desk, gap=2)


def _leg(leg: TransportLeg, desk: Desk) -> Row:
    escort = desk.labelled(desk.say("Escort"), joined([desk.name(leg.escort)]))
    what = [Run("→ ", SMALL), *desk.runs(leg.means, SMALL), Run(f" · {escort}", SMALL)]
    return Row(
        (
            [Run(hours(leg.departs, leg.arrives), SMALL)],
            what,
            desk.runs(leg.route, SMALL),
            [Run("", SMALL)],
        ),
        keep_with_next=True,
    )


def _measure(measure: MeasureLine, desk: Desk) -> list[Run]:
    who = joined([*map(desk.name, measure.executing), callable_number(measure.contact)])
    runs = [Run(f"{measure.number}\u00a0", SMALL), *desk.runs(measure.title, SMALL), Run(f" – {who}", SMALL)]
    if measure.provisional:
        runs.append(Run(f" ({desk.say('provisional')})", SMALL))
    if measure.instruction is not None and measure.instruction.read(desk.language)[0].strip():
        runs += [Run(": ", SMALL), *desk.runs(measure.instruction, SMALL)]
    return runs


def _end(gap: CoverageGap, desk: Desk) -> str:
    start, end = local(gap.start), local(gap.end)
    return f"{end:%H:%M}" if start.date() == end.date() else moment_text(gap.end, desk.dates)
