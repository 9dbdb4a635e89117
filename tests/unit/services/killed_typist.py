"""A process of its own that keeps drafts until it is killed; run by `test_drafts`.

It writes a number to its output after that draft was kept: whoever kills it knows what must be there.
"""

import sys
from datetime import timedelta
from pathlib import Path

from app.core.clock import SeededRandomness, SteppingClock
from app.services.drafts import NEW, keep_draft
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Platform
from app.store.keys import Argon2Cost
from tests.station_world import PASSPHRASE, START

LOGIN = "vermeer"
KEY = "person/new"


def a_platform() -> Platform:
    """The machine the store is opened on."""
    clock = SteppingClock(START + timedelta(hours=1), timedelta(milliseconds=10))
    return Platform(clock, SeededRandomness(5), None, Argon2Cost(passes=1, memory_kib=64, lanes=1))


def type_on(path: Path) -> None:
    """Keep one draft after the other; never returns."""
    desk = open_desk(path, LOGIN, PASSPHRASE, a_platform())
    count = 0
    while True:
        count += 1
        keep_draft(desk, KEY, NEW, {"count": count, "text": "x" * count})
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    type_on(Path(sys.argv[1]))
