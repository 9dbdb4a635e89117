"""Whatever is pasted: it has a limit, what nobody sees is left out, and the officer is told."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.core.errors import UserError
from app.models.kinds.persons import Person, PersonPrivate, Phone
from app.models.kinds.threat import ThreatReport
from app.models.texts import local_text
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.forms.texts import GrowingText
from app.ui.forms.typing_limits import LINE, TEXT, clean_line, clean_text
from tests.ui.forms.conftest import ShowForm
from tests.ui.forms.typing_in import press, strike

HUGE = "lange tekst \u202e" * 800_000
NAMES = form_spec(Person, ["family_name", "native_name", "function", "remarks"], rest=False)


@pytest.fixture(autouse=True)
def _clipboard() -> None:
    QGuiApplication.clipboard().clear()


def paste(form: Form, name: str, text: str) -> int:
    """Paste into a field; return the length of the longest text that ever stood in it."""
    QGuiApplication.clipboard().setText(text)
    field = form.editor(name).inputs[0]
    field.setFocus()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    long = [0]
    field.textChanged.connect(
        lambda: long.append(len(field.text() if isinstance(field, QLineEdit) else field.toPlainText()))
    )
    field.paste()
    return max(long)


@pytest.mark.parametrize("name", ["family_name", "remarks", "function"])
def test_ten_megabytes_are_cut_at_once_and_refused_with_a_word(show_form: ShowForm, name: str) -> None:
    form = show_form(NAMES)
    assert len(HUGE) > 10_000_000
    assert paste(form, name, HUGE) < 2 * TEXT, "cut before it is laid out"
    refusal = form.refusals()[name]
    most = LINE if name == "family_name" else TEXT
    assert str(most) in refusal.say("nl")
    assert "niet overgenomen" in refusal.say("nl")
    assert "tekens" in form.row(name).words or not form.check()
    assert len(str(form.editor(name).state())) < 2 * TEXT
    form.undo()
    assert form.editor(name).value() is None
    form.redo()


def test_ten_megabytes_into_a_checked_field_are_refused_by_its_check(show_form: ShowForm) -> None:
    spec = form_spec(PersonPrivate, ["birth_date", "national_number", "blood_group"], rest=False)
    form = show_form(spec)
    for name in spec.names:
        assert paste(form, name, HUGE) < 2 * TEXT
    assert set(form.refusals()) == set(spec.names)
    for refusal in form.refusals().values():
        assert refusal.say("fr")


@pytest.mark.parametrize(
    ("pasted", "left"),
    [
        ("Lam\x00brecht", "Lambrecht"),
        ("Lambrecht\u202egnp.exe", "Lambrechtgnp.exe"),
        ("\u2066Lambrecht\u2069", "Lambrecht"),
        ("Lam\u200bbrecht\ufeff", "Lambrecht"),
        ("Lam\r\nbrecht\t\u2028x", "Lam brecht x"),
        ("Lambrecht\x1b[31m", "Lambrecht[31m"),
    ],
)
def test_signs_that_nobody_sees_are_left_out_and_that_is_said(show_form: ShowForm, pasted: str, left: str) -> None:
    form = show_form(NAMES)
    paste(form, "family_name", pasted)
    assert " ".join(str(form.record().family_name).split()) == " ".join(left.split())
    if "\r" not in pasted:
        assert form.row("family_name").words == "Onzichtbare tekens werden weggelaten."


def test_a_long_text_keeps_its_lines_and_loses_the_rest(show_form: ShowForm) -> None:
    form = show_form(form_spec(ThreatReport, ["description"], rest=False))
    paste(form, "description", "eerste\r\ntweede\u2028derde\x00\u202e\tvierde")
    assert form.values() == {"description": "eerste\ntweede\nderde\tvierde"}
    assert form.row("description").words == "Onzichtbare tekens werden weggelaten."


def test_signs_that_nobody_sees_are_left_out_of_a_long_text_that_is_typed_too(show_form: ShowForm) -> None:
    """From another keyboard, or the menu of signs that Qt offers: not only by pasting."""
    form = show_form(form_spec(ThreatReport, ["description"], rest=False))
    field = form.editor("description").inputs[0]
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    press(field, "voor achter")
    for _ in "achter":
        strike(field, Qt.Key.Key_Left)
    press(field, "a\u202eb")
    assert form.values() == {"description": "voor abachter"}
    assert form.row("description").words == "Onzichtbare tekens werden weggelaten."
    assert field.textCursor().position() == len("voor ab")
    form.undo()
    assert form.editor("description").value() is None


@pytest.mark.parametrize("name", ["family_name", "phone"])
def test_a_line_that_is_too_long_is_whole_in_its_draft(show_form: ShowForm, name: str) -> None:
    spec = form_spec(Phone, ["number"], rest=False) if name == "phone" else NAMES
    name = "number" if name == "phone" else name
    form = show_form(spec)
    long = "Van den " + "z" * (2 * LINE) + " einde"
    paste(form, name, long)
    again = show_form(spec)
    again.restore_states(form.typed_states())
    field = again.editor(name).inputs[0]
    assert isinstance(field, QLineEdit)
    assert field.text() == long, "to be shortened by who typed it"
    assert name in again.refusals()


def test_names_in_scripts_that_need_joiners_and_marks_stay_whole(show_form: ShowForm) -> None:
    form = show_form(NAMES)
    for name in ("علی\u200cرضا", "\u200fדוד", "क्\u200dष", "Ångström", "𐍈 😀"):
        form.editor("native_name").show_value(name)
        assert form.editor("native_name").value() == name.strip()


def test_a_picture_pasted_into_a_text_is_told_to_be_attached(show_form: ShowForm) -> None:
    form = show_form(form_spec(ThreatReport, ["description"], rest=False))
    paste(form, "description", "Zie het bericht: ")
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    QGuiApplication.clipboard().setImage(picture)
    field = form.editor("description").inputs[0]
    assert isinstance(field, QPlainTextEdit)
    field.paste()
    assert "bijlage" in form.row("description").words
    assert form.values() == {"description": "Zie het bericht:"}
    press(field, "x")
    assert form.row("description").words == ""


def test_only_plain_text_comes_in_by_pasting_or_dropping(qtbot: QtBot) -> None:
    text = GrowingText()
    qtbot.addWidget(text)
    rich, file = QMimeData(), QMimeData()
    rich.setHtml("<b>vet</b><img src='file:///etc/passwd'>")
    rich.setText("vet")
    file.setUrls([QUrl.fromLocalFile("/etc/passwd")])
    text.insertFromMimeData(rich)
    assert text.toPlainText() == "vet"
    assert not text.canInsertFromMimeData(QMimeData())


def test_nothing_is_put_on_the_clipboard_by_working_in_a_form(show_form: ShowForm) -> None:
    form = show_form(NAMES, Person(family_name="Lambrecht", function=local_text("nl", "Rechter")))
    for name in NAMES.names:
        field = form.editor(name).inputs[0]
        field.setFocus()
        press(field, "x")
        form.editor(name).tidy()
    form.undo()
    assert QGuiApplication.clipboard().text() == ""


def test_a_hostile_draft_is_cleaned_as_it_is_shown(show_form: ShowForm) -> None:
    form = show_form(NAMES)
    form.editor("family_name").restore("a\x00\u202eb")
    form.editor("remarks").restore("c\x00\u202ed")
    form.editor("function").restore({"original": "xx", "nl": "e\x00f", "klingon": "g"})
    assert form.editor("family_name").value() == "ab"
    assert form.editor("remarks").value() == "cd"
    assert form.editor("function").value() == local_text("nl", "ef")


@pytest.mark.parametrize("state", [7, [], {}, {"typed": None}, b"x" * 16, "x", [["x"]], True])
def test_a_state_of_another_shape_breaks_nothing(qtbot: QtBot, show_form: ShowForm, state: object) -> None:
    form = show_form(form_spec(Person))
    for name in form.spec.names:
        editor = form.editor(name)
        try:
            editor.restore(state)
            editor.state()
            editor.value()
        except UserError:
            continue
    qtbot.waitUntil(lambda: form.kit.jobs.idle)


@pytest.mark.parametrize("text", ["", "a", "één\ttwee", "a" * 100_000, "\ud800", "\x00" * 1000])
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_text(clean_text(text)) == clean_text(text)
    assert not set(clean_line(text)) & set("\x00\n\t\u202e\ud800")


@pytest.mark.parametrize("name", ["family_name", "remarks", "function", "phone"])
def test_a_text_that_lost_its_end_among_invisible_signs_is_not_taken_for_whole(show_form: ShowForm, name: str) -> None:
    spec = form_spec(Person, ["family_name", "function", "remarks"], rest=False)
    form = show_form(form_spec(Phone, ["number"], rest=False) if name == "phone" else spec)
    field = "number" if name == "phone" else name
    paste(form, field, "0470 12 34 56" + "\u200b" * (8 * TEXT) + "99")
    assert field in form.refusals()
    press(form.editor(field).inputs[0], " ")
    assert field not in form.refusals()
