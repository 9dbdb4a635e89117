"""What a revoked workstation wrote: seen with author, moment and values; adopted with a reason, or left as it is."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.models.enums import AccountState, Action, Marking
from app.models.kinds.directory import Station
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.services.exchange.held_sheets import held_sheets
from app.services.station.stations import directory_of
from app.ui.forms.acting import ActSheet
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.theme import Mode
from app.ui.screens.exchange.held import HeldScreen
from app.ui.screens.exchange.overview import ExchangeScreen
from tests.property.exchange.stick_world import Sticks, digest, name_of, write_person
from tests.ui.exchange.at_the_screen import is_there, press, said, settle, show
from tests.ui.seeing import faults, texts

WHY = "J. Declerck bevestigt aan de telefoon"


def held_back(world: Sticks, *names: str) -> list[Id]:
    """Persons of BRU1 that ANT1 renamed to `<name>-daar` before it was revoked, past the cut-off."""
    label = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("ANT1"),))
    made = [write_person(world.at("BRU1"), name, label) for name in names]
    world.carry("BRU1", "ANT1", *made)
    for uid, name in zip(made, names, strict=True):
        desk = world.at("ANT1")
        with desk.write() as unit:
            stream = unit.part(uid, "person")
            unit.require(Action.REGISTER, stream)
            unit.change(stream, uid, Person, {"family_name": f"{name}-daar", "native_name": "ANT"})
            unit.save()
    world.carry("ANT1", "BRU1", *made)
    desk = world.at("BRU1", "admin")
    with desk.write() as unit:
        directory = directory_of(desk)
        unit.require(Action.DIRECTORY, directory)
        found = unit.directory.station_by_code("ANT1")
        assert found is not None
        unit.change(directory, found[0], Station, {"state": AccountState.REVOKED, "cut_off": 0})
        unit.save(signed=True)
    world.at("BRU1", "verhaegen")
    return made


def the_list(qtbot: QtBot, kit: Kit, world: Sticks) -> HeldScreen:
    screen = HeldScreen(kit, world.at("BRU1"), Address("held"))
    show(qtbot, kit, screen)
    return screen


def the_question() -> ActSheet:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert isinstance(found, ActSheet)
    return found


def give_reason(sheet: ActSheet, text: str) -> None:
    assert sheet.form is not None
    sheet.form.set_value("reason", text)


def reason_line(sheet: ActSheet) -> QPlainTextEdit:
    found = sheet.findChild(QPlainTextEdit, "reason")
    assert isinstance(found, QPlainTextEdit)
    return found


def line_of(screen: HeldScreen, name: str) -> bytes:
    return bytes(next(line.key for line in screen._page.rows.lines if line.cells[2].text == name))


def test_it_says_who_wrote_what_when_and_where(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    held_back(world, "Peeters")
    screen = the_list(qtbot, kit, world)
    (line,) = screen._page.rows.lines
    when, who, where, what = (cell.plain for cell in line.cells)
    assert "2026" in when
    assert who == "Declerck, ANT1"
    assert where == "Peeters"
    assert "Peeters-daar" in what
    assert "ANT" in what


def test_the_desk_leads_to_it(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    held_back(world, "Peeters")
    screen = ExchangeScreen(kit, world.at("BRU1"), Address("exchange"))
    show(qtbot, kit, screen)
    with qtbot.waitSignal(screen.wanted) as heard:
        press(qtbot, kit, screen, "to_held")
    assert heard.args is not None
    assert heard.args[0].screen == "held"


def test_adopted_with_a_reason_it_counts(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    (uid,) = held_back(world, "Peeters")
    screen = the_list(qtbot, kit, world)
    assert name_of(world.at("BRU1"), uid) == "Peeters"
    press(qtbot, kit, screen, "adopt")
    sheet = the_question()
    assert any("ANT1 · Declerck" in text for text in texts(sheet))
    give_reason(sheet, WHY)
    press(qtbot, kit, sheet, "adopt_held_act")
    screen.load()
    settle(qtbot, kit)
    assert name_of(world.at("BRU1"), uid) == "Peeters-daar"
    assert is_there(screen, "held_empty")


def test_of_several_the_chosen_one_is_adopted_and_the_other_waits_on(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    first, second = held_back(world, "Peeters", "Maes")
    screen = the_list(qtbot, kit, world)
    assert screen._page.rows.choose(line_of(screen, "Maes"))
    press(qtbot, kit, screen, "adopt")
    give_reason(the_question(), WHY)
    press(qtbot, kit, the_question(), "adopt_held_act")
    screen.load()
    settle(qtbot, kit)
    assert [name_of(world.at("BRU1"), uid) for uid in (first, second)] == ["Peeters", "Maes-daar"]
    assert [line.cells[2].text for line in screen._page.rows.lines] == ["Peeters"]


def test_all_are_adopted_with_one_reason(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    uids = held_back(world, "Peeters", "Maes")
    screen = the_list(qtbot, kit, world)
    press(qtbot, kit, screen, "adopt_all")
    give_reason(the_question(), WHY)
    press(qtbot, kit, the_question(), "adopt_held_act")
    assert [name_of(world.at("BRU1"), uid) for uid in uids] == ["Peeters-daar", "Maes-daar"]
    assert held_sheets(world.at("BRU1"), "nl") == []


def test_without_a_reason_nothing_is_adopted(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    (uid,) = held_back(world, "Peeters")
    screen = the_list(qtbot, kit, world)
    press(qtbot, kit, screen, "adopt")
    press(qtbot, kit, the_question(), "adopt_held_act")
    assert the_question().isVisible()
    assert name_of(world.at("BRU1"), uid) == "Peeters"


def test_left_it_waits_on_and_the_reason_typed_is_there_again(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    (uid,) = held_back(world, "Peeters")
    screen = the_list(qtbot, kit, world)
    before = [one.held for one in held_sheets(world.at("BRU1"), "nl")]
    press(qtbot, kit, screen, "adopt")
    reason_line(the_question()).setFocus()
    QTest.keyClicks(reason_line(the_question()), WHY)
    press(qtbot, kit, the_question(), "adopt_held_cancel")
    assert [one.held for one in held_sheets(world.at("BRU1"), "nl")] == before
    assert name_of(world.at("BRU1"), uid) == "Peeters"

    press(qtbot, kit, screen, "adopt")
    assert reason_line(the_question()).toPlainText() == WHY


def test_what_another_organisation_owns_is_shown_and_not_adopted_here(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    held_back(world, "Peeters", "Maes")
    screen = the_list(qtbot, kit, world)
    screen._on_read([replace(one, may_adopt=False) for one in screen._sheets])
    assert said(screen, "held_not_ours") != ""
    assert not screen._some.isEnabled()
    assert not screen._all.isEnabled()


def test_looking_changes_nothing(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    held_back(world, "Peeters")
    before = digest(world.at("BRU1"))
    the_list(qtbot, kit, world)
    assert digest(world.at("BRU1")) == before


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT)])
def test_nothing_is_cut_faint_or_nameless(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    held_back(world, "Peeters", "Maes")
    screen = the_list(qtbot, kit, world)
    assert faults(screen) == []
    press(qtbot, kit, screen, "adopt_all")
    assert faults(the_question()) == []
