"""The catalogues under the hands of an administrator, and what officers then choose, read and fill in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from app.core.i18n import LANGUAGES
from app.core.ids import Id
from app.models.enums import MeasureCharacter, MeasureTiming, MeasureVisibility, ParagraphUse
from app.models.kinds.measures import Measure
from app.models.kinds.proposals import ProposalReasons
from app.models.kinds.schema import SCHEMA
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.lists import DEADLINES, MEASURE_TYPES, PARAGRAPHS, TEMPLATES, offered_for
from app.models.texts import LocalText, local_text
from app.services.cases.file_sheets import file_sheet
from app.services.catalogues.changing import add_item, change_item, withdraw_item
from app.services.catalogues.sheets import catalogue_sheet
from app.services.search.short_lists import lists_of
from app.services.trails import Past
from app.ui.files.list_page import ListPage
from app.ui.forms.acting import ActSheet
from app.ui.forms.choices import ChoiceEditor
from app.ui.forms.form import Form
from app.ui.forms.side_by_side import SideBySideEditor
from app.ui.forms.specs import form_spec
from app.ui.kit.screen import Address
from app.ui.screens.administration.catalogue_sheets import NEW, draft_key
from app.ui.screens.administration.catalogues_page import CataloguesPage
from app.ui.screens.administration.screen import AdministrationScreen
from app.ui.screens.proposals.drawing_up import ARGUED
from app.ui.screens.threat_file.sheets import measure_sheet
from tests.station_world import StationWorld, a_file, a_person, a_proposal, a_station
from tests.ui.screens.at_work import AtWork


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    """A station of the test's own: what another entered is counted among the uses."""
    made = a_station(tmp_path)
    yield made
    made.close()


@pytest.fixture
def file(world: StationWorld) -> Id:
    person = a_person(world.officer)
    made = a_file(world.officer, person)
    a_proposal(world, made, person)
    return made


def named(text: str) -> LocalText:
    return local_text("nl", f"{text} nl", fr=f"{text} fr", de=f"{text} de", en=f"{text} en")


def at_the_lists(work: AtWork, world: StationWorld, desk: str = "admin") -> tuple[AdministrationScreen, CataloguesPage]:
    screen = work.show(AdministrationScreen, getattr(world, desk), Address("administration", tab="catalogues"))
    page = screen.findChild(CataloguesPage, "catalogues")
    assert page is not None
    return screen, page


def write(sheet: ActSheet, name: str, **texts: str) -> None:
    """Type a text in some languages, as an officer does."""
    assert sheet.form is not None
    editor = sheet.form.editor(name)
    assert isinstance(editor, SideBySideEditor)
    for language, said in texts.items():
        field = editor.texts[language]
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, said)


def shown(page: CataloguesPage) -> dict[str, list[str]]:
    return {line.key: [cell.plain for cell in line.cells] for line in page.items.rows.lines}


def pick(work: AtWork, menu: str, code: str) -> None:
    """Choose a line of the menu that stands open."""
    work.settle()
    found = [one for one in QApplication.allWidgets() if isinstance(one, QMenu) and one.objectName() == menu]
    action = next(one for one in found[-1].actions() if one.objectName() == code)
    assert isinstance(action, QAction)
    action.trigger()
    found[-1].close()
    work.settle()


def test_a_line_is_changed_after_its_uses_were_shown_and_read_anew(work: AtWork, world: StationWorld, file: Id) -> None:
    _, page = at_the_lists(work, world)
    page.turn_to(MEASURE_TYPES, "patrols")

    work.press(page, "change_item")
    sheet = work.sheet()
    said = work.said(sheet, "uses_said")
    write(sheet, "names", fr="rondes", nl="rondes langs de woning")
    work.do(sheet)

    assert said.startswith("Gebruikt in 1 maatregel in 1 dossier")
    assert shown(page)["patrols"][:2] == ["Rondes langs de woning", "Rondes"]
    assert shown(page)["patrols"][-1] == "Gewijzigd"
    assert lists_of(world.officer).say(MEASURE_TYPES, "patrols", "de") == "Streifen zu wechselnden Zeiten"
    work.press(page, "item_history")
    [history] = work.sheets()
    trail = history.findChild(ListPage, "trail")
    assert trail is not None
    assert any("NL · rondes langs de woning" in line.cells[-1].text for line in trail.rows.lines)
    history.close()


