"""First run and unlock."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.clock import SeededRandomness, SteppingClock
from app.models.enums import Marking, Role
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, Founded, House, Platform, enrol_officer, found_station
from app.store.keys import Argon2Cost
from app.store.refusals import WrongPassphrase
from tests.history_world import FOREVER

PASSPHRASE = "a quiet room in the north wing"


def a_platform(seed: int = 1) -> Platform:
    clock = SteppingClock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC), timedelta(milliseconds=10))
    return Platform(clock, SeededRandomness(seed), None, Argon2Cost(passes=1, memory_kib=64, lanes=1))


def a_founded(path: Path, on: Platform) -> Founded:
    house = House("NCCN", {"nl": "Nationaal Crisiscentrum", "original": "nl"}, None, "BRU1", Marking.SECRET)
    return found_station(path, house, Account("admin", "A. Beheerder", [Role.ADMINISTRATOR]), PASSPHRASE, on)


def an_officer(login: str = "verhaegen", *roles: Role) -> Account:
    return Account(login, "I. Verhaegen", roles or (Role.FILE_OFFICER,), Marking.SECRET, FOREVER)


def test_a_first_run_gives_an_administrator_in_the_directory_and_five_shares(tmp_path: Path) -> None:
    founded = a_founded(tmp_path / "bru1.praesidium", a_platform())

    with founded.desk.read() as view:
        assert view.facts.roles == {Role.ADMINISTRATOR}
    assert len(founded.shares) == 5


def test_an_enrolled_officer_opens_the_store_with_his_own_passphrase(tmp_path: Path) -> None:
    on, path = a_platform(), tmp_path / "bru1.praesidium"
    desk = a_founded(path, on).desk
    officer = enrol_officer(desk, an_officer(), "twelve swans over the canal", on)
    desk.store.close()

    opened = open_desk(path, "verhaegen", "twelve swans over the canal", on)

    assert opened.officer == officer
    with opened.read() as view:
        assert view.facts.roles == {Role.FILE_OFFICER}
    opened.store.close()
    with pytest.raises(WrongPassphrase):
        open_desk(path, "verhaegen", PASSPHRASE, on)
