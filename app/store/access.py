"""Who may open this store: admit an officer, change a passphrase, revoke an access, ask who it is.

Each change is one atomic rewrite of the slot file; the store itself is not re-encrypted. Whoever was revoked may have
kept the store's key from the time he had it, so a departure also asks for a re-encryption.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.clock import Clock, Randomness
from app.store.attempt import attempt
from app.store.delay import Delay
from app.store.device import DeviceSecrets, NoDevice
from app.store.keys import Argon2Cost, OfficerSecret, RecoverySecret, SlotSecret
from app.store.refusals import SlotMissing, SlotsMissing
from app.store.slots import (
    SlotFile,
    add_recovery_slot,
    add_slot,
    load_slots,
    revoke_slot,
    save_slots,
    slots_path,
    unlock,
)
from app.store.work import Store


@dataclass(frozen=True, slots=True)
class Admitted:
    """A new access. `slot` is kept with the officer inside the store; `why_not` says why no keyring guards it."""

    slot: bytes
    officer: OfficerSecret
    device_bound: bool
    why_not: NoDevice | None


@dataclass(frozen=True, slots=True)
class Authenticated:
    """Who it is: the slot, by which the store knows the officer, and the officer's secret.

    `failures` are the wrong attempts before this one, whoever made them: they are counted no more.
    """

    slot: bytes
    officer: OfficerSecret
    failures: int


def authenticate(
    store: Store, *, login: str, passphrase: str, clock: Clock, devices: DeviceSecrets | None
) -> Authenticated:
    """Check an officer's passphrase at the open store: after the screen was locked, or as the second of four eyes.

    Counted and delayed like an opening. Raises WrongPassphrase, TooSoon, DeviceSecretMissing, SlotsDamaged.
    """
    failures = Delay(store.path, clock).failures()
    opened = attempt(store.path, _file(store), clock, lambda file: unlock(file, login, passphrase, devices))
    return Authenticated(opened.slot, opened.secret.officer, failures)


def admit(
    store: Store,
    *,
    login: str,
    passphrase: str,
    cost: Argon2Cost,
    devices: DeviceSecrets | None,
    randomness: Randomness,
    named: Callable[[bytes], object] | None = None,
) -> Admitted:
    """Add a slot for another officer, with a secret of his own; `named` notes it before there is one.

    Raises PassphraseTooShort, DiskFull, NotWritable.
    """
    officer = OfficerSecret.generate(randomness)
    added = add_slot(
        _file(store),
        SlotSecret(store.key, officer),
        login=login,
        passphrase=passphrase,
        cost=cost,
        devices=devices,
        randomness=randomness,
    )
    if named is not None:
        named(added.slot)
    save_slots(store.path, added.file)
    return Admitted(added.slot, officer, added.device_bound, added.why_not)


def change_passphrase(
    store: Store,
    slot: bytes,
    officer: OfficerSecret,
    *,
    login: str,
    passphrase: str,
    cost: Argon2Cost,
    devices: DeviceSecrets | None,
    randomness: Randomness,
    named: Callable[[bytes], object] | None = None,
) -> Admitted:
    """Put a new slot in place of `slot`, for the same officer's secret; the old passphrase opens this store no more.

    `named` keeps whose slot it will be before there is one: else a change cut off leaves an access that nobody can
    take away. Raises SlotMissing, PassphraseTooShort, DiskFull, NotWritable; the old slot then stays.
    """
    file = _file(store)
    if slot not in (one.id for one in file.slots):
        raise SlotMissing
    added = add_slot(
        file,
        SlotSecret(store.key, officer),
        login=login,
        passphrase=passphrase,
        cost=cost,
        devices=devices,
        randomness=randomness,
    )
    if named is not None:
        named(added.slot)
    save_slots(store.path, revoke_slot(added.file, slot))
    return Admitted(added.slot, officer, added.device_bound, added.why_not)


def make_recovery(
    store: Store, randomness: Randomness, named: Callable[[bytes], object] | None = None
) -> tuple[RecoverySecret, Admitted]:
    """Add a recovery slot; return the secret to be split into shares and forgotten. An earlier one opens until revoked.

    Whoever recovers gets an officer's secret of his own. `named` notes the slot before there is one. Raises DiskFull,
    NotWritable.
    """
    recovery, officer = RecoverySecret.generate(randomness), OfficerSecret.generate(randomness)
    added = add_recovery_slot(_file(store), SlotSecret(store.key, officer), recovery, randomness)
    if named is not None:
        named(added.slot)
    save_slots(store.path, added.file)
    return recovery, Admitted(added.slot, officer, added.device_bound, added.why_not)


def revoke(store: Store, slot: bytes) -> None:
    """Take an access away. Raises SlotMissing, LastSlot, DiskFull, NotWritable."""
    save_slots(store.path, revoke_slot(_file(store), slot))


def accesses(store: Store) -> tuple[bytes, ...]:
    """Return the ids of all slots, oldest first."""
    return tuple(one.id for one in _file(store).slots)


def recoveries(store: Store) -> tuple[bytes, ...]:
    """Return the ids of the recovery slots, oldest first."""
    return tuple(one.id for one in _file(store).slots if one.kind == "recovery")


def _file(store: Store) -> SlotFile:
    file = load_slots(store.path)
    if file is None:
        raise SlotsMissing(file=slots_path(store.path).name)
    return file
