"""Who looked is written down, by ids only; auditors read and verify it, and nobody changes a line unseen."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.i18n import LANGUAGES, translate
from app.models.rights import NotAllowed
from app.services.access_log import (
    REASONS,
    WORDS,
    Access,
    AccessFilter,
    AccessReason,
    log_access,
    log_in,
    read_access_log,
)
from app.services.station.directory_acts import change_own_passphrase
from app.services.station.four_eyes import SameOfficer, second_officer
from app.services.station.keeping import back_up
from app.services.station.verifying import verify_store
from app.store.audit import LogFaultKind, LogTip, check_log, tip
from app.store.delay import Delay
from app.store.refusals import WrongPassphrase
from tests.unit.services.station_house import PASSPHRASES, StationHouse, a_house, a_person


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> StationHouse:
    return a_house(tmp_path_factory.mktemp("log"))


@pytest.fixture
def house(founded: StationHouse) -> Iterator[StationHouse]:
    yield founded
    founded.lock()


def test_unlocking_is_logged_with_the_wrong_attempts_before_it(house: StationHouse) -> None:
    house.lock()
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            house.sit("verhaegen", "not the passphrase at all")
        house.wait(10)
    house.sit()

    lines = read_access_log(house.sit("auditor"), AccessFilter(officer=house.officers["verhaegen"]))

    assert (lines[0].act, lines[0].number) == (Access.UNLOCK, 2)
    assert lines[0].say("en") == "unlocked, after 2 wrong attempts"
    assert replace(lines[0], number=0).say("nl") == "ontgrendeld"


def test_wrong_attempts_at_an_open_desk_are_logged_with_who_confirms_or_changes_his_passphrase_after_them(
    house: StationHouse,
) -> None:
    """Whoever guesses at a colleague's passphrase at his own desk leaves as much behind as at the unlock screen."""
    desk = house.sit()

    def wrong(login: str) -> None:
        with pytest.raises(WrongPassphrase):
            second_officer(desk, login, "not the passphrase at all", house.on)
        house.clock.at += timedelta(seconds=10)

    wrong("janssens")
    house.second("janssens")
    own = PASSPHRASES["verhaegen"]
    wrong("janssens")
    wrong("janssens")
    change_own_passphrase(desk, own, own, house.on)
    house.second("claes")

    found = read_access_log(house.sit("auditor"), AccessFilter(acts=frozenset({Access.BESIDE, Access.PROVED})))
    mine, janssens, claes = (house.officers[one] for one in ("verhaegen", "janssens", "claes"))
    assert [(one.officer, one.act, one.number, one.subjects) for one in found] == [
        (claes, Access.BESIDE, 0, (mine,)),
        (mine, Access.PROVED, 2, ()),
        (janssens, Access.BESIDE, 1, (mine,)),
    ]
    assert found[0].say("en") == "confirmed at a colleague's desk"
    assert found[1].say("en") == "typed the own passphrase to change it, after 2 wrong attempts"


@pytest.mark.parametrize("login", ["verhaegen", " VerHaegen "])
def test_ones_own_passphrase_does_not_end_the_wait_after_those_one_guessed(house: StationHouse, login: str) -> None:
    desk = house.sit()
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            second_officer(desk, "janssens", "not the passphrase at all", house.on)
        with pytest.raises(SameOfficer):
            second_officer(desk, login, PASSPHRASES["verhaegen"], house.on)
        house.clock.at += timedelta(seconds=10)
    assert Delay(house.store, house.clock).failures() == 3
    house.second("janssens")


