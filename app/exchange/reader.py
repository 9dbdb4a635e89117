"""Reading a bundle, believing nothing: every byte of every part is verified before the first record is given out.

The order matters, because a refusal tells the officer what to do: first what is damaged (the envelope), then what is
not for us (another directory, exercise), then who speaks (sender, signature), and only on a true signature the charge
that somebody forwarded it. Sizes are compared with limits before a frame is read, each frame with its signed hash
before it is decoded. Whether a bundle is stale or was seen before is the ledger's to say: the manifest has its counter.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection

from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.exchange.age import AgeReader, Identity, open_age
from app.exchange.age.streams import Source
from app.exchange.layout import (
    FRAME_HEADER,
    PartHead,
    frame_hash,
    head_size,
    padded_size,
    read_head,
    signed_message,
    write_frame_head,
)
from app.exchange.manifest import INVITATION, Manifest, Totals, decode_manifest, recipient_hash
from app.exchange.payload import FrameKind, read_frame
from app.exchange.placing import stick_refusals
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
    NotYetInvited,
    PartForeign,
    PartMissing,
    PartTwice,
    SenderUnknown,
    SignatureFalse,
)
from app.exchange.staged import StagedBundle, StagedFrames

_BLOCK = 1 << 16
_ZEROS = bytes(_BLOCK)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken in at once; `content` in bytes of frames, `records` of all kinds together."""

    content: int = 64 << 30
    records: int = 1 << 26


@dataclass(frozen=True, slots=True)
class Known:
    """What the receiving workstation believes before it reads."""

    station: Id
    """Its own id."""
    directory: bytes | None
    """Hash of the root it belongs to; for a newcomer the one compared in person, None before that (`peek` only)."""
    exercise: bool
    sender_key: Callable[[Id, bytes], bytes | None]
    """Return the replica's public key for (sender station, replica certificate), having checked the certificate against
    the station's key; None where the station is unknown or revoked, or the certificate is not its own. A newcomer
    knows no station yet: it takes the certificate's word and checks it when the directory in the bundle is applied."""
    request: bytes | None = None
    """Hash of the newcomer's own joining request; None for a workstation that has joined."""


@dataclass(frozen=True, slots=True)
class Peeked:
    """A part whose manifest is signed by a known sender for us; its frames were not looked at."""

    manifest: Manifest
    part: int


def peek(source: Source, identity: Identity, known: Known) -> Peeked:
    """Return what a part says of itself, to group parts and to show fingerprints. Raises as `read_bundle` does."""
    with stick_refusals():
        head = read_head(open_age(source, [identity]))
    return Peeked(_believed(head, identity, known), head.part)


