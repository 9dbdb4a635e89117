"""What is recognised in a report is offered under its text: one key each, nothing by itself, and it walks back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit

from app.core.ids import Id
from app.models.kinds.persons import Phone
from app.models.kinds.threat import ConcernLink, PersonOfConcern, ThreatReport
from app.services.cases.file_sheets import file_sheet
from app.services.drafts import drop_draft
from app.services.registers.persons import add_phone
from app.services.search.indexing import drain_index
from app.ui.files.findings_bar import FindingsBar
from app.ui.forms.acting import ActSheet
from app.ui.forms.texts import GrowingText
from app.ui.screens.threat_file.sheets import report_sheet
from tests.reads import drafts_of
from tests.station_world import StationWorld, a_file, a_person, a_station
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import faults

MAIL = (
    "Van: politie@zone.be\nOp 20/11/2026 om 18u30 belde 0475 12 34 56 (eerder 02 506 00 01).\n"
    "Wagen 1-ABC-234. PV BR.12.L3.4512/26, notitie parket 26XX00123."
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    """A station of the test's own: what another entered is known here too."""
    made = a_station(tmp_path)
    yield made
    made.close()


@pytest.fixture
def person(world: StationWorld) -> Id:
    for draft in drafts_of(world.officer):
        drop_draft(world.officer, draft.key)
    return a_person(world.officer, "Aelbrecht", "Nele")


@pytest.fixture
def file(world: StationWorld, person: Id) -> Id:
    return a_file(world.officer, person)


def begun(work: AtWork, world: StationWorld, file: Id, text: str = MAIL) -> tuple[ActSheet, FindingsBar]:
    """Open the sheet of a report and paste a text into its description."""
    sheet = a_sheet(work, world, file)
    paste(work, sheet, text)
    bar = sheet.findChild(FindingsBar)
    assert isinstance(bar, FindingsBar)
    return sheet, bar


def a_sheet(work: AtWork, world: StationWorld, file: Id) -> ActSheet:
    alone: Any = None
    made = report_sheet(work.kit, world.officer, alone, file_sheet(world.officer, file, "nl"))
    work.qtbot.addWidget(made)
    made.open()
    made.activateWindow()
    work.settle()
    return made


def paste(work: AtWork, sheet: ActSheet, text: str) -> None:
    assert sheet.form is not None
    described = sheet.form.editor("description").inputs[0]
    assert isinstance(described, GrowingText)
    described.setFocus()
    described.selectAll()
    held = QMimeData()
    held.setText(text)
    described.insertFromMimeData(held)
    bar = sheet.findChild(FindingsBar)
    assert isinstance(bar, FindingsBar)
    bar.look()
    work.settle()


def lines(bar: FindingsBar) -> list[str]:
    found = [one for one in bar.findChildren(QLabel) if one.objectName().endswith("_said") and one.isVisibleTo(bar)]
    return [one.text().replace("\u00a0", " ") for one in found if one.objectName() != "findings_said"]


def offers(bar: FindingsBar) -> dict[str, QAbstractButton]:
    shown = [one for one in bar.findChildren(QAbstractButton) if one.isVisibleTo(bar)]
    return {one.accessibleName().replace("\u00a0", " "): one for one in shown}


def graded(work: AtWork, sheet: ActSheet) -> None:
    work.fill(sheet, form="phone", source_grade="B", information_grade=2)
    work.do(sheet)
    assert work.sheets() == [], work.refused(sheet)


def test_each_thing_stands_in_a_line_and_fills_nothing_in(work: AtWork, world: StationWorld, file: Id) -> None:
    sheet, bar = begun(work, world, file)
    assert lines(bar) == [
        "E-mailadres politie@zone.be", "Tijdstip 20 nov 2026 18:30", "Telefoon +32 475 12 34 56",
        "Telefoon +32 2 506 00 01", "Nummerplaat 1-ABC-234", "Proces-verbaal BR.12.L3.004512/2026",
        "Notitienummer van het parket 26XX00123",
    ]  # fmt: skip
    assert sheet.form is not None
    assert [sheet.form.editor(name).value() for name in ("police_report", "prosecutor", "moment")] == [None] * 3
    assert bar.adding() == []
    assert faults(sheet) == []


def test_what_was_chosen_follows_the_text_that_is_recorded_at_once(
    work: AtWork, world: StationWorld, person: Id, file: Id
) -> None:
    """Within the pause after which a text is looked through anew, and where a draft has just come back."""
    sheet, bar = begun(work, world, file, "belde 0475 12 34 56")
    name = next(one for one in offers(bar) if "Aelbrecht" in one)
    offers(bar)[name].click()
    work.settle()
    assert [one.value for one in bar.adding()] == ["+32475123456"]
    assert sheet.form is not None
    described = sheet.form.editor("description").inputs[0]
    assert isinstance(described, GrowingText)
    described.setPlainText("belde anoniem")
    assert bar.adding() == [], "the number stands in it no more"
    described.setPlainText("belde 0475 12 34 56, hing op")
    sheet.form.keep_now()
    work.settle()
    sheet.reject()

    alone: Any = None
    again = report_sheet(work.kit, world.officer, alone, file_sheet(world.officer, file, "nl"))
    work.qtbot.addWidget(again)
    back = again.findChild(FindingsBar)
    assert isinstance(back, FindingsBar)
    work.settle()
    assert [one.value for one in back.adding()] == ["+32475123456"], "before it was looked through"


