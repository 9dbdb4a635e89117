"""A task can be set wherever one is, by whom it is allowed; the rail says how many wait."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.bootstrap import anywhere
from app.services.desk import Desk
from app.services.tasks.acting import NewTask, add_task
from app.services.tasks.rail import rail_counts
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.shell.window import MainWindow
from tests.station_world import START, StationWorld
from tests.ui.shell.conftest import Opens
from tests.ui.shell.shell_world import PLACES, Room, settle
from tests.unit.services.station_house import a_platform


def offered(window: MainWindow, tmp_path: Path) -> dict[str, Action]:
    return {one.id: one for one in anywhere(a_platform(tmp_path))(window.kit, window.desk, window)}


def test_a_task_is_set_from_any_screen(
    qtbot: QtBot, kit: Kit, open_window: Opens, world: StationWorld, tmp_path: Path
) -> None:
    window = open_window()
    action = offered(window, tmp_path)["task.add"]
    assert (action.text, action.shortcut) == ("Nieuwe taak…", "Ctrl+Shift+A")
    action.run()
    settle(qtbot, kit)
    (sheet,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert sheet.objectName() == "new_task"
    sheet.reject()


def test_who_may_set_none_is_offered_none(open_window: Opens, world: StationWorld, tmp_path: Path) -> None:
    assert "task.add" not in offered(open_window(at=world.admin), tmp_path)


def test_the_screen_of_tasks_has_its_own(open_window: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLACES, "tasks", Room)
    window = open_window()
    window.go_to("tasks")
    assert "task.add" not in offered(window, tmp_path)


def test_the_rail_counts_what_waits_and_in_red_what_is_late(
    open_window: Opens, desk: Desk, world: StationWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PLACES, "tasks", Room)
    assert "tasks" not in rail_counts(desk)
    add_task(desk, NewTask("Bellen", due=START.date(), officers=[desk.officer]))
    window = open_window(rail_counts)
    line = window.frame.rail.findChild(QAbstractButton, "rail_tasks")
    assert isinstance(line, QAbstractButton)
    assert line.accessibleName() == "Taken, 1"
    world.clock.at = world.clock.at.replace(day=START.day + 2)
    assert (rail_counts(desk)["tasks"].number, rail_counts(desk)["tasks"].late) == (1, True)
    assert "tasks" not in rail_counts(world.admin)
