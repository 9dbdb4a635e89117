"""What is kept outside the store: in the keyring and in sealed files, each making up for the other."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.core.errors import DeviceError
from app.history.replicas import Start
from app.services.station.first_run import Gap, first_run_gaps
from app.services.station.keeping import back_up
from app.store.audit import LogTip, tip
from app.store.device import KeyringWords, NoDevice
from app.store.meta import STORE_ID
from tests.unit.services.station_house import StationHouse, a_house, a_person


@dataclass
class MemoryWords(KeyringWords):
    """A keyring in memory; `why_not` makes it fail as real ones do."""

    words: dict[str, str] = field(default_factory=dict)
    why_not: NoDevice | None = None

    def read(self, name: str) -> str | NoDevice:
        return self.why_not or self.words.get(name, NoDevice.ABSENT)

    def write(self, name: str, text: str) -> NoDevice | None:
        if self.why_not is None:
            self.words[name] = text
        return self.why_not


@pytest.fixture
def house(tmp_path: Path) -> Iterator[StationHouse]:
    made = a_house(tmp_path)
    made.on = replace(made.on, words=MemoryWords())
    yield made
    made.lock()


def settings(house: StationHouse) -> Path:
    return house.folder.parent / "settings"


def test_a_store_put_back_together_with_its_settings_is_known_by_the_keyring(house: StationHouse) -> None:
    house.sit()
    old = house.copy()
    shutil.copytree(settings(house), house.folder / "settings then")
    a_person(house.sit())
    house.lock()
    shutil.copy(old, house.store)
    shutil.rmtree(settings(house))
    shutil.copytree(house.folder / "settings then", settings(house))

    assert house.sit().start is Start.PUT_BACK


@pytest.mark.parametrize("why_not", [NoDevice.LOCKED, NoDevice.NO_KEYRING])
def test_a_keyring_that_does_not_answer_is_made_up_for_by_the_file(house: StationHouse, why_not: NoDevice) -> None:
    house.sit()
    house.lock()
    house.on = replace(house.on, words=MemoryWords(why_not=why_not))

    assert house.sit().start is Start.GOES_ON


def test_a_keyring_that_missed_a_session_is_an_ancestor_and_no_alarm(house: StationHouse) -> None:
    words = house.on.words
    house.sit()
    house.lock()
    house.on = replace(house.on, words=MemoryWords(why_not=NoDevice.LOCKED))
    a_person(house.sit())
    house.lock()
    house.on = replace(house.on, words=words)

    assert house.sit().start is Start.GOES_ON


def test_what_is_kept_outside_tells_nothing_to_whoever_finds_it(house: StationHouse) -> None:
    desk = house.sit()
    a_person(desk, "Lambrecht")
    with desk.read() as view:
        newest = tip(view.connection)
        head = view.connection.exec_driver_sql("SELECT hash FROM save ORDER BY vid DESC LIMIT 1").scalar_one()
    house.lock()
    kept = b"".join(file.read_bytes() for file in settings(house).iterdir())
    assert kept
    for secret in (head, newest.hash, b"Lambrecht", STORE_ID.encode()):
        assert secret not in kept


def test_the_end_of_the_access_log_is_kept_at_lock(house: StationHouse) -> None:
    desk = house.sit()
    with desk.read() as view:
        newest = tip(view.connection)
    assert desk.outside is not None
    assert desk.outside.log_tip() == newest
    assert isinstance(newest, LogTip)


def test_settings_that_cannot_be_written_keep_nobody_out_but_let_nothing_leave(house: StationHouse) -> None:
    house.on = replace(house.on, words=None, settings=house.folder / "in the way")
    (house.folder / "in the way").write_bytes(b"a file where the folder would be")

    desk = house.sit("admin")

    assert Gap.NOTHING_OUTSIDE in first_run_gaps(desk)
    with pytest.raises(DeviceError):
        back_up(desk, house.folder / "a.backup")
    assert not (house.folder / "a.backup").exists()
    with pytest.raises(DeviceError):
        desk.close()
    house.desk = None
