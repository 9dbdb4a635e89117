"""How long an officer's word that date and time are right can be taken for whoever sits down next.

Clocks of air-gapped machines drift, so unlock asks. Within one run of the program the answer stands while nothing can
have made it wrong: the clock has moved on as a clock that nobody can set has, and half a day has not passed.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum, auto
from time import monotonic
from typing import NamedTuple

from app.core.clock import Clock

STANDS = timedelta(hours=12)
"""After so long one looks again in any case."""
APART = timedelta(minutes=1)
"""So far the clock may have gone from the one that nobody can set."""


class Doubt(Enum):
    """Why date and time are to be looked at."""

    NEVER = auto()
    """Nobody has, in this run of the program."""
    MOVED = auto()
    """The clock was set, or the machine slept, which stops the one that nobody can set."""
    LONG = auto()
    """It is long ago."""


class Look(NamedTuple):
    """Both clocks at one look; `ticks` are seconds of the one that nobody can set."""

    moment: datetime
    ticks: float


class ConfirmedClock:
    """The last look at the clock that an officer has confirmed in this run of the program."""

    def __init__(self, clock: Clock, ticks: Callable[[], float] = monotonic) -> None:
        self._clock, self._ticks = clock, ticks
        self._said: Look | None = None

    @property
    def at(self) -> datetime | None:
        """Return the moment that was confirmed, None before that."""
        return self._said.moment if self._said is not None else None

    def look(self) -> Look:
        """Look at both clocks: what is shown to whoever is asked."""
        return Look(self._clock.now(), self._ticks())

    def confirm(self, look: Look) -> None:
        """Take it that the clock was right at this look."""
        self._said = look

    def doubt(self) -> Doubt | None:
        """Return why one has to ask again, None where the last answer still stands."""
        if self._said is None:
            return Doubt.NEVER
        now = self.look()
        passed = now.moment - self._said.moment
        went = timedelta(seconds=now.ticks - self._said.ticks)
        if abs(passed - went) >= APART:
            return Doubt.MOVED
        return Doubt.LONG if went >= STANDS else None
