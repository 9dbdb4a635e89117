"""Joining a directory: a request in clear, fingerprints compared in person, an invitation that pins the root.

This is the newcomer's side: it makes its store and keys alone and asks. Before it opens the invitation, which carries
the directory and what it may have, its officer compares the words of the root. `admitting` is the other side.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from app import __version__
from app.core.clock import milliseconds
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id, IdMaker
from app.exchange.age import HybridIdentity
from app.exchange.fingerprint import as_words, same_words
from app.exchange.joining import JoinRequest, RequestedOfficer, write_request
from app.exchange.reader import Known, read_bundle
from app.exchange.refusals import AlreadyJoined, PartMissing, SenderUnknown
from app.exchange.staged import StagedBundle
from app.exchange.sticks import open_incoming
from app.history.applying import Trust
from app.history.directory import Directories
from app.history.replicas import load_pen
from app.history.wire import MalformedHistory, ReplicaCert, decode
from app.models.kinds import SCHEMA
from app.services.desk import Desk
from app.services.exchange.arrivals import note_received
from app.services.exchange.importing import Imported, Outcome, RecipientKeyMissing, apply_staged, sender_key, size_of
from app.services.exchange.invitation_files import invitations_among
from app.services.exchange.ledger import begin_numbers, peer_of
from app.services.outside import outside_of
from app.services.station.sitting_down import NoAccount, load_officer
from app.services.station.stations import (
    RECIPIENT,
    STATION,
    STATION_KEY,
    Account,
    Platform,
    keep_officer,
    load_trust,
    make_station,
    save_trust,
)
from app.store.access import admit
from app.store.keys import SigningKey, load_secret
from app.store.meta import Mark, load_meta, save_meta
from app.store.migrate import SCHEMA_VERSION
from app.store.opening import Unlocked, create_store, open_store
from app.store.staging import staging

REQUEST = "join_request"


class WordsDiffer(UserError):
    """The fingerprint typed or confirmed is not that of what was brought."""

    sentence = N_("The words differ: this is not what the other side gave you. Nothing was taken over.")


@dataclass(frozen=True, slots=True)
class Requested:
    """What a newcomer brings along: the file's bytes and the words to say in person."""

    request: bytes
    words: Sequence[str]
    officers: Sequence[Id]


def request_to_join(
    path: Path, code: str, names: Mapping[str, str], officers: Sequence[tuple[Account, str]], on: Platform,
    mark: Mark = Mark.LIVE,
) -> Requested:  # fmt: skip
    """Make a newcomer's store at `path` with its keys and accounts; return the request.

    `officers` are accounts with their passphrases, at least one; rights are the administrator's to give. Raises
    StoreExists, PassphraseTooShort, NotWritable, DiskFull.
    """
    (first, passphrase), others = officers[0], officers[1:]
    unlocked = create_store(
        path, login=first.login, passphrase=passphrase, randomness=on.randomness, cost=on.cost, devices=on.devices,
        mark=mark,
    )  # fmt: skip
    try:
        return _prepare(unlocked, code, names, first, others, on)
    finally:
        unlocked.store.close()


def _prepare(
    unlocked: Unlocked, code: str, names: Mapping[str, str], first: Account, others: Sequence[tuple[Account, str]],
    on: Platform,
) -> Requested:  # fmt: skip
    ids, store = IdMaker(on.clock, on.randomness), unlocked.store
    slots = [(first, unlocked.slot, unlocked.officer)]
    for account, passphrase in others:
        made = admit(
            store, login=account.login, passphrase=passphrase, cost=on.cost, devices=on.devices,
            randomness=on.randomness,
        )  # fmt: skip
        slots.append((account, made.slot, made.officer))
    asked: list[RequestedOfficer] = []
    with store.write() as connection:
        station = ids.new()
        pen, record = make_station(connection, code, station, on)
        for account, slot, secret in slots:
            officer, key = ids.new(), SigningKey.generate(on.randomness)
            keep_officer(connection, slot, officer, key, secret, on.randomness)
            asked.append(RequestedOfficer(officer, account.name, key.public, list(account.languages)))
        request = JoinRequest(
            1, store.mark is Mark.EXERCISE, station, code, [(k, v) for k, v in names.items() if k != "original"],
            record.signing_key or b"", record.recipient_key or "", pen.cert, asked, milliseconds(on.clock.now()),
            __version__,
        )  # fmt: skip
        station_key = SigningKey(load_secret(connection, STATION_KEY) or b"")
        body, name = write_request(request, station_key.sign)
        save_meta(connection, REQUEST, name)
    with store.read() as connection:
        outside_of(store, on.words, on.settings, on.randomness).keep(connection)
    return Requested(body, as_words(name), [one.officer for one in asked])


