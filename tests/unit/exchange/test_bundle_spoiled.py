"""Whatever is changed in a bundle, outside by anybody or inside by who knows the recipient's key, is refused."""

import pytest

from app.core.errors import KnownError
from app.exchange.refusals import (
    ContentTrailing,
    FrameDamaged,
    ManifestDamaged,
    NotABundle,
    SignatureFalse,
)
from installer.campaign import seeds_to_run
from tests.unit.exchange.bundle_world import (
    Desk,
    opened,
    sealed,
    some_records,
)
from tests.unit.exchange.mutations import mutate

CHANGE = 400
"""Spoiled bundles a change; a release asks for more."""


def test_one_flipped_byte_anywhere_is_refused(desk: Desk, bundle: bytes) -> None:
    for at in range(len(bundle)):
        spoiled = bytearray(bundle)
        spoiled[at] ^= 1 << at % 8
        with pytest.raises(KnownError):
            desk.read(bytes(spoiled))
    assert desk.tables() == []


def test_one_flipped_byte_inside_is_refused_though_the_envelope_is_whole(desk: Desk, bundle: bytes) -> None:
    plain = opened(bundle)
    found = set()
    content = len(plain.rstrip(b"\0"))
    for at in (*range(content + 2), *range(content + 2, len(plain), 16), len(plain) - 1):
        spoiled = bytearray(plain)
        spoiled[at] ^= 1 << at % 8
        with pytest.raises(KnownError) as refusal:
            desk.read(sealed(bytes(spoiled)))
        found.add(type(refusal.value))
    assert desk.tables() == []
    assert found >= {NotABundle, ManifestDamaged, SignatureFalse, FrameDamaged, ContentTrailing}


def test_a_bundle_cut_off_anywhere_is_refused(desk: Desk, bundle: bytes) -> None:
    for size in range(len(bundle)):
        with pytest.raises(KnownError):
            desk.read(bundle[:size])
    assert desk.tables() == []


def test_an_inside_cut_off_anywhere_is_refused(desk: Desk, bundle: bytes) -> None:
    plain = opened(bundle)
    content = len(plain.rstrip(b"\0"))
    for size in (*range(content + 2), *range(content + 2, len(plain), 16), len(plain) - 1):
        with pytest.raises(KnownError):
            desk.read(sealed(plain[:size]))
    assert desk.tables() == []


def test_random_damage_is_refused(desk: Desk, bundle: bytes, parts: list[bytes]) -> None:
    for seed in range(CHANGE):
        with pytest.raises(KnownError):
            desk.read(mutate(seed, bundle))
    for seed in range(CHANGE // 10):
        with pytest.raises(KnownError):
            desk.read(mutate(seed, parts[0]), *parts[1:])
    assert desk.tables() == []


@pytest.mark.release
def test_random_damage_is_refused_a_hundred_thousand_times(desk: Desk, bundle: bytes, parts: list[bytes]) -> None:
    for seed in seeds_to_run("bundle_mutations", 100_000):
        given = [mutate(seed, bundle)] if seed % 2 else [mutate(seed, parts[0]), *parts[1:]]
        with pytest.raises(KnownError):
            desk.read(*given)
        assert desk.tables() == []


def test_the_spoiled_bundles_were_whole_before(desk: Desk, bundle: bytes, parts: list[bytes]) -> None:
    assert desk.read(sealed(opened(bundle))).records == some_records()
    assert desk.read(*parts).records == some_records(4, entries=200)
