"""One attempt at the slots: counted before it is made, delayed after wrong ones, whoever asks."""

from collections.abc import Callable
from pathlib import Path

from app.core.clock import Clock
from app.store.delay import Delay
from app.store.keys import SealBroken
from app.store.refusals import SlotsDamaged, WrongPassphrase
from app.store.slots import Opened, SlotFile, slots_path


def attempt(path: Path, file: SlotFile, clock: Clock, try_slots: Callable[[SlotFile], Opened | None]) -> Opened:
    """Return what `try_slots` opens of the slots `file` of the store at `path`. The caller holds the store's lock.

    Raises TooSoon before trying; WrongPassphrase, SlotsDamaged, and what `try_slots` raises.
    """
    delay = Delay(path, clock)
    delay.check()
    seconds = delay.count()
    try:
        opened = try_slots(file)
    except SealBroken:
        delay.uncount()
        raise SlotsDamaged(file=slots_path(path).name) from None
    except BaseException:
        delay.uncount()
        raise
    if opened is None:
        raise WrongPassphrase(seconds=seconds)
    delay.clear()
    return opened
