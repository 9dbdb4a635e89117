"""For whom or what a measure is, and where: of the file's own addresses and the register's places, nothing else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from app.core.ids import Id
from app.models.enums import SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import Place
from app.ui.forms.acting import ActSheet
from app.ui.forms.references import ReferenceEditor
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.ui.forms.typing_in import strike
from tests.ui.screens.at_work import AtWork
from tests.unit.services.paper_world import PaperWorld, a_paper_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def place_field(sheet: ActSheet) -> ReferenceEditor:
    assert sheet.form is not None
    editor = sheet.form.editor("place")
    assert isinstance(editor, ReferenceEditor)
    return editor


def tick(sheet: ActSheet, text: str) -> QCheckBox:
    return next(one for one in sheet.findChildren(QCheckBox) if text in one.text())


def test_a_measure_is_for_the_file_and_a_home_at_a_place_entered_from_its_field(
    work: AtWork, world: PaperWorld
) -> None:
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "measures"), issue=lambda *_: 0)
    work.press(screen, "propose_measure")
    sheet = work.sheet()
    tick(sheet, "Het hele dossier").click()
    tick(sheet, "Voorbeeldstraat 12/3").click()
    assert "Verborgen" not in " ".join(one.text() for one in sheet.findChildren(QCheckBox)), "sealed stays sealed"
    work.fill(sheet, type="perimeter", executing=[world.zone], start=date(2026, 11, 22), end=date(2026, 12, 5))
    found = place_field(sheet).source.options("Voorbeeldstraat")
    assert [one.text for one in found] == ["Thuis · Voorbeeldstraat 12/3, 2000 Antwerpen"]
    assert [one.text for one in place_field(sheet).source.options("ZNA")] == ["ZNA Voorbeeld"]
    assert place_field(sheet).source.options("Hilde") == [], "a person is no place"

    line = place_field(sheet).line
    line.setFocus()
    QTest.keyClicks(line, "Hotel Plaza")
    work.settle()
    assert line.offered == ["Nieuwe plaats…"]
    strike(line.popup, Qt.Key.Key_Return)
    work.settle()
    entering = next(one for one in work.sheets() if one is not sheet)
    assert isinstance(entering, ActSheet)
    work.fill(entering, street="Meir", number="1", municipality="Antwerpen")
    work.do(entering)
    assert place_field(sheet).name_shown == "Hotel Plaza"
    work.do(sheet)
    assert work.sheets() == [], work.refused(sheet)
    with world.desk.read() as view:
        made = [one for _, one in view.find(Measure, "type = 'perimeter'")]
        home = view.find(HomeAddress, "person = ?", world.person)[0][0]
        hotel: Id = view.find(Place, "street = 'Meir'")[0][0]
    assert {(one.subject_kind, one.subject) for one in made} == {
        (SubjectKind.FILE, world.file), (SubjectKind.PLACE, home),
    }  # fmt: skip
    assert {one.place for one in made} == {hotel}


def test_what_is_ticked_and_the_other_place_come_back_from_the_draft(work: AtWork, world: PaperWorld) -> None:
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "measures"), issue=lambda *_: 0)
    work.press(screen, "propose_measure")
    sheet = work.sheet()
    tick(sheet, "Het hele dossier").click()
    sheet.findChild(ReferenceEditor, "measure_for_place")
    next(one for one in sheet.findChildren(ReferenceEditor) if one.name == "measure_for_place").take(world.hospital)
    work.settle()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    work.settle()
    work.press(screen, "propose_measure")
    again = work.sheet()
    assert tick(again, "Het hele dossier").isChecked()
    other = next(one for one in again.findChildren(ReferenceEditor) if one.name == "measure_for_place")
    assert other.name_shown == "ZNA Voorbeeld"
