"""Every editor reads what officers type and shows it as they read it, in their language."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.core.errors import UserError
from app.core.ids import Id
from app.models.enums import BloodGroup, Channel, Marking, Sex, ThreatLevel
from app.models.fields import FieldSpec
from app.models.kinds import SCHEMA
from app.models.texts import local_text
from app.services.desk import Desk
from app.ui.forms.calendar_popup import CalendarPopup
from app.ui.forms.choices import ChoiceEditor, YesNoEditor
from app.ui.forms.days import DayEditor, MomentEditor, TimeEditor
from app.ui.forms.editor import Editor
from app.ui.forms.making import Maker
from app.ui.forms.numbers import NumberEditor
from app.ui.forms.texts import LineEditor, LongTextEditor
from app.ui.forms.tongues import LocalTextEditor
from app.ui.kit.kit import Kit
from app.ui.kit.words import COUNTRY_TIME, capital
from tests.ui.forms.typing_in import click, press, strike

TODAY = date(2026, 11, 21)
Make = Callable[..., Editor]


@pytest.fixture
def make(qtbot: QtBot, kit: Kit, desk: Desk) -> Make:
    """Make and show the editor of a field of a kind; `siblings` are the other fields' values."""

    def editor(kind: str, name: str, **siblings: Any) -> Editor:
        made = Maker(kit, desk, siblings.get).editor(SCHEMA.by_name[kind].fields[name])
        qtbot.addWidget(made)
        made.resize(360, made.sizeHint().height())
        made.show()
        return made

    return editor


def type_into(qtbot: QtBot, editor: Editor, text: str, *, leave: bool = True) -> None:
    """Type as an officer does, then go elsewhere."""
    line = editor.inputs[0]
    line.setFocus()
    if isinstance(line, QLineEdit):
        line.selectAll()
    press(line, text)
    if leave:
        editor.tidy()


def shown(editor: Editor) -> str:
    line = editor.inputs[0]
    assert isinstance(line, QLineEdit)
    return line.text()


def refused(editor: Editor, language: str) -> str:
    with pytest.raises(UserError) as refusal:
        editor.value()
    return refusal.value.say(language)


@pytest.mark.parametrize(
    ("language", "typed", "day", "then", "beside"),
    [
        ("nl", "12/3", date(2027, 3, 12), "12 mrt 2027", "over 15 weken"),
        ("nl", "morgen", date(2026, 11, 22), "22 nov 2026", "morgen"),
        ("nl", "+14", date(2026, 12, 5), "5 dec 2026", "over 2 weken"),
        ("nl", "vrijdag", date(2026, 11, 27), "27 nov 2026", "over 6 dagen"),
        ("fr", "12/3", date(2027, 3, 12), "12 mars 2027", "dans 15 semaines"),
        ("fr", "hier", date(2026, 11, 20), "20 nov. 2026", "hier"),
        ("fr", "1er février 2027", date(2027, 2, 1), "1er févr. 2027", "dans 10 semaines"),
        ("de", "übermorgen", date(2026, 11, 23), "23. Nov. 2026", "in 2 Tagen"),
        ("en", "12 March 1990", date(1990, 3, 12), "12 Mar 1990", ""),
    ],
)
def test_a_day_is_read_as_it_is_typed_and_shown_as_the_country_writes_it(
    qtbot: QtBot, make: Make, typed: str, day: date, then: str, beside: str
) -> None:
    editor = make("involvement", "from_on")
    assert isinstance(editor, DayEditor)
    type_into(qtbot, editor, typed)
    assert editor.value() == day
    assert shown(editor) == then
    assert editor.beside.text() == beside
    assert editor.state() == day.isoformat()


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_every_day_as_we_show_it_can_be_typed_again(qtbot: QtBot, make: Make, kit: Kit) -> None:
    editor = make("involvement", "from_on")
    for month in range(1, 13):
        day = date(2026, month, 28)
        type_into(qtbot, editor, kit.words.date(day), leave=False)
        assert editor.value() == day


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_how_far_a_day_is_as_we_say_it_can_be_typed_too(make: Make, kit: Kit) -> None:
    editor = make("involvement", "from_on")
    assert isinstance(editor, DayEditor)
    today = editor.today()
    for away in (-28, -14, -3, -2, -1, 0, 1, 2, 3, 13, 14, 28):
        day = today + timedelta(days=away)
        editor.line.setText(kit.words.relative(day, today).replace("\u00a0", " "))
        assert editor.value() == day, kit.words.relative(day, today)


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("nl", "gisternacht", "Dit is geen datum"),
        ("fr", "31/2/2026", "Le calendrier"),
        ("nl", "99", "Dit is geen datum"),
    ],
)
def test_what_is_no_day_is_said_and_stays_as_typed(
    qtbot: QtBot, make: Make, language: str, typed: str, said: str
) -> None:
    editor = make("involvement", "from_on")
    type_into(qtbot, editor, typed)
    assert said in refused(editor, language)
    assert shown(editor) == typed
    assert editor.state() == typed


