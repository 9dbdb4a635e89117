"""The long lists: threatened persons, visits, persons."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.ui.kit.screen import Address, Screen
from app.ui.screens.registers.lists import PersonsScreen, ThreatFilesScreen, VisitsScreen
from tests.pictures.scene import Scene, Stage

LISTS: dict[str, type[Screen]] = {
    "threat_files": ThreatFilesScreen, "visits": VisitsScreen, "persons": PersonsScreen,
}  # fmt: skip


def listed(name: str, stage: Stage) -> QWidget:
    """One list as it opens."""
    return stage.screen(LISTS[name], Address(name))


SCENES = tuple(Scene(f"registers.{name}", partial(listed, name)) for name in LISTS)
