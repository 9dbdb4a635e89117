"""What history is made of, byte for byte: saves, skeletons, openings, replica certificates.

Everything here is a MessagePack array read by a typed struct; docs/format.md describes it for a stranger. Bytes are
hashed and stored as received, so an encoder's taste never matters. An entry's *skeleton* says which cells it writes
and which values it supersedes, and holds a salted commitment to each value; its *openings* (salt and value) travel
apart, so that a peer can check all of the history and read only what it may.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta
from msgspec.msgpack import Decoder, Encoder

from app.core.errors import DamagedError
from app.core.i18n import N_
from app.core.ids import Id

VERSION = 1
HASH = 32
SALT = 16
DELETION = 0
"""The cell of an entity's deletion: its operation supersedes all its author saw of the entity."""
MOST_OPERATIONS = 65_536
MOST_PARENTS = 1_024
MOST_NUMBER = 1 << 31
"""Numbers of kinds, cells and saves stay below."""
MOST_VALUE = 1 << 20
"""Bytes of one value; larger content is an attachment."""
LAST_MOMENT = 253_402_300_799_999
"""The last millisecond of the year 9999: no later one can be shown as a date."""

Uid = Annotated[bytes, Meta(min_length=16, max_length=16)]
Hash = Annotated[bytes, Meta(min_length=HASH, max_length=HASH)]
Number = Annotated[int, Meta(ge=0, lt=MOST_NUMBER)]
Index = Annotated[int, Meta(ge=0, lt=MOST_OPERATIONS)]
Columns = Annotated[list[Index], Meta(max_length=MOST_OPERATIONS)]
"""Bounds that the decoder itself holds received numbers and names to."""

_ENTRY = b"praesidium/entry/1\0"
_AUTHOR = b"praesidium/author/1\0"
_SAVE = b"praesidium/save/1\0"
_GENESIS = b"praesidium/genesis/1\0"
_REPLICA = b"praesidium/replica/1\0"
_CERT = b"praesidium/cert/1\0"


class MalformedHistory(DamagedError):
    """A save or entry does not have the form of the format's version."""

    sentence = N_("This history is damaged or was not written by Praesidium ({what}). Nothing of it was taken over.")