def test_a_day_read_in_another_year_is_accepted_with_a_remark_that_goes_when_it_is_shown_in_full(
    qtbot: QtBot, make: Make
) -> None:
    editor = make("involvement", "from_on")
    type_into(qtbot, editor, "12/3", leave=False)
    assert "ander jaar" in editor.remark()
    editor.tidy()
    assert editor.remark() == ""


def test_a_date_of_birth_lies_in_the_past_and_tells_the_age(qtbot: QtBot, make: Make) -> None:
    editor = make("person_private", "birth_date")
    assert isinstance(editor, DayEditor)
    type_into(qtbot, editor, "22/11/26")
    assert editor.value() == date(1926, 11, 22)
    assert editor.beside.text() == "99 jaar"


def test_tomorrow_in_a_draft_is_the_day_it_was(qtbot: QtBot, make: Make) -> None:
    editor = make("involvement", "from_on")
    type_into(qtbot, editor, "morgen", leave=False)
    kept = editor.state()
    editor.restore(None)
    editor.restore(kept)
    assert editor.value() == date(2026, 11, 22)


def test_the_calendar_opens_by_keyboard_on_the_day_and_takes_another(qtbot: QtBot, make: Make) -> None:
    editor = make("involvement", "from_on")
    type_into(qtbot, editor, "1/12")
    with qtbot.waitSignal(editor.edited):
        strike(editor.inputs[0], Qt.Key.Key_Down, alt=True)
        popup = editor.findChild(CalendarPopup)
        assert popup is not None
        month = popup.focusWidget()
        assert month is not None
        strike(month, Qt.Key.Key_Right)
        strike(month, Qt.Key.Key_Return)
    assert editor.value() == date(2026, 12, 2)


def test_the_calendar_closes_without_taking_anything(qtbot: QtBot, make: Make) -> None:
    editor = make("involvement", "from_on")
    strike(editor.inputs[0], Qt.Key.Key_F4)
    popup = editor.findChild(CalendarPopup)
    assert popup is not None
    strike(popup, Qt.Key.Key_Escape)
    assert editor.value() is None


@pytest.mark.parametrize(
    ("language", "typed", "moment", "then"),
    [
        ("nl", "morgen 14u30", datetime(2026, 11, 22, 14, 30, tzinfo=COUNTRY_TIME), "22 nov 2026 14:30"),
        ("fr", "12 mars 2027 8h", datetime(2027, 3, 12, 8, 0, tzinfo=COUNTRY_TIME), "12 mars 2027 08:00"),
        ("nl", "16:05", datetime(2026, 11, 21, 16, 5, tzinfo=COUNTRY_TIME), "21 nov 2026 16:05"),
    ],
)
def test_a_moment_is_belgian_time(qtbot: QtBot, make: Make, typed: str, moment: datetime, then: str) -> None:
    editor = make("threat_report", "moment")
    assert isinstance(editor, MomentEditor)
    type_into(qtbot, editor, typed)
    assert editor.value() == moment
    assert editor.value().utcoffset() is not None
    assert shown(editor) == then
    kept = editor.state()
    editor.restore(None)
    editor.restore(kept)
    assert editor.value() == moment


def test_a_moment_of_the_store_is_shown_in_belgian_time_and_not_changed_by_looking_at_it(make: Make) -> None:
    editor = make("threat_report", "moment")
    moment = datetime(2026, 7, 1, 22, 30, 15, tzinfo=UTC)
    editor.show_value(moment)
    before = editor.state()
    editor.tidy()
    assert shown(editor) == "2 jul 2026 00:30"
    assert editor.state() == before


