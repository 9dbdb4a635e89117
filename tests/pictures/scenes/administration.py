"""Accounts, workstations, organisations, as the administrator sees them."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.demo import fiction
from app.ui.kit.screen import Address
from app.ui.screens.administration.screen import AdministrationScreen
from app.ui.screens.administration.station_sheets import revoke_station_sheet
from tests.pictures.scene import DIALOG, Scene, Stage

TABS = ("accounts", "stations", "organisations")


def tab(name: str, stage: Stage) -> QWidget:
    """One tab."""
    address = Address("administration", tab=name)
    return stage.screen(AdministrationScreen, address, fiction.ADMINISTRATOR.login, on=stage.platform())


def revoke_station(stage: Stage) -> QWidget:
    """The police zone's workstation is to be revoked."""
    desk, on = stage.desk(fiction.ADMINISTRATOR.login), stage.platform()
    sheet = revoke_station_sheet(stage.kit, desk, on, None, stage.house.ids["ANT1"], "ANT1")
    stage.show(sheet)
    return sheet


SCENES = (
    *(Scene(f"administration.{name}", partial(tab, name)) for name in TABS),
    Scene("administration.revoke_station", revoke_station, sizes=DIALOG),
)
