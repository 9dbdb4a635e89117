"""Four eyes on what leaves: the second officer's own passphrase, and the signed statement that the ledger keeps.

A release is a statement (what, to whom, why, by whom, seen by whom) under the officer's signature and, above the set
marking, the second officer's. `export_bundle` writes only what such a statement covers: code that makes itself a
`Release` past the gate has none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec
from sqlalchemy import Connection

from app.core.clock import Clock
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.authority import officer_facts
from app.history.wire import decode, encode
from app.models.enums import Action
from app.models.release import Release
from app.models.rights import NotAllowed, Refusal, may
from app.services.desk import Desk, View
from app.services.station.stations import load_officer
from app.store.access import authenticate
from app.store.device import DeviceSecrets
from app.store.keys import SigningKey, verify_signature
from app.store.meta import load_meta, save_meta

_TAG = b"praesidium/release/1\0"


class SameOfficer(UserError):
    """The second officer is the first."""

    sentence = N_("The second officer must be somebody else than you. Nothing has left.")


@dataclass(frozen=True, slots=True)
class Witness:
    """An officer who has just proved with a passphrase of his own that he is there."""

    officer: Id
    key: SigningKey = field(repr=False)


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


def call_witness(desk: Desk, login: str, passphrase: str, clock: Clock, devices: DeviceSecrets | None) -> Witness:
    """Let a second officer prove himself at this desk, for the release that is on the screen.

    Raises SameOfficer, NoAccount, NotAllowed and what `app.store.access.authenticate` raises (delayed and counted).
    """
    known = authenticate(desk.store, login=login, passphrase=passphrase, clock=clock, devices=devices)
    with desk.read() as view:
        officer, key = load_officer(view.connection, known.slot, known.officer)
        if officer == desk.officer:
            raise SameOfficer
        _require_second(view, Witness(officer, key), [])
    return Witness(officer, key)


def keep_statement(view: View, release: Release, moment: int, witness: Witness | None, above: Sequence[Id]) -> bytes:
    """Sign and keep a release; return the name of the statement. `above` are the streams that ask for four eyes.

    Raises SameOfficer, NotAllowed.
    """
    if witness is not None:
        if witness.officer == view.desk.officer:
            raise SameOfficer
        _require_second(view, witness, above)
    body = encode(
        Statement(
            1, release.recipient, sorted(release.streams), int(release.marking), release.officer,
            b"" if witness is None else witness.officer, moment, release.reason,
        )
    )  # fmt: skip
    name = sha256(_TAG + body).digest()
    kept = _Kept(
        body, view.desk.officer_key.sign(_TAG + body), b"" if witness is None else witness.key.sign(_TAG + body)
    )
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


def _require_second(view: View, witness: Witness, streams: Sequence[Id]) -> None:
    """A second officer reads what leaves: he is asked `may` as himself. Raises NotAllowed."""
    facts = officer_facts(view.directory, witness.officer, view.desk.station, view.desk.today())
    known = view.directory.officers.get(witness.officer)
    if facts is None or known is None or known.public_key != witness.key.public:
        raise NotAllowed(why=Refusal.REVOKED)
    for thing in [None, *(view.thing(stream) for stream in streams)]:
        verdict = may(facts, Action.READ, thing)
        if not verdict.allowed:
            raise NotAllowed(why=verdict.why)


def _signed_by(view: View, officer: Id, statement: bytes, signature: bytes) -> bool:
    known = view.directory.officers.get(officer)
    return (
        known is not None
        and known.public_key is not None
        and verify_signature(known.public_key, signature, _TAG + statement)
    )


def _place(name: bytes) -> str:
    return f"release/{name.hex()}"
