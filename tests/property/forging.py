"""Saves that no honest program writes, signed by keys that are genuine: what a bad station could send."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from app.core.clock import SeededRandomness
from app.history.wire import Batch, CarriedEntry, SignedSave, author_hash, save_hash, save_message
from app.history.writing import Cosigner
from tests.history_world import Desk

Op = tuple[bytes, int, int, Any, Sequence[tuple[bytes, int]]]
"""Entity, kind, cell, value (bytes go in as they are, the rest is encoded), superseded (entry hash, index)."""


@dataclass
class Forger:
    """A desk that writes what it likes."""

    desk: Desk
    head: Sequence[bytes]
    number: int = 1_000
    moment: int = 1_800_000_000_000

    def __post_init__(self) -> None:
        self._random = SeededRandomness(f"forger {self.desk.code}")

    def write(
        self,
        stream: bytes,
        parents: Sequence[bytes],
        operations: Sequence[Op],
        *,
        genesis: Sequence[Any] | None = None,
        cosigners: Sequence[Cosigner] = (),
        break_signature: bool = False,
    ) -> tuple[Batch, bytes]:
        """Return a batch of one save with one entry, and the entry's hash."""
        self.number += 1
        salts = [self._random(16) for _ in operations]
        values = [op[3] if isinstance(op[3], bytes) else msgspec.msgpack.encode(op[3]) for op in operations]
        refs = list(dict.fromkeys(name for op in operations for name, _ in op[4]))
        named = list(dict.fromkeys((op[0], op[1]) for op in operations))
        pen = self.desk.pen()
        signers = [cosigner.officer for cosigner in cosigners]
        author = author_hash(b"\1" * 32, list(self.head), self.desk.officer, self.moment, signers)
        skeleton = msgspec.msgpack.encode(
            [
                1, stream, pen.replica, self.number, sorted(parents), genesis,
                b"".join(uid for uid, _ in named), [kind for _, kind in named],
                [named.index((op[0], op[1])) for op in operations], [op[2] for op in operations],
                [len(op[4]) for op in operations],
                [refs.index(name) for op in operations for name, _ in op[4]],
                [index for op in operations for _, index in op[4]], refs,
                b"".join(sha256(b"praesidium/value/1\0" + s + v).digest() for s, v in zip(salts, values, strict=True)),
                author,
            ]
        )  # fmt: skip
        name = sha256(b"praesidium/entry/1\0" + skeleton).digest()
        body = msgspec.msgpack.encode(
            [
                1, "ed25519", pen.replica, self.number, b"\1" * 32, list(self.head), self.desk.officer, self.moment,
                "0", 1, [cosigner.officer for cosigner in cosigners], [name],
            ]
        )  # fmt: skip
        signature = pen.sign(save_message(body) + (b"!" if break_signature else b""))
        cosigs = [(cosigner.officer, cosigner.sign(save_hash(body))) for cosigner in cosigners]
        entry = CarriedEntry(skeleton, msgspec.msgpack.encode([None, b"".join(salts), values]))
        return Batch([pen.cert], [SignedSave(body, signature, cosigs)], [entry]), name
