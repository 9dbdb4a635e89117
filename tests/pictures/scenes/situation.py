"""The first screen: what needs someone now."""

from PySide6.QtWidgets import QWidget

from app.ui.kit.screen import Address
from app.ui.screens.situation.screen import SituationScreen
from tests.pictures.scene import Scene, Stage


def situation(stage: Stage) -> QWidget:
    """A file officer's morning."""
    return stage.screen(SituationScreen, Address("situation"))


SCENES = (Scene("situation.all", situation),)
