"""The course of a measure (domain.md §4): which decision leads where, what is overdue, what holds while rivals wait.

A measure past its end or review date keeps running until someone decides: nothing lapses quietly, so no function
here changes a state because of a date, except the start that an approval already decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_, translate
from app.models.enums import DecisionKind, MeasureState, SubjectKind, say
from app.models.rules.calendar_ends import moved
from app.models.rules.ranks import LAST_DAY, at, day, place

S, K = MeasureState, DecisionKind

TRANSITIONS: Mapping[tuple[MeasureState | None, DecisionKind], MeasureState] = {
    (None, K.PROPOSE): S.PROPOSED,
    (None, K.START_URGENT): S.PROVISIONAL,
    (S.PROPOSED, K.APPROVE): S.APPROVED,
    (S.PROPOSED, K.APPROVE_AMENDED): S.APPROVED,
    (S.PROPOSED, K.REFUSE): S.REFUSED,
    (S.PROPOSED, K.RETURN): S.RETURNED,
    (S.PROPOSED, K.START_URGENT): S.PROVISIONAL,
    (S.PROPOSED, K.WITHDRAW): S.WITHDRAWN,
    (S.RETURNED, K.PROPOSE): S.PROPOSED,
    (S.RETURNED, K.START_URGENT): S.PROVISIONAL,
    (S.RETURNED, K.END): S.ENDED,
    (S.APPROVED, K.START): S.ACTIVE,
    (S.PROVISIONAL, K.RATIFY): S.ACTIVE,
    (S.PROVISIONAL, K.APPROVE): S.ACTIVE,
    (S.PROVISIONAL, K.APPROVE_AMENDED): S.ACTIVE,
    (S.PROVISIONAL, K.REFUSE): S.ENDED,
    (S.PROVISIONAL, K.END): S.ENDED,
    (S.ACTIVE, K.SUSPEND): S.SUSPENDED,
    (S.SUSPENDED, K.RESUME): S.ACTIVE,
    (S.APPROVED, K.END): S.ENDED,
    (S.ACTIVE, K.END): S.ENDED,
    (S.SUSPENDED, K.END): S.ENDED,
    **{
        (state, kind): state
        for state in (S.APPROVED, S.PROVISIONAL, S.ACTIVE, S.SUSPENDED)
        for kind in (K.WIDEN, K.REDUCE, K.KEEP, K.PROLONG)
    },
}
"""(state, decision) → next state; what is not here is refused. None is a measure that does not exist yet."""

UNSETTLED: frozenset[MeasureState] = frozenset(
    {S.PROPOSED, S.RETURNED, S.APPROVED, S.PROVISIONAL, S.ACTIVE, S.SUSPENDED}
)
"""States in which a measure stops the closing of its file."""

RUNNING: frozenset[MeasureState] = frozenset({S.PROVISIONAL, S.ACTIVE})

OVER: frozenset[MeasureState] = frozenset({S.ENDED, S.REFUSED, S.WITHDRAWN})
"""States out of which no decision leads: what the measure was stays as it is."""

AROUND: frozenset[SubjectKind] = frozenset(
    {SubjectKind.FILE, SubjectKind.PLACE, SubjectKind.ORGANISATION, SubjectKind.VISIT}
)
"""Subjects of a file's measures that protect each of its persons too: the file, a place, an institution, the visit."""

_ORDER = {
    state.value: rank
    for rank, state in enumerate(
        (S.WITHDRAWN, S.ENDED, S.REFUSED, S.RETURNED, S.PROPOSED, S.SUSPENDED, S.APPROVED, S.PROVISIONAL, S.ACTIVE)
    )
}
"""A withdrawal yields to whatever was decided apart from it; below all others, a version that does not know it agrees.
"""


class IllegalTransition(UserError):
    """This decision cannot be taken on a measure in this state."""

    sentence = N_("A measure that is {state} does not take this decision: {decision}. Nothing was changed.")

    def say(self, language: str = "en") -> str:
        """Return the sentence with state and decision worded in `language`."""
        state = say(self.state, language) if self.state is not None else translate(N_("not yet proposed"), language)
        return translate(self.sentence, language).format(state=state, decision=say(self.decision, language))


