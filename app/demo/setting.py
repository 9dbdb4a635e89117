"""What an act of the demonstration finds at its station: folders, the platform, and the ids of earlier acts."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from app.core.ids import Id
from app.services.desk import Desk
from app.services.exchange.exporting import Exported
from app.services.station.inspecting import inspect_store
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Platform
from app.store.keys import Argon2Cost

NOTES = "notes.json"


@dataclass(slots=True)
class Setting:
    """One act's surroundings. `ids` are remembered between acts of the same station: ids only, nothing personal."""

    COST: ClassVar[Argon2Cost] = Argon2Cost(memory_kib=64 * 1024, passes=1)
    """A demonstration store holds nothing real and is opened twenty times: a small cost."""

    station: str
    folder: Path
    stick: Path
    papers: Path
    said: dict[str, Any]
    on: Platform
    ids: dict[str, str]

    @property
    def store(self) -> Path:
        """Return the station's store."""
        return self.folder / "praesidium.store"

    @contextmanager
    def desk(self, login: str) -> Iterator[Desk]:
        """Sit down as an officer of the demonstration."""
        desk = open_desk(self.store, login, passphrase_of(login), self.on)
        try:
            yield desk
        finally:
            desk.close()

    def keep(self, name: str, uid: Id) -> Id:
        """Remember an id for later acts."""
        self.ids[name] = uid.hex()
        return uid

    def id(self, name: str) -> Id:
        """Return an id that an earlier act kept."""
        return bytes.fromhex(self.ids[name])

    def station_id(self, desk: Desk, code: str) -> Id:
        """Return the id of a station by its code."""
        with desk.read() as view:
            found = view.directory.station_by_code(code)
        if found is None:
            raise LookupError(code)
        return found[0]

    def sent(self, exported: Exported, to: str) -> dict[str, Any]:
        """Return a bundle's line of the summary."""
        return {
            "file": exported.files[0].name, "from": self.station, "to": to, "entries": exported.entries,
            "bytes": exported.size,
        }  # fmt: skip

    def figures(self, desk: Desk) -> dict[str, Any]:
        """Return this station's line of the summary, recounted from its store."""
        found = inspect_store(desk)
        return {
            "name": found.station, "digest": found.digest, "streams": found.streams, "entries": found.entries,
            "conflicts": found.conflicts, "findings": found.findings,
        }  # fmt: skip

    @staticmethod
    def load(folder: str) -> dict[str, str]:
        """Return the ids kept by earlier acts."""
        path = Path(folder) / NOTES
        found: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        return found

    def save(self) -> None:
        """Write the ids down."""
        (self.folder / NOTES).write_text(json.dumps(self.ids, indent=1))


def passphrase_of(login: str) -> str:
    """Return the passphrase of a demonstration account: known to everybody, protecting nothing."""
    return f"demonstration passphrase of {login}"


def together(digests: Mapping[Id, bytes]) -> str:
    """Return one digest over those of several streams, in hexadecimal."""
    return sha256(b"".join(stream + digests[stream] for stream in sorted(digests))).hexdigest()


Act = Callable[[Setting], dict[str, Any]]
