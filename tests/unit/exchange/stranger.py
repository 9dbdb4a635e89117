"""A reader of bundles written from docs/format.md alone: it imports nothing of the program.

It shows that the page suffices. It is short because it believes what it reads where the page says "a reader refuses";
it checks only what proves that the page describes the bytes.
"""

from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256, shake_256
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

unpack = msgspec.msgpack.decode


def tagged(tag: str, *parts: bytes) -> bytes:
    """Return the SHA-256 over a domain tag and some bytes."""
    return sha256(tag.encode() + b"\0" + b"".join(parts)).digest()


@dataclass(frozen=True, slots=True)
class Read:
    """What the stranger found, by the names of the page."""

    manifest: list[Any]
    frames: list[tuple[int, list[Any]]]
    plain: bytes


def open_envelope(raw: bytes, seed: bytes) -> bytes:
    """Return what is inside an age v1 file for one hybrid recipient ("The envelope")."""
    end = raw.index(b"\n--- ") + 1
    header_end = raw.index(b"\n", end) + 1
    lines = raw[:end].split(b"\n")
    enc, body = lines[1].split(b" ")[2], b"".join(lines[2:])
    stretched = shake_256(seed).digest(96)
    key = MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(stretched[:64]), X25519PrivateKey.from_private_bytes(stretched[64:])
    )
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    file_key = suite.decrypt(_base64(enc) + _base64(body), key, b"age-encryption.org/mlkem768x25519")
    nonce, payload = raw[header_end : header_end + 16], raw[header_end + 16 :]
    cipher = ChaCha20Poly1305(HKDF(SHA256(), 32, nonce, b"payload").derive(file_key))
    chunks = [payload[at : at + 65552] for at in range(0, len(payload), 65552)]
    return b"".join(
        cipher.decrypt(number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, None)
        for number, chunk in enumerate(chunks)
    )


def read(raw: bytes, seed: bytes, replica: bytes) -> Read:
    """Return manifest and frames of a bundle of one part ("A part", "The manifest", "Frames")."""
    plain = open_envelope(raw, seed)
    assert plain[:18] == b"praesidium/bundle\0"
    version, part, size = (int.from_bytes(plain[a:b], "big") for a, b in ((18, 20), (20, 22), (22, 26)))
    assert (version, part) == (1, 1)
    manifest, signature, at = plain[26 : 26 + size], plain[26 + size : 90 + size], 90 + size
    message = b"praesidium/manifest/1\0" + part.to_bytes(2, "big") + manifest
    Ed25519PublicKey.from_public_bytes(replica).verify(signature, message)
    fields = unpack(manifest)
    kinds, sizes, hashes, parts = fields[18]
    assert parts == [len(sizes)]
    frames = []
    for number, (kind, length) in enumerate(zip(kinds, sizes, strict=True)):
        assert plain[at : at + 5] == bytes([kind]) + length.to_bytes(4, "big")
        body, at = plain[at + 5 : at + 5 + length], at + 5 + length
        assert tagged("praesidium/frame/1", bytes([kind]), body) == hashes[32 * number : 32 * number + 32]
        frames.append((kind, unpack(body)))
    assert plain[at:] == bytes(len(plain) - at)
    assert len(plain) == padded(at)
    return Read(fields, frames, plain)


def padded(count: int) -> int:
    """Return the padded size ("Padding")."""
    if count <= 4096:
        return 4096
    exponent = count.bit_length() - 1
    step = 1 << exponent - exponent.bit_length()
    return -(-count // step) * step


def _base64(text: bytes) -> bytes:
    return b64decode(text + b"=" * (-len(text) % 4))
