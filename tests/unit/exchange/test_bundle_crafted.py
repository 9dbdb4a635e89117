"""What only a faulty or hostile sender with a true key can write: impossible manifests, frames, totals, bombs."""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.exchange.layout import MAGIC, read_head
from app.exchange.manifest import Frames, Manifest, Totals, decode_manifest, encode_manifest
from app.exchange.payload import FrameKind, Records
from app.exchange.reader import Limits
from app.exchange.refusals import (
    BundleTooLarge,
    ContentTrailing,
    FrameDamaged,
    ManifestDamaged,
)
from tests.unit.exchange.bundle_world import (
    Desk,
    an_invitation,
    opened,
    rebuilt,
    refused,
    sealed,
    signed_again,
)

ONE_CERT = msgspec.msgpack.encode([b"c" * 70])
ONLY = Totals(1, 0, 0, 0, 0)


def test_a_part_rebuilt_by_its_sender_is_read(desk: Desk, bundle: bytes) -> None:
    found = desk.read(sealed(rebuilt(opened(bundle), [(1, ONE_CERT)], ONLY)))
    assert found.records == Records([b"c" * 70], [], [], [], [])
    desk.connection.exec_driver_sql("DROP TABLE bundle_frame")


@pytest.mark.parametrize(
    "body",
    [
        b"\xc0",
        b"\x90",
        msgspec.msgpack.encode([1]),
        msgspec.msgpack.encode(["text"]),
        ONE_CERT + b"\x90",
        b"\xdd\xff\xff\xff\xff" + b"\xc4\x00" * 50,
        b"\xdd\x00\x00\x40\x01" + b"\xc4\x00" * 50,
        b"\x91" * 900,
        b"\x91\xc6\xff\xff\xff\xff",
    ],
    ids=["nil", "empty", "number", "text", "trailing", "longest", "long", "deep", "bytes"],
)
def test_a_signed_frame_that_is_not_what_it_says_is_refused(desk: Desk, bundle: bytes, body: bytes) -> None:
    refused(desk, FrameDamaged, sealed(rebuilt(opened(bundle), [(1, body)], ONLY)))


@pytest.mark.parametrize("kind", [FrameKind.SAVES, FrameKind.ENTRIES, FrameKind.OPENINGS, FrameKind.CHUNKS])
def test_a_record_of_one_kind_does_not_pass_for_another(desk: Desk, bundle: bytes, kind: FrameKind) -> None:
    refused(desk, FrameDamaged, sealed(rebuilt(opened(bundle), [(kind, ONE_CERT)], ONLY)))


def test_totals_that_are_not_true_are_refused(desk: Desk, bundle: bytes) -> None:
    refused(desk, ManifestDamaged, sealed(rebuilt(opened(bundle), [(1, ONE_CERT)], Totals(2, 0, 0, 0, 0))))
    refused(desk, ManifestDamaged, sealed(rebuilt(opened(bundle), [(1, ONE_CERT)], Totals(1, 0, 1, 0, 0))))


def test_something_behind_the_last_frame_is_refused(desk: Desk, bundle: bytes) -> None:
    plain = opened(bundle)
    refused(desk, ContentTrailing, sealed(rebuilt(plain, [(1, ONE_CERT)], ONLY, more=b"hidden")))
    refused(desk, ContentTrailing, sealed(plain + b"\0"))
    refused(desk, ContentTrailing, sealed(plain[:-1]))


def test_what_declares_more_than_the_limit_is_refused_before_a_frame_is_read(desk: Desk, bundle: bytes) -> None:
    refused(desk, BundleTooLarge, bundle, limits=Limits(content=500))
    refused(desk, BundleTooLarge, bundle, limits=Limits(records=7))
    refused(desk, BundleTooLarge, sealed(rebuilt(opened(bundle), [(1, ONE_CERT)], Totals(1, 0, 0, 1 << 40, 0))))


def test_a_declared_bomb_costs_no_memory(desk: Desk, bundle: bytes) -> None:
    def bomb(manifest: Manifest) -> Manifest:
        count = 60_000
        table = Frames(b"\5" * count, [16 << 20] * count, bytes(32 * count), [count])
        return msgspec.structs.replace(manifest, frames=table)

    refused(desk, BundleTooLarge, sealed(signed_again(opened(bundle), bomb)))


