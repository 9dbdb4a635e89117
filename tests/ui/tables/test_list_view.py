"""A long list in a window: pages are read when they come into sight, and all of it is done by keyboard."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QListWidget, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.models.enums import Action, FileState, Marking
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.services.desk import Desk
from app.services.lists.columns import ColumnType, ListName
from app.services.lists.declared import columns_of
from app.services.lists.queries import Between, Condition, Contains, OneOf, Query
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import unmarked
from app.ui.tables.columns_sheet import ColumnsSheet
from app.ui.tables.copying import as_html, as_text
from app.ui.tables.filter_popover import FilterPopover
from app.ui.tables.list_view import ListView
from app.ui.tables.rows import Cell
from app.ui.tables.views import Look, from_json, to_json, usual
from tests.station_world import StationWorld, a_file, a_person, a_station
from tests.ui.seeing import faults

W = TypeVar("W", bound=QWidget)
PERSONS = 250


class Drawer:
    """Keeps what a list keeps, without a store."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def load(self, key: str) -> Any:
        return self.kept.get(key)

    def keep(self, key: str, value: Any) -> None:
        self.kept[key] = value


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StationWorld]:
    yield from listed(tmp_path_factory.mktemp("lists"))


@pytest.fixture
def added_to(tmp_path: Path) -> Iterator[StationWorld]:
    """The same, of one's own: for who adds to it."""
    yield from listed(tmp_path)


def listed(folder: Path) -> Iterator[StationWorld]:
    made = a_station(folder)
    with made.officer.write() as unit:
        for number in range(PERSONS):
            uid = made.officer.ids.new()
            stream = unit.begin(uid, "person", Label(marking=Marking.NONE), Action.REGISTER)
            unit.create(stream, Person(family_name=f"Naam{number:04}", given_names=f"Voor{number % 7}"), uid)
        unit.save()
    for title in ("Rechter", "Burgemeester", "Getuige"):
        a_file(made.officer, a_person(made.officer, "Zzz " + title), title=title)
    yield made
    made.close()


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def view(kit: Kit, qtbot: QtBot, world: StationWorld, drawer: Drawer) -> ListView:
    return shown(kit, qtbot, world.officer, drawer, ListName.PERSONS)


def shown(kit: Kit, qtbot: QtBot, desk: Desk, drawer: Drawer, name: ListName) -> ListView:
    made = ListView(kit, desk, name, "Lijst", empty=("Nog niemand", "Voer de eerste in."), keeping=drawer)
    made.resize(1100, 600)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.load()
    settle(qtbot, kit)
    return made


def settle(qtbot: QtBot, kit: Kit) -> None:
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: kit.jobs.idle)


def text_at(view: ListView, row: int, column: int = 0) -> str:
    return str(view.model.index(row, column).data())


def child(widget: QWidget, kind: type[W], name: str = "") -> W:
    found = widget.findChild(kind, name) if name else widget.findChild(kind)
    assert found is not None, name
    return found


def foot(view: ListView) -> str:
    return child(view, QLabel, "persons_count").text()


def press(qtbot: QtBot, view: ListView, key: Qt.Key, with_: Any = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(view.table, key, with_)


def typed(qtbot: QtBot, kit: Kit, view: ListView, text: str) -> None:
    line = child(view, QLineEdit, "persons_quick")
    line.clear()
    QTest.keyClicks(line, text)
    qtbot.waitUntil(lambda: view.look.query.text == text)
    settle(qtbot, kit)


def test_what_is_shown_first_costs_one_page_and_all_rows_are_counted(view: ListView) -> None:
    assert text_at(view, 0) == "Naam0000, Voor0"
    assert view.model.rowCount() == PERSONS + 3
    assert foot(view) == f"{PERSONS + 3} personen"
    assert view.model.pages_read == 1


def test_scrolling_to_the_end_reads_the_last_page_and_shows_empty_cells_meanwhile(
    view: ListView, qtbot: QtBot, kit: Kit
) -> None:
    view.table.scrollToBottom()
    assert text_at(view, PERSONS + 2) == ""
    settle(qtbot, kit)
    assert text_at(view, PERSONS + 2).startswith("Zzz")
    assert view.model.pages_read == 2


def test_a_wild_scroll_asks_for_where_it_ends_only(view: ListView, qtbot: QtBot, kit: Kit) -> None:
    read = view.model.pages_read
    for row in range(PERSONS):
        view.model.cell(row, 0)
    settle(qtbot, kit)
    assert view.model.pages_read - read <= 3


def test_a_click_on_a_head_sorts_and_a_second_one_turns_it_round(view: ListView, qtbot: QtBot, kit: Kit) -> None:
    head = view.table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(0) + 20, 10)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle(qtbot, kit)
    assert view.look.query.descending
    assert text_at(view, 0).startswith("Zzz")
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle(qtbot, kit)
    assert text_at(view, 0) == "Naam0000, Voor0"


