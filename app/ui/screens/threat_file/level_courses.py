"""What the chart of levels shows: lines of steps, the analyses that made them, the requests put to services."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.ids import Id
from app.models.rules.level_history import Step
from app.models.rules.levels import Analysis


@dataclass(frozen=True, slots=True, repr=False)
class Point:
    """One analysis of a line, whether it ever held or stood beneath a higher one; `said` is all of it in words."""

    analysis: Analysis
    said: str
    stale: bool


@dataclass(frozen=True, slots=True, repr=False)
class Course:
    """One line. `said` is its whole course in words."""

    service: str
    about: str
    said: str
    steps: Sequence[Step]
    points: Sequence[Point]


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """A request: asked on a day, wanted by one, answered on one or not."""

    uid: Id
    asked: date
    answered: date | None
    late: bool
    said: str
