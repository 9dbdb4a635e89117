"""The running program: a main window that cannot be made leaves nobody before a dead page, and no store open."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.clock import SteppingClock
from app.services.desk import Desk
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Screen
from app.ui.kit.words import Words
from app.ui.shell import program as running
from app.ui.shell.entry.unlock import UnlockPage
from app.ui.shell.icon import SIZES
from app.ui.shell.program import Program, Start
from app.ui.shell.window import MainWindow
from app.ui.shell.windows_guard import PBT_APMSUSPEND, WM_POWERBROADCAST, WindowsGuard
from tests.ui.entry.entry_house import OFFICER, PATIENCE, a_platform, a_store
from tests.ui.fixtures import NOW

Main = Callable[[Kit, Desk], MainWindow]


class Broken(Screen):
    """A screen that cannot be made."""

    def __init__(self, *_: object) -> None:
        raise ValueError("broken")


class Sound(Screen):
    """A screen that can."""


def cannot_be_made(_kit: Kit, _desk: Desk) -> MainWindow:
    raise ValueError("broken")


def cannot_be_built(kit: Kit, desk: Desk) -> MainWindow:
    return MainWindow(kit, desk, {"situation": Broken})


@pytest.fixture
def began(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Main], Program]]:
    made: list[Program] = []

    def begin(main: Main) -> Program:
        start = Start(a_store(tmp_path), "nl", "light", SteppingClock(NOW))
        program = Program(start, a_platform(tmp_path), main, lambda **_: None)
        made.append(program)
        program.show_entry()
        assert program.entry is not None
        qtbot.addWidget(program.entry)
        qtbot.waitUntil(lambda: program.entry is not None and program.entry.loaded, timeout=PATIENCE)
        return program

    spoken = QLocale()
    yield begin
    for program in made:
        program._qt_words.speak(Words("en"))
        if program.entry is not None:
            program.entry.close()
        program.kit.jobs.close()
        program._collecting.stop()
    QLocale.setDefault(spoken)


def unlock(program: Program) -> UnlockPage:
    assert program.entry is not None
    page = program.entry.page
    assert isinstance(page, UnlockPage)
    page.login.line.setText("i.verhaegen")
    page.passphrase.line.setText(OFFICER)
    page.confirmed.setChecked(True)
    page._on_open()
    return page


@pytest.mark.parametrize("main", [cannot_be_made, cannot_be_built])
def test_what_went_wrong_is_said_and_one_can_try_again(
    qtbot: QtBot, began: Callable[[Main], Program], main: Main, caplog: Any
) -> None:
    program = began(main)
    first = unlock(program)

    def back() -> bool:
        page = program.entry.page if program.entry is not None else None
        return isinstance(page, UnlockPage) and page is not first and bool(page.said) and program.kit.jobs.idle

    qtbot.waitUntil(back, timeout=PATIENCE)
    assert program.entry is not None
    page = program.entry.page
    assert isinstance(page, UnlockPage)
    assert "ValueError" in page.said
    assert program.main is None
    assert page.open.isEnabled()
    assert page.login.line.isEnabled()
    made: list[MainWindow] = []

    def works(kit: Kit, desk: Desk) -> MainWindow:
        made.append(MainWindow(kit, desk, {"situation": Sound}))
        return made[0]

    program._main = works
    unlock(program)  # the store was closed: nobody holds its lock
    qtbot.waitUntil(lambda: program.entry is None and program.main is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: program.kit.jobs.idle)
    program.main = None
    made[0].locked.disconnect()
    with qtbot.waitSignal(made[0].locked):
        made[0].lock()


def test_title_bars_get_the_sign_in_each_usual_size(began: Callable[[Main], Program]) -> None:
    QApplication.setWindowIcon(QIcon())
    began(cannot_be_made)
    assert {size.width() for size in QApplication.windowIcon().availableSizes()} == set(SIZES)


def test_a_machine_that_goes_to_sleep_locks_under_windows_too(
    qtbot: QtBot, began: Callable[[Main], Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "windows_guard", lambda app, parent: WindowsGuard(app, None, None, parent))
    program = began(lambda kit, desk: MainWindow(kit, desk, {"situation": Sound}))
    assert program._guard is not None
    program._guard.hear(1, WM_POWERBROADCAST, PBT_APMSUSPEND)  # nothing is open yet
    unlock(program)
    qtbot.waitUntil(lambda: program.main is not None and program.main.isVisible(), timeout=PATIENCE)
    program._guard.hear(1, WM_POWERBROADCAST, PBT_APMSUSPEND)
    qtbot.waitUntil(lambda: program.main is None and program.entry is not None, timeout=PATIENCE)
    assert program.entry is not None
    qtbot.addWidget(program.entry)
    program._guard.stop()


def test_the_language_an_officer_chose_is_not_that_of_who_sits_down_next(
    qtbot: QtBot, began: Callable[[Main], Program]
) -> None:
    program = began(lambda kit, desk: MainWindow(kit, desk, {"situation": Sound}))
    unlock(program)
    qtbot.waitUntil(lambda: program.main is not None and program.main.isVisible(), timeout=PATIENCE)
    assert program.main is not None
    program.main.set_language("fr")
    assert program.kit.words.language == "fr"
    program.main.lock()
    qtbot.waitUntil(lambda: program.main is None and program.entry is not None, timeout=PATIENCE)
    assert program.entry is not None
    qtbot.addWidget(program.entry)
    assert program.kit.words.language == "nl"
    qtbot.waitUntil(lambda: program.entry is not None and program.entry.loaded, timeout=PATIENCE)
    unlock(program)
    qtbot.waitUntil(lambda: program.main is not None and program.main.isVisible(), timeout=PATIENCE)
    assert program.kit.words.language == "fr", "his own he finds again"
    program.main.lock()
    qtbot.waitUntil(lambda: program.main is None, timeout=PATIENCE)
