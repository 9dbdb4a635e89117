"""Recovery: what the shares join to opens the store where no passphrase or keyring does."""

import pytest

from app.core.clock import SeededRandomness
from app.store.access import accesses, admit, make_recovery, recoveries, revoke
from app.store.backup import backup, restore
from app.store.keys import RecoverySecret
from app.store.opening import open_recovered
from app.store.refusals import DeviceSecretMissing, LastSlot, WrongPassphrase
from tests.unit.store.conftest import CHEAP, LOGIN, PASSPHRASE, House, MemoryDevices

RANDOM = SeededRandomness("recovery")


def test_a_backup_opens_on_a_new_workstation_by_recovery_and_admits_its_officers_anew(house: House) -> None:
    house.devices = MemoryDevices()
    made = house.create()
    recovery, admitted = make_recovery(made.store, RANDOM)
    backup(made.store, house.path.with_name("copy.backup"), clock=house.clock)
    house.close()
    elsewhere = house.path.with_name("restored.praesidium")
    restore(house.path.with_name("copy.backup"), elsewhere)
    house.devices = MemoryDevices()
    with pytest.raises(DeviceSecretMissing):
        house.open(path=elsewhere)
    opened = open_recovered(elsewhere, recovery=recovery, clock=house.clock)
    house.opened.append(opened)
    assert (opened.slot, opened.officer) == (admitted.slot, admitted.officer)
    assert opened.store.id == made.store.id
    admit(opened.store, login=LOGIN, passphrase=PASSPHRASE + "!", cost=CHEAP, devices=house.devices, randomness=RANDOM)
    house.close()
    assert house.open(passphrase=PASSPHRASE + "!", path=elsewhere).device_bound


def test_the_shares_of_another_store_open_nothing_and_are_counted(house: House) -> None:
    make_recovery(house.create().store, RANDOM)
    house.close()
    with pytest.raises(WrongPassphrase) as refused:
        open_recovered(house.path, recovery=RecoverySecret(bytes(32)), clock=house.clock)
    assert refused.value.seconds == 1


def test_old_shares_open_until_they_are_revoked_for_the_new_ones(house: House) -> None:
    store = house.create().store
    old, former = make_recovery(store, RANDOM)
    new, later = make_recovery(store, RANDOM)
    assert recoveries(store) == (former.slot, later.slot)
    revoke(store, former.slot)
    assert len(accesses(store)) == 2
    house.close()
    with pytest.raises(WrongPassphrase):
        open_recovered(house.path, recovery=old, clock=house.clock)
    house.clock.pass_seconds(1)
    house.opened.append(open_recovered(house.path, recovery=new, clock=house.clock))


def test_recovery_alone_is_not_enough_to_give_up_the_last_officer(house: House) -> None:
    made = house.create()
    make_recovery(made.store, RANDOM)
    with pytest.raises(LastSlot):
        revoke(made.store, made.slot)


def test_the_secret_is_in_no_file(house: House) -> None:
    recovery, _ = make_recovery(house.create().store, RANDOM)
    assert repr(recovery) == "RecoverySecret()"
    for body in house.files().values():
        assert recovery.raw not in body
        assert recovery.raw.hex().encode() not in body
