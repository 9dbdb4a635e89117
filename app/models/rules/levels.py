"""The level in force (domain.md §2): levels stand per service and kind of threat; the head shows the highest.

A level is replaced only by its own service, on the same subject and kind. Past its validity it stays, marked *out of
date*: it never falls by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.core.ids import Id
from app.models.enums import ThreatKind, ThreatLevel


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the rule reads of a `threat_analysis`."""

    id: Id
    subject: Id
    service: Id
    kind: ThreatKind
    dated: date
    level: ThreatLevel
    valid_until: date | None = None
    replaces: Id | None = None
    received_as: str | None = field(default=None, repr=False)
    """The marking of another system that it came with, a code of the list; no level follows from it."""


@dataclass(frozen=True, slots=True)
class HeadLevel:
    """The level shown at a file's head, with its analysis; `out_of_date` once its validity has passed."""

    analysis: Analysis
    out_of_date: bool

    @property
    def level(self) -> ThreatLevel:
        """The level itself."""
        return self.analysis.level


def standing(analyses: Iterable[Analysis]) -> tuple[Analysis, ...]:
    """Return the analyses no other replaces, highest level first, then latest.

    A replacement counts only from the same service and kind of threat on the same subject, not by an older date, and
    not in a circle: a level must not vanish because two analyses name each other.
    """
    known = {analysis.id: analysis for analysis in analyses}
    replaced = set()
    for later in known.values():
        former = known.get(later.replaces) if later.replaces is not None else None
        if former is not None and _same_matter(former, later) and not _in_circle(later, known):
            replaced.add(former.id)
    rest = (analysis for analysis in known.values() if analysis.id not in replaced)
    return tuple(sorted(rest, key=lambda a: (a.level, a.dated, a.id), reverse=True))


def head_level(analyses: Iterable[Analysis], today: date) -> HeadLevel | None:
    """Return the highest standing level, None where no service has given one."""
    order = standing(analyses)
    if not order:
        return None
    return HeadLevel(order[0], out_of_date=is_out_of_date(order[0], today))


def is_out_of_date(analysis: Analysis, today: date) -> bool:
    """Whether the validity has passed; its last day still counts."""
    return analysis.valid_until is not None and analysis.valid_until < today


def side_by_side(analyses: Iterable[Analysis], today: date) -> Sequence[HeadLevel]:
    """Return all standing levels, as they are shown beside each other, each with its validity."""
    return [HeadLevel(analysis, is_out_of_date(analysis, today)) for analysis in standing(analyses)]


def _same_matter(former: Analysis, later: Analysis) -> bool:
    return (former.subject, former.service, former.kind) == (
        later.subject,
        later.service,
        later.kind,
    ) and former.dated <= later.dated


def _in_circle(analysis: Analysis, known: Mapping[Id, Analysis]) -> bool:
    seen = {analysis.id}
    step = known.get(analysis.replaces) if analysis.replaces is not None else None
    while step is not None and step.id not in seen:
        seen.add(step.id)
        step = known.get(step.replaces) if step.replaces is not None else None
    return step is not None and step.id == analysis.id
