"""The surroundings of the window's tests hold: what they forbid fails a test, what they promise is there."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from tests.ui.fixtures import NOW

TOP = Path(__file__).resolve().parents[3]
MISBEHAVING = """
import socket, threading, time
from PySide6.QtCore import QMimeData, QThread, qWarning
from PySide6.QtWidgets import QLabel

def test_warns(kit):
    qWarning("a font is missing")

def test_leaves_a_thread(kit):
    # still there at the end: that is what is tried; it dies with the process, and nobody waits for it
    threading.Thread(target=lambda: time.sleep(5), name="sleeper", daemon=True).start()

def test_leaves_a_qt_thread(kit):
    kit.theme.thread_left = QThread(kit.theme)
    kit.theme.thread_left.start()

def test_calls_out(kit):
    socket.create_connection(("127.0.0.1", 9))

def test_opens_a_window(kit):
    label = QLabel("left open")
    label.show()

def test_copies(kit, qapp):
    qapp.clipboard().setMimeData(QMimeData())

def test_finds_none_open(kit, qapp):
    assert not [one for one in qapp.topLevelWidgets() if one.isVisible()]
    assert not qapp.clipboard().ownsClipboard()
    kit.theme.thread_left.quit()
    kit.theme.thread_left.wait()
"""


def test_what_a_test_of_the_window_must_not_do_fails_it(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\nfrom tests.ui.conftest import *\n"
                                          "from tests.conftest import _no_network\n"
                                          "from tests.ui.conftest import _no_thread_left, _quiet_qt\n")  # fmt: skip
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {TOP}\nqt_api = pyside6\naddopts = --no-qt-log\n")
    (tmp_path / "test_misbehaving.py").write_text(MISBEHAVING)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rA", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    said = done.stdout
    assert done.returncode == 1, "it failed, and ended as a process does"
    for name in ("opens_a_window", "copies", "finds_none_open"):
        assert f"PASSED test_misbehaving.py::test_{name}" in said
        assert f"ERROR test_misbehaving.py::test_{name}" not in said
    for name in ("warns", "leaves_a_thread", "leaves_a_qt_thread"):
        assert f"ERROR test_misbehaving.py::test_{name}" in said
    assert "FAILED test_misbehaving.py::test_calls_out" in said
    assert "a font is missing" in said
    assert "Python: sleeper" in said
    assert "a network call" in said


def test_only_the_fonts_that_ship_are_there(kit: Kit, qapp: QApplication) -> None:
    families = set(QFontDatabase.families())
    assert "Noto Sans" in families
    assert not {name for name in families if name.startswith(("DejaVu", "Liberation", "Arial", "Helvetica"))}
    assert QFontInfo(qapp.font()).family() == "Noto Sans"
    semibold = QFont("Noto Sans", weight=QFont.Weight.DemiBold)
    assert QRawFont.fromFont(semibold).styleName() == "SemiBold"


def test_the_kit_speaks_the_language_asked_for_and_its_clock_stands_still(kit: Kit) -> None:
    assert kit.words.language == "nl"
    assert kit.clock.now() == kit.clock.now() == NOW
    assert not kit.theme.dark


def test_one_dot_is_one_pixel_and_nothing_blinks(qtbot: QtBot, kit: Kit, qapp: QApplication) -> None:
    label = QLabel("Situatie")
    qtbot.addWidget(label)
    assert label.logicalDpiX() == 96
    assert label.devicePixelRatio() == 1
    assert qapp.cursorFlashTime() == 0
