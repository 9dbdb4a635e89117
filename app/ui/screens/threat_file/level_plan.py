"""Where on the chart of levels everything stands: days from left to right, levels from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.models.enums import ThreatLevel
from app.models.rules.calendar_ends import moved
from app.models.rules.level_history import Step
from app.ui.files.measures.time_scale import TimeScale
from app.ui.screens.threat_file.level_courses import Course, Question

LABELS = 124
"""Pixels at the left for the levels."""
TOP, BAND, FOOT, AXIS = 8, 28, 24, 22
SPREAD = 5
"""Pixels between lines that stand on the same level."""
SHORTEST = 60
"""Days shown at least."""
LEVELS = tuple(reversed(ThreatLevel))
REQUESTS = TOP + BAND * len(LEVELS)
"""Where the band of the requests begins, beneath the levels."""
HEIGHT = REQUESTS + FOOT + AXIS


@dataclass(frozen=True, slots=True, repr=False)
class LevelPlan:
    """What is drawn on a chart of that `width`, of which the names at the right take `names` pixels."""

    courses: Sequence[Course]
    heads: Sequence[Step]
    questions: Sequence[Question]
    today: date
    width: int
    names: int

    @property
    def right(self) -> int:
        """Return where the names begin."""
        return self.width - self.names

    def scale(self) -> TimeScale:
        """Return the scale on which all that is known of has room, and something of what comes."""
        days = [one.analysis.dated for course in self.courses for one in course.points]
        days += [one.asked for one in self.questions]
        first = min([*days, self.today])
        ahead = [step.analysis.valid_until for one in self.courses for step in one.steps[-1:]]
        last = max([self.today, *days, *(day for day in ahead if day)])
        last = min(last, moved(max([self.today, *days]), max((self.today - first).days // 2, SHORTEST)))
        wide = max(2, (last - first).days // 30)
        first, last = moved(first, -max(SHORTEST - (last - first).days, wide)), moved(last, wide)
        return TimeScale(first, LABELS, (self.right - LABELS) / max((last - first).days, 1))

    def y(self, level: ThreatLevel, number: int, *, spread: bool = True) -> float:
        """Return the height of a level, for line `number` where they are `spread` apart."""
        middle = TOP + BAND * (LEVELS.index(level) + 0.5)
        return middle + (SPREAD * (number - (len(self.courses) - 1) / 2) if spread else 0)

    def course_of(self, step: Step) -> int:
        """Return the number of the line that a step is of."""
        found = (at for at, one in enumerate(self.courses) for each in one.steps if each.analysis == step.analysis)
        return next(found, 0)
