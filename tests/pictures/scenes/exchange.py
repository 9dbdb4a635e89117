"""What leaves, what arrives, what stands twice."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget

from app.demo import fiction
from app.models.enums import AccountState, Action
from app.models.kinds.directory import Station
from app.services.exchange.exporting import Exported
from app.services.station.stations import directory_of
from app.ui.files.sharing_sheet import SharingSheet
from app.ui.kit.screen import Address
from app.ui.screens.exchange.conflicts import ConflictScreen
from app.ui.screens.exchange.export import ExportScreen
from app.ui.screens.exchange.held import HeldScreen
from app.ui.screens.exchange.overview import ExchangeScreen
from app.ui.screens.exchange.taking_in import ImportScreen
from tests.pictures.scene import DIALOG, Scene, Stage
from tests.pictures.steps import pressing, sheet_scene


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


def settled(stage: Stage) -> QWidget:
    """One of them was kept: what holds stays in sight, the values are shown again."""
    screen = conflicts(stage)
    for name in ("keep_1", "choose_again"):
        found = screen.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton), name
        found.click()
        stage.settle()
    return screen


def held(stage: Stage) -> QWidget:
    """The police zone's workstation was revoked; what it wrote before the number named waits."""
    desk = stage.desk(fiction.ADMINISTRATOR.login)
    with desk.write() as unit:
        directory = directory_of(desk)
        unit.require(Action.DIRECTORY, directory)
        unit.change(directory, stage.house.ids["ANT1"], Station, {"state": AccountState.REVOKED, "cut_off": 0})
        unit.save(signed=True)
    desk.close()
    stage.desks.remove(desk)
    return stage.screen(HeldScreen, Address("held"))


def adopting(stage: Stage) -> QWidget:
    """All of it is to be adopted: the question."""
    screen = held(stage)
    assert isinstance(screen, HeldScreen)
    screen._on_all()
    return stage.sheet()


def written(stage: Stage) -> QWidget:
    """The bundle is on the stick; its slip is offered."""
    screen = export(stage)
    assert isinstance(screen, ExportScreen)
    stick = Path("stick")
    stick.mkdir(exist_ok=True)
    made = Exported(bytes(16), (stick / "1cb0f5a2e8d94f63.pbundle",), entries=12, size=48_213, counter=3)
    screen._on_written(made)
    stage.settle()
    return screen


def sharing(stage: Stage) -> QWidget:
    """What of the judge's file the police zone is to receive."""
    ids = stage.house.ids
    sheet = SharingSheet(stage.kit, stage.desk(), None, ids["file"], ids["ANT1"])
    stage.show(sheet)
    return sheet


SCENES = (
    Scene("exchange.sharing", sharing, sizes=DIALOG),
    Scene("exchange.settled", settled),
    Scene("exchange.held", held),
    Scene("exchange.adopting", adopting, sizes=DIALOG),
    Scene("exchange.written", written),
    Scene("exchange.desk", desk),
    Scene("exchange.export", export),
    Scene("exchange.nothing_arrived", nothing_arrived),
    Scene("exchange.arrived", arrived),
    Scene("exchange.conflicts", conflicts),
    sheet_scene("exchange.other_value", conflicts, pressing("keep_other")),
)
