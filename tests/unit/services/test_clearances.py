"""Nobody clears an officer alone: not by an account, a role, a workstation that he admits, nor once nobody is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.enums import Marking, Role
from app.models.rights import NotAllowed
from app.services.exchange.admitting import Admission, admit_station, read_join_request
from app.services.exchange.joining import request_to_join
from app.services.station.clearances import ClearanceByTwo, LastKeeper, keeps_clearances
from app.services.station.directory_acts import OwnAccount, change_roles, renew_clearance, revoke_officer
from app.services.station.four_eyes import SecondNeeded, second_officer
from app.services.station.stations import Account, enrol_officer
from app.services.station.verifying import verify_store
from app.services.undoing import DirectoryStays, undo_save
from app.store.access import accesses
from tests.history_world import FOREVER
from tests.unit.services.station_house import StationHouse, a_house, a_platform

NEW = "seven herons under the bridge"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[StationHouse]:
    made = a_house(tmp_path)
    yield made
    made.lock()


def test_no_administrator_clears_an_officer_alone_once_somebody_keeps_the_clearances(house: StationHouse) -> None:
    """He would read everything under a name of his own making."""
    desk = house.sit("admin")
    before = accesses(desk.store)
    reader = Account("newcomer", "N.", [Role.FILE_OFFICER], Marking.SECRET, FOREVER)
    keeper = Account("newcomer", "N.", [Role.SECURITY_OFFICER])
    boxed = Account("newcomer", "N.", [Role.FILE_OFFICER], compartments=["x"])
    for account in (reader, keeper, boxed):
        with pytest.raises(ClearanceByTwo):
            enrol_officer(desk, account, NEW, house.on)
    with pytest.raises(NotAllowed):
        enrol_officer(desk, reader, NEW, house.on, house.second("janssens"))
    with pytest.raises(ClearanceByTwo):
        change_roles(desk, house.officers["verhaegen"], [Role.SECURITY_OFFICER])
    assert accesses(desk.store) == before
    assert len({ClearanceByTwo().say(language) for language in ("en", "nl", "fr", "de")}) == 4

    made = enrol_officer(desk, reader, NEW, house.on, house.second("claes"))
    change_roles(desk, house.officers["verhaegen"], [Role.SECURITY_OFFICER], second=house.second("claes"))
    with desk.read() as view:
        assert view.directory.officers[made].clearance is Marking.SECRET
    enrol_officer(desk, Account("plain", "P.", [Role.ANALYST]), NEW + "!", house.on)
    assert not verify_store(desk).faults


def test_nobody_clears_through_a_workstation_that_he_admits_alone(house: StationHouse, tmp_path: Path) -> None:
    """He could make its request himself, and read there; a security officer no more than an administrator."""
    there = a_platform(tmp_path / "there", "there")
    reader = Account("newcomer", "N.", [Role.FILE_OFFICER], Marking.SECRET, FOREVER)
    (tmp_path / "own").mkdir()
    asked = request_to_join(tmp_path / "own" / "store", "OWN1", {"nl": "OWN1"}, [(reader, NEW)], there)
    (tmp_path / "own" / "request.pbundle").write_bytes(asked.request)
    received, _ = read_join_request(tmp_path / "own" / "request.pbundle")
    desk = house.sit("admin")
    with desk.read() as view:
        organisation = view.directory.stations[desk.station].organisation or b""

    def admission(account: Account) -> Admission:
        return Admission(organisation, Marking.SECRET, {asked.officers[0]: account})

    for login, why in (("admin", ClearanceByTwo), ("claes", SecondNeeded)):
        desk = house.sit(login)
        with pytest.raises(why):
            admit_station(desk, received, admission(reader))
        with pytest.raises(NotAllowed):
            admit_station(desk, received, admission(reader), house.second("janssens"))
    with house.sit("admin").read() as view:
        assert view.directory.station_by_code("OWN1") is None

    desk = house.sit("admin")
    station = admit_station(desk, received, admission(reader), house.second("claes"))
    with desk.read() as view:
        assert view.directory.stations[station].code == "OWN1"
        assert view.directory.officers[asked.officers[0]].clearance is Marking.SECRET
    assert not verify_store(desk).faults


def test_who_takes_the_clearances_from_their_keeper_does_not_clear_alone_afterwards(house: StationHouse) -> None:
    """With nobody left two confirm it; the role is not taken from the last, and revoked he stays who kept them."""
    desk, last = house.sit("admin"), house.officers["claes"]
    with pytest.raises(LastKeeper):
        change_roles(desk, last, [Role.ANALYST], [Role.SECURITY_OFFICER])
    revoke_officer(desk, last)
    with pytest.raises(LastKeeper):
        change_roles(desk, last, take=[Role.SECURITY_OFFICER])
    keeper = Account("newcomer", "N.", [Role.SECURITY_OFFICER])
    with pytest.raises(SecondNeeded):
        enrol_officer(desk, keeper, NEW, house.on)
    with pytest.raises(NotAllowed):
        enrol_officer(desk, keeper, NEW, house.on, house.second("verhaegen"))
    assert len({LastKeeper().say(language) for language in ("en", "nl", "fr", "de")}) == 4

    enrol_officer(desk, Account("chief", "C.", [Role.ADMINISTRATOR]), NEW + "!", house.on)
    enrol_officer(desk, keeper, NEW, house.on, second_officer(desk, "chief", NEW + "!", house.on))
    with desk.read() as view:
        assert keeps_clearances(view.directory)


def test_nobody_confirms_what_is_changed_of_himself(house: StationHouse) -> None:
    desk = house.sit("claes")
    with pytest.raises(OwnAccount):
        renew_clearance(desk, house.officers["admin"], Marking.SECRET, FOREVER, house.second("admin"))
    renew_clearance(desk, house.officers["verhaegen"], Marking.SECRET, FOREVER, house.second("admin"))


@pytest.mark.parametrize("login", ["admin", "claes"])
def test_no_undo_gives_back_alone_a_clearance_that_two_took(house: StationHouse, login: str) -> None:
    desk, officer = house.sit("claes"), house.officers["verhaegen"]
    renew_clearance(desk, officer, Marking.NONE, FOREVER, house.second("admin"))
    with desk.read() as view:
        ((head,),) = view.connection.exec_driver_sql("SELECT hash FROM save ORDER BY vid DESC LIMIT 1")
    desk = house.sit(login)
    with pytest.raises(DirectoryStays):
        undo_save(desk, head, signed=True)
    with desk.read() as view:
        assert view.directory.officers[officer].clearance is Marking.NONE
    assert len({DirectoryStays().say(language) for language in ("en", "nl", "fr", "de")}) == 4
