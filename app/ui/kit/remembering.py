"""What the window works out of words once: remembered while the store is open, and not a moment longer."""

from collections.abc import Callable
from functools import lru_cache

MOST = 4_096
_FORGET: list[Callable[[], None]] = []


def remembered(work_out: Callable[[str], str]) -> Callable[[str], str]:
    """Return `work_out` with what it said last of many texts kept, until `forget_words`."""
    kept = lru_cache(maxsize=MOST)(work_out)
    _FORGET.append(kept.cache_clear)
    return kept


def forget_words() -> None:
    """Remember no words any more: the store is locked."""
    for forget in _FORGET:
        forget()