def test_a_key_fills_a_field_in_and_ctrl_z_takes_it_back(work: AtWork, world: StationWorld, file: Id) -> None:
    sheet, bar = begun(work, world, file, "PV BR.12.L3.4512/26")
    assert sheet.form is not None
    described = sheet.form.editor("description").inputs[0]
    QTest.keyClick(described, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    work.qtbot.waitUntil(lambda: sheet.form is not None and sheet.form.editor("police_report").value() is not None)
    assert sheet.form.editor("police_report").value() == "BR.12.L3.004512/2026"
    assert QApplication.focusWidget() is described, "the keyboard stays in the text"
    assert lines(bar) == ["Proces-verbaal BR.12.L3.004512/2026 · ingevuld"]
    assert offers(bar) == {}
    sheet.form.undo()
    assert sheet.form.editor("police_report").value() is None
    assert len(offers(bar)) == 1


def test_a_notice_stands_beside_the_office_already_named(work: AtWork, world: StationWorld, file: Id) -> None:
    sheet, bar = begun(work, world, file, "notitie 26XX00123")
    work.fill(sheet, prosecutor="Brussel")
    next(iter(offers(bar).values())).click()
    assert sheet.form is not None
    assert sheet.form.editor("prosecutor").value() == "Brussel, 26XX00123"


def test_a_number_goes_to_a_new_person_of_concern_with_the_report(work: AtWork, world: StationWorld, file: Id) -> None:
    sheet, bar = begun(work, world, file, "belde met 0475 12 34 56")
    buttons = offers(bar)
    assert [one.split(": ", 1)[1] for one in buttons] == [
        "Toevoegen aan Nele Aelbrecht", "Bij een nieuwe persoon van wie dreiging uitgaat",
    ]  # fmt: skip
    to_person, to_new = buttons.values()
    to_person.click()
    to_new.click()
    assert (to_person.isChecked(), to_new.isChecked()) == (False, True), "one of them"
    with world.officer.read() as view:
        assert view.find(ConcernLink, "file = ?", file) == [], "nothing before the report is recorded"
    graded(work, sheet)
    with world.officer.read() as view:
        [(_, link)] = view.find(ConcernLink, "file = ?", file)
        [(report, _)] = view.find(ThreatReport, "file = ?", file)
        concern = view.get(PersonOfConcern, link.concern or b"")
    assert (concern.phones, link.report) == (("+32475123456",), report)
    assert concern.description == "Telefoon +32 475 12 34 56, uit de melding van 21 nov 2026"


def test_a_choice_is_pressed_away_undone_and_kept_in_the_draft(
    work: AtWork, world: StationWorld, file: Id, person: Id
) -> None:
    sheet, bar = begun(work, world, file, "belde met 0475 12 34 56")
    to_person = next(iter(offers(bar).values()))
    to_person.click()
    to_person.click()
    assert bar.adding() == []
    to_person.click()
    assert sheet.form is not None
    sheet.form.undo()
    assert bar.adding() == []
    sheet.form.redo()
    assert [one.to for one in bar.adding()] == [person]
    sheet.reject()
    work.settle()
    again = a_sheet(work, world, file)
    restored = again.findChild(FindingsBar)
    assert isinstance(restored, FindingsBar)
    restored.look()
    work.settle()
    assert [one.to for one in restored.adding()] == [person]
    graded(work, again)
    with world.officer.read() as view:
        assert [one.number for _, one in view.find(Phone, "person = ?", person)] == ["+32475123456"]


def test_what_no_longer_stands_in_the_text_is_not_added(work: AtWork, world: StationWorld, file: Id) -> None:
    sheet, bar = begun(work, world, file, "belde met 0475 12 34 56")
    next(iter(offers(bar).values())).click()
    paste(work, sheet, "niemand belde")
    assert bar.adding() == []
    assert not bar.isVisibleTo(sheet)


def test_it_says_whose_a_number_is_and_does_not_offer_it_twice(
    work: AtWork, world: StationWorld, file: Id, person: Id
) -> None:
    add_phone(world.officer, person, "0475 99 88 77")
    drain_index(world.officer)
    _, bar = begun(work, world, file, "belde vanop 0475 99 88 77")
    assert lines(bar) == ["Telefoon +32 475 99 88 77 · bekend: Nele Aelbrecht (persoon)"]
    assert [one.split(": ", 1)[1] for one in offers(bar)] == ["Bij een nieuwe persoon van wie dreiging uitgaat"]


def test_tab_goes_from_the_text_over_what_is_offered(work: AtWork, world: StationWorld, file: Id) -> None:
    sheet, bar = begun(work, world, file, "PV BR.12.L3.4512/26")
    assert sheet.form is not None
    described = sheet.form.editor("description").inputs[0]
    assert isinstance(described, QPlainTextEdit)
    QTest.keyClick(described, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is next(iter(offers(bar).values()))


def test_a_report_begins_against_the_one_who_is_threatened(
    work: AtWork, world: StationWorld, file: Id, person: Id
) -> None:
    sheet = a_sheet(work, world, file)
    assert sheet.form is not None
    assert sheet.form.editor("targets").value() == (person,)
    assert not sheet.form.is_dirty
