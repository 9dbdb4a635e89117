"""Switch off at start what would carry memory to disk or to another process: core dumps and tracing."""

import ctypes
import sys

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE = 4


def keep_memory_to_ourselves() -> bool:
    """Forbid core dumps and tracers. Return whether the system agreed; one that knows no such thing is no error."""
    if sys.platform == "win32":
        return False
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
