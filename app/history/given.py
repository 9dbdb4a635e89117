"""Ids that say who gave them: their last 56 bits follow from the giving replica's key and from the bits before them.

They are UUIDs of version 7 like all others and take no more room. Nobody else can claim one for his own.
"""

from hashlib import sha256
from threading import Lock

from app.core.clock import Clock, Randomness, milliseconds
from app.core.ids import Id, IdMaker

_TAG = b"praesidium/id/1\0"
_STEM = 9
"""Bytes before those that follow from them: 48 bits of milliseconds, version, variant, 18 bits of chance and count."""
_COUNTS = 1 << 18


class GivenIds(IdMaker):
    """Make ids that only one replica can have given."""

    def __init__(self, clock: Clock, randomness: Randomness, giver: bytes) -> None:
        super().__init__(clock, randomness)
        self._giver = giver
        self._lock = Lock()
        self._last = (-1, 0)

    def new(self, place: Id = b"") -> Id:
        """Return a new id; one given for a `place` (a stream) is the giver's there and nowhere else."""
        with self._lock:
            moment, chance = milliseconds(self._clock.now()), int.from_bytes(self._randomness(3), "big")
            # Within a millisecond it counts on: in bulk, 18 bits of chance would meet again.
            count = (self._last[1] + 1 if moment == self._last[0] else chance) % _COUNTS
            self._last = (moment, count)
        bits = (0x70 | count >> 14) << 16 | (count >> 6 & 0xFF) << 8 | 0x80 | count & 0x3F
        stem = moment.to_bytes(6, "big") + bits.to_bytes(3, "big")
        return stem + _ending(stem, self._giver, place)


def was_given(uid: Id, giver: bytes, place: Id = b"") -> bool:
    """Tell whether this replica gave the id (for that place): to make another such key takes 2**56 attempts."""
    return uid[_STEM:] == _ending(uid[:_STEM], giver, place)


def _ending(stem: bytes, giver: bytes, place: bytes) -> bytes:
    return sha256(_TAG + giver + place + stem).digest()[: 16 - _STEM]
