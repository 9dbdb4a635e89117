"""Before a file or card that is not one's own: an approver may say that it waits for his decision, others may not."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.files.reason import ReasonPage
from app.ui.kit.buttons import Button
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.call_card import CallCardScreen
from tests.station_world import StationWorld, a_file, a_person, a_station


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> StationWorld:
    return a_station(tmp_path_factory.mktemp("reasons"))


def offered(page: QWidget, name: str) -> bool:
    made = page.findChild(QAbstractButton, name)
    assert made is not None
    return not made.isHidden()


@pytest.mark.parametrize("approves", [True, False])
def test_a_file_is_opened_for_a_decision_only_by_who_decides(
    qtbot: QtBot, kit: Kit, world: StationWorld, approves: bool
) -> None:
    desk = world.recorder if approves else world.duty
    page = ReasonPage(kit, desk, a_file(world.officer))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert offered(page, "reason_decision") is approves
    assert offered(page, "reason_replacing")
    shown = sorted((one for one in page.findChildren(Button) if not one.isHidden()), key=lambda one: one.y())
    keys = [one.property("shortcut").toString() for one in shown]
    assert keys == [*"12345", *(["0"] if approves else [])], "0 stands at an end, wherever a decision is offered"
    world.close()


def test_a_card_too(qtbot: QtBot, kit: Kit, world: StationWorld) -> None:
    person = a_person(world.officer)
    a_file(world.officer, person)
    screen = CallCardScreen(kit, world.recorder, Address("call_card", person))
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle and screen.findChild(QWidget, "reason_page") is not None)
    qtbot.waitUntil(lambda: offered(screen, "reason_decision"))
    world.close()
