"""The rehearsal: a backup opens on a new machine by three of five shares, as a new incarnation, and verifies clean."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.core.errors import PraesidiumError
from app.core.i18n import LANGUAGES
from app.history.replicas import Start
from app.models.enums import Role
from app.models.kinds.persons import Person
from app.models.rights import NotAllowed
from app.services.access_log import Access, AccessFilter, read_access_log
from app.services.directory_sheets import accounts_of
from app.services.station.directory_acts import revoke_officer
from app.services.station.keeping import back_up, restore_backup
from app.services.station.recovery import (
    SharesDoNotFit,
    SharesOfAnother,
    appoint_administrator,
    join,
    make_recovery_shares,
    open_recovered_desk,
)
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, enrol_officer
from app.services.station.verifying import verify_store
from tests.history_world import FOREVER
from tests.unit.services.station_house import StationHouse, a_house, a_person, a_platform

NEW = "seven herons under the bridge"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[StationHouse]:
    made = a_house(tmp_path)
    yield made
    made.lock()


def test_a_backup_opens_on_a_new_machine_by_three_of_five_shares(house: StationHouse, tmp_path: Path) -> None:
    person, _ = a_person(house.sit(), "Lambrecht")
    desk = house.sit("admin")
    shares = make_recovery_shares(desk)
    replica = desk.pen.replica
    back_up(desk, tmp_path / "the.backup")
    house.lock()
    (tmp_path / "new machine").mkdir()
    on, path = a_platform(tmp_path / "new settings", "new machine"), tmp_path / "new machine" / "store"
    restore_backup(tmp_path / "the.backup", path)

    recovered = open_recovered_desk(path, [shares[4], shares[0], shares[2]], on)

    assert recovered.start is Start.RESTORED
    assert not recovered.start.alarm
    assert recovered.pen.replica != replica
    assert verify_store(recovered).faults == []
    enrol_officer(recovered, Account("newcomer", "N.", [Role.FILE_OFFICER], clearance_until=FOREVER), NEW, on)
    enrol_officer(recovered, Account("reader", "R.", [Role.AUDITOR]), NEW + "!", on)
    recovered.close()
    newcomer = open_desk(path, "newcomer", NEW, on)
    with newcomer.read() as view:
        assert view.get(Person, person).family_name == "Lambrecht"
    assert verify_store(newcomer).faults == []
    newcomer.close()
    auditor = open_desk(path, "reader", NEW + "!", on)
    assert len(read_access_log(auditor, AccessFilter(act=Access.RECOVER))) == 1
    auditor.close()


def test_new_shares_make_the_old_ones_worthless(house: StationHouse) -> None:
    old = make_recovery_shares(house.sit("admin"))
    new = make_recovery_shares(house.sit("admin"))
    house.lock()
    with pytest.raises(SharesOfAnother):
        open_recovered_desk(house.store, old[:3], house.on)
    house.wait(10)
    house.desk = open_recovered_desk(house.store, new[:3], house.on)
    assert verify_store(house.desk).faults == []


def test_shares_are_lists_of_words_and_any_three_give_the_same_secret(house: StationHouse) -> None:
    shares = make_recovery_shares(house.sit("admin"))
    assert {len(share) for share in shares} == {33}
    assert join(shares[:3]) == join(shares[2:]) == join([[word.upper() for word in share] for share in shares[1:4]])


def spoil(shares: Sequence[Sequence[str]], how: str) -> list[Sequence[str]]:
    few = [list(share) for share in shares[:3]]
    match how:
        case "too few":
            return [*few[:2]]
        case "twice the same":
            return [few[0], few[0], few[1]]
        case "a wrong word":
            few[1][20] = "academic" if few[1][20] != "academic" else "acid"
        case "not a word":
            few[1][20] = "schuiladres"
        case "a word missing":
            few[1].pop()
        case "nothing":
            return []
    return [*few]


@pytest.mark.parametrize(
    "how", ["too few", "twice the same", "a wrong word", "not a word", "a word missing", "nothing"]
)
def test_shares_that_do_not_fit_are_refused_in_words(how: str, shares: Sequence[Sequence[str]]) -> None:
    with pytest.raises(SharesDoNotFit) as refused:
        join(spoil(shares, how))
    assert "academic" not in repr(refused.value)
    for language in LANGUAGES:
        assert refused.value.say(language)


@pytest.fixture(scope="module")
def shares(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Sequence[str]]:
    made = a_house(tmp_path_factory.mktemp("shares"))
    return [share.split() for share in made.shares]


def test_the_root_key_appoints_an_administrator_where_none_is_left(house: StationHouse) -> None:
    desk = house.sit("janssens")
    with pytest.raises(SharesOfAnother):
        appoint_administrator(desk, house.officers["claes"], make_recovery_shares(house.sit("admin"))[:3])

    appoint_administrator(
        house.sit("janssens"), house.officers["claes"], [share.split() for share in house.shares[1:4]]
    )

    with house.sit("claes").read() as view:
        assert view.facts.roles == {Role.ADMINISTRATOR}
    assert verify_store(house.sit("claes")).faults == []


def test_who_appointed_by_sheets_is_logged_and_who_had_left_is_offered_last(house: StationHouse) -> None:
    revoke_officer(house.sit("admin"), house.officers["janssens"])
    offered = accounts_of(house.sit(), "nl")
    assert [uid for uid, name in offered if name.endswith("(ingetrokken)")] == [house.officers["janssens"]]
    assert offered[-1][0] == house.officers["janssens"]

    appoint_administrator(house.sit(), house.officers["claes"], [share.split() for share in house.shares[1:4]])

    (line,) = read_access_log(house.sit("auditor"), AccessFilter(act=Access.APPOINT))
    assert (line.officer, line.subjects) == (house.officers["verhaegen"], (house.officers["claes"],))
    assert line.say("nl") == "een beheerder aangesteld met herstelbladen"


def test_only_an_administrator_makes_shares(house: StationHouse) -> None:
    slots = house.store.with_name(house.store.name + ".slots")
    desk = house.sit()
    before = slots.read_bytes()
    with pytest.raises(NotAllowed):
        make_recovery_shares(desk)
    assert slots.read_bytes() == before


def test_a_failure_in_the_middle_leaves_the_earlier_shares_good(
    house: StationHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = make_recovery_shares(house.sit("admin"))

    def fail(*_: object, **__: object) -> None:
        raise PraesidiumError

    desk = house.sit("admin")
    with monkeypatch.context() as patch:
        patch.setattr("app.services.station.recovery.keep_officer", fail)
        with pytest.raises(PraesidiumError):
            make_recovery_shares(desk)
    house.lock()
    house.desk = open_recovered_desk(house.store, good[:3], house.on)
    assert house.desk.start is Start.GOES_ON
