"""Recovery: a store whose passphrases or workstation are lost opens by three of five printed shares (SLIP-39).

There are two sets of shares. Those of the *store* open it at the recovery account, an administrator of the directory
whose acts are signed and logged like everybody's. Those of the *root key* appoint an administrator where none is left.
A share is a list of words; nobody holds three of a set.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from app.core.errors import DeviceError, KnownError, UserError
from app.core.i18n import N_
from app.core.ids import NIL, Id
from app.history.writing import Cosigner
from app.models.enums import AccountState, Action, Role
from app.models.kinds.directory import Officer
from app.services.access_log import Access, log_in
from app.services.desk import Desk, NotThere
from app.services.station.going import let_go, let_stay, take_away_going
from app.services.station.sitting_down import sit_down
from app.services.station.stations import SHARES, Account, Platform, directory_of, keep_officer, officer_record
from app.store.access import make_recovery, recoveries
from app.store.keys import KEY_BYTES, RecoverySecret, SigningKey
from app.store.meta import load_meta, save_meta
from app.store.opening import open_recovered
from app.store.refusals import WrongPassphrase

Words = Sequence[str]
"""One share as it is printed and typed."""

RECOVERY_OFFICER = "recovery_officer"
LOGIN = "recovery"


class SharesDoNotFit(UserError):
    """Too few, mistyped, or of different sets."""

    sentence = N_(
        "These sheets do not fit together: a word is wrong, a sheet is of another set, or there are fewer than three."
        " Nothing was changed. Compare them with the paper."
    )


class SharesOfAnother(KnownError):
    """They fit together and open something else."""

    sentence = N_(
        "These sheets are not those of this store or directory. Nothing was changed. Look for the right ones."
    )


def split(secret: bytes) -> tuple[tuple[str, ...], ...]:
    """Return the shares of a secret, each as its words."""
    return tuple(tuple(share.split()) for share in generate_mnemonics(1, [SHARES], secret, extendable=True)[0])


def join(shares: Sequence[Words]) -> bytes:
    """Return the secret of at least three shares. Raises SharesDoNotFit."""
    try:
        secret = combine_mnemonics([" ".join(share).strip().lower() for share in shares])
    except (MnemonicError, ValueError):
        raise SharesDoNotFit from None
    if len(secret) != KEY_BYTES:
        raise SharesDoNotFit
    return secret


def make_recovery_shares(desk: Desk) -> Sequence[Words]:
    """Make the store's recovery shares, to be printed and locked away apart; earlier ones open nothing any more.

    The desk is an administrator's. Raises NotAllowed, DiskFull, NotWritable; earlier shares then stay good.
    """
    with desk.read() as view:
        view.require(Action.BACKUP)
        view.require(Action.DIRECTORY, directory_of(desk))
    former = recoveries(desk.store)

    def note(slot: bytes) -> None:
        with desk.store.write() as connection:
            let_go(connection, slot)

    try:
        recovery, admitted = make_recovery(desk.store, desk.randomness, note)
        with desk.write() as unit:
            directory = directory_of(desk)
            unit.require(Action.DIRECTORY, directory)
            officer, key = desk.ids.new(), SigningKey.generate(desk.randomness)
            organisation = unit.directory.stations[desk.station].organisation or NIL
            keep_officer(unit.connection, admitted.slot, officer, key, admitted.officer, desk.randomness)
            account = Account(LOGIN, LOGIN, [Role.ADMINISTRATOR])
            unit.create(directory, officer_record(account, organisation, desk.station, key.public), officer)
            earlier = load_meta(unit.connection, RECOVERY_OFFICER)
            if earlier is not None and earlier != desk.officer:
                unit.change(directory, earlier, Officer, {"state": AccountState.REVOKED})
            save_meta(unit.connection, RECOVERY_OFFICER, officer)
            let_stay(unit.connection, admitted.slot)
            for slot in former:
                let_go(unit.connection, slot)
            unit.save(signed=True)
    except Exception:
        with suppress(DeviceError):
            take_away_going(desk.store)
        raise
    with suppress(DeviceError):  # the former ones then go the next time: these are in force and must be printed
        take_away_going(desk.store)
    return split(recovery.raw)


def open_recovered_desk(path: Path, shares: Sequence[Words], on: Platform) -> Desk:
    """Open a store by its recovery shares and sit down as the recovery account: enrol officers anew from there.

    Raises SharesDoNotFit, SharesOfAnother, and what `app.services.station.stations.open_desk` raises.
    """
    secret = RecoverySecret(join(shares))
    try:
        unlocked = open_recovered(path, recovery=secret, clock=on.clock)
    except WrongPassphrase:
        raise SharesOfAnother from None
    return sit_down(unlocked, on, Access.RECOVER)


def appoint_administrator(desk: Desk, officer: Id, shares: Sequence[Words]) -> None:
    """Make an officer an administrator, and nothing else, by the word of the root key.

    For a directory that has lost its administrators; any officer's desk does, and whose it was is logged.
    Raises NotAllowed, NotThere, SharesDoNotFit, SharesOfAnother.
    """
    root = SigningKey(join(shares))
    if root.public != desk.trust.root_key:
        raise SharesOfAnother
    with desk.write() as unit:
        directory = directory_of(desk)
        unit.require(Action.READ, directory)
        if officer not in unit.directory.officers:
            raise NotThere
        unit.change(directory, officer, Officer, {"roles": [Role.ADMINISTRATOR], "state": AccountState.ACTIVE})
        log_in(unit, Access.APPOINT, [officer])
        unit.save(also=[Cosigner(NIL, root.sign)])
