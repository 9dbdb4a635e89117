"""docs/format.md is complete: a reader written from it alone opens the frozen sample, and its numbers are true."""

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.core.clock import SeededRandomness
from app.exchange import fingerprint, joining, layout, manifest, payload
from app.exchange.age import HybridIdentity, parse_identity
from app.exchange.age.bech32 import decode
from app.exchange.reader import Known, read_bundle
from app.history import wire
from app.store.staging import staging
from tests.unit.exchange import stranger, write_sample
from tests.unit.exchange.bundle_world import everything, opened

SAMPLES = Path(__file__).parent / "samples"
PAGE = (Path(__file__).parents[3] / "docs" / "format.md").read_text(encoding="utf-8")
BUNDLE = (SAMPLES / "first.pbundle").read_bytes()
IDENTITY = (SAMPLES / "first.identity").read_text(encoding="ascii").strip()
SEED = decode(IDENTITY.lower())[1]
VECTOR = dict(re.findall(r"^\| ([^|`]+) \| `([^`]+)` \|$", PAGE.partition("## Test vector")[2], re.MULTILINE))
REPLICA = bytes.fromhex(VECTOR["replica's public key"])


@pytest.fixture(scope="module")
def found() -> stranger.Read:
    return stranger.read(BUNDLE, SEED, REPLICA)


def test_the_frozen_sample_still_opens(tmp_path: Path) -> None:
    identity = parse_identity(IDENTITY)
    assert isinstance(identity, HybridIdentity)
    known = Known(
        station=write_sample.RECIPIENT,
        directory=bytes.fromhex(VECTOR["directory"]),
        exercise=True,
        sender_key=lambda _station, cert: wire.decode(wire.ReplicaCert, cert).pubkey,
    )
    with staging(tmp_path, SeededRandomness(1)) as connection, (SAMPLES / "first.pbundle").open("rb") as source:
        received = everything(read_bundle([source], identity, known, connection))
    assert received.records == write_sample.records()
    assert received.manifest.moment == 1_772_334_000_000


def test_the_sample_is_what_a_writer_makes_today_but_for_the_envelope(tmp_path: Path) -> None:
    write_sample.main(tmp_path)
    assert opened((tmp_path / "first.pbundle").read_bytes(), write_sample.IDENTITY) == opened(
        BUNDLE, write_sample.IDENTITY
    )


def test_a_stranger_reads_the_sample_and_finds_what_the_page_prints(found: stranger.Read) -> None:
    (_, (cert,)), (_, saves), (_, entries), (_, later), (_, chunks) = found.frames
    genesis = msgspec.msgpack.decode(entries[0][0])[5]
    tagged: Callable[..., bytes] = stranger.tagged
    recipient = HybridIdentity(SEED).recipient.encode()
    calculated = {
        "file, SHA-256": sha256(BUNDLE).digest(),
        "inside of the envelope, SHA-256": sha256(found.plain).digest(),
        "replica's public key": msgspec.msgpack.decode(cert)[2],
        "replica": tagged("praesidium/replica/1", REPLICA),
        "directory": tagged("praesidium/directory/1", bytes.fromhex(VECTOR["root's public key"])),
        "root's public key": write_sample.ROOT.public_key().public_bytes_raw(),
        "recipient key hash": tagged("praesidium/recipient/1", recipient.encode()),
        "stream": tagged("praesidium/genesis/1", msgspec.msgpack.encode(genesis))[:16],
        "first save": tagged("praesidium/save/1", saves[0][0]),
        "second save": tagged("praesidium/save/1", saves[1][0]),
        "first entry": tagged("praesidium/entry/1", entries[0][0]),
        "second entry": tagged("praesidium/entry/1", entries[1][0]),
        "attachment": sha256(chunks[0][2]).digest(),
    }
    printed = dict(VECTOR)
    words = printed.pop("words of the directory")
    assert {name: value.hex() for name, value in calculated.items()} == printed
    assert words.split() == list(fingerprint.as_words(calculated["directory"]))
    assert found.manifest[3] == calculated["directory"]
    assert found.manifest[8] == calculated["recipient key hash"]
    assert later[0][0] == calculated["second entry"]


