"""All 143 vectors of the C2SP CCTV project; those out of scope are listed by name and must still be refused cleanly."""

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from app.core.errors import KnownError
from app.exchange.age import (
    AgeReader,
    HeaderDamaged,
    HeaderForged,
    Identity,
    NewerAgeFile,
    NotAnAgeFile,
    NotForThisWorkstation,
    PayloadDamaged,
    PayloadTrailing,
    PayloadTruncated,
    X25519Identity,
    open_age,
    parse_identity,
)

VECTORS = Path(__file__).parent / "vectors"
ALL = sorted(file.name for file in (VECTORS / "cctv").iterdir())
OUT_OF_SCOPE = dict(line.split(": ", 1) for line in (VECTORS / "out-of-scope.txt").read_text().splitlines())
IN_SCOPE = [name for name in ALL if name not in OUT_OF_SCOPE]

REFUSALS: dict[str, tuple[type[KnownError], ...]] = {
    "header failure": (NotAnAgeFile, NewerAgeFile, HeaderDamaged),
    "no match": (NotForThisWorkstation,),
    "HMAC failure": (HeaderForged,),
    "payload failure": (PayloadDamaged, PayloadTruncated, PayloadTrailing),
}


@dataclass(frozen=True, slots=True)
class Vector:
    heads: tuple[tuple[str, str], ...]
    file: bytes

    def values(self, key: str) -> list[str]:
        return [value for name, value in self.heads if name == key]

    @property
    def expected(self) -> str:
        return self.values("expect")[0]

    @property
    def identities(self) -> list[Identity]:
        return [parse_identity(text) for text in self.values("identity")]


def a_vector(name: str) -> Vector:
    head, _, file = (VECTORS / "cctv" / name).read_bytes().partition(b"\n\n")
    heads = tuple((key, value) for key, _, value in (line.partition(": ") for line in head.decode().splitlines()))
    if ("compressed", "zlib") in heads:
        file = zlib.decompress(file)
    return Vector(heads, file)


def by_chunks(reader: AgeReader, given: bytearray) -> None:
    for piece in reader.chunks():
        given += piece


def by_reads(reader: AgeReader, given: bytearray) -> None:
    while piece := reader.read(65536):
        given += piece


def test_all_143_vectors_are_here() -> None:
    assert len(ALL) == 143


def test_the_list_of_vectors_out_of_scope_is_exactly_those_with_armor_or_a_passphrase() -> None:
    not_ours = {name for name in ALL if a_vector(name).values("armored") or a_vector(name).values("passphrase")}
    assert set(OUT_OF_SCOPE) == not_ours
    assert all(OUT_OF_SCOPE.values())
    assert not any(name.startswith(("hybrid", "x25519", "stream", "stanza", "hmac", "header")) for name in OUT_OF_SCOPE)


def test_every_expectation_is_one_we_know() -> None:
    assert {a_vector(name).expected for name in IN_SCOPE} == {"success", *REFUSALS}


@pytest.mark.parametrize("read", [by_chunks, by_reads])
@pytest.mark.parametrize("name", IN_SCOPE)
def test_vector_ends_as_its_authors_say(name: str, read: Callable[[AgeReader, bytearray], None]) -> None:
    vector = a_vector(name)
    given = bytearray()
    if vector.expected == "success":
        read(open_age(io.BytesIO(vector.file), vector.identities), given)
    else:
        with pytest.raises(KnownError) as refused:
            read(open_age(io.BytesIO(vector.file), vector.identities), given)
        assert isinstance(refused.value, REFUSALS[vector.expected])
    assert vector.values("payload") in ([], [sha256(given).hexdigest()])
    assert vector.values("payload") or not given


@pytest.mark.parametrize("name", sorted(OUT_OF_SCOPE))
def test_vector_out_of_scope_is_refused_with_a_sentence(name: str) -> None:
    vector = a_vector(name)
    identities = vector.identities or [X25519Identity(bytes(range(32)))]
    with pytest.raises(KnownError) as refused:
        open_age(io.BytesIO(vector.file), identities)
    if vector.values("armored"):
        assert isinstance(refused.value, NotAnAgeFile)
    else:
        assert isinstance(refused.value, NotForThisWorkstation | HeaderDamaged)
    assert refused.value.say()


def test_a_passphrase_file_is_said_to_be_not_for_this_workstation() -> None:
    with pytest.raises(NotForThisWorkstation):
        open_age(io.BytesIO(a_vector("scrypt").file), [X25519Identity(bytes(range(32)))])


def test_a_passphrase_beside_our_own_key_is_refused_though_the_key_would_open() -> None:
    vector = a_vector("scrypt_and_x25519")
    with pytest.raises(HeaderDamaged):
        open_age(io.BytesIO(vector.file), vector.identities)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("stream_no_final_full", PayloadTruncated),
        ("stream_no_chunks", PayloadTruncated),
        ("stream_trailing_garbage_long", PayloadTrailing),
        ("stream_two_final_chunks_full", PayloadTrailing),
        ("stream_bad_tag", PayloadDamaged),
        ("stream_last_chunk_empty", PayloadDamaged),
        ("version_unsupported", NewerAgeFile),
        ("empty", NotAnAgeFile),
        ("x25519_low_order", HeaderDamaged),
        ("hybrid_low_order", HeaderDamaged),
    ],
)
def test_each_way_to_fail_has_its_own_refusal(name: str, kind: type[KnownError]) -> None:
    vector = a_vector(name)
    with pytest.raises(KnownError) as refused:
        by_chunks(open_age(io.BytesIO(vector.file), vector.identities), bytearray())
    assert type(refused.value) is kind
