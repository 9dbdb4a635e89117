"""The exchange desk: with whom, what went and came, what waits; each line and link leads where it says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.services.station.stations import enrol_officer
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.theme import Mode
from app.ui.screens.exchange.overview import ExchangeScreen
from tests.property.exchange.stick_world import SECRET, Sticks, a_platform, officer, rename, write_person
from tests.ui.exchange.at_the_screen import is_there, press, settle, show
from tests.ui.seeing import faults, texts


def the_desk(qtbot: QtBot, kit: Kit, world: Sticks) -> ExchangeScreen:
    screen = ExchangeScreen(kit, world.at("BRU1"), Address("exchange"))
    show(qtbot, kit, screen)
    return screen


def wanted(qtbot: QtBot, kit: Kit, screen: ExchangeScreen, name: str) -> Address:
    with qtbot.waitSignal(screen.wanted) as heard:
        press(qtbot, kit, screen, name)
    assert heard.args is not None
    found = heard.args[0]
    assert isinstance(found, Address)
    return found


def a_conflict(world: Sticks) -> Id:
    label = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("ANT1"),))
    person = write_person(world.at("BRU1"), "Peeters", label)
    world.carry("BRU1", "ANT1", person)
    rename(world.at("BRU1"), person, "Peeters-hier")
    rename(world.at("ANT1"), person, "Peeters-daar")
    world.carry("ANT1", "BRU1", person)
    return person


def test_it_leads_to_the_export_for_the_workstation_that_is_chosen(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    screen = the_desk(qtbot, kit, world)
    assert [line.cells[0].text for line in screen._stations.lines] == ["ANT1"]
    assert wanted(qtbot, kit, screen, "to_export") == Address("export", world.station("ANT1"))
    assert wanted(qtbot, kit, screen, "to_import") == Address("import")
    screen._stations.setFocus()
    with qtbot.waitSignal(screen.wanted) as heard:
        QTest.keyClick(screen._stations, Qt.Key.Key_Return)
    assert heard.args is not None
    assert heard.args[0] == Address("export", world.station("ANT1"))


def test_what_stands_twice_is_counted_and_leads_to_the_conflicts(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    screen = the_desk(qtbot, kit, world)
    assert is_there(screen, "conflicts_none")
    a_conflict(world)
    screen.load()
    settle(qtbot, kit)
    assert "1 conflict te beslechten" in texts(screen)
    assert wanted(qtbot, kit, screen, "to_conflicts") == Address("conflicts")


def test_every_bundle_is_in_the_ledger_and_is_found_by_its_reason(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    label = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("ANT1"),))
    world.send("BRU1", "ANT1", write_person(world.at("BRU1"), "Peeters", label))
    screen = the_desk(qtbot, kit, world)
    lines = screen._ledger.rows.lines
    assert lines[0].cells[2].text == "Geschreven, niet bevestigd"
    assert lines[0].cells[3].text == "follow-up"
    line = screen.findChild(QLineEdit, "ledger_filter")
    assert isinstance(line, QLineEdit)
    line.setText("invitation")
    assert [one.cells[3].text for one in screen._ledger.rows.lines] == ["invitation"]
    line.setText("nothing of the kind")
    assert is_there(screen, "ledger_none")


def test_who_may_not_release_has_no_button_and_no_command_for_it(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    enrol_officer(world.at("BRU1", "admin"), officer("analist", Role.ANALYST), SECRET, a_platform())
    world.at("BRU1", "analist")
    heard: list[str] = []
    kit.door.said.connect(lambda text, _bug, _near: heard.append(text))
    screen = the_desk(qtbot, kit, world)
    assert heard
    assert not any(action.id.startswith("export_") for action in screen.actions_here())
    export = screen.findChild(QAbstractButton, "to_export")
    assert isinstance(export, QAbstractButton)
    assert not export.isEnabled() or not export.isVisible()


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT)])
def test_nothing_is_cut_faint_or_nameless(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    a_conflict(world)
    assert faults(the_desk(qtbot, kit, world)) == []
