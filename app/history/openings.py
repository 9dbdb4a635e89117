"""The values of an entry, apart from its skeleton, which is committed to them: each with a salt, given or withheld.

Who is not given a value still checks all of the history around it.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from msgspec.msgpack import Decoder

from app.history.wire import HASH, MOST_VALUE, SALT, MalformedHistory, Openings, decode, encode

_VALUE = b"praesidium/value/1\0"


def commitment(salt: bytes, value: bytes) -> bytes:
    """Return the commitment to `value`: SHA-256 over a domain tag, 16 random bytes and the value's bytes."""
    return sha256(_VALUE + salt + value).digest()


def read_values(raw: bytes, commitments: bytes) -> list[bytes | None]:
    """Return the value of each operation, None where it is not there, each checked against its commitment.

    Raises MalformedHistory on a value that does not fit its commitment.
    """
    found = _checked(raw, commitments)
    if found.which is None:
        return [*found.values]
    values: list[bytes | None] = [None] * (len(commitments) // HASH)
    for index, value in zip(found.which, found.values, strict=True):
        values[index] = value
    return values


def read_openings(raw: bytes, commitments: bytes) -> list[tuple[bytes, bytes] | None]:
    """Return (salt, value) per operation, None where not there, checked like `read_values`. Raises MalformedHistory."""
    found = _checked(raw, commitments)
    opened: list[tuple[bytes, bytes] | None] = [None] * (len(commitments) // HASH)
    which = range(len(opened)) if found.which is None else found.which
    for at, (index, value) in enumerate(zip(which, found.values, strict=True)):
        opened[index] = (found.salts[at * SALT : at * SALT + SALT], value)
    return opened


def _checked(raw: bytes, commitments: bytes) -> Openings:
    """Return openings that fit an entry's commitments."""
    found = decode(Openings, raw)
    values, salts, which = found.values, found.salts, found.which
    if len(salts) != SALT * len(values):
        raise MalformedHistory(what="openings columns")
    if values and len(max(values, key=len)) > MOST_VALUE:
        raise MalformedHistory(what="openings order")
    if which is not None:
        commitments = _chosen(which, commitments)
    if len(commitments) != HASH * len(values):
        raise MalformedHistory(what="openings columns")
    starts = range(0, len(salts), SALT)
    made = [sha256(_VALUE + salts[at : at + SALT] + value).digest() for at, value in zip(starts, values, strict=True)]
    if b"".join(made) != commitments:
        raise MalformedHistory(what="commitment")
    return found


def _chosen(which: Sequence[int], commitments: bytes) -> bytes:
    """Return the commitments to the operations that are open."""
    if len(set(which)) != len(which) or any(not 0 <= index < len(commitments) // HASH for index in which):
        raise MalformedHistory(what="openings order")
    return b"".join(commitments[index * HASH : index * HASH + HASH] for index in which)


def write_openings(opened: Sequence[tuple[bytes, bytes] | None]) -> bytes:
    """Return the bytes of the openings that are there."""
    there = [(index, pair) for index, pair in enumerate(opened) if pair is not None]
    which = None if len(there) == len(opened) else [index for index, _ in there]
    return encode(Openings(which, b"".join(pair[0] for _, pair in there), [pair[1] for _, pair in there]))


def encode_value(value: Any) -> bytes:
    """Return the bytes that an operation commits to: the cell's list of wire values as MessagePack."""
    return encode(value)


def decode_value(raw: bytes) -> Any:
    """Return the cell's list of wire values; None for bytes that are no such thing.

    A bad value is its author's, not the batch's: a store it is withheld from cannot see that it is bad, and must not
    come to another end than one that can.
    """
    try:
        return decode_bare(raw)
    except NO_VALUE:
        return None


def _refuse_extension(code: int, _: memoryview) -> Any:
    raise ValueError(code)


decode_bare = Decoder[Any](ext_hook=_refuse_extension).decode
"""As `decode_value`, for a loop over very many; it raises one of `NO_VALUE` for bytes that are no such thing."""
NO_VALUE = (ValueError, RecursionError)
