"""Secrets: they wrap, they sign, they never show."""

import pytest

from app.core.clock import SeededRandomness
from app.store.keys import (
    Argon2Cost,
    DeviceSecret,
    OfficerSecret,
    SealBroken,
    SigningKey,
    SlotSecret,
    StoreKey,
    calibrate,
    load_secret,
    save_secret,
    seal,
    stretch,
    unseal,
    verify_signature,
)
from tests.unit.store.conftest import CHEAP, House

UNDER = bytes(range(32))


@pytest.mark.parametrize(
    "secret",
    [
        StoreKey(UNDER),
        OfficerSecret(UNDER),
        DeviceSecret(UNDER),
        SlotSecret(StoreKey(UNDER), OfficerSecret(UNDER)),
        stretch("a", "b", bytes(16), CHEAP),
        SigningKey(UNDER),
    ],
)
def test_no_secret_shows_itself(secret: object) -> None:
    shown = f"{secret!r} {secret}"
    assert repr(UNDER)[2:-1] not in shown
    assert UNDER.hex() not in shown
    assert "raw" not in shown


def test_what_is_sealed_opens_only_under_its_key_and_context() -> None:
    sealed = seal(UNDER, b"body", b"here", SeededRandomness(1))
    assert unseal(UNDER, sealed, b"here") == b"body"
    for under, body, context in (
        (bytes(32), sealed, b"here"),
        (UNDER, sealed, b"there"),
        (UNDER, sealed[:-1] + bytes([sealed[-1] ^ 1]), b"here"),
        (UNDER, sealed[:5], b"here"),
        (UNDER, b"", b"here"),
    ):
        with pytest.raises(SealBroken):
            unseal(under, body, context)


def test_a_signature_holds_for_its_message_and_key_only() -> None:
    key, other = SigningKey.generate(SeededRandomness(1)), SigningKey.generate(SeededRandomness(2))
    signature = key.sign(b"message")
    assert verify_signature(key.public, signature, b"message")
    assert not verify_signature(key.public, signature, b"other")
    assert not verify_signature(other.public, signature, b"message")
    assert not verify_signature(key.public, signature[:-1], b"message")
    assert not verify_signature(b"short", signature, b"message")


def test_signing_agrees_with_rfc_8032() -> None:
    key = SigningKey(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    assert key.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")


def test_a_signing_key_seals_and_opens() -> None:
    key = SigningKey.generate(SeededRandomness(1))
    sealed = key.seal(UNDER, SeededRandomness(2))
    assert key.raw() not in sealed
    assert SigningKey.open(UNDER, sealed).public == key.public
    with pytest.raises(SealBroken):
        SigningKey.open(bytes(32), sealed)


def test_stretching_heeds_passphrase_login_salt_and_cost() -> None:
    plain = stretch("an", "pass", bytes(16), CHEAP).raw
    others = (
        stretch("an", "pasS", bytes(16), CHEAP),
        stretch("jan", "pass", bytes(16), CHEAP),
        stretch("an", "pass", bytes(15) + b"1", CHEAP),
        stretch("an", "pass", bytes(16), Argon2Cost(64, 2, 1)),
    )
    assert plain not in [one.raw for one in others]


def test_every_keyboard_types_the_same_passphrase() -> None:
    composed, decomposed = "caf\u00e9 cr\u00e8me", "cafe\u0301 cre\u0300me"
    assert stretch("Ren\u00e9 ", composed, bytes(16), CHEAP) == stretch("rene\u0301", decomposed, bytes(16), CHEAP)


def test_the_tag_and_the_wrapping_key_are_not_the_stretched_passphrase() -> None:
    stretched = stretch("an", "pass", bytes(16), CHEAP)
    device = DeviceSecret(UNDER)
    derived = {stretched.raw, stretched.wrapping_key(None), stretched.wrapping_key(device), stretched.tag()}
    assert len(derived) == 4


def test_calibration_gives_a_reasonable_cost() -> None:
    cost = calibrate(seconds=0.01, memory_kib=1024, lanes=1)
    assert cost.memory_kib == 1024
    assert cost.reasonable()


def test_the_default_cost_is_that_of_the_design() -> None:
    assert Argon2Cost().memory_kib >= 256 * 1024
    assert Argon2Cost().reasonable()


def test_private_keys_are_kept_in_the_store_and_replaced(house: House) -> None:
    store = house.create().store
    with store.write() as connection:
        save_secret(connection, "station", b"old")
        save_secret(connection, "station", b"new")
    with store.read() as connection:
        assert load_secret(connection, "station") == b"new"
        assert load_secret(connection, "replica") is None
