"""A partner's own list: what others give his organisation to do, opened, reported on, found by Ctrl+K."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.models.enums import Role
from app.models.kinds.measures import ExecutionReport
from app.services.cases.decisions import approve_measures
from app.services.cases.executions import report_execution
from app.services.desk import Desk
from app.services.lists.counts import rail_counts
from app.services.search.looking_up import look_up
from app.services.status import seat
from app.ui.forms.acting import ActSheet
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.theme import Mode
from app.ui.screens.registers.assignments import AssignmentsScreen
from app.ui.shell.find_rows import rows_of
from tests.reads import executions_of
from tests.station_world import TODAY, StationWorld, a_file, a_person, a_proposal, a_station, the_minister
from tests.ui.seeing import faults, texts

PATIENCE = 15_000


@dataclass(slots=True)
class Given:
    """A file of the centre with two measures by the police zone: one approved, one still with the Minister."""

    world: StationWorld
    file: Id
    running: Id
    proposed: Id


@pytest.fixture
def given(qtbot: QtBot, kit: Kit, tmp_path: Path) -> Iterator[Given]:
    world = a_station(tmp_path)
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    running, proposed = (
        a_proposal(world, file, person, type=type, start=TODAY - timedelta(days=9))
        for type in ("patrols", "fixed_post")
    )
    approve_measures(world.recorder, [running], the_minister())
    yield Given(world, file, running, proposed)
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    world.close()


def the_list(qtbot: QtBot, kit: Kit, desk: Desk) -> AssignmentsScreen:
    screen = AssignmentsScreen(kit, desk, Address("assignments"))
    qtbot.addWidget(screen)
    screen.resize(1158, 670)
    screen.show()
    screen.load()
    settle(qtbot, kit)
    return screen


def settle(qtbot: QtBot, kit: Kit) -> None:
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)


def listed(screen: AssignmentsScreen) -> list[Id]:
    found = [screen.list.model.row_at(place) for place in range(screen.list.model.rowCount())]
    return [one.id for one in found if one is not None]


def choose(screen: AssignmentsScreen, measure: Id) -> None:
    screen.list.table.selectRow(listed(screen).index(measure))


def the_sheet() -> ActSheet:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert isinstance(found, ActSheet)
    return found


def shown(screen: QWidget, name: str) -> bool:
    return any(one.isVisible() for one in screen.findChildren(QWidget, name))


def test_a_partner_sees_what_he_is_given_and_nothing_of_others(qtbot: QtBot, kit: Kit, given: Given) -> None:
    screen = the_list(qtbot, kit, given.world.partner)
    assert set(listed(screen)) == {given.running, given.proposed}
    other = given.world.sit("maes", [*seat(given.world.partner).roles], given.world.other_zone)
    assert listed(the_list(qtbot, kit, other)) == []


def test_what_the_own_organisation_gives_to_others_is_not_in_it(qtbot: QtBot, kit: Kit, given: Given) -> None:
    screen = the_list(qtbot, kit, given.world.officer)
    assert listed(screen) == []
    assert shown(screen, "assignments_empty")
    assert any("opdragen" in one.text() for one in screen.findChildren(QLabel))


def test_enter_opens_the_measure_in_its_file(qtbot: QtBot, kit: Kit, given: Given) -> None:
    screen = the_list(qtbot, kit, given.world.partner)
    with qtbot.waitSignal(screen.wanted, timeout=PATIENCE) as heard:
        screen.list.opened.emit(given.running)
    assert heard.args is not None
    assert heard.args[0] == Address("threat_file", given.file, "measures")


def test_execution_is_reported_from_the_list(qtbot: QtBot, kit: Kit, given: Given) -> None:
    screen = the_list(qtbot, kit, given.world.partner)
    choose(screen, given.running)
    button = screen.findChild(QAbstractButton, "report_chosen")
    assert isinstance(button, QAbstractButton)
    assert button.isVisible()
    button.click()
    settle(qtbot, kit)
    sheet = the_sheet()
    assert sheet.form is not None
    assert any("patrouilles" in text.casefold() for text in texts(sheet))
    for name, value in (("from_on", TODAY), ("to_on", TODAY), ("done", 3)):
        sheet.form.set_value(name, value)
    sheet.act()
    settle(qtbot, kit)
    assert [one.record.done for one in executions_of(given.world.partner, given.running)] == [3]
    screen.load()
    settle(qtbot, kit)
    row = screen.list.model.row_at(listed(screen).index(given.running))
    assert row is not None
    assert row.values["reported_to"] == TODAY


def test_of_a_measure_that_never_ran_nothing_is_reported_and_the_typed_stays(
    qtbot: QtBot, kit: Kit, given: Given
) -> None:
    screen = the_list(qtbot, kit, given.world.partner)
    choose(screen, given.proposed)
    screen._on_report()
    settle(qtbot, kit)
    sheet = the_sheet()
    assert sheet.form is not None
    for name, value in (("from_on", TODAY), ("to_on", TODAY), ("done", 3)):
        sheet.form.set_value(name, value)
    sheet.act()
    settle(qtbot, kit)
    assert sheet.isVisible()
    assert any("niet gestart" in text or "niet begonnen" in text for text in texts(sheet)), texts(sheet)
    assert sheet.form.values()["done"] == 3
    assert executions_of(given.world.partner, given.proposed) == []
    sheet.reject()


def test_who_may_not_report_sees_the_list_and_a_grey_button(qtbot: QtBot, kit: Kit, given: Given) -> None:
    reader = given.world.sit("lezer", [Role.ANALYST], given.world.police)
    screen = the_list(qtbot, kit, reader)
    choose(screen, given.running)
    assert not screen._report.isEnabled()
    assert not any(action.enabled() for action in screen.actions_here())


def test_the_rail_has_it_for_whom_others_give_work_and_counts_what_runs(given: Given) -> None:
    assert seat(given.world.partner).assigned
    assert not seat(given.world.officer).assigned
    for organisation, has in ((given.world.police, True), (given.world.other_zone, False)):
        assert seat(given.world.sit(f"agent {has}", [Role.FILE_OFFICER], organisation)).assigned is has
    assert rail_counts(given.world.partner)["assignments"].number == 1
    assert "assignments" not in rail_counts(given.world.officer)


def test_the_last_report_is_the_latest_of_all(qtbot: QtBot, kit: Kit, given: Given) -> None:
    for number in (3, 1):
        day = TODAY - timedelta(days=number)
        report_execution(given.world.partner, given.running, ExecutionReport(from_on=day, to_on=day, done=1))
    screen = the_list(qtbot, kit, given.world.partner)
    row = screen.list.model.row_at(listed(screen).index(given.running))
    assert row is not None
    assert row.values["reported_to"] == TODAY - timedelta(days=1)


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT)])
def test_nothing_is_cut_faint_or_nameless(qtbot: QtBot, kit: Kit, given: Given) -> None:
    screen = the_list(qtbot, kit, given.world.partner)
    choose(screen, given.running)
    assert faults(screen) == []


def test_ctrl_k_leads_a_partner_to_the_measure_of_a_file_he_does_not_hold(kit: Kit, given: Given) -> None:
    found = look_up(given.world.partner, "wisselende uren", 20, language="nl")
    rows = [one for one in rows_of(kit.words, "wisselende", found, [], frozenset({"threat_file"})) if one.address]
    assert rows
    assert rows[0].address == Address("threat_file", given.file, "measures")
