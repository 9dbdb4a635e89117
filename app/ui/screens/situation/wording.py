"""How the situation says when something is due, and in which colour: red past its day, amber near it, else none."""

from collections.abc import Mapping
from datetime import date

from app.core.i18n import N_
from app.services.situation import Count, Need, NeedKind, Point
from app.ui.kit.parts import Tone, announced
from app.ui.kit.words import COUNTRY_TIME, Words
from app.ui.tables.wording import near_tone

_ONE: Mapping[NeedKind, str] = {
    NeedKind.OVERDUE: N_("measure overdue"),
    NeedKind.PROPOSED: N_("proposal to be decided"),
    NeedKind.UNACKNOWLEDGED: N_("protocol not acknowledged"),
    NeedKind.RETURNED: N_("proposal returned with a question"),
    NeedKind.CONFIRM: N_("decision to confirm in writing"),
    NeedKind.ANALYSIS: N_("analysis that loses its validity"),
    NeedKind.REQUEST: N_("analysis awaited"),
    NeedKind.RECALL: N_("copy to recall"),
    NeedKind.VISIT: N_("visit today or tomorrow"),
    NeedKind.PAPERS: N_("visit lacking papers"),
    NeedKind.GAP: N_("visit not wholly covered"),
    NeedKind.CONFLICT: N_("conflict to settle"),
    NeedKind.BUNDLE: N_("bundle missing"),
    NeedKind.HELD: N_("change of a revoked workstation"),
    NeedKind.FINDING: N_("finding to look at"),
    NeedKind.FOLLOW_UP: N_("follow-up of a note"),
    NeedKind.BINDER: N_("binder to bring up to date"),
    NeedKind.RETENTION: N_("file past its term of retention"),
    NeedKind.ERASED: N_("erasure to confirm"),
}
"""What a kind is called where there is one of it; the others are called the same however many."""


def due_text(words: Words, need: Need) -> str:
    """Return when it is due: `2 dagen te laat`, `vandaag`, `over 3 dagen`; `nu` where it has no day."""
    if need.due is None or need.days_left is None:
        return words("now")
    if need.days_left < 0:
        return words.plural("{count} day late", "{count} days late", -need.days_left)
    today = date.fromordinal(need.due.toordinal() - need.days_left)
    return words.relative(need.due, today)


def due_tone(words: Words, need: Need) -> Tone:
    """Return the colour of that."""
    if need.late:
        return Tone.RED
    if need.due is None or need.days_left is None or need.kind is NeedKind.VISIT:
        return Tone.PLAIN
    today = date.fromordinal(need.due.toordinal() - need.days_left)
    return near_tone(words, need.days_left, today)


def count_tone(kind: NeedKind, count: Count) -> Tone:
    """Return the colour of a number: red where some are late, amber for what is announced."""
    late = bool(count.late) and kind is not NeedKind.VISIT
    if late or (count.number and kind in (NeedKind.EVALUATE, NeedKind.RATIFY)):
        return announced(late=late)
    return Tone.PLAIN


def kind_text(words: Words, kind: NeedKind, count: Count) -> str:
    """Return what stands beside a number: `te beslechten conflict` beside 1, `te beslechten conflicten` beside 2."""
    alone = count.number == 1 and not count.more and kind in _ONE
    return words(_ONE[kind]) if alone else words.enum(kind)


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
