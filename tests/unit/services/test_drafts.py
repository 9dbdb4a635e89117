"""Drafts: nothing typed is lost, nobody else reads it, and a record that changed meanwhile is told of."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Action, Capacity, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.models.rights import NotAllowed
from app.models.texts import local_text
from app.services.drafts import (
    NEW,
    Base,
    TooMuchTyped,
    aside_key,
    base_of,
    drop_draft,
    find_draft,
    keep_draft,
    key_of,
    set_aside,
    take_back,
)
from app.services.registers.persons import edit_person
from app.services.station.erasures import erase_entity
from app.services.station.four_eyes import SecondOfficer
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, enrol_officer
from tests.reads import drafts_of
from tests.station_world import FOREVER, PASSPHRASE, StationWorld, a_person, a_station
from tests.unit.services.killed_typist import KEY, LOGIN, a_platform

TOP = Path(__file__).resolve().parents[3]
ALL_KINDS = {
    "text": "Ångström \u05d0\u200f",
    "none": None,
    "yes": True,
    "number": -(2**40),
    "share": 50.846_7,
    "uid": bytes(range(16)),
    "day": date(2026, 11, 21),
    "moment": datetime(2026, 11, 21, 14, 5, tzinfo=UTC),
    "time": time(14, 5),
    "capacity": Capacity.MINISTER,
    "marking": Marking.SECRET,
    "words": local_text("nl", "Voorbeeld", fr="Exemple"),
    "many": [Capacity.POLICE, b"x" * 16, ["in", "a", {"list": date(2026, 1, 1)}]],
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


def test_what_is_set_aside_waits_beside_what_is_typed_there_next_and_comes_back(world: StationWorld) -> None:
    desk = world.officer
    keep_draft(desk, KEY, NEW, ALL_KINDS)
    first = find_draft(desk, KEY)
    assert first is not None
    set_aside(desk, KEY)
    assert find_draft(desk, KEY) is None
    keep_draft(desk, KEY, NEW, {"text": "een tweede"})
    assert {one.key for one in drafts_of(desk)} == {KEY, aside_key(first)}

    assert take_back(desk, aside_key(first)) == KEY
    back = find_draft(desk, KEY)
    assert back is not None
    assert (back.values, back.moment) == (ALL_KINDS, first.moment)
    (other,) = (one for one in drafts_of(desk) if one.key != KEY)
    assert (key_of(other.key), other.values) == (KEY, {"text": "een tweede"})
    assert take_back(desk, KEY) == KEY
    set_aside(desk, "nothing/there")
    assert len(drafts_of(desk)) == 2


def test_a_draft_comes_back_as_it_was_typed(world: StationWorld) -> None:
    keep_draft(world.officer, KEY, NEW, ALL_KINDS)
    found = find_draft(world.officer, KEY)
    assert found is not None
    assert found.values == ALL_KINDS
    assert isinstance(found.values["marking"], Marking)
    assert (found.key, found.base, found.changed) == (KEY, NEW, False)


def test_the_later_draft_takes_the_place_of_the_earlier(world: StationWorld) -> None:
    keep_draft(world.officer, KEY, NEW, {"name": "first"})
    before = find_draft(world.officer, KEY)
    keep_draft(world.officer, KEY, NEW, {"name": "second"})
    after = find_draft(world.officer, KEY)
    assert before is not None
    assert after is not None
    assert after.values == {"name": "second"}
    assert after.moment > before.moment
    assert len(drafts_of(world.officer)) == 1


def test_a_draft_that_was_dropped_is_gone_and_dropping_it_twice_is_no_fault(world: StationWorld) -> None:
    keep_draft(world.officer, KEY, NEW, {"name": "x"})
    drop_draft(world.officer, KEY)
    drop_draft(world.officer, KEY)
    assert find_draft(world.officer, KEY) is None
    assert drafts_of(world.officer) == []


def test_only_its_officer_reads_overwrites_or_drops_a_draft(world: StationWorld) -> None:
    keep_draft(world.officer, KEY, NEW, {"name": "mine"})
    assert find_draft(world.duty, KEY) is None
    assert drafts_of(world.duty) == []
    keep_draft(world.duty, KEY, NEW, {"name": "another's"})
    drop_draft(world.duty, KEY)
    found = find_draft(world.officer, KEY)
    assert found is not None
    assert found.values == {"name": "mine"}


def test_drafts_are_listed_latest_first(world: StationWorld) -> None:
    for key in ("a", "b", "c"):
        keep_draft(world.officer, key, NEW, {})
    assert [draft.key for draft in drafts_of(world.officer)] == ["c", "b", "a"]


def test_an_account_without_a_role_keeps_and_finds_nothing(world: StationWorld) -> None:
    with pytest.raises(NotAllowed):
        keep_draft(world.nobody, KEY, NEW, {})
    for service in (drafts_of, lambda desk: find_draft(desk, KEY), lambda desk: drop_draft(desk, KEY)):
        with pytest.raises(NotAllowed):
            service(world.nobody)


def test_a_record_that_changed_since_the_form_was_opened_is_told(world: StationWorld) -> None:
    person = a_person(world.officer)
    base = base_of(world.officer, person, Person)
    keep_draft(world.officer, KEY, base, {"honorific": "mevrouw"})
    assert [draft.changed for draft in drafts_of(world.officer)] == [False]
    edit_person(world.duty, person, {"honorific": "barones"})
    found = find_draft(world.officer, KEY)
    assert found is not None
    assert found.changed
    assert found.values == {"honorific": "mevrouw"}
    keep_draft(world.officer, KEY, base_of(world.officer, person, Person), found.values)
    assert [draft.changed for draft in drafts_of(world.officer)] == [False]


def test_a_change_of_another_record_is_not_told(world: StationWorld) -> None:
    person, other = a_person(world.officer), a_person(world.officer, "Claes")
    keep_draft(world.officer, KEY, base_of(world.officer, person, Person), {})
    edit_person(world.duty, other, {"honorific": "barones"})
    assert [draft.changed for draft in drafts_of(world.officer)] == [False]


def test_whoever_may_not_read_a_record_keeps_no_draft_about_it_and_loses_sight_of_the_one_he_had(
    world: StationWorld,
) -> None:
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.NONE)
    secret = a_person(world.officer, label=Label(marking=Marking.SECRET))
    with pytest.raises(NotAllowed):
        base_of(low, secret, Person)
    with pytest.raises(NotAllowed):
        keep_draft(low, KEY, Base(secret), {})
    keep_draft(world.officer, KEY, Base(secret), {"remarks": "x"})
    as_if_lowered = replace(low, officer=world.officer.officer)
    assert find_draft(as_if_lowered, KEY) is not None
    move_drafts(world, world.officer.officer, low.officer)
    assert drafts_of(low) == []


def test_an_erasure_drops_the_drafts_that_name_what_was_erased(world: StationWorld) -> None:
    person, other = a_person(world.officer), a_person(world.officer, "Claes")
    keep_draft(world.officer, "by base", base_of(world.officer, person, Person), {"a": 1})
    keep_draft(world.officer, "by value", NEW, {"targets": [person]})
    keep_draft(world.duty, f"person/{person.hex()}", NEW, {"by": "key"})
    keep_draft(world.officer, "another", base_of(world.officer, other, Person), {"a": 1})
    with world.officer.read() as view:
        stream = view.part(person, "person")
    colleague = world.sit("vanacker", [Role.FILE_OFFICER])
    second = SecondOfficer(colleague.officer, colleague.officer_key)
    erase_entity(world.officer, stream, person, "Opgeruimd volgens de selectielijst", second)
    assert [draft.key for draft in drafts_of(world.officer)] == ["another"]
    assert drafts_of(world.duty) == []


def test_more_than_any_form_holds_is_refused_and_what_was_kept_stays(world: StationWorld) -> None:
    keep_draft(world.officer, KEY, NEW, {"text": "short"})
    with pytest.raises(TooMuchTyped) as refused:
        keep_draft(world.officer, KEY, NEW, {"text": "x" * (5 << 20)})
    assert "formulier" in refused.value.say("nl")
    assert [draft.values for draft in drafts_of(world.officer)] == [{"text": "short"}]


def test_what_is_no_value_of_a_form_is_a_defect(world: StationWorld) -> None:
    with pytest.raises(TypeError, match="object"):
        keep_draft(world.officer, KEY, NEW, {"widget": object()})
    assert drafts_of(world.officer) == []


def test_hostile_keys_and_texts_are_data(world: StationWorld) -> None:
    keys = ["'; DROP TABLE draft; --", "\x00", "\u202egnp.exe", "k" * 100_000]
    for key in keys:
        keep_draft(world.officer, key, NEW, {key: key})
    assert {draft.key for draft in drafts_of(world.officer)} == set(keys)
    assert all(draft.values == {draft.key: draft.key} for draft in drafts_of(world.officer))


def test_nothing_typed_shows_in_a_repr(world: StationWorld) -> None:
    keep_draft(world.officer, KEY, NEW, {"family_name": "Geheimhouder"})
    assert "Geheimhouder" not in repr(drafts_of(world.officer))


def test_what_was_kept_survives_a_process_that_is_killed(tmp_path: Path) -> None:
    world = a_station(tmp_path)
    on = a_platform()
    account = Account(LOGIN, "V. Vermeer", [Role.FILE_OFFICER], Marking.SECRET, FOREVER)
    enrol_officer(world.admin, account, PASSPHRASE, on)
    path = world.admin.store.path
    world.close()
    last = killed_while_typing(path, after=20)
    desk = open_desk(path, LOGIN, PASSPHRASE, on)
    try:
        (found,) = drafts_of(desk)
        assert found.values["count"] >= last >= 20
        assert found.values["text"] == "x" * found.values["count"]
    finally:
        desk.close()


def test_an_officer_who_may_type_nothing_still_may_be_asked(world: StationWorld) -> None:
    auditor = world.sit("auditeur", [Role.AUDITOR])
    with pytest.raises(NotAllowed) as refused:
        drafts_of(auditor)
    assert refused.value.say("fr")
    with world.admin.read() as view:
        assert view.may(Action.DIRECTORY)
    keep_draft(world.admin, KEY, NEW, {})


def killed_while_typing(path: Path, after: int) -> int:
    """Kill a process that keeps drafts as soon as it has told of `after` of them; return the last one it told of."""
    typist = "tests.unit.services.killed_typist"
    with subprocess.Popen([sys.executable, "-m", typist, str(path)], cwd=TOP, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        for told in child.stdout:
            if int(told) >= after:
                break
        child.send_signal(signal.SIGKILL)
        return max([after, *(int(told) for told in child.stdout.read().split())])


def move_drafts(world: StationWorld, giver: Id, taker: Id) -> None:
    """Let the drafts of one officer be another's: as if his clearance had been taken away meanwhile."""
    with world.admin.store.write() as connection:
        connection.exec_driver_sql("UPDATE draft SET officer = ?2 WHERE officer = ?1", (giver, taker))
