"""How the situation says when something is due, and in which colour: red past its day, amber near it, else none."""

from datetime import date

from app.services.situation import Count, Need, NeedKind, Point
from app.ui.kit.parts import Tone
from app.ui.kit.words import COUNTRY_TIME, Words

NEAR = 2
"""Days from which on what is due is amber."""


def due_text(words: Words, need: Need) -> str:
    """Return when it is due: `2 dagen te laat`, `vandaag`, `over 3 dagen`; `nu` where it has no day."""
    if need.due is None or need.days_left is None:
        return words("now")
    if need.days_left < 0:
        return words.plural("{count} day late", "{count} days late", -need.days_left)
    today = date.fromordinal(need.due.toordinal() - need.days_left)
    return words.relative(need.due, today)


def due_tone(need: Need) -> Tone:
    """Return the colour of that."""
    if need.late:
        return Tone.RED
    if need.days_left is not None and need.days_left <= NEAR and need.kind is not NeedKind.VISIT:
        return Tone.AMBER
    return Tone.PLAIN


def count_tone(kind: NeedKind, count: Count) -> Tone:
    """Return the colour of a number: red where some are late, amber for what is announced."""
    if count.late and kind is not NeedKind.VISIT:
        return Tone.RED
    return Tone.AMBER if count.number and kind in (NeedKind.EVALUATE, NeedKind.RATIFY) else Tone.PLAIN


def who_text(words: Words, need: Need) -> str:
    """Return who must act; a dash where nobody is named."""
    return need.say_who(words.language) or "—"


def point_title(words: Words, point: Point) -> str:
    """Return what happens: the visit and the activity."""
    return " · ".join(filter(None, (point.title, words.text(point.activity))))


def point_detail(words: Words, point: Point) -> str:
    """Return where it happens and that nothing covers it, as far as there is something to say."""
    bare = words("no measure covers this point") if point.uncovered else ""
    return " · ".join(filter(None, (point.place, bare)))


def point_day_is_today(point: Point, today_ordinal: int) -> bool:
    """Tell whether a point is of today; one that began before and lasts counts as today's."""
    return point.starts.astimezone(COUNTRY_TIME).date().toordinal() <= today_ordinal
