"""Pointing to something else: found as one types within one's rights, shown by name, taken away by a key."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person
from app.models.kinds.threat import ThreatFile, ThreatReport
from app.services.cases.reports import record_report
from app.services.desk import Desk
from app.ui.forms.chips import MOST, ManyEditor
from app.ui.forms.choices import TYPED
from app.ui.forms.form import Form
from app.ui.forms.references import ReferenceEditor
from app.ui.forms.rows import Said
from app.ui.forms.specs import form_spec
from tests.station_world import StationWorld, a_file, a_person, a_report
from tests.ui.forms.conftest import ShowForm
from tests.ui.forms.typing_in import click, press, strike

REPORT = form_spec(ThreatReport, ["targets"], rest=False)
MEASURE = form_spec(Measure, ["subject", "executing"], rest=False)


@pytest.fixture(scope="module")
def person(world: StationWorld) -> Id:
    return a_person(world.officer, "Zevenster", "Quirine")


def search(qtbot: QtBot, form: Form, name: str, text: str) -> Any:
    """Type into the search box of a field and wait for what is found; return the box."""
    box = form.editor(name).inputs[0]
    box.setFocus()
    press(box, text)
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    return box


def test_a_person_is_found_by_a_part_of_the_name_and_shown_by_it(qtbot: QtBot, show_form: ShowForm, person: Id) -> None:
    form = show_form(MEASURE)
    box = search(qtbot, form, "subject", "zevenst")
    assert box.offered[0] == "Quirine Zevenster"
    strike(box.popup, Qt.Key.Key_Return)
    assert form.editor("subject").value() == person
    assert box.text() == "Quirine Zevenster"
    assert box.isReadOnly()


def test_the_name_of_a_stored_reference_is_looked_up(qtbot: QtBot, show_form: ShowForm, person: Id) -> None:
    form = show_form(MEASURE, Measure(subject=person))
    editor = form.editor("subject")
    assert isinstance(editor, ReferenceEditor)
    assert editor.name_shown == "Quirine Zevenster"
    assert not form.is_dirty


def test_a_reference_is_taken_away_by_backspace_and_comes_back_by_undo(
    qtbot: QtBot, show_form: ShowForm, person: Id
) -> None:
    form = show_form(MEASURE, Measure(subject=person))
    strike(form.editor("subject").inputs[0], Qt.Key.Key_Backspace)
    assert form.editor("subject").value() is None
    form.undo()
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    assert form.editor("subject").value() == person
    assert form.findChild(QLineEdit, "subject").text() == "Quirine Zevenster"  # type: ignore[union-attr]  # it is there


def test_what_an_officer_may_not_read_is_neither_found_nor_named(
    qtbot: QtBot, show_form: ShowForm, world: StationWorld
) -> None:
    secret = a_person(world.officer, "Geheimhouder", "X.", Label(marking=Marking.SECRET))
    low = world.sit("lager", [Role.FILE_OFFICER], clearance=Marking.NONE)
    form = show_form(MEASURE, Measure(subject=secret), desk=low)
    assert form.findChild(QLineEdit, "subject").text() == "niet zichtbaar voor u"  # type: ignore[union-attr]  # is there
    strike(form.editor("subject").inputs[0], Qt.Key.Key_Backspace)
    box = search(qtbot, form, "subject", "geheimh")
    assert box.offered == ["Niets gevonden"]
    strike(box.popup, Qt.Key.Key_Return)
    assert form.editor("subject").state() == {"typed": "geheimh"}


def test_a_thing_inside_a_file_is_offered_by_its_own_name_with_that_of_its_file(
    qtbot: QtBot, show_form: ShowForm, world: StationWorld, person: Id
) -> None:
    file = a_file(world.officer, person, title="Zonsverduistering")
    report = record_report(world.officer, file, a_report("Brief met een veer"))
    form = show_form(form_spec(ThreatReport, ["corrects"], rest=False))
    box = search(qtbot, form, "corrects", "veer")
    assert box.offered == ["Brief met een veer"]
    strike(box.popup, Qt.Key.Key_Return)
    assert form.values() == {"corrects": report}


def test_a_name_typed_but_not_chosen_is_refused_and_stays(qtbot: QtBot, show_form: ShowForm) -> None:
    form = show_form(MEASURE)
    box = search(qtbot, form, "subject", "zevenst")
    strike(box.popup, Qt.Key.Key_Escape)
    assert "Kies uit wat gevonden wordt" in form.refusals()["subject"].say("nl")
    assert box.text() == "zevenst"


def test_enter_before_anything_was_found_takes_the_first_of_it(qtbot: QtBot, show_form: ShowForm, person: Id) -> None:
    form = show_form(MEASURE)
    box: Any = form.editor("subject").inputs[0]
    box.setFocus()
    press(box, "zevenst")
    strike(box, Qt.Key.Key_Return)
    strike(box, Qt.Key.Key_Tab)
    assert not box.is_open
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    assert form.editor("subject").value() == person
    assert box.text() == "Quirine Zevenster"
    assert form.row("subject").said is Said.NOTHING


def test_who_types_on_after_enter_takes_nothing(qtbot: QtBot, show_form: ShowForm, person: Id) -> None:
    form = show_form(MEASURE)
    box: Any = form.editor("subject").inputs[0]
    box.setFocus()
    press(box, "zevenst")
    strike(box, Qt.Key.Key_Return)
    press(box, "e")
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    assert box.text() == "zevenste"
    assert box.offered[0] == "Quirine Zevenster"


def test_several_are_typed_ahead_of_what_is_found(qtbot: QtBot, show_form: ShowForm, person: Id) -> None:
    form = show_form(REPORT)
    box = form.editor("targets").inputs[0]
    box.setFocus()
    press(box, "zevenst")
    strike(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    assert form.values() == {"targets": (person,)}


def test_of_what_is_listed_whole_going_on_takes_what_is_meant_also_before_it_is_known(
    qtbot: QtBot, show_form: ShowForm, world: StationWorld
) -> None:
    form = show_form(form_spec(ThreatFile, ["file_officer", "title"], rest=False))
    box: Any = form.editor("file_officer").inputs[0]
    box.setFocus()
    press(box, "verh")
    strike(box, Qt.Key.Key_Tab)
    assert not box.hasFocus()
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    assert form.editor("file_officer").value() == world.officer.officer
    assert form.row("file_officer").said is Said.NOTHING
    form.editor("file_officer").restore(None)
    search(qtbot, form, "file_officer", "zzz")
    strike(box, Qt.Key.Key_Tab)
    assert form.row("file_officer").said is Said.REFUSED
    assert box.text() == "zzz"


def test_who_enters_something_new_is_given_nothing_of_what_the_list_offered_beside_it(
    qtbot: QtBot, show_form: ShowForm
) -> None:
    form = show_form(form_spec(ThreatFile, ["file_officer", "title"], rest=False))
    editor = form.editor("file_officer")
    assert isinstance(editor, ReferenceEditor)
    begun: list[str] = []
    editor.offer_new("Nieuw…", lambda typed, _take: begun.append(typed))
    box = search(qtbot, form, "file_officer", "verh")
    assert box.offered == ["Verhaegen", "Nieuw…"]
    strike(box, Qt.Key.Key_Down)
    strike(box, Qt.Key.Key_Return)
    form.editor("title").setFocus()
    assert (begun, editor.state()) == (["verh"], {TYPED: "verh"})


def test_down_at_the_last_line_keeps_it_for_enter(qtbot: QtBot, show_form: ShowForm, person: Id) -> None:
    form = show_form(MEASURE)
    box = search(qtbot, form, "subject", "zevenst")
    for _ in range(len(box.offered) + 1):
        strike(box.popup, Qt.Key.Key_Down)
    strike(box.popup, Qt.Key.Key_Return)
    assert isinstance(form.editor("subject").value(), bytes)


def test_escape_goes_on_to_the_window_where_the_list_offers_nothing(qtbot: QtBot, show_form: ShowForm) -> None:
    form = show_form(MEASURE)
    box = search(qtbot, form, "subject", "xqxqxq")
    heard: list[int] = []
    form.keyPressEvent = lambda event: heard.append(event.key())  # type: ignore[method-assign]  # what a sheet would get
    strike(box.popup, Qt.Key.Key_Escape)
    assert heard == [Qt.Key.Key_Escape]
    assert not box.is_open


def test_a_list_is_as_wide_as_what_it_shows_where_the_window_has_room(qtbot: QtBot, show_form: ShowForm) -> None:
    form = show_form(form_spec(Measure, ["type", "frequency"], rest=False), width=760)
    box: Any = form.editor("type").inputs[0]
    box.setFocus()
    strike(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    longest = max(box.fontMetrics().horizontalAdvance(text) for text in box.offered)
    assert box.width() < longest < box.popup.viewport().width()


def test_one_sign_is_not_searched_for(qtbot: QtBot, show_form: ShowForm) -> None:
    assert search(qtbot, show_form(MEASURE), "subject", "z").offered == []


def test_officers_and_organisations_are_offered_whole_by_name(
    qtbot: QtBot, show_form: ShowForm, world: StationWorld
) -> None:
    form = show_form(form_spec(ThreatFile, ["file_officer"], rest=False))
    box: Any = form.editor("file_officer").inputs[0]
    box.setFocus()
    strike(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    assert {"Verhaegen", "Janssens", "Peeters", "Dubois"} <= set(box.offered)
    press(box.popup, "verh")
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    assert box.offered == ["Verhaegen"]
    strike(box.popup, Qt.Key.Key_Return)
    assert form.values() == {"file_officer": world.officer.officer}


def test_several_are_chips_without_doubles_in_the_order_they_were_chosen(
    qtbot: QtBot, show_form: ShowForm, person: Id, world: StationWorld
) -> None:
    other = a_person(world.officer, "Achtkant", "Bo")
    form = show_form(REPORT, ThreatReport(targets=(person,)))
    for text in ("achtkant", "zevenst"):
        strike(search(qtbot, form, "targets", text).popup, Qt.Key.Key_Return)
    editor = form.editor("targets")
    assert isinstance(editor, ManyEditor)
    assert [chip.text() for chip in editor.chips] == ["Quirine Zevenster", "Bo Achtkant"]
    assert form.values() == {"targets": (person, other)}
    assert editor.chips[0].accessibleName() == "Quirine Zevenster: weghalen"


def test_a_name_too_long_for_its_column_is_elided_and_whole_in_its_tool_tip(
    qtbot: QtBot, show_form: ShowForm, desk: Desk
) -> None:
    long = a_person(desk, "van Outryve d’Ydewalle de la Motte-Baraffe", "Marie-Christine Adélaïde")
    form = show_form(REPORT, ThreatReport(targets=(long,)), width=220)
    editor = form.editor("targets")
    assert isinstance(editor, ManyEditor)
    chip = editor.chips[0]
    qtbot.waitUntil(lambda: chip.text().endswith("…"))
    assert chip.toolTip().endswith("Motte-Baraffe")
    assert chip.geometry().right() < editor.width()
    form.resize(700, 400)
    qtbot.waitUntil(lambda: len(chip.text()) > 40)


def test_a_chip_goes_by_mouse_by_delete_and_by_backspace(qtbot: QtBot, show_form: ShowForm, desk: Desk) -> None:
    people = tuple(a_person(desk, f"Rij{number}", "N.") for number in range(3))
    form = show_form(REPORT, ThreatReport(targets=people))
    editor = form.editor("targets")
    assert isinstance(editor, ManyEditor)
    click(editor.chips[1])
    assert form.values() == {"targets": (people[0], people[2])}
    strike(editor.chips[0], Qt.Key.Key_Delete)
    assert form.values() == {"targets": (people[2],)}
    strike(editor.inputs[0], Qt.Key.Key_Backspace)
    assert form.values() == {"targets": ()}
    for _ in range(3):
        form.undo()
    assert form.values() == {"targets": people}
    qtbot.waitUntil(lambda: form.kit.jobs.idle)


def test_texts_and_choices_become_chips_by_enter_or_on_leaving(qtbot: QtBot, show_form: ShowForm) -> None:
    form = show_form(form_spec(Person, ["aliases", "nationalities"], rest=False))
    aliases, nations = form.editor("aliases"), form.editor("nationalities")
    press(aliases.inputs[0], "Nelly")
    strike(aliases.inputs[0], Qt.Key.Key_Return)
    press(aliases.inputs[0], "N. L.")
    press(nations.inputs[0], "belg")
    assert form.values() == {"aliases": ("Nelly", "N. L."), "nationalities": ("BE",)}
    chips = [chip.text() for chip in nations.findChildren(QPushButton)]
    assert chips in ([], ["België"])
    nations.tidy()
    assert [chip.text() for chip in nations.findChildren(QPushButton)] == ["België"]


def test_more_than_a_field_holds_is_refused(show_form: ShowForm) -> None:
    form = show_form(form_spec(Person, ["aliases"], rest=False))
    form.editor("aliases").show_value([f"naam {number}" for number in range(MOST + 1)])
    assert str(MOST) in form.refusals()["aliases"].say("nl")


def test_who_enters_what_is_not_found_is_said(qtbot: QtBot, show_form: ShowForm) -> None:
    form = show_form(MEASURE)
    assert search(qtbot, form, "executing", "zz").offered == ["Niets gevonden; de beheerder voert organisaties in"]
