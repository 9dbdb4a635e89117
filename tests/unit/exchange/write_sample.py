"""Makes the frozen sample of bundle format 1: `python -m tests.unit.exchange.write_sample FOLDER`.

Run once for each version of the format, never again for the same: what was written stays readable for ever, and
docs/format.md prints its hashes. All keys in it are for this sample alone.
"""

import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.core.clock import SeededRandomness
from app.exchange.age import HybridIdentity
from app.exchange.manifest import Acknowledgement, Facts, directory_id
from app.exchange.payload import Chunk, Entry, LaterOpenings, Records, Save
from app.exchange.writer import write_bundle
from app.history.openings import commitment, encode_value
from app.history.wire import (
    Genesis,
    Openings,
    ReplicaCert,
    SaveBody,
    Skeleton,
    author_hash,
    cert_message,
    encode,
    entry_hash,
    replica_id,
    save_message,
    stream_id,
)
from app.models.enums import Marking
from app.models.release import Release
from app.store.staging import staging
from tests.unit.exchange.bundle_world import MOMENT

ROOT = Ed25519PrivateKey.from_private_bytes(b"sample root key, 32 bytes long..")
STATION = Ed25519PrivateKey.from_private_bytes(b"sample station key, 32 bytes....")
REPLICA = Ed25519PrivateKey.from_private_bytes(b"sample replica key, 32 bytes....")
IDENTITY = HybridIdentity(b"sample recipient seed, 32 bytes.")
SENDER, RECIPIENT, OFFICER, OWNER = (bytes.fromhex(f"0190000000007000800000000000000{n}") for n in range(1, 5))
SALTS = [bytes([number]) * 16 for number in range(1, 5)]
VALUES = [
    encode_value([1]),
    encode_value(["Bruxelles · Brussel · Brüssel"]),
    encode_value([2]),
    encode_value(["Liège"]),
]
SAVED_AT = 1_772_334_000_000
TEXT = b"An attachment of the sample.\n"


def save_body(number: int, prev: bytes, skeleton: bytes) -> bytes:
    """Return the body of the sample's save of one entry."""
    return encode(
        SaveBody(
            1, "ed25519", replica_id(REPLICA.public_key().public_bytes_raw()), number, prev, [], OFFICER,
            SAVED_AT + number, "0.1.0", 1, [], [entry_hash(skeleton)],
        )
    )  # fmt: skip


def records() -> Records:
    """Return two entries of one stream, each in a save of its own, one value sent later, and an attachment."""
    replica = REPLICA.public_key().public_bytes_raw()
    cert = encode(ReplicaCert(1, SENDER, replica, STATION.sign(cert_message(SENDER, replica))))
    genesis = Genesis(b"R" * 16, 1, OWNER, b"N" * 16)
    stream = stream_id(genesis)
    commitments = [commitment(salt, value) for salt, value in zip(SALTS, VALUES, strict=True)]
    first = encode(
        Skeleton(
            1, stream, replica_id(replica), 1, [], genesis, stream + b"E" * 16, [1, 60_000], [0, 1], [1, 1],
            [0, 0], [], [], [], b"".join(commitments[:2]), author_hash(b"", [], OFFICER, SAVED_AT + 1, []),
        )
    )  # fmt: skip
    before = sha256(save_message(save_body(1, b"", first))).digest()
    second = encode(
        Skeleton(
            1, stream, replica_id(replica), 2, [entry_hash(first)], None, stream + b"E" * 16, [1, 60_000], [0, 1],
            [1, 1], [1, 1], [0, 0], [0, 1], [entry_hash(first)], b"".join(commitments[2:]),
            author_hash(before, [], OFFICER, SAVED_AT + 2, []),
        )
    )  # fmt: skip
    saves, prev = list[Save](), b""
    for number, skeleton in enumerate((first, second), start=1):
        body = save_body(number, prev, skeleton)
        saves.append(Save(body, REPLICA.sign(save_message(body)), []))
        prev = sha256(save_message(body)).digest()
    return Records(
        certs=[cert],
        saves=saves,
        entries=[
            Entry(first, encode(Openings(None, b"".join(SALTS[:2]), VALUES[:2]))),
            Entry(second, encode(Openings([0], SALTS[2], [VALUES[2]]))),
        ],
        openings=[LaterOpenings(entry_hash(second), encode(Openings([1], SALTS[3], [VALUES[3]])))],
        chunks=[Chunk(sha256(TEXT).digest(), 0, TEXT)],
    )


def main(folder: Path) -> None:
    """Write the sample and its identity into `folder`, where none must be yet."""
    replica = REPLICA.public_key().public_bytes_raw()
    sent = records()
    (cert,) = sent.certs
    facts = Facts(
        directory=directory_id(ROOT.public_key().public_bytes_raw()),
        exercise=True,
        sender=SENDER,
        cert=cert,
        recipient=RECIPIENT,
        counter=1,
        head=[],
        from_eid=0,
        to_eid=2,
        marking=2,
        moment=SAVED_AT,
        app="0.1.0",
        acknowledged=Acknowledgement(replica_id(replica), 0, 0),
    )
    release = Release(RECIPIENT, frozenset(), Marking.CONFIDENTIAL, OFFICER, MOMENT, "sample")
    with TemporaryDirectory() as place, staging(Path(place), SeededRandomness(1)) as connection:
        written = write_bundle(
            release,
            facts,
            sent,
            recipient=IDENTITY.recipient,
            sign=REPLICA.sign,
            staging=connection,
            target=folder,
            randomness=SeededRandomness("sample"),
        )
    with (folder / "first.identity").open("x", encoding="ascii") as stream:
        stream.write(IDENTITY.encode() + "\n")
    written.parts[0].path.rename(folder / "first.pbundle")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