def test_the_stranger_can_check_history_by_the_page(found: stranger.Read) -> None:
    (_, (cert,)), (_, saves), (_, entries), (_, later), _ = found.frames
    _, station, pubkey, signature = msgspec.msgpack.decode(cert)
    station_key = write_sample.STATION.public_key().public_bytes_raw()
    Ed25519PublicKey.from_public_bytes(station_key).verify(signature, b"praesidium/cert/1\0" + station + pubkey)
    for (body, sig, cosigs), (skeleton, _) in zip(saves, entries, strict=True):
        Ed25519PublicKey.from_public_bytes(pubkey).verify(sig, b"praesidium/save/1\0" + body)
        save = msgspec.msgpack.decode(body)
        assert stranger.tagged("praesidium/entry/1", skeleton) in save[11]
        said = len(save[4]).to_bytes(1, "big") + save[4] + save[6] + save[7].to_bytes(8, "big") + bytes(8)
        assert stranger.tagged("praesidium/author/1", said) == msgspec.msgpack.decode(skeleton)[15]
        assert cosigs == []
    opened_values = []
    for skeleton, openings in (entries[0], entries[1], (entries[1][0], later[0][1])):
        commitments = msgspec.msgpack.decode(skeleton)[14]
        which, salts, values = msgspec.msgpack.decode(openings)
        for place, (at, value) in enumerate(zip(which or [0, 1], values, strict=False)):
            salt = salts[16 * place : 16 * place + 16]
            assert stranger.tagged("praesidium/value/1", salt, value) == commitments[32 * at : 32 * at + 32]
            opened_values.append(msgspec.msgpack.decode(value))
    assert opened_values == [[1], ["Bruxelles · Brussel · Brüssel"], [2], ["Liège"]]


@pytest.mark.parametrize(
    "struct",
    [
        manifest.Manifest,
        manifest.Frames,
        manifest.Totals,
        manifest.Acknowledgement,
        manifest.Invitation,
        payload.Save,
        payload.Entry,
        payload.LaterOpenings,
        payload.Chunk,
        joining.JoinRequest,
        joining.RequestedOfficer,
        wire.Genesis,
        wire.Skeleton,
        wire.Openings,
        wire.SaveBody,
        wire.ReplicaCert,
    ],
)
def test_the_page_lists_every_field_in_its_order(struct: type[msgspec.Struct]) -> None:
    rows = re.findall(rf"^### {struct.__name__}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert len(rows) == 1
    listed = re.findall(r"^\| (\d+) \| `(\w+)` \|", rows[0], re.MULTILINE)
    assert listed == [(str(at), name) for at, name in enumerate(struct.__struct_fields__)]


def test_the_page_names_every_domain_tag_of_the_code() -> None:
    rooms = Path(__file__).parents[3] / "app"
    files = [*(rooms / "exchange").glob("*.py"), rooms / "history" / "wire.py"]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    tags = set(re.findall(r'b"(praesidium/[a-z]+(?:/\d+)?)\\0"', source))
    assert tags >= {"praesidium/bundle", "praesidium/join", "praesidium/frame/1", "praesidium/entry/1"}
    assert {tag for tag in tags if f"`{tag}`" not in PAGE} == set()


@pytest.mark.parametrize(
    "number",
    [
        layout.MOST_MANIFEST,
        layout.LEAST_PADDED,
        manifest.MOST_FRAMES,
        manifest.MOST_FRAME,
        manifest.MOST_PARTS,
        payload.MOST_RECORDS,
        payload.MOST_CHUNK,
        joining.MOST_REQUEST,
        wire.MOST_OPERATIONS,
        wire.MOST_PARENTS,
        wire.MOST_VALUE,
    ],
)
def test_the_page_states_every_limit(number: int) -> None:
    assert f"{number:,}" in PAGE
