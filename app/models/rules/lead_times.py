"""How long each step of a file took (domain.md §6): request → analysis → proposal → decision → first execution.

A step is measured where both its ends are known; one whose beginning is known and whose end is not is still waiting. A
step that ended before it began (an analysis dated before it was asked for) took no days: dates are typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.i18n import N_
from app.models.lists import DEADLINES, SHIPPED, Lists, day_after
from app.models.worded import Worded


class Step(Worded):
    """A step of the process, in its order."""

    ANALYSIS = "analysis", N_("from request to analysis")
    PROPOSAL = "proposal", N_("from analysis to proposal")
    DECISION = "decision", N_("from proposal to decision")
    EXECUTION = "execution", N_("from decision to first execution")


@dataclass(frozen=True, slots=True)
class LeadTime:
    """A step taken: its two days, `ends` None while it waits. `days` counts until today then."""

    step: Step
    begins: date
    ends: date | None
    days: int

    @property
    def waiting(self) -> bool:
        """Whether the step is not done."""
        return self.ends is None


def lead_time(step: Step, begins: date | None, ends: date | None, today: date) -> LeadTime | None:
    """Return how long a step took, None where it never began."""
    if begins is None:
        return None
    return LeadTime(step, begins, ends, max(0, ((ends or today) - begins).days))


def answer_wanted_by(asked: date, lists: Lists = SHIPPED) -> date:
    """Return the day by which an analysis asked for on `asked` is wanted, unless the officer says another."""
    return day_after(lists.all(DEADLINES)["analysis"], asked)


def longest(found: Iterable[LeadTime]) -> Sequence[LeadTime]:
    """Return, per step in its order, the one that took longest, a waiting one before a done one of equal days."""
    worst: dict[Step, LeadTime] = {}
    for one in found:
        known = worst.get(one.step)
        if known is None or (one.days, one.waiting) > (known.days, known.waiting):
            worst[one.step] = one
    return [worst[step] for step in Step if step in worst]