def test_typing_filters_and_the_foot_counts_what_is_left(view: ListView, qtbot: QtBot, kit: Kit) -> None:
    typed(qtbot, kit, view, "naam001")
    assert foot(view) == "10 personen"
    assert text_at(view, 9) == "Naam0019, Voor5"


def test_a_filter_that_hides_all_says_so_and_offers_to_clear_it(view: ListView, qtbot: QtBot, kit: Kit) -> None:
    typed(qtbot, kit, view, "niemand heet zo")
    clear = child(view, QPushButton, "persons_unfilter")
    assert clear.isVisible()
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    settle(qtbot, kit)
    assert not clear.isVisible()
    assert view.model.rowCount() == PERSONS + 3


def test_an_empty_list_says_what_to_do(kit: Kit, qtbot: QtBot, world: StationWorld, drawer: Drawer) -> None:
    view = shown(kit, qtbot, world.officer, drawer, ListName.VEHICLES)
    assert child(view, QLabel, "vehicles_empty_hint").isVisible()


def test_enter_opens_and_with_control_apart(view: ListView, qtbot: QtBot, kit: Kit) -> None:
    view.table.choose([1], 1)
    wanted = view.model.row_at(1)
    assert wanted is not None
    with qtbot.waitSignal(view.opened) as opened:
        press(qtbot, view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.opened_apart) as apart:
        press(qtbot, view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == apart.args == [wanted.id]


def test_letters_typed_in_the_table_go_to_the_row_that_begins_so(view: ListView, qtbot: QtBot, kit: Kit) -> None:
    view.table.keyboardSearch("zzz")
    settle(qtbot, kit)
    assert view.table.currentIndex().row() == PERSONS


def test_chosen_rows_are_copied_as_a_table_even_those_not_in_sight(view: ListView, qtbot: QtBot, kit: Kit) -> None:
    view.table.setFocus()
    press(qtbot, view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert foot(view).endswith(f"{PERSONS + 3} geselecteerd")
    press(qtbot, view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, kit)
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().split("\n")
    assert lines[0].split("\t")[0] == "Naam"
    assert len(lines) == PERSONS + 4
    assert lines[-1].startswith("Zzz")
    assert data.html().count("<tr>") == PERSONS + 4


def test_a_column_of_hours_says_in_the_copy_which_time_they_are(qtbot: QtBot, kit: Kit, world: StationWorld) -> None:
    visits = shown(kit, qtbot, world.officer, Drawer(), ListName.VISITS)
    heads = visits.table._tables_of([])[0].split("\t")
    hours = [at for at, one in enumerate(visits.model.columns) if one.type is ColumnType.MOMENT]
    assert hours
    assert [at for at, head in enumerate(heads) if head.endswith(" (Belgische tijd)")] == hours


def test_what_is_copied_is_never_markup(kit: Kit) -> None:
    assert as_html(["<b>"], [[Cell("<script>")]]).count("<script>") == 0
    assert as_text(["a"], [[Cell("een\ttwee\ndrie")]]) == "a\neen twee drie"


def test_a_save_elsewhere_shows_at_once_and_keeps_what_is_chosen(
    qtbot: QtBot, kit: Kit, added_to: StationWorld, drawer: Drawer
) -> None:
    view = shown(kit, qtbot, added_to.officer, drawer, ListName.PERSONS)
    view.table.choose([2], 2)
    before = view.chosen()
    kit.jobs.write(view, lambda: a_person(added_to.officer, "Aaa-Nieuw"))
    settle(qtbot, kit)
    assert text_at(view, 0) == "Aaa-Nieuw, Nele"
    assert view.chosen() == before
    assert view.table.currentIndex().row() == 3


def test_how_it_was_left_is_how_it_is_found_again(kit: Kit, qtbot: QtBot, world: StationWorld, drawer: Drawer) -> None:
    first = shown(kit, qtbot, world.officer, drawer, ListName.PERSONS)
    first.show_look(Look(("languages", "name"), Query("name", descending=True, language="nl"), {"name": 333}))
    qtbot.waitUntil(lambda: drawer.kept.get("list/persons", {}).get("look", {}).get("descending", False))
    again = shown(kit, qtbot, world.officer, drawer, ListName.PERSONS)
    assert [column.name for column in again.model.columns] == ["languages", "name"]
    assert again.table.columnWidth(1) == 333
    assert text_at(again, 0, 1).startswith("Zzz")


def test_a_view_is_saved_under_a_name_and_comes_back_with_its_filters(
    view: ListView, qtbot: QtBot, kit: Kit, drawer: Drawer
) -> None:
    view.narrow(family_name=Contains("naam000"))
    settle(qtbot, kit)
    view.views.save("Eerste tien")
    view.clear_filters()
    settle(qtbot, kit)
    kept = drawer.kept["list/persons"]["views"]["Eerste tien"]
    look = from_json(kept, list(columns_of(ListName.PERSONS)), "nl")
    assert look is not None
    view.show_look(look)
    settle(qtbot, kit)
    assert view.model.rowCount() == 10
    chip = child(view, QPushButton, "persons_filter_family_name")
    assert "naam000" in chip.text()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    settle(qtbot, kit)
    assert view.model.rowCount() > PERSONS


@pytest.mark.parametrize(
    "raw", [None, 3, {}, {"columns": ["gone"], "sort": "gone", "filters": {"gone": {}, "name": 1}}]
)
def test_what_another_version_kept_is_taken_as_far_as_it_is_known(raw: Any) -> None:
    look = from_json(raw, list(columns_of(ListName.PERSONS)), "nl")
    assert look is None or (look.columns == usual(columns_of(ListName.PERSONS)) and not look.query.narrowed)


def test_every_condition_survives_being_kept() -> None:
    filters: dict[str, Condition] = {
        "reference": Contains("x"), "state": OneOf(("open", None)), "overdue": Between(1, None),
        "opened_on": Between(date(2026, 1, 1), date(2026, 2, 1)),
    }  # fmt: skip
    look = Look(("reference",), Query("title", True, filters, "y", "fr"))
    assert from_json(to_json(look), list(columns_of(ListName.THREAT_FILES)), "fr") == look


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_nothing_is_cut_nameless_or_english(
    kit: Kit, qtbot: QtBot, world: StationWorld, drawer: Drawer, language: str
) -> None:
    for name in (ListName.THREAT_FILES, ListName.PERSONS):
        assert faults(shown(kit, qtbot, world.officer, drawer, name)) == []


def popover(view: ListView, name: str) -> FilterPopover:
    view.filters.open_filter(view._all[name], view.table.horizontalHeader())
    return view.findChildren(FilterPopover)[-1]


def test_values_of_few_are_ticked(kit: Kit, qtbot: QtBot, world: StationWorld, drawer: Drawer) -> None:
    view = shown(kit, qtbot, world.officer, drawer, ListName.THREAT_FILES)
    opened = popover(view, "state")
    ticks = {tick.text(): tick for tick in opened.findChildren(QCheckBox)}
    assert "Afgesloten" in ticks
    ticks["Afgesloten"].setChecked(True)
    opened.accept()
    settle(qtbot, kit)
    assert view.look.query.filters == {"state": OneOf((FileState.CLOSED.value,))}
    assert view.model.rowCount() == 0


def test_days_are_typed_as_officers_type_them(kit: Kit, qtbot: QtBot, world: StationWorld, drawer: Drawer) -> None:
    view = shown(kit, qtbot, world.officer, drawer, ListName.THREAT_FILES)
    opened = popover(view, "opened_on")
    child(opened, QLineEdit, "filter_least").setText("gisteren")
    child(opened, QLineEdit, "filter_most").setText("zomaar")
    opened.accept()
    assert child(opened, QLabel, "filter_wrong").isVisible()
    child(opened, QLineEdit, "filter_most").setText("21/11")
    opened.accept()
    settle(qtbot, kit)
    assert view.look.query.filters == {"opened_on": Between(date(2026, 11, 20), date(2026, 11, 21))}
    assert view.model.rowCount() == 3


def test_columns_are_chosen_and_moved_by_keyboard(view: ListView, qtbot: QtBot, kit: Kit) -> None:
    QTest.mouseClick(child(view, QPushButton, "persons_columns"), Qt.MouseButton.LeftButton)
    sheet = child(view.window(), ColumnsSheet)
    order = child(sheet, QListWidget)
    order.setCurrentRow(0)
    QTest.keyClick(order, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    order.item(2).setCheckState(Qt.CheckState.Unchecked)
    QTest.mouseClick(child(sheet, QPushButton, "columns_apply"), Qt.MouseButton.LeftButton)
    settle(qtbot, kit)
    assert [column.name for column in view.model.columns][:2] == ["category", "name"]
    assert "nationalities" not in view.look.columns


def test_a_cell_says_its_column_to_a_screen_reader(view: ListView) -> None:
    assert view.model.index(5, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Naam: Naam000")


def test_the_head_does_not_look_through_all_chosen_rows(view: ListView) -> None:
    head, rows = view.table.horizontalHeader().selectionModel(), view.table.selectionModel()
    view.table.selectAll()
    assert head is not rows
    assert not head.hasSelection()
    assert view.table.rows_chosen() == view.model.rowCount()


def test_the_menu_key_orders_a_long_list(view: ListView, kit: Kit) -> None:
    shown = [kit.words(column.label) for column in columns_of(view.list_name) if column.name in view.look.columns]
    for name, sort, down in (("order_1_down", view.look.columns[1], True), ("order_own", "", False)):
        view.table.menu_wanted.emit(view.mapToGlobal(QPoint(5, 5)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        lines = {one.objectName(): one for one in menu.actions()}
        assert shown[1] in unmarked(lines["order_1_down"].text())
        assert [one.objectName() for one in lines.values() if one.isChecked()] != []
        lines[name].trigger()
        menu.close()
        assert (view.look.query.sort, view.look.query.descending) == (sort, down)
