"""Python's search for cycles, spared to work that makes many objects and no cycle: up to half of its time is that."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_collected(*, when: bool = True) -> Iterator[None]:
    """Search for no cycles meanwhile, where `when` says that there is enough to spare; afterwards as before."""
    pause = when and gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.enable()
