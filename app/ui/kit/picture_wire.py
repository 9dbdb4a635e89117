"""What the window and the process that decodes pictures for it say to each other, and the bounds both hold.

In the frame of `once_wire`. Asked: one picture. Answered once: `P` a width, b height: RGB, no gaps; or `E` a one of
`PictureFault`.
"""

from enum import IntEnum

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
