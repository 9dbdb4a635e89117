"""From a visit board to the rows of the day strip: programme, legs, a row for each kind of measure, gaps among them."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import MeasureState
from app.models.kinds.measures import Measure
from app.models.kinds.schema import SCHEMA
from app.models.kinds.visits import ProgrammeItem
from app.services.cases.worklists import MeasureRow
from app.services.visits.boards import VisitBoard
from app.ui.kit.words import COUNTRY_TIME, Words
from app.ui.screens.visit.strip import Block, Look, Row

USUAL_LENGTH = timedelta(hours=1)
"""How long a point without an end is drawn."""
RUNNING = frozenset({MeasureState.ACTIVE, MeasureState.APPROVED, MeasureState.PROVISIONAL})


def days_of(board: VisitBoard) -> list[date]:
    """Return the days from arrival to departure, with every day that has a point of the programme."""
    record = board.sheet.record
    found = {moment.astimezone(COUNTRY_TIME).date() for moment in (record.arrival, record.departure) if moment}
    found |= {item.starts.astimezone(COUNTRY_TIME).date() for _, item, _ in board.sheet.programme or () if item.starts}
    if not found:
        return []
    first, last = min(found), max(found)
    if (last - first).days > 60:
        return sorted(found)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def rows_for(words: Words, board: VisitBoard, day: date) -> list[Row]:
    """Return the rows of one day."""
    items = [(uid, item) for uid, item, _ in board.sheet.programme or () if item.starts and not item.cancelled]
    points = [item_block(words, board, uid, item) for uid, item in items]
    legs = []
    for _, _, leg in board.sheet.programme or ():
        if leg is not None and leg.departs is not None:
            text = leg.route or leg.destination or words.plain(leg.mode)
            ends = leg.arrives or leg.departs + timedelta(minutes=30)
            said = " ".join(part for part in (leg.origin, "→", leg.destination) if part)
            detail = f"{words.time(leg.departs)}–{words.time(ends)} {words.plain(leg.mode)} {said}"
            legs.append(Block(leg.departs, ends, text, detail, Look.SERVICE))
    rows = [Row(words(N_("Programme")), points), Row(words(N_("Transfers")), legs)]
    rows += _measure_rows(words, board, dict(items), day)
    gaps = [_gap(words, block) for block in points if block.uid in board.gaps]
    if gaps or any(item.starts for _, item in items):
        rows.append(Row(words(N_("Not covered")), gaps))
    return rows


def item_block(words: Words, board: VisitBoard, uid: Id, item: ProgrammeItem) -> Block:
    """Return the block of one point; the caller has seen that it has a beginning."""
    starts = item.starts or datetime.min.replace(tzinfo=COUNTRY_TIME)
    ends = item.ends or starts + USUAL_LENGTH
    place = item.place_text or board.names.get(item.place or b"", "")
    text = words.text(item.activity)
    detail = f"{words.time(starts)}–{words.time(ends)} {text}" + (f", {place}" if place else "")
    return Block(starts, ends, text, detail, Look.POINT, uid)


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
        name = words.value(spec, line.record.type)
        about = board.names.get(line.record.subject or b"", "")
        detail = ", ".join(part for part in (name, by, about) if part)
        text = " · ".join(part for part in (by, about) if part) or name
        found.setdefault(name, []).append(Block(*hours, text, detail, Look.SERVICE, line.id))
    return [Row(name, blocks) for name, blocks in sorted(found.items())]


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
