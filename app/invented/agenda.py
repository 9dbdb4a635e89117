"""What happens on which day: steps that are put down for a day, in the order in which they were put down.

A day has two saves: the file officer's, and then that of who records what the Minister decided, who is never the
proposer. What would fall after the last day has not happened yet: so measures wait, run and are overdue in the end.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum
from itertools import count

from app.invented.day import Day
from app.services.desk import today_of

Step = Callable[[Day], None]


class Turn(IntEnum):
    """Whose save of the day."""

    OFFICER = 0
    APPROVER = 1


@dataclass(slots=True)
class Agenda:
    """Days from `begin` to `end`, as far apart as their number makes them."""

    begin: datetime
    end: datetime
    days: int
    _heap: list[tuple[int, int, int, Step]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)

    def moment(self, day: int) -> datetime:
        """Return when the day's first save is made."""
        return self.begin + (self.end - self.begin) * day / self.days

    def date(self, day: int) -> date:
        """Return the date of a day; days to come have one too."""
        return today_of(self.moment(day))

    def lasting(self, span: timedelta) -> int:
        """Return in how many days so much time passes, at least one."""
        return max(round(span * self.days / (self.end - self.begin)), 1)

    def nears_its_end(self, day: int) -> bool:
        """Tell whether what is owed since then may still be owed in the end: earlier debts were paid."""
        return day >= self.days - self.lasting(timedelta(days=12))

    def put(self, day: int, step: Step, turn: Turn = Turn.OFFICER) -> None:
        """Let `step` happen on `day`; not at all where that is to come."""
        if day < self.days:
            heapq.heappush(self._heap, (day, turn, next(self._order), step))

    def due(self, day: int, turn: Turn) -> Iterator[Step]:
        """Yield what happens in a save, also what is put down for it meanwhile."""
        while self._heap and self._heap[0][:2] == (day, turn):
            yield heapq.heappop(self._heap)[3]
