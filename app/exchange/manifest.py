"""What a bundle says of itself, under its sender's signature: from whom, for whom, what and how much.

The recipient stands *inside*, under the signature, because age names no sender: without it, whoever may open a bundle
could encrypt it again for a third and let it pass for a message to him. The same bytes stand on every part.
Sizes are declared so that they can be refused before anything is unpacked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.msgpack import Decoder, Encoder

from app.exchange.age import HybridRecipient, Recipient
from app.exchange.layout import VERSION
from app.exchange.payload import FrameKind
from app.exchange.refusals import ManifestDamaged

EXCHANGE = 1
INVITATION = 2
MOST_FRAMES = 65_536
MOST_PARTS = 1_024
MOST_FRAME = 16 << 20
"""Bytes of a frame's body: room for the largest entry; a reader holds one frame in memory."""

_RECIPIENT_TAG = b"praesidium/recipient/1\0"
_DIRECTORY_TAG = b"praesidium/directory/1\0"

Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]
Uid = Annotated[bytes, Meta(min_length=16, max_length=16)]
Count = Annotated[int, Meta(ge=0, le=(1 << 63) - 1)]


class Acknowledgement(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """What the sender has received of the recipient, so that the next bundle begins there."""

    replica: Hash
    """The recipient's replica whose numbers these are: a restored store starts others."""
    arrival: Count
    """Highest arrival number of that replica that the sender holds, and all below."""
    counter: Count
    """Counter of the last bundle of that replica that the sender took in."""


class Invitation(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """What pins a newcomer to a directory."""

    root_key: Hash
    """The directory's Ed25519 root key; its hash must be the manifest's `directory`."""
    stream: Uid
    """The stream that is the directory."""
    request: Hash
    """Hash of the joining request that is answered."""


class Totals(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """How many records of each kind there are in all parts."""

    certs: Count
    saves: Count
    entries: Count
    openings: Count
    chunks: Count


class Frames(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """All frames of all parts in their order, in columns."""

    kinds: Annotated[bytes, Meta(max_length=MOST_FRAMES)]
    sizes: Annotated[list[Annotated[int, Meta(ge=1, le=MOST_FRAME)]], Meta(max_length=MOST_FRAMES)]
    """Bytes of each body."""
    hashes: Annotated[bytes, Meta(max_length=32 * MOST_FRAMES)]
    """32 bytes a frame (`layout.frame_hash`)."""
    parts: Annotated[list[Count], Meta(min_length=1, max_length=MOST_PARTS)]
    """How many of the frames stand in each part."""

    def hash_of(self, number: int) -> bytes:
        """Return the hash of frame `number`, counted from 0."""
        return self.hashes[32 * number : 32 * number + 32]

    def span(self, part: int) -> range:
        """Return the numbers of the frames in part `part`, counted from 1."""
        first = sum(self.parts[: part - 1])
        return range(first, first + self.parts[part - 1])


class Manifest(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """See docs/format.md, "The manifest", for every field."""

    version: int
    kind: int
    bundle: Uid
    directory: Hash
    exercise: bool
    sender: Uid
    """Id of the sender's station."""
    cert: Annotated[bytes, Meta(min_length=1, max_length=1024)]
    """Certificate of the sender's replica; opaque here."""
    recipient: Uid
    recipient_key: Hash
    counter: Annotated[int, Meta(ge=1, le=(1 << 63) - 1)]
    acknowledged: Acknowledgement | None
    head: Annotated[list[Hash], Meta(max_length=1024)]
    """Tips of the directory as the sender knows it."""
    from_eid: Count
    to_eid: Count
    """Arrival numbers of the sender that this bundle covers: above `from_eid`, up to `to_eid`."""
    marking: Annotated[int, Meta(ge=0, le=255)]
    """Highest marking of what is inside."""
    moment: Annotated[int, Meta(ge=0, lt=1 << 48)]
    """Milliseconds since 1970 UTC by the sender's clock; decides nothing."""
    app: Annotated[str, Meta(max_length=64)]
    totals: Totals
    frames: Frames
    invitation: Invitation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the caller of the writer knows of a bundle; the writer adds the rest of the manifest."""

    directory: bytes
    exercise: bool
    sender: bytes
    cert: bytes
    recipient: bytes
    counter: int
    head: Sequence[bytes]
    from_eid: int
    to_eid: int
    marking: int
    moment: int
    app: str
    acknowledged: Acknowledgement | None = None
    invitation: Invitation | None = None


_encoder = Encoder()
_decoder = Decoder(Manifest)


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the bytes that are signed and hashed."""
    return _encoder.encode(manifest)


def decode_manifest(raw: bytes) -> Manifest:
    """Return the manifest in `raw` if it has its form and does not contradict itself. Raises ManifestDamaged."""
    try:
        found = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ManifestDamaged from error
    if found.version != VERSION or found.from_eid > found.to_eid:
        raise ManifestDamaged
    _check_frames(found.frames)
    _check_kind(found)
    return found


def _check_frames(frames: Frames) -> None:
    count = len(frames.sizes)
    if len(frames.kinds) != count or len(frames.hashes) != 32 * count or sum(frames.parts) != count:
        raise ManifestDamaged
    if any(kind not in _KINDS for kind in set(frames.kinds)) or sorted(frames.kinds) != list(frames.kinds):
        raise ManifestDamaged
    if len(frames.parts) > 1 and 0 in frames.parts:
        raise ManifestDamaged


def _check_kind(found: Manifest) -> None:
    if found.kind not in (EXCHANGE, INVITATION) or (found.kind == INVITATION) != (found.invitation is not None):
        raise ManifestDamaged
    if found.invitation is not None and directory_id(found.invitation.root_key) != found.directory:
        raise ManifestDamaged


def recipient_hash(recipient: HybridRecipient | Recipient) -> bytes:
    """Return how a manifest names a recipient's key: SHA-256 over a domain tag and the key's text."""
    return sha256(_RECIPIENT_TAG + recipient.encode().encode("ascii")).digest()


def directory_id(root_key: bytes) -> bytes:
    """Return the name of the directory whose root is `root_key`: what people compare when a station joins."""
    return sha256(_DIRECTORY_TAG + root_key).digest()


_KINDS = frozenset(FrameKind)
