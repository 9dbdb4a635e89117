"""A visit of the European Council, tab by tab."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.ui.kit.screen import Address
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.visit.screen import VisitScreen
from tests.pictures.scene import Scene, Stage

TABS = ("programme", "delegation", "measures", "papers", "history")


def tab(name: str, stage: Stage) -> QWidget:
    """One tab of the visit that has a programme."""
    papers = PaperSheets(stage.platform())
    address = Address("visit", stage.house.ids["visit"], name)
    return stage.screen(VisitScreen, address, issue=papers.issue, copies=papers.copies)


SCENES = tuple(Scene(f"visit.{name}", partial(tab, name)) for name in TABS)
