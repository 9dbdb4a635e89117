"""Changing what is no decision in a measure: a button beside it, a key, a command; for the measure that is chosen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.models.enums import MeasureCharacter
from app.models.kinds.measures import EDITABLE
from app.services.trails import Past, field_history
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.screens.visit.screen import VisitScreen
from tests.ui.screens.at_work import AtWork
from tests.ui.screens.busy_world import a_busy_day
from tests.unit.services.paper_world import PaperWorld
from tests.unit.services.visit_paper_world import VisitPaper


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PaperWorld, VisitPaper]]:
    made = a_busy_day(tmp_path_factory.mktemp("changed"))
    yield made
    made[0].admin.store.close()


def the_action(screen: ThreatFileScreen | VisitScreen) -> Action:
    return next(one for one in screen.actions_here() if one.id == "change_measure")


@pytest.fixture
def file(work: AtWork, busy: tuple[PaperWorld, VisitPaper]) -> ThreatFileScreen:
    return work.show(ThreatFileScreen, busy[0].desk, Address("threat_file", busy[0].file, "measures"))


def test_the_button_changes_the_measure_that_is_chosen(
    work: AtWork, file: ThreatFileScreen, busy: tuple[PaperWorld, VisitPaper]
) -> None:
    tab = file._measures
    assert tab is not None
    running = next(one for one in tab._found if one.state.value == "active")
    tab.choose(running.id)
    work.press(file, "change_this_measure")
    work.fill(work.sheet(), frequency="elk uur")
    work.do(work.sheet())
    assert next(one for one in tab._found if one.id == running.id).record.frequency == "elk uur"
    assert tab.chosen == running.id.hex()


def test_the_character_is_changed_and_the_history_says_so(
    work: AtWork, file: ThreatFileScreen, busy: tuple[PaperWorld, VisitPaper]
) -> None:
    tab = file._measures
    assert tab is not None
    running = next(one for one in tab._found if one.state.value == "active")
    tab.choose(running.id)
    for character in (MeasureCharacter.PRECAUTIONARY, MeasureCharacter.PROTECTIVE):
        work.press(file, "change_this_measure")
        work.fill(work.sheet(), character=character)
        work.do(work.sheet())
        assert work.sheets() == []
        record = next(one for one in tab._found if one.id == running.id).record
        assert record == replace(running.record, character=character)
    told = field_history(busy[0].desk, busy[0].file, running.id)
    written = [one.values["character"] for one in told if one.values and "character" in one.values]
    assert written[-2:] == [MeasureCharacter.PRECAUTIONARY, MeasureCharacter.PROTECTIVE]


def test_all_that_is_no_decision_of_a_measure_is_asked_by_its_sheet(work: AtWork, file: ThreatFileScreen) -> None:
    work.press(file, "change_this_measure")
    sheet = work.sheet()
    assert sheet.form is not None
    assert set(sheet.form.values()) == EDITABLE
    sheet.reject()


def test_menu_and_key_offer_it_while_a_measure_is_in_sight(work: AtWork, file: ThreatFileScreen) -> None:
    action = the_action(file)
    assert action.shortcut == "Ctrl+Shift+M"
    assert action.enabled()
    button = file.findChild(QAbstractButton, "change_this_measure")
    assert button is not None
    assert button.shortcut().toString() == action.shortcut
    file._tabs.turn_to("overview")
    assert not action.enabled()
    file._tabs.turn_to("measures")
    action.run()
    work.settle()
    assert work.sheet().objectName() == "change_measure"
    work.sheet().reject()


def test_the_past_offers_no_change(
    qtbot: QtBot, kit: Kit, work: AtWork, file: ThreatFileScreen, busy: tuple[PaperWorld, VisitPaper]
) -> None:
    file.show_as_of(busy[0].on.clock.now(), Past.KNOWN_HERE)
    work.settle()
    assert file.findChild(QAbstractButton, "change_this_measure") is None
    assert not any(one.id == "change_measure" for one in file.actions_here())


def test_a_visit_has_the_same(work: AtWork, busy: tuple[PaperWorld, VisitPaper]) -> None:
    world, paper = busy
    screen = work.show(VisitScreen, world.desk, Address("visit", paper.visit, "measures"))
    if not screen._measures.chosen:
        pytest.fail("the visit has no measure")
    assert the_action(screen).enabled()
    work.press(screen, "change_this_measure")
    assert work.sheet().objectName() == "change_measure"
    work.sheet().reject()
