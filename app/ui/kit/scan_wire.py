"""What the window and the process that reads codes in scans say to each other, and the bounds both hold.

In the frame of `once_wire`. Asked: one picture or PDF. Answered:

    C  a page (from 1): the text of a code on it, UTF-8      P  page a is read, of b in all
    Z  a pages were read, of b in all: the end               E  a one of `ScanFault`: the end
"""

from enum import IntEnum

MAX_BYTES = 128 << 20
MAX_PIXELS = 80_000_000
"""Pixels of one picture as it comes: A3 in colour at 600 dots per inch has 70 million."""
MAX_PAGES = 200
"""Pages that are read; those after them are counted and said not to be read."""
MAX_CODES = 1_000
MAX_TEXT = 512
"""Bytes of one code; that of a paper has about 230, and a longer one is of nobody of ours."""
MEMORY = 1 << 30
CPU_SECONDS = 600


class ScanFault(IntEnum):
    """Why a scan is not read."""

    NONE = 1
    """No picture or PDF, or a damaged one."""
    TOO_LARGE = 2
    LOCKED = 3
    """It asks for a password."""
