"""The tasks of an officer: what is late first, finished by one key and taken up again, put off with a reason."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QTabBar

from app.core.ids import Id
from app.models.enums import Action, Marking, MeasureState
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.tasks import Task
from app.services.tasks.acting import NewTask, add_task
from app.services.tasks.lines import TaskQuery, TaskState, Whose
from app.services.tasks.listing import list_tasks
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address, Screen
from app.ui.kit.theme import Mode
from app.ui.screens.person.screen import PersonScreen
from app.ui.screens.tasks import TasksScreen
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.station_world import TODAY, StationWorld, a_file, a_person, a_station
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults, tab_order


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


def a_morning(world: StationWorld) -> Id:
    """Set three tasks, and let a measure of a file wait for its evaluation; return the file."""
    file = a_file(world.officer, a_person(world.officer))
    with world.officer.write() as unit:
        stream = unit.parts(file, "assignment")[0]
        unit.require(Action.MEASURE, stream)
        review = TODAY + timedelta(days=4)
        unit.create(stream, Measure(file=file, type="patrols", state=MeasureState.ACTIVE, review=review))
        unit.save()
    add_task(world.officer, NewTask("Buren bevragen", file, TODAY, "Nummer 12 en 14", [world.officer.officer]))
    add_task(world.officer, NewTask("Zaal reserveren", None, TODAY + timedelta(days=9), "", [world.officer.officer]))
    add_task(world.officer, NewTask("Voor wie tijd heeft"))
    return file


def opened(work: AtWork, world: StationWorld, tab: str = "mine", size: tuple[int, int] = (1158, 668)) -> TasksScreen:
    return work.show(TasksScreen, world.officer, Address("tasks", tab=tab), size)


def lines(screen: TasksScreen) -> list[str]:
    return [line.cells[1].text for line in screen.rows.lines]


def turn(work: AtWork, screen: TasksScreen, state: TaskState) -> None:
    bar = screen.findChild(QTabBar, "tasks_state")
    assert isinstance(bar, QTabBar)
    bar.setCurrentIndex(list(TaskState).index(state))
    work.settle()


def choose(work: AtWork, screen: TasksScreen, text: str) -> None:
    screen.rows.selectRow(lines(screen).index(text))
    work.settle()


def enabled(screen: TasksScreen, name: str) -> bool:
    found = screen.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found.isEnabled()


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_nothing_is_cut_faint_nameless_or_english(work: AtWork, world: StationWorld, language: str) -> None:
    a_morning(world)
    screen = opened(work, world)
    for state in TaskState:
        turn(work, screen, state)
        assert faults(screen) == []
        assert english(screen, language) == []


def test_one_sees_ones_own_first_and_the_desk_at_the_next_tab(work: AtWork, world: StationWorld) -> None:
    a_morning(world)
    screen = opened(work, world)
    assert [text.partition(":")[0] for text in lines(screen)] == [
        "Buren bevragen", "Patrouilles op wisselende tijdstippen", "Zaal reserveren",
    ]  # fmt: skip
    assert work.said(screen, "tasks_count") == "3 taken"
    bar = screen.findChild(QTabBar, "tasks_whose")
    assert isinstance(bar, QTabBar)
    bar.setCurrentIndex(1)
    work.settle()
    assert "Voor wie tijd heeft" in lines(screen)
    assert screen.state() == {"whose": "desk", "which": "open"}


def test_a_task_is_finished_by_one_key_and_taken_up_again(work: AtWork, world: StationWorld) -> None:
    a_morning(world)
    screen = opened(work, world)
    choose(work, screen, "Zaal reserveren")
    work.press(screen, "task_finish")
    assert "Zaal reserveren" not in lines(screen)
    assert work.said(screen, "undo_bar_words") == "Afgewerkt: Zaal reserveren"
    work.press(screen, "undo_bar_act")
    assert "Zaal reserveren" in lines(screen)
    assert not work.there(screen, "undo_bar")


def test_what_was_put_off_taken_on_or_worded_anew_goes_back_by_the_same_key(
    work: AtWork, world: StationWorld
) -> None:  # fmt: skip
    a_morning(world)
    screen = opened(work, world, "desk")

    def who(text: str) -> str:
        return screen.rows.lines[lines(screen).index(text)].cells[3].text

    raised = next(text for text in lines(screen) if text.startswith("Patrouilles"))
    before = {text: who(text) for text in ("Voor wie tijd heeft", raised)}
    for text, had in before.items():
        choose(work, screen, text)
        work.press(screen, "task_take_on")
        assert who(text) == "Verhaegen"
        work.press(screen, "undo_bar_act")
        assert who(text) == had

    choose(work, screen, "Voor wie tijd heeft")
    work.press(screen, "task_put_off")
    work.fill(work.sheet(), until=TODAY + timedelta(days=3), reason="Vrijdag")
    work.do(work.sheet())
    assert "Voor wie tijd heeft" not in lines(screen)
    work.press(screen, "undo_bar_act")
    assert "Voor wie tijd heeft" in lines(screen)

    choose(work, screen, "Voor wie tijd heeft")
    work.press(screen, "task_change")
    work.fill(work.sheet(), title="Voor niemand")
    work.do(work.sheet())
    assert "Voor niemand" in lines(screen)
    screen.activateWindow()
    work.qtbot.waitUntil(screen.isActiveWindow)
    screen.rows.setFocus()
    QTest.keyClick(screen.rows, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    assert "Voor wie tijd heeft" in lines(screen)


def test_the_keys_are_those_of_the_buttons_and_do_what_they_do(work: AtWork, world: StationWorld) -> None:
    a_morning(world)
    screen = opened(work, world)
    by_key = {action.shortcut: action for action in screen.actions_here()}
    assert {"Ctrl+D", "Ctrl+U", "Ctrl+T", "Ctrl+G", "Ctrl+E", "Ctrl+N", "F5"} <= by_key.keys()
    choose(work, screen, "Buren bevragen")
    assert by_key["Ctrl+D"].enabled()
    by_key["Ctrl+D"].run()
    work.settle()
    assert "Buren bevragen" not in lines(screen)


def test_what_the_program_raised_cannot_be_ticked_off_but_put_off_with_a_reason(
    work: AtWork, world: StationWorld
) -> None:
    a_morning(world)
    screen = opened(work, world)
    raised = next(text for text in lines(screen) if text.startswith("Patrouilles"))
    choose(work, screen, raised)
    assert not enabled(screen, "task_finish")
    button = screen.findChild(QPushButton, "task_finish")
    assert isinstance(button, QPushButton)
    assert button.accessibleDescription().startswith("Het programma riep ze op")
    work.press(screen, "task_put_off")
    sheet = work.sheet()
    work.do(sheet)
    assert work.sheets() == [sheet]
    work.fill(sheet, until=TODAY + timedelta(days=2), reason="Overleg met de zone woensdag")
    work.do(sheet)
    assert raised not in lines(screen)
    turn(work, screen, TaskState.PUT_OFF)
    assert lines(screen) == [raised]
    assert screen.rows.lines[0].cells[1].under.endswith("Overleg met de zone woensdag")
    work.press(screen, "task_put_off")
    assert lines(screen) == []
    assert work.there(screen, "tasks_none_put_off")


def test_a_day_that_is_not_later_is_refused_at_its_field_and_what_was_typed_stays(
    work: AtWork, world: StationWorld
) -> None:
    a_morning(world)
    screen = opened(work, world)
    work.press(screen, "task_put_off")
    sheet = work.sheet()
    work.fill(sheet, until=TODAY, reason="x")
    work.do(sheet)
    assert work.refused_at(sheet, "until").startswith("Kies de dag waarop de taak terugkomt")
    assert sheet.form is not None
    assert sheet.form.values()["reason"] == "x"


def test_enter_opens_what_a_task_is_about_or_the_task_itself(work: AtWork, world: StationWorld) -> None:
    file = a_morning(world)
    screen = opened(work, world)
    asked: list[Address] = []
    screen.wanted.connect(asked.append)
    choose(work, screen, "Buren bevragen")
    QTest.keyClick(screen.rows, Qt.Key.Key_Return)
    assert asked == [Address("threat_file", file)]
    choose(work, screen, "Zaal reserveren")
    QTest.keyClick(screen.rows, Qt.Key.Key_Return)
    work.settle()
    sheet = work.sheet()
    assert sheet.objectName() == "edit_task"
    work.fill(sheet, title="Grote zaal reserveren")
    work.do(sheet)
    assert "Grote zaal reserveren" in lines(screen)


def test_a_new_task_is_given_to_a_colleague(work: AtWork, world: StationWorld) -> None:
    screen = opened(work, world)
    assert work.there(screen, "tasks_none_open")
    work.press(screen, "task_new")
    sheet = work.sheet()
    work.fill(sheet, title="Sleutel terugbrengen", officers=(world.duty.officer,))
    work.do(sheet)
    (line,) = list_tasks(world.duty, TaskQuery(Whose.MINE), "nl").lines
    assert (line.say("nl"), line.asked_by) == ("Sleutel terugbrengen", "Verhaegen")


def test_a_task_without_words_is_refused_at_its_field(work: AtWork, world: StationWorld) -> None:
    screen = opened(work, world)
    work.press(screen, "task_new")
    work.do(work.sheet())
    assert work.refused_at(work.sheet(), "title")


def test_tasks_are_taken_on_given_on_and_finished_with_a_remark(work: AtWork, world: StationWorld) -> None:
    a_morning(world)
    screen = opened(work, world, "desk")
    choose(work, screen, "Voor wie tijd heeft")
    work.press(screen, "task_take_on")
    assert screen.rows.lines[lines(screen).index("Voor wie tijd heeft")].cells[3].text == "Verhaegen"
    work.press(screen, "task_give")
    sheet = work.sheet()
    work.fill(sheet, officers=(world.duty.officer,))
    work.do(sheet)
    assert screen.rows.lines[lines(screen).index("Voor wie tijd heeft")].cells[3].text == "Peeters"
    choose(work, screen, "Voor wie tijd heeft")
    work.press(screen, "task_remark")
    work.fill(work.sheet(), text="Niemand thuis")
    work.do(work.sheet())
    turn(work, screen, TaskState.DONE)
    assert screen.rows.lines[0].cells[1].under == "Afgewerkt door Verhaegen: Niemand thuis"
    work.press(screen, "task_finish")
    assert lines(screen) == []


def test_a_long_list_is_shown_a_page_at_a_time(work: AtWork, world: StationWorld) -> None:
    with world.officer.write() as unit:
        for number in range(130):
            uid = world.officer.ids.new()
            stream = unit.begin(uid, "task", Label(marking=Marking.NONE), Action.TASK)
            unit.create(stream, Task(title=f"{number}", officers=(world.officer.officer,)), uid)
        unit.save()
    screen = opened(work, world)
    assert (len(lines(screen)), work.said(screen, "tasks_count")) == (100, "130 taken, de eerste 100 worden getoond")
    work.press(screen, "tasks_more")
    assert (len(lines(screen)), work.there(screen, "tasks_more")) == (130, False)

    assert work.there(screen, "tasks_filter")
    screen.filter.setText("12")
    work.qtbot.waitUntil(lambda: len(lines(screen)) == 12)  # 12, 112, 120 to 129
    assert work.said(screen, "tasks_count") == "12 taken"
    screen.filter.setText("niemand")
    work.qtbot.waitUntil(lambda: work.there(screen, "tasks_none_fits"))
    screen.filter.clear()
    work.qtbot.waitUntil(lambda: len(lines(screen)) == 100)


def test_the_keyboard_walks_from_the_filters_to_the_lines_and_the_buttons(work: AtWork, world: StationWorld) -> None:
    a_morning(world)
    screen = opened(work, world)
    order = tab_order(screen)
    assert order[:5] == ["tasks_files", "task_new", "tasks_whose", "tasks_state", "tasks_rows"]


def test_a_draft_of_a_task_is_taken_up_where_it_was_typed(work: AtWork, world: StationWorld, kit: Kit) -> None:
    file = a_morning(world)
    screen = opened(work, world)
    screen.take_up(f"add_task:{file.hex()}")
    work.settle()
    assert work.sheet().objectName() == "new_task"
    work.sheet().reject()
    work.settle()
    uid = next(line.ref.uid for line in list_tasks(world.officer, TaskQuery(), "nl").lines if line.ref.uid)
    screen.take_up(f"task:{uid.hex()}")
    work.settle()
    assert work.sheet().objectName() == "edit_task"


@pytest.mark.parametrize("what", ["file_task", "person_task"])
def test_a_task_is_set_from_what_it_is_about(work: AtWork, world: StationWorld, what: str) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    home, about = (ThreatFileScreen, file) if what == "file_task" else (PersonScreen, person)
    screen: Screen = work.show(home, world.officer, Address("threat_file", about))
    next(action for action in screen.actions_here() if action.id == what).run()
    work.settle()
    sheet = work.sheet()
    work.fill(sheet, title="Slot nakijken")
    work.do(sheet)
    (line,) = list_tasks(world.officer, TaskQuery(Whose.DESK), "nl").lines
    assert (line.say("nl"), line.about) == ("Slot nakijken", about)


def test_the_tasks_of_one_file_are_listed_from_it(work: AtWork, world: StationWorld) -> None:
    file = a_morning(world)
    home = work.show(ThreatFileScreen, world.officer, Address("threat_file", file))
    asked: list[Address] = []
    home.wanted.connect(asked.append)
    next(action for action in home.actions_here() if action.id == "file_tasks").run()
    screen = work.show(TasksScreen, world.officer, asked[0])
    assert [text.partition(":")[0] for text in lines(screen)] == [
        "Buren bevragen", "Patrouilles op wisselende tijdstippen",
    ]  # fmt: skip
    assert work.said(screen, "tasks_title").startswith("Taken: BP-2026-BRU1-")
    assert faults(screen) == []
    screen.wanted.connect(asked.append)
    work.press(screen, "tasks_all")
    assert asked[-1] == Address("tasks")
