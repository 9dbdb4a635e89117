"""Accounts, workstations, organisations, as the administrator sees them."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.demo import fiction
from app.demo.ant1 import REQUEST
from app.models.enums import Role
from app.models.lists import MEASURE_TYPES
from app.ui.kit.screen import Address
from app.ui.screens.administration.catalogues_page import CataloguesPage
from app.ui.screens.administration.screen import AdministrationScreen
from app.ui.screens.administration.station_sheets import revoke_station_sheet
from app.ui.screens.administration.stations_page import StationsPage
from tests.pictures.scene import DIALOG, INSIDE, Scene, Stage
from tests.pictures.steps import choosing, pressing, sheet_scene
from tests.unit.services.paper_world import sit

TABS = ("accounts", "stations", "organisations", "catalogues")


def tab(name: str, stage: Stage, login: str = fiction.ADMINISTRATOR.login) -> QWidget:
    """One tab."""
    address = Address("administration", tab=name)
    return stage.screen(AdministrationScreen, address, login, on=stage.platform())


def to_clear(stage: Stage) -> QWidget:
    """The accounts, as a security officer sees them."""
    desk = sit(stage.desk(fiction.ADMINISTRATOR.login), stage.platform(), "V. Veiligheid", Role.SECURITY_OFFICER)
    address = Address("administration", tab="accounts")
    screen = AdministrationScreen(stage.kit, desk, address, None, on=stage.platform())
    stage.show(screen)
    screen.load()
    stage.settle()
    return screen


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


def patrols(stage: Stage, login: str = fiction.ADMINISTRATOR.login) -> QWidget:
    """The types of measures, patrols chosen: many measures of the demonstration are."""
    screen = tab("catalogues", stage, login)
    page = screen.findChild(CataloguesPage, "catalogues")
    assert page is not None
    page.turn_to(MEASURE_TYPES, "patrols")
    stage.settle()
    return screen


READER = fiction.FILE_OFFICER.login
"""Who changes nothing there."""
ORGANISATIONS = partial(tab, "organisations")
ZONE = choosing("organisations_rows", "PZ")
SCENES = (
    *(Scene(f"administration.{name}", partial(tab, name)) for name in TABS),
    Scene("administration.revoke_station", revoke_station, sizes=DIALOG),
    Scene("administration.admit_station", admit_station, sizes=DIALOG),
    sheet_scene("administration.change_catalogue_item", patrols, pressing("change_item")),
    sheet_scene(
        "administration.renew_clearance",
        to_clear,
        choosing("accounts_rows", "Verhaegen"),
        pressing("renew_clearance"),
    ),
    sheet_scene("administration.known_services", ORGANISATIONS, pressing("known_services")),
    *(
        sheet_scene(f"administration.{name}", ORGANISATIONS, ZONE, pressing(name))
        for name in ("change_organisation", "withdraw_organisation")
    ),
    sheet_scene("administration.withdraw_item", patrols, pressing("withdraw_item")),
    sheet_scene("administration.new_item", patrols, pressing("new_item")),
    sheet_scene("administration.organisation_trail", ORGANISATIONS, ZONE, pressing("organisation_trail")),
    sheet_scene("administration.item_uses", partial(patrols, login=READER), pressing("item_uses")),
    sheet_scene(
        "administration.organisation_used",
        partial(tab, "organisations", login=READER),
        ZONE,
        pressing("organisation_used"),
    ),
)
