"""Files to seal and to open, the same bytes in every run, and a target that takes little at a time."""

import io

from app.core.clock import SeededRandomness
from app.exchange.age import HybridIdentity, Identity, X25519Identity, encrypt

CHUNK = 65536
CURVE = X25519Identity.generate(SeededRandomness("curve"))
LATTICE = HybridIdentity.generate(SeededRandomness("lattice"))


def some_bytes(size: int) -> bytes:
    return SeededRandomness("content")(size)


def sealed(content: bytes, identity: Identity = CURVE) -> bytes:
    target = io.BytesIO()
    encrypt(io.BytesIO(content), target, [identity.recipient], SeededRandomness("file"))
    return target.getvalue()


class Sluggish:
    """A target that takes at most `most` bytes a call, as a raw file or a pipe may."""

    def __init__(self, most: int) -> None:
        self.taken = bytearray()
        self.most = most

    def write(self, data: memoryview, /) -> int:
        self.taken += data[: self.most]
        return min(len(data), self.most)
