"""A request to join carries public keys only, is signed by its own key, and is compared by people as words."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import PraesidiumError
from app.exchange.age import X25519Identity
from app.exchange.fingerprint import REQUEST, as_qr_text, as_words, of_qr_text, same_words
from app.exchange.joining import MAGIC, MOST_REQUEST, JoinRequest, RequestedOfficer, read_request, write_request
from app.exchange.refusals import NewerRequest, NotARequest, RequestDamaged
from tests.unit.exchange.bundle_world import CAROL, IDENTITIES, cert_of

STATION_KEY = Ed25519PrivateKey.from_private_bytes(b"carol's own key, 32 bytes long..")


def a_request(**changes: object) -> JoinRequest:
    """Return Carol's request."""
    request = JoinRequest(
        version=1,
        exercise=False,
        station=CAROL,
        code="LIE1",
        names=[("fr", "Zone de police fictive"), ("nl", "Fictieve politiezone")],
        signing_key=STATION_KEY.public_key().public_bytes_raw(),
        recipient=IDENTITIES[CAROL].recipient.encode(),
        cert=cert_of(CAROL),
        officers=[RequestedOfficer(b"o" * 16, "Inspecteur Exemple", b"k" * 32, ["fr", "de"])],
        moment=1_772_334_000_000,
        app="0.1.0",
    )
    return msgspec.structs.replace(request, **changes)


WHOLE, HASH = write_request(a_request(), STATION_KEY.sign)


def forged(request: object) -> bytes:
    """Return a request that its key signed, whatever it says."""
    body = msgspec.msgpack.encode(request)
    return MAGIC + b"\0\1" + len(body).to_bytes(4, "big") + body + STATION_KEY.sign(b"praesidium/join/1\0" + body)


def test_a_request_is_read_as_it_was_written() -> None:
    found = read_request(WHOLE)
    assert found.request == a_request()
    assert found.hash == HASH
    assert read_request(forged(a_request())).hash == HASH


def test_one_flipped_byte_anywhere_is_refused() -> None:
    for at in range(len(WHOLE)):
        spoiled = bytearray(WHOLE)
        spoiled[at] ^= 1 << at % 8
        with pytest.raises((NotARequest, NewerRequest, RequestDamaged)):
            read_request(bytes(spoiled))


def test_a_request_cut_off_or_longer_is_refused() -> None:
    for size in range(0, len(WHOLE), 7):
        with pytest.raises((NotARequest, RequestDamaged)):
            read_request(WHOLE[:size])
    with pytest.raises(RequestDamaged):
        read_request(WHOLE + b"\0")


def test_a_request_of_a_newer_format_is_told_apart() -> None:
    with pytest.raises(NewerRequest):
        read_request(MAGIC + b"\0\2" + WHOLE[len(MAGIC) + 2 :])


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"station": b""},
        {"code": "bru1"},
        {"code": "X"},
        {"code": "LIE1\n"},
        {"names": []},
        {"names": [("fr", "A"), ("fr", "B")]},
        {"names": [("fr", "")]},
        {"names": [("fr", "A\u202eB")]},
        {"names": [("fr", "A\nB")]},
        {"names": [("FR", "A")]},
        {"signing_key": b"short"},
        {"signing_key": bytes(32)},
        {"recipient": "age1nothing"},
        {"recipient": X25519Identity(b"x" * 32).recipient.encode()},
        {"cert": b""},
        {
            "officers": [
                RequestedOfficer(b"o" * 16, "A", b"k" * 32, []),
                RequestedOfficer(b"o" * 16, "B", b"k" * 32, []),
            ]
        },
        {"officers": [RequestedOfficer(b"o" * 16, "A", b"short", [])]},
        {"officers": [RequestedOfficer(b"o" * 16, "A", b"k" * 32, ["fr"])] * 65},
        {"moment": -1},
        {"app": "x" * 65},
    ],
    ids=str,
)
def test_a_request_that_cannot_be_is_refused_and_never_written(changes: dict[str, object]) -> None:
    with pytest.raises(RequestDamaged):
        read_request(forged(a_request(**changes)))
    with pytest.raises(RequestDamaged):
        write_request(a_request(**changes), STATION_KEY.sign)


def test_a_request_is_signed_by_the_very_key_it_names() -> None:
    other = Ed25519PrivateKey.from_private_bytes(b"z" * 32)
    with pytest.raises(RequestDamaged):
        write_request(a_request(), other.sign)
    with pytest.raises(RequestDamaged):
        read_request(forged(a_request(signing_key=other.public_key().public_bytes_raw())))


def test_a_request_of_any_size_is_not_read() -> None:
    size = MOST_REQUEST
    with pytest.raises(RequestDamaged):
        read_request(MAGIC + b"\0\1" + size.to_bytes(4, "big") + bytes(size + 64))


@settings(max_examples=150, deadline=None)
@given(body=st.binary(max_size=300))
def test_any_bytes_for_a_request_are_refused(body: bytes) -> None:
    framed = MAGIC + b"\0\1" + len(body).to_bytes(4, "big") + body + bytes(64)
    for raw in (body, framed):
        with pytest.raises(PraesidiumError):
            read_request(raw)


def test_a_fingerprint_is_twelve_words_and_a_qr_text() -> None:
    digest = bytes(range(32))
    words = "academic again category ruin aircraft branch husky adjust ancestor crunch royal elevator"
    assert " ".join(as_words(digest)) == words
    assert as_qr_text(REQUEST, digest) == "praesidium:request:" + digest.hex()


@given(digest=st.binary(min_size=32, max_size=32), at=st.integers(0, 119))
@settings(max_examples=60, deadline=None)
def test_every_one_of_120_bits_changes_the_words(digest: bytes, at: int) -> None:
    other = bytearray(digest)
    other[at // 8] ^= 0x80 >> at % 8
    assert as_words(digest) != as_words(bytes(other))
    assert sum(one != two for one, two in zip(as_words(digest), as_words(bytes(other)), strict=True)) == 1


def test_words_are_compared_as_people_type_them() -> None:
    words = as_words(HASH)
    assert same_words(HASH, words)
    assert same_words(HASH, [word.upper() + " " for word in words])
    assert same_words(HASH, [word[:4] for word in words])
    assert not same_words(HASH, words[:-1])
    assert not same_words(HASH, [*words[:-1], "academic" if words[-1] != "academic" else "acid"])
    assert not same_words(HASH, [*words, "academic"])
    assert not same_words(HASH, [word[:3] for word in words])
    assert not same_words(HASH, [])


@given(st.binary(min_size=32, max_size=32))
def test_the_code_of_a_request_says_its_hash_and_no_other_text_says_one(digest: bytes) -> None:
    text = as_qr_text(REQUEST, digest)
    assert of_qr_text(REQUEST, text) == digest
    for other in (text[:-1], f"{text}0", text.replace(REQUEST, "directory"), text.replace("praesidium", "https"), ""):
        assert of_qr_text(REQUEST, other) is None
