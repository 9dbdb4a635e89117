"""The frame in which one file is given to a process that reads it, and in which it answers; each wire says its tags.

Big-endian. Asked: length:u64 and the bytes, once. Answered, each by `HEAD` (tag, a, b, length) and `length` bytes.
"""

import struct
from typing import BinaryIO

HEAD = struct.Struct(">cIIQ")
OPEN = struct.Struct(">Q")


def asked_size(stdin: BinaryIO) -> int | None:
    """Return how many bytes are given; None where nobody asks."""
    raw = stdin.read(OPEN.size)
    return int(OPEN.unpack(raw)[0]) if len(raw) == OPEN.size else None


def answer(stdout: BinaryIO, tag: bytes, a: int = 0, b: int = 0, payload: bytes = b"") -> None:
    """Say one thing, at once."""
    stdout.write(HEAD.pack(tag, a, b, len(payload)))
    stdout.write(payload)
    stdout.flush()
