"""Acts on accounts and workstations: passphrase, roles, clearance, revocation; each a signed line of the directory.

Accounts are the administrator's, keys and clearances the security officer's (security.md §3). What touches keys or
gives more clearance takes a second officer; taking an account away takes one, for it must not wait.
"""

from collections.abc import Collection
from datetime import date

from app.core.errors import DeviceError, UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import AccountState, Action, Marking, Role
from app.models.kinds.directory import Officer, Station
from app.models.rights import roles_clash
from app.services.access_log import Access, log_line
from app.services.desk import Desk, NotThere, Unit
from app.services.station.clearances import check_keeper_left, clearing
from app.services.station.four_eyes import SecondOfficer, require_second
from app.services.station.going import forget_missing, let_go, slots_of, take_away_going
from app.services.station.sitting_down import load_officer
from app.services.station.stations import Platform, RolesClash, directory_of
from app.store.access import authenticate, change_passphrase
from app.store.meta import drop_meta, save_meta


class OwnAccount(UserError):
    """Nobody changes his own rights."""

    sentence = N_("Nobody changes his own account. Ask another administrator or security officer.")


class OwnStation(UserError):
    """A station that revokes itself could not say so any more."""

    sentence = N_("A workstation is revoked from another one. Nothing was changed.")


def change_own_passphrase(desk: Desk, old: str, new: str, on: Platform) -> bool:
    """Give the officer at the desk a new passphrase; the old one opens this store no more, only backups from before.

    Returns whether the access is bound to this workstation's keyring. Raises WrongPassphrase, TooSoon,
    PassphraseTooShort, DiskFull, NotThere; the old one then stays.
    """
    with desk.read() as view:
        view.require(Action.READ, directory_of(desk))
        login = _officer(view.directory.officers.get(desk.officer)).login or ""
    who = authenticate(desk.store, login=login, passphrase=old, clock=on.clock, devices=on.devices)
    with desk.store.write() as connection:
        if load_officer(connection, who.slot, who.officer)[0] != desk.officer:
            raise NotThere
        log_line(connection, desk.clock.now(), desk.officer, Access.PROVED, number=who.failures)

    def name(slot: bytes) -> None:
        with desk.store.write() as connection:
            save_meta(connection, f"slot/{slot.hex()}", desk.officer)

    try:
        made = change_passphrase(
            desk.store, who.slot, who.officer, login=login, passphrase=new, cost=on.cost, devices=on.devices,
            randomness=on.randomness, named=name,
        )  # fmt: skip
    except DeviceError:
        forget_missing(desk.store, desk.officer)
        raise
    with desk.store.write() as connection:
        drop_meta(connection, f"slot/{who.slot.hex()}")
    return made.device_bound


def names_of_mine(desk: Desk) -> tuple[str, ...]:
    """Return what the passphrase of the officer at the desk must not be made of. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, directory_of(desk))
        mine = _officer(view.directory.officers.get(desk.officer))
        station = view.directory.stations.get(desk.station)
        return tuple(one for one in (mine.login, mine.name, station.code if station else None) if one)


def change_roles(
    desk: Desk, officer: Id, add: Collection[Role] = (), take: Collection[Role] = (),
    second: SecondOfficer | None = None,
) -> None:  # fmt: skip
    """Give and take roles of an officer, all in one act; with both the other way round it is reversed.

    Who is to keep the clearances takes a security officer as the `second`. Raises NotAllowed, NotThere, OwnAccount (so
    an administrator is always left), LastKeeper, RolesClash, SecondNeeded, SameOfficer; nothing is then changed.
    """
    with desk.write() as unit:
        directory = _ask(unit, Action.ACCOUNTS)
        before = frozenset(_other(unit, officer, second).roles)
        roles = (before | frozenset(add)) - frozenset(take)
        if Role.SECURITY_OFFICER in before - roles:
            check_keeper_left(unit.directory, officer)
        if add and roles_clash(roles):
            raise RolesClash
        also = clearing(unit, directory, add, Marking.NONE, (), second)
        unit.change(directory, officer, Officer, {"roles": sorted(roles)})
        unit.save(signed=True, also=also)


def renew_clearance(
    desk: Desk, officer: Id, marking: Marking, until: date | None, second: SecondOfficer | None
) -> None:
    """Set up to which marking and until which day an officer is cleared. The desk is a security officer's.

    Raises NotAllowed, NotThere, OwnAccount, SecondNeeded, SameOfficer.
    """
    with desk.write() as unit:
        directory = _ask(unit, Action.KEYS)
        _other(unit, officer, second)
        also = require_second(unit, second, Action.DIRECTORY, directory)
        unit.change(directory, officer, Officer, {"clearance": marking, "clearance_until": until})
        unit.save(signed=True, also=[also])


def revoke_officer(desk: Desk, officer: Id) -> None:
    """Take an officer's account away everywhere, and his access to this store. The desk is an administrator's.

    Whoever was here may have kept the store's key: a departure also asks for a re-encryption. Raises NotAllowed,
    NotThere, OwnAccount.
    """
    with desk.write() as unit:
        directory = _ask(unit, Action.ACCOUNTS)
        _other(unit, officer)
        unit.change(directory, officer, Officer, {"state": AccountState.REVOKED})
        unit.save(signed=True)
        for slot in slots_of(unit.connection, officer):
            let_go(unit.connection, slot)
        unit.connection.exec_driver_sql("DELETE FROM secret WHERE name = ?", (f"officer/{officer.hex()}",))
    take_away_going(desk.store)


def revoke_station(desk: Desk, station: Id, cut_off: int | None, second: SecondOfficer | None) -> None:
    """Revoke a workstation; of what it wrote, saves past number `cut_off` do not count (None: no cut-off).

    The desk is a security officer's, at another workstation. Nothing more is encrypted to it; what it holds cannot be
    recalled. Raises NotAllowed, NotThere, OwnStation, SecondNeeded, SameOfficer.
    """
    with desk.write() as unit:
        directory = _ask(unit, Action.KEYS)
        if station not in unit.directory.stations:
            raise NotThere
        if station == desk.station:
            raise OwnStation
        also = require_second(unit, second, Action.DIRECTORY, directory)
        unit.change(directory, station, Station, {"state": AccountState.REVOKED, "cut_off": cut_off})
        unit.save(signed=True, also=[also])


def _ask(unit: Unit, action: Action) -> Id:
    directory = directory_of(unit.desk)
    unit.require(action)
    unit.require(Action.DIRECTORY, directory)
    return directory


def _officer(found: Officer | None) -> Officer:
    if found is None:
        raise NotThere
    return found


def _other(unit: Unit, officer: Id, second: SecondOfficer | None = None) -> Officer:
    if officer in (unit.desk.officer, second.officer if second is not None else None):
        raise OwnAccount
    return _officer(unit.directory.officers.get(officer))
