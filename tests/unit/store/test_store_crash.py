"""`kill -9` at any moment: what was reported done is there, the rest is whole or absent."""

import os
import random
import select
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.clock import SeededRandomness
from app.store.access import change_passphrase
from app.store.backup import backup, restore
from app.store.files import beside
from app.store.keys import StoreKey
from app.store.meta import load_meta, save_meta
from app.store.refusals import WrongPassphrase
from app.store.verify import verify_fabric
from installer.campaign import seeds_to_run
from tests.unit.store.conftest import CHEAP, LOGIN, PASSPHRASE, House

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""Python 3.12 warns of forks; these children are killed at once or do one thing."""

OTHER = "een andere goede wachtzin"


def killed(work: Callable[[Callable[[int], None]], None], after: int, moment: float) -> int:
    """Run `work` in a child, kill it `moment` seconds after it reported `after`; return the last number it reported."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(lambda number: _report(writing, number))
        finally:
            os._exit(0)
    os.close(writing)
    last, started = -1, None if after >= 0 else time.perf_counter()
    while True:
        left = 20.0 if started is None else max(0.0, moment - (time.perf_counter() - started))
        ready = select.select([reading], [], [], left)[0]
        if not ready:
            break
        body = os.read(reading, 4)
        if len(body) < 4:
            break
        last = int.from_bytes(body, "big")
        if started is None and last >= after:
            started = time.perf_counter()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while len(body := os.read(reading, 4)) == 4:
        last = int.from_bytes(body, "big")
    os.close(reading)
    return last


def _report(pipe: int, number: int) -> None:
    os.write(pipe, number.to_bytes(4, "big"))


def _is_whole(house: House) -> None:
    assert verify_fabric(house.opened[-1].store) == ()


@pytest.mark.parametrize("seed", range(24))
def test_every_unit_reported_done_survives_the_kill(closed: House, seed: int) -> None:
    kill_while_writing(closed, seed)


@pytest.mark.release
def test_every_unit_reported_done_survives_a_thousand_kills(tmp_path: Path) -> None:
    for seed in seeds_to_run("store_kills", 1000):
        folder = tmp_path / str(seed)
        folder.mkdir()
        house = House(folder / "s.praesidium")
        house.create()
        house.close()
        kill_while_writing(house, seed)
        house.close()
        shutil.rmtree(folder)


def kill_while_writing(closed: House, seed: int) -> None:
    """Write in a child, kill it at a moment `seed` chooses, and look at what is left."""
    dice = random.Random(seed)

    def write(report: Callable[[int], None]) -> None:
        store = closed.open().store
        for number in range(10_000):
            with store.write() as connection:
                for part in range(3):
                    save_meta(connection, f"{number}/{part}", bytes(dice.randrange(1, 9000)))
            report(number)

    done = killed(write, dice.randrange(0, 12), dice.random() * 0.004)
    store = closed.open().store
    _is_whole(closed)
    with store.read() as connection:
        for number in range(done + 1):
            for part in range(3):
                assert load_meta(connection, f"{number}/{part}") is not None
        after = [load_meta(connection, f"{done + 1}/{part}") is not None for part in range(3)]
        assert after in ([True] * 3, [False] * 3)  # the unit under way: whole or absent
        assert load_meta(connection, f"{done + 2}/0") is None


@pytest.mark.parametrize("seed", range(12))
def test_a_store_killed_at_its_making_is_whole_or_can_be_made_again(house: House, seed: int) -> None:
    killed(lambda _report: _ignore(house.create()), -1, random.Random(seed).random() * 0.03)
    if house.path.exists():
        house.open()
    else:
        house.create()
    _is_whole(house)


@pytest.mark.parametrize("seed", range(8))
def test_a_backup_killed_half_way_is_whole_or_absent(closed: House, seed: int) -> None:
    target = closed.path.with_name("copy.backup")

    def write(_report: Callable[[int], None]) -> None:
        backup(closed.open().store, target, clock=closed.clock)

    killed(write, -1, random.Random(seed).random() * 0.03)
    closed.clock.pass_seconds(60)  # killed while a passphrase was tried, that attempt counts and is waited for
    closed.open()
    _is_whole(closed)
    if target.exists():
        restore(target, closed.path.with_name("restored.praesidium"))
    else:
        backup(closed.opened[-1].store, target, clock=closed.clock)
    assert not beside(target, ".part").exists()


@pytest.mark.parametrize("seed", range(8))
def test_a_passphrase_change_killed_half_way_leaves_the_old_or_the_new(closed: House, seed: int) -> None:
    def change(report: Callable[[int], None]) -> None:
        opened = closed.open()
        report(0)
        change_passphrase(
            opened.store,
            opened.slot,
            opened.officer,
            login=LOGIN,
            passphrase=OTHER,
            cost=CHEAP,
            devices=None,
            randomness=SeededRandomness(seed),
        )
        report(1)

    done = killed(change, 0, random.Random(seed).random() * 0.003)
    try:
        closed.open(passphrase=OTHER)
    except WrongPassphrase:
        assert done < 1
        closed.clock.pass_seconds(1)
        closed.open(passphrase=PASSPHRASE)
    _is_whole(closed)


def test_a_kill_while_the_passphrase_is_tried_leaves_the_count(closed: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_given: object) -> StoreKey:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    monkeypatch.setattr("app.store.slots.stretch", die)
    killed(lambda _report: _ignore(closed.open()), -1, 20.0)
    assert beside(closed.path, ".delay").exists()


def _ignore(_value: object) -> None:
    """Satisfy a callable that gives nothing."""
