"""The signed statement under which something leaves, kept by the ledger.

A release is a statement (what, to whom, why, by whom, seen by whom) under the officer's signature and, above the set
marking, the second officer's. `export_bundle` writes only what such a statement covers: code that makes itself a
`Release` past the gate has none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec
from sqlalchemy import Connection

from app.core.ids import Id
from app.history.wire import decode, encode
from app.history.writing import Cosigner
from app.models.enums import Action
from app.models.release import Release
from app.services.desk import Desk, View
from app.store.keys import verify_signature
from app.store.meta import load_meta, save_meta

_TAG = b"praesidium/release/1\0"


class Statement(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """What is signed of a release."""

    version: int
    recipient: bytes
    streams: list[bytes]
    marking: int
    officer: bytes
    second: bytes
    """Empty where the marking asks for none."""
    moment: int
    reason: str


class _Kept(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    statement: bytes
    signature: bytes
    second: bytes


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """A release as the ledger keeps it; `genuine` where all signatures are those of the officers it names."""

    officer: Id
    second: Id | None
    streams: Sequence[Id]
    reason: str = field(repr=False)
    genuine: bool = False


def keep_statement(view: View, release: Release, moment: int, second: Cosigner | None) -> bytes:
    """Sign and keep a release, `second` being whom `require_second` gave for it; return the name of the statement."""
    body = encode(
        Statement(
            1, release.recipient, sorted(release.streams), int(release.marking), release.officer,
            b"" if second is None else second.officer, moment, release.reason,
        )
    )  # fmt: skip
    name = sha256(_TAG + body).digest()
    also = b"" if second is None else second.sign(_TAG + body)
    kept = _Kept(body, view.desk.officer_key.sign(_TAG + body), also)
    save_meta(view.connection, _place(name), encode(kept))
    return name


def covers(connection: Connection, release: Release) -> bool:
    """Tell whether the gate let this very release go."""
    raw = load_meta(connection, _place(release.statement))
    if raw is None:
        return False
    said = decode(Statement, decode(_Kept, raw).statement)
    return (
        said.recipient == release.recipient
        and set(said.streams) == release.streams
        and said.marking == release.marking
        and said.officer == release.officer
        and (said.second or None) == release.second
    )


def note_used(connection: Connection, release: Release, counter: int) -> None:
    """Note under which statement our bundle `counter` leaves."""
    save_meta(connection, f"released/{release.recipient.hex()}/{counter}", release.statement)


def release_record(desk: Desk, station: Id, counter: int) -> ReleaseRecord | None:
    """Return who let our bundle `counter` to `station` go, None where it is not known here. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.RELEASE)
        name = load_meta(view.connection, f"released/{station.hex()}/{counter}")
        raw = None if name is None else load_meta(view.connection, _place(name))
        if raw is None:
            return None
        kept = decode(_Kept, raw)
        said = decode(Statement, kept.statement)
        signed = [(said.officer, kept.signature), *([(said.second, kept.second)] if said.second else [])]
        genuine = all(_signed_by(view, officer, kept.statement, signature) for officer, signature in signed)
        return ReleaseRecord(said.officer, said.second or None, said.streams, said.reason, genuine)


def _signed_by(view: View, officer: Id, statement: bytes, signature: bytes) -> bool:
    known = view.directory.officers.get(officer)
    return (
        known is not None
        and known.public_key is not None
        and verify_signature(known.public_key, signature, _TAG + statement)
    )


def _place(name: bytes) -> str:
    return f"release/{name.hex()}"
