"""Where an id counts that several streams write under: by definition, over all entries that are applied."""

from hashlib import sha256

from tests.property.oracle.bytes_read import Held, Save
from tests.property.oracle.tables import LABEL

NOBODY = bytes(16)
Home = tuple[bytes, bytes]
"""Stream and id."""


def lost_claims(held: Held, applied: set[bytes], save_of: dict[bytes, Save], directory: bytes) -> set[Home]:
    """Return the ids, each with a stream in which it does not count, because it does in another."""
    writers: dict[bytes, dict[bytes, set[tuple[bytes, int]]]] = {}
    for name in applied:
        save = save_of[name]
        for operation in held.entries[name].operations:
            if operation.kind != LABEL:
                there = writers.setdefault(operation.uid, {}).setdefault(operation.stream, set())
                there.add((save.replica, save.number))
    births = [held.entries[name] for name in applied if held.entries[name].genesis is not None]
    owners = {entry.stream: entry.genesis[2] for entry in births if entry.genesis is not None}
    lost: set[Home] = set()
    for uid, streams in writers.items():
        ranked = sorted((_rank(uid, stream, streams[stream], owners, directory), stream) for stream in streams)
        lost |= {(stream, uid) for _, stream in ranked[1:]}
    return lost


def _rank(
    uid: bytes, stream: bytes, by: set[tuple[bytes, int]], owners: dict[bytes, bytes], directory: bytes
) -> tuple[int, int]:
    if stream == directory:
        return (0, 0)
    if any(_given(uid, replica, stream) for replica, _ in by):
        return (1, 0)
    first = [number for replica, number in by if _given(uid, replica, b"")]
    if first:
        return (2, min(first))
    return (3, 0) if owners[stream] == NOBODY else (4, 0)


def _given(uid: bytes, replica: bytes, stream: bytes) -> bool:
    return uid[9:] == sha256(b"praesidium/id/1\0" + replica + stream + uid[:9]).digest()[:7]
