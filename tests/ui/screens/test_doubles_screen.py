"""Who stands in the register twice: found, shown side by side, joined, told apart, and taken apart again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.core.ids import Id
from app.models.enums import ContactUse, Marking, Role
from app.models.kinds.label import Label
from app.services.doubles.finding import look_for_doubles
from app.services.registers.merging import join_persons, shown_person
from app.services.registers.persons import add_phone, edit_private
from app.ui.kit.screen import Address
from app.ui.screens.doubles.screen import DoublesScreen
from app.ui.screens.person.screen import PersonScreen
from app.ui.screens.registers.lists import PersonsScreen
from tests.station_world import TODAY, StationWorld, a_file, a_person, a_station
from tests.ui.screens.at_work import AtWork
from tests.ui.screens.test_narrow_screens import NARROW
from tests.ui.seeing import english, faults


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    """A station of the test's own: a screen looks by itself where nobody has looked yet."""
    made = a_station(tmp_path)
    yield made
    made.close()


def two_of_one(world: StationWorld, family: str) -> tuple[Id, Id]:
    """Enter somebody twice: the second time in haste, with the same phone and another spelling."""
    desk = world.officer
    one, other = a_person(desk, family, "Willem"), a_person(desk, family.upper(), "Willem")
    for person, number in ((one, "0470 12 34 56"), (other, "+32 470 12 34 56")):
        add_phone(desk, person, number, ContactUse.MOBILE)
    edit_private(desk, one, {"birth_date": TODAY.replace(year=1970)})
    a_file(desk, other, title=f"Dossier {family}")
    return one, other


def pairs(screen: DoublesScreen) -> list[tuple[Id, Id]]:
    return [line.key for line in screen._page.rows.lines]


def choose(work: AtWork, screen: DoublesScreen, pair: tuple[Id, Id]) -> None:
    screen._page.rows.selectRow(pairs(screen).index(pair))
    work.settle()


def test_what_is_found_is_joined_with_a_reason_and_leaves_the_list(work: AtWork, world: StationWorld) -> None:
    one, other = two_of_one(world, "Vercruysse")
    screen = work.show(DoublesScreen, world.officer, Address("doubles"), (1158, 670))
    assert (one, other) in pairs(screen)
    choose(work, screen, (one, other))
    assert faults(screen) == []
    assert english(screen, "nl") == []

    work.press(screen, "doubles_same")
    sheet = work.sheet()
    work.fill(sheet, one=other)
    work.do(sheet)
    assert work.refused_at(sheet, "reason") == "Vul dit in."
    work.fill(sheet, reason="Zelfde gsm")
    work.do(sheet)
    assert shown_person(world.officer, one).head == other
    assert (one, other) not in pairs(screen)


def test_told_apart_they_are_not_offered_again(work: AtWork, world: StationWorld) -> None:
    one, other = two_of_one(world, "Debusschere")
    screen = work.show(DoublesScreen, world.officer, Address("doubles"), (1158, 670))
    work.press(screen, "doubles_again")
    choose(work, screen, (one, other))
    work.press(screen, "doubles_apart")
    sheet = work.sheet()
    work.fill(sheet, reason="Vader en zoon")
    work.do(sheet)
    assert (one, other) not in pairs(screen)
    work.press(screen, "doubles_again")
    assert (one, other) not in pairs(screen)


def test_two_that_are_asked_for_stay_in_sight_and_are_taken_apart_again(work: AtWork, world: StationWorld) -> None:
    one, other = two_of_one(world, "Vanhecke")
    join_persons(world.officer, one, other, "Zelfde gsm")
    screen = work.show(DoublesScreen, world.officer, Address("doubles", other, extra=(("with", one.hex()),)))
    assert work.said(screen, "leads_chip") == "hoofdfiche"
    assert not work.there(screen, "doubles_same")
    work.press(screen, "doubles_lead")
    assert shown_person(world.officer, one).head == other
    work.press(screen, "doubles_unjoin")
    sheet = work.sheet()
    work.fill(sheet, reason="Toch twee mensen")
    work.do(sheet)
    assert len(shown_person(world.officer, one).entries) == 1
    said = [one_.text() for one_ in screen.findChildren(QLabel) if one_.objectName().startswith("said_")]
    assert any("Toch twee mensen" in text for text in said)
    assert any("Zelfde gsm" in text for text in said)


