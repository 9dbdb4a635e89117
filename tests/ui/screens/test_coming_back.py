"""A view that comes back after a lock or another language shows the measure that was chosen, never another one."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.ui.screens.busy_world import a_busy_day
from tests.unit.services.paper_world import PaperWorld


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperWorld]:
    made, _ = a_busy_day(tmp_path_factory.mktemp("back"))
    yield made
    made.admin.store.close()


def shown(qtbot: QtBot, kit: Kit, world: PaperWorld, state: dict[str, str]) -> ThreatFileScreen:
    screen = ThreatFileScreen(kit, world.desk, Address("threat_file", world.file), issue=lambda *_: None)
    qtbot.addWidget(screen)
    screen.resize(1158, 668)
    screen.restore(dict(state))
    screen.show()
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    return screen


def test_the_chosen_measure_is_chosen_again(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    first = shown(qtbot, kit, world, {"tab": "measures"})
    tab = first._measures
    assert tab is not None
    other = tab._found[-1].id
    assert tab.chosen != other.hex()
    assert tab.choose(other)
    kept = first.state()

    second = shown(qtbot, kit, world, kept)
    assert second._measures is not None
    assert second._measures.chosen == other.hex()
    said, seen = first.findChild(QLabel, "panel_type"), second.findChild(QLabel, "panel_type")
    assert said is not None
    assert seen is not None
    assert seen.text() == said.text()


def test_it_is_kept_while_another_tab_is_in_front(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    kept = {"tab": "overview", "measure": "ab" * 16}

    assert shown(qtbot, kit, world, kept).state() == kept


def test_a_measure_that_is_gone_gives_way_to_the_first(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    screen = shown(qtbot, kit, world, {"tab": "measures", "measure": "ab" * 16})
    assert screen._measures is not None
    assert screen._measures.chosen == screen._measures._found[0].id.hex()
