"""How the level went over time: a line per service, subject and kind of threat, and which of them was at the head.

On every day the rule of that day decides (`app.models.rules.levels`): an analysis stands from its date until its own
service replaced it, and goes on past its validity, out of date. So the past shown here is what the head showed then,
had everything dated by that day been known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.core.ids import Id
from app.models.enums import ThreatKind
from app.models.rules.levels import Analysis, standing


@dataclass(frozen=True, slots=True)
class Step:
    """One analysis held from `first` until the day before `until`; None while it still does."""

    analysis: Analysis
    first: date
    until: date | None

    def stale_after(self, today: date) -> date | None:
        """Return the last day of its validity, where it held on past that by `today`; None where it did not."""
        end = min(today, self.until) if self.until is not None else today
        valid = self.analysis.valid_until
        return max(valid, self.first) if valid is not None and valid < end else None


@dataclass(frozen=True, slots=True)
class LevelLine:
    """The steps of one service on one subject and kind of threat, the earliest first."""

    service: Id
    kind: ThreatKind
    subject: Id
    steps: Sequence[Step]


def level_lines(analyses: Iterable[Analysis]) -> Sequence[LevelLine]:
    """Return the lines, the one that stands highest now first."""
    found: dict[tuple[Id, ThreatKind, Id], list[Analysis]] = {}
    for one in standing(known := list(analyses)):
        found.setdefault((one.service, one.kind, one.subject), [])
    for one in known:
        found.setdefault((one.service, one.kind, one.subject), []).append(one)
    return [LevelLine(service, kind, subject, _steps(some)) for (service, kind, subject), some in found.items()]


def head_steps(analyses: Iterable[Analysis]) -> Sequence[Step]:
    """Return which analysis gave the level at the head, the earliest first."""
    return _steps(list(analyses))


def _steps(analyses: Sequence[Analysis]) -> Sequence[Step]:
    steps: list[Step] = []
    for day in sorted({one.dated for one in analyses}):
        first = standing(one for one in analyses if one.dated <= day)[:1]
        if not first or (steps and steps[-1].analysis == first[0]):
            continue
        if steps:
            steps[-1] = replace(steps[-1], until=day)
        steps.append(Step(first[0], day, None))
    return steps
