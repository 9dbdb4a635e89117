"""Writing a bundle: records into frames, frames into parts, each part signed, sealed to one recipient and placed.

Nothing is written without the gate's `Release`. Frames wait in an encrypted staging file until the manifest that
stands before them is known; on the stick there is never anything but whole, sealed, verified parts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from app.core.clock import Randomness
from app.core.progress import Cancel, Progress, silent
from app.exchange.age import AgeWriter, HybridRecipient, sealed_size
from app.exchange.layout import (
    FRAME_HEADER,
    SIGNATURE,
    VERSION,
    PartHead,
    frame_hash,
    head_size,
    padded_size,
    signed_message,
    write_frame_head,
    write_head,
)
from app.exchange.manifest import (
    EXCHANGE,
    INVITATION,
    MOST_FRAME,
    Facts,
    Frames,
    Manifest,
    Totals,
    decode_manifest,
    encode_manifest,
    recipient_hash,
)
from app.exchange.payload import FrameKind, Records, frames_of
from app.exchange.placing import FreeSpace, HashedFile, Placing, free_space
from app.exchange.refusals import NotReleased
from app.exchange.staged import StagedFrames
from app.models.release import Release

PART_LIMIT = 2 << 30
"""Bytes of a part's file: FAT32 and old tools take that much."""
USUAL_FRAME = 1 << 20
_ZEROS = bytes(1 << 16)

