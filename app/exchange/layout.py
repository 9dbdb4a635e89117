"""Where everything stands in a part of a bundle, to the byte, inside its envelope (docs/format.md, "A part").

    magic, 18 bytes · version, 2 · part number from 1, 2 · length of the manifest, 4 · manifest · signature, 64
    frames, each: kind, 1 byte · length, 4 · body
    zeros up to the padded size

All numbers are big-endian and unsigned. The padded size follows from the rest, so nothing can hide in it: a reader
knows after the manifest how many bytes come, and what each of them must hash to or be.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from app.exchange.refusals import ManifestDamaged, NewerBundle, NotABundle

MAGIC = b"praesidium/bundle\0"
VERSION = 1
SIGNATURE = 64
MOST_MANIFEST = 4 << 20
LEAST_PADDED = 4096
"""Bytes; below this Padmé hides next to nothing, and a bundle that only acknowledges would say so by its size."""
FRAME_HEADER = 5
_FIXED = len(MAGIC) + 2 + 2 + 4

_MANIFEST_TAG = b"praesidium/manifest/1\0"
_FRAME_TAG = b"praesidium/frame/1\0"


class Plain(Protocol):
    """The plain bytes of a part."""

    def read(self, count: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class PartHead:
    """The beginning of a part as received; nothing of it is believed yet."""

    part: int
    manifest: bytes
    signature: bytes


def signed_message(part: int, manifest: bytes) -> bytes:
    """Return what the sender's replica signs on part `part`."""
    return _MANIFEST_TAG + part.to_bytes(2, "big") + manifest


def frame_hash(kind: int, body: bytes) -> bytes:
    """Return the SHA-256 that the manifest lists for a frame: over a domain tag, the kind and the body."""
    return sha256(_FRAME_TAG + bytes([kind]) + body).digest()


def head_size(manifest: int) -> int:
    """Return the size in bytes of a part's beginning with a manifest of that size."""
    return _FIXED + manifest + SIGNATURE


def padded_size(count: int) -> int:
    """Return the size to which `count` bytes are padded: Padmé (PURBs, 2019), never below `LEAST_PADDED`.

    The size of a bundle then tells only about log log of its content; it costs at most 12 %.
    """
    if count <= LEAST_PADDED:
        return LEAST_PADDED
    exponent = count.bit_length() - 1
    free = (1 << exponent - exponent.bit_length()) - 1
    return count + free & ~free


def write_head(head: PartHead) -> bytes:
    """Return the bytes of a part's beginning."""
    return b"".join(
        (
            MAGIC,
            VERSION.to_bytes(2, "big"),
            head.part.to_bytes(2, "big"),
            len(head.manifest).to_bytes(4, "big"),
            head.manifest,
            head.signature,
        )
    )


def write_frame_head(kind: int, size: int) -> bytes:
    """Return what stands before a frame's body."""
    return bytes([kind]) + size.to_bytes(4, "big")


def read_head(plain: Plain) -> PartHead:
    """Return the beginning of a part, having taken at most `MOST_MANIFEST` and a few bytes.

    Raises NotABundle, NewerBundle, ManifestDamaged, and whatever the envelope refuses.
    """
    fixed = plain.read(_FIXED)
    if len(fixed) < _FIXED or not fixed.startswith(MAGIC):
        raise NotABundle
    numbers = fixed[len(MAGIC) :]
    version, part = int.from_bytes(numbers[:2], "big"), int.from_bytes(numbers[2:4], "big")
    if version > VERSION:
        raise NewerBundle(found=version, known=VERSION)
    size = int.from_bytes(numbers[4:], "big")
    if version != VERSION or not 0 < size <= MOST_MANIFEST:
        raise ManifestDamaged
    manifest, signature = plain.read(size), plain.read(SIGNATURE)
    if len(manifest) != size or len(signature) != SIGNATURE:
        raise ManifestDamaged
    return PartHead(part, manifest, signature)