def test_what_is_read_let_out_and_backed_up_is_found_by_who_what_and_when(house: StationHouse) -> None:
    desk = house.sit()
    person, _ = a_person(desk)
    since = desk.clock.now()
    log_access(desk, Access.SEARCH, number=3)
    log_access(desk, Access.OUTSIDE_OWN_FILES, [person], reason=AccessReason.REPLACING)
    back_up(house.sit("admin"), house.folder / "of the log.backup")
    auditor = house.sit("auditor")

    (about,) = read_access_log(auditor, AccessFilter(subject=person))
    assert (about.act, about.reason.say("nl")) == (Access.OUTSIDE_OWN_FILES, "ter vervanging van een collega")
    acts = [line.act for line in read_access_log(auditor, AccessFilter(since=since))]
    assert [act for act in acts if act not in (Access.UNLOCK, Access.AUDIT)] == [
        Access.BACKUP, Access.OUTSIDE_OWN_FILES, Access.SEARCH,
    ]  # fmt: skip
    assert read_access_log(auditor, AccessFilter(until=since - timedelta(days=1))) == []
    newest, before = read_access_log(auditor, limit=2)
    assert read_access_log(auditor, before=newest.no, limit=1) == [before]
    assert newest.act is Access.AUDIT, "that the auditor looked is a line too"


@pytest.mark.parametrize("login", ["admin", "verhaegen", "claes"])
def test_only_auditors_read_the_log(house: StationHouse, login: str) -> None:
    with pytest.raises(NotAllowed):
        read_access_log(house.sit(login))


def test_a_line_and_what_it_is_about_are_there_together_or_not_at_all(house: StationHouse) -> None:
    desk = house.sit()
    with desk.read() as view:
        before = tip(view.connection)
    with suppress(KeyError), desk.write() as unit:
        log_in(unit, Access.PRINT, number=1)
        raise KeyError
    with desk.read() as view:
        assert tip(view.connection) == before
        assert check_log(view.connection, before) == []


@pytest.mark.parametrize(
    ("damage", "kind", "of"),
    [
        ("UPDATE access_log SET body = (SELECT body FROM access_log WHERE no = 1) WHERE no = 3", "changed", 3),
        ("UPDATE access_log SET hash = zeroblob(32) WHERE no = 3", "changed", 3),
        ("UPDATE access_log SET prev = zeroblob(32) WHERE no = 3", "changed", 3),
        ("DELETE FROM access_log WHERE no = 3", "missing", 3),
        ("DELETE FROM access_log WHERE no = (SELECT max(no) FROM access_log)", "cut_off", None),
        ("DELETE FROM access_log", "cut_off", None),
    ],
)
def test_a_line_changed_dropped_or_cut_off_is_located(
    house: StationHouse, damage: str, kind: LogFaultKind, of: int | None
) -> None:
    desk = house.sit()
    for _ in range(3):
        log_access(desk, Access.SEARCH)
    desk.keep_head()
    with desk.store.write() as connection:
        newest = tip(connection)
        mark = connection.begin_nested()
        connection.exec_driver_sql(damage)
        found = check_log(connection, newest)
        mark.rollback()
    assert (found[0].kind, found[0].number) == (kind, of or newest.number)


def test_verify_says_what_is_wrong_with_the_log(house: StationHouse) -> None:
    desk = house.sit()
    for _ in range(2):
        log_access(desk, Access.SEARCH)
    assert verify_store(desk).faults == []
    with desk.store.write() as connection:
        body = connection.exec_driver_sql("SELECT body FROM access_log WHERE no = 2").scalar_one()
        connection.exec_driver_sql("UPDATE access_log SET body = x'00' WHERE no = 2")
    assert [(one.kind, one.where) for one in verify_store(desk).faults] == [("log_changed", "2")]
    with desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE access_log SET body = ? WHERE no = 2", (body,))


def test_a_tip_kept_outside_is_read_back_or_not_at_all() -> None:
    made = LogTip(7, bytes(range(32)))
    assert LogTip.from_bytes(made.to_bytes()) == made
    assert LogTip.from_bytes(b"short") is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_and_reason_has_words(language: str) -> None:
    assert set(WORDS) == set(Access)
    assert set(REASONS) == set(AccessReason)
    for words in [*WORDS.values(), *filter(None, REASONS.values())]:
        assert language == "en" or translate(words, language) != words
