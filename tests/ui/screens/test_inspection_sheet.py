"""Opening a person to an inspector: chosen and referenced, or refused in words; nothing is nameless or cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from app.models.enums import Role
from app.services.inspections import inspectors
from app.services.paper.extracts import begin_extract
from app.ui.files.inspecting import inspection_sheet
from app.ui.kit.theme import Mode
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import faults
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK)])
def test_a_person_is_opened_to_an_inspector_under_a_reference(world: PaperWorld, work: AtWork) -> None:
    inspector, parent = sit(world.admin, world.on, "Controleur", Role.INSPECTOR), QWidget()
    work.qtbot.addWidget(parent)
    sheet = inspection_sheet(work.kit, world.desk, parent, world.person, inspectors(world.desk))
    sheet.show()
    work.settle()
    assert faults(sheet) == []
    work.press(sheet, "open_inspection_act")
    assert work.said(sheet, "open_inspection_refused") != ""
    line = sheet.findChild(QLineEdit, "inspection_reference")
    assert line is not None
    line.setText("COC 2026/118")
    work.press(sheet, "open_inspection_act")
    assert not work.sheets()
    assert begin_extract(inspector, world.person).inspection


def test_without_an_inspector_it_says_who_enrols_one(world: PaperWorld, work: AtWork) -> None:
    parent = QWidget()
    work.qtbot.addWidget(parent)
    sheet = inspection_sheet(work.kit, world.desk, parent, world.person, ())
    sheet.show()
    work.settle()
    assert not sheet.act_button.isEnabled()
    assert "beheerder" in work.said(sheet, "open_inspection_hint")