def test_a_joined_entry_opens_the_one_that_leads_and_says_what_it_was_joined_from(
    work: AtWork, world: StationWorld
) -> None:
    one, other = two_of_one(world, "Lippens")
    join_persons(world.officer, one, other, "Zelfde gsm")
    screen = work.show(PersonScreen, world.officer, Address("person", other), (1158, 670))
    assert work.said(screen, "person_name") == "Willem Lippens"
    assert "LIPPENS" in work.said(screen, "joined_from")
    files = [made.text() for made in screen.findChildren(QPushButton) if made.objectName().startswith("appears_")]
    assert len(files) == 1
    assert faults(screen) == []
    wanted: list[Address] = []
    screen.wanted.connect(wanted.append)
    work.press(screen, "same_0")
    assert wanted == [Address("doubles", one, extra=(("with", other.hex()),))]


def test_what_another_organisation_says_is_shown_as_its_word_and_answered(work: AtWork, world: StationWorld) -> None:
    theirs = world.sit("vreemde_eend", [Role.FILE_OFFICER], world.police)
    ours = a_person(world.officer, "Rechter", "Hilde", Label(marking=Marking.NONE, distribution=(world.police,)))
    fake = a_person(theirs, "Vals", "Hilde", Label(marking=Marking.NONE, distribution=(world.centre,)))
    screen = work.show(DoublesScreen, theirs, Address("doubles", ours, extra=(("with", fake.hex()),)), (1158, 670))
    work.press(screen, "doubles_same")
    proposing = work.sheet()
    assert any("Een andere organisatie beheert" in one.text() for one in proposing.findChildren(QLabel))
    work.fill(proposing, reason="Zelfde vrouw")
    work.do(proposing)
    assert len(shown_person(theirs, ours).entries) == 1

    screen = work.show(
        DoublesScreen, world.officer, Address("doubles", ours, extra=(("with", fake.hex()),)), (1158, 670)
    )
    assert "tot elke organisatie" in work.said(screen, "said_proposed")
    assert "Zelfde vrouw" in work.said(screen, "said_0")
    assert not work.there(screen, "leads_chip")
    assert english(screen, "nl") == []
    work.press(screen, "doubles_same")
    sheet = work.sheet()
    assert not any("Een andere organisatie beheert" in one.text() for one in sheet.findChildren(QLabel))
    work.fill(sheet, reason="Nagevraagd")
    work.do(sheet)
    assert len(shown_person(world.officer, ours).entries) == 2


def test_who_may_not_merge_is_offered_nothing(work: AtWork, world: StationWorld) -> None:
    one, other = two_of_one(world, "Claerhout")
    duty = world.sit("claerhout", [Role.DUTY_OFFICER])
    screen = work.show(DoublesScreen, duty, Address("doubles", one, extra=(("with", other.hex()),)))
    assert work.there(screen, "compared")
    for name in ("doubles_same", "doubles_apart", "doubles_unjoin", "doubles_lead"):
        assert not work.there(screen, name)


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_nothing_is_cut_in_a_narrow_window(work: AtWork, world: StationWorld, language: str) -> None:
    one, other = two_of_one(world, f"Vandenbroucke-Desmedt {language}")
    join_persons(world.officer, one, other, "Zelfde gsm, zelfde geboortedatum en zelfde dossier bij de zone")
    pair = Address("doubles", one, extra=(("with", other.hex()),))
    for address in (pair, Address("doubles")):
        screen = work.show(DoublesScreen, world.officer, address, NARROW)
        assert faults(screen) == []
        assert screen.width() == NARROW[0]


def test_the_register_says_how_many_are_left_to_look_at(work: AtWork, world: StationWorld) -> None:
    two_of_one(world, "Hoste")
    found = look_for_doubles(world.officer)
    screen = work.show(PersonsScreen, world.officer, Address("persons"), (1158, 670))
    made = screen.findChild(QPushButton, "doubles_button")
    assert made is not None
    assert made.text() == f"Dubbels {len(found)}"
    wanted: list[Address] = []
    screen.wanted.connect(wanted.append)
    made.click()
    assert wanted == [Address("doubles")]


def test_who_has_the_number_already_is_said_while_it_is_typed(work: AtWork, world: StationWorld) -> None:
    one = a_person(world.officer, "Dewinter", "Pol")
    add_phone(world.officer, one, "0475 66 77 88", ContactUse.MOBILE)
    other = a_person(world.officer, "De Winter", "P.")
    screen = work.show(PersonScreen, world.officer, Address("person", other), (1158, 670))
    wanted: list[Address] = []
    screen.wanted_apart.connect(wanted.append)
    work.press(screen, "phones_add")
    sheet = work.sheet()
    work.type(sheet, "number", "0475667788")
    work.qtbot.waitUntil(lambda: work.there(sheet, "same_value_0"))
    assert work.said(sheet, "same_value_0_words") == ("Staat al in het register: Pol Dewinter (zelfde telefoonnummer)")
    work.qtbot.waitUntil(lambda: faults(sheet) == [])  # grown and laid out
    work.press(sheet, "same_value_0_act")
    assert wanted == [Address("doubles", other, extra=(("with", one.hex()),))]
