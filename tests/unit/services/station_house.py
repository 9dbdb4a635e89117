"""A station on disk for tests of its own safety: real slots and passphrases, and a place outside the store."""

import atexit
import shutil
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from app.core.clock import SeededRandomness, SteppingClock
from app.core.ids import Id
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.services.desk import Desk
from app.services.registers.persons import open_person
from app.services.station.four_eyes import SecondOfficer, second_officer
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, House, Platform, enrol_officer, found_station
from app.store.keys import Argon2Cost
from tests.history_world import FOREVER

PASSPHRASES = {
    "admin": "a quiet room in the north wing",
    "verhaegen": "twelve swans over the canal",
    "janssens": "four old doors of green oak",
    "claes": "the bell rings at half past",
    "auditor": "a lamp for every small step",
}
ROLES = {
    "verhaegen": [Role.FILE_OFFICER],
    "janssens": [Role.APPROVER],
    "claes": [Role.SECURITY_OFFICER],
    "auditor": [Role.AUDITOR],
}


def a_clock() -> SteppingClock:
    return SteppingClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC), timedelta(milliseconds=10))


def a_platform(settings: Path, seed: str = "platform", clock: SteppingClock | None = None) -> Platform:
    cost = Argon2Cost(passes=1, memory_kib=64, lanes=1)
    return Platform(clock or a_clock(), SeededRandomness(seed), None, cost, None, settings)


@dataclass(slots=True)
class StationHouse:
    """A founded station whose officers sit down one after the other."""

    folder: Path
    on: Platform
    clock: SteppingClock
    officers: dict[str, Id]
    shares: Sequence[str] = ()
    desk: Desk | None = None
    _copies: int = field(default=0)

    @property
    def store(self) -> Path:
        return self.folder / "bru1.praesidium"

    def sit(self, login: str = "verhaegen", passphrase: str | None = None) -> Desk:
        """Lock, and sit down as somebody."""
        self.lock()
        self.desk = open_desk(self.store, login, passphrase or PASSPHRASES[login], self.on)
        return self.desk

    def lock(self) -> None:
        if self.desk is not None:
            self.desk.close()
        self.desk = None

    def wait(self, seconds: int) -> None:
        """Let time pass, locked: after wrong passphrases."""
        self.lock()
        self.clock.at += timedelta(seconds=seconds)

    def second(self, login: str) -> SecondOfficer:
        assert self.desk is not None
        return second_officer(self.desk, login, PASSPHRASES[login], self.on)

    def copy(self) -> Path:
        """Lock, and return a copy of the store's file as it is now."""
        self.lock()
        self._copies += 1
        return Path(shutil.copy(self.store, self.folder / f"copy{self._copies}"))


def a_house(folder: Path) -> StationHouse:
    """Give the station with the officers of `ROLES`, locked: founded once, then copied."""
    stood, house = _founded()
    shutil.copytree(stood, folder, dirs_exist_ok=True)
    clock = deepcopy(house.clock)
    on = replace(house.on, clock=clock, randomness=deepcopy(house.on.randomness), settings=folder / "settings")
    return replace(house, folder=folder / house.folder.name, on=on, clock=clock, officers=dict(house.officers))


@cache
def _founded() -> tuple[Path, StationHouse]:
    folder = Path(mkdtemp(prefix="house-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock = a_clock()
    on = a_platform(folder / "settings", clock=clock)
    house = House("NCCN", {"nl": "Nationaal Crisiscentrum", "original": "nl"}, None, "BRU1", Marking.SECRET)
    (folder / "store").mkdir()
    path = folder / "store" / "bru1.praesidium"
    founded = found_station(path, house, Account("admin", "A. B.", [Role.ADMINISTRATOR]), PASSPHRASES["admin"], on)
    officers = {"admin": founded.desk.officer}
    for login, roles in ROLES.items():
        account = Account(login, login.title(), roles, Marking.SECRET, FOREVER)
        officers[login] = enrol_officer(founded.desk, account, PASSPHRASES[login], on, founding=True)
    founded.desk.close()
    return folder, StationHouse(path.parent, on, clock, officers, founded.shares)


def a_person(desk: Desk, name: str = "Lambrecht") -> tuple[Id, Id]:
    """Enter a person; return his id and stream."""
    made = open_person(desk, Person(family_name=name), label=Label(marking=Marking.NONE))
    with desk.read() as view:
        return made.id, view.part(made.id, "person")
