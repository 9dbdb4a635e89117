"""Limits that a child process lays upon itself before it reads what came from outside: memory, time, no writing."""

import sys

if sys.platform != "win32":
    import resource

OPEN_FILES = 32


def limit_myself(memory: int, cpu_seconds: int) -> None:
    """Take away what reading needs not: more than `memory` bytes, more processor time, writing files, core dumps.

    Windows has no such limits: there the clock of whoever started the process alone kills.
    """
    if sys.platform == "win32":
        return
    wanted = (
        (resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, cpu_seconds), (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, OPEN_FILES),
    )  # fmt: skip
    for limit, value in wanted:
        hard = resource.getrlimit(limit)[1]
        low = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (low, low))
