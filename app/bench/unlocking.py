"""Opening a store by passphrase, against the Argon2id it must pay for."""

import tempfile
from pathlib import Path

from app.bench.rows import Measured, seconds
from app.core.clock import SystemClock, system_randomness
from app.store.keys import Argon2Cost, stretch
from app.store.meta import Mark
from app.store.opening import create_store, open_store

PASSPHRASE = "a quiet room in the north wing"  # noqa: S105 - of nobody
ROUNDS = 7


def unlock() -> Measured:
    """Return seconds from passphrase to an open store at the cost that ships."""
    cost = Argon2Cost()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "store"
        create_store(
            path, login="bench", passphrase=PASSPHRASE, randomness=system_randomness, cost=cost, devices=None,
            mark=Mark.EXERCISE,
        ).store.close()  # fmt: skip
        pairs = [(seconds(lambda: _open(path)), seconds(lambda: _stretch(cost))) for _ in range(ROUNDS)]
    return Measured([work for work, _ in pairs], [yard for _, yard in pairs], "s", most=1.2)


def _open(path: Path) -> None:
    open_store(path, login="bench", passphrase=PASSPHRASE, clock=SystemClock(), devices=None).store.close()


def _stretch(cost: Argon2Cost) -> None:
    stretch("bench", PASSPHRASE, bytes(16), cost)
