"""The growing delay after wrong passphrases, kept beside the store so that a restart does not forget it.

It slows whoever sits at the keyboard; who copies the files is slowed by Argon2id alone. An attempt is counted *before*
the passphrase is tried, so that killing the program in the middle is an attempt too. Only clocks that go back are
suspect here: the wait then starts again in full.
"""

from datetime import timedelta
from pathlib import Path

import msgspec

from app.core.clock import Clock, from_milliseconds, milliseconds
from app.store.files import beside, remove, write_whole
from app.store.refusals import TooSoon

LONGEST = 300
_UNREADABLE_COUNTS_AS = 5


class _State(msgspec.Struct, frozen=True):
    failures: int
    since_ms: int


class Delay:
    """The count of wrong attempts at one store."""

    def __init__(self, store: Path, clock: Clock) -> None:
        self._path = beside(store, ".delay")
        self._clock = clock

    def check(self) -> None:
        """Raise TooSoon while the wait after earlier attempts lasts."""
        state = self._load()
        if state is None:
            return
        now = self._clock.now()
        since = from_milliseconds(state.since_ms)
        if now < since:
            self._save(_State(state.failures, milliseconds(now)))
            since = now
        left = since + timedelta(seconds=wait_after(state.failures)) - now
        if left > timedelta(0):
            raise TooSoon(seconds=-(-left // timedelta(seconds=1)))

    def failures(self) -> int:
        """Return how many wrong attempts came since the last right one."""
        state = self._load()
        return state.failures if state else 0

    def count(self) -> int:
        """Count one more attempt, durably; return the seconds to wait should it prove wrong."""
        state = self._load()
        failures = (state.failures if state else 0) + 1
        self._save(_State(failures, milliseconds(self._clock.now())))
        return wait_after(failures)

    def uncount(self) -> None:
        """Take back the attempt just counted, where it failed for another reason than the passphrase."""
        state = self._load()
        if state is None or state.failures <= 1:
            self.clear()
        else:
            self._save(_State(state.failures - 1, state.since_ms))

    def clear(self) -> None:
        """Forget all attempts: the passphrase was right."""
        remove(self._path)

    def _load(self) -> _State | None:
        try:
            state = msgspec.json.decode(self._path.read_bytes(), type=_State)
        except FileNotFoundError:
            return None
        except (msgspec.MsgspecError, OSError):
            state = None
        if state is None or state.failures < 1 or not 0 <= state.since_ms < 1 << 47:
            state = _State(_UNREADABLE_COUNTS_AS, milliseconds(self._clock.now()))
            self._save(state)
        return state

    def _save(self, state: _State) -> None:
        write_whole(self._path, msgspec.json.encode(state))


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many wrong attempts: 1, 2, 4 … up to five minutes."""
    return min(LONGEST, 1 << min(failures - 1, 16)) if failures > 0 else 0
