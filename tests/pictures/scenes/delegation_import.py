"""A list of delegations: before it is chosen, and recognised."""

from PySide6.QtWidgets import QWidget

from app.demo.council import FICTIONAL
from app.ui.kit.screen import Address
from app.ui.screens.delegation_import.screen import DelegationImportScreen
from tests.pictures.scene import Scene, Stage


def empty(stage: Stage) -> QWidget:
    """Nothing chosen yet."""
    return stage.screen(DelegationImportScreen, Address("delegation_import"))


def recognised(stage: Stage) -> QWidget:
    """The fictional list, much of which is in the store already."""
    screen = stage.screen(DelegationImportScreen, Address("delegation_import"))
    assert isinstance(screen, DelegationImportScreen)
    screen.examine(FICTIONAL)
    stage.settle()
    return screen


SCENES = (Scene("delegation_import.empty", empty), Scene("delegation_import.recognised", recognised))
