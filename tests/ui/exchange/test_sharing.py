"""Sharing with an organisation: from the gate that refused, part by part; only the owner; nothing is recalled."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialog
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.label import Label
from app.models.kinds.persons import PersonPrivate
from app.services.cases.labels import share_parts
from app.services.cases.sharing import sharing_of
from app.ui.files.sharing_sheet import SharingSheet
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Mode
from tests.property.exchange.stick_world import Sticks, digest, name_of, write_person
from tests.ui.exchange.at_the_screen import is_there, press, settle
from tests.ui.exchange.test_export_screen import the_gate, write_why
from tests.ui.seeing import faults, texts


def the_sheet() -> SharingSheet:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert isinstance(found, SharingSheet)
    return found


def opened(qtbot: QtBot, kit: Kit, world: Sticks, root: Id, code: str = "BRU1") -> SharingSheet:
    sheet = SharingSheet(kit, world.at(code), None, root)
    sheet.open()
    settle(qtbot, kit)
    return sheet


def tick(sheet: SharingSheet, number: int = 0) -> QCheckBox:
    found = sheet.findChild(QCheckBox, f"share_{number}")
    assert isinstance(found, QCheckBox)
    return found


def receivers(world: Sticks, root: Id) -> frozenset[Id]:
    return sharing_of(world.at("BRU1"), root, "nl").parts[0].receivers


def test_what_the_gate_refused_is_shared_from_there_and_leaves(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    person, before = write_person(world.at("BRU1"), "Verborgen"), set(world.stick.iterdir())
    screen = the_gate(qtbot, kit, world, person)
    link = next(one for one in screen.findChildren(QAbstractButton) if one.objectName().startswith("gate_share_"))
    link.click()
    settle(qtbot, kit)
    sheet = the_sheet()
    assert sheet.organisation.currentData() == world.organisation("ANT1"), "the recipient of this bundle"
    tick(sheet).click()
    press(qtbot, kit, sheet, "sharing_save")
    settle(qtbot, kit)
    assert not any(text.startswith("Geweigerd") for text in texts(screen))
    write_why(screen)
    press(qtbot, kit, screen, "write_bundle")
    world.take("ANT1", [*(set(world.stick.iterdir()) - before)])
    assert name_of(world.at("ANT1"), person) == "Verborgen"


def test_unticked_it_is_shared_no_more_and_what_went_stays(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    label = Label(marking=Marking.RESTRICTED, distribution=(world.organisation("ANT1"),))
    person = write_person(world.at("BRU1"), "Peeters", label)
    world.carry("BRU1", "ANT1", person)
    sheet = opened(qtbot, kit, world, person)
    assert tick(sheet).isChecked()
    tick(sheet).click()
    press(qtbot, kit, sheet, "sharing_save")
    assert receivers(world, person) == frozenset()
    assert name_of(world.at("ANT1"), person) == "Peeters"


def test_a_co_owner_loses_it_too_when_it_is_taken_away(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    label = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("ANT1"),))
    person = write_person(world.at("BRU1"), "Peeters", label)
    sheet = opened(qtbot, kit, world, person)
    tick(sheet).click()
    press(qtbot, kit, sheet, "sharing_save")
    assert receivers(world, person) == frozenset()


def test_an_organisation_writes_a_part_too_and_then_only_reads_it(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Peeters")
    for number in range(2):
        sheet = opened(qtbot, kit, world, person)
        there = sharing_of(world.at("BRU1"), person, "nl").organisations.index(world.organisation("ANT1"))
        sheet.organisation.setCurrentIndex(there)
        writes = sheet.findChild(QCheckBox, "share_writes_0")
        assert isinstance(writes, QCheckBox)
        writes.click()
        assert tick(sheet).isChecked(), "who writes it receives it"
        assert is_there(sheet, "sharing_writes_means") is writes.isChecked()
        press(qtbot, kit, sheet, "sharing_save")
        part = sharing_of(world.at("BRU1"), person, "nl").parts[0]
        expected = frozenset() if number else frozenset({world.organisation("ANT1")})
        assert (part.writers, part.receivers) == (expected, frozenset({world.organisation("ANT1")}))


def test_shared_so_already_is_said_and_nothing_changes(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Peeters")
    sheet = opened(qtbot, kit, world, person)
    before = digest(world.at("BRU1"))
    press(qtbot, kit, sheet, "sharing_save")
    assert "Het is al zo gedeeld. Er is niets gewijzigd." in texts(sheet)
    assert digest(world.at("BRU1")) == before
    sheet.reject()


def test_what_a_colleague_took_away_meanwhile_is_not_given_again(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    desk, there = world.at("BRU1"), world.organisation("ANT1")
    label = Label(marking=Marking.RESTRICTED, distribution=(there,))
    person = write_person(desk, "Peeters", label)
    with desk.write() as unit:
        private = unit.begin(person, "person_private", label, Action.REGISTER)
        unit.create(private, PersonPrivate(person=person))
        unit.save()
    sheet = opened(qtbot, kit, world, person)
    share_parts(desk, {private: False}, there)

    tick(sheet, [part.part for part in sharing_of(desk, person, "nl").parts].index("person")).click()
    press(qtbot, kit, sheet, "sharing_save")

    assert [part.receivers for part in sharing_of(desk, person, "nl").parts] == [frozenset(), frozenset()]


def test_cancelled_nothing_is_shared(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    person = write_person(world.at("BRU1"), "Peeters")
    sheet = opened(qtbot, kit, world, person)
    tick(sheet).click()
    press(qtbot, kit, sheet, "sharing_sheet_cancel")
    assert receivers(world, person) == frozenset()


def test_who_was_given_it_does_not_pass_it_on(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    label = Label(marking=Marking.RESTRICTED, distribution=(world.organisation("ANT1"),))
    person = write_person(world.at("BRU1"), "Peeters", label)
    world.carry("BRU1", "ANT1", person)
    sheet = opened(qtbot, kit, world, person, "ANT1")
    assert not tick(sheet).isEnabled()
    assert "Alleen de organisatie die eigenaar is, deelt dit." in texts(sheet)
    assert is_there(sheet, "sharing_save")
    assert not sheet._save.isEnabled()
    sheet.reject()


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT)])
def test_nothing_is_cut_faint_or_nameless(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    label = Label(marking=Marking.CONFIDENTIAL, co_owners=(world.organisation("ANT1"),))
    sheet = opened(qtbot, kit, world, write_person(world.at("BRU1"), "Peeters", label))
    assert faults(sheet) == []
    sheet.reject()
