"""Many signatures at once: the library checks them outside Python's lock, so two threads take half the time."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from app.store.keys import verify_signature

Claim = tuple[bytes, bytes, bytes]
"""Public key, signature, message."""

FROM = 64
"""As many claims as are worth starting threads for."""


def verify_all(claims: Sequence[Claim]) -> list[bool]:
    """Say of each claim whether its signature is true."""
    if len(claims) < FROM:
        return _verify(claims)
    threads = min(os.cpu_count() or 1, 8)
    size = -(-len(claims) // threads)
    parts = [claims[at : at + size] for at in range(0, len(claims), size)]
    with ThreadPoolExecutor(threads) as pool:
        return [said for part in pool.map(_verify, parts) for said in part]


def _verify(claims: Sequence[Claim]) -> list[bool]:
    return [verify_signature(*claim) for claim in claims]
