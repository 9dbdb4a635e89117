"""Keep a store as this release writes it, so that every later one proves that it can still take it over.

    python -m tests.migrations.freeze 0.1.0

Plays the demonstration with the shipped list and keeps BRU1's store beside a digest of each history row. Run once at a
release, after its last migration; what is frozen is committed and never written again. Nothing in it is real.
"""

import json
import shutil
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from app.demo import run_demo
from app.demo.fiction import FILE_OFFICER
from app.demo.setting import Setting, passphrase_of
from app.services.desk import Desk
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Platform

FROZEN = Path(__file__).parent / "frozen"
PLAYED = datetime(2026, 11, 21, 8, tzinfo=UTC)
STORE = "praesidium.store"
ROWS = "rows.json"
TABLES = {
    "save": "rid, no, hash, officer, moment, body, sig, cosigs",
    "entry": "sid, vid, hash, depth, skeleton, openings, source, label, void",
    "parent": "eid, parent",
    "cell": "entity, field, eid, idx",
    "rival": "entity, field, eid, idx",
    "entity": "id, sid, uid, kind",
    "stream": "sid, id, root, part, owner",
}
"""The history's rows, by the columns of version 0.1.0: later versions add columns and tables and rewrite none."""


def digests(connection: Connection) -> dict[str, str]:
    """Return a digest over all rows of each table of the history."""
    found = {}
    for table, columns in TABLES.items():
        total = sha256()
        for row in connection.exec_driver_sql(f"SELECT {columns} FROM {table} ORDER BY {columns}"):
            total.update(repr(tuple(row)).encode())
        found[table] = total.hexdigest()
    return found


def opened(store: Path, on: Platform) -> Desk:
    """Return the file officer's desk in a frozen store (a copy of it: opening may migrate)."""
    return open_desk(store, FILE_OFFICER.login, passphrase_of(FILE_OFFICER.login), on)


def freeze(folder: Path, on: Platform) -> None:
    """Write a played store into `folder`. Raises FileExistsError: what is frozen stays."""
    folder.mkdir(parents=True)
    with TemporaryDirectory() as name:
        out = Path(name) / "demo"
        if not run_demo(out, clock=PLAYED).ok:
            raise RuntimeError("the demonstration has a check that does not hold")
        for file in (out / "bru1").glob(f"{STORE}*"):
            if not file.name.endswith(".lock"):
                shutil.copy(file, folder / file.name)
        desk = opened(out / "bru1" / STORE, on)
        try:
            with desk.read() as view:
                (folder / ROWS).write_text(json.dumps(digests(view.connection), indent=1))
        finally:
            desk.store.close()


if __name__ == "__main__":
    from app.bootstrap import station

    freeze(FROZEN / sys.argv[1], station(keyring=False, cost=Setting.COST))
