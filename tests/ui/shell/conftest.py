"""A small station with two files, and a way to open a window on it."""

import gc
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.services.desk import Desk
from app.services.preferences import keep_preferences
from app.ui.kit.kit import Kit
from app.ui.shell.frame import Counts
from app.ui.shell.window import MainWindow
from tests.reads import preferences
from tests.station_world import StationWorld, a_file, a_person, a_station
from tests.ui.shell.shell_world import a_window

Opens = Callable[..., MainWindow]


@pytest.fixture(scope="module", autouse=True)
def _collect_on_this_thread() -> Iterator[None]:
    """Let no working thread collect what widgets left behind: Qt ends the process when one is deleted there."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StationWorld]:
    made = a_station(tmp_path_factory.mktemp("station"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def files(world: StationWorld) -> tuple[Id, Id]:
    """Two files: of Lambrecht and of Ménard."""
    first = a_file(world.officer, a_person(world.officer))
    return first, a_file(world.officer, a_person(world.officer, "Ménard", "Élodie"), title="Ménard, Luik")


@pytest.fixture
def desk(world: StationWorld) -> Desk:
    """The file officer's desk, who has no wishes yet."""
    keep_preferences(world.officer, dict.fromkeys(preferences(world.officer)))
    return world.officer


@pytest.fixture
def open_window(qtbot: QtBot, kit: Kit, desk: Desk) -> Opens:
    """Open a window that is ready; of another desk if one is given."""

    def opens(counts: Counts | None = None, at: Desk | None = None) -> MainWindow:
        return a_window(qtbot, kit, at or desk, counts)

    return opens