def test_a_moment_says_the_zone_of_its_own_day_where_there_is_room(qtbot: QtBot, make: Make) -> None:
    editor = make("threat_report", "moment")
    assert isinstance(editor, MomentEditor)
    editor.resize(520, editor.height())
    for typed, beside, zone in (
        ("vandaag 9u", "vandaag · CET, UTC+1", "CET, UTC+1"),
        ("1/7/2026 9u", "20 weken geleden · CEST, UTC+2", "CEST, UTC+2"),
    ):
        type_into(qtbot, editor, typed)
        assert (editor.beside.text(), editor.line.toolTip()) == (beside, f"Belgische tijd ({zone})")
    editor.resize(300, editor.height())
    assert editor.beside.text() == "20 weken geleden"
    assert editor.line.toolTip() == "Belgische tijd (CEST, UTC+2)"


def test_an_hour_that_nobody_typed_is_said_as_long_as_it_stands(qtbot: QtBot, make: Make) -> None:
    editor = make("threat_report", "moment")
    type_into(qtbot, editor, "18/11")
    assert shown(editor) == "18 nov 2026 00:00"
    assert "uur" in editor.remark()
    editor.tidy()
    assert "uur" in editor.remark()
    type_into(qtbot, editor, "18/11 9:15")
    assert editor.remark() == ""


def test_today_in_the_calendar_is_now(make: Make) -> None:
    editor = make("threat_report", "moment")
    assert isinstance(editor, MomentEditor)
    now = editor.kit.clock.now()
    editor.set_day(editor.today())
    assert editor.value() == now
    assert editor.remark() == ""


def test_choosing_a_day_keeps_the_time(qtbot: QtBot, make: Make) -> None:
    editor = make("threat_report", "moment")
    assert isinstance(editor, MomentEditor)
    type_into(qtbot, editor, "12/12 9:15")
    editor.set_day(date(2026, 12, 24))
    assert editor.value() == datetime(2026, 12, 24, 9, 15, tzinfo=COUNTRY_TIME)


@pytest.mark.parametrize(("typed", "at"), [("14u30", time(14, 30)), ("0930", time(9, 30)), ("24:00", time(0, 0))])
def test_a_time_of_day_is_read(qtbot: QtBot, kit: Kit, typed: str, at: time) -> None:
    editor = TimeEditor(kit, "time")
    qtbot.addWidget(editor)
    type_into(qtbot, editor, typed)
    assert editor.value() == at
    assert shown(editor) == f"{at:%H:%M}"


@pytest.mark.parametrize(
    ("name", "typed", "value"), [("order", " 12 ", 12), ("order", "-3", -3), ("order", "1 000", 1000)]
)
def test_a_whole_number_is_read(qtbot: QtBot, make: Make, name: str, typed: str, value: int) -> None:
    editor = make("phone", name)
    assert isinstance(editor, NumberEditor)
    type_into(qtbot, editor, typed)
    assert editor.value() == value


@pytest.mark.parametrize("typed", ["twee", "1,5", "99999999999", "0x10", "١٢"])
def test_what_is_no_whole_number_is_said(qtbot: QtBot, make: Make, typed: str) -> None:
    editor = make("phone", "order")
    type_into(qtbot, editor, typed)
    if typed == "١٢":
        assert editor.value() == 12
    else:
        assert "geheel getal" in refused(editor, "nl")


@pytest.mark.parametrize(("language", "then"), [("nl", "50,8467"), ("fr", "50,8467"), ("en", "50.8467")])
def test_a_number_with_a_comma_is_read_and_shown(qtbot: QtBot, make: Make, then: str) -> None:
    editor = make("place", "longitude")
    type_into(qtbot, editor, "50,8467")
    assert editor.value() == 50.8467
    editor.show_value(50.8467)
    assert shown(editor) == then
    type_into(qtbot, editor, "noord")
    assert "geen getal" in refused(editor, "nl")


@pytest.mark.parametrize("typed", ["50,8466; 4,3528", "50.8466 4.3528", "50°50'47.76\"N 4°21'10.08\"E"])
def test_coordinates_are_read_as_people_write_them(qtbot: QtBot, make: Make, typed: str) -> None:
    editor = make("place", "latitude")
    type_into(qtbot, editor, typed)
    assert editor.value() == (50.8466, 4.3528)
    editor.tidy()
    assert (shown(editor), editor.remark()) == ("50.846600, 4.352800", "")


