"""Accounts, workstations, organisations, as the administrator sees them."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from app.demo import fiction
from app.demo.ant1 import REQUEST
from app.models.lists import MEASURE_TYPES
from app.ui.kit.screen import Address
from app.ui.screens.administration.catalogues_page import CataloguesPage
from app.ui.screens.administration.screen import AdministrationScreen
from app.ui.screens.administration.station_sheets import revoke_station_sheet
from app.ui.screens.administration.stations_page import StationsPage
from tests.pictures.scene import DIALOG, INSIDE, Scene, Stage

TABS = ("accounts", "stations", "organisations", "catalogues")


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


def admit_station(stage: Stage) -> QWidget:
    """The sheet in which a newcomer's words are compared, and another officer confirms what he may read."""
    stage.size = INSIDE[0]
    screen = tab("stations", stage)
    stage.grounds.append(screen)  # the dialog stands over it
    page = screen.findChild(StationsPage)
    assert isinstance(page, StationsPage)
    page.admit(stage.house.stick / REQUEST)
    stage.settle()
    return stage.sheet()


def change_catalogue_item(stage: Stage) -> QWidget:
    """Patrols are to be called otherwise; the sheet says how many measures of the demonstration will be."""
    stage.size = INSIDE[0]
    screen = tab("catalogues", stage)
    stage.grounds.append(screen)  # the dialog stands over it
    page = screen.findChild(CataloguesPage, "catalogues")
    assert page is not None
    page.turn_to(MEASURE_TYPES, "patrols")
    button = page.findChild(QPushButton, "change_item")
    assert button is not None
    button.click()
    stage.settle()
    return stage.sheet()


SCENES = (
    *(Scene(f"administration.{name}", partial(tab, name)) for name in TABS),
    Scene("administration.revoke_station", revoke_station, sizes=DIALOG),
    Scene("administration.admit_station", admit_station, sizes=DIALOG),
    Scene("administration.change_catalogue_item", change_catalogue_item, sizes=DIALOG),
)