def read_bundle(
    parts: Iterable[Source],
    identity: Identity,
    known: Known,
    staging: Connection,
    *,
    limits: Limits | None = None,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> StagedBundle:
    """Verify all parts, in any order, into `staging` (`app.store.staging`) and return the whole.

    `progress` counts bytes of frames. Raises what the envelope refuses (`app.exchange.age`) and: NotABundle,
    NewerBundle, ManifestDamaged, ForeignDirectory, ExerciseMixed, NotYetInvited, AlreadyJoined,
    InvitationForAnotherRequest, SenderUnknown, SignatureFalse, Forwarded, BundleTooLarge, FrameDamaged,
    ContentTrailing, PartMissing, PartForeign, PartTwice, StickGone, Cancelled; then `staging` holds nothing of it.
    """
    if known.directory is None:
        raise ValueError("a newcomer compares the root first")
    frames = StagedFrames(staging)
    work = _Work(frames, identity, known, limits or Limits(), progress, cancel)
    try:
        for source in parts:
            with stick_refusals():
                work.read_part(open_age(source, [identity]))
        return StagedBundle(work.finish(), frames)
    except BaseException:
        frames.clear()
        raise


def _believed(head: PartHead, identity: Identity, known: Known) -> Manifest:
    manifest = decode_manifest(head.manifest)
    if not 1 <= head.part <= len(manifest.frames.parts):
        raise ManifestDamaged
    _check_kind(manifest, known)
    if known.directory is not None and manifest.directory != known.directory:
        raise ForeignDirectory
    if manifest.exercise != known.exercise:
        raise ExerciseMixed
    key = known.sender_key(manifest.sender, manifest.cert)
    if key is None:
        raise SenderUnknown
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(head.signature, signed_message(head.part, head.manifest))
    except (InvalidSignature, ValueError):
        raise SignatureFalse from None
    if manifest.recipient != known.station or manifest.recipient_key != recipient_hash(identity.recipient):
        raise Forwarded
    if manifest.invitation is not None and manifest.invitation.request != known.request:
        raise InvitationForAnotherRequest
    return manifest


def _check_kind(manifest: Manifest, known: Known) -> None:
    invited = manifest.kind == INVITATION
    if known.request is not None and not invited:
        raise NotYetInvited
    if known.request is None and invited:
        raise AlreadyJoined


@dataclass(slots=True)
class _Work:
    frames: StagedFrames
    identity: Identity
    known: Known
    limits: Limits
    progress: Progress
    cancel: Cancel | None
    manifest: Manifest | None = None
    raw: bytes = b""
    done: int = 0
    seen: set[int] = field(default_factory=set)
    counts: dict[FrameKind, int] = field(default_factory=lambda: dict.fromkeys(FrameKind, 0))

    def read_part(self, plain: AgeReader) -> None:
        head = read_head(plain)
        manifest = _believed(head, self.identity, self.known)
        if self.manifest is None:
            self._check_limits(manifest)
            self.manifest, self.raw = manifest, head.manifest
        elif head.manifest != self.raw:
            raise PartForeign
        if head.part in self.seen:
            raise PartTwice(part=head.part)
        self.seen.add(head.part)
        size = head_size(len(head.manifest))
        for number in manifest.frames.span(head.part):
            size += self._read_frame(plain, manifest, number)
        _read_padding(plain, padded_size(size) - size)

    def finish(self) -> Manifest:
        """Return the manifest if all parts were there and hold what it says."""
        if self.manifest is None:
            raise PartMissing(count=1, missing=1)
        count = len(self.manifest.frames.parts)
        missing = sorted(set(range(1, count + 1)) - self.seen)
        if missing:
            raise PartMissing(count=count, missing=", ".join(str(part) for part in missing))
        if self.manifest.totals != Totals(*(self.counts[kind] for kind in FrameKind)):
            raise ManifestDamaged
        return self.manifest

    def _check_limits(self, manifest: Manifest) -> None:
        totals = manifest.totals
        records = totals.certs + totals.saves + totals.entries + totals.openings + totals.chunks
        if sum(manifest.frames.sizes) > self.limits.content or records > self.limits.records:
            raise BundleTooLarge

    def _read_frame(self, plain: AgeReader, manifest: Manifest, number: int) -> int:
        if self.cancel is not None:
            self.cancel.check()
        kind, size = manifest.frames.kinds[number], manifest.frames.sizes[number]
        if plain.read(FRAME_HEADER) != write_frame_head(kind, size):
            raise FrameDamaged
        body = plain.read(size)
        if len(body) != size or frame_hash(kind, body) != manifest.frames.hash_of(number):
            raise FrameDamaged
        self.counts[FrameKind(kind)] += len(read_frame(kind, body))
        self.frames.put(number, kind, body)
        self.done += size
        self.progress(self.done, sum(manifest.frames.sizes))
        return FRAME_HEADER + size


def _read_padding(plain: AgeReader, left: int) -> None:
    """Take exactly `left` zeros and then the end, which is where the envelope says whether it was whole."""
    while left:
        block = plain.read(min(left, _BLOCK))
        if not block or block != _ZEROS[: len(block)]:
            raise ContentTrailing
        left -= len(block)
    if plain.read(1):
        raise ContentTrailing
