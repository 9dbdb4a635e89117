"""Ways to spoil a bundle, by seed: for the campaign of every change and the longer one of a release.

Two places are attacked. Outside: the file as a stick or its finder can change it. Inside: what somebody can do who
knows the recipient's public key and the plain bytes (a thief of another's bundle, a careless officer), but not the
sender's signing key: change them and seal them again.
"""

from random import Random

from tests.unit.exchange.bundle_world import opened, sealed


def mutate(seed: int, bundle: bytes) -> bytes:
    """Return `bundle` (the file of a part, for Bob) changed in the way that `seed` picks; never equal in content."""
    draw = Random(seed)
    if draw.random() < 0.5:
        return spoil(draw, bundle)
    return sealed(spoil(draw, opened(bundle)))


def spoil(draw: Random, body: bytes) -> bytes:
    """Return `body` with bits flipped, pieces cut, doubled, swapped, overwritten or added."""
    while True:
        changed = draw.choice((_flip, _cut, _drop, _double, _swap, _overwrite, _add))(draw, body)
        if changed != body:
            return changed


def _flip(draw: Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(draw.choice((1, 1, 2, 8))):
        changed[draw.randrange(len(body))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def _cut(draw: Random, body: bytes) -> bytes:
    return body[: draw.randrange(len(body))]


def _drop(draw: Random, body: bytes) -> bytes:
    start, end = _span(draw, body)
    return body[:start] + body[end:]


def _double(draw: Random, body: bytes) -> bytes:
    start, end = _span(draw, body)
    return body[:end] + body[start:]


def _swap(draw: Random, body: bytes) -> bytes:
    start, middle, end = sorted(draw.randrange(len(body) + 1) for _ in range(3))
    return body[:start] + body[middle:end] + body[start:middle] + body[end:]


def _overwrite(draw: Random, body: bytes) -> bytes:
    start, end = _span(draw, body)
    return (
        body[:start]
        + draw.choice((bytes(end - start), b"\xff" * (end - start), draw.randbytes(end - start)))
        + body[end:]
    )


def _add(draw: Random, body: bytes) -> bytes:
    at = draw.choice((0, len(body), draw.randrange(len(body) + 1)))
    return body[:at] + draw.choice((b"\0", b"\n", draw.randbytes(draw.randrange(1, 200)))) + body[at:]


def _span(draw: Random, body: bytes) -> tuple[int, int]:
    start = draw.randrange(len(body))
    return start, min(len(body), start + draw.choice((1, 4, 32, 300, 4096)))
