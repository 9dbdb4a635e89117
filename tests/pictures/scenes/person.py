"""A person's page."""

from PySide6.QtWidgets import QWidget

from app.ui.kit.screen import Address
from app.ui.screens.person.screen import PersonScreen
from tests.pictures.scene import Scene, Stage


def judge(stage: Stage) -> QWidget:
    """The judge, with numbers, an address and a file."""
    return stage.screen(PersonScreen, Address("person", stage.house.ids["judge"]))


SCENES = (Scene("person.judge", judge),)
