"""What leaves, what arrives, what stands twice."""

from PySide6.QtWidgets import QWidget

from app.ui.kit.screen import Address
from app.ui.screens.exchange.conflicts import ConflictScreen
from app.ui.screens.exchange.export import ExportScreen
from app.ui.screens.exchange.overview import ExchangeScreen
from app.ui.screens.exchange.taking_in import ImportScreen
from tests.pictures.scene import Scene, Stage


def desk(stage: Stage) -> QWidget:
    """Stations, ledger, what is missing, what stands twice."""
    return stage.screen(ExchangeScreen, Address("exchange"))


def export(stage: Stage) -> QWidget:
    """The gate before a bundle to ANT1 with the judge's file, which it knows, and one it does not."""
    ids = stage.house.ids
    wanted = (ids["file"], ids["judge"], ids["partner"], stage.house.files["JACOBS"])
    roots = tuple(("root", one.hex()) for one in wanted)
    return stage.screen(ExportScreen, Address("export", ids["ANT1"], extra=roots))


def nothing_arrived(stage: Stage) -> QWidget:
    """No stick, no bundle."""
    return stage.screen(ImportScreen, Address("import"))


def arrived(stage: Stage) -> QWidget:
    """What the police zone's bundle would change."""
    screen = stage.screen(ImportScreen, Address("import"))
    assert isinstance(screen, ImportScreen)
    screen.examine([stage.house.arrived])
    stage.settle()
    return screen


def conflicts(stage: Stage) -> QWidget:
    """Two instructions for the same patrols."""
    return stage.screen(ConflictScreen, Address("conflicts"))


SCENES = (
    Scene("exchange.desk", desk),
    Scene("exchange.export", export),
    Scene("exchange.nothing_arrived", nothing_arrived),
    Scene("exchange.arrived", arrived),
    Scene("exchange.conflicts", conflicts),
)
