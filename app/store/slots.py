"""The slot file beside the store: the store key, wrapped once for each officer.

    {"magic": "praesidium slots", "version": 1, "store_id": …, "header": …, "salt": …, "slots": [
        {"id": …, "kind": "officer", "cost": {…}, "device": true, "tag": …, "sealed": …}, …]}

`sealed` is the store key and the officer's own secret under HKDF(Argon2id(passphrase), device secret). The salt of
Argon2id is the file's salt with the login, and `tag` comes out of the stretched passphrase: the file lists no
officers, one stretching serves any number of slots, and a wrong name costs what a wrong passphrase costs. `header` is
the first 16 bytes of the store (SQLCipher's salt): it tells a damaged store of ours from a foreign file.
Adding, changing and revoking rewrite this small file only, never the store.
"""

import hmac
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from app.core.clock import Randomness
from app.store.device import Device, DeviceSecrets, NoDevice
from app.store.files import beside, write_whole
from app.store.keys import (
    Argon2Cost,
    DeviceSecret,
    RecoverySecret,
    SealBroken,
    SlotSecret,
    StretchedPassphrase,
    seal,
    stretch,
    unseal,
)
from app.store.refusals import (
    DeviceSecretMissing,
    LastSlot,
    PassphraseTooShort,
    SlotMissing,
    SlotsDamaged,
    StoreFromNewerVersion,
)

MAGIC: Literal["praesidium slots"] = "praesidium slots"
VERSION = 1
HEADER_BYTES = 16
MIN_PASSPHRASE = 12
_MAX_FILE = 1 << 20


class Slot(msgspec.Struct, frozen=True):
    """One way in. `device`: the keyring's secret is needed too. `cost` is None where no passphrase is stretched."""

    id: bytes
    cost: Argon2Cost | None
    device: bool
    tag: bytes
    sealed: bytes
    kind: Literal["officer", "recovery"] = "officer"


class SlotFile(msgspec.Struct, frozen=True):
    """All ways into one store."""

    store_id: bytes
    header: bytes
    salt: bytes
    slots: tuple[Slot, ...]
    magic: Literal["praesidium slots"] = MAGIC
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Opened:
    """What a slot gave, and which one it was."""

    secret: SlotSecret
    slot: bytes
    device_bound: bool


@dataclass(frozen=True, slots=True)
class Added:
    """A new slot: its id, and why it is not bound to the device if it is not."""

    file: SlotFile
    slot: bytes
    device_bound: bool
    why_not: NoDevice | None


class _Version(msgspec.Struct):
    magic: str
    version: int


def slots_path(store: Path) -> Path:
    """Return where the slots of `store` are."""
    return beside(store, ".slots")


def encode(file: SlotFile) -> bytes:
    """Return the bytes of the slot file."""
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def decode(body: bytes, name: str) -> SlotFile:
    """Return the slot file in `body`; `name` is said to the officer.

    Raises SlotsDamaged on anything but a whole and reasonable one, StoreFromNewerVersion on a later format.
    """
    try:
        if len(body) > _MAX_FILE:
            raise SlotsDamaged(file=name)
        found = msgspec.json.decode(body, type=_Version)
        if found.magic == MAGIC and found.version > VERSION:
            raise StoreFromNewerVersion(found=found.version, known=VERSION)
        file = msgspec.json.decode(body, type=SlotFile)
    except msgspec.MsgspecError:
        raise SlotsDamaged(file=name) from None
    if file.version != VERSION or not file.slots or not all(map(_reasonable, file.slots)):
        raise SlotsDamaged(file=name)
    return file


def load_slots(store: Path) -> SlotFile | None:
    """Return the slots of `store`, None if the file is missing. Raises SlotsDamaged, StoreFromNewerVersion."""
    path = slots_path(store)
    try:
        with path.open("rb") as stream:
            body = stream.read(_MAX_FILE + 1)
    except FileNotFoundError:
        return None
    return decode(body, path.name)


def rebind(file: SlotFile, header: bytes) -> SlotFile:
    """Return the slots for another encryption of the same store, which begins with `header`."""
    return msgspec.structs.replace(file, header=header)


def save_slots(store: Path, file: SlotFile) -> None:
    """Replace the slot file of `store`, whole or not at all. Raises DiskFull, NotWritable."""
    write_whole(slots_path(store), encode(file))


