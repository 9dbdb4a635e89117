"""Where the parts of the window are loaded: what derives from Qt on the UI thread, in the program as it starts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.kit.bringing import Bringing, modules_below
from app.ui.shell.program import ROOMS

TOP = Path(__file__).resolve().parents[3]
STARTS = """
import builtins, json, sys, threading
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication

plain = builtins.__build_class__
made = {"here": [], "elsewhere": []}

def watching(*args, **more):
    one = plain(*args, **more)
    if isinstance(one, type) and issubclass(one, shiboken6.Object):
        here = threading.current_thread() is threading.main_thread()
        made["here" if here else "elsewhere"].append(one.__qualname__)
    return one

builtins.__build_class__ = watching
from app.ui.kit.collecting import Collecting

Collecting.leave_out_what_is_here = lambda _: QApplication.quit()
from app import bootstrap

folder = Path(sys.argv[1])
bootstrap.window(folder / "none.store", keyring=False, settings=folder, log=folder)
print(json.dumps(made))
"""


def test_no_class_of_qt_is_made_on_another_thread_while_the_program_loads(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", STARTS, str(tmp_path)], cwd=TOP, capture_output=True, text=True, check=False, timeout=60
    )
    made = json.loads(run.stdout or "{}")
    assert made.get("elsewhere") == [], run.stderr
    assert {"EntryWindow", "FirstRunPage", "MainWindow", "VisitScreen"} <= set(made["here"])


def test_everything_below_is_brought_and_then_said(qtbot: QtBot) -> None:
    brought = Bringing(["app.ui.tables"], owner := QObject())
    with qtbot.waitSignal(brought.done):
        brought.begin()
    assert set(modules_below(["app.ui.tables"])) <= sys.modules.keys()
    assert not brought._turns.isActive()
    owner.deleteLater()


def test_a_program_for_a_process_apart_is_no_part_of_the_window() -> None:
    found = list(modules_below(ROOMS))
    assert "app.ui.kit.preview" in found
    assert "app.ui.kit.preview_child" not in found


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(ModuleNotFoundError):
        list(modules_below(["app.ui.nowhere"]))