def test_a_line_that_lacks_a_language_is_refused_and_what_was_typed_stays(work: AtWork, world: StationWorld) -> None:
    _, page = at_the_lists(work, world)
    page.turn_to(MEASURE_TYPES)

    work.press(page, "new_item")
    sheet = work.sheet()
    write(sheet, "names", nl="drone boven de woning", fr="drone au-dessus du domicile")
    work.fill(sheet, character=MeasureCharacter.PROTECTIVE)
    work.do(sheet)

    assert "DE, EN" in work.refused_at(sheet, "names")
    write(sheet, "names", de="Drohne am Haus", en="drone over the home")
    work.do(sheet)
    assert not work.sheets()
    [added] = [cells for code, cells in shown(page).items() if code.startswith("drone_")]
    assert added[0] == "Drone boven de woning"
    assert added[-1] == "Toegevoegd"


def test_a_withdrawn_line_says_so_and_comes_back(work: AtWork, world: StationWorld) -> None:
    _, page = at_the_lists(work, world)
    page.turn_to(MEASURE_TYPES, "helicopter")

    work.press(page, "withdraw_item")
    assert "Nog nergens gebruikt" in work.said(work.sheet(), "uses_said")
    work.do(work.sheet())

    assert shown(page)["helicopter"][-1] == "Buiten gebruik"
    assert not work.there(page, "withdraw_item")
    work.press(page, "take_up_item")
    assert shown(page)["helicopter"][-1] == "Gewijzigd"


