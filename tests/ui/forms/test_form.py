"""A form of declared fields: what it shows, what it gives back, what it refuses, and undo over the whole of it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.core.errors import UserError
from app.core.ids import Id
from app.models.checks.national_number import NationalNumberChecksum
from app.models.enums import Channel, InformationGrade, MaritalStatus, Sex, SourceGrade, ThreatLevel
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kind_specs import Schema
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person, PersonPrivate, Phone
from app.models.kinds.threat import PersonOfConcern, ThreatAnalysis, ThreatReport
from app.models.texts import LocalText, local_text
from app.services.cases.reports import GradingMissing
from app.services.choices import BelongsWhereItIs
from app.services.desk import Desk
from app.services.registers.persons import NameMissing
from app.ui.forms.choices import ChoiceEditor
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.forms.rows import Said
from app.ui.forms.specs import form_spec
from app.ui.forms.texts import LongTextEditor
from app.ui.kit.kit import Kit
from app.ui.kit.scrolling import ScrollArea
from tests.ui.forms.conftest import ShowForm
from tests.ui.forms.typing_in import click, press, strike

NAMES = form_spec(Person, ["family_name", "given_names", "remarks"], rest=False)
PERSON = Person(family_name="Lambrecht", given_names="Nele", honorific="mevrouw", nationalities=("BE",))


def line(form: Form, name: str) -> QLineEdit:
    found = form.findChild(QLineEdit, name)
    assert found is not None
    return found


def type_in(form: Form, name: str, text: str) -> None:
    """Go to a field, put `text` in the place of what is there, and leave it."""
    field = form.editor(name).inputs[0]
    field.setFocus()
    if isinstance(field, QLineEdit):
        field.selectAll()
    press(field, text)
    form.editor(name).tidy()
    form.editor(name).left.emit()


def test_a_form_shows_its_record_and_gives_it_back_unchanged(show_form: ShowForm) -> None:
    form = show_form(form_spec(Person), PERSON)
    assert line(form, "family_name").text() == "Lambrecht"
    assert form.record() == PERSON
    assert form.changed_values() == {}
    assert not form.is_dirty


def test_only_what_was_changed_is_given_to_the_service(qtbot: QtBot, show_form: ShowForm) -> None:
    form = show_form(form_spec(Person), PERSON)
    with qtbot.waitSignal(form.changed):
        type_in(form, "honorific", "barones")
    type_in(form, "sex", "vrouw")
    assert form.changed_values() == {"honorific": "barones", "sex": Sex.FEMALE}
    assert form.is_dirty
    assert form.record().honorific == "barones"


def test_what_no_paper_can_print_is_refused_at_the_field_that_goes_on_paper_and_nowhere_else(
    show_form: ShowForm,
) -> None:
    form = show_form(NAMES, PERSON)
    line(form, "family_name").setText("Lambrecht 🔪")
    form.editor("remarks").restore("Hij schreef 🔪")
    form._on_pause()
    said = form.row("family_name").words
    assert "U+1F52A" in said
    assert form.row("remarks").words == ""
    assert set(form.refusals()) == {"family_name"}
    line(form, "family_name").setText("Łambrecht")
    assert form.refusals() == {}


def test_what_a_bundle_brought_stays_until_it_is_typed_anew(show_form: ShowForm) -> None:
    form = show_form(NAMES, Person(family_name="Lambrecht 🔪", given_names="Nele"))
    type_in(form, "given_names", "An")
    assert form.changed_values() == {"given_names": "An"}
    line(form, "family_name").setText("Lambrecht 🔪🔪")
    assert set(form.refusals()) == {"family_name"}


def test_what_is_typed_and_typed_back_is_no_change(show_form: ShowForm) -> None:
    form = show_form(NAMES, PERSON)
    type_in(form, "given_names", "An")
    type_in(form, "given_names", "Nele")
    assert not form.is_dirty
    assert form.changed_values() == {}


def test_what_must_be_filled_in_is_said_by_a_word_and_asked_for(show_form: ShowForm) -> None:
    form = show_form(NAMES)
    label = form.findChild(QLabel, "label_family_name")
    assert label is not None
    assert label.text() == "Familienaam · verplicht"
    assert form.row("family_name").said is Said.NOTHING
    with pytest.raises(UserError) as refusal:
        form.values()
    assert refusal.value.field == "family_name"
    assert form.row("family_name").words == "Vul dit in."
    assert line(form, "family_name").hasFocus()
    assert line(form, "family_name").accessibleDescription() == "Vul dit in."
    press(line(form, "family_name"), "C")
    assert form.row("family_name").words == ""
    assert form.check()


def test_a_screen_may_ask_for_more_or_less_than_the_declaration(show_form: ShowForm) -> None:
    spec = form_spec(Person, ["family_name", "honorific"], required=["honorific"], optional=["family_name"], rest=False)
    assert set(show_form(spec).refusals()) == {"honorific"}


def test_what_cannot_be_read_is_said_while_typing_and_goes_as_soon_as_it_can(qtbot: QtBot, show_form: ShowForm) -> None:
    form = show_form(form_spec(PersonPrivate, ["birth_date", "national_number"], rest=False))
    field = line(form, "birth_date")
    field.setFocus()
    press(field, "31/2/")
    assert form.row("birth_date").said is Said.NOTHING
    qtbot.waitUntil(lambda: form.row("birth_date").said is Said.REFUSED, timeout=2000)
    assert field.property("wrong") is True
    assert field.accessibleDescription() == form.row("birth_date").words
    for _ in range(3):
        strike(field, Qt.Key.Key_Backspace)
    press(field, "/1/1985")
    assert form.row("birth_date").said is not Said.REFUSED
    assert form.values()["birth_date"] == date(1985, 1, 31)


@pytest.mark.parametrize(("language", "said"), [("nl", "controlecijfers"), ("fr", "chiffres de contrôle")])
def test_a_refusal_is_said_in_the_officers_language_and_may_be_overruled(
    qtbot: QtBot, show_form: ShowForm, said: str
) -> None:
    form = show_form(form_spec(PersonPrivate, ["national_number"], rest=False))
    type_in(form, "national_number", "85.07.30-033.29")
    row = form.row("national_number")
    assert said in row.words
    assert row.keep.isVisible()
    click(row.keep)
    assert form.values() == {"national_number": "85.07.30-033.29"}
    assert form.kept_as_typed == {"national_number"}
    assert row.said is Said.REMARK
    form.undo()
    assert form.kept_as_typed == frozenset()
    assert said in row.words


def test_a_number_among_several_may_be_kept_as_typed_too(qtbot: QtBot, show_form: ShowForm) -> None:
    form = show_form(form_spec(PersonOfConcern, ["phones"], rest=False))
    field = line(form, "phones")
    field.setFocus()
    press(field, "0470 12 34 56")
    strike(field, Qt.Key.Key_Return)
    press(field, "intern 12")
    strike(field, Qt.Key.Key_Return)
    form.check()
    click(form.row("phones").keep)
    assert form.values() == {"phones": ("+32470123456", "intern 12")}
    assert form.kept_as_typed == {"phones"}
    assert form.check()


def test_two_fields_are_held_against_each_other(show_form: ShowForm) -> None:
    form = show_form(form_spec(PersonPrivate, ["birth_date", "national_number"], rest=False))
    type_in(form, "birth_date", "31/7/1985")
    type_in(form, "national_number", "85.07.30-033.28")
    assert "geboortedatum" in form.row("national_number").words


def test_a_refusal_of_a_service_stands_at_its_field_until_it_is_changed(show_form: ShowForm) -> None:
    form = show_form(form_spec(ThreatReport), ThreatReport(form="letter", description="Brief"))
    form.mark(GradingMissing(field="source_grade"))
    assert form.row("source_grade").words == GradingMissing().say("nl")
    assert line(form, "source_grade").hasFocus()
    type_in(form, "channel", "telefonisch")
    assert form.row("source_grade").said is Said.REFUSED
    press(line(form, "source_grade"), "A")
    assert form.row("source_grade").said is Said.NOTHING


def test_a_refusal_that_may_be_kept_offers_it_also_when_a_service_refused(show_form: ShowForm) -> None:
    form = show_form(form_spec(PersonPrivate, ["national_number"], rest=False))
    form.mark(NationalNumberChecksum(field="national_number"))
    assert form.row("national_number").keep.isVisible()


@pytest.mark.parametrize("refusal", [BelongsWhereItIs(field="person"), NameMissing()])
def test_a_refusal_of_no_field_shown_stands_at_the_head(show_form: ShowForm, refusal: UserError) -> None:
    form = show_form(NAMES, PERSON)
    form.mark(refusal)
    assert form.notices.refused.words == refusal.say("nl")
    type_in(form, "given_names", "An")
    assert form.notices.refused.words == ""


def test_a_refused_field_is_brought_into_view(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    area = ScrollArea()
    qtbot.addWidget(area)
    form = Form(kit, desk, form_spec(Person), PERSON)
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.resize(420, 200)
    area.show()
    form.mark(BelongsWhereItIs(field="remarks"))
    seen = form.row("remarks").visibleRegion().boundingRect()
    assert seen.height() >= 40
    qtbot.waitUntil(lambda: kit.jobs.idle)


def test_undo_and_redo_walk_through_all_fields_a_burst_of_typing_at_a_time(qtbot: QtBot, show_form: ShowForm) -> None:
    form = show_form(NAMES, PERSON)
    type_in(form, "family_name", "Claes")
    type_in(form, "given_names", "Jan")
    type_in(form, "remarks", "nieuw")
    steps = [form.record()]
    field = form.editor("remarks").inputs[0]
    for _ in range(3):
        strike(field, Qt.Key.Key_Z, ctrl=True)
        steps.append(form.record())
    assert [(one.family_name, one.given_names, one.remarks) for one in steps] == [
        ("Claes", "Jan", "nieuw"),
        ("Claes", "Jan", None),
        ("Claes", "Nele", None),
        ("Lambrecht", "Nele", None),
    ]
    assert not form.is_dirty
    strike(line(form, "family_name"), Qt.Key.Key_Z, ctrl=True)
    for _ in range(2):
        strike(line(form, "family_name"), Qt.Key.Key_Y, ctrl=True)
    assert (form.record().family_name, form.record().given_names, form.record().remarks) == ("Claes", "Jan", None)
    assert line(form, "given_names").hasFocus()


def test_a_pause_in_typing_begins_a_new_step(qtbot: QtBot, show_form: ShowForm) -> None:
    form = show_form(NAMES)
    field = line(form, "family_name")
    field.setFocus()
    press(field, "Van")
    qtbot.waitUntil(lambda: not form._pause.isActive(), timeout=2000)
    press(field, " Acker")
    form.undo()
    assert field.text() == "Van"
    form.undo()
    assert field.text() == ""
    form.redo()
    form.redo()
    assert field.text() == "Van Acker"


def test_the_first_letters_of_a_right_word_are_no_mistake_until_the_field_is_left(show_form: ShowForm) -> None:
    form = show_form(form_spec(ThreatReport, ("channel", "description"), rest=False))
    field = line(form, "channel")
    field.setFocus()
    press(field, "zzz")
    form._on_pause()
    assert form.row("channel").said is Said.NOTHING
    editor = form.editor("channel")
    assert isinstance(editor, ChoiceEditor)
    strike(field, Qt.Key.Key_Tab)
    assert form.row("channel").said is Said.REFUSED


def test_a_list_leaves_the_keyboard_to_the_window_and_has_only_the_keys_that_move_in_it(show_form: ShowForm) -> None:
    form = show_form(form_spec(ThreatReport, ("source_grade", "information_grade"), rest=False))
    source, information = form.editor("source_grade"), form.editor("information_grade")
    assert isinstance(source, ChoiceEditor)
    source.line.setFocus()
    window = form.windowHandle()
    QTest.keyClick(window, Qt.Key.Key_X)
    assert source.line.is_open
    assert QApplication.activePopupWidget() is None, "what takes the keyboard is still given keys after it closed"
    assert source.line.popup.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_4, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Tab):
        QTest.keyClick(window, key)
    assert (source.value(), information.value()) == (SourceGrade.X, InformationGrade.FOUR)


def test_a_list_closes_by_a_click_beside_it_by_the_wheel_and_goes_along_with_the_window(show_form: ShowForm) -> None:
    form = show_form(form_spec(ThreatReport, ("channel", "description"), rest=False))
    editor = form.editor("channel")
    assert isinstance(editor, ChoiceEditor)
    box: Any = editor.line
    box.setFocus()
    window, beside = form.windowHandle(), form.row("channel").mapTo(form, QPoint(2, 2))
    strike(box, Qt.Key.Key_Down)
    before = box.popup.pos() - box.mapToGlobal(QPoint())
    form.move(form.pos() + QPoint(30, 20))
    assert box.popup.pos() - box.mapToGlobal(QPoint()) == before
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=beside)
    assert not box.is_open
    strike(box, Qt.Key.Key_Down)
    assert box.is_open
    turned = QWheelEvent(beside, window.mapToGlobal(beside), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                         Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(window, turned)
    assert not box.is_open
    strike(box, Qt.Key.Key_Down)
    form.editor("description").setFocus()
    assert not box.is_open


def test_a_click_anywhere_in_a_field_opens_its_list_at_what_is_chosen(show_form: ShowForm) -> None:
    form = show_form(form_spec(ThreatReport, ("channel",), rest=False))
    editor = form.editor("channel")
    assert isinstance(editor, ChoiceEditor)
    click(editor.line)
    assert len(editor.line.offered) == len(Channel)
    editor.line.close_list()
    form.set_value("channel", Channel.PHONE)
    click(editor.line)
    assert editor.line.popup.currentIndex().data() == editor.line.text()
    editor.line.close_list()


@pytest.mark.parametrize("typed", ["3", "ernstig", "3 Ernstig"])
def test_a_level_is_chosen_by_its_figure_or_its_word(show_form: ShowForm, typed: str) -> None:
    form = show_form(form_spec(ThreatAnalysis, ("level",), rest=False))
    field = line(form, "level")
    press(field, typed)
    form.editor("level").tidy()
    assert form.editor("level").value() is ThreatLevel.SERIOUS
    assert field.text() == "3 ERNSTIG"


def test_undo_goes_over_choices_chips_and_languages(show_form: ShowForm) -> None:
    spec = form_spec(Person, ["sex", "nationalities", "function"], rest=False)
    form = show_form(spec, Person(nationalities=("BE",), function=local_text("nl", "Rechter")))
    before = form.values()
    type_in(form, "sex", "vrouw")
    type_in(form, "nationalities", "frankrijk")
    text = form.findChild(QPlainTextEdit, "function")
    assert text is not None
    press(text, "Oud-")
    after = form.values()
    assert after == {
        "sex": Sex.FEMALE, "nationalities": ("BE", "FR"), "function": local_text("nl", "Oud-Rechter")
    }  # fmt: skip
    while form.undo_stack.canUndo():
        form.undo()
    assert form.values() == before
    while form.undo_stack.canRedo():
        form.redo()
    assert form.values() == after


def test_undo_puts_back_what_could_not_be_read(show_form: ShowForm) -> None:
    form = show_form(form_spec(PersonPrivate, ["birth_date", "birth_place"], rest=False))
    type_in(form, "birth_date", "ergens in mei")
    type_in(form, "birth_date", "3/5/80")
    form.undo()
    assert line(form, "birth_date").text() == "ergens in mei"
    assert form.row("birth_date").said is Said.REFUSED


def test_after_saving_there_is_nothing_to_undo_and_nothing_changed(show_form: ShowForm) -> None:
    form = show_form(NAMES, PERSON)
    type_in(form, "given_names", "An")
    form.saved()
    assert not form.is_dirty
    assert not form.undo_stack.canUndo()
    assert form.changed_values() == {}
    assert line(form, "given_names").text() == "An"


def test_a_sealed_value_is_never_shown_and_stays_unless_it_is_replaced(qtbot: QtBot, show_form: ShowForm) -> None:
    spec = form_spec(PersonPrivate, ["code_word", "duress_word", "medical"], rest=False)
    form = show_form(spec, PersonPrivate(code_word="zonnebloem", medical="insuline"))
    texts = [one.text() for one in form.findChildren(QLineEdit)] + [
        one.toPlainText() for one in form.findChildren(QPlainTextEdit)
    ]
    assert not any("zonnebloem" in text or "insuline" in text for text in texts)
    assert form.changed_values() == {}
    assert form.record().code_word == "zonnebloem"
    type_in(form, "duress_word", "regen")
    replace = form.findChild(QLineEdit, "code_word")
    assert replace is not None
    assert not replace.isVisible()
    unseal = form.editor("code_word").findChild(QAbstractButton, "code_word_replace")
    assert unseal is not None
    unseal.click()
    press(replace, "maanlicht")
    assert form.changed_values() == {"code_word": "maanlicht", "duress_word": "regen"}
    form.undo()
    form.undo()
    assert form.record().code_word == "zonnebloem"
    assert not replace.isVisible()


def test_a_list_given_by_the_screen_narrows_a_reference(qtbot: QtBot, show_form: ShowForm) -> None:
    uid: Id = bytes(range(16))
    spec = form_spec(Measure, ["subject", "contact"], rest=False)
    form = show_form(spec, offers={"subject": [Option(uid, "Woning Lambrecht"), Option(bytes(16), "Wagen")]})
    field = line(form, "subject")
    field.setFocus()
    with qtbot.waitSignal(form.changed):
        press(field, "won")
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    picker: Any = field
    assert picker.offered == ["Woning Lambrecht"]
    strike(picker.popup, Qt.Key.Key_Return)
    assert form.values()["subject"] == uid
    assert field.text() == "Woning Lambrecht"
    strike(field, Qt.Key.Key_Backspace)
    assert form.refusals().keys() == {"subject"}


def test_fields_stand_in_two_columns_where_there_is_room_and_long_ones_across(
    qtbot: QtBot, show_form: ShowForm
) -> None:
    form = show_form(form_spec(ThreatReport), width=900)
    place, words = form.row("moment").geometry(), form.row("place").geometry()
    assert place.top() == words.top()
    assert words.left() > place.right()
    assert form.row("description").width() > 1.9 * place.width()
    form.resize(400, 900)
    qtbot.waitUntil(lambda: form.row("place").geometry().top() > form.row("moment").geometry().bottom())
    assert form.columns.count == 1
    assert form.row("place").geometry().left() == form.row("moment").geometry().left()


@pytest.mark.parametrize(("width", "abreast"), [(900, True), (400, False)])
def test_a_period_is_not_torn_in_two_and_a_third_day_goes_on_after_it(
    show_form: ShowForm, width: int, abreast: bool
) -> None:
    form = show_form(form_spec(Measure, ["contact", "start", "end", "review", "place"], rest=False), width=width)
    at = {name: form.row(name).geometry() for name in form.spec.names}
    assert (at["start"].top() == at["end"].top()) is abreast
    assert (at["review"].top() == at["place"].top()) is abreast
    assert at["contact"].bottom() < at["start"].top()
    assert at["end"].bottom() < at["review"].top()


def test_a_field_added_to_a_kind_is_in_the_form_with_no_other_line(qtbot: QtBot, show_form: ShowForm) -> None:
    kind = a_kind_with_a_new_field()
    form = show_form(form_spec(kind, ["name"], without=["hidden"]))
    assert form.spec.names == ("name", "newcomer", "channels", "note")
    type_in(form, "name", "x")
    type_in(form, "newcomer", "12/12/2026")
    type_in(form, "channels", "telefonisch")
    record = form.record()
    assert (record.newcomer, record.channels) == (date(2026, 12, 12), (Channel.PHONE,))
    label = form.findChild(QLabel, "label_newcomer")
    assert label is not None
    assert label.text() == "A day nobody thought of"


def a_kind_with_a_new_field() -> Any:
    schema = Schema()
    schema.part(1, "tried")

    @schema.declare(1, "tried", part="tried", action="file")
    @dataclass(frozen=True, slots=True)
    class Tried:
        owner: Annotated[Id | None, Field(1, "Owner", ref="person", required=True)] = None
        name: Annotated[str | None, Field(2, "Name", required=True)] = None
        newcomer: Annotated[date | None, Field(3, "A day nobody thought of")] = None
        channels: Annotated[tuple[Channel, ...], Field(4, "Channels", rule=Rule.SET)] = ()
        state: Annotated[MaritalStatus | None, Field(5, "State", rule=Rule.WORKFLOW)] = None
        hidden: Annotated[str | None, Field(6, "Hidden", search=Search.TEXT)] = None
        key: Annotated[bytes | None, Field(7, "Key")] = None
        picture: Annotated[Id | None, Field(8, "Picture", ref="attachment")] = None
        note: Annotated[LocalText | None, Field(9, "Note", sensitivity=Sensitivity.PERSONAL)] = None

    return schema.by_record[Tried]


def test_a_name_the_kind_does_not_have_is_a_defect() -> None:
    with pytest.raises(KeyError, match="surname"):
        form_spec(Person, ["surname"])


def test_what_one_line_belongs_to_is_not_typed_but_may_be_asked_for() -> None:
    assert "person" not in form_spec(Phone).names
    assert form_spec(Phone, ["person"]).names[0] == "person"


def test_headings_stand_over_their_groups(show_form: ShowForm) -> None:
    spec = form_spec(Person, {"Name": ["family_name"], "Remarks": ["remarks"]}, rest=False)
    headings = show_form(spec).findChildren(QLabel, "group_heading")
    assert [one.text() for one in headings] == ["Naam", "Opmerkingen"]


def test_nothing_personal_stands_in_an_object_name(show_form: ShowForm) -> None:
    form = show_form(form_spec(Person), PERSON)
    assert not [one for one in form.findChildren(QLabel) if "lambrecht" in one.objectName().lower()]
    assert isinstance(form.editor("remarks"), LongTextEditor)
    assert "Lambrecht" not in repr(form)
