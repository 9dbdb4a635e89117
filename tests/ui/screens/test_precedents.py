"""What comparable files decided stands beside the measures, closed at first; it opens files and chooses nothing."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.core.ids import Id
from app.models.enums import ThreatLevel
from app.models.kinds.persons import Person
from app.services.cases.analyses import record_analysis
from app.services.cases.decisions import approve_measures
from app.services.registers.persons import open_person
from app.ui.files.measures.precedents import PrecedentsPanel
from app.ui.forms.acting import ActSheet
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.station_world import StationWorld, a_file, a_person, a_proposal, an_analysis, the_minister
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import faults

FILES = 10


@pytest.fixture(scope="module")
def file(world: StationWorld) -> Id:
    """A judge's file; of ten others like it each had patrols, approved."""
    proposed = []
    for number in range(FILES + 1):
        person = open_person(world.officer, Person(family_name="Peeters", category="magistrate")).id
        made = a_file(world.officer, person, title=f"Magistraat {number}")
        record_analysis(world.officer, made, an_analysis(world.police, ThreatLevel.SERIOUS))
        if number < FILES:
            proposed.append(a_proposal(world, made, person))
    approve_measures(world.recorder, proposed, the_minister())
    return made


def opened(work: AtWork, world: StationWorld, file: Id) -> ThreatFileScreen:
    return work.show(ThreatFileScreen, world.officer, Address("threat_file", file, "measures"))


def panel(work: AtWork, world: StationWorld, file: Id) -> PrecedentsPanel:
    made = PrecedentsPanel(work.kit, world.officer, file, 240)
    work.qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


def shown(where: QWidget, begins: str) -> list[str]:
    every = [one for one in where.findChildren(QWidget) if isinstance(one, QLabel | QAbstractButton)]
    found = [one for one in every if one.objectName().startswith(begins) and one.isVisibleTo(where)]
    return [one.text().replace("\u00a0", " ") for one in found]


def test_it_is_closed_until_it_is_asked_for(work: AtWork, world: StationWorld, file: Id) -> None:
    screen = panel(work, world, file)
    assert not work.there(screen, "precedents_rule")
    work.press(screen, "precedents_open")
    assert work.said(screen, "precedents_rule").startswith("Elders beslist, en geen regel")
    assert shown(screen, "precedents_step_") == [
        "Zelfde functie, soort dreiging en niveau: 10 dossiers", "Zelfde soort dreiging en niveau: 10 dossiers",
        "Zelfde soort dreiging: 10 dossiers",
    ]  # fmt: skip
    assert shown(screen, "precedents_type_") == ["Patrouilles op wisselende tijdstippen"]
    assert shown(screen, "precedents_0_") == ["10", "10", "0", "0", "—"]
    assert faults(screen) == []
    work.press(screen, "precedents_open")
    assert not work.there(screen, "precedents_rule")


def test_its_files_are_opened_page_by_page(work: AtWork, world: StationWorld, file: Id) -> None:
    screen = panel(work, world, file)
    work.press(screen, "precedents_open")
    work.press(screen, "precedents_type_0")
    assert len(shown(screen, "precedents_files_0_")) == 9, "eight, and what is left"
    work.press(screen, "precedents_files_0_more")
    lines = shown(screen, "precedents_files_0_")
    assert len(lines) == FILES
    assert all("Magistraat" in line and line.endswith("lopend") for line in lines), "they run"
    with work.qtbot.waitSignal(screen.file_wanted) as wanted:
        work.press(screen, "precedents_files_0_3")
    assert wanted.args[0] != file
    work.press(screen, "precedents_type_0")
    assert shown(screen, "precedents_files_0_") == []


def test_another_step_is_chosen(work: AtWork, world: StationWorld, file: Id) -> None:
    screen = panel(work, world, file)
    work.press(screen, "precedents_open")
    work.press(screen, "precedents_step_2")
    steps = [one for one in screen.findChildren(QAbstractButton) if one.objectName().startswith("precedents_step_")]
    assert [one.isChecked() for one in steps if one.isVisibleTo(screen)] == [False, False, True]


def test_beside_a_proposal_it_chooses_nothing_and_leads_away_without_loss(
    work: AtWork, world: StationWorld, file: Id
) -> None:
    screen = opened(work, world, file)
    work.press(screen, "propose_measure")
    sheet = work.sheet()
    assert isinstance(sheet, ActSheet)
    assert sheet.form is not None
    work.press(sheet, "precedents_open")
    assert sheet.form.editor("type").value() is None
    assert not sheet.form.is_dirty
    work.fill(sheet, type="escort")
    work.press(sheet, "precedents_type_0")
    work.press(sheet, "precedents_files_0_0")
    assert work.sheets() == []
    work.press(screen, "propose_measure")
    again = work.sheet().form
    assert again is not None
    assert again.editor("type").value() == "escort"
    again.discard()


def test_where_nothing_can_be_compared_it_says_so(work: AtWork, world: StationWorld) -> None:
    screen = panel(work, world, a_file(world.officer, a_person(world.officer)))
    work.press(screen, "precedents_open")
    assert work.said(screen, "precedents_none").startswith("Niets om mee te vergelijken")


def test_who_proposes_nothing_is_not_shown_it(work: AtWork, world: StationWorld, file: Id) -> None:
    screen = work.show(ThreatFileScreen, world.recorder, Address("threat_file", file, "measures"))
    if work.there(screen, "reason_duty"):
        work.press(screen, "reason_duty")
    assert not work.there(screen, "precedents_open")


def test_above_the_measures_it_opens_a_file_beside_this_one(work: AtWork, world: StationWorld, file: Id) -> None:
    screen = opened(work, world, file)
    work.press(screen, "precedents_open")
    work.press(screen, "precedents_type_0")
    assert faults(screen) == []
    with work.qtbot.waitSignal(screen.wanted_apart) as wanted:
        work.press(screen, "precedents_files_0_0")
    assert (wanted.args[0].screen, wanted.args[0].tab) == ("threat_file", "measures")
    assert wanted.args[0].uid != file
