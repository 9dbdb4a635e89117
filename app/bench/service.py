"""The store of the large rows: a whole service's work, invented (`app.invented`), of the size the program is made for.

Making it takes minutes, so it is made once a day and kept in this user's part of the temporary folder, until the
inventions, the store's schema or the day are others. Who only looks opens it there; who writes opens a copy of his own.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path

import app.invented as inventions
from app.core.clock import SystemClock, system_randomness
from app.invented import Scale, generate
from app.invented.house import DUTY, passphrase_of
from app.services.desk import Desk
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Platform
from app.store.keys import Argon2Cost
from app.store.migrate import SCHEMA_VERSION

FILES = 10_000
"""With 20,000 persons, 100,000 measures and more than a million operations."""
NAME = "service.store"
_CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)


def the_service() -> Path:
    """Return the store, made where there is none of today."""
    kept = Path(tempfile.gettempdir()) / f"praesidium-bench-{os.getuid()}"
    kept.mkdir(mode=0o700, exist_ok=True)
    if kept.stat().st_uid != os.getuid():
        raise PermissionError(kept)
    folder = kept / _key(datetime.now(UTC).date())
    store = folder / NAME
    if not store.exists():
        for old in kept.iterdir():
            shutil.rmtree(old)
        print(f"making {FILES} files, once a day …", file=sys.stderr)
        midnight = datetime.combine(datetime.now(UTC).date(), time(), UTC)
        generate(store, Scale.of(FILES), midnight, cost=_CHEAP)
    return store


@contextmanager
def at_the_service(store: Path | None = None) -> Iterator[Desk]:
    """Sit at its desk, as the officer who has the permanence, to look."""
    on = Platform(SystemClock(), system_randomness, None, _CHEAP)
    desk = open_desk(store or the_service(), DUTY, passphrase_of(DUTY), on)
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def a_copy(store: Path | None = None) -> Iterator[Path]:
    """Give a copy of the store, to be written to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "copy"
        shutil.copytree((store or the_service()).parent, folder)
        yield folder / NAME


@contextmanager
def at_a_copy(store: Path | None = None) -> Iterator[Desk]:
    """Sit at the desk of a copy, to write."""
    with a_copy(store) as path, at_the_service(path) as desk:
        yield desk


def _key(day: date) -> str:
    told = sha256(f"{day} {SCHEMA_VERSION} {FILES}".encode())
    for module in sorted(Path(inventions.__file__).parent.glob("*.py")):
        told.update(module.read_bytes())
    return told.hexdigest()[:16]