def accept_invitation(
    path: Path, login: str, passphrase: str, files: Sequence[Path], words: Sequence[str], on: Platform
) -> Imported:
    """Take the invitation in: pin the root and receive the directory with all that was shared.

    `files` are its parts, or the folder of a stick on which it lies among others (`invitations_among`); `words` are
    those of the root, said by the other side. Raises WordsDiffer and what opening, reading and applying raise; the
    store then still waits for its invitation.
    """
    unlocked = open_store(path, login=login, passphrase=passphrase, clock=on.clock, devices=on.devices)
    try:
        return _enter(unlocked, files, words, on)
    finally:
        unlocked.store.close()


def _enter(unlocked: Unlocked, files: Sequence[Path], words: Sequence[str], on: Platform) -> Imported:
    store = unlocked.store
    if not files:
        raise PartMissing(count=1, missing=1)
    with store.read() as connection:
        if load_trust(connection).directory is not None:
            raise AlreadyJoined
        station, request = load_meta(connection, STATION), load_meta(connection, REQUEST)
        recipient = load_secret(connection, RECIPIENT)
        officer, key = load_officer(connection, unlocked.slot, unlocked.officer)
        pen = load_pen(connection, __version__, SCHEMA_VERSION)
    if station is None or request is None or recipient is None or pen is None:
        raise RecipientKeyMissing
    identity, exercise = HybridIdentity.parse(recipient.decode()), store.mark is Mark.EXERCISE
    newcomer = Known(station, None, exercise, _by_its_own_word, request)
    lying = invitations_among(files, identity, newcomer)
    meant = next((one for one in lying if same_words(one.manifest.directory, words)), None)
    if meant is None or meant.manifest.invitation is None:
        raise WordsDiffer
    trust = Trust(meant.manifest.invitation.stream, meant.manifest.invitation.root_key)
    desk = Desk(store, SCHEMA, trust, pen, station, officer, key, on.clock, on.randomness, store.path.parent)
    known = replace(newcomer, directory=meant.manifest.directory)
    with ExitStack() as stack:
        sources = [stack.enter_context(open_incoming(file)) for file in meant.parts]
        staged = stack.enter_context(staging(desk.workroom, on.randomness))
        bundle = read_bundle(sources, identity, known, staged)
        connection = stack.enter_context(store.write())
        return _settle_in(desk, connection, bundle, size_of(sources))


def _settle_in(desk: Desk, connection: Connection, bundle: StagedBundle, size: int) -> Imported:
    manifest = bundle.manifest
    save_trust(connection, desk.trust)
    begin_numbers(connection, desk.pen.replica)
    peer = peer_of(connection, manifest.sender)
    applied = apply_staged(desk, connection, bundle, peer.pid)
    directories = Directories(connection, desk.schema, desk.trust.directory)
    if sender_key(directories, manifest.sender, manifest.cert) is None:
        raise SenderUnknown
    if desk.officer not in directories.now().officers:
        raise NoAccount
    note_received(desk, connection, manifest, peer, len(applied.entries), size)
    return Imported(
        Outcome.APPLIED, manifest.bundle, manifest.sender, manifest.counter, len(applied.entries), applied.opened,
        applied.waiting, applied.void, 0, 0,
    )  # fmt: skip


def _by_its_own_word(station: Id, raw: bytes) -> bytes | None:
    """Return the sender's replica key as its certificate states it: checked once the directory is here."""
    try:
        cert = decode(ReplicaCert, raw)
    except MalformedHistory:
        return None
    return cert.pubkey if cert.station == station else None
