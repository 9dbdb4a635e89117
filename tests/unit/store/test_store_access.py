"""Admitting, changing and revoking officers without touching the store's pages."""

import pytest

from app.core.clock import SeededRandomness
from app.store.access import Admitted, Authenticated, accesses, admit, authenticate, change_passphrase, revoke
from app.store.refusals import (
    LastSlot,
    NotWritable,
    PassphraseTooShort,
    SlotMissing,
    SlotsMissing,
    TooSoon,
    WrongPassphrase,
)
from app.store.slots import slots_path
from app.store.work import Store
from tests.unit.store.conftest import CHEAP, LOGIN, PASSPHRASE, House

SECOND = "een tweede goede wachtzin"


def admit_second(store: Store) -> Admitted:
    return admit(
        store, login="jan.maes", passphrase=SECOND, cost=CHEAP, devices=None, randomness=SeededRandomness("second")
    )


def test_an_admitted_officer_opens_the_same_store_with_a_secret_of_his_own(house: House) -> None:
    first = house.create()
    second = admit_second(first.store)
    assert accesses(first.store) == (first.slot, second.slot)
    assert second.officer != first.officer
    house.close()
    opened = house.open("jan.maes", SECOND)
    assert (opened.officer, opened.slot, opened.store.key) == (second.officer, second.slot, first.store.key)


def test_a_revoked_officer_is_as_unknown_as_any_stranger(house: House) -> None:
    first = house.create()
    second = admit_second(first.store)
    revoke(first.store, second.slot)
    with pytest.raises(SlotMissing):
        revoke(first.store, second.slot)
    with pytest.raises(LastSlot):
        revoke(first.store, first.slot)
    house.close()
    with pytest.raises(WrongPassphrase):
        house.open("jan.maes", SECOND)


def test_a_changed_passphrase_keeps_the_officers_secret_and_drops_the_old_one(house: House) -> None:
    first = house.create()
    before = house.path.read_bytes()

    def change(passphrase: str, slot: bytes) -> Admitted:
        return change_passphrase(
            first.store,
            slot,
            first.officer,
            login=LOGIN,
            passphrase=passphrase,
            cost=CHEAP,
            devices=None,
            randomness=SeededRandomness("change"),
        )

    with pytest.raises(PassphraseTooShort):
        change("kort", first.slot)
    with pytest.raises(SlotMissing):
        change(SECOND, b"no such slot")
    changed = change(SECOND, first.slot)
    assert house.path.read_bytes() == before
    house.close()
    opened = house.open(passphrase=SECOND)
    assert (opened.officer, opened.slot) == (first.officer, changed.slot)
    house.close()
    with pytest.raises(WrongPassphrase):
        house.open(passphrase=PASSPHRASE)


def test_a_failing_disk_keeps_the_old_slots(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    first = house.create()
    before = slots_path(house.path).read_bytes()

    def fail(_handle: int) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("app.store.files.os.fsync", fail)
    with pytest.raises(NotWritable):
        admit_second(first.store)
    monkeypatch.undo()
    assert slots_path(house.path).read_bytes() == before
    assert not [name for name in house.files() if name.endswith(".tmp")]


def test_slots_taken_away_under_an_open_store_are_told(house: House) -> None:
    first = house.create()
    slots_path(house.path).unlink()
    with pytest.raises(SlotsMissing):
        admit_second(first.store)


def test_a_second_officer_shows_who_he_is_at_the_open_store(house: House) -> None:
    first = house.create()
    second = admit_second(first.store)

    def ask(login: str, passphrase: str) -> Authenticated:
        return authenticate(first.store, login=login, passphrase=passphrase, clock=house.clock, devices=None)

    assert ask("jan.maes", SECOND) == Authenticated(second.slot, second.officer, 0)
    with pytest.raises(WrongPassphrase):
        ask("jan.maes", PASSPHRASE)
    with pytest.raises(TooSoon):
        ask(LOGIN, PASSPHRASE)
    house.clock.pass_seconds(1)
    assert ask(LOGIN, PASSPHRASE).officer == first.officer