def test_what_was_saved_is_reversed_by_one_key(work: AtWork, world: StationWorld) -> None:
    screen, page = at_the_lists(work, world)
    page.turn_to("closing_reasons", "other")
    before = shown(page)["other"]
    work.press(page, "change_item")
    write(work.sheet(), "names", nl="iets anders")
    work.do(work.sheet())
    assert shown(page)["other"][0] == "Iets anders"
    assert work.said(page, "undo_bar_words") == f"Gewijzigd: {before[0]}"

    screen.activateWindow()
    work.qtbot.waitUntil(screen.isActiveWindow)
    page.items.rows.setFocus()
    QTest.keyClick(page.items.rows, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    work.settle()

    assert shown(page)["other"][:-1] == before[:-1]
    assert not work.there(page, "undo_bar")


def test_a_line_that_was_added_by_mistake_is_withdrawn_by_the_same_key(work: AtWork, world: StationWorld) -> None:
    _, page = at_the_lists(work, world)
    page.turn_to("threat_forms")
    work.press(page, "new_item")
    write(work.sheet(), "names", nl="per drone", fr="par drone", de="mit Drohne", en="by drone")
    work.do(work.sheet())

    work.press(page, "undo_bar_act")

    [added] = [cells for code, cells in shown(page).items() if code.startswith("by_drone_")]
    assert added[-1] == "Buiten gebruik"


def test_the_lists_turn_to_a_moment_and_back(work: AtWork, world: StationWorld) -> None:
    change_item(world.admin, "visit_types", "working", {"names": named("werk")})
    then = world.clock.now()
    change_item(world.admin, "visit_types", "working", {"names": named("arbeid")})
    _, page = at_the_lists(work, world)
    page.turn_to("visit_types", "working")

    page.show_as_of(then, Past.KNOWN_HERE)
    work.settle()

    assert shown(page)["working"][0] == "Werk nl"
    assert work.there(page, "past_bar")
    assert not [name for name in ("new_item", "change_item", "withdraw_item", "item_uses") if work.there(page, name)]
    work.press(page, "back_to_now")
    assert shown(page)["working"][0] == "Arbeid nl"


def test_a_deadline_is_set_in_days_of_either_sort(work: AtWork, world: StationWorld) -> None:
    _, page = at_the_lists(work, world)
    page.turn_to("deadlines", "confirm")
    assert not work.there(page, "new_item")
    assert not work.there(page, "withdraw_item")

    work.press(page, "change_item")
    work.fill(work.sheet(), number=2, unit="working_days")
    work.do(work.sheet())

    assert shown(page)["confirm"][0].endswith("2 werkdagen")


def test_a_line_written_twice_apart_leads_to_the_conflict_desk(work: AtWork, world: StationWorld) -> None:
    screen, page = at_the_lists(work, world)
    assert not work.there(page, "item_conflict")
    contested = frozenset({(MEASURE_TYPES, "accompaniment")})

    page._on_read(replace(catalogue_sheet(world.admin), contested=contested))
    page.turn_to(MEASURE_TYPES)

    assert shown(page)["accompaniment"][-1] == "Conflict"
    with work.qtbot.waitSignal(screen.wanted) as asked:
        work.press(page, "item_conflict")
    assert asked.args is not None
    assert asked.args[0].screen == "conflicts"


def test_who_may_not_change_the_lists_reads_them(work: AtWork, world: StationWorld) -> None:
    _, page = at_the_lists(work, world, "recorder")

    assert shown(page)["escort"][0] == "Escorte"
    assert not [name for name in ("new_item", "change_item", "withdraw_item") if work.there(page, name)]
    page.items.filter.setText("escorte eskorte")
    assert list(shown(page)) == ["escort"]


def test_who_reads_files_is_led_to_those_that_use_a_line(work: AtWork, world: StationWorld, file: Id) -> None:
    screen, page = at_the_lists(work, world, "officer")
    page.turn_to(MEASURE_TYPES, "patrols")

    work.press(page, "item_uses")
    [sheet] = work.sheets()
    ways = [one for one in sheet.findChildren(QPushButton) if one.objectName().startswith("uses_place_")]

    assert len(ways) >= 1
    assert ways[0].text().startswith("BP-2026-BRU1-")
    with work.qtbot.waitSignal(screen.wanted) as asked:
        ways[0].click()
    assert asked.args is not None
    assert asked.args[0].screen == "threat_file"
    assert not work.sheets()


def test_what_was_typed_about_a_line_is_gone_on_with(work: AtWork, world: StationWorld) -> None:
    screen, page = at_the_lists(work, world)
    page.turn_to(PARAGRAPHS)
    work.press(page, "new_item")
    write(work.sheet(), "names", nl="afsluiting")
    work.sheet().reject()
    work.settle()

    screen.take_up(draft_key(PARAGRAPHS, NEW))
    work.settle()

    form = work.sheet().form
    assert form is not None
    assert form.editor("names").state() == {"original": "nl", "nl": "afsluiting"}
    work.sheet().reject()


def test_a_withdrawn_choice_stays_where_it_stands_and_is_offered_no_more(work: AtWork, world: StationWorld) -> None:
    withdraw_item(world.admin, MEASURE_TYPES, "perimeter")
    form = Form(work.kit, world.officer, form_spec(Measure, ("type",), rest=False), Measure(type="perimeter"))
    work.qtbot.addWidget(form)
    work.settle()

    editor = form.editor("type")
    assert isinstance(editor, ChoiceEditor)
    assert editor.line.text() == "Perimeter (buiten gebruik)"
    assert "perimeter" not in {option.value for option in editor.offered}
    assert form.values() == {"type": "perimeter"}


def test_a_template_fills_in_what_is_empty_and_one_undo_takes_it_back(
    work: AtWork, world: StationWorld, file: Id
) -> None:
    parent = QWidget()
    work.qtbot.addWidget(parent)
    sheet = measure_sheet(work.kit, world.officer, parent, file_sheet(world.officer, file, "nl"), urgent=False)
    sheet.open()
    form = sheet.form
    assert form is not None
    form.set_value("visibility", MeasureVisibility.DISCREET)
    work.settle()

    work.press(sheet, "from_template")
    pick(work, "menu_measure_templates", "patrols_home")

    assert form.editor("type").value() == "patrols"
    assert form.editor("visibility").value() is MeasureVisibility.DISCREET
    assert form.editor("character").value() is MeasureCharacter.PROTECTIVE
    assert set(LANGUAGES) < set(form.editor("instruction").value())
    assert (form.editor("review").value() - world.officer.today()).days == 30
    assert form.editor("start").value() == world.officer.today()
    assert form.editor("frequency").value().startswith("’s nachts minstens drie keer")
    assert form.editor("timing").value() is MeasureTiming.PREVENTIVE
    assert work.said(sheet, "from_template_said").startswith("6 velden ingevuld"), "its start is today already"
    form.undo()
    assert [form.editor(name).state() for name in ("type", "instruction", "character", "review")] == [None] * 4
    assert form.editor("visibility").value() is MeasureVisibility.DISCREET
    sheet.reject()


def test_a_paragraph_is_put_in_beneath_what_stands_in_every_language(work: AtWork, world: StationWorld) -> None:
    code = add_item(world.admin, PARAGRAPHS, {"names": named("vertrek"), "text": named("Meld het vertrek.")})
    record = Measure(instruction=local_text("fr", "Passer chaque heure."))
    form = Form(work.kit, world.officer, form_spec(Measure, ("instruction",), rest=False), record)
    work.qtbot.addWidget(form)
    form.show()
    work.settle()

    work.press(form, "instruction_paragraph")
    pick(work, "menu_paragraphs", code)

    found = form.values()["instruction"]
    assert found["fr"] == "Passer chaque heure.\nMeld het vertrek. fr"
    assert (found["original"], found["de"]) == ("fr", "Meld het vertrek. de")
    form.undo()
    assert form.values()["instruction"] == record.instruction


def test_only_paragraphs_that_fit_a_field_are_offered_there(work: AtWork, world: StationWorld) -> None:
    own = {"names": named("nabijheid"), "text": named("De dreiging is nabij."), "offered_in": ParagraphUse.NECESSITY}
    code = add_item(world.admin, PARAGRAPHS, own)
    offered = {use: set(offered_for(lists_of(world.officer), use)) for use in ParagraphUse}
    assert code in offered[ParagraphUse.NECESSITY]
    assert not any(code in those for use, those in offered.items() if use is not ParagraphUse.NECESSITY)
    assert all(offered[use] for use in ParagraphUse if use is not ParagraphUse.ANYWHERE)
    form = Form(work.kit, world.officer, form_spec(ProposalReasons, ARGUED, rest=False), ProposalReasons())
    work.qtbot.addWidget(form)
    form.show()
    work.settle()
    for name in ARGUED:
        assert work.there(form, f"{name}_paragraph")
    work.press(form, "necessity_paragraph")
    pick(work, "menu_paragraphs", code)
    assert form.values()["necessity"]["de"] == "De dreiging is nabij. de"
    assert spoken_in(ThreatFile, "summary") is ParagraphUse.THREAT
    assert spoken_in(VisitFile, "summary") is None


def spoken_in(record: type, field: str) -> object:
    return SCHEMA.by_record[record].fields[field].meta.paragraphs


def test_an_item_of_a_template_is_chosen_from_the_lists(work: AtWork, world: StationWorld) -> None:
    _, page = at_the_lists(work, world)
    page.turn_to(TEMPLATES)

    work.press(page, "new_item")
    sheet = work.sheet()
    write(sheet, "names", nl="rondes", fr="rondes fr", de="Runden", en="rounds")
    work.fill(sheet, measure_type="patrols", review_days=14)
    work.do(sheet)

    assert not work.sheets()
    [added] = [cells for code, cells in shown(page).items() if code.startswith("rounds_")]
    assert added[0].startswith("Rondes")
    change_item(world.admin, MEASURE_TYPES, "escort", {"order": 1})


def test_a_line_out_of_its_days_says_so_in_the_lists_and_where_it_was_chosen(work: AtWork, world: StationWorld) -> None:
    _, page = at_the_lists(work, world)
    page.turn_to(MEASURE_TYPES, "perimeter")
    work.press(page, "change_item")
    sheet = work.sheet()
    assert "geldig" in work.said(sheet, "uses_then") or "Nog nergens gebruikt" in work.said(sheet, "uses_said")
    today = world.admin.today()
    work.fill(sheet, valid_from=today + timedelta(days=9), valid_until=today)
    work.do(sheet)
    assert "valt voor de eerste" in work.refused_at(sheet, "valid_until")
    work.fill(sheet, valid_until=None)
    work.do(sheet)
    assert not work.sheets()
    assert shown(page)["perimeter"][-1] == "Nog niet geldig, vanaf 30 nov 2026"
    assert work.there(page, "withdraw_item")

    form = Form(work.kit, world.officer, form_spec(Measure, ("type",), rest=False), Measure(type="perimeter"))
    work.qtbot.addWidget(form)
    work.settle()
    editor = form.editor("type")
    assert isinstance(editor, ChoiceEditor)
    assert editor.line.text() == "Perimeter (nog niet geldig)"
    assert "perimeter" not in {option.value for option in editor.offered}
    page.turn_to(DEADLINES, "confirm")
    work.press(page, "change_item")
    sheet = work.sheet()
    assert sheet.form is not None
    assert "valid_from" not in sheet.form.spec.names, "the program looks for it every day"
    sheet.reject()
