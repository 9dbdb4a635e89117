"""The measures as list, board and timeline: one is chosen in all three, each is read aloud and gone through by keys."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView, QTableView

from app.core.ids import Id
from app.models.enums import Action, Capacity, Channel, MeasureState
from app.services.cases.evaluation import suspend_measure
from app.services.cases.file_sheets import file_sheet
from app.services.cases.rulings import Ruling
from app.services.preferences import preference
from app.ui.files.measures import gantt_table
from app.ui.files.measures import tab as measures_tab
from app.ui.files.measures.faces import KEPT, MeasureFaces
from app.ui.files.measures.gantt import MeasureGantt
from app.ui.files.measures.gantt_bars import groups_of
from app.ui.files.measures.tab import MeasuresTab
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults, texts
from tests.unit.services.paper_world import PaperWorld, a_measure, a_paper_world

LATE, WAITS, OVER = "patrols", "escort", "fixed_post"
OWN = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, reason="Afwezig")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    made.add_measure("late", type=LATE, end=date(2026, 11, 10))
    made.add_measure("waits", type=WAITS, state=MeasureState.PROPOSED, start=date(2026, 12, 1))
    made.add_measure("over", type=OVER, state=MeasureState.ENDED, end=date(2026, 11, 8))
    yield made
    made.admin.store.close()


def opened(work: AtWork, world: PaperWorld, face: str) -> ThreatFileScreen:
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "measures"))
    work.press(screen, f"show_{face}")
    return screen


def faces(screen: ThreatFileScreen) -> MeasureFaces:
    found = screen.findChild(MeasureFaces)
    assert found is not None
    return found


def timeline(screen: ThreatFileScreen) -> MeasureGantt:
    found = faces(screen).front
    assert isinstance(found, MeasureGantt)
    return found


def columns(screen: ThreatFileScreen) -> list[list[Id]]:
    """Return the measures of each column of the board, from the top."""
    found = []
    for number in range(5):
        made = screen.findChild(QListView, f"board_column_{number}")
        assert made is not None
        model = made.model()
        found.append([model.index(at, 0).data(Qt.ItemDataRole.UserRole) for at in range(model.rowCount())])
    return found


def test_the_board_has_a_column_per_state_and_what_is_overdue_first(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "board")
    assert faults(screen) == []
    assert english(screen, "nl") == []
    wait, approved, running, suspended, over = columns(screen)
    assert wait == [world.measures["waits"]]
    assert approved == suspended == []
    assert running[0] == world.measures["late"]
    assert over == [world.measures["over"]]
    assert any("11 dagen over" in text for text in texts(screen))


def test_a_suspended_measure_moves_to_its_column(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "board")
    suspend_measure(world.desk, world.measures["late"], OWN)
    screen.load()
    work.settle()
    assert columns(screen)[3] == [world.measures["late"]]


def test_arrows_go_over_to_the_next_column_with_cards(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "board")
    first = screen.findChild(QListView, "board_column_0")
    assert first is not None
    first.setFocus()
    assert faces(screen).choose(world.measures["waits"])
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert faces(screen).key == columns(screen)[2][0]
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Right)
    assert faces(screen).key == world.measures["over"]


def test_the_chosen_measure_is_the_same_on_every_face(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "gantt")
    assert faces(screen).choose(world.measures["over"])
    for face in ("board", "list", "gantt"):
        work.press(screen, f"show_{face}")
        assert faces(screen).key == world.measures["over"]
        shown = faces(screen).front
        assert shown is not None
        assert shown.property("key") is None  # Qt knows none: ours says
        assert getattr(shown, "key", None) == world.measures["over"]
        assert work.said(screen, "panel_type").startswith("Vaste post")


def test_enter_leads_to_the_decisions(work: AtWork, world: PaperWorld) -> None:
    for face, name in (("gantt", "gantt_table"), ("board", "board_column_2"), ("list", "measures_rows")):
        screen = opened(work, world, face)
        assert faces(screen).choose(world.measures["late"])
        view = screen.findChild(QTableView if face != "board" else QListView, name)
        assert view is not None
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Return)
        focused = QApplication.focusWidget()
        assert isinstance(focused, QAbstractButton)
        assert focused.objectName().startswith("decide_")
        screen.close()


def test_the_timeline_says_each_measure_in_words_and_is_gone_through_by_keys(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "gantt")
    assert faults(screen) == []
    assert english(screen, "nl") == []
    table = screen.findChild(QTableView, "gantt_table")
    assert table is not None
    assert any("11 dagen over" in text and "Patrouilles" in text for text in texts(screen))
    gantt = timeline(screen)
    before = gantt.table.scale
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert gantt.table.scale.first > before.first
    QTest.keyClick(table, Qt.Key.Key_Minus)
    assert gantt.zoom == "quarter"
    assert gantt.table.scale.per_day < before.per_day
    QTest.keyClick(table, Qt.Key.Key_Plus)
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert gantt.table.scale == before


def test_the_face_and_zoom_chosen_last_are_found_again(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "gantt")
    work.press(screen, "zoom_week")
    assert preference(world.desk, KEPT) == {"face": "gantt", "zoom": "week"}
    again = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "measures"))
    assert faces(again).face == "gantt"
    assert timeline(again).zoom == "week"


def test_a_bar_knows_its_suspensions_decisions_and_how_late_it_is(kit: Kit, world: PaperWorld) -> None:
    suspend_measure(world.desk, world.measures["late"], OWN)
    sheet = file_sheet(world.desk, world.file, "nl")
    today = world.desk.today()
    found = groups_of(kit.words, sheet.overview.measures, sheet, today)
    bar = next(one for group in found for one in group.bars if one.key == world.measures["late"])
    assert bar.gaps == [(today, today)]
    assert (bar.first, bar.last, bar.late_to) == (date(2026, 11, 3), date(2026, 11, 10), today)
    assert [said for _day, said in bar.ticks] == ["opschorting"]
    assert "opgeschort sinds" in bar.said


def test_a_suspension_that_lasts_goes_on_to_the_end_of_the_bar(kit: Kit, world: PaperWorld) -> None:
    suspend_measure(world.desk, world.measures["patrols"], OWN)
    sheet, today = file_sheet(world.desk, world.file, "nl"), world.desk.today()
    found = groups_of(kit.words, sheet.overview.measures, sheet, today)
    bar = next(one for group in found for one in group.bars if one.key == world.measures["patrols"])
    assert bar.last > today
    assert bar.gaps == [(today, bar.last)], "nobody decided that it runs again tomorrow"


def test_of_many_measures_only_those_in_sight_are_painted(
    work: AtWork, world: PaperWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world.desk.write() as unit:
        unit.require(Action.MEASURE, world.assignment)
        for number in range(200):
            unit.create(world.assignment, a_measure(world, start=date(2026, 11, 3) + timedelta(days=number)))
        unit.save()
    painted: list[Id] = []
    monkeypatch.setattr(gantt_table, "paint_bar", lambda *args: painted.append(args[4].key))
    screen = opened(work, world, "gantt")
    painted.clear()
    timeline(screen).table.viewport().repaint()
    assert 0 < len(painted) < 20


def test_many_measures_are_narrowed_whichever_way_they_are_shown(
    work: AtWork, world: PaperWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measures_tab, "MANY", 3)
    screen = opened(work, world, "board")
    line = screen.findChild(QLineEdit, "measures_filter")
    tab = screen.findChild(MeasuresTab)
    assert line is not None
    assert tab is not None
    assert line.isVisible()
    late = world.measures["late"]
    line.setText("11 dagen over")
    assert [one for column in columns(screen) for one in column] == [late] == [faces(screen).key]
    work.press(screen, "show_list")
    rows = screen.findChild(QTableView, "measures_rows")
    assert rows is not None
    assert rows.model().rowCount() == 1
    line.setText("niemand")
    assert not rows.isVisible()
    assert tab.choose(world.measures["over"]), "what is asked for by a task is not hidden"
    assert line.text() == ""
    assert rows.isVisible()
