"""What an officer does on a screen before it is pictured, step by step: chooses, presses, takes from the menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QWidget

from app.ui.kit.screen import Screen
from app.ui.tables.rows import Rows
from tests.pictures.scene import DIALOG, INSIDE, Scene, Stage

Step = Callable[[QWidget], object]
Room = Callable[[Stage], QWidget]


def press(inside: QWidget, name: str) -> None:
    """Press the button called so."""
    found = inside.findChild(QAbstractButton, name)
    assert found is not None, name
    found.click()


def run(screen: QWidget, name: str) -> None:
    """Do what the screen offers in its menu under this name."""
    assert isinstance(screen, Screen)
    next(one for one in screen.actions_here() if one.id == name).run()


def rows_of(inside: QWidget, name: str) -> Rows:
    """Return the list called so."""
    found = inside.findChild(Rows, name)
    assert found is not None, name
    return found


def pressing(name: str) -> Step:
    """Press a button that can be seen."""

    def press_it(inside: QWidget) -> None:
        found = next(one for one in inside.findChildren(QAbstractButton, name) if one.isVisible())
        assert found.isEnabled(), name
        found.click()

    return press_it


def offering(name: str) -> Step:
    """Take something from the menu of the screen."""
    return lambda screen: run(screen, name)


def choosing(name: str, *holding: str) -> Step:
    """Choose the first line of a list, or the first that holds one of these texts."""

    def choose(inside: QWidget) -> None:
        rows = rows_of(inside, name)
        told = ((line.key, "\n".join(cell.plain for cell in line.cells)) for line in rows.lines)
        key = next(key for key, text in told if not holding or any(one in text for one in holding))
        assert rows.choose(key)

    return choose


def opening(name: str) -> Step:
    """Open the line that is chosen, as Enter does."""

    def open_line(inside: QWidget) -> None:
        rows = rows_of(inside, name)
        rows.opened.emit(rows.key)

    return open_line


def over(behind: Room, steps: tuple[Step, ...], stage: Stage) -> QWidget:
    """Return the sheet that stands open after the steps; they are done in the sheet once one is open."""
    stage.size = INSIDE[0]
    screen = behind(stage)
    stage.grounds.append(screen)  # the sheet stands over it
    for step in steps:
        step(stage.front() or screen)
        stage.settle()
    return stage.sheet()


def sheet_scene(name: str, behind: Room, *steps: Step) -> Scene:
    """Return the scene of a sheet that opens over a screen."""
    return Scene(name, partial(over, behind, steps), sizes=DIALOG)
