"""What can be decided on a measure, what each decision asks, and the service that records it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from app.core.i18n import N_
from app.models.enums import Capacity, Channel, DecisionKind, MeasureState
from app.models.kinds.measures import Measure
from app.models.rules.decisions import action_for
from app.services.cases.decisions import (
    approve_amended,
    approve_measures,
    ratify_measures,
    refuse_measures,
    return_measures,
)
from app.services.cases.evaluation import (
    end_measure,
    keep_measure,
    prolong_measure,
    reduce_measure,
    resume_measure,
    suspend_measure,
    widen_measure,
)
from app.services.cases.measures import propose_again, start_urgent
from app.services.cases.rulings import ANSWERS, Ruling
from app.services.cases.withdrawing import withdraw_measures
from app.services.cases.worklists import MeasureRow
from app.ui.files.wording import Decided
from app.ui.forms.ruling import PROPOSING

if TYPE_CHECKING:
    from app.services.desk import Desk

K = DecisionKind
OWN = ("decider", "dated", "reference", "urgent_alone")
"""Left out of a decision that needs nobody's word but the officer's: he decides now."""
_PROPOSED = N_("Waits for the Minister. An approver who did not propose it records the answer.")
_PROVISIONAL = N_("Runs already and waits to be ratified by the Minister. An approver records the answer.")
_OURS = N_("Waits for a decision; this one needs no Minister. A colleague who did not propose it decides.")
_OURS_PROVISIONAL = N_("Runs already and waits to be ratified; that needs no Minister. A colleague decides.")
_NAMED = N_(
    "Waits for {name}, the substitute approver of this file. An approver who did not propose it records the answer."
)
_NAMED_HERE = N_("Waits for {name}, the substitute approver of this file. Record the answer here.")
_NAMED_PROVISIONAL = N_(
    "Runs already and waits to be ratified by {name}, the substitute approver of this file. An approver records the"
    " answer."
)
OWN_PROPOSAL = N_("You proposed this measure: a colleague records what is decided on it.")
Record = Callable[["Desk", MeasureRow, Ruling, Mapping[str, Any]], object]


def _as_it_is(record: Measure, _today: date) -> Measure:
    return record


@dataclass(frozen=True, slots=True, repr=False)
class Choice:
    """One decision on a button. `text` holds its key in brackets; `fields` of the measure are asked with it.

    `first` gives, today, the measure whose fields stand in the form before anybody types. `further` are fields asked
    behind a button, and `note` (an msgid) says what this decision cannot change.
    """

    kind: DecisionKind
    text: str
    fields: Callable[[MeasureRow], tuple[str, ...]]
    record: Record
    first: Callable[[Measure, date], Measure] = _as_it_is
    further: tuple[str, ...] = ()
    note: str = ""


def whose_turn(row: MeasureRow, may: Collection[DecisionKind]) -> str:
    """Return who acts next on a measure that waits, empty where it waits for nobody; `may` can be recorded here.

    It is an msgid, in which `{name}` stands for the substitute approver.
    """
    mine = (K.APPROVE in may or K.RATIFY in may) and not row.own
    if row.state is MeasureState.PROPOSED:
        if K.APPROVE not in row.minister:
            return N_("Waits for a decision; this one needs no Minister. Record it here.") if mine else _OURS
        if row.substitute:
            return _NAMED_HERE if mine else _NAMED
        return N_("Waits for the Minister. Record the answer here.") if mine else _PROPOSED
    if row.state is MeasureState.PROVISIONAL:
        if mine:
            return N_("Runs already and waits to be ratified. Record the answer here.")
        his = _NAMED_PROVISIONAL if row.substitute else _PROVISIONAL
        return his if K.RATIFY in row.minister else _OURS_PROVISIONAL
    if row.state is MeasureState.RETURNED:
        return N_("Came back with a question: change it where needed and propose it again.")
    return ""


def _none(_row: MeasureRow) -> tuple[str, ...]:
    return ()


FURTHER = ("place", "contact", "contact_phone", "visibility")
"""What else of the content of a measure a decision can set: seldom, and so out of sight at first."""


def _what(_row: MeasureRow) -> tuple[str, ...]:
    return ("instruction", "frequency")


def _end(row: MeasureRow) -> tuple[str, ...]:
    return ("end",) if row.course.end is not None else ()


def _ended(record: Measure, today: date) -> Measure:
    """Return what stands in the form of an end: a measure ends today, or ended when its period was over."""
    return replace(record, end=today if record.end is None else min(record.end, today))


def _period(row: MeasureRow) -> tuple[str, ...]:
    found = [name for name in ("end", "review") if getattr(row.course, name) is not None]
    return tuple(found) or ("review",)


def _prolong(desk: "Desk", row: MeasureRow, ruling: Ruling, values: Mapping[str, Any]) -> object:
    moved = {name: day for name, day in values.items() if day is not None and day != getattr(row.course, name)}
    return prolong_measure(desk, row.id, ruling, end=moved.get("end"), review=moved.get("review"))


def _changed(row: MeasureRow, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value != getattr(row.record, name)}


CHOICES: tuple[Choice, ...] = (
    Choice(K.APPROVE, N_("Approve [A]"), _none, lambda d, row, ruling, _v: approve_measures(d, [row.id], ruling)),
    Choice(K.RATIFY, N_("Ratify [R]"), _none, lambda d, row, ruling, _v: ratify_measures(d, [row.id], ruling)),
    Choice(
        K.APPROVE_AMENDED,
        N_("Approve as amended [M]"),
        lambda row: (*_what(row), "start", "end", "review"),
        lambda d, row, ruling, values: approve_amended(d, row.id, ruling, _changed(row, values)),
        further=FURTHER,
        note=N_("Another service, type or person: refuse it and propose anew."),
    ),
    Choice(K.RETURN, N_("Return with a question [Q]"), _none, lambda d, row, r, _v: return_measures(d, [row.id], r)),
    Choice(K.REFUSE, N_("Refuse [F]"), _none, lambda d, row, ruling, _v: refuse_measures(d, [row.id], ruling)),
    Choice(K.PROLONG, N_("Prolong [P]"), _period, _prolong),
    Choice(
        K.KEEP,
        N_("Keep [K]"),
        lambda _row: ("review",),
        lambda d, row, ruling, values: keep_measure(d, row.id, ruling, values["review"]),
    ),
    Choice(
        K.WIDEN,
        N_("Widen [W]"),
        _what,
        lambda d, row, ruling, values: widen_measure(d, row.id, ruling, _changed(row, values)),
        further=FURTHER,
    ),
    Choice(
        K.REDUCE,
        N_("Reduce [D]"),
        lambda row: (*_what(row), *_end(row)),
        lambda d, row, ruling, values: reduce_measure(d, row.id, ruling, _changed(row, values)),
        further=FURTHER,
    ),
    Choice(K.SUSPEND, N_("Suspend [S]"), _none, lambda d, row, ruling, _v: suspend_measure(d, row.id, ruling)),
    Choice(K.RESUME, N_("Resume [U]"), _none, lambda d, row, ruling, _v: resume_measure(d, row.id, ruling)),
    Choice(
        K.END,
        N_("End [E]"),
        lambda _row: ("end",),
        lambda d, row, ruling, values: end_measure(d, row.id, ruling, values.get("end")),
        _ended,
    ),
    Choice(
        K.PROPOSE,
        N_("Propose again [O]"),
        lambda row: (*_what(row), "start", "end", "review"),
        lambda d, row, ruling, values: propose_again(d, row.id, ruling, _changed(row, values)),
    ),
    Choice(
        K.START_URGENT,
        N_("Start urgently [T]"),
        lambda _row: ("ratify_by",),
        lambda d, row, ruling, values: start_urgent(d, row.id, ruling, values.get("ratify_by")),
    ),
    Choice(
        K.WITHDRAW,
        N_("Withdraw [I]"),
        _none,
        lambda d, row, ruling, _v: withdraw_measures(d, [row.id], ruling.reason),
        note=N_("For what was proposed by mistake. It stays in the history as withdrawn; nobody has to refuse it."),
    ),
)


def choices_for(row: MeasureRow, sheet: Decided) -> list[Choice]:
    """Return the decisions that the measure takes now and that this officer may record."""
    if not row.decided_here:
        return []
    open_now = [choice for choice in CHOICES if choice.kind in set(row.open_decisions)]
    found = [one for one in open_now if action_for(one.kind, minister=one.kind in row.minister) in sheet.may]
    return [one for one in found if one.kind is not K.WITHDRAW or row.withdrawable]


def refused_to(row: MeasureRow, kind: DecisionKind) -> str:
    """Return why this officer cannot record such a decision, an msgid; empty where he can."""
    return OWN_PROPOSAL if row.own and (kind in ANSWERS or kind in row.minister) else ""


def first_ruling(kind: DecisionKind, *, minister: bool, substitute: str = "") -> Ruling:
    """Return what stands in the ruling before anybody types: the Minister, or who decides in his place, where only he
    decides, else the officer."""
    if minister and substitute:
        return Ruling(Capacity.SUBSTITUTE, Channel.PAPER, decider=substitute)
    if minister:
        return Ruling(Capacity.MINISTER, Channel.PAPER)
    return Ruling(Capacity.FILE_OFFICER, None if kind in (K.PROPOSE, K.WITHDRAW) else Channel.PAPER)


def left_out(kind: DecisionKind, *, minister: bool) -> tuple[str, ...]:
    """Return what is not asked of a ruling: of a proposal, and of what the officer decides himself and now."""
    if kind is K.PROPOSE:
        return PROPOSING
    if kind is K.WITHDRAW:
        return (*PROPOSING, "capacity")
    return () if minister or kind in ANSWERS else OWN


def with_key(text: str) -> tuple[str, str]:
    """Return (`Verlengen`, `V`) of `Verlengen [V]`: each language chooses its keys."""
    words, _, key = text.rpartition(" [")
    return (words, key.rstrip("]")) if words else (text, "")
