"""Who may take and record a decision (domain.md §1): what needs the Minister, four eyes, oral decisions.

Which decisions need the Minister is a setting: `app.models.rules.minister`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, Capacity, Channel, DecisionKind
from app.models.lists import DEADLINES, SHIPPED, Lists, day_after

PROPOSALS = frozenset({DecisionKind.PROPOSE, DecisionKind.START_URGENT})
"""Decisions an officer takes without anybody's word: they ask for one."""

ASKING = PROPOSALS | {DecisionKind.WITHDRAW}
"""All that is the proposer's own: to ask for a decision, and to ask for none any more."""

ON_FILES = frozenset(
    {
        DecisionKind.OPEN_FILE,
        DecisionKind.CLOSE_FILE,
        DecisionKind.REOPEN_FILE,
        DecisionKind.ARCHIVE_FILE,
        DecisionKind.SUSPEND_FILE,
        DecisionKind.RESUME_FILE,
        DecisionKind.HOLD_FILE,
        DecisionKind.LIFT_HOLD,
        DecisionKind.TRANSFER_FILE,
    }
)

OF_MINISTER = frozenset({Capacity.MINISTER, Capacity.CABINET, Capacity.SUBSTITUTE})
"""Capacities in which the Minister's decision may be given."""

FREE_TEXT_REASON = frozenset(
    {
        DecisionKind.REDUCE,
        DecisionKind.END,
        DecisionKind.REFUSE,
        DecisionKind.RETURN,
        DecisionKind.WITHDRAW,
        DecisionKind.SUSPEND_FILE,
        DecisionKind.HOLD_FILE,
        DecisionKind.LIFT_HOLD,
        DecisionKind.TRANSFER_FILE,
    }
)
"""Decisions that a listed reason does not suffice for."""


class ProposerRecords(UserError):
    """The recorder of a decision is never its proposer."""

    sentence = N_("You proposed this measure: a colleague must record what was decided. Nothing was recorded.")


class NeedsMinister(UserError):
    """This decision is advice until the Minister has taken it."""

    sentence = N_(
        "This decision needs the Minister of the Interior. Record in what capacity it was taken, "
        "or propose it; until then it is advice."
    )


class ConfirmationMissing(UserError):
    """What was said by word of mouth must be confirmed in writing by a day."""

    sentence = N_("Say until when this oral decision must be confirmed in writing.")


class ReasonMissing(UserError):
    """Reducing, ending, refusing, returning and withdrawing are explained."""

    sentence = N_("Write the reason of this decision.")


class BeforeProposal(UserError):
    """An answer that fell before what it answers."""

    sentence = N_(
        "This decision would lie before the proposal that it answers. Correct its day and hour; nothing was recorded."
    )


class BeforeOpening(UserError):
    """A decision in a file on a day before the file was opened."""

    sentence = N_(
        "This decision would lie before the day on which the file was opened. Correct it; nothing was recorded."
    )


@dataclass(frozen=True, slots=True, repr=False)
class DecisionFacts:
    """What is checked of a decision before it is recorded; `minister` where it needs him, as this store has it set."""

    kind: DecisionKind
    minister: bool
    capacity: Capacity
    channel: Channel | None
    recorder: Id
    proposer: Id | None
    reason: str
    confirm_by: date | None


def action_for(kind: DecisionKind, *, minister: bool) -> Action:
    """Return what an officer must be allowed to do to record a decision that needs the Minister, or does not."""
    if kind in ON_FILES:
        return Action.CLOSE if kind is not DecisionKind.OPEN_FILE else Action.DECIDE
    if kind in ASKING:
        return Action.PROPOSE
    return Action.APPROVE if minister else Action.DECIDE


def check_decision(facts: DecisionFacts) -> None:
    """Raise the first reason why a decision cannot be recorded as it is: four eyes, capacity, writing, reason."""
    if facts.kind not in PROPOSALS and facts.recorder == facts.proposer:
        raise ProposerRecords
    if facts.minister and facts.capacity not in OF_MINISTER:
        raise NeedsMinister(field="capacity")
    if facts.channel is not None and facts.channel.oral and facts.kind not in PROPOSALS and facts.confirm_by is None:
        raise ConfirmationMissing(field="confirm_by")
    if facts.kind in FREE_TEXT_REASON and not facts.reason.strip():
        raise ReasonMissing(field="reason")


def check_order(dated: datetime, *, proposed: datetime | None, opened: date | None) -> None:
    """Raise where a decision of the moment `dated` lies before the proposal it answers, or the day of the opening."""
    if proposed is not None and dated < proposed:
        raise BeforeProposal(field="dated")
    if opened is not None and dated.date() < opened:
        raise BeforeOpening(field="dated")


def confirm_by(decided: date, lists: Lists = SHIPPED) -> date:
    """Return the default day by which an oral decision is confirmed in writing, by a store's lists."""
    return day_after(lists.all(DEADLINES)["confirm"], decided)


def ratify_by(started: date, lists: Lists = SHIPPED) -> date:
    """Return the default day by which an urgent start is ratified, by a store's lists."""
    return day_after(lists.all(DEADLINES)["ratify"], started)
