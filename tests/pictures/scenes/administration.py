"""Accounts, workstations, organisations, as the administrator sees them."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.demo import fiction
from app.ui.kit.screen import Address
from app.ui.screens.administration.screen import AdministrationScreen
from tests.pictures.scene import Scene, Stage

TABS = ("accounts", "stations", "organisations")


def tab(name: str, stage: Stage) -> QWidget:
    """One tab."""
    address = Address("administration", tab=name)
    return stage.screen(AdministrationScreen, address, fiction.ADMINISTRATOR.login, on=stage.platform())


SCENES = tuple(Scene(f"administration.{name}", partial(tab, name)) for name in TABS)
