"""First run, accounts and unlock: from an empty folder to an officer at a desk.

The first officer is an administrator: he appears in the directory by the root key's word, whose private half leaves
the program as five shares of which three bring it back (SLIP-39). All others are enrolled by him. Accounts are people:
an administrator sees no content, so a first run ends with at least two officers.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from shamir_mnemonic import generate_mnemonics
from sqlalchemy import Connection

from app import __version__
from app.core.clock import Clock, Randomness
from app.core.errors import DeviceError, KnownError, UserError
from app.core.i18n import N_
from app.core.ids import NIL, Id, IdMaker
from app.exchange.age import HybridIdentity
from app.history.applying import Trust
from app.history.replicas import begin_replica
from app.history.wire import Genesis, stream_id
from app.history.writing import Cosigner, Pen, Writer
from app.models.enums import AccountState, Action, Marking, Role
from app.models.kinds import SCHEMA
from app.models.kinds.directory import Officer, OrganisationEntry, Station
from app.models.kinds.label import Label
from app.models.rights import roles_clash
from app.services.desk import Desk, View
from app.services.outside import outside_of
from app.services.seconding import SecondOfficer
from app.services.station.clearances import clearing
from app.services.station.going import let_go, let_stay, take_away_going
from app.store.access import admit
from app.store.device import DeviceSecrets, KeyringWords
from app.store.keys import Argon2Cost, OfficerSecret, SigningKey, save_secret
from app.store.meta import Mark, load_meta, save_meta
from app.store.migrate import SCHEMA_VERSION
from app.store.opening import Unlocked, create_store

SHARES = (3, 5)
"""How many shares bring the root key back, and how many there are."""

DIRECTORY = "directory"
ROOT_KEY = "root_key"
STATION = "station"
STATION_KEY = "station_key"
RECIPIENT = "recipient"


class NotJoined(KnownError):
    """The store waits for its invitation."""

    sentence = N_("This workstation has asked to join and waits for its invitation. Import the invitation first.")


class LoginTaken(UserError):
    """Two accounts of one name at one workstation could not be told apart."""

    sentence = N_("There is already an account with this name at this workstation. Choose another name.")


class RolesClash(UserError):
    """Administrator and auditor stand apart."""

    sentence = N_("An administrator or auditor has no other role: make another account. Nothing was changed.")


class CodeTaken(UserError):
    """Two workstations of one code would give the same reference twice."""

    sentence = N_("There is already a workstation with the code {code}. Choose another code.")


@dataclass(frozen=True, slots=True)
class Platform:
    """What a station stands on: the clock, randomness, keyring and the cost of its passphrases.

    `words` (a keyring, None where there is none) and `settings` (a folder, None: beside the store) hold what is kept
    outside the store (`app.services.outside`).
    """

    clock: Clock
    randomness: Randomness = field(repr=False)
    devices: DeviceSecrets | None
    cost: Argon2Cost
    words: KeyringWords | None = field(default=None, repr=False)
    settings: Path | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class Account:
    """An officer to be enrolled."""

    login: str
    name: str
    roles: Sequence[Role]
    clearance: Marking = Marking.NONE
    clearance_until: date | None = None
    compartments: Sequence[str] = ()
    languages: Sequence[str] = ("nl",)
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class House:
    """The organisation and workstation of a first run."""

    organisation_code: str
    organisation_names: Mapping[str, str]
    organisation_kind: str | None
    station_code: str
    ceiling: Marking
    compartments: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Founded:
    """A new store: the administrator's desk and the shares of the root key, to be printed and locked away."""

    desk: Desk
    device_bound: bool
    shares: Sequence[str] = field(repr=False)


def found_station(
    path: Path, house: House, administrator: Account, passphrase: str, on: Platform, mark: Mark = Mark.LIVE
) -> Founded:
    """Make a store with a directory of its own at `path` (which must not exist).

    Raises StoreExists, PassphraseTooShort, NotWritable, DiskFull.
    """
    unlocked = create_store(
        path, login=administrator.login, passphrase=passphrase, randomness=on.randomness, cost=on.cost,
        devices=on.devices, mark=mark,
    )  # fmt: skip
    return found_in(unlocked, house, administrator, on)


def found_in(unlocked: Unlocked, house: House, administrator: Account, on: Platform) -> Founded:
    """Begin a directory in a store just made."""
    root = SigningKey.generate(on.randomness)
    ids = IdMaker(on.clock, on.randomness)
    organisation, station, officer = ids.new(), ids.new(), ids.new()
    key = SigningKey.generate(on.randomness)
    with unlocked.store.write() as connection:
        pen, station_record = make_station(connection, house.station_code, station, on)
        keep_officer(connection, unlocked.slot, officer, key, unlocked.officer, on.randomness)
        born = Genesis(ids.new(), SCHEMA.part_number(DIRECTORY), NIL, root.public)
        trust = Trust(stream_id(born), root.public)
        save_trust(connection, trust)
        writer = Writer(connection, SCHEMA, trust, pen, on.randomness)
        directory = writer.begin_stream(born.root, DIRECTORY, NIL, Label(marking=Marking.NONE), nonce=root.public)
        writer.create(
            directory,
            organisation,
            OrganisationEntry(
                code=house.organisation_code, names=house.organisation_names, kind=house.organisation_kind,
                state=AccountState.ACTIVE,
            ),
        )  # fmt: skip
        writer.create(directory, station, complete(station_record, organisation, house.ceiling, house.compartments))
        writer.create(directory, officer, officer_record(administrator, organisation, station, key.public))
        now = on.clock.now()
        writer.commit(officer, now, cosigners=[Cosigner(NIL, root.sign), Cosigner(officer, key.sign)])
    desk = Desk(
        unlocked.store, SCHEMA, trust, pen, station, officer, key, on.clock, on.randomness, unlocked.store.path.parent,
        outside_of(unlocked.store, on.words, on.settings, on.randomness),
    )  # fmt: skip
    desk.keep_head()
    shares = generate_mnemonics(1, [SHARES], root.raw(), extendable=True)[0]
    return Founded(desk, unlocked.device_bound, tuple(shares))