@pytest.mark.parametrize(("typed", "said"), [("4.3528, 50.8466", "omgewisseld"), ("48.8566, 2.3522", "buiten België")])
def test_coordinates_outside_belgium_are_taken_with_a_remark(qtbot: QtBot, make: Make, typed: str, said: str) -> None:
    editor = make("place", "latitude")
    type_into(qtbot, editor, typed)
    assert editor.value() == tuple(float(one) for one in typed.split(", "))
    assert said in editor.remark()


@pytest.mark.parametrize(
    ("typed", "said"), [("50", "twee coördinaten"), ("95, 4", "-90 tot 90"), ("5N 4N", "één keer")]
)
def test_what_are_no_coordinates_is_said(qtbot: QtBot, make: Make, typed: str, said: str) -> None:
    editor = make("place", "latitude")
    type_into(qtbot, editor, typed)
    assert said in refused(editor, "nl")
    assert editor.state() == typed


def test_yes_no_and_not_said_are_three_answers(qtbot: QtBot, make: Make) -> None:
    editor = make("vehicle", "armoured")
    assert isinstance(editor, YesNoEditor)
    yes, no = editor.findChildren(QPushButton)
    assert (yes.text(), no.text()) == ("Ja", "Nee")
    answers = [editor.value()]
    for button in (yes, no, no):
        strike(button, Qt.Key.Key_Space)
        answers.append(editor.value())
    assert answers == [None, True, False, None]


@pytest.mark.parametrize(
    ("language", "typed", "member", "then"),
    [("nl", "vro", Sex.FEMALE, "Vrouw"), ("fr", "fém", Sex.FEMALE, ""), ("nl", "VROUW", Sex.FEMALE, "Vrouw")],
)
def test_a_choice_is_found_by_a_part_of_its_word(
    qtbot: QtBot, make: Make, kit: Kit, typed: str, member: Sex, then: str
) -> None:
    editor = make("person", "sex")
    type_into(qtbot, editor, typed)
    assert editor.value() is member
    assert shown(editor) == (then or capital(kit.words.enum(member)))


def test_a_choice_is_taken_from_the_list_by_keyboard(qtbot: QtBot, make: Make) -> None:
    editor = make("file_note", "channel")
    assert isinstance(editor, ChoiceEditor)
    editor.line.setFocus()
    strike(editor.line, Qt.Key.Key_Down)
    assert len(editor.line.offered) == len(Channel)
    popup = qtbot_popup(editor)
    strike(popup, Qt.Key.Key_Down)
    strike(popup, Qt.Key.Key_Return)
    assert editor.value() is list(Channel)[1]
    assert editor.line.offered == []


def test_what_the_list_would_choose_is_said_of_the_line_until_it_closes(make: Make, kit: Kit) -> None:
    editor = make("file_note", "channel")
    assert isinstance(editor, ChoiceEditor)
    line = editor.line
    line.setAccessibleDescription("de hint van het veld")
    line.setFocus()
    strike(line, Qt.Key.Key_Down)
    first, second = list(Channel)[:2]
    assert line.accessibleDescription() == capital(kit.words.enum(first))
    strike(line.popup, Qt.Key.Key_Down)
    assert line.accessibleDescription() == capital(kit.words.enum(second))
    line.close_list()
    assert line.accessibleDescription() == "de hint van het veld"


def test_a_list_that_arrives_late_leaves_marked_what_tab_marked(make: Make) -> None:
    editor = make("file_note", "channel")
    assert isinstance(editor, ChoiceEditor)
    first, other = editor.offered[:2]
    editor.restore(first.value)
    editor.line.selectAll()
    editor.set_options([other, first])
    assert editor.line.selectedText() == first.text
    editor.set_options([replace(first, text="Anders genoemd")])
    assert editor.line.text() == "Anders genoemd"
    assert editor.state() == first.value


def qtbot_popup(editor: ChoiceEditor) -> Any:
    return editor.line.popup


def test_what_is_not_on_the_list_is_said_and_stays(qtbot: QtBot, make: Make) -> None:
    editor = make("person_private", "blood_group")
    type_into(qtbot, editor, "zeldzaam")
    assert "niet op de lijst" in refused(editor, "nl")
    assert shown(editor) == "zeldzaam"
    kept = editor.state()
    editor.restore(None)
    editor.restore(kept)
    assert shown(editor) == "zeldzaam"


def test_an_ambiguous_beginning_chooses_nothing(qtbot: QtBot, make: Make) -> None:
    editor = make("person_private", "blood_group")
    type_into(qtbot, editor, "a")
    assert "niet op de lijst" in refused(editor, "nl")