class PeriodMissing(UserError):
    """A measure without end or review would never come back on anybody's desk."""

    sentence = N_("Give the measure an end date or a review date: one of the two is needed.")


class PeriodReversed(UserError):
    """The end or review lies before the start."""

    sentence = N_("The end or review date lies before the start date. Correct one of them.")


class RatificationMissing(UserError):
    """An urgent start needs a day until when the approval must be there."""

    sentence = N_("Say until when this urgent measure must be ratified.")


@dataclass(frozen=True, slots=True)
class Course:
    """The workflow cell of a measure, typed."""

    state: MeasureState
    decision: bytes | None = None
    start: date | None = None
    end: date | None = None
    review: date | None = None
    ratify_by: date | None = None


def next_state(current: MeasureState | None, decision: DecisionKind) -> MeasureState:
    """Return the state a decision leads to. Raises `IllegalTransition`."""
    try:
        return TRANSITIONS[current, decision]
    except KeyError:
        raise IllegalTransition(state=current, decision=decision) from None


def decisions_open_to(current: MeasureState | None) -> tuple[DecisionKind, ...]:
    """Return the decisions a measure in this state may take, in the order of `DecisionKind`."""
    return tuple(kind for kind in DecisionKind if (current, kind) in TRANSITIONS)


def check_course(course: Course) -> None:
    """Raise `PeriodMissing`, `PeriodReversed` or `RatificationMissing` if the dates cannot be."""
    if course.end is None and course.review is None:
        raise PeriodMissing(field="end")
    limits = [limit for limit in (course.end, course.review) if limit is not None]
    if course.start is not None and min(limits) < course.start:
        raise PeriodReversed(field="end")
    if course.state is S.PROVISIONAL and course.ratify_by is None:
        raise RatificationMissing(field="ratify_by")


def overdue(course: Course, today: date) -> bool:
    """Whether somebody should have decided before `today`: end or review passed, or ratification not had in time.

    Only a measure that is unsettled can be overdue; the limit day itself still counts as in time.
    """
    if course.state not in UNSETTLED:
        return False
    ended = any(limit is not None and limit < today for limit in (course.end, course.review))
    return ended or unratified(course, today)


def unratified(course: Course, today: date) -> bool:
    """Whether a provisional measure should have been ratified before `today`."""
    return course.state is S.PROVISIONAL and course.ratify_by is not None and course.ratify_by < today


def runs_on(course: Course, today: date) -> bool:
    """Whether the measure is to be executed on `today`, an approved one from its start date on."""
    started = course.start is None or course.start <= today
    return started and (course.state in RUNNING or course.state is S.APPROVED)


def unconfirmed(course: Course, today: date, reports: int) -> bool:
    """Whether it should run but no execution report has come in yet."""
    return runs_on(course, today) and reports == 0


def untold(start: date | None, told: Iterable[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Return the days between the start and the last report of which none tells, as periods; the earliest first.

    What is not told yet since the last report is no gap: it is still to come.
    """
    gaps: list[tuple[date, date]] = []
    upto = moved(start, -1) if start is not None else None
    for begins, ends in sorted(told):
        if upto is not None and begins > moved(upto, 1):
            gaps.append((moved(upto, 1), moved(begins, -1)))
        upto = ends if upto is None else max(upto, ends)
    return tuple(gaps)


def period_to_report(start: date | None, told_until: date | None, today: date) -> tuple[date | None, date] | None:
    """Return the days of which no execution is reported yet: since the last report, or the start, until today.

    None where all is told, or nothing has begun; its first day is None where it is not known.
    """
    begins = moved(told_until, 1) if told_until is not None else start
    return None if begins is not None and begins > today else (begins, today)


def protection_rank(values: tuple[Any, ...]) -> tuple[int, ...]:
    """Rank rival courses in wire form: what protects more, then runs longer, then starts earlier, is greatest.

    A course runs until its end, without one until its review, without either for ever.
    """
    until = day(at(values, 3), day(at(values, 4), LAST_DAY))
    return place(_ORDER, at(values, 0)), until, -day(at(values, 2), LAST_DAY)
