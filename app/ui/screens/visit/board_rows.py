"""From a visit board to the rows of the day strip: programme, legs, a row for each kind of measure, gaps among them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import MeasureState
from app.models.kinds.measures import Measure
from app.models.kinds.movements import Transport
from app.models.kinds.schema import SCHEMA
from app.models.kinds.visits import ProgrammeItem
from app.services.cases.worklists import MeasureRow
from app.services.visits.boards import VisitBoard
from app.ui.files.wording import capital
from app.ui.kit.words import COUNTRY_TIME, Words
from app.ui.screens.visit.strip import Block, Look, Row, on_day

USUAL_LENGTH = timedelta(hours=1)
"""How long a point without an end is drawn."""
SHORTEST = timedelta(minutes=20)
"""What a block takes at least of the strip: a shorter one is drawn longer, so that it can be hit."""
RUNNING = frozenset({MeasureState.ACTIVE, MeasureState.APPROVED, MeasureState.PROVISIONAL})


def span_of(board: VisitBoard) -> tuple[date, date] | None:
    """Return the first and the last day: from arrival to departure, with every day that has a point of the programme.

    None where neither is known.
    """
    record = board.sheet.record
    found = {moment.astimezone(COUNTRY_TIME).date() for moment in (record.arrival, record.departure) if moment}
    found |= {item.starts.astimezone(COUNTRY_TIME).date() for _, item, _ in board.sheet.programme or () if item.starts}
    return (min(found), max(found)) if found else None


def rows_for(words: Words, board: VisitBoard, day: date) -> list[Row]:
    """Return the rows of one day; what goes on at the same time stands in rows beneath one another."""
    every = [(uid, item) for uid, item, _ in board.sheet.programme or () if item.starts]
    items = [(uid, item) for uid, item in every if not item.cancelled]
    cancelled = {uid for uid, item in every if item.cancelled}
    points = [item_block(words, board, uid, item) for uid, item in items]
    legs = [
        _leg(words, uid, leg)
        for uid, _, leg in board.sheet.programme or ()
        if leg is not None and leg.departs is not None and uid not in cancelled
    ]
    rows = [*_lanes(words(N_("Programme")), points, day), *_lanes(words(N_("Transfers")), legs, day)]
    rows += _measure_rows(words, board, dict(items), day)
    gaps = [_gap(words, block) for block in points if block.uid in board.gaps]
    if gaps or items:
        rows += _lanes(words(N_("Not covered")), gaps, day)
    off = [_cancelled(words, item_block(words, board, uid, item)) for uid, item in every if uid in cancelled]
    if any(on_day(block, day) for block in off):
        rows += _lanes(words(N_("Cancelled")), off, day)
    return rows


def item_block(words: Words, board: VisitBoard, uid: Id, item: ProgrammeItem) -> Block:
    """Return the block of one point; the caller has seen that it has a beginning."""
    starts = item.starts or datetime.min.replace(tzinfo=COUNTRY_TIME)
    ends = item.ends or starts + USUAL_LENGTH
    place = item.place_text or board.names.get(item.place or b"", "")
    text = words.text(item.activity)
    detail = f"{words.time(starts)}–{words.time(ends)} {text}" + (f", {place}" if place else "")
    return Block(starts, ends, text, detail, Look.POINT, uid)


def _leg(words: Words, item: Id, leg: Transport) -> Block:
    departs = leg.departs or datetime.min.replace(tzinfo=COUNTRY_TIME)
    ends = leg.arrives or departs + timedelta(minutes=30)
    said = " ".join(part for part in (leg.origin, "→", leg.destination) if part)
    detail = f"{words.time(departs)}–{words.time(ends)} {words.plain(leg.mode)} {said}"
    return Block(departs, ends, leg.route or leg.destination or words.plain(leg.mode), detail, Look.SERVICE, item)


def _lanes(name: str, blocks: Sequence[Block], day: date) -> list[Row]:
    """Return one row of that name, or as many as it takes for no block of the day to lie over another."""
    lanes: list[list[Block]] = []
    free: list[datetime] = []
    for block in sorted((one for one in blocks if on_day(one, day)), key=lambda one: (one.starts, one.ends)):
        at = next((at for at, until in enumerate(free) if until <= block.starts), len(lanes))
        if at == len(lanes):
            lanes.append([])
            free.append(block.ends)
        lanes[at].append(block)
        free[at] = max(block.ends, block.starts + SHORTEST)
    return [Row(name, lane) for lane in lanes] or [Row(name, [])]


def _measure_rows(words: Words, board: VisitBoard, items: Mapping[Id, ProgrammeItem], day: date) -> list[Row]:
    spec = SCHEMA.by_record[Measure].fields["type"]
    found: dict[str, list[Block]] = {}
    for line in board.measures:
        if line.state not in RUNNING:
            continue
        hours = _hours(line, items, day)
        if hours is None:
            continue
        by = ", ".join(board.names.get(one, "") for one in line.record.executing)
        name = capital(words.value(spec, line.record.type))
        about = board.names.get(line.record.subject or b"", "")
        detail = ", ".join(part for part in (name, by, about) if part)
        text = " · ".join(part for part in (by, about) if part) or name
        found.setdefault(name, []).append(Block(*hours, text, detail, Look.SERVICE, line.id))
    return [row for name, blocks in sorted(found.items()) for row in _lanes(name, blocks, day)]


def _hours(line: MeasureRow, items: Mapping[Id, ProgrammeItem], day: date) -> tuple[datetime, datetime] | None:
    course = line.course
    if (course.start and course.start > day) or (course.end and course.end < day):
        return None
    item = items.get(line.record.subject or b"")
    if item is not None and item.starts is not None:
        return item.starts, item.ends or item.starts + USUAL_LENGTH
    midnight = datetime.combine(day, time(), COUNTRY_TIME)
    return midnight, midnight + timedelta(days=1)


def _gap(words: Words, block: Block) -> Block:
    said = words(N_("not covered"))
    return Block(block.starts, block.ends, said, f"{said}: {block.detail}", Look.GAP, block.uid)


def _cancelled(words: Words, block: Block) -> Block:
    return Block(
        block.starts, block.ends, block.text, f"{words(N_('cancelled'))}: {block.detail}", Look.CANCELLED, block.uid
    )