@pytest.mark.parametrize("group", list(BloodGroup))
def test_blood_groups_are_told_apart_by_their_sign(qtbot: QtBot, make: Make, kit: Kit, group: BloodGroup) -> None:
    editor = make("person_private", "blood_group")
    assert isinstance(editor, ChoiceEditor)
    type_into(qtbot, editor, kit.words.enum(group).lower(), leave=False)
    assert editor.line.offered[0] == kit.words.enum(group)
    assert editor.value() is group


def test_a_value_of_a_newer_station_is_shown_and_left_alone(make: Make) -> None:
    editor = make("file_note", "channel")
    editor.show_value("by_pigeon")
    assert editor.value() == "by_pigeon"
    assert shown(editor) == "by_pigeon"


def test_a_number_with_a_word_is_a_choice_too(qtbot: QtBot, make: Make) -> None:
    editor = make("threat_analysis", "level")
    type_into(qtbot, editor, "ernst")
    assert editor.value() is ThreatLevel.SERIOUS
    type_into(qtbot, editor, "zeer")
    assert editor.value() is ThreatLevel.VERY_SERIOUS
    marking = make("threat_report", "marking")
    marking.show_value(Marking.SECRET)
    assert (marking.value(), shown(marking)) == (Marking.SECRET, "GEHEIM")


@pytest.mark.parametrize(("language", "typed"), [("nl", "brief"), ("fr", "lettre")])
def test_a_code_of_a_list_is_chosen_by_its_word(qtbot: QtBot, make: Make, typed: str) -> None:
    editor = make("threat_report", "form")
    type_into(qtbot, editor, typed)
    assert editor.value() == "letter"


@pytest.mark.parametrize(
    ("language", "typed"), [("nl", "duits"), ("fr", "allemagne"), ("nl", "de"), ("de", "DEUTSCHLAND")]
)
def test_a_country_is_found_by_name_or_code(qtbot: QtBot, make: Make, typed: str) -> None:
    editor = make("home_address", "country")
    type_into(qtbot, editor, typed)
    assert editor.value() == "DE"


@pytest.mark.parametrize(
    ("kind", "name", "typed", "value", "then"),
    [
        ("phone", "number", "02/500 21 11", "+3225002111", "+32 2 500 21 11"),
        ("phone", "number", "0470 12.34.56", "+32470123456", "+32 470 12 34 56"),
        ("vehicle", "plate", "1abc234", "1-ABC-234", "1-ABC-234"),
        ("email", "address", "Jan@POLICE.Belgium.eu", "Jan@police.belgium.eu", "Jan@police.belgium.eu"),
        ("person_private", "national_number", "85073003328", "85.07.30-033.28", "85.07.30-033.28"),
    ],
)
def test_numbers_and_addresses_take_one_form_when_the_field_is_left(
    qtbot: QtBot, make: Make, kind: str, name: str, typed: str, value: str, then: str
) -> None:
    editor = make(kind, name)
    type_into(qtbot, editor, typed, leave=False)
    assert shown(editor) == typed
    editor.tidy()
    assert shown(editor) == then
    assert editor.value() == value
    assert editor.state() == value


@pytest.mark.parametrize(
    ("language", "kind", "name", "typed", "said"),
    [
        ("nl", "phone", "number", "02/500", "cijfers"),
        ("fr", "email", "address", "jan.police.be", "@"),
        ("nl", "vehicle", "plate", "?!", "nummerplaat"),
        ("fr", "person_private", "national_number", "85.07.30-033.29", "contrôle"),
    ],
)
def test_what_a_check_refuses_is_said_and_may_be_kept_as_typed(
    qtbot: QtBot, make: Make, language: str, kind: str, name: str, typed: str, said: str
) -> None:
    editor = make(kind, name)
    type_into(qtbot, editor, typed)
    assert said in refused(editor, language)
    editor.keep_as_typed()
    assert editor.value() == typed
    assert editor.remark()
    states = [editor.kept_as_typed]
    kept = editor.state()
    editor.restore(None)
    states.append(editor.kept_as_typed)
    editor.restore(kept)
    states.append(editor.kept_as_typed)
    assert editor.value() == typed
    type_into(qtbot, editor, typed + "1", leave=False)
    states.append(editor.kept_as_typed)
    assert states == [True, False, True, False]


