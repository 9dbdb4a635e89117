"""A visit of the European Council, tab by tab."""

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from app.models.kinds.visits import ProgrammeItem
from app.services.visits.visit_lines import edit_line
from app.services.visits.visits import edit_visit
from app.ui.kit.screen import Address
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.visit.screen import VisitScreen
from tests.pictures.scene import Scene, Stage
from tests.pictures.steps import sheet_scene
from tests.pictures.visited import UNCOVERED
from tests.reads import visit_sheet

TABS = ("programme", "delegation", "measures", "papers", "history")


def tab(name: str, stage: Stage) -> QWidget:
    """One tab of the visit that has a programme."""
    papers = PaperSheets(stage.platform())
    address = Address("visit", stage.house.ids["visit"], name)
    return stage.screen(VisitScreen, address, issue=papers.issue, copies=papers.copies)


def called_off(stage: Stage) -> QWidget:
    """A stay of weeks, a point of which was cancelled."""
    visit, desk = stage.house.ids["visit"], stage.desk()
    sheet = visit_sheet(desk, visit)
    museum = next(uid for uid, item, _ in sheet.programme or () if item.place_text == UNCOVERED)
    edit_line(desk, museum, ProgrammeItem, {"cancelled": True, "responsible": "L. Legrand-Voorbeeld"})
    arrival = sheet.record.arrival
    assert arrival is not None
    edit_visit(desk, visit, {"departure": arrival + timedelta(days=40)})
    made = VisitScreen(stage.kit, desk, Address("visit", visit), None, issue=lambda *_: None)
    stage.show(made)
    made.load()
    stage.settle()
    return made


def _open_what_was_called_off(screen: QWidget) -> None:
    assert isinstance(screen, VisitScreen)
    board = screen._board
    assert board is not None
    screen._on_item(next(uid for uid, item, _ in board.sheet.programme or () if item.cancelled))


SCENES = (
    Scene("visit.called_off", called_off),
    *(Scene(f"visit.{name}", partial(tab, name)) for name in TABS),
    sheet_scene("visit.cancelled_item", called_off, _open_what_was_called_off),
)
