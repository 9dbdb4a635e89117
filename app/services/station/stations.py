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
from app.history.directory import Directories
from app.history.findings import note_put_back
from app.history.replicas import Start, begin_replica, check_start, load_pen
from app.history.wire import Genesis, stream_id
from app.history.writing import Cosigner, Pen, Writer
from app.models.enums import AccountState, Action, Marking, Role
from app.models.kinds import SCHEMA
from app.models.kinds.directory import Officer, OrganisationEntry, Station
from app.models.kinds.label import Label
from app.models.rights import NotAllowed
from app.services.access_log import Access, log_line
from app.services.desk import Desk, Unit
from app.services.outside import leave_no_rest, outside_of
from app.services.station.going import let_go, let_stay, take_away_going
from app.services.station.vouching import vouch_for_held
from app.store.access import admit
from app.store.audit import holds
from app.store.delay import Delay
from app.store.device import DeviceSecrets, KeyringWords
from app.store.keys import Argon2Cost, OfficerSecret, SealBroken, SigningKey, load_secret, save_secret
from app.store.meta import Mark, load_meta, save_meta
from app.store.migrate import SCHEMA_VERSION
from app.store.opening import Unlocked, create_store, open_store
from app.store.refusals import LastSlot

SHARES = (3, 5)
"""How many shares bring the root key back, and how many there are."""

DIRECTORY = "directory"
ROOT_KEY = "root_key"
STATION = "station"
STATION_KEY = "station_key"
RECIPIENT = "recipient"


class NoAccount(KnownError):
    """The passphrase opened the store, but no officer of the directory belongs to it."""

    sentence = N_("This access belongs to no officer in the directory. Ask an administrator to enrol you.")


class NotJoined(KnownError):
    """The store waits for its invitation."""

    sentence = N_("This workstation has asked to join and waits for its invitation. Import the invitation first.")


class AccountRevoked(KnownError):
    """The directory took the account away."""

    sentence = N_("This account was revoked. If that is a mistake, ask an administrator to enrol you again.")


class LoginTaken(UserError):
    """Two accounts of one name at one workstation could not be told apart."""

    sentence = N_("There is already an account with this name at this workstation. Choose another name.")


class OrganisationCodeTaken(UserError):
    """Two organisations of one code could not be told apart."""

    sentence = N_("Another organisation has this code already. Choose another code. Nothing was saved.")


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


def enrol_officer(desk: Desk, account: Account, passphrase: str, on: Platform) -> Id:
    """Give an officer an account and an access at this station; return his id.

    The desk is the administrator's. Raises NotAllowed, LoginTaken, PassphraseTooShort, DiskFull; no access then stays.
    """
    with desk.read() as view:
        view.require(Action.ACCOUNTS)
        view.require(Action.DIRECTORY, directory_of(desk))
        here = [one for one in view.directory.officers.values() if desk.station in one.stations]
        if any(one.login == account.login and one.state == AccountState.ACTIVE for one in here):
            raise LoginTaken(field="login")

    def note(slot: bytes) -> None:
        with desk.store.write() as connection:
            let_go(connection, slot)

    try:
        admitted = admit(
            desk.store, login=account.login, passphrase=passphrase, cost=on.cost, devices=on.devices,
            randomness=on.randomness, named=note,
        )  # fmt: skip
        return enter_officer(desk, account, admitted.slot, admitted.officer)
    except Exception:
        with suppress(DeviceError):
            take_away_going(desk.store)
        raise


def enter_officer(desk: Desk, account: Account, slot: bytes, secret: OfficerSecret) -> Id:
    """Write an account into the directory and keep its new key for whoever opens `slot`, which now stays.

    Raises NotAllowed.
    """
    officer = desk.ids.new()
    key = SigningKey.generate(desk.randomness)
    with desk.write() as unit:
        directory = directory_of(desk)
        unit.require(Action.DIRECTORY, directory)
        organisation = unit.directory.stations[desk.station].organisation or NIL
        keep_officer(unit.connection, slot, officer, key, secret, desk.randomness)
        let_stay(unit.connection, slot)
        unit.create(directory, officer_record(account, organisation, desk.station, key.public), officer)
        unit.save(signed=True)
    return officer


def open_desk(path: Path, login: str, passphrase: str, on: Platform) -> Desk:
    """Unlock a store and sit down. Raises what `app.store.opening.open_store` raises, NoAccount, NotJoined.

    The head outside is looked at first: where it says that this store was restored or put back, the desk writes under
    a new replica (`Desk.start`). Wrong attempts before this one are noted in the access log.
    """
    failures = Delay(path.resolve(), on.clock).failures() if path.exists() else 0
    unlocked = open_store(path, login=login, passphrase=passphrase, clock=on.clock, devices=on.devices)
    return sit_down(unlocked, on, Access.UNLOCK, failures)


