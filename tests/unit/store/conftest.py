"""Stores to test with: small Argon2 cost, a clock that is told what to say, a keyring in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.clock import Randomness, SeededRandomness
from app.store.device import Device, KeyringWords, NoDevice
from app.store.keys import Argon2Cost, DeviceSecret
from app.store.meta import Mark
from app.store.opening import Unlocked, create_store, open_store

LOGIN = "an.peeters"
PASSPHRASE = "vier woorden op een rij"
CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)


@dataclass
class ToldClock:
    """A clock that stands still until told."""

    at: datetime = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def pass_seconds(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class MemoryDevices:
    """A keyring in memory; `why_not` makes it fail as real ones do."""

    secrets: dict[bytes, DeviceSecret] = field(default_factory=dict)
    why_not: NoDevice | None = None

    def get(self, store_id: bytes) -> Device:
        if self.why_not:
            return Device(None, self.why_not)
        found = self.secrets.get(store_id)
        return Device(found, None if found else NoDevice.ABSENT)

    def get_or_make(self, store_id: bytes, randomness: Randomness) -> Device:
        if not self.why_not:
            self.secrets.setdefault(store_id, DeviceSecret.generate(randomness))
        return self.get(store_id)


class MemoryWords(KeyringWords):
    """The texts of a keyring in memory; `broken` fails as a backend does."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.broken: NoDevice | None = None

    def read(self, name: str) -> str | NoDevice:
        return self.broken or self.texts.get(name, NoDevice.ABSENT)

    def write(self, name: str, text: str) -> NoDevice | None:
        if not self.broken:
            self.texts[name] = text
        return self.broken


@dataclass
class House:
    """A folder with one store in it and all that its opening needs."""

    path: Path
    clock: ToldClock = field(default_factory=ToldClock)
    randomness: Randomness = field(default_factory=lambda: SeededRandomness("store"))
    devices: MemoryDevices | None = None
    opened: list[Unlocked] = field(default_factory=list)

    def create(self, mark: Mark = Mark.LIVE) -> Unlocked:
        self.opened.append(
            create_store(
                self.path,
                login=LOGIN,
                passphrase=PASSPHRASE,
                randomness=self.randomness,
                cost=CHEAP,
                devices=self.devices,
                mark=mark,
            )
        )
        return self.opened[-1]

    def open(self, login: str = LOGIN, passphrase: str = PASSPHRASE, path: Path | None = None) -> Unlocked:
        self.opened.append(
            open_store(path or self.path, login=login, passphrase=passphrase, clock=self.clock, devices=self.devices)
        )
        return self.opened[-1]

    def close(self) -> None:
        while self.opened:
            self.opened.pop().store.close()

    def files(self) -> dict[str, bytes]:
        """Return every file of the folder and its bytes."""
        return {one.name: one.read_bytes() for one in sorted(self.path.parent.iterdir())}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    folder = tmp_path / "house"
    folder.mkdir()
    built = House(folder / "brussels.praesidium")
    yield built
    built.close()


@pytest.fixture
def closed(house: House) -> House:
    """A house whose store was made and closed."""
    house.create()
    house.close()
    return house
