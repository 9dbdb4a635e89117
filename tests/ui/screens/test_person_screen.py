"""A person's page as an officer works in it: what is typed is in the store, what goes comes back, nobody twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.core.ids import Id
from app.history.rows import one_value
from app.models.enums import Action, ContactUse, InvolvementRole, Marking, RelationKind, Role
from app.models.kinds.merge import SamePerson
from app.models.kinds.persons import HomeAddress, Person, PersonPrivate, Phone, Relation
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.texts import local_text
from app.services.cases.reports import record_report
from app.services.registers.merging import join_persons
from app.services.registers.person_sheets import person_sheet
from app.services.registers.persons import edit_person, open_person, relate_persons
from app.services.registers.resembling import resembling_persons
from app.ui.files.opening import new_file_sheet, new_person_sheet
from app.ui.forms.acting import ActSheet
from app.ui.forms.references import ReferenceEditor
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.person.screen import PersonScreen
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.reads import drafts_of
from tests.station_world import a_report
from tests.ui.screens.at_work import SMALL, AtWork
from tests.ui.seeing import english, faults, texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit

LONG = (
    "Bijzonder gevolmachtigd adviseur bij de vaste vertegenwoordiging en eerste plaatsvervangend ondervoorzitter " * 3
)
NAMES = (
    ("Ὀδυσσεὺς", "Παπαδόπουλος-Χατζηχρηστοδουλόπουλος"),
    ("Екатерина Александровна", "Рождественская-Преображенская"),
    ("", "عبد الرحمن بن محمد آل سعود الهاشمي العلوي"),
    ("Maria-Anna Theodora Wilhelmina Johanna", "VAN DEN BERGHE-VANDERSCHUEREN DE HEMRICOURT DE GRUNNE TOT " * 2),
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def opened(work: AtWork, world: PaperWorld, person: Id | None = None) -> PersonScreen:
    return work.show(PersonScreen, world.desk, Address("person", person or world.person))


def phones(world: PaperWorld) -> list[str | None]:
    with world.desk.read() as view:
        return [one.number for _, one in view.find(Phone, "person = ?", world.person)]


# Numbers and addresses


def test_a_number_is_added_as_it_is_checked(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world)
    work.press(screen, "phones_add")
    sheet = work.sheet()
    work.type(sheet, "number", "0471 1")
    work.do(sheet)
    assert work.refused_at(sheet, "number")
    assert phones(world) == ["+32470123456"]
    work.type(sheet, "number", "0471 11 22 33")
    work.fill(sheet, remarks="privé")
    work.do(sheet)
    assert work.sheets() == []
    assert phones(world) == ["+32470123456", "+32471112233"]
    assert "0471 11 22 33" in [text.replace("\u00a0", " ") for text in texts(screen)]


def test_a_number_is_corrected_where_it_stands(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world)
    with world.desk.read() as view:
        before = view.find(Phone, "person = ?", world.person)[0][0]
    work.press(screen, "phones_change_0")
    sheet = work.sheet()
    work.type(sheet, "number", "0470 12 34 57")
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        [(after, record)] = view.find(Phone, "person = ?", world.person)
    assert (after, record.number) == (before, "+32470123457")


@pytest.mark.parametrize("how", ["key", "link"])
def test_a_number_that_was_removed_comes_back(work: AtWork, world: PaperWorld, how: str) -> None:
    screen = opened(work, world)
    work.press(screen, "phones_remove_0")
    assert phones(world) == []
    assert work.said(screen, "undo_bar_words") == "Verwijderd: 0470 12 34 56"
    assert faults(screen) == []
    if how == "link":
        work.press(screen, "undo_bar_act")
    else:
        screen.activateWindow()
        work.qtbot.waitUntil(screen.isActiveWindow)
        QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        work.settle()
    assert phones(world) == ["+32470123456"]
    assert not work.there(screen, "undo_bar")


def test_pressing_remove_twice_removes_once_and_says_nothing(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world)
    said: list[object] = []
    work.kit.door.said.connect(lambda *heard: said.append(heard))
    link = screen.findChild(QPushButton, "addresses_remove_0")
    assert link is not None
    link.click()
    link.click()
    work.settle()
    assert said == []
    with world.desk.read() as view:
        assert view.find(HomeAddress, "person = ?", world.person) == []
    work.press(screen, "undo_bar_act")
    with world.desk.read() as view:
        [(_, home)] = view.find(HomeAddress, "person = ?", world.person)
    assert home.street == "Voorbeeldstraat"


def test_a_relation_points_to_somebody_else(work: AtWork, world: PaperWorld) -> None:
    other = open_person(world.desk, Person(family_name="DE SMET", given_names="Karel")).id
    screen = opened(work, world)
    work.press(screen, "relations_add")
    sheet = work.sheet()
    work.fill(sheet, other=world.person, kind=RelationKind.OTHER)
    work.do(sheet)
    assert work.refused_at(sheet, "other").startswith("Een persoon kan geen relatie")
    work.fill(sheet, other=other)
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        assert other in {one.other for _, one in view.find(Relation, "person = ?", world.person)}
    assert "Karel DE SMET" in texts(screen)


def test_a_relation_is_seen_changed_and_ended_from_either_side(work: AtWork, world: PaperWorld) -> None:
    mother = open_person(world.desk, Person(family_name="PEETERS", given_names="Rosa"), PersonPrivate()).id
    relation = relate_persons(world.desk, mother, world.person, RelationKind.CHILD, from_on=date(1974, 5, 12))
    for person, said in ((mother, "Kind"), (world.person, "Heeft deze persoon als: kind")):
        screen = work.show(PersonScreen, world.desk, Address("person", person))
        assert any(text.startswith(said) and "sinds" in text for text in texts(screen)), said
    [number] = [one.objectName()[-1] for one in screen.findChildren(QPushButton) if one.text() == "Rosa PEETERS"]
    work.press(screen, f"relations_end_{number}")
    sheet = work.sheet()
    assert "Hilde VAN DEN BROECK" in work.said(sheet, "add_relation_hint")
    work.fill(sheet, to_on=date(1970, 1, 1))
    work.do(sheet)
    assert work.refused_at(sheet, "to_on")
    work.fill(sheet, to_on=date(2026, 11, 20))
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        assert view.get(Relation, relation).to_on == date(2026, 11, 20)
    assert [one.uid for one in person_sheet(world.desk, world.person, "nl").related if one.record.to_on] == [relation]
    ends = [
        one.objectName() for one in screen.findChildren(QPushButton) if one.objectName().startswith("relations_end")
    ]
    assert len(ends) == len(person_sheet(world.desk, world.person, "nl").related) - 1, "what is over stands last"


def test_enter_on_a_relation_opens_whom_it_is_of_and_words_narrow_a_long_card(work: AtWork, world: PaperWorld) -> None:
    for number in range(9):
        other = open_person(
            world.desk, Person(family_name=f"NEEF{number}", given_names="Jo"), PersonPrivate(), keep=True
        )
        relate_persons(world.desk, world.person, other.id, RelationKind.OTHER)
    screen = opened(work, world)
    narrow = screen.findChild(QLineEdit, "relations_filter")
    assert narrow is not None
    assert not work.there(screen, "phones_filter")
    narrow.setText("neef7 jo")
    work.settle()
    [seen] = [
        one for one in screen.findChildren(QPushButton) if one.text().startswith("Jo NEEF") and one.isVisibleTo(screen)
    ]
    wanted: list[Address] = []
    screen.wanted.connect(wanted.append)
    seen.setFocus()
    QTest.keyClick(seen, Qt.Key.Key_Return)
    assert [one.screen for one in wanted] == ["person"]
    assert faults(screen) == []


def test_what_is_typed_in_a_sheet_comes_back_after_escape(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world)
    work.press(screen, "addresses_add")
    sheet = work.sheet()
    work.fill(sheet, street="Kerkstraat", municipality="Gent")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    work.settle()
    assert work.sheets() == []
    work.press(screen, "addresses_add")
    again = work.sheet()
    assert again.form is not None
    assert again.form.editor("street").value() == "Kerkstraat"


# The two halves


def test_name_and_private_data_are_written(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world)
    work.press(screen, "edit_person")
    sheet = work.sheet()
    work.fill(sheet, family_name=None, given_names=None)
    work.do(sheet)
    assert work.refused_at(sheet, "family_name") == "Vul dit in."
    work.fill(sheet, family_name="VAN DEN BROECKE", given_names="Hilde", nationalities=["BE", "GR"])
    work.do(sheet)
    assert work.sheets() == []
    assert work.said(screen, "person_name") == "Hilde VAN DEN BROECKE"
    assert "België, Griekenland" in texts(screen)
    work.press(screen, "edit_private")
    sheet = work.sheet()
    work.type(sheet, "national_number", "74.05.12-123.45")
    work.do(sheet)
    assert work.refused_at(sheet, "national_number")
    assert work.there(sheet, "keep_national_number")
    work.press(sheet, "keep_national_number")
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        assert view.find(PersonPrivate, "person = ?", world.person)[0][1].national_number


def test_entries_are_joined_with_a_reason_and_taken_apart(work: AtWork, world: PaperWorld) -> None:
    other = open_person(world.desk, Person(family_name="VANDENBROECK", given_names="H.")).id
    screen = opened(work, world)
    work.press(screen, "join_entry")
    sheet = work.sheet()
    work.fill(sheet, other=other)
    work.do(sheet)
    assert work.refused_at(sheet, "reason") == "Vul dit in."
    work.fill(sheet, reason="Zelfde geboortedatum")
    work.do(sheet)
    assert "H. VANDENBROECK" in texts(screen)
    work.press(screen, "part_0")
    sheet = work.sheet()
    work.fill(sheet, reason="Vergissing")
    work.do(sheet)
    assert "H. VANDENBROECK" not in texts(screen)
    with world.desk.read() as view:
        assert [one.reason for _, one in view.find(SamePerson)] == ["Vergissing"]


def test_what_is_from_a_joined_entry_says_so(work: AtWork, world: PaperWorld) -> None:
    line = Phone(number="02 279 17 11", use=ContactUse.WORK)
    other = open_person(world.desk, Person(family_name="VANDENBROECK", given_names="H."), lines=[line]).id
    record_report(world.desk, world.file, replace(a_report(), targets=(other,)))
    join_persons(world.desk, world.person, other, "Zelfde geboortedatum")
    screen = opened(work, world)
    from_there = "uit de samengevoegde fiche H. VANDENBROECK"

    said = [text for text in texts(screen) if from_there in text]

    assert any(text.startswith("Werk · ") for text in said), "the number"
    assert any("nov" in text for text in said), "the report"
    assert work.said(screen, "phones_0") == "0470 12 34 56"
    assert not work.there(screen, "phones_0_under") or from_there not in work.said(screen, "phones_0_under")


def test_what_names_a_person_is_said_whole_where_there_is_room(work: AtWork, world: PaperWorld) -> None:
    told = "Een grijze bestelwagen wachtte drie avonden voor de woning; de bestuurder nam foto's."
    record_report(world.desk, world.file, a_report(told, targets=(world.person,)))
    screen = opened(work, world)
    links = [one for one in screen.findChildren(QPushButton) if told in one.text()]
    assert len(links) == 1, "a narrower link ends in an ellipsis by itself, and its tool tip says the rest"


def test_the_employer_stands_by_the_function_and_remarks_last(work: AtWork, world: PaperWorld) -> None:
    said = texts(opened(work, world))
    asked = ["Functie", "Functiecategorie", "Werkgever", "Talen", "Opmerkingen"]
    assert [one for one in said if one in asked] == asked


def test_without_clearance_nothing_private_is_shown_or_offered(work: AtWork, world: PaperWorld) -> None:
    low = sit(world.admin, world.on, "laag", Role.FILE_OFFICER, clearance=Marking.NONE)
    screen = work.show(PersonScreen, low, Address("person", world.person))
    assert work.there(screen, "private_hidden")
    assert not work.there(screen, "phones_add")
    assert not any("0470" in text for text in texts(screen))
    assert faults(screen) == []


# Breaking it


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_long_names_of_every_script_stay_inside_the_window(
    work: AtWork, world: PaperWorld, name: tuple[str, str], language: str
) -> None:
    fields = {"given_names": name[0], "family_name": name[1], "function": local_text(language, LONG)}
    edit_person(world.desk, world.person, fields)
    world.change(world.core, world.file, ThreatFile, Action.FILE, title=LONG)
    screen = opened(work, world)
    assert faults(screen) == []
    assert english(screen, language) == []
    page = screen._area.widget()
    assert page is not None
    assert screen.width() == SMALL[0]
    assert page.width() <= screen._area.viewport().width()


# Nobody twice


def test_who_is_in_the_register_is_said_while_the_name_is_typed(work: AtWork, world: PaperWorld, kit: Kit) -> None:
    desk = world.desk
    [one] = resembling_persons(desk, "hilde", "Van den Broeck", "", "nl")
    assert (one.person, one.same) == (world.person, True)
    [near] = resembling_persons(desk, "Hilda", "VAN DEN BROECK", "", "nl")
    assert (near.person, near.same) == (world.person, False)
    assert resembling_persons(desk, "Karel", "PEETERS", "", "nl") == ()
    assert [one.name for one in resembling_persons(desk, "", "", "محمد الحسن", "nl")] == ["Mohammed AL-HASSAN"]
    sheet = _new_person(work, world)
    heard: list[object] = []
    sheet.acted.connect(heard.append)
    work.fill(sheet, given_names="Hilde", family_name="Van den Broeck")
    work.qtbot.waitUntil(lambda: work.there(sheet, "resembles_0"))
    assert work.said(sheet, "resembles_0_words").startswith("Staat al in het register: Hilde VAN DEN BROECK")
    work.qtbot.waitUntil(lambda: faults(sheet) == [])
    work.press(sheet, "resembles_0_act")
    assert [getattr(one, "id", None) for one in heard] == [world.person]
    assert work.sheets() == []


def _new_person(work: AtWork, world: PaperWorld) -> ActSheet:
    sheet = new_person_sheet(work.kit, world.desk, None)
    sheet.open()
    work.settle()
    return sheet


def test_the_number_and_the_address_that_were_heard_are_entered_with_the_person_in_one_save(
    work: AtWork, world: PaperWorld
) -> None:
    sheet = _new_person(work, world)
    work.fill(sheet, family_name="Verlinden", given_names="Noor", street="Kerkstraat", municipality="Mechelen")
    work.type(sheet, "phone", "12")
    work.do(sheet)
    assert work.refused_at(sheet, "phone")
    work.type(sheet, "phone", "0478 99 88 77")
    with world.desk.read() as view:
        before = one_value(view.connection, "SELECT count(*) FROM save")
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        assert one_value(view.connection, "SELECT count(*) FROM save") == before + 1
        [(person, _)] = view.find(Person, "family_name = 'Verlinden'")
        [(_, stream, phone)] = view.locate(Phone, "person = ?", person)
        [(_, home, address)] = view.locate(HomeAddress, "person = ?", person)
        assert (phone.number, address.street, address.municipality) == ("+32478998877", "Kerkstraat", "Mechelen")
        assert {stream, home} == {view.part(person, "person_private")}
        assert view.thing(stream).distribution == frozenset()


def test_who_has_the_number_of_a_new_person_is_said_while_it_is_typed(work: AtWork, world: PaperWorld) -> None:
    sheet = _new_person(work, world)
    heard: list[object] = []
    sheet.acted.connect(heard.append)
    work.type(sheet, "phone", "0470/12.34.56")
    work.qtbot.waitUntil(lambda: work.there(sheet, "same_value_0"))
    said = work.said(sheet, "same_value_0_words")
    assert said == "Staat al in het register: Hilde VAN DEN BROECK (zelfde telefoonnummer)"
    work.press(sheet, "same_value_0_act")
    assert [getattr(one, "id", None) for one in heard] == [world.person]
    assert work.sheets() == []


def test_what_was_heard_of_a_new_person_is_kept_as_one_draft(work: AtWork, world: PaperWorld) -> None:
    sheet = _new_person(work, world)
    work.fill(sheet, family_name="Maes", street="Dorpsplein")
    work.type(sheet, "phone", "0478 11 22 33")
    assert sheet.form is not None
    sheet.form.keep_now()
    work.settle()
    sheet.reject()
    again = _new_person(work, world)
    assert again.form is not None
    assert again.form.editor("phone").value() == "+32478112233"
    assert again.form.editor("street").value() == "Dorpsplein"
    again.form.discard()
    again.reject()


def test_somebody_new_is_entered_from_the_field_that_names_a_person(work: AtWork, world: PaperWorld) -> None:
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "persons"))
    work.press(screen, "add_person")
    below = work.sheet()
    assert below.form is not None
    work.fill(below, role="household", remarks="Broer")
    editor = below.form.editor("person")
    assert isinstance(editor, ReferenceEditor)
    editor.line.setFocus()
    QTest.keyClicks(editor.line, "Tom van den Berghe")
    work.settle()
    work.qtbot.waitUntil(lambda: editor.line.is_open)
    assert editor.line.offered[-1] == "Nieuwe persoon…"
    for _ in editor.line.offered[1:]:
        QTest.keyClick(editor.line.popup, Qt.Key.Key_Down)
    QTest.keyClick(editor.line.popup, Qt.Key.Key_Return)
    work.settle()
    above = next(one for one in work.sheets() if one is not below)
    assert isinstance(above, ActSheet)
    assert above.form is not None
    assert above.form.editor("family_name").value() == "van den Berghe"
    assert above.form.editor("given_names").value() == "Tom"
    below.form.keep_now()
    above.form.keep_now()
    work.settle()
    assert len(drafts_of(world.desk)) == 2, "both are kept"
    work.fill(above, family_name="Vandenberghe")
    work.do(above)
    assert work.sheets() == [below]
    assert editor.name_shown == "Tom Vandenberghe"
    work.do(below)
    assert work.sheets() == []
    with world.desk.read() as view:
        person = view.find(Person, "family_name = 'Vandenberghe'")[0][0]
        [one] = [one for _, one in view.find(Involvement, "person = ?", person)]
    assert (one.remarks, one.file) == ("Broer", world.file)


def test_down_offers_to_enter_somebody_before_anything_is_typed(work: AtWork, world: PaperWorld) -> None:
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "persons"))
    work.press(screen, "add_person")
    form = work.sheet().form
    assert form is not None
    editor = form.editor("person")
    assert isinstance(editor, ReferenceEditor)
    editor.line.setFocus()
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    assert editor.line.offered == ["Nieuwe persoon…"]


def test_a_new_file_names_its_threatened_person_at_once(work: AtWork, world: PaperWorld) -> None:
    sheet = new_file_sheet(work.kit, world.desk, None)
    work.qtbot.addWidget(sheet)
    opened_files: list[Id] = []
    sheet.acted.connect(opened_files.append)
    sheet.open()
    work.settle()
    whom = next(one for one in sheet.findChildren(ReferenceEditor) if one.name == "threatened")
    assert sheet.focusWidget() is whom.line, "it stands first: a name is typed at once"
    work.fill(sheet, title="Journalist, bedreigd", basis="analysis")
    whom.line.setFocus()
    QTest.keyClicks(whom.line, "Hil")
    work.settle()
    work.do(sheet)
    assert work.sheets() == [sheet], "a name that was not chosen is no person"
    assert any("Kies uit wat gevonden" in text for text in texts(sheet))
    whom.take(world.person)
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        [(_, one)] = view.find(Involvement, "file = ?", opened_files[0])
    assert (one.person, one.role) == (world.person, InvolvementRole.THREATENED)


def test_a_second_file_of_a_person_is_opened_knowingly(work: AtWork, world: PaperWorld) -> None:
    gone_to: list[Id] = []
    sheet = new_file_sheet(work.kit, world.desk, None, gone_to.append)
    work.qtbot.addWidget(sheet)
    sheet.open()
    work.settle()
    whom = next(one for one in sheet.findChildren(ReferenceEditor) if one.name == "threatened")
    assert not work.there(sheet, "running_files")
    whom.take(world.person)
    work.qtbot.waitUntil(lambda: work.there(sheet, "running_file_0"))
    said = "Voor deze persoon loopt al een dossier: BP-2026-BRU1-0042, Bedreigde onderzoeksrechter"
    assert work.said(sheet, "running_file_0_words") == said
    assert sheet.act_button.isEnabled(), "it is said, not forbidden"
    work.press(sheet, "running_file_0_act")
    assert gone_to[0] == world.file
    assert work.sheets() == []
    again = new_file_sheet(work.kit, world.desk, None)
    work.qtbot.addWidget(again)
    again.open()
    work.settle()
    whom = next(one for one in again.findChildren(ReferenceEditor) if one.name == "threatened")
    assert whom.name_shown == "Hilde VAN DEN BROECK", "what was typed waits as a draft"
    work.qtbot.waitUntil(lambda: work.there(again, "running_file_0"))


def test_who_is_named_in_a_new_file_comes_back_with_its_draft(work: AtWork, world: PaperWorld) -> None:
    for again in (False, True):
        sheet = new_file_sheet(work.kit, world.desk, None)
        work.qtbot.addWidget(sheet)
        sheet.open()
        work.settle()
        whom = next(one for one in sheet.findChildren(ReferenceEditor) if one.name == "threatened")
        if not again:
            whom.take(world.person)
            work.settle()
            QTest.keyClick(sheet, Qt.Key.Key_Escape)
            work.settle()
    assert whom.name_shown == "Hilde VAN DEN BROECK"