def add_organisation(desk: Desk, code: str, names: Mapping[str, str], kind: str | None) -> Id:
    """Enter an organisation in the directory; return its id. Raises NotAllowed, OrganisationCodeTaken."""
    with desk.write() as unit:
        directory = directory_of(desk)
        unit.require(Action.DIRECTORY, directory)
        check_code(unit, code)
        made = unit.create(directory, OrganisationEntry(code=code, names=names, kind=kind, state=AccountState.ACTIVE))
        unit.save(signed=True)
    return made


def check_code(unit: Unit, code: str, mine: Id = NIL) -> None:
    """Raise OrganisationCodeTaken where another organisation in use has this code; `mine` is the one that gets it."""
    wanted = code.strip().casefold()
    for uid, one in unit.directory.organisations.items():
        if uid != mine and one.state is not AccountState.REVOKED and (one.code or "").casefold() == wanted:
            raise OrganisationCodeTaken(field="code")


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


def load_officer(connection: Connection, slot: bytes, secret: OfficerSecret) -> tuple[Id, SigningKey]:
    """Return the officer of a slot and his key. Raises NoAccount.

    A slot that is not known here was written by a change of passphrase that was cut off after it: its secret is still
    the officer's and opens his key.
    """
    officer = load_meta(connection, f"slot/{slot.hex()}")
    if officer is not None:
        sealed = load_secret(connection, f"officer/{officer.hex()}")
        if sealed is None:
            raise NoAccount
        return officer, SigningKey.open(secret.raw, sealed)
    for name, sealed in connection.exec_driver_sql("SELECT name, body FROM secret WHERE name LIKE 'officer/%'").all():
        with suppress(SealBroken):
            return bytes.fromhex(name.removeprefix("officer/")), SigningKey.open(secret.raw, sealed)
    raise NoAccount


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


def sit_down(unlocked: Unlocked, on: Platform, act: Access, number: int = 0) -> Desk:
    """Return the desk of whoever unlocked the store, which is closed where he has none. Raises NoAccount, NotJoined."""
    try:
        return _sit_down(unlocked, on, act, number)
    except BaseException:
        unlocked.store.close()
        raise


def _sit_down(unlocked: Unlocked, on: Platform, act: Access, number: int) -> Desk:
    store = unlocked.store
    with suppress(DeviceError, LastSlot):  # a full disk keeps nobody out; it is done the next time
        take_away_going(store)
    outside = outside_of(store, on.words, on.settings, on.randomness)
    with store.read() as connection:
        trust = load_trust(connection)
        pen = load_pen(connection, __version__, SCHEMA_VERSION)
        station, station_key = load_meta(connection, STATION), load_secret(connection, STATION_KEY)
        officer, key = load_officer(connection, unlocked.slot, unlocked.officer)
        kept = outside.head()
        start = check_start(connection, kept)
        if start is Start.GOES_ON and not holds(connection, outside.log_tip()):
            start = Start.PUT_BACK
        account = Directories(connection, SCHEMA, trust.directory).now().officers.get(officer)
    if account is not None and account.state == AccountState.REVOKED:
        raise AccountRevoked
    if pen is None or station is None or station_key is None or trust.directory is None:
        raise NotJoined
    erased = 0
    with store.write() as connection:
        if start.anew:
            pen = begin_replica(
                connection, station, SigningKey(station_key), on.randomness, __version__, SCHEMA_VERSION, kept
            )
            erased = outside.erase_again(connection, SCHEMA, trust)
        if start.alarm:
            note_put_back(connection, pen.replica)
        log_line(connection, on.clock.now(), officer, act, number=number)
    with store.read() as connection:
        # Put back, it may have been migrated too, with a copy of what it was; killed in the middle, copies still stand.
        unfinished = bool(erased) or outside.lacks_erasures(connection)
    if unfinished:
        leave_no_rest(store, outside)
    folder = store.path.parent
    desk = Desk(store, SCHEMA, trust, pen, station, officer, key, on.clock, on.randomness, folder, outside, start)
    with suppress(NotAllowed):
        vouch_for_held(desk)
    with suppress(DeviceError):  # at night nobody is kept out for it; what would leave is, and `first_run_gaps` tells
        desk.keep_head()
    return desk
