"""A small station with two files, and a way to open a window on it."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.services.desk import Desk
from app.services.preferences import keep_preferences
from app.ui.kit.kit import Kit
from app.ui.shell.frame import Counts
from app.ui.shell.window import MainWindow
from tests.reads import preferences
from tests.standing import world
from tests.station_world import StationWorld, a_file, a_person
from tests.ui.fixtures import _collect_on_this_thread
from tests.ui.shell.shell_world import a_window

__all__ = ["_collect_on_this_thread", "world"]

Opens = Callable[..., MainWindow]


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
