"""On what a file and its measures stand, as an officer sets it."""

import pytest
from PySide6.QtWidgets import QWidget

from app.models.enums import FileBasis
from app.services.cases.analyses import record_analysis
from app.services.cases.file_overviews import file_overview
from app.services.cases.file_sheets import file_sheet
from app.ui.screens.threat_file.life_sheets import edit_sheet
from app.ui.screens.threat_file.sheets import measure_sheet
from tests.station_world import StationWorld, a_file, a_person, an_analysis
from tests.ui.screens.at_work import AtWork


def test_the_basis_is_edited_and_a_measure_may_name_the_analysis(work: AtWork, world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    parent = QWidget()
    work.qtbot.addWidget(parent)
    shown = file_sheet(world.officer, file, "nl")
    sheet = edit_sheet(work.kit, world.officer, parent, shown)
    work.qtbot.addWidget(sheet)
    sheet.show()
    work.fill(sheet, basis=FileBasis.BOTH)
    sheet.act_button.click()
    work.settle()
    assert sheet.isVisible()  # no analysis yet: refused, and what was typed stays
    measure = measure_sheet(work.kit, world.officer, parent, shown, urgent=False)
    assert measure.form is not None
    with pytest.raises(KeyError):
        measure.form.editor("basis_analysis")

    made = record_analysis(world.officer, file, an_analysis(world.police))
    sheet.act_button.click()
    work.settle()
    record = file_overview(world.officer, file).record
    assert record is not None
    assert record.basis is FileBasis.BOTH
    measure = measure_sheet(work.kit, world.officer, parent, file_sheet(world.officer, file, "nl"), urgent=False)
    assert measure.form is not None
    assert not measure.form.editor("basis_analysis").state()
    work.fill(measure, basis_analysis=made)
    assert measure.form.editor("basis_analysis").state()
