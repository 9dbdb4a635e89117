"""Slots: added, changed and revoked in a small file; bound to the keyring where there is one."""

import json
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from keyring.backends.fail import Keyring
from keyring.errors import InitError

from app.core.clock import SeededRandomness
from app.store.device import KeyringDeviceSecrets, KeyringWords, NoDevice
from app.store.keys import Argon2Cost, OfficerSecret, SealBroken, SlotSecret, StoreKey, StretchedPassphrase, stretch
from app.store.refusals import (
    DeviceSecretMissing,
    LastSlot,
    PassphraseTooShort,
    SlotMissing,
    SlotsDamaged,
    StoreFromNewerVersion,
)
from app.store.slots import SlotFile, add_slot, decode, encode, load_slots, revoke_slot, slots_path, unlock
from tests.unit.store.conftest import CHEAP, LOGIN, PASSPHRASE, House, MemoryDevices, MemoryWords

SECRET = SlotSecret(StoreKey(b"s" * 32), OfficerSecret(b"o" * 32))
EMPTY = SlotFile(store_id=b"i" * 16, header=b"h" * 16, salt=b"t" * 16, slots=())


def with_slot(
    file: SlotFile = EMPTY,
    login: str = LOGIN,
    passphrase: str = PASSPHRASE,
    devices: MemoryDevices | None = None,
    cost: Argon2Cost = CHEAP,
) -> SlotFile:
    return add_slot(
        file,
        SECRET,
        login=login,
        passphrase=passphrase,
        cost=cost,
        devices=devices,
        randomness=SeededRandomness(f"{login}{len(file.slots)}"),
    ).file


def test_a_slot_gives_back_what_it_wraps() -> None:
    opened = unlock(with_slot(), LOGIN, PASSPHRASE, None)
    assert opened is not None
    assert opened.secret == SECRET
    assert not opened.device_bound


def test_name_and_passphrase_belong_together() -> None:
    file = with_slot(with_slot(), "jan.maes", "een heel ander lang woord")
    assert unlock(file, "jan.maes", PASSPHRASE, None) is None
    assert unlock(file, LOGIN, "een heel ander lang woord", None) is None
    assert unlock(file, "jan.maes", "een heel ander lang woord", None) is not None


def test_one_stretching_serves_any_number_of_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    file = EMPTY
    for number in range(5):
        file = with_slot(file, f"officer{number}")
    calls: list[str] = []

    def counted(login: str, passphrase: str, salt: bytes, cost: Argon2Cost) -> StretchedPassphrase:
        calls.append(login)
        return stretch(login, passphrase, salt, cost)

    monkeypatch.setattr("app.store.slots.stretch", counted)
    for login in ("officer0", "officer4", "nobody"):
        unlock(file, login, PASSPHRASE, None)
    assert len(calls) == 3


def test_slots_of_different_cost_live_together() -> None:
    file = with_slot(with_slot(), "jan.maes", cost=Argon2Cost(128, 2, 1))
    assert unlock(file, LOGIN, PASSPHRASE, None) is not None
    assert unlock(file, "jan.maes", PASSPHRASE, None) is not None


def test_the_file_names_no_officer_and_holds_no_key() -> None:
    body = encode(with_slot(devices=MemoryDevices()))
    for secret in (LOGIN.encode(), PASSPHRASE.encode(), b"s" * 8, b"o" * 8, SECRET.store.raw.hex().encode()):
        assert secret not in body


def test_the_same_officer_has_another_tag_in_another_store() -> None:
    other = msgspec.structs.replace(EMPTY, salt=b"u" * 16)
    assert with_slot().slots[0].tag != with_slot(other).slots[0].tag


def test_a_bound_slot_needs_the_keyring_it_was_made_with() -> None:
    devices = MemoryDevices()
    file = with_slot(devices=devices)
    opened = unlock(file, LOGIN, PASSPHRASE, devices)
    assert opened is not None
    assert opened.device_bound
    for elsewhere, reason in (
        (None, NoDevice.NOT_ASKED),
        (MemoryDevices(), NoDevice.ABSENT),
        (MemoryDevices(why_not=NoDevice.NO_KEYRING), NoDevice.NO_KEYRING),
        (MemoryDevices(why_not=NoDevice.LOCKED), NoDevice.LOCKED),
    ):
        with pytest.raises(DeviceSecretMissing) as refused:
            unlock(file, LOGIN, PASSPHRASE, elsewhere)
        assert refused.value.reason is reason
    other = MemoryDevices()
    other.get_or_make(EMPTY.store_id, SeededRandomness("other"))
    with pytest.raises(DeviceSecretMissing) as refused:
        unlock(file, LOGIN, PASSPHRASE, other)
    assert refused.value.reason is NoDevice.OTHER
    assert unlock(file, LOGIN, "not this one at all", MemoryDevices()) is None


@pytest.mark.parametrize("why_not", [NoDevice.NO_KEYRING, NoDevice.LOCKED])
def test_without_a_keyring_the_slot_is_passphrase_only_and_says_why(why_not: NoDevice) -> None:
    devices = MemoryDevices(why_not=why_not)
    added = add_slot(
        EMPTY,
        SECRET,
        login=LOGIN,
        passphrase=PASSPHRASE,
        cost=CHEAP,
        devices=devices,
        randomness=SeededRandomness(1),
    )
    assert (added.device_bound, added.why_not) == (False, why_not)
    assert unlock(added.file, LOGIN, PASSPHRASE, None) is not None


