"""Where a sheet lies over the page: what is said is said there, F1 opens the manual above it, mistakes are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.core.clock import SteppingClock
from app.core.log import start_log
from app.core.progress import Cancel, Progress
from app.services.desk import Desk
from app.services.mistakes import NoMistakes, save_report
from app.ui.files.mistakes import report_action
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet
from app.ui.kit.uncaught import Uncaught
from app.ui.shell.help_sheet import HelpSheet
from app.ui.shell.window import MainWindow
from tests.station_world import StationWorld, a_station
from tests.ui.fixtures import NOW
from tests.ui.shell.conftest import Opens
from tests.ui.shell.shell_world import settle

SECRET = "Lambrecht, Dorpsstraat 4"


class Hand(QObject):
    """Something that is pressed."""

    pressed = Signal()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "log"
    stop = start_log(folder, SteppingClock(NOW))
    yield folder
    stop()


@pytest.fixture
def slips(qtbot: QtBot, kit: Kit, log: Path) -> Iterator[Hand]:
    """A hand whose press raises what nobody foresaw, in a program that is running."""

    def slip() -> None:
        raise ValueError(SECRET)

    uncaught = Uncaught(kit.door)
    hand = Hand()
    hand.pressed.connect(slip)
    yield hand
    uncaught.stop()


def sheet_over(qtbot: QtBot, kit: Kit, window: MainWindow) -> Sheet:
    sheet = Sheet(kit, window, "Blad", "blad")
    sheet.open()
    qtbot.waitUntil(sheet.isActiveWindow)
    return sheet


def said(where: object, name: str) -> str:
    found = where.findChild(QLabel, name) if isinstance(where, QDialog | MainWindow) else None
    assert isinstance(found, QLabel)
    return found.text() if not found.isHidden() else ""


def test_what_a_slot_raises_is_told_noted_without_a_word_typed_and_can_be_saved(
    qtbot: QtBot, kit: Kit, open_window: Opens, slips: Hand, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    slips.pressed.emit()
    assert "ValueError" in said(window, "notice_text")
    assert SECRET not in said(window, "notice_text") + (log / "praesidium.log").read_text()
    save = window.findChild(QPushButton, "notice_report")
    assert save is not None
    assert save.isVisible()

    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(kit.chooser, "ask_folder", lambda _parent, _name, _text, then: then(stick))
    window._anywhere = lambda kit, _desk, near: [report_action(kit, near)]
    window._offering.renew()
    save.click()
    settle(qtbot, kit)
    [written] = stick.iterdir()
    assert "bug ValueError" in written.read_text()
    assert SECRET not in written.read_text()
    told = window.findChild(QDialog, "report_saved")
    assert isinstance(told, Sheet)
    assert written.name in said(told, "report_saved_hint")


def test_a_refusal_of_the_house_is_no_mistake_to_be_reported(open_window: Opens, kit: Kit) -> None:
    window = open_window()
    kit.door.said.emit("De stick is vol.", False, None)
    save = window.findChild(QPushButton, "notice_report")
    assert save is not None
    assert not save.isVisible()


def test_what_is_said_while_a_sheet_is_open_stands_in_the_sheet(
    qtbot: QtBot, kit: Kit, open_window: Opens, slips: Hand
) -> None:
    window = open_window()
    sheet = sheet_over(qtbot, kit, window)
    kit.door.said.emit("De stick is vol.", False, None)
    assert said(sheet, "blad_refused") == "De stick is vol."
    assert not window.frame.notice.isVisible()
    slips.pressed.emit()
    assert "ValueError" in said(sheet, "blad_refused")
    assert window.frame.notice.isVisible(), "its report is saved from there"


def test_a_mistake_while_one_is_told_is_noted_and_does_not_go_round(
    kit: Kit, slips: Hand, log: Path, qtbot: QtBot
) -> None:
    def stumble(*_said: object) -> None:
        raise KeyError(SECRET)

    kit.door.said.connect(stumble)
    slips.pressed.emit()
    kit.door.said.disconnect(stumble)
    noted = (log / "praesidium.log").read_text()
    assert "bug ValueError" in noted
    assert "KeyError" in noted
    assert SECRET not in noted


def test_f1_in_a_sheet_opens_the_manual_above_it_and_leaves_what_is_typed(
    qtbot: QtBot, kit: Kit, open_window: Opens
) -> None:
    window = open_window()
    sheet = sheet_over(qtbot, kit, window)
    QTest.keyClick(sheet, Qt.Key.Key_F1)
    manual = sheet.findChild(QDialog, "help_sheet")
    assert isinstance(manual, HelpSheet)
    front = window.pages.front
    assert front is not None
    assert manual.view.wanted == front.help_page
    qtbot.waitUntil(manual.isActiveWindow)
    QTest.keyClick(manual, Qt.Key.Key_F1)
    assert manual.findChild(QDialog, "help_sheet") is None, "not above itself"
    manual.accept()
    assert sheet.isVisible()
    assert window.pages.bar.count() == 1, "no tab beneath"


def test_work_that_the_lock_stops_is_told_on_the_way_in(
    qtbot: QtBot, kit: Kit, open_window: Opens, tmp_path: Path
) -> None:
    own: StationWorld = a_station(tmp_path)
    desk: Desk = own.officer
    window = open_window(at=desk)
    told: list[str] = []
    window.refused.connect(told.append)

    def work(_progress: Progress, cancel: Cancel) -> None:
        while True:
            cancel.check()

    kit.jobs.run(window, "Lang werk", work, lambda _answer: None)
    with qtbot.waitSignal(window.locked, timeout=5000):
        window.lock()
    assert len(told) == 1
    assert "half gebeurd" in told[0]


def test_without_a_mistake_there_is_no_report(log: Path, tmp_path: Path) -> None:
    assert (log / "praesidium.log").stat().st_size == 0
    with pytest.raises(NoMistakes):
        save_report(tmp_path, NOW)
    assert [one for one in tmp_path.iterdir() if one.is_file()] == []
