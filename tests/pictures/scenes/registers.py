"""The long lists: threatened persons, visits, persons."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.demo import fiction
from app.ui.kit.screen import Address, Screen
from app.ui.screens.registers.assignments import AssignmentsScreen
from app.ui.screens.registers.lists import PersonsScreen, ThreatFilesScreen, VisitsScreen
from tests.pictures.scene import Scene, Stage

LISTS: dict[str, type[Screen]] = {
    "threat_files": ThreatFilesScreen, "visits": VisitsScreen, "persons": PersonsScreen,
}  # fmt: skip


def listed(name: str, stage: Stage) -> QWidget:
    """One list as it opens."""
    return stage.screen(LISTS[name], Address(name))


def assignments(stage: Stage) -> QWidget:
    """What the police zone is given, at its own workstation."""
    desk = stage.desk(fiction.PARTNER.login, "ANT1")
    made = AssignmentsScreen(stage.kit, desk, Address("assignments"))
    stage.show(made)
    made.load()
    stage.settle()
    made.list.table.selectRow(0)
    return made


SCENES = (
    *(Scene(f"registers.{name}", partial(listed, name)) for name in LISTS),
    Scene("registers.assignments", assignments),
)
