"""What the window and the process that reads PDFs for it say to each other, and the bounds both hold.

Big-endian. Asked: `D` length:u64 bytes (once), then any of `P`, `G` page:u32 width:u32 and `T` page:u32 0:u32.
Answered: `HEAD` (tag, a, b, c, length) and `length` bytes:

    R  ready                                         D  a pages in all, b of them told: their sizes as f32 pairs, points
    P  a page, b width, c height: BGRX, no gaps      G  the same, one grey byte a pixel
    T  a page: UTF-8                                 E  a page (or ALL), b one of `Fault`
"""

import struct
from enum import IntEnum

HEAD = struct.Struct(">cIIIQ")
OPEN = struct.Struct(">cQ")
ASK = struct.Struct(">cII")
SIZE = struct.Struct(">ff")
ALL = 0xFFFFFFFF
MAX_PDF = 64 << 20
MAX_PAGES = 1_000
"""More than anybody turns over; the rest is counted and not shown."""
MAX_WIDTH = 8_192
MAX_PIXELS = 36_000_000
"""A page of A4 at 600 dots per inch has 35 million."""
MAX_TEXT = 20_000
MEMORY = 768 << 20
CPU_SECONDS = 60


class Fault(IntEnum):
    """Why something is not shown."""

    NO_PDF = 1
    LOCKED = 2
    """It asks for a password."""
    TOO_LARGE = 3
    PAGE = 4
