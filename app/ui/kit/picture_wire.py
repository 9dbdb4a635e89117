"""What the window and the process that decodes pictures for it say to each other, and the bounds both hold.

Big-endian. Asked: length:u64 and the bytes of one picture. Answered once, by `HEAD` (tag, a, b, length) and `length`
bytes: `P` a width, b height: RGB, no gaps; or `E` a one of `PictureFault`.
"""

import struct
from enum import IntEnum

HEAD = struct.Struct(">cIIQ")
OPEN = struct.Struct(">Q")
MAX_BYTES = 64 << 20
MAX_PIXELS = 80_000_000
"""Pixels of a picture as it comes: what the cameras of telephones make, and some more."""
LARGEST = 1_600
"""Pixels of the longer side that come back: sharper than any screen or paper of ours shows it."""
MEMORY = 1 << 30
CPU_SECONDS = 20


class PictureFault(IntEnum):
    """Why a picture is not shown."""

    NONE = 1
    TOO_LARGE = 2
