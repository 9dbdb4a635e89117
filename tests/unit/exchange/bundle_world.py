"""Two stations with fixed keys and something to send: what every test of bundles stands on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from app.core.clock import SeededRandomness
from app.core.errors import PraesidiumError
from app.exchange.age import HybridIdentity, decrypt, encrypt
from app.exchange.layout import (
    LEAST_PADDED,
    PartHead,
    frame_hash,
    read_head,
    signed_message,
    write_frame_head,
    write_head,
)
from app.exchange.manifest import (
    Acknowledgement,
    Facts,
    Frames,
    Invitation,
    Manifest,
    Totals,
    decode_manifest,
    directory_id,
    encode_manifest,
)
from app.exchange.payload import Chunk, Entry, LaterOpenings, Records, Save
from app.exchange.reader import Known, read_bundle
from app.exchange.staged import StagedBundle
from app.exchange.writer import WrittenBundle, write_bundle
from app.models.enums import Marking
from app.models.release import Release
from app.store.staging import staging

ALICE, BOB, CAROL = (bytes([number]) * 16 for number in (1, 2, 3))
ROOT = Ed25519PrivateKey.from_private_bytes(b"r" * 32).public_key().public_bytes_raw()
DIRECTORY = directory_id(ROOT)
KEYS = {station: Ed25519PrivateKey.from_private_bytes(station * 2) for station in (ALICE, BOB, CAROL)}
IDENTITIES = {station: HybridIdentity(station * 2) for station in (ALICE, BOB, CAROL)}
MOMENT = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)


def public(station: bytes) -> bytes:
    """Return the public key of a station's replica."""
    return KEYS[station].public_key().public_bytes_raw()


def cert_of(station: bytes) -> bytes:
    """Return what stands for a certificate here: bundles do not look into it."""
    return b"cert:" + public(station)


def sender_key(station: bytes, cert: bytes) -> bytes | None:
    """Believe Alice and Bob, and nobody else."""
    return public(station) if station in (ALICE, BOB) and cert == cert_of(station) else None


def some_records(seed: int = 1, *, certs: int = 1, saves: int = 2, entries: int = 3, chunks: int = 1) -> Records:
    """Return a few records of every kind."""
    draw = SeededRandomness(seed)
    return Records(
        certs=[draw(70) for _ in range(certs)],
        saves=[Save(draw(100), draw(64), [(draw(16), draw(64))]) for _ in range(saves)],
        entries=[Entry(draw(120), draw(60)) for _ in range(entries)],
        openings=[LaterOpenings(draw(32), draw(40))],
        chunks=[Chunk(draw(32), number, draw(200)) for number in range(chunks)],
    )


def a_release(**changes: Any) -> Release:
    """Return the gate's word that something may go to Bob."""
    release = Release(
        recipient=BOB,
        streams=frozenset({b"s" * 16}),
        marking=Marking.CONFIDENTIAL,
        officer=b"o" * 16,
        moment=MOMENT,
        reason="visit of 3 March",
    )
    return replace(release, **changes)


def some_facts(**changes: Any) -> Facts:
    """Return Alice's facts about bundle 7 to Bob."""
    facts = Facts(
        directory=DIRECTORY,
        exercise=False,
        sender=ALICE,
        cert=cert_of(ALICE),
        recipient=BOB,
        counter=7,
        head=[b"h" * 32],
        from_eid=10,
        to_eid=13,
        marking=2,
        moment=1_772_334_000_000,
        app="0.1.0",
        acknowledged=Acknowledgement(b"b" * 32, 41, 6),
    )
    return replace(facts, **changes)


def an_invitation(request: bytes = b"q" * 32) -> Invitation:
    """Return an invitation into the directory of these tests."""
    return Invitation(ROOT, b"d" * 16, request)


