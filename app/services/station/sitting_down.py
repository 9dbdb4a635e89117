"""Unlock: from a passphrase, or from recovery sheets, to an officer at a desk of a store that is as it was left.

The head outside the store is looked at first, what an interrupted erasure left is brought to its end, and wrong
attempts before this one are noted.
"""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from app import __version__
from app.core.errors import DeviceError, KnownError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.directory import Directories
from app.history.findings import note_put_back
from app.history.replicas import Start, begin_replica, check_start, load_pen
from app.models.enums import AccountState
from app.models.kinds import SCHEMA
from app.models.rights import NotAllowed
from app.services.access_log import Access, log_line
from app.services.desk import Desk
from app.services.outside import leave_no_rest, outside_of
from app.services.station.going import let_revoked_go, take_away_going
from app.services.station.stations import STATION, STATION_KEY, NotJoined, Platform, load_trust
from app.services.station.vouching import vouch_for_held
from app.store.audit import holds
from app.store.delay import Delay
from app.store.keys import OfficerSecret, SealBroken, SigningKey, load_secret
from app.store.meta import load_meta
from app.store.migrate import SCHEMA_VERSION
from app.store.opening import Unlocked, open_store
from app.store.refusals import LastSlot


class NoAccount(KnownError):
    """The passphrase opened the store, but no officer of the directory belongs to it."""

    sentence = N_("This access belongs to no officer in the directory. Ask an administrator to enrol you.")


class AccountRevoked(KnownError):
    """The directory took the account away."""

    sentence = N_("This account was revoked. If that is a mistake, ask an administrator to enrol you again.")


def open_desk(path: Path, login: str, passphrase: str, on: Platform) -> Desk:
    """Unlock a store and sit down. Raises what `app.store.opening.open_store` raises, NoAccount, NotJoined.

    The head outside is looked at first: where it says that this store was restored or put back, the desk writes under
    a new replica (`Desk.start`). Wrong attempts before this one are noted in the access log.
    """
    failures = Delay(path.resolve(), on.clock).failures() if path.exists() else 0
    unlocked = open_store(path, login=login, passphrase=passphrase, clock=on.clock, devices=on.devices)
    return sit_down(unlocked, on, Access.UNLOCK, failures)


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
        accounts = Directories(connection, SCHEMA, trust.directory).now().officers
    revoked = {who for who, account in accounts.items() if account.state == AccountState.REVOKED}
    with suppress(DeviceError, LastSlot):
        if let_revoked_go(store, revoked):
            take_away_going(store)
    if officer in revoked:
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
