"""A file that is a draft says what comes first, beforehand, and leads back to what waited for it."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from app.core.ids import Id
from app.models.enums import Capacity, Channel, FileBasis, InvolvementRole, ThreatKind, ThreatLevel
from app.services.cases.files import Involved, NewFile, open_file
from app.services.cases.rulings import Ruling
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.ui.screens.at_work import AtWork
from tests.unit.services.paper_world import PaperWorld, a_paper_world

OWN = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, reason="Verzoek")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path_factory.mktemp("draft"))
    yield made
    made.admin.store.close()


def opened(work: AtWork, world: PaperWorld, file: Id, tab: str = "") -> ThreatFileScreen:
    return work.show(ThreatFileScreen, world.desk, Address("threat_file", file, tab), issue=lambda *_: None)


def a_draft(world: PaperWorld) -> Id:
    involved = [Involved(world.person, InvolvementRole.THREATENED)]
    return open_file(world.desk, NewFile("Journalist", FileBasis.ANALYSIS, involved=involved), OWN)


def test_a_draft_says_on_its_overview_what_comes_first_and_does_it(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, a_draft(world))
    said = work.said(screen, "in_force_empty")
    assert said.startswith("Dit dossier is een ontwerp: eerst komt de analyse, die het opent;")
    issue = screen.findChild(QPushButton, "issue_protocol")
    assert issue is not None
    assert not issue.isEnabled()
    assert issue.toolTip() == issue.accessibleDescription()
    assert issue.toolTip().startswith("Dit dossier is een ontwerp en er loopt geen maatregel")
    dead = {one.id for one in screen.actions_here() if not one.enabled()}
    assert dead >= {"file_propose", "file_issue"}
    assert "file_urgent" not in dead, "what cannot wait may start in a draft"
    work.press(screen, "overview_first_step")
    assert work.sheet().objectName() == "new_analysis"
    work.sheet().reject()


def test_the_analysis_that_opens_a_draft_leads_back_to_its_measures(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, a_draft(world), "measures")
    button = screen.findChild(QPushButton, "propose_measure")
    assert button is not None
    assert not button.isEnabled()
    assert button.toolTip() == work.said(screen, "no_measures_hint")
    screen._tabs.turn_to("analyses")
    work.settle()
    work.press(screen, "add_analysis")
    sheet = work.sheet()
    work.fill(sheet, service=world.cuta, kind=ThreatKind.TERRORISM, level=ThreatLevel.MEDIUM, dated=date(2026, 11, 20),
              reason="Analyse OCAD")  # fmt: skip
    work.do(sheet)
    assert work.sheets() == []
    assert screen._tabs.current == "measures"
    assert work.said(screen, "undo_bar_words") == "Het dossier is open: u kunt nu maatregelen voorstellen."
    assert (button.isEnabled(), button.toolTip()) == (True, "")
    assert not work.there(screen, "measures_first_step")
    work.press(screen, "undo_bar_act")
    assert work.sheet().objectName() == "new_measure"
    assert not work.there(screen, "undo_bar")
    work.sheet().reject()


def test_what_was_typed_of_a_measure_in_a_draft_comes_back_on_the_measures(work: AtWork, world: PaperWorld) -> None:
    file = a_draft(world)
    screen = opened(work, world, file, "measures")
    screen._on_propose()  # as its draft does, which may be older than the state of the file
    sheet = work.sheet()
    work.fill(sheet, type="close_protection", executing=[world.zone], start=date(2026, 11, 22), end=date(2026, 12, 5),
              reason="Niveau 3")  # fmt: skip
    work.do(sheet)
    assert work.refused(sheet).endswith(
        "Er werd geen maatregel voorgesteld; wat getypt is, blijft bewaard als concept."
    )
    sheet.reject()
    work.settle()
    screen._tabs.turn_to("overview")
    screen.take_up(f"measure:{file.hex()}:0")
    work.settle()
    assert screen._tabs.current == "measures"
    assert work.sheet().form is not None
    work.sheet().reject()
