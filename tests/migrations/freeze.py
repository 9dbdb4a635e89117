"""Keep a store as this release writes it, so that every later one proves that it can still take it over.

    python -m tests.migrations.freeze 1.0.0

Run once at a release, after its last migration; the file is committed and never written again. The key is no secret:
what it protects is made up here.
"""

import sys
from pathlib import Path

from app.core.clock import SeededRandomness
from app.store.engine import Role, writing_engine
from app.store.keys import StoreKey, save_secret
from app.store.meta import MARK, STORE_ID, Mark, save_meta
from app.store.migrate import migrate

KEY = StoreKey.generate(SeededRandomness("migrations"))
FROZEN = Path(__file__).parent / "frozen"


def freeze(path: Path) -> None:
    """Write a store of the newest schema to `path`. Raises FileExistsError: what is frozen stays."""
    path.parent.mkdir(exist_ok=True)
    path.touch(exist_ok=False)
    migrate(path, KEY, 0)
    engine = writing_engine(path, KEY, Role.MIGRATION)
    with engine.begin() as connection:
        save_meta(connection, STORE_ID, bytes(range(16)))
        save_meta(connection, MARK, Mark.EXERCISE.encode())
        save_secret(connection, "station", bytes(32))
    engine.dispose()


if __name__ == "__main__":
    freeze(FROZEN / f"{sys.argv[1]}.praesidium")
