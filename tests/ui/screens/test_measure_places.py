"""For whom or what a measure is, and where: of the file's own addresses and the register's places, nothing else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QWidget

from app.core.ids import Id
from app.models.enums import MeasureState, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import Place
from app.models.kinds.registers import Organisation
from app.services.paper.protocols import issue_protocol
from app.services.registers.entries import register_organisation
from app.services.registers.ordered_there import MeasuresThere
from app.services.registers.persons import remove_line
from app.services.search.indexing import drain_index
from app.ui.forms.acting import ActSheet
from app.ui.forms.references import ReferenceEditor
from app.ui.forms.rows import FieldRow
from app.ui.kit.screen import Address
from app.ui.screens.organisation.screen import OrganisationScreen
from app.ui.screens.person.screen import PersonScreen
from app.ui.screens.place.screen import PlaceScreen
from app.ui.screens.registers.organisations import OrganisationsScreen
from app.ui.screens.registers.places import PlacesScreen
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.ui.forms.typing_in import strike
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import texts
from tests.unit.services.centre_world import text_of
from tests.unit.services.paper_world import PaperWorld, a_paper_world


def enter_new_place(work: AtWork, sheet: ActSheet, name: str) -> ActSheet:
    """Type the name of a place nobody knows, choose to enter it, and return the sheet that opens."""
    line = place_field(sheet).line
    line.setFocus()
    QTest.keyClicks(line, name)
    work.settle()
    assert line.offered == ["Nieuwe plaats…"]
    strike(line.popup, Qt.Key.Key_Return)
    work.settle()
    entering = next(one for one in work.sheets() if one is not sheet)
    assert isinstance(entering, ActSheet)
    return entering


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

    entering = enter_new_place(work, sheet, "Hotel Plaza")
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
    asked(sheet, "measure_for_place").take(world.hospital)
    court = Organisation(names={"nl": "Hof van beroep", "original": "nl"})
    body = register_organisation(world.desk, court).id
    drain_index(world.desk)
    found = asked(sheet, "measure_for_body").source.options("beroep")
    assert [(one.value, one.text) for one in found] == [(body, "Hof van beroep")]
    assert asked(sheet, "measure_for_body").source.options("ZNA") == [], "a place is no institution"
    asked(sheet, "measure_for_body").take(body)
    work.settle()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    work.settle()
    work.press(screen, "propose_measure")
    again = work.sheet()
    assert tick(again, "Het hele dossier").isChecked()
    assert asked(again, "measure_for_place").name_shown == "ZNA Voorbeeld"
    assert asked(again, "measure_for_body").name_shown == "Hof van beroep"
    work.fill(again, type="perimeter", executing=[world.zone], end=date(2026, 12, 5))
    work.do(again)
    assert work.sheets() == [], work.refused(again)
    with world.desk.read() as view:
        made = {one.subject: one.subject_kind for _, one in view.find(Measure, "type = 'perimeter'")}
    assert made[body] is SubjectKind.ORGANISATION
    assert made[world.hospital] is SubjectKind.PLACE
    assert "Hof van beroep" in " ".join(texts(screen)) + " ".join(lines_of(screen))


def asked(sheet: ActSheet, name: str) -> ReferenceEditor:
    return next(one for one in sheet.findChildren(ReferenceEditor) if one.name == name)


def lines_of(screen: QWidget) -> list[str]:
    """Return the cells of the tables on a screen."""
    found = [one.model() for one in screen.findChildren(QAbstractItemView)]
    return [
        str(model.index(row, column).data() or "")
        for model in found if model is not None
        for row in range(model.rowCount()) for column in range(model.columnCount())
    ]  # fmt: skip


def test_an_address_at_which_a_measure_is_ordered_goes_ends_or_moves_only_knowingly(
    work: AtWork, world: PaperWorld
) -> None:
    with world.desk.read() as view:
        home, record = view.find(HomeAddress, "person = ?", world.person)[0]
    world.add_measure("home", type="perimeter", subject_kind=SubjectKind.PLACE, subject=home)
    world.add_measure("ended", type="escort", state=MeasureState.ENDED, place=home)
    screen = work.show(PersonScreen, world.desk, Address("person", world.person))
    work.press(screen, "addresses_remove_0")
    warned = work.said(screen, "undo_bar_words")
    assert warned.startswith("Daar gelden maatregelen: Perimeter (BP-")
    assert "Escorte" not in warned, "what is over orders nothing"
    with world.desk.read() as view:
        assert view.get(HomeAddress, home) == record
    for language, said in (
        ("fr", "Des mesures y sont ordonnées"),
        ("de", "Dort sind Maßnahmen"),
        ("en", "Measures are"),
    ):
        with pytest.raises(MeasuresThere) as refused:
            remove_line(world.desk, home, HomeAddress)
        assert refused.value.say(language).startswith(said)

    work.press(screen, "addresses_change_0")
    sheet = work.sheet()
    work.fill(sheet, to_on=date(2026, 11, 30))  # before the measure
    work.do(sheet)
    assert work.refused(sheet).startswith("Daar gelden maatregelen")
    work.fill(sheet, to_on=date(2027, 11, 30))
    work.do(sheet)
    assert work.sheets() == [], "it outlasts the measure"
    work.press(screen, "addresses_change_0")
    sheet = work.sheet()
    work.type(sheet, "street", "Andere straat")
    work.do(sheet)
    assert work.refused(sheet).startswith("Daar gelden maatregelen")
    assert sheet.form is not None
    assert sheet.form.editor("street").value() == "Andere straat", "what was typed stands"
    work.press(sheet, "go_on_knowingly")
    assert work.sheets() == []
    with world.desk.read() as view:
        assert view.get(HomeAddress, home).street == "Andere straat"
    work.press(screen, "addresses_remove_0")
    work.press(screen, "undo_bar_act")
    with world.desk.read() as view:
        assert not view.find(HomeAddress, "uid = ?", home)
    assert work.said(screen, "undo_bar_words").startswith("Verwijderd: ")
    work.press(screen, "undo_bar_act")
    with world.desk.read() as view:
        assert view.find(HomeAddress, "uid = ?", home), "and comes back"

    world.add_measure("hospital", type="static_post", place=world.hospital)
    place = work.show(PlaceScreen, world.desk, Address("place", world.hospital))
    place.edit()
    work.settle()
    moved = work.sheet()
    work.fill(moved, phone="+3230000011")
    work.do(moved)
    assert work.sheets() == [], "another number moves nothing"
    place.edit()
    work.settle()
    moved = work.sheet()
    work.type(moved, "street", "Verhuisd")
    work.do(moved)
    assert work.refused(moved).startswith("Daar gelden maatregelen")
    work.press(moved, "go_on_knowingly")
    with world.desk.read() as view:
        assert view.get(Place, world.hospital).street == "Verhuisd"
    assert "03 000 00 11" in " ".join(texts(place)).replace("\u00a0", " ")
    every = work.show(PlacesScreen, world.desk, Address("places"))
    work.qtbot.waitUntil(lambda: any("ZNA" in one for one in lines_of(every)))
    found = " ".join(lines_of(every)).replace("\u00a0", " ")
    assert "03 000 00 11" in found, "a number reads as everywhere else"
    assert "+32" not in found


def test_the_address_of_an_institution_is_entered_in_its_sheet_and_a_measure_for_it_prints_it(
    work: AtWork, world: PaperWorld
) -> None:
    court = Organisation(names={"nl": "Hof van beroep", "original": "nl"})
    body = register_organisation(world.desk, court).id
    screen = work.show(OrganisationScreen, world.desk, Address("organisation", body))
    screen.edit()
    sheet = work.sheet()
    entering = enter_new_place(work, sheet, "Gerechtsgebouw")
    work.fill(entering, street="Waalsekaai", number="35")
    work.do(entering)
    work.do(sheet)
    assert work.sheets() == [], work.refused(sheet)
    assert any("Gerechtsgebouw" in text for text in texts(screen)), "its page names it"
    world.add_measure("court", type="perimeter", subject_kind=SubjectKind.ORGANISATION, subject=body)
    issued = issue_protocol(world.desk, world.file, world.person, "nl", world.copies(), accept_untranslated=True)
    assert "Hof van beroep, Waalsekaai 35" in text_of(issued)


def test_an_institution_is_entered_with_a_new_place_as_its_address(work: AtWork, world: PaperWorld) -> None:
    screen = work.show(OrganisationsScreen, world.desk, Address("organisations"))
    wanted: list[Address] = []
    screen.wanted.connect(wanted.append)
    work.press(screen, "new_organisation_button")
    sheet = work.sheet()
    work.fill(sheet, names={"nl": "Hof van beroep", "original": "nl"})
    line = place_field(sheet).line
    line.setFocus()
    QTest.keyClicks(line, "Gerechtsgebouw")
    work.settle()
    strike(line.popup, Qt.Key.Key_Return)
    work.settle()
    entering = next(one for one in work.sheets() if one is not sheet)
    assert isinstance(entering, ActSheet)
    assert entering.form is not None
    assert entering.form.editor("names").value() == {"nl": "Gerechtsgebouw", "original": "nl"}
    work.fill(entering, street="Waalsekaai", number="35")
    work.do(entering)
    assert place_field(sheet).name_shown == "Gerechtsgebouw"
    work.do(sheet)
    assert work.sheets() == [], work.refused(sheet)
    with world.desk.read() as view:
        made = view.get(Organisation, wanted[0].uid or b"")
        assert view.get(Place, made.place or b"").street == "Waalsekaai"


def test_nothing_red_stays_behind_the_sheet_of_a_new_institution_or_place(work: AtWork, world: PaperWorld) -> None:
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "measures"), issue=lambda *_: 0)
    work.press(screen, "propose_measure")
    sheet = work.sheet()
    for name in ("measure_for_body", "measure_for_place"):
        editor = asked(sheet, name)
        row = next(one for one in sheet.findChildren(FieldRow) if one.editor is editor)
        editor.line.setFocus()
        QTest.keyClicks(editor.line, "Gerechtshof")
        work.settle()
        work.fill(sheet, type="perimeter", executing=[world.zone], end=date(2026, 12, 5))
        work.do(sheet)
        assert row.words, "a name was typed and nothing was chosen"
        assert work.refused(sheet)
        pick_new(work, editor)
        assert (row.words, work.refused(sheet)) == ("", "")
        entering = next(one for one in work.sheets() if one is not sheet)
        entering.reject()
        work.settle()
        assert editor.line.text() == "Gerechtshof", "what was typed stands"
        editor.clear()


def test_nothing_red_stays_in_the_form_behind_the_sheet_of_a_new_place(work: AtWork, world: PaperWorld) -> None:
    screen = work.show(OrganisationsScreen, world.desk, Address("organisations"))
    work.press(screen, "new_organisation_button")
    sheet = work.sheet()
    assert sheet.form is not None
    editor = place_field(sheet)
    editor.line.setFocus()
    QTest.keyClicks(editor.line, "Gerechtshof")
    work.settle()
    strike(editor.line, Qt.Key.Key_Escape)
    sheet.form.check()
    assert "Kies" in work.refused_at(sheet, "place")
    pick_new(work, editor)
    assert work.refused_at(sheet, "place") == ""
    entering = next(one for one in work.sheets() if one is not sheet)
    entering.reject()
    work.settle()
    assert editor.line.text() == "Gerechtshof"
    sheet.form.check()
    assert "Kies" in work.refused_at(sheet, "place"), "he is told again"


def pick_new(work: AtWork, editor: ReferenceEditor) -> None:
    """Choose, below what is found, to enter something new."""
    editor.window().activateWindow()
    editor.line.setFocus()
    work.qtbot.waitUntil(editor.line.hasFocus)
    strike(editor.line, Qt.Key.Key_Down)
    work.settle()
    strike(editor.line.popup, Qt.Key.Key_End)
    strike(editor.line.popup, Qt.Key.Key_Return)
    work.settle()