def unlock(file: SlotFile, login: str, passphrase: str, devices: DeviceSecrets | None) -> Opened | None:
    """Return what the slot of `login` wraps, None where name or passphrase is wrong.

    Raises DeviceSecretMissing where both are right and the keyring lacks its half, SealBroken where both are right and
    the slot was altered.
    """
    for cost in dict.fromkeys(slot.cost for slot in reversed(file.slots) if slot.cost):
        stretched = stretch(login, passphrase, file.salt, cost)
        for slot in file.slots:
            if slot.cost == cost and stretched.matches(slot.tag):
                return _open(file, slot, stretched, devices)
    return None


def unlock_by_recovery(file: SlotFile, recovery: RecoverySecret) -> Opened | None:
    """Return what the recovery slot wraps, None where there is none for this secret. Raises SealBroken."""
    for slot in file.slots:
        if slot.kind == "recovery" and hmac.compare_digest(slot.tag, recovery.tag()):
            body = unseal(recovery.wrapping_key(), slot.sealed, _context(file.store_id, slot))
            return Opened(SlotSecret.from_bytes(body), slot.id, device_bound=False)
    return None


def add_slot(
    file: SlotFile,
    secret: SlotSecret,
    *,
    login: str,
    passphrase: str,
    cost: Argon2Cost,
    devices: DeviceSecrets | None,
    randomness: Randomness,
) -> Added:
    """Return `file` with one more slot. Raises PassphraseTooShort."""
    if len(passphrase) < MIN_PASSPHRASE:
        raise PassphraseTooShort(minimum=MIN_PASSPHRASE)
    device = devices.get_or_make(file.store_id, randomness) if devices else Device(None, NoDevice.NOT_ASKED)
    stretched = stretch(login, passphrase, file.salt, cost)
    bound = device.secret is not None
    slot = Slot(id=randomness(16), cost=cost, device=bound, tag=stretched.tag(), sealed=b"")
    file = _with(file, slot, stretched.wrapping_key(device.secret), secret, randomness)
    return Added(file, slot.id, bound, device.why_not)


def add_recovery_slot(file: SlotFile, secret: SlotSecret, recovery: RecoverySecret, randomness: Randomness) -> Added:
    """Return `file` with one more slot, that the shares of `recovery` open."""
    slot = Slot(id=randomness(16), cost=None, device=False, tag=recovery.tag(), sealed=b"", kind="recovery")
    return Added(_with(file, slot, recovery.wrapping_key(), secret, randomness), slot.id, False, NoDevice.NOT_ASKED)


def revoke_slot(file: SlotFile, slot_id: bytes) -> SlotFile:
    """Return `file` without that slot. Raises SlotMissing, LastSlot. Whoever used it may have kept the store key:
    after a departure the store is re-encrypted as well."""
    rest = tuple(slot for slot in file.slots if slot.id != slot_id)
    if len(rest) == len(file.slots):
        raise SlotMissing
    if all(slot.kind == "recovery" for slot in rest):
        raise LastSlot
    return msgspec.structs.replace(file, slots=rest)


def _open(file: SlotFile, slot: Slot, stretched: StretchedPassphrase, devices: DeviceSecrets | None) -> Opened:
    secret: DeviceSecret | None = None
    if slot.device:
        device = devices.get(file.store_id) if devices else Device(None, NoDevice.NOT_ASKED)
        if device.secret is None:
            raise DeviceSecretMissing(reason=device.why_not)
        secret = device.secret
    try:
        body = unseal(stretched.wrapping_key(secret), slot.sealed, _context(file.store_id, slot))
    except SealBroken:
        if slot.device:
            raise DeviceSecretMissing(reason=NoDevice.OTHER) from None
        raise
    return Opened(SlotSecret.from_bytes(body), slot.id, slot.device)


def _with(file: SlotFile, slot: Slot, under: bytes, secret: SlotSecret, randomness: Randomness) -> SlotFile:
    sealed = seal(under, secret.to_bytes(), _context(file.store_id, slot), randomness)
    return msgspec.structs.replace(file, slots=(*file.slots, msgspec.structs.replace(slot, sealed=sealed)))


def _reasonable(slot: Slot) -> bool:
    return slot.cost.reasonable() if slot.cost else slot.kind == "recovery" and not slot.device


def _context(store_id: bytes, slot: Slot) -> bytes:
    """Return what is authenticated with the wrapped secret: all of the slot, and which store it is for."""
    return msgspec.msgpack.encode(
        ["praesidium slot", VERSION, store_id, slot.kind, slot.id, slot.cost, slot.device, slot.tag]
    )
