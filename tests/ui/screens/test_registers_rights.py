"""The lists of files, visits and persons: what begins something new is offered only to whom it is of use."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.registers.lists import PersonsScreen, ThreatFilesScreen, VisitsScreen
from tests.station_world import StationWorld


@pytest.mark.parametrize("kind", [ThreatFilesScreen, VisitsScreen, PersonsScreen])
@pytest.mark.parametrize("may", [True, False], ids=["file officer", "partner"])
def test_what_begins_something_is_offered_only_to_whom_it_is_allowed(
    qtbot: QtBot,
    kit: Kit,
    world: StationWorld,
    kind: type[ThreatFilesScreen | VisitsScreen | PersonsScreen],
    may: bool,
) -> None:
    desk: Desk = world.officer if may else world.partner
    screen = kind(kit, desk, Address("list"))
    qtbot.addWidget(screen)
    assert not any(one.enabled() for one in screen.actions_here())
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    hint = next(one for one in screen.findChildren(QLabel) if one.objectName().endswith("_empty_hint"))
    assert all(one.enabled() is may for one in screen.actions_here())
    assert hint.isHidden() is not may
    assert all(one.isHidden() is not may for one in screen._made)
