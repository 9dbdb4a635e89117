"""Threads that stand back: what takes long runs when the window has nothing to do, and is a little later done for it.

On two cores a thread that computes and one that writes leave the UI thread waiting for the processor each time it comes
back from Qt: dozens of times while a screen is built. The system lets the one go first that has the better priority.
"""

import os
import sys
import threading

if sys.platform == "win32":
    import ctypes

NICENESS = 10
"""Of 0 to 19, where Linux knows a niceness for each thread."""
BELOW_NORMAL = -1
"""The same for Windows (SetThreadPriority)."""


def stand_back() -> None:
    """Give the calling thread, and those it begins on Linux, less priority than the window; it cannot be taken back.

    Where the system refuses or knows no priority of a thread, nothing changes: it is a courtesy.
    """
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.SetThreadPriority(kernel.GetCurrentThread(), BELOW_NORMAL)
    elif sys.platform == "linux":
        try:
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
        except OSError:
            return
