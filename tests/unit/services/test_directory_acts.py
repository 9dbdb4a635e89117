"""Accounts change by signed lines of the directory: by whom it may, with a second officer where keys are touched."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.models.enums import AccountState, Action, Marking, Role
from app.models.kinds.directory import Officer, Station
from app.models.rights import NotAllowed
from app.services.desk import Desk
from app.services.station.directory_acts import (
    OwnAccount,
    OwnStation,
    change_own_passphrase,
    change_roles,
    renew_clearance,
    revoke_officer,
    revoke_station,
)
from app.services.station.first_run import Gap, first_run_gaps
from app.services.station.four_eyes import SameOfficer, SecondNeeded
from app.services.station.recovery import SharesOfAnother, make_recovery_shares, open_recovered_desk
from app.services.station.sitting_down import AccountRevoked, NoAccount
from app.services.station.stations import (
    Account,
    House,
    LoginTaken,
    RolesClash,
    directory_of,
    enrol_officer,
    found_station,
)
from app.services.station.verifying import verify_store
from app.store.access import accesses, recoveries
from app.store.keys import SigningKey
from app.store.meta import Mark
from app.store.refusals import DiskFull, PassphraseTooShort, WrongPassphrase
from app.store.slots import SlotFile, save_slots
from tests.unit.services.station_house import PASSPHRASES, StationHouse, a_house, a_platform

NEW = "seven herons under the bridge"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[StationHouse]:
    made = a_house(tmp_path)
    yield made
    made.lock()


def roles(desk: Desk) -> frozenset[Role]:
    with desk.read() as view:
        return view.facts.roles


def another_station(house: StationHouse) -> bytes:
    """Enter a workstation in the directory, as its request would."""
    desk = house.sit("admin")
    with desk.write() as unit:
        directory = directory_of(desk)
        unit.require(Action.DIRECTORY, directory)
        mine = unit.directory.stations[desk.station]
        made = unit.create(
            directory,
            Station(code="ANT1", organisation=mine.organisation, signing_key=bytes(32), state=AccountState.ACTIVE),
        )
        unit.save(signed=True)
    return made


def test_a_new_passphrase_opens_and_the_old_one_does_not(house: StationHouse) -> None:
    change_own_passphrase(house.sit(), PASSPHRASES["verhaegen"], NEW, house.on)

    assert house.sit("verhaegen", NEW).officer == house.officers["verhaegen"]
    house.lock()
    with pytest.raises(WrongPassphrase):
        house.sit()


def test_a_change_cut_off_between_slot_and_store_locks_nobody_out(house: StationHouse) -> None:
    desk = house.sit()
    change_own_passphrase(desk, PASSPHRASES["verhaegen"], NEW, house.on)
    with desk.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM meta WHERE name LIKE 'slot/%' AND value = ?", (desk.officer,))

    assert house.sit("verhaegen", NEW).officer == house.officers["verhaegen"]


def test_an_access_whose_change_was_cut_off_goes_with_its_officer(
    house: StationHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = house.sit()
    with killed_after_the_slots(monkeypatch):
        change_own_passphrase(desk, PASSPHRASES["verhaegen"], NEW, house.on)
    house.lock()

    revoke_officer(house.sit("admin"), house.officers["verhaegen"])
    house.lock()

    with pytest.raises(WrongPassphrase):
        house.sit("verhaegen", NEW)


def test_an_access_made_for_an_account_that_never_came_is_gone_at_the_next_unlock(
    house: StationHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = house.sit("admin")
    before = accesses(desk.store)
    newcomer = Account("newcomer", "N.", [Role.FILE_OFFICER])
    with killed_after_the_slots(monkeypatch):
        enrol_officer(desk, newcomer, NEW, house.on)
    assert len(accesses(desk.store)) == len(before) + 1
    house.lock()

    with pytest.raises(NoAccount):
        house.sit("newcomer", NEW)
    with pytest.raises(WrongPassphrase):
        house.sit("newcomer", NEW)
    house.wait(10)
    desk = house.sit("admin")
    assert accesses(desk.store) == before
    enrol_officer(desk, newcomer, NEW, house.on)
    assert roles(house.sit("newcomer", NEW)) == {Role.FILE_OFFICER}


def test_an_access_of_an_account_taken_away_is_gone_even_where_that_was_cut_off(
    house: StationHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = house.sit("admin")
    with monkeypatch.context() as dying:
        dying.setattr("app.services.station.going.revoke", _die)
        with pytest.raises(_Killed):
            revoke_officer(desk, house.officers["verhaegen"])
    before = len(accesses(desk.store))
    assert len(accesses(house.sit("admin").store)) == before - 1
    house.lock()
    with pytest.raises(WrongPassphrase):
        house.sit("verhaegen")


@pytest.mark.parametrize("moment", ["before the account", "after the account"])
def test_recovery_sheets_cut_off_leave_one_set_that_opens(
    house: StationHouse, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    desk = house.sit("admin")
    old = make_recovery_shares(desk)
    if moment == "before the account":
        with killed_after_the_slots(monkeypatch):
            make_recovery_shares(desk)
    else:
        with monkeypatch.context() as dying:
            dying.setattr("app.services.station.recovery.take_away_going", _die)
            with pytest.raises(_Killed):
                make_recovery_shares(desk)
    assert len(recoveries(desk.store)) == 2

    assert len(recoveries(house.sit("admin").store)) == 1
    house.lock()
    if moment == "before the account":
        house.desk = open_recovered_desk(house.store, old[:3], house.on)
    else:
        with pytest.raises(SharesOfAnother):
            open_recovered_desk(house.store, old[:3], house.on)


def test_an_enrolment_or_a_change_that_the_disk_refuses_leaves_nothing(
    house: StationHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_store: Path, _file: SlotFile) -> None:
        raise DiskFull

    def noted() -> tuple[object, ...]:
        with desk.store.read() as connection:
            return accesses(desk.store), *connection.exec_driver_sql("SELECT * FROM meta ORDER BY name").all()

    desk = house.sit("admin")
    before = noted()
    with monkeypatch.context() as refusing:
        refusing.setattr("app.store.access.save_slots", full)
        with pytest.raises(DiskFull):
            enrol_officer(desk, Account("newcomer", "N.", [Role.FILE_OFFICER]), NEW, house.on)
        with pytest.raises(DiskFull):
            change_own_passphrase(desk, PASSPHRASES["admin"], NEW, house.on)
    assert noted() == before


@pytest.mark.parametrize("separate", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_no_account_begins_with_roles_that_stand_apart(house: StationHouse, separate: Role) -> None:
    desk = house.sit("admin")
    before = accesses(desk.store)
    with pytest.raises(RolesClash):
        enrol_officer(desk, Account("newcomer", "N.", [separate, Role.FILE_OFFICER]), NEW, house.on)
    assert accesses(desk.store) == before


class _Killed(BaseException):
    """The process is no more: nothing that would tidy up runs."""


def _die(*_: object) -> None:
    raise _Killed


def _refuse(*_: object) -> None:
    raise DiskFull


@contextmanager
def killed_after_the_slots(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let what is done within die as soon as the slot file is written."""

    def save_and_die(store: Path, file: SlotFile) -> None:
        save_slots(store, file)
        raise _Killed

    with monkeypatch.context() as dying:
        dying.setattr("app.store.access.save_slots", save_and_die)
        with pytest.raises(_Killed):
            yield


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [("not the passphrase at all", NEW, WrongPassphrase), (PASSPHRASES["verhaegen"], "short", PassphraseTooShort)],
)
def test_a_passphrase_refused_leaves_the_old_one(
    house: StationHouse, old: str, new: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        change_own_passphrase(house.sit(), old, new, house.on)
    house.wait(5)
    assert house.sit().officer == house.officers["verhaegen"]


def test_a_revoked_officer_neither_opens_nor_signs(house: StationHouse) -> None:
    revoke_officer(house.sit("admin"), house.officers["verhaegen"])
    house.lock()
    with pytest.raises(WrongPassphrase):
        house.sit()


def test_an_account_revoked_elsewhere_is_refused_here(house: StationHouse) -> None:
    desk = house.sit("admin")
    with desk.write() as unit:
        unit.require(Action.DIRECTORY, directory_of(desk))
        unit.change(directory_of(desk), house.officers["verhaegen"], Officer, {"state": AccountState.REVOKED})
        unit.save(signed=True)
    before = len(accesses(desk.store))
    with pytest.raises(AccountRevoked):
        house.sit()
    with pytest.raises(WrongPassphrase):
        house.sit()
    house.wait(10)
    desk = house.sit("admin")
    assert len(accesses(desk.store)) == before - 1
    with desk.store.read() as connection:
        sql = "SELECT name FROM secret WHERE name = ?"
        assert not connection.exec_driver_sql(sql, (f"officer/{house.officers['verhaegen'].hex()}",)).all()


def test_an_access_of_an_account_revoked_elsewhere_goes_when_anybody_sits_down(
    house: StationHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = house.sit("admin")
    with desk.write() as unit:
        unit.require(Action.DIRECTORY, directory_of(desk))
        unit.change(directory_of(desk), house.officers["verhaegen"], Officer, {"state": AccountState.REVOKED})
        unit.save(signed=True)
    before = len(accesses(desk.store))
    with monkeypatch.context() as full:
        full.setattr("app.services.station.going.revoke", _refuse)
        assert len(accesses(house.sit("claes").store)) == before
    assert len(accesses(house.sit("claes").store)) == before - 1
    house.lock()
    with pytest.raises(WrongPassphrase):
        house.sit()


def test_old_slots_put_back_open_no_desk_for_a_revoked_officer(house: StationHouse) -> None:
    slots = house.store.with_name(house.store.name + ".slots")
    kept = slots.read_bytes()
    revoke_officer(house.sit("admin"), house.officers["verhaegen"])
    house.lock()
    slots.write_bytes(kept)
    with pytest.raises(NoAccount):
        house.sit()


def test_roles_are_given_and_taken_by_an_administrator(house: StationHouse) -> None:
    officer = house.officers["verhaegen"]
    change_roles(house.sit("admin"), officer, add={Role.DUTY_OFFICER})
    assert roles(house.sit()) == {Role.FILE_OFFICER, Role.DUTY_OFFICER}
    change_roles(house.sit("admin"), officer, take={Role.FILE_OFFICER})
    assert roles(house.sit()) == {Role.DUTY_OFFICER}
    with pytest.raises(RolesClash):
        change_roles(house.sit("admin"), officer, add={Role.AUDITOR})


@pytest.mark.parametrize("login", ["verhaegen", "claes", "auditor"])
def test_accounts_are_the_administrators(house: StationHouse, login: str) -> None:
    with pytest.raises(NotAllowed):
        change_roles(house.sit(login), house.officers["janssens"], add={Role.DUTY_OFFICER})
    with pytest.raises(NotAllowed):
        revoke_officer(house.sit(login), house.officers["janssens"])
    account = Account("nieuw", "N.", [Role.ANALYST])
    with pytest.raises(NotAllowed):
        enrol_officer(house.sit(login), account, NEW, house.on)


def test_nobody_changes_himself_so_that_an_administrator_is_always_left(house: StationHouse) -> None:
    desk = house.sit("admin")
    with pytest.raises(OwnAccount):
        revoke_officer(desk, desk.officer)
    with pytest.raises(OwnAccount):
        change_roles(desk, desk.officer, take={Role.ADMINISTRATOR})


def test_a_login_is_given_once(house: StationHouse) -> None:
    with pytest.raises(LoginTaken):
        enrol_officer(house.sit("admin"), Account("verhaegen", "Other", [Role.ANALYST]), NEW, house.on)


def test_a_clearance_takes_a_security_officer_and_a_second_one(house: StationHouse) -> None:
    officer, until = house.officers["verhaegen"], date(2031, 1, 1)
    with pytest.raises(NotAllowed):
        renew_clearance(house.sit("admin"), officer, Marking.TOP_SECRET, until, None)
    desk = house.sit("claes")
    with pytest.raises(SecondNeeded):
        renew_clearance(desk, officer, Marking.TOP_SECRET, until, None)
    with pytest.raises(SameOfficer):
        house.second("claes")
    with pytest.raises(NotAllowed):
        renew_clearance(desk, officer, Marking.TOP_SECRET, until, house.second("janssens"))
    with pytest.raises(OwnAccount):
        renew_clearance(desk, desk.officer, Marking.TOP_SECRET, until, house.second("admin"))

    renew_clearance(desk, officer, Marking.TOP_SECRET, until, house.second("admin"))

    with house.sit().read() as view:
        assert (view.facts.clearance, view.facts.clearance_until) == (Marking.TOP_SECRET, until)
    assert verify_store(house.sit()).faults == []


def test_a_second_officer_counts_as_the_directory_has_him_when_the_act_is_done(house: StationHouse) -> None:
    officer, until = house.officers["verhaegen"], date(2031, 1, 1)
    desk = house.sit("claes")
    second = house.second("admin")
    made_up = replace(second, key=SigningKey.generate(desk.randomness))
    with pytest.raises(NotAllowed):
        renew_clearance(desk, officer, Marking.TOP_SECRET, until, made_up)
    with desk.write() as unit:
        unit.require(Action.DIRECTORY, directory_of(desk))
        unit.change(directory_of(desk), second.officer, Officer, {"state": AccountState.REVOKED})
        unit.save(signed=True)

    with pytest.raises(NotAllowed):
        renew_clearance(desk, officer, Marking.TOP_SECRET, until, second)

    with desk.read() as view:
        assert view.directory.officers[officer].clearance is Marking.SECRET


def test_a_station_is_revoked_by_two_and_never_by_itself(house: StationHouse) -> None:
    other = another_station(house)
    desk = house.sit("claes")
    with pytest.raises(OwnStation):
        revoke_station(desk, desk.station, None, house.second("admin"))
    with pytest.raises(SecondNeeded):
        revoke_station(desk, other, 12, None)

    revoke_station(desk, other, 12, house.second("admin"))

    with house.sit().read() as view:
        found = view.directory.stations[other]
        assert (found.state, found.cut_off) == (AccountState.REVOKED, 12)


def test_a_first_run_lacks_people_and_shares_until_they_are_there(tmp_path: Path) -> None:
    on = a_platform(tmp_path / "settings")
    house = House("NCCN", {"nl": "N", "original": "nl"}, None, "BRU1", Marking.SECRET)
    account = Account("admin", "A. B.", [Role.ADMINISTRATOR])
    desk = found_station(tmp_path / "s", house, account, PASSPHRASES["admin"], on, Mark.EXERCISE).desk

    assert desk.exercise
    assert first_run_gaps(desk) == (Gap.OFFICER, Gap.SECURITY_OFFICER, Gap.RECOVERY)
    assert [gap.must for gap in first_run_gaps(desk)] == [True, False, False]
    enrol_officer(desk, Account("o", "O", [Role.FILE_OFFICER]), NEW, on)
    enrol_officer(desk, Account("s", "S", [Role.SECURITY_OFFICER]), NEW + "!", on)
    make_recovery_shares(desk)
    assert first_run_gaps(desk) == (Gap.APPROVER,)
    assert not Gap.APPROVER.must
    enrol_officer(desk, Account("p", "P", [Role.APPROVER]), NEW + "?", on)
    assert first_run_gaps(desk) == ()
    desk.close()