def test_a_revoked_slot_opens_nothing_and_the_last_one_stays() -> None:
    file = with_slot(with_slot(), "jan.maes")
    rest = revoke_slot(file, file.slots[0].id)
    assert unlock(rest, LOGIN, PASSPHRASE, None) is None
    assert unlock(rest, "jan.maes", PASSPHRASE, None) is not None
    with pytest.raises(LastSlot):
        revoke_slot(rest, rest.slots[0].id)
    with pytest.raises(SlotMissing):
        revoke_slot(rest, file.slots[0].id)


def test_a_short_passphrase_is_refused_at_its_making() -> None:
    with pytest.raises(PassphraseTooShort) as refused:
        with_slot(passphrase="elf letters")
    assert "12" in refused.value.say()


def test_the_file_reads_back_as_written() -> None:
    file = with_slot(devices=MemoryDevices())
    assert decode(encode(file), "x") == file


def _mutated(**changes: object) -> bytes:
    return json.dumps({**json.loads(encode(with_slot())), **changes}).encode()


def _with_cost(**changes: int) -> bytes:
    slot = json.loads(encode(with_slot()))["slots"][0]
    return _mutated(slots=[{**slot, "cost": {**slot["cost"], **changes}}])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 500,
        b"[" * 100_000,
        encode(with_slot())[:-20],
        _mutated(magic="something else"),
        _mutated(version=0),
        _mutated(slots=[]),
        _mutated(slots=[{}]),
        _mutated(salt=5),
        _with_cost(memory_kib=1 << 40),
        _with_cost(passes=0),
        _with_cost(lanes=-1),
        b" " * (2 << 20),
    ],
)
def test_anything_but_a_whole_and_reasonable_file_is_refused(body: bytes) -> None:
    with pytest.raises(SlotsDamaged) as refused:
        decode(body, "brussels.slots")
    assert "brussels.slots" in refused.value.say()


def test_a_later_format_is_told_apart_from_damage() -> None:
    with pytest.raises(StoreFromNewerVersion) as refused:
        decode(_mutated(version=2, slots="told otherwise"), "x")
    assert (refused.value.found, refused.value.known) == (2, 1)


@pytest.mark.parametrize("part", ["sealed", "tag", "id"])
def test_an_altered_slot_never_opens(part: str) -> None:
    slot = json.loads(encode(with_slot()))["slots"][0]
    first = "B" if slot[part].startswith("A") else "A"
    altered = decode(_mutated(slots=[{**slot, part: first + slot[part][1:]}]), "x")
    with suppress(SealBroken):
        assert unlock(altered, LOGIN, PASSPHRASE, None) is None


def test_only_the_owner_may_read_the_slot_file(closed: House) -> None:
    assert slots_path(closed.path).stat().st_mode & 0o777 == 0o600
    assert closed.path.stat().st_mode & 0o777 == 0o600


def test_a_missing_slot_file_is_none(tmp_path: Path) -> None:
    assert load_slots(tmp_path / "nowhere") is None


def test_the_keyring_keeps_one_secret_a_store() -> None:
    words = MemoryWords()
    devices = KeyringDeviceSecrets(words)
    assert devices.get(b"a").why_not is NoDevice.ABSENT
    made = devices.get_or_make(b"a", SeededRandomness(1))
    assert made.secret is not None
    assert devices.get_or_make(b"a", SeededRandomness(2)) == made
    assert devices.get_or_make(b"b", SeededRandomness(3)) != made
    words.broken = NoDevice.LOCKED
    assert devices.get(b"a").why_not is NoDevice.LOCKED
    assert devices.get_or_make(b"c", SeededRandomness(4)).why_not is NoDevice.LOCKED


def test_nonsense_in_the_keyring_is_not_taken_for_a_secret() -> None:
    words = MemoryWords()
    words.texts["device-61"] = "zz"
    assert KeyringDeviceSecrets(words).get(b"a").why_not is NoDevice.OTHER


def test_a_workstation_without_a_keyring_is_ordinary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", Keyring())
    devices = KeyringDeviceSecrets()
    assert devices.get(b"a").why_not is NoDevice.NO_KEYRING
    assert devices.get_or_make(b"a", SeededRandomness(1)).why_not is NoDevice.NO_KEYRING


def test_a_keyring_that_was_left_locked_is_asked_again_only_for_an_access_bound_to_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    class Prompting(Keyring):
        """Puts a question on the screen at every look, which whoever sits there cancels."""

        def get_password(self, service: str, username: str) -> str:  # noqa: ARG002 - of the library
            asked.append(username)
            raise InitError("prompt dismissed")

        def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002 - as above
            self.get_password(service, username)

    monkeypatch.setattr("keyring.core._keyring_backend", Prompting())
    words = KeyringWords()
    devices = KeyringDeviceSecrets(words)
    for _ in range(3):
        assert devices.get_or_make(b"a", SeededRandomness(1)).why_not is NoDevice.LOCKED
    assert words.write("head", "1") is NoDevice.LOCKED
    assert words.read("head") is NoDevice.LOCKED
    assert asked == ["device-61"]
    for _ in range(2):
        assert devices.get(b"a").why_not is NoDevice.LOCKED
    assert words.write("head", "2") is NoDevice.LOCKED
    assert asked == ["device-61"] * 3
