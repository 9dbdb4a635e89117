"""Saves and entries as the oracle reads them: MessagePack arrays taken apart by position, named by their hashes.

Written from exchange.md §1 and the byte form alone; nothing here is shared with the engine.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

Name = tuple[bytes, int]
"""An operation: hash of its entry and its place in it."""


@dataclass(frozen=True)
class Operation:
    """One write of one cell. `value` is None where its opening is not there."""

    name: Name
    stream: bytes
    uid: bytes
    kind: int
    cell: int
    refs: tuple[Name, ...]
    value: list[Any] | None


@dataclass(frozen=True)
class Entry:
    """One save's writes in one stream."""

    hash: bytes
    stream: bytes
    parents: tuple[bytes, ...]
    genesis: tuple[bytes, int, bytes, bytes] | None
    named: tuple[bytes, ...]
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Save:
    """What an officer saved at once."""

    hash: bytes
    replica: bytes
    number: int
    head: tuple[bytes, ...]
    officer: bytes
    moment: int
    cosigners: tuple[bytes, ...]
    entries: tuple[bytes, ...]


@dataclass(frozen=True)
class Held:
    """All that a store was ever given, in no order: certificates (station by replica), saves, entries."""

    stations: dict[bytes, bytes]
    saves: dict[bytes, Save]
    entries: dict[bytes, Entry]


def read_save(body: bytes) -> Save:
    """Take a save's body apart."""
    raw = msgspec.msgpack.decode(body)
    _, _, replica, number, _, head, officer, moment, _, _, cosigners, entries = raw
    name = sha256(b"praesidium/save/1\0" + body).digest()
    return Save(name, replica, number, tuple(head), officer, moment, tuple(cosigners), tuple(entries))


def read_entry(skeleton: bytes, openings: bytes) -> Entry:
    """Take an entry apart and lay its values beside its operations."""
    raw = msgspec.msgpack.decode(skeleton)
    _, stream, _, _, parents, genesis, uids, kinds, who, cells, counts, refs, places, names, _, _ = raw
    name = sha256(b"praesidium/entry/1\0" + skeleton).digest()
    which, _, given = msgspec.msgpack.decode(openings)
    values = dict(zip(range(len(given)) if which is None else which, given, strict=True))
    operations = []
    at = 0
    for index, cell in enumerate(cells):
        end = at + counts[index]
        operations.append(
            Operation(
                (name, index),
                stream,
                uids[16 * who[index] : 16 * who[index] + 16],
                kinds[who[index]],
                cell,
                tuple((names[ref], place) for ref, place in zip(refs[at:end], places[at:end], strict=True)),
                msgspec.msgpack.decode(values[index]) if index in values else None,
            )
        )
        at = end
    return Entry(
        name, stream, tuple(parents), None if genesis is None else tuple(genesis), tuple(names), tuple(operations)
    )


def read_all(certs: Iterable[bytes], bodies: Iterable[bytes], entries: Iterable[tuple[bytes, bytes]]) -> Held:
    """Take apart all that a store holds, applied or waiting."""
    stations = {}
    for cert in certs:
        _, station, public, _ = msgspec.msgpack.decode(cert)
        stations[sha256(b"praesidium/replica/1\0" + public).digest()] = station
    saves = {save.hash: save for save in map(read_save, bodies)}
    found = {entry.hash: entry for entry in (read_entry(*pair) for pair in entries)}
    return Held(stations, saves, found)
