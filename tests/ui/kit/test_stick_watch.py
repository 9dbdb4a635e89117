"""A stick put in while one is asked for is seen by itself, and only then."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit import stick_watch
from app.ui.kit.kit import Kit
from app.ui.kit.stick_watch import StickWatch


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stick_watch, "OFTEN", 5)


def test_a_stick_put_in_and_pulled_is_told_once_each(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    there: list[Path] = []
    kit.chooser.sticks = lambda: list(there)
    shown = QWidget()
    qtbot.addWidget(shown)
    told: list[list[Path]] = []
    StickWatch(kit, shown).changed.connect(told.append)
    shown.show()
    there.append(tmp_path)
    qtbot.waitUntil(lambda: told == [[tmp_path]])
    there.clear()
    qtbot.waitUntil(lambda: told == [[tmp_path], []])


def test_nobody_looks_while_nothing_is_asked(qtbot: QtBot, kit: Kit) -> None:
    looks: list[int] = []

    def sticks() -> list[Path]:
        looks.append(1)
        return []

    kit.chooser.sticks = sticks
    shown = QWidget()
    qtbot.addWidget(shown)
    watch = StickWatch(kit, shown)
    looking = [watch.looks]
    shown.show()
    looking.append(watch.looks)
    qtbot.waitUntil(lambda: len(looks) >= 2)
    shown.hide()
    assert [*looking, watch.looks] == [False, True, False]


def test_a_system_that_refuses_to_tell_of_sticks_is_asked_again(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    answers = iter([OSError(), OSError()])

    def sticks() -> list[Path]:
        failure = next(answers, None)
        if failure is not None:
            raise failure
        return [tmp_path]

    kit.chooser.sticks = sticks
    shown = QWidget()
    qtbot.addWidget(shown)
    told: list[list[Path]] = []
    StickWatch(kit, shown).changed.connect(told.append)
    shown.show()
    qtbot.waitUntil(lambda: told == [[tmp_path]])