def changed_manifest(**fields: object) -> Callable[[Manifest], Manifest]:
    return lambda manifest: msgspec.structs.replace(manifest, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"version": 2},
        {"kind": 0},
        {"kind": 2},
        {"kind": 3},
        {"invitation": an_invitation()},
        {"bundle": b""},
        {"directory": b"short"},
        {"sender": bytes(17)},
        {"cert": b""},
        {"cert": bytes(1025)},
        {"recipient_key": b""},
        {"counter": 0},
        {"counter": -1},
        {"from_eid": 14},
        {"from_eid": -1},
        {"marking": 256},
        {"moment": 1 << 48},
        {"app": "x" * 65},
        {"head": [b"short"]},
        {"head": [bytes(32)] * 1025},
        {"totals": Totals(-1, 0, 0, 0, 0)},
        {"frames": Frames(b"", [], b"", [])},
        {"frames": Frames(b"\1", [1], bytes(32), [0])},
        {"frames": Frames(b"\1", [1], bytes(31), [1])},
        {"frames": Frames(b"\1\1", [1], bytes(32), [1])},
        {"frames": Frames(b"\0", [1], bytes(32), [1])},
        {"frames": Frames(b"\6", [1], bytes(32), [1])},
        {"frames": Frames(b"\2\1", [1, 1], bytes(64), [2])},
        {"frames": Frames(b"\1", [0], bytes(32), [1])},
        {"frames": Frames(b"\1", [(16 << 20) + 1], bytes(32), [1])},
        {"frames": Frames(b"\1\1", [1, 1], bytes(64), [2, 0])},
        {"frames": Frames(b"\1\1", [1, 1], bytes(64), [3, -1])},
    ],
    ids=str,
)
def test_a_signed_manifest_that_cannot_be_is_refused(desk: Desk, bundle: bytes, fields: dict[str, object]) -> None:
    refused(desk, ManifestDamaged, sealed(signed_again(opened(bundle), changed_manifest(**fields))))


def test_a_manifest_with_a_field_more_or_less_is_refused(bundle: bytes) -> None:
    fields = msgspec.msgpack.decode(read_head(BytesIO(opened(bundle))).manifest)
    for other in ([*fields, None], fields[:-1], {"version": 1}, None, b""):
        with pytest.raises(ManifestDamaged):
            decode_manifest(msgspec.msgpack.encode(other))


def test_a_manifest_longer_than_allowed_is_not_read(desk: Desk) -> None:
    refused(desk, ManifestDamaged, sealed(MAGIC + b"\0\1" + b"\0\1" + b"\xff\xff\xff\xff" + bytes(200)))
    refused(desk, ManifestDamaged, sealed(MAGIC + b"\0\1" + b"\0\1" + bytes(4) + bytes(200)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=400))
def test_any_bytes_for_a_manifest_are_refused_or_read_but_never_crash(raw: bytes) -> None:
    with suppress(ManifestDamaged):
        assert encode_manifest(decode_manifest(raw))


json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.binary(max_size=40) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=6),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, 19), value=json)
def test_any_value_in_any_field_of_a_manifest_is_refused_or_read(bundle: bytes, at: int, value: object) -> None:
    fields = msgspec.msgpack.decode(read_head(BytesIO(opened(bundle))).manifest)
    fields[at] = value
    raw = msgspec.msgpack.encode(fields)
    try:
        found = decode_manifest(raw)
    except ManifestDamaged:
        return
    assert msgspec.to_builtins(found, builtin_types=(bytes,))[at] == value


@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=300), kind=st.sampled_from(FrameKind))
def test_any_bytes_for_a_frame_are_refused_or_read(desk: Desk, bundle: bytes, raw: bytes, kind: FrameKind) -> None:
    body = raw or b"\x90"
    try:
        desk.read(sealed(rebuilt(opened(bundle), [(kind, body)], ONLY)))
        desk.connection.exec_driver_sql("DROP TABLE bundle_frame")
    except (FrameDamaged, ManifestDamaged):
        assert desk.tables() == []
