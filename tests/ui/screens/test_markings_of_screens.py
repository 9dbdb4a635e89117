"""The strip says how what is in sight is marked: over lists, over what arrives, over what stands twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap import places
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.services.desk import Desk
from app.services.station.stations import Platform
from app.store.keys import Argon2Cost
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.delegation_import.screen import DelegationImportScreen
from app.ui.screens.registers.lists import PersonsScreen, ThreatFilesScreen, VisitsScreen
from app.ui.shell.window import MainWindow
from tests.station_world import StationWorld, a_file, a_person, a_station
from tests.ui.shell.shell_world import settle

DUTCH = {Marking.NONE: "NIET GECLASSIFICEERD", Marking.RESTRICTED: "BEPERKT", Marking.SECRET: "GEHEIM"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StationWorld]:
    made = a_station(tmp_path_factory.mktemp("marked"))
    person = a_person(made.officer, label=Label(marking=Marking.RESTRICTED))
    a_file(made.officer, person, label=Label(marking=Marking.SECRET))
    yield made
    made.close()


@pytest.fixture
def low(world: StationWorld) -> Desk:
    return world.sit("low", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)


def window_of(qtbot: QtBot, kit: Kit, world: StationWorld, desk: Desk) -> MainWindow:
    on = Platform(world.clock, world.randomness, None, Argon2Cost(passes=1, memory_kib=64, lanes=1))
    made = MainWindow(kit, desk, places(on))
    qtbot.addWidget(made, before_close_func=lambda window: window.take_away())
    with qtbot.waitSignal(made.ready):
        made.begin()
    settle(qtbot, kit)
    return made


def strip(window: MainWindow) -> str:
    found = window.findChild(QLabel, "marking_strip")
    assert found is not None
    return found.text().split(" — ")[0]


def test_the_strip_follows_from_list_to_list_and_back(qtbot: QtBot, kit: Kit, world: StationWorld) -> None:
    window = window_of(qtbot, kit, world, world.officer)
    said = []
    for room in ("threat_files", "persons", "visits", "threat_files"):
        window.go_to(room)
        settle(qtbot, kit)
        said.append(strip(window))
    assert said == [DUTCH[one] for one in (Marking.SECRET, Marking.RESTRICTED, Marking.RESTRICTED, Marking.SECRET)]


def test_it_follows_when_another_tab_comes_to_the_front(qtbot: QtBot, kit: Kit, world: StationWorld) -> None:
    window = window_of(qtbot, kit, world, world.officer)
    window.go_to("threat_files")
    window.pages.open(Address("help"), apart=True)
    settle(qtbot, kit)
    assert strip(window) == DUTCH[Marking.NONE]
    window.pages.step(1)
    assert strip(window) == DUTCH[Marking.SECRET]
    window.pages.step(1)
    assert strip(window) == DUTCH[Marking.NONE]


def test_a_list_is_marked_by_what_its_reader_may_see(qtbot: QtBot, kit: Kit, world: StationWorld, low: Desk) -> None:
    window = window_of(qtbot, kit, world, low)
    window.go_to("threat_files")
    settle(qtbot, kit)
    assert strip(window) == DUTCH[Marking.RESTRICTED]


@pytest.mark.parametrize("role", [Role.FILE_OFFICER, Role.ADMINISTRATOR, Role.SECURITY_OFFICER])
def test_every_room_says_how_it_is_marked(qtbot: QtBot, kit: Kit, world: StationWorld, role: Role) -> None:
    desk = world.sit(f"of_{role.value}", [role])
    window = window_of(qtbot, kit, world, desk)
    rooms = [entry.screen for entry in window.frame.entries]
    assert rooms
    for room in rooms:
        window.go_to(room)
        settle(qtbot, kit)
        assert window.pages.marking is not None, room


@pytest.mark.parametrize("screen", ["exchange", "import", "conflicts", "delegation_import"])
def test_what_is_reached_from_a_room_says_it_too(qtbot: QtBot, kit: Kit, world: StationWorld, screen: str) -> None:
    window = window_of(qtbot, kit, world, world.officer)
    window.pages.open(Address(screen))
    settle(qtbot, kit)
    assert window.pages.marking is not None


def test_a_delegation_list_is_marked_as_what_it_becomes(
    qtbot: QtBot, kit: Kit, world: StationWorld, tmp_path: Path
) -> None:
    list_file = tmp_path / "list.csv"
    list_file.write_text("country,office,holder\nFrance,Minister,Nele Lambrecht\n", encoding="utf-8")
    screen = DelegationImportScreen(kit, world.officer, Address("delegation_import"))
    qtbot.addWidget(screen)
    told: list[Marking] = []
    screen.marked.connect(told.append)
    screen.load()
    assert told == [Marking.NONE]
    screen.examine(list_file)
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert told[-1] is Marking.RESTRICTED


@pytest.mark.parametrize("kind", [ThreatFilesScreen, VisitsScreen, PersonsScreen])
def test_a_list_says_it_again_when_the_store_changed(
    qtbot: QtBot, kit: Kit, tmp_path: Path, kind: type[ThreatFilesScreen | VisitsScreen | PersonsScreen]
) -> None:
    world = a_station(tmp_path)
    screen = kind(kit, world.officer, Address("list"))
    qtbot.addWidget(screen)
    told: list[Marking] = []
    screen.marked.connect(told.append)
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    a_person(world.officer, label=Label(marking=Marking.CONFIDENTIAL))
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert told == [Marking.NONE, Marking.CONFIDENTIAL]
    world.close()
