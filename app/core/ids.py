"""Identifiers: UUID version 7 (RFC 9562) as 16 raw bytes; `bytes` costs a fifth of a `uuid.UUID` in bulk."""

from app.core.clock import Clock, Randomness, milliseconds

Id = bytes
"""16 bytes; shown as lower-case hexadecimal."""

NIL: Id = bytes(16)


class IdMaker:
    """Make UUIDv7s from a given clock and randomness."""

    def __init__(self, clock: Clock, randomness: Randomness) -> None:
        self._clock = clock
        self._randomness = randomness

    def new(self) -> Id:
        """Return a new id: 48 bits of milliseconds, version, 74 random bits."""
        stamp = milliseconds(self._clock.now()).to_bytes(6, "big")
        rest = bytearray(self._randomness(10))
        rest[0] = 0x70 | (rest[0] & 0x0F)
        rest[2] = 0x80 | (rest[2] & 0x3F)
        return stamp + bytes(rest)