def what_bob_knows(**changes: Any) -> Known:
    """Return what Bob believes: he has joined, and knows Alice."""
    return replace(Known(station=BOB, directory=DIRECTORY, exercise=False, sender_key=sender_key), **changes)


@contextmanager
def a_staging(folder: Path) -> Iterator[Connection]:
    """Give a staging connection beside the stick, not on it."""
    place = folder / "store"
    place.mkdir(exist_ok=True)
    with staging(place, SeededRandomness("staging")) as connection:
        yield connection


def a_stick(folder: Path) -> Path:
    """Return a folder to write bundles to."""
    stick = folder / "stick"
    stick.mkdir(exist_ok=True)
    return stick


def export(folder: Path, records: Records | None = None, facts: Facts | None = None, **options: Any) -> WrittenBundle:
    """Let Alice write a bundle on the stick in `folder`; Bob receives it unless told otherwise."""
    seed = options.pop("seed", 1)
    release = options.pop("release", None) or a_release(recipient=facts.recipient if facts else BOB)
    with a_staging(folder) as connection:
        return write_bundle(
            release,
            facts or some_facts(),
            records or some_records(),
            recipient=options.pop("recipient", IDENTITIES[BOB].recipient),
            sign=options.pop("sign", KEYS[ALICE].sign),
            staging=connection,
            target=options.pop("target", None) or a_stick(folder),
            randomness=SeededRandomness(seed),
            **options,
        )


@dataclass(frozen=True, slots=True)
class Received:
    """All that a bundle gave, in memory."""

    manifest: Manifest
    records: Records


def everything(bundle: StagedBundle) -> Received:
    """Return a staged bundle as lists."""
    return Received(
        bundle.manifest,
        Records(
            list(bundle.certs()),
            list(bundle.saves()),
            list(bundle.entries()),
            list(bundle.openings()),
            list(bundle.chunks()),
        ),
    )


@dataclass(slots=True)
class Desk:
    """Bob at his store: reads what he is given into one staging file."""

    connection: Connection
    known: Known = field(default_factory=what_bob_knows)

    def read(self, *parts: bytes, **options: Any) -> Received:
        """Read a bundle given as the bytes of its parts."""
        known = options.pop("known", self.known)
        identity = options.pop("identity", IDENTITIES[BOB])
        return everything(read_bundle([BytesIO(part) for part in parts], identity, known, self.connection, **options))

    def tables(self) -> list[str]:
        """Return what is left in the staging file."""
        return [row[0] for row in self.connection.exec_driver_sql("SELECT name FROM sqlite_master")]


def opened(sealed: bytes, identity: HybridIdentity = IDENTITIES[BOB]) -> bytes:
    """Return what is inside an envelope."""
    plain = BytesIO()
    decrypt(BytesIO(sealed), plain, [identity])
    return plain.getvalue()


def sealed(plain: bytes, station: bytes = BOB) -> bytes:
    """Put bytes into an envelope for a station: anybody can who has its public key."""
    out = BytesIO()
    encrypt(BytesIO(plain), out, [IDENTITIES[station].recipient], SeededRandomness("again"))
    return out.getvalue()


def signed_again(plain: bytes, change: Callable[[Manifest], Manifest], *, signer: bytes = ALICE) -> bytes:
    """Return a part whose manifest was changed and signed by `signer`; what follows the manifest stays."""
    head = read_head(BytesIO(plain))
    rest = plain[len(write_head(head)) :]
    manifest = encode_manifest(change(decode_manifest(head.manifest)))
    signature = KEYS[signer].sign(signed_message(head.part, manifest))
    return write_head(PartHead(head.part, manifest, signature)) + rest


def refused(desk: Desk, refusal: type[PraesidiumError], *given: bytes, **options: object) -> None:
    """Check that Bob refuses what he is given, by this class, and keeps nothing."""
    with pytest.raises(refusal) as found:
        desk.read(*given, **options)
    assert type(found.value) is refusal
    assert desk.tables() == []


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
