"""Tasks: a morning's list of one's own, of the desk, what is put off and finished, and the sheets."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QPushButton, QTabBar, QWidget

from app.services.desk import Desk
from app.services.tasks.acting import NewTask, add_task, finish, put_off, take_on
from app.services.tasks.lines import TaskQuery, TaskState, Whose
from app.services.tasks.listing import list_tasks
from app.ui.kit.screen import Address
from app.ui.screens.tasks import TasksScreen
from tests.pictures.scene import DIALOG, INSIDE, Scene, Stage
from tests.pictures.steps import choosing, pressing, sheet_scene

STATES = list(TaskState)


def set_some(stage: Stage, desk: Desk) -> None:
    """Let colleagues ask a few things, put one off and finish two."""
    day, file = desk.today(), stage.house.ids["file"]
    add_task(desk, NewTask("De buren laten bevragen door de wijkagent", file, day))
    add_task(desk, NewTask(
        "Nummerplaat van de grijze bestelwagen laten nagaan", file, day + timedelta(days=1),
        "Gezien op maandag voor de school, 1-ABC-…", [desk.officer],
    ))  # fmt: skip
    add_task(desk, NewTask("Vergaderzaal reserveren voor het overleg met de zone", None, day + timedelta(days=6)))
    add_task(desk, NewTask("Handleiding voor de permanentie nalezen"))
    asleep = add_task(desk, NewTask("Antwoord van het parket opvragen", file, officers=[desk.officer]))
    ended = [add_task(desk, NewTask(text, file)) for text in ("Sleutel terugvragen", "Foto laten vernieuwen")]
    lines = {line.ref.uid: line.ref for line in list_tasks(desk, TaskQuery(Whose.ALL), "nl").lines}
    put_off(desk, lines[asleep], day + timedelta(days=8), "De substituut is met verlof tot volgende week")
    for task, remark in zip(ended, ("Per koerier, met ontvangstbewijs", ""), strict=True):
        finish(desk, lines[task], remark)
    take_on(desk, next(line for line in list_tasks(desk, TaskQuery(Whose.ALL), "nl").lines if line.raised).ref)


def listed(whose: Whose, state: TaskState, stage: Stage) -> QWidget:
    """Show a list."""
    screen = stage.screen(TasksScreen, Address("tasks", tab=whose.value))
    set_some(stage, screen.desk)
    screen.load()
    bar = screen.findChild(QTabBar, "tasks_state")
    assert isinstance(bar, QTabBar)
    bar.setCurrentIndex(STATES.index(state))
    stage.settle()
    return screen


def empty(stage: Stage) -> QWidget:
    """Show a partner's list, to whom nobody gave anything."""
    screen = stage.screen(TasksScreen, Address("tasks"))
    bar = screen.findChild(QTabBar, "tasks_state")
    assert isinstance(bar, QTabBar)
    bar.setCurrentIndex(STATES.index(TaskState.PUT_OFF))
    stage.settle()
    return screen


def pressed(behind: Callable[[Stage], QWidget], name: str, stage: Stage) -> QWidget:
    """Press a button of the screen; return the sheet it opened."""
    stage.size = INSIDE[0]
    screen = behind(stage)
    found = screen.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    found.click()
    stage.settle()
    return stage.sheet()


MINE = partial(listed, Whose.MINE, TaskState.OPEN)
CHOSEN = choosing("tasks_rows", "Nummerplaat")
SCENES = (
    Scene("tasks.mine", MINE),
    Scene("tasks.desk", partial(listed, Whose.DESK, TaskState.OPEN)),
    Scene("tasks.put_off", partial(listed, Whose.DESK, TaskState.PUT_OFF)),
    Scene("tasks.done", partial(listed, Whose.DESK, TaskState.DONE)),
    Scene("tasks.empty", empty),
    Scene("tasks.new_task", partial(pressed, MINE, "task_new"), sizes=DIALOG),
    Scene("tasks.put_off_sheet", partial(pressed, MINE, "task_put_off"), sizes=DIALOG),
    sheet_scene("tasks.finish_task", MINE, CHOSEN, pressing("task_remark")),
    sheet_scene("tasks.edit_task", MINE, CHOSEN, pressing("task_change")),
)