class Genesis(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """What a stream is from birth; its hash is the stream's id, so none of it can be claimed otherwise later."""

    root: Uid
    part: int
    owner: Uid
    nonce: Annotated[bytes, Meta(min_length=16, max_length=HASH)]


class Skeleton(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """One save's operations in one stream, in columns: operation i writes cell `cells[i]` of entity `who[i]`."""

    version: int
    stream: Uid
    replica: Hash
    save_no: Annotated[int, Meta(ge=1, lt=MOST_NUMBER)]
    parents: Annotated[list[Hash], Meta(max_length=MOST_PARENTS)]
    genesis: Genesis | None
    uids: bytes
    """16 bytes an entity."""
    kinds: Annotated[list[Number], Meta(min_length=1, max_length=MOST_OPERATIONS)]
    who: Annotated[Columns, Meta(min_length=1)]
    cells: list[Number]
    sup_count: list[Number]
    """How many of the superseded operations below belong to each operation."""
    sup_ref: list[Number]
    sup_idx: list[Index]
    refs: list[Hash]
    """Hashes of the entries named by `sup_ref`."""
    commitments: bytes
    """32 bytes an operation."""
    author: Hash
    """What the save says of its author (`author_hash`): two forged saves that list one entry cannot both claim it."""


class Openings(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """Salts and values of some or all operations of an entry; `which` is None where all are there, in order."""

    which: list[int] | None
    salts: bytes
    values: list[bytes]


class SaveBody(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """What one officer saved at one moment at one replica; signed by the replica's key."""

    version: int
    algorithm: str
    replica: bytes
    no: int
    prev: bytes
    """Hash of this replica's previous save; empty for its first."""
    head: list[bytes]
    """Tips of the directory as the author knew it."""
    officer: bytes
    moment: int
    """Milliseconds since 1970 UTC, as the author's clock said; decides nothing."""
    app: str
    schema: int
    cosigners: list[bytes]
    """Officers whose own signatures must come with this save (empty id: the directory's root)."""
    entries: list[bytes]


class ReplicaCert(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """A station's word that a replica key is its own."""

    version: int
    station: bytes
    pubkey: bytes
    sig: bytes


class SignedSave(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """A save as it travels: body, the replica's signature, (officer, signature) pairs."""

    body: bytes
    sig: bytes
    cosigs: list[tuple[bytes, bytes]]


class CarriedEntry(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """An entry as it travels."""

    skeleton: bytes
    openings: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """What is applied together: a local save or all of a bundle."""

    certs: Sequence[bytes]
    saves: Sequence[SignedSave]
    entries: Sequence[CarriedEntry]


S = TypeVar("S", bound=msgspec.Struct)
_encoder = Encoder()
encode = _encoder.encode
_decoders: dict[type, Decoder[Any]] = {}


def decode(kind: type[S], raw: bytes) -> S:
    """Return the struct `raw` holds, wholly. Raises MalformedHistory."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = Decoder(kind)
    try:
        found: S = decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedHistory(what=kind.__name__) from error
    return found


def entry_hash(skeleton: bytes) -> bytes:
    """Return the name of an entry: SHA-256 over a domain tag and its skeleton's bytes."""
    return sha256(_ENTRY + skeleton).digest()


def save_hash(body: bytes) -> bytes:
    """Return the name of a save; it is also what cosigners sign."""
    return sha256(_SAVE + body).digest()


def author_hash(prev: bytes, head: Sequence[bytes], officer: Id, moment: int, cosigners: Sequence[Id]) -> bytes:
    """Return what an entry says of its author: all that rights are judged by, and the save before."""
    parts = [len(prev).to_bytes(1, "big"), prev, officer, moment.to_bytes(8, "big")]
    parts += [len(head).to_bytes(4, "big"), *head, len(cosigners).to_bytes(4, "big"), *cosigners]
    return sha256(_AUTHOR + b"".join(parts)).digest()


def author_of(body: SaveBody) -> bytes:
    """Return what the entries of a save must say of its author."""
    return author_hash(body.prev, body.head, body.officer, body.moment, body.cosigners)


def stream_id(genesis: Genesis) -> Id:
    """Return the id of the stream born of `genesis`: the first 16 bytes of its hash."""
    return sha256(_GENESIS + encode(genesis)).digest()[:16]


def replica_id(pubkey: bytes) -> bytes:
    """Return the id of the replica that signs with `pubkey`."""
    return sha256(_REPLICA + pubkey).digest()


def cert_message(station: Id, pubkey: bytes) -> bytes:
    """Return what a station signs to certify a replica key."""
    return _CERT + station + pubkey


def save_message(body: bytes) -> bytes:
    """Return what a replica signs over a save."""
    return _SAVE + body


def read_skeleton(raw: bytes) -> Skeleton:
    """Return the skeleton in `raw` if its columns fit each other. Raises MalformedHistory."""
    found = decode(Skeleton, raw)
    count = len(found.who)
    if found.version != VERSION:
        raise MalformedHistory(what="entry version")
    if (
        len(found.uids) != 16 * len(found.kinds)
        or len(found.cells) != count
        or len(found.sup_count) != count
        or len(found.commitments) != HASH * count
        or len(found.sup_ref) != len(found.sup_idx)
        or len(found.sup_ref) != sum(found.sup_count)
        or max(found.who) >= len(found.kinds)
    ):
        raise MalformedHistory(what="entry columns")
    if found.sup_ref and max(found.sup_ref) >= len(found.refs):
        raise MalformedHistory(what="entry references")
    _check_birth(found)
    return found


def _check_birth(found: Skeleton) -> None:
    if bool(found.parents) == bool(found.genesis):
        raise MalformedHistory(what="entry without beginning")
    if found.genesis is not None and stream_id(found.genesis) != found.stream:
        raise MalformedHistory(what="stream id")
    if len(set(found.parents)) != len(found.parents):
        raise MalformedHistory(what="entry parents")


def read_save(raw: bytes) -> SaveBody:
    """Return the save in `raw`. Raises MalformedHistory."""
    found = decode(SaveBody, raw)
    if found.version != VERSION or found.algorithm != "ed25519":
        raise MalformedHistory(what="save version")
    if (
        len(found.replica) != HASH
        or not 1 <= found.no < MOST_NUMBER
        or (found.no == 1) != (found.prev == b"")
        or len(found.prev) not in (0, HASH)
        or len(found.officer) != 16
        or any(len(officer) != 16 for officer in found.cosigners)
        or any(len(name) != HASH for name in (*found.head, *found.entries))
        or not 0 <= found.moment <= LAST_MOMENT
    ):
        raise MalformedHistory(what="save fields")
    return found