def enrol_officer(
    desk: Desk, account: Account, passphrase: str, on: Platform, second: SecondOfficer | None = None, *,
    founding: bool = False,
) -> Id:  # fmt: skip
    """Give an officer an account and an access at this station; return his id.

    The desk is the administrator's; where he clears the officer a security officer is the `second`, but while a store
    is `founding`. Raises NotAllowed, RolesClash, LoginTaken, SecondNeeded, SameOfficer, PassphraseTooShort, DiskFull;
    no access then stays.
    """
    with desk.read() as view:
        view.require(Action.ACCOUNTS)
        view.require(Action.DIRECTORY, directory_of(desk))
        if roles_clash(frozenset(account.roles)):
            raise RolesClash(field="roles")
        here = [one for one in view.directory.officers.values() if desk.station in one.stations]
        if any(one.login == account.login and one.state == AccountState.ACTIVE for one in here):
            raise LoginTaken(field="login")
        if not founding:
            _clearing(view, account, second)

    def note(slot: bytes) -> None:
        with desk.store.write() as connection:
            let_go(connection, slot)

    try:
        admitted = admit(
            desk.store, login=account.login, passphrase=passphrase, cost=on.cost, devices=on.devices,
            randomness=on.randomness, named=note,
        )  # fmt: skip
        return enter_officer(desk, account, admitted.slot, admitted.officer, second, founding=founding)
    except Exception:
        with suppress(DeviceError):
            take_away_going(desk.store)
        raise


def enter_officer(
    desk: Desk, account: Account, slot: bytes, secret: OfficerSecret, second: SecondOfficer | None = None, *,
    founding: bool = False,
) -> Id:  # fmt: skip
    """Write an account into the directory and keep its new key for whoever opens `slot`, which now stays.

    Raises NotAllowed, SecondNeeded, SameOfficer.
    """
    officer = desk.ids.new()
    key = SigningKey.generate(desk.randomness)
    with desk.write() as unit:
        directory = directory_of(desk)
        unit.require(Action.DIRECTORY, directory)
        also = () if founding else _clearing(unit, account, second)
        organisation = unit.directory.stations[desk.station].organisation or NIL
        keep_officer(unit.connection, slot, officer, key, secret, desk.randomness)
        let_stay(unit.connection, slot)
        unit.create(directory, officer_record(account, organisation, desk.station, key.public), officer)
        unit.save(signed=True, also=also)
    return officer


def _clearing(view: View, account: Account, second: SecondOfficer | None) -> Sequence[Cosigner]:
    return clearing(view, directory_of(view.desk), account.roles, account.clearance, account.compartments, second)


def make_station(connection: Connection, code: str, station: Id, on: Platform) -> tuple[Pen, Station]:
    """Make this store's keys: station, bundle recipient, replica. Return the pen and the station's public record."""
    station_key = SigningKey.generate(on.randomness)
    recipient = HybridIdentity.generate(on.randomness)
    save_secret(connection, STATION_KEY, station_key.raw())
    save_secret(connection, RECIPIENT, recipient.encode().encode())
    save_meta(connection, STATION, station)
    pen = begin_replica(connection, station, station_key, on.randomness, __version__, SCHEMA_VERSION)
    record = Station(
        code=code, signing_key=station_key.public, recipient_key=recipient.recipient.encode(), state=AccountState.ACTIVE
    )
    return pen, record


def complete(station: Station, organisation: Id, ceiling: Marking, compartments: Sequence[str]) -> Station:
    """Return the station's record with what an administrator decides of it."""
    return Station(
        code=station.code, organisation=organisation, ceiling=ceiling, compartments=tuple(compartments),
        signing_key=station.signing_key, recipient_key=station.recipient_key, state=station.state,
    )  # fmt: skip


def officer_record(account: Account, organisation: Id, station: Id, public_key: bytes) -> Officer:
    """Return an account's entry in the directory."""
    return Officer(
        login=account.login, name=account.name, organisation=organisation, roles=tuple(account.roles),
        clearance=account.clearance, clearance_until=account.clearance_until,
        compartments=tuple(account.compartments), stations=(station,), public_key=public_key,
        state=AccountState.ACTIVE, languages=tuple(account.languages), phone=account.phone,
    )  # fmt: skip


def keep_officer(
    connection: Connection, slot: bytes, officer: Id, key: SigningKey, secret: OfficerSecret, randomness: Randomness
) -> None:
    """Keep whose access a slot is, and his signing key sealed under his own secret."""
    save_meta(connection, f"slot/{slot.hex()}", officer)
    save_secret(connection, f"officer/{officer.hex()}", key.seal(secret.raw, randomness))


def save_trust(connection: Connection, trust: Trust) -> None:
    """Pin the directory this store believes."""
    save_meta(connection, DIRECTORY, trust.directory or b"")
    save_meta(connection, ROOT_KEY, trust.root_key or b"")


def load_trust(connection: Connection) -> Trust:
    """Return the directory this store believes; empty before it has joined one."""
    return Trust(load_meta(connection, DIRECTORY) or None, load_meta(connection, ROOT_KEY) or None)


def directory_of(desk: Desk) -> Id:
    """Return the id of the directory's stream. Raises NotJoined."""
    if desk.trust.directory is None:
        raise NotJoined
    return desk.trust.directory
