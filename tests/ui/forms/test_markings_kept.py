"""The marking chosen where something begins: up to what may be given, said why no higher, kept with what is typed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.models.enums import Marking, Role
from app.services.desk import Desk
from app.services.drafts import NEW as NEW_THING
from app.services.drafts import drop_draft, keep_draft
from app.services.markings import marking_of
from app.ui.files.opening import new_file_sheet, new_person_sheet, new_visit_sheet
from app.ui.forms.acting import ActSheet
from app.ui.forms.choices import ChoiceEditor
from app.ui.forms.form import Form
from app.ui.forms.marking import MarkingPicker
from app.ui.forms.rows import FieldRow, Said
from app.ui.kit.kit import Kit
from tests.reads import drafts_of
from tests.station_world import StationWorld
from tests.ui.forms.typing_in import press, strike

Make = Callable[..., ActSheet]
SHEETS = pytest.mark.parametrize(
    ("make", "field"), [(new_file_sheet, "title"), (new_visit_sheet, "title"), (new_person_sheet, "family_name")]
)


@pytest.fixture(autouse=True)
def _no_drafts(desk: Desk) -> None:
    for draft in drafts_of(desk):
        drop_draft(desk, draft.key)


def opened(qtbot: QtBot, kit: Kit, desk: Desk, make: Make) -> ActSheet:
    made = make(kit, desk, None)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    return made


def picker_of(sheet: ActSheet) -> MarkingPicker:
    found = sheet.findChild(MarkingPicker)
    assert found is not None
    return found


def form_of(sheet: ActSheet) -> Form:
    assert sheet.form is not None
    return sheet.form


def choose(sheet: ActSheet, word: str) -> None:
    line = picker_of(sheet).findChild(QLineEdit, "marking")
    assert line is not None
    line.setFocus()
    line.selectAll()
    press(line, word)
    strike(line, Qt.Key.Key_Tab)


@SHEETS
def test_the_marking_comes_back_with_what_was_typed_after_a_lock(
    qtbot: QtBot, kit: Kit, desk: Desk, make: Make, field: str
) -> None:
    sheet = opened(qtbot, kit, desk, make)
    assert picker_of(sheet).marking() is Marking.RESTRICTED
    line = form_of(sheet).editor(field).inputs[0]
    line.setFocus()
    press(line, "Vlaams Parlement")
    choose(sheet, "GEHEIM")
    sheet.hide()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    again = opened(qtbot, kit, desk, make)
    assert picker_of(again).value() is Marking.SECRET
    assert form_of(again).editor(field).value() == "Vlaams Parlement"


@SHEETS
def test_the_marking_alone_is_on_disk_while_the_sheet_still_stands(
    qtbot: QtBot, kit: Kit, desk: Desk, make: Make, field: str
) -> None:
    sheet = opened(qtbot, kit, desk, make)
    with qtbot.waitSignal(form_of(sheet).draft_kept):
        choose(sheet, "VERTROUWELIJK")
    (draft,) = drafts_of(desk)  # what a killed process leaves behind
    assert draft.values == {"marking": int(Marking.CONFIDENTIAL)}
    form_of(sheet).undo()
    assert picker_of(sheet).value() is Marking.RESTRICTED
    form_of(sheet).redo()
    form_of(sheet).discard()
    assert picker_of(sheet).value() is Marking.RESTRICTED


def test_what_was_typed_of_the_decision_comes_back_too(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    sheet = opened(qtbot, kit, desk, new_file_sheet)
    assert sheet.ruling is not None
    form_of(sheet).editor("basis").inputs[0].setFocus()
    press(form_of(sheet).editor("basis").inputs[0], "statuut")
    line = sheet.ruling.form.editor("reference").inputs[0]
    line.setFocus()
    press(line, "2026/331")
    sheet.hide()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    again = opened(qtbot, kit, desk, new_file_sheet)
    assert again.ruling is not None
    assert again.ruling.form.editor("reference").value() == "2026/331"
    form_of(again).discard()
    assert again.ruling.form.editor("reference").value() is None


@pytest.mark.parametrize(
    ("clearance", "offered", "begins", "why"),
    [
        (Marking.NONE, 1, Marking.NONE, "niet geclassificeerd"),
        (Marking.CONFIDENTIAL, 3, Marking.RESTRICTED, "veiligheidsmachtiging gaat tot VERTROUWELIJK"),
        (Marking.TOP_SECRET, 4, Marking.RESTRICTED, "werkpost is goedgekeurd tot GEHEIM"),
    ],
)
def test_nothing_is_offered_that_may_not_be_given_and_it_says_why(
    qtbot: QtBot, kit: Kit, world: StationWorld, clearance: Marking, offered: int, begins: Marking, why: str
) -> None:
    desk = world.sit(f"cleared{int(clearance)}", [Role.FILE_OFFICER], clearance=clearance)
    picker = picker_of(opened(qtbot, kit, desk, new_person_sheet))
    row = picker.findChild(FieldRow)
    assert row is not None
    assert isinstance(row.editor, ChoiceEditor)
    assert len(row.editor.offered) == offered
    assert picker.value() is begins
    assert row.said is Said.REMARK
    highest = row.editor.offered[-1].value
    assert isinstance(highest, int)
    picker.set_marking(Marking(highest))
    assert why in row.words, "said to whoever stands at the highest"


def test_a_draft_of_somebody_cleared_higher_then_is_shown_and_refused(
    qtbot: QtBot, kit: Kit, world: StationWorld
) -> None:
    desk = world.sit("verlaagd", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)
    keep_draft(desk, "person:new", NEW_THING, {"family_name": "Peeters", "marking": int(Marking.SECRET)})
    sheet = opened(qtbot, kit, desk, new_person_sheet)
    row = picker_of(sheet).findChild(FieldRow)
    assert row is not None
    assert row.said is Said.REFUSED
    sheet.act()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert sheet.isVisible()
    assert form_of(sheet).editor("family_name").value() == "Peeters"


def test_an_entry_is_written_with_the_marking_that_stands_there(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    sheet = opened(qtbot, kit, desk, new_person_sheet)
    line = form_of(sheet).editor("family_name").inputs[0]
    line.setFocus()
    press(line, "Vandamme")
    choose(sheet, "VERTROUWELIJK")
    with qtbot.waitSignal(sheet.acted) as acted:
        sheet.act()
    assert marking_of(desk, [acted.args[0].id]) is Marking.CONFIDENTIAL
