"""Screens of files in a narrow window, as at 200 % on full HD: nothing is cut, nothing pushes the window wider."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.services.visits.visits import edit_visit
from app.ui.kit.screen import Address, Screen
from app.ui.kit.tabs import Tabs
from app.ui.screens.call_card import CallCardScreen
from app.ui.screens.person.screen import PersonScreen
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.screens.visit.screen import VisitScreen
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import faults
from tests.unit.services.paper_world import PaperWorld, a_paper_world
from tests.unit.services.visit_paper_world import VisitPaper, a_visit_on_paper, at

NARROW = (752, 440)
"""What a window of 960×540 leaves a screen: full HD at 200 %."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PaperWorld, VisitPaper]]:
    world = a_paper_world(tmp_path_factory.mktemp("narrow"))
    paper = a_visit_on_paper(world)
    edit_visit(world.desk, paper.visit, {"departure": at(24, 17) + timedelta(days=60)})
    yield world, paper
    world.admin.store.close()


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize("kind", [VisitScreen, ThreatFileScreen, PersonScreen, CallCardScreen])
def test_nothing_is_cut_in_a_narrow_window(
    work: AtWork, house: tuple[PaperWorld, VisitPaper], kind: type[Screen], language: str, tmp_path: Path
) -> None:
    world, paper = house
    address = {
        VisitScreen: Address("visit", paper.visit),
        ThreatFileScreen: Address("threat_file", world.file),
        PersonScreen: Address("person", world.person),
        CallCardScreen: Address("call_card", world.person),
    }[kind]
    wired = {"issue": lambda *_: None} if kind in (VisitScreen, ThreatFileScreen) else {}
    screen = work.show(kind, world.desk, address, NARROW, **wired)
    tabs = screen.findChild(Tabs)
    for tab in tabs.names if tabs is not None else [""]:
        if tabs is not None:
            tabs.turn_to(tab)
        work.settle()
        work.qtbot.waitUntil(lambda: faults(screen) == [])
        assert screen.width() == NARROW[0], tab
