"""The whole situation in one answer, and the list behind each of its numbers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.models.enums import Action, Marking, NeedKind
from app.services.desk import Desk, View
from app.services.kept import Kept
from app.services.situation.analyses import analyses, requests
from app.services.situation.arrivals import bundles, conflicts, findings, held
from app.services.situation.binders import behind
from app.services.situation.clearances import clearances
from app.services.situation.ended import past_term, to_confirm
from app.services.situation.look import Horizon, Look
from app.services.situation.measures import SENTENCES, decisions, measures
from app.services.situation.needs import Count, Listed, Need, folded
from app.services.situation.notes import follow_ups
from app.services.situation.papers import mistaken, overstating, to_recall, unacknowledged
from app.services.situation.visits import Point, Visits

FIRST = 60
"""Needs of the first list; every number opens its whole list."""
WHOLE = 500
"""Needs of a list that was opened by its number."""
APART = frozenset({NeedKind.VISIT})
"""Kinds that are counted and listed, but are no work that somebody owes."""
LISTS: Mapping[Callable[[Look], Listed], frozenset[NeedKind]] = {
    measures: frozenset(SENTENCES),
    decisions: frozenset({NeedKind.CONFIRM}),
    analyses: frozenset({NeedKind.ANALYSIS}),
    requests: frozenset({NeedKind.REQUEST}),
    unacknowledged: frozenset({NeedKind.UNACKNOWLEDGED}),
    to_recall: frozenset({NeedKind.RECALL}),
    overstating: frozenset({NeedKind.RECALL}),
    mistaken: frozenset({NeedKind.RECALL}),
    conflicts: frozenset({NeedKind.CONFLICT}),
    held: frozenset({NeedKind.HELD}),
    findings: frozenset({NeedKind.FINDING}),
    bundles: frozenset({NeedKind.BUNDLE}),
    clearances: frozenset({NeedKind.CLEARANCE}),
    follow_ups: frozenset({NeedKind.FOLLOW_UP}),
    behind: frozenset({NeedKind.BINDER}),
    past_term: frozenset({NeedKind.RETENTION}),
    to_confirm: frozenset({NeedKind.ERASED}),
}
"""What lists which kinds; those of visits are read together."""
OF_VISITS = frozenset({NeedKind.VISIT, NeedKind.PAPERS, NeedKind.GAP})
EVERYTHING = frozenset(NeedKind)
FRESH = timedelta(seconds=1)
"""How long what was read serves who asks again."""

_Gathered = tuple[Listed, Sequence[Point], Marking]


_LAST = Kept[tuple[datetime, _Gathered]]()
"""What was read last, and when."""


@dataclass(frozen=True, slots=True, repr=False)
class Situation:
    """What needs someone at `moment`: the most pressing of all kinds, the counts, the points of today and tomorrow."""

    moment: datetime
    first: Sequence[Need]
    counts: Mapping[NeedKind, Count]
    points: Sequence[Point]
    marking: Marking
    """The highest marking of what was read for it."""

    @property
    def late(self) -> int:
        """Return how many needs are past their day: the number in the rail."""
        return sum(count.late for kind, count in self.counts.items() if kind not in APART)

    @property
    def quiet(self) -> bool:
        """Tell whether nothing waits for anybody."""
        return not self.first


def situation(desk: Desk, horizon: Horizon | None = None, first: int = FIRST) -> Situation:
    """Return what needs someone now, within the rights of this officer. Raises NotAllowed who reads no content.

    Costs a bounded number of rows: a `Count` that was cut off says so. The screen and the rail ask at once: what was
    read within the last second counts for both, where nothing was written since.
    """
    with desk.read() as view:
        view.require(Action.READ)
        found, points, marking = _just_gathered(view) if horizon is None else _gather(view, horizon, EVERYTHING)
    counts = {kind: _count(kind, found) for kind in NeedKind}
    owed = sorted(folded(need for need in found.needs if need.kind not in APART), key=lambda need: need.urgency)
    return Situation(desk.clock.now(), tuple(owed[:first]), counts, points, marking)


def needs(desk: Desk, kind: NeedKind, horizon: Horizon | None = None) -> Sequence[Need]:
    """Return the list behind one number, the most pressing first. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ)
        found, _, _ = _gather(view, horizon or Horizon(most=WHOLE), {kind})
    return sorted((need for need in found.needs if need.kind is kind), key=lambda need: need.urgency)


def _just_gathered(view: View) -> _Gathered:
    now = view.desk.clock.now()
    return _LAST.answer(
        view, view.commits, view.desk.officer, lambda _earlier: (now, _gather(view, Horizon(), EVERYTHING)),
        still=lambda last: now - last[0] < FRESH,
    )[1]  # fmt: skip


def _gather(view: View, horizon: Horizon, wanted: Collection[NeedKind]) -> _Gathered:
    look = Look(view, horizon)
    points: Sequence[Point] = ()
    lists = [lister(look) for lister, kinds in LISTS.items() if not kinds.isdisjoint(wanted)]
    if not OF_VISITS.isdisjoint(wanted):
        visits = Visits(look)
        points = visits.points()
        lists += [visits.visits(), visits.papers(), visits.gaps(points)]
    everything = [need for one in lists for need in one.needs]
    return Listed(everything, frozenset().union(*(one.more for one in lists))), points, look.marking


def _count(kind: NeedKind, found: Listed) -> Count:
    mine = [need for need in found.needs if need.kind is kind]
    return Count(len(mine), sum(need.late for need in mine), kind in found.more)
