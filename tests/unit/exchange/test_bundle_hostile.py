"""Forged, spliced, forwarded, foreign and incomplete bundles: each refused by its name, nothing staged."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from app.core.ids import Id
from app.exchange.age import NotAnAgeFile, NotForThisWorkstation, PayloadTruncated
from app.exchange.layout import MAGIC, PartHead, read_head, write_head
from app.exchange.manifest import Manifest, directory_id
from app.exchange.reader import peek, read_bundle
from app.exchange.refusals import (
    AlreadyJoined,
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
from tests.unit.exchange.bundle_world import (
    ALICE,
    BOB,
    CAROL,
    IDENTITIES,
    KEYS,
    Desk,
    an_invitation,
    cert_of,
    export,
    opened,
    refused,
    sealed,
    signed_again,
    some_facts,
    some_records,
    what_bob_knows,
)


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
