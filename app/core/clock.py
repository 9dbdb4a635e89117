"""Time and randomness as parameters: nobody below `bootstrap` reads a clock or a die of his own."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

Randomness = Callable[[int], bytes]
"""Return that many random bytes."""


class Clock(Protocol):
    """Tell the moment; always aware, always UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock. It may drift: no decision about data ever rests on it."""

    def now(self) -> datetime:
        return datetime.now(UTC)


Offset = Callable[[datetime], timedelta | None]
"""How far from UTC the time is that a machine shows at a moment; None where nobody tells."""


def system_offset(moment: datetime) -> timedelta | None:
    """Return how far from UTC the time zone is to which this machine is set, at a moment."""
    return moment.astimezone().utcoffset()


def untold(_moment: datetime) -> timedelta | None:
    """Tell of no machine."""
    return None


class SteppingClock:
    """A clock that starts at `at` and moves `step` at every look: demonstrations and tests."""

    __slots__ = ("at", "step")

    def __init__(self, at: datetime, step: timedelta = timedelta(milliseconds=1)) -> None:
        self.at, self.step = at, step

    def now(self) -> datetime:
        moment = self.at
        self.at += self.step
        return moment


def system_randomness(count: int) -> bytes:
    """Return `count` bytes from the operating system."""
    return os.urandom(count)


class SeededRandomness:
    """A repeatable stream of bytes for tests and benchmarks; never for keys that protect anything real."""

    def __init__(self, seed: int | str) -> None:
        from hashlib import shake_256  # loads a library of ciphers, for which the first window would wait

        self._shake = shake_256
        self._seed = str(seed).encode()
        self._count = 0

    def __call__(self, count: int) -> bytes:
        self._count += 1
        return self._shake(self._seed + b"/%d" % self._count).digest(count)


def milliseconds(moment: datetime) -> int:
    """Return whole milliseconds since 1970-01-01T00:00Z of an aware `moment`."""
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))


def from_milliseconds(count: int) -> datetime:
    """Return the aware UTC moment `count` milliseconds after 1970-01-01T00:00Z."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=count)
