"""Forged, spoiled, spliced, forwarded, foreign and oversized bundles: each refused by name, nothing staged."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import KnownError, PraesidiumError
from app.core.ids import Id
from app.exchange.age import NotAnAgeFile, NotForThisWorkstation, PayloadTruncated
from app.exchange.layout import LEAST_PADDED, MAGIC, PartHead, frame_hash, read_head, write_frame_head, write_head
from app.exchange.manifest import Frames, Manifest, Totals, decode_manifest, directory_id, encode_manifest
from app.exchange.payload import FrameKind, Records
from app.exchange.reader import Limits, peek, read_bundle
from app.exchange.refusals import (
    AlreadyJoined,
    BundleTooLarge,
    ContentTrailing,
    ExerciseMixed,
    ForeignDirectory,
    Forwarded,
    FrameDamaged,
    InvitationForAnotherRequest,
    ManifestDamaged,
    NewerBundle,
    NotABundle,
    NotYetInvited,
    PartForeign,
    PartMissing,
    PartTwice,
    SenderUnknown,
    SignatureFalse,
    StickGone,
)
from installer.campaign import seeds_to_run
from tests.unit.exchange.bundle_world import (
    ALICE,
    BOB,
    CAROL,
    IDENTITIES,
    KEYS,
    Desk,
    a_staging,
    an_invitation,
    cert_of,
    export,
    opened,
    sealed,
    signed_again,
    some_facts,
    some_records,
    what_bob_knows,
)
from tests.unit.exchange.mutations import mutate

CHANGE = 400
"""Spoiled bundles a change; a release asks for more."""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return export(tmp_path_factory.mktemp("small")).parts[0].path.read_bytes()


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    written = export(tmp_path_factory.mktemp("parts"), some_records(4, entries=200), part_limit=30_000)
    return [part.path.read_bytes() for part in written.parts]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with a_staging(tmp_path_factory.mktemp("desk")) as connection:
        yield Desk(connection)


def refused(desk: Desk, refusal: type[PraesidiumError], *given: bytes, **options: object) -> None:
    """Check that Bob refuses what he is given, by this class, and keeps nothing."""
    with pytest.raises(refusal) as found:
        desk.read(*given, **options)
    assert type(found.value) is refusal
    assert desk.tables() == []


def test_one_flipped_byte_anywhere_is_refused(desk: Desk, bundle: bytes) -> None:
    for at in range(len(bundle)):
        spoiled = bytearray(bundle)
        spoiled[at] ^= 1 << at % 8
        with pytest.raises(KnownError):
            desk.read(bytes(spoiled))
    assert desk.tables() == []


def test_one_flipped_byte_anywhere_inside_is_refused_though_the_envelope_is_whole(desk: Desk, bundle: bytes) -> None:
    plain = opened(bundle)
    found = set()
    for at in range(len(plain)):
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


def test_something_else_than_a_bundle_is_refused(desk: Desk) -> None:
    refused(desk, NotAnAgeFile, b"PK\x03\x04 not for us")
    refused(desk, NotAnAgeFile, b"")
    refused(desk, NotABundle, sealed(b"Meet me at the usual place."))
    refused(desk, NotABundle, sealed(b""))


def test_a_bundle_of_a_newer_format_is_told_apart_from_a_damaged_one(desk: Desk, bundle: bytes) -> None:
    plain = bytearray(opened(bundle))
    plain[len(MAGIC) : len(MAGIC) + 2] = b"\0\2"
    refused(desk, NewerBundle, sealed(bytes(plain)))


def test_a_bundle_for_another_is_refused(desk: Desk, tmp_path: Path) -> None:
    to_carol = export(tmp_path, facts=some_facts(recipient=CAROL), recipient=IDENTITIES[CAROL].recipient)
    body = to_carol.parts[0].path.read_bytes()
    refused(desk, NotForThisWorkstation, body)
    refused(desk, Forwarded, sealed(opened(body, IDENTITIES[CAROL])))


def test_a_bundle_for_a_former_key_of_ours_encrypted_again_is_refused(desk: Desk, tmp_path: Path) -> None:
    body = export(tmp_path, recipient=IDENTITIES[CAROL].recipient).parts[0].path.read_bytes()
    refused(desk, Forwarded, sealed(opened(body, IDENTITIES[CAROL])))


def test_a_bundle_for_another_station_is_refused_even_under_our_key(desk: Desk, tmp_path: Path) -> None:
    refused(desk, Forwarded, export(tmp_path, facts=some_facts(recipient=CAROL)).parts[0].path.read_bytes())


def test_an_unknown_sender_is_refused(desk: Desk, tmp_path: Path) -> None:
    facts = some_facts(sender=CAROL, cert=cert_of(CAROL))
    body = export(tmp_path, facts=facts, sign=KEYS[CAROL].sign).parts[0].path.read_bytes()
    refused(desk, SenderUnknown, body)


def test_a_sender_who_shows_the_certificate_of_another_is_refused(desk: Desk, tmp_path: Path) -> None:
    body = export(tmp_path, facts=some_facts(cert=cert_of(BOB))).parts[0].path.read_bytes()
    refused(desk, SenderUnknown, body)


def test_a_manifest_signed_by_another_known_station_is_refused(desk: Desk, bundle: bytes) -> None:
    refused(desk, SignatureFalse, sealed(signed_again(opened(bundle), lambda manifest: manifest, signer=BOB)))


def test_a_key_that_is_no_key_is_a_false_signature(desk: Desk, bundle: bytes) -> None:
    refused(desk, SignatureFalse, bundle, known=what_bob_knows(sender_key=lambda *_: b"short"))


def test_a_bundle_of_another_directory_is_refused(desk: Desk, tmp_path: Path) -> None:
    body = export(tmp_path, facts=some_facts(directory=b"x" * 32)).parts[0].path.read_bytes()
    refused(desk, ForeignDirectory, body)


@pytest.mark.parametrize("exercise", [True, False])
def test_exercise_and_live_never_meet(desk: Desk, tmp_path: Path, exercise: bool) -> None:
    body = export(tmp_path, facts=some_facts(exercise=exercise)).parts[0].path.read_bytes()
    assert desk.read(body, known=what_bob_knows(exercise=exercise)).manifest.exercise is exercise
    desk.connection.exec_driver_sql("DROP TABLE bundle_frame")
    refused(desk, ExerciseMixed, body, known=what_bob_knows(exercise=not exercise))


def test_a_newcomer_takes_the_invitation_that_answers_his_request_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    invited = export(tmp_path, facts=some_facts(invitation=an_invitation())).parts[0].path.read_bytes()
    ordinary = export(tmp_path).parts[0].path.read_bytes()
    newcomer = what_bob_knows(request=b"q" * 32)
    assert desk.read(invited, known=newcomer).manifest.invitation == an_invitation()
    desk.connection.exec_driver_sql("DROP TABLE bundle_frame")
    refused(desk, NotYetInvited, ordinary, known=newcomer)
    refused(desk, AlreadyJoined, invited)
    refused(desk, InvitationForAnotherRequest, invited, known=replace(newcomer, request=b"z" * 32))
    refused(desk, ForeignDirectory, invited, known=replace(newcomer, directory=b"z" * 32))


def test_a_newcomer_may_look_at_the_root_but_not_import_before_it_was_compared(desk: Desk, tmp_path: Path) -> None:
    invited = export(tmp_path, facts=some_facts(invitation=an_invitation())).parts[0].path.read_bytes()
    newcomer = what_bob_knows(request=b"q" * 32, directory=None)
    found = peek(BytesIO(invited), IDENTITIES[BOB], newcomer)
    assert found.manifest.directory == directory_id(an_invitation().root_key)
    with pytest.raises(ValueError, match="compares the root"):
        desk.read(invited, known=newcomer)


def test_an_invitation_whose_root_is_not_the_directory_it_names_is_refused(desk: Desk, tmp_path: Path) -> None:
    body = export(tmp_path, facts=some_facts(invitation=an_invitation())).parts[0].path.read_bytes()

    def other_root(manifest: Manifest) -> Manifest:
        return msgspec.structs.replace(manifest, directory=b"y" * 32)

    refused(
        desk, ManifestDamaged, sealed(signed_again(opened(body), other_root)), known=what_bob_knows(request=b"q" * 32)
    )


def test_parts_must_all_be_there_once_and_of_one_bundle(desk: Desk, parts: list[bytes], tmp_path: Path) -> None:
    other = export(tmp_path, some_records(5, entries=200), part_limit=30_000)
    foreign = [part.path.read_bytes() for part in other.parts]
    refused(desk, PartMissing, *parts[1:])
    refused(desk, PartMissing, *parts[:-1])
    refused(desk, PartMissing)
    refused(desk, PartTwice, parts[0], parts[0], *parts[1:])
    refused(desk, PartForeign, foreign[0], *parts[1:])


def test_missing_parts_are_named(desk: Desk, parts: list[bytes]) -> None:
    with pytest.raises(PartMissing) as refusal:
        desk.read(parts[1])
    gone = ", ".join(str(number) for number in range(1, len(parts) + 1) if number != 2)
    assert gone in refusal.value.say()


def test_a_part_cannot_pass_for_another_part(desk: Desk, parts: list[bytes]) -> None:
    plain = opened(parts[0])
    head = read_head(BytesIO(plain))
    as_second = write_head(replace(head, part=2)) + plain[len(write_head(head)) :]
    refused(desk, SignatureFalse, sealed(as_second), *parts[1:])
    as_none = write_head(replace(head, part=0)) + plain[len(write_head(head)) :]
    refused(desk, ManifestDamaged, sealed(as_none), *parts[1:])


def test_frames_of_another_bundle_cannot_be_spliced_in(desk: Desk, bundle: bytes, tmp_path: Path) -> None:
    other = opened(export(tmp_path, some_records(9)).parts[0].path.read_bytes())
    plain = opened(bundle)
    head, theirs = read_head(BytesIO(plain)), read_head(BytesIO(other))
    spliced = write_head(head) + other[len(write_head(theirs)) :]
    assert len(spliced) == len(plain)
    refused(desk, FrameDamaged, sealed(spliced))


def rebuilt(plain: bytes, frames: list[tuple[int, bytes]], totals: Totals, more: bytes = b"") -> bytes:
    """Return a part that Alice signed, of any frames: what only a faulty or hostile sender makes."""
    head = read_head(BytesIO(plain))
    table = Frames(
        bytes(kind for kind, _ in frames),
        [len(body) for _, body in frames],
        b"".join(frame_hash(kind, body) for kind, body in frames),
        [len(frames)],
    )
    manifest = msgspec.structs.replace(decode_manifest(head.manifest), frames=table, totals=totals)
    signed = signed_again(write_head(head), lambda _: manifest)
    content = signed + b"".join(write_frame_head(kind, len(body)) + body for kind, body in frames)
    return content + more + bytes(LEAST_PADDED - len(content) - len(more))


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


def test_a_stick_pulled_while_reading_is_said(desk: Desk, bundle: bytes) -> None:
    class Pulled:
        def __init__(self) -> None:
            self.left = BytesIO(bundle[:4000])

        def read(self, count: int, /) -> bytes:
            if block := self.left.read(count):
                return block
            raise OSError(5, "Input/output error")

    with pytest.raises(StickGone):
        read_bundle([Pulled()], IDENTITIES[BOB], what_bob_knows(), desk.connection)
    assert desk.tables() == []


def test_a_copy_that_was_interrupted_is_said_to_be_incomplete(desk: Desk, tmp_path: Path) -> None:
    body = export(tmp_path, some_records(1, chunks=2_000)).parts[0].path.read_bytes()
    overhead = len(body) - len(opened(body)) - 16 * -(-len(opened(body)) // 65536)
    refused(desk, PayloadTruncated, body[: overhead + 3 * (65536 + 16)])


def test_the_certificate_is_shown_to_who_knows_and_to_nobody_else(desk: Desk, bundle: bytes) -> None:
    asked: list[tuple[Id, bytes]] = []

    def nobody(station: Id, cert: bytes) -> bytes | None:
        asked.append((station, cert))
        return None

    refused(desk, SenderUnknown, bundle, known=what_bob_knows(sender_key=nobody))
    assert asked == [(ALICE, cert_of(ALICE))]


def test_a_head_alone_is_no_bundle(desk: Desk, bundle: bytes) -> None:
    head: PartHead = read_head(BytesIO(opened(bundle)))
    refused(desk, FrameDamaged, sealed(write_head(head)))