def test_a_text_kept_as_typed_before_is_no_refusal_when_it_is_opened_again(make: Make) -> None:
    editor = make("phone", "number")
    editor.show_value("intern 12")
    assert editor.value() == "intern 12"
    assert editor.kept_as_typed


def test_a_national_number_is_held_against_the_date_of_birth_beside_it(qtbot: QtBot, make: Make) -> None:
    editor = make("person_private", "national_number", birth_date=date(1985, 7, 31))
    type_into(qtbot, editor, "85.07.30-033.28")
    assert editor.value() == "85.07.30-033.28"
    assert "geboortedatum" in editor.remark()


def test_a_text_in_languages_keeps_the_first_as_original_until_another_is_marked(qtbot: QtBot, make: Make) -> None:
    editor = make("place", "names")
    assert isinstance(editor, LocalTextEditor)
    assert editor.value() is None
    press(editor.text, "Stadhuis")
    editor.show_language("fr")
    press(editor.text, "Hôtel de ville")
    assert editor.value() == local_text("nl", "Stadhuis", fr="Hôtel de ville")
    mark = editor.findChild(QPushButton, "names_original")
    assert mark is not None
    click(mark)
    assert editor.value()["original"] == "fr"
    editor.text.clear()
    assert editor.value() == local_text("nl", "Stadhuis")
    editor.show_language("nl")
    editor.text.clear()
    assert editor.value() is None


@pytest.mark.parametrize("language", ["fr"])
def test_a_text_opens_in_the_screens_language_or_else_in_the_original(make: Make) -> None:
    editor = make("place", "names")
    assert isinstance(editor, LocalTextEditor)
    editor.show_value(local_text("nl", "Stadhuis"))
    assert (editor.language, editor.text.toPlainText()) == ("nl", "Stadhuis")
    editor.show_value(local_text("nl", "Stadhuis", fr="Hôtel de ville"))
    assert editor.text.toPlainText() == ("Stadhuis" if editor.language == "nl" else "Hôtel de ville")


def test_a_long_text_grows_with_its_lines_and_stops(qtbot: QtBot, make: Make) -> None:
    editor = make("threat_report", "description")
    assert isinstance(editor, LongTextEditor)
    heights = []
    for lines in (1, 8, 13, 40):
        editor.restore("\n".join("x" * lines))
        heights.append(editor.text.height())
    assert heights[0] < heights[1] < heights[2] < heights[3] <= heights[2] + 20
    strike(editor.text, Qt.Key.Key_Tab)
    assert "\t" not in editor.text.toPlainText()


def test_every_typed_field_of_every_kind_has_an_editor_that_gives_back_what_it_shows(
    qtbot: QtBot, kit: Kit, desk: Desk, make: Make
) -> None:
    uid: Id = bytes(range(16))
    examples: dict[str, Any] = {
        "str": "Voorbeeld", "int": 3, "float": 4.25, "bool": False, "date": TODAY,
        "datetime": datetime(2026, 11, 21, 8, 30, tzinfo=COUNTRY_TIME), "Mapping": local_text("nl", "Voorbeeld"),
    }  # fmt: skip
    looked_at = 0
    for kind in SCHEMA.kinds.values():
        for spec in kind.fields.values():
            if spec.type is bytes and spec.meta.ref is None:
                continue
            editor = Maker(kit, desk, lambda _: None).editor(spec)
            qtbot.addWidget(editor)
            value = (50.8466, 4.3528) if spec.name == "latitude" else example(spec, uid, examples)
            editor.show_value((value,) if spec.many else value)
            assert editor.value() == ((value,) if spec.many else value), f"{kind.name}.{spec.name}"
            editor.show_value(() if spec.many else None)
            assert editor.value() in (None, ()), f"{kind.name}.{spec.name}"
            looked_at += 1
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert looked_at > 200


def example(spec: FieldSpec, uid: Id, examples: dict[str, Any]) -> Any:
    if spec.meta.ref is not None:
        return uid
    return next(iter(spec.type)) if issubclass(spec.type, Enum) else examples[spec.type.__name__]


def test_a_plain_text_loses_the_spaces_around_it(qtbot: QtBot, make: Make) -> None:
    editor = make("person", "honorific")
    assert isinstance(editor, LineEditor)
    type_into(qtbot, editor, "  mevrouw ")
    assert editor.value() == "mevrouw"
    type_into(qtbot, editor, "   ")
    assert editor.value() is None