Sign = Callable[[bytes], bytes]
"""Return the 64-byte Ed25519 signature of the sender's replica over a message."""


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """One file on the stick, read back and named."""

    path: Path
    part: int
    size: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """What was written: the manifest for the ledger, and the files."""

    manifest: Manifest
    parts: tuple[WrittenPart, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    kinds: bytes
    sizes: list[int]
    hashes: bytes
    totals: Totals


def write_bundle(
    release: Release,
    facts: Facts,
    records: Records,
    *,
    recipient: HybridRecipient,
    sign: Sign,
    staging: Connection,
    target: Path,
    randomness: Randomness,
    part_limit: int = PART_LIMIT,
    free: FreeSpace = free_space,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> WrittenBundle:
    """Write `records` for one recipient into the folder `target` and return what is there.

    `staging` is a connection of `app.store.staging`; its table of frames is empty again afterwards. `progress` counts
    bytes of frames: total 0 while they are gathered, then those written. Raises NotReleased, RecordTooLarge, StickFull,
    StickReadOnly, StickGone, WrittenDiffers, Cancelled; then no file of ours is in `target`.
    """
    if release.recipient != facts.recipient or release.marking < facts.marking:
        raise NotReleased
    frames = StagedFrames(staging)
    try:
        table = _stage(frames, records, min(USUAL_FRAME, part_limit // 4), progress, cancel)
        manifest = _manifest(facts, table, recipient, randomness, part_limit)
        with Placing(target, randomness, free=free) as placing:
            placing.need(sum(file_sizes(manifest, recipient)))
            work = _Work(frames, manifest, recipient, sign, randomness, progress, cancel)
            for part in range(1, len(manifest.frames.parts) + 1):
                placing.write(partial(work.write, part), cancel=cancel)
            placed = placing.finish()
    finally:
        frames.clear()
    parts = (WrittenPart(at.path, number, at.size, at.sha256) for number, at in enumerate(placed, start=1))
    return WrittenBundle(manifest, tuple(parts))


def plain_sizes(manifest: Manifest) -> list[int]:
    """Return the padded size of each part inside its envelope, in bytes."""
    beginning = head_size(len(encode_manifest(manifest)))
    sizes, found = manifest.frames.sizes, []
    for part in range(1, len(manifest.frames.parts) + 1):
        found.append(padded_size(beginning + sum(FRAME_HEADER + sizes[n] for n in manifest.frames.span(part))))
    return found


def file_sizes(manifest: Manifest, recipient: HybridRecipient) -> list[int]:
    """Return the exact size of each part's file, in bytes."""
    return [sealed_size(size, [recipient]) for size in plain_sizes(manifest)]


def _stage(frames: StagedFrames, records: Records, usual: int, progress: Progress, cancel: Cancel | None) -> _Table:
    kinds, sizes, hashes, done = bytearray(), list[int](), bytearray(), 0
    totals = dict.fromkeys(FrameKind, 0)
    for number, frame in enumerate(frames_of(records, most=MOST_FRAME, usual=usual)):
        if cancel is not None:
            cancel.check()
        frames.put(number, frame.kind, frame.body)
        kinds.append(frame.kind)
        sizes.append(len(frame.body))
        hashes += frame_hash(frame.kind, frame.body)
        totals[frame.kind] += frame.count
        done += len(frame.body)
        progress(done, 0)
    return _Table(bytes(kinds), sizes, bytes(hashes), Totals(*(totals[kind] for kind in FrameKind)))


def _manifest(
    facts: Facts, table: _Table, recipient: HybridRecipient, randomness: Randomness, part_limit: int
) -> Manifest:
    bundle = randomness(16)

    def with_parts(parts: list[int]) -> Manifest:
        return Manifest(
            version=VERSION,
            kind=EXCHANGE if facts.invitation is None else INVITATION,
            bundle=bundle,
            directory=facts.directory,
            exercise=facts.exercise,
            sender=facts.sender,
            cert=facts.cert,
            recipient=facts.recipient,
            recipient_key=recipient_hash(recipient),
            counter=facts.counter,
            acknowledged=facts.acknowledged,
            head=list(facts.head),
            from_eid=facts.from_eid,
            to_eid=facts.to_eid,
            marking=facts.marking,
            moment=facts.moment,
            app=facts.app,
            totals=table.totals,
            frames=Frames(table.kinds, table.sizes, table.hashes, parts),
            invitation=facts.invitation,
        )

    count = len(table.sizes)
    longest = head_size(len(encode_manifest(with_parts([count] * max(1, count)))))
    manifest = with_parts(_cut(table.sizes, longest, part_limit, recipient))
    decode_manifest(encode_manifest(manifest))  # what we could not read ourselves is never written
    return manifest


def _cut(sizes: Sequence[int], beginning: int, part_limit: int, recipient: HybridRecipient) -> list[int]:
    """Return how many frames go into each part, so that no file is above the limit. Raises ValueError."""
    parts, held, size = list[int](), 0, beginning
    for body in sizes:
        more = FRAME_HEADER + body
        if held and sealed_size(padded_size(size + more), [recipient]) > part_limit:
            parts.append(held)
            held, size = 0, beginning
        held, size = held + 1, size + more
        if sealed_size(padded_size(size), [recipient]) > part_limit:
            raise ValueError("a part has no room for one frame")
    return [*parts, held]


@dataclass(slots=True)
class _Work:
    frames: StagedFrames
    manifest: Manifest
    recipient: HybridRecipient
    sign: Sign
    randomness: Randomness
    progress: Progress
    cancel: Cancel | None
    done: int = 0

    def write(self, part: int, target: HashedFile) -> None:
        with AgeWriter(target, [self.recipient], self.randomness) as sealed:
            raw = encode_manifest(self.manifest)
            signature = self.sign(signed_message(part, raw))
            if len(signature) != SIGNATURE:
                raise ValueError("signature")
            size = sealed.write(write_head(PartHead(part, raw, signature)))
            size += sum(self._write_frame(number, sealed) for number in self.manifest.frames.span(part))
            left = padded_size(size) - size
            while left:
                left -= sealed.write(_ZEROS[:left])

    def _write_frame(self, number: int, sealed: AgeWriter) -> int:
        if self.cancel is not None:
            self.cancel.check()
        body = self.frames.body(number)
        size = sealed.write(write_frame_head(self.manifest.frames.kinds[number], len(body))) + sealed.write(body)
        self.done += len(body)
        self.progress(self.done, sum(self.manifest.frames.sizes))
        return size
