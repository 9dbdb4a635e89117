"""An officer's word on date and time stands while nothing can have made it wrong, and no longer."""

from datetime import UTC, datetime, timedelta

import pytest

from app.core.clock import SteppingClock
from app.core.confirmed_clock import APART, STANDS, ConfirmedClock, Doubt

NOW = datetime(2026, 11, 21, 13, 7, tzinfo=UTC)
BIT = timedelta(seconds=1)


class Both:
    """A clock that can be set, one that cannot, and what was confirmed of the first."""

    def __init__(self) -> None:
        self.wall, self.seconds = SteppingClock(NOW, timedelta(0)), 5000.0
        self.confirmed = ConfirmedClock(self.wall, lambda: self.seconds)

    def pass_by(self, wall: timedelta, other: timedelta | None = None) -> None:
        self.wall.at += wall
        self.seconds += (wall if other is None else other).total_seconds()


def test_nobody_has_looked_yet() -> None:
    both = Both()
    assert both.confirmed.doubt() is Doubt.NEVER
    assert both.confirmed.at is None


def test_what_was_confirmed_stands_for_half_a_day() -> None:
    both = Both()
    both.confirmed.confirm(both.confirmed.look())
    both.pass_by(STANDS - BIT)
    assert both.confirmed.doubt() is None
    assert both.confirmed.at == NOW
    both.pass_by(BIT)
    assert both.confirmed.doubt() is Doubt.LONG


@pytest.mark.parametrize("wall", [timedelta(hours=1) + APART, timedelta(hours=1) - APART, timedelta(hours=-3)])
def test_a_clock_that_was_set_is_looked_at_again(wall: timedelta) -> None:
    both = Both()
    both.confirmed.confirm(both.confirmed.look())
    both.pass_by(wall, timedelta(hours=1))
    assert both.confirmed.doubt() is Doubt.MOVED
    both.confirmed.confirm(both.confirmed.look())
    assert both.confirmed.doubt() is None


def test_a_clock_that_drifts_a_little_is_not_doubted() -> None:
    both = Both()
    both.confirmed.confirm(both.confirmed.look())
    both.pass_by(timedelta(hours=1) + APART - BIT, timedelta(hours=1))
    assert both.confirmed.doubt() is None
