"""Where the window is put back: on the monitor it was on, whole on another where that is gone."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.shell.standing import orders_of, stand


class Monitor(NamedTuple):
    """As much of a screen as is asked for."""

    area: QRect

    def availableSize(self) -> QSize:  # noqa: N802 - Qt's name
        return self.area.size()


SMALL, LARGE = Monitor(QRect(0, 0, 1366, 768)), Monitor(QRect(1366, 0, 3840, 2160))


@pytest.fixture
def monitors(monkeypatch: pytest.MonkeyPatch) -> list[Monitor]:
    there = [SMALL, LARGE]
    monkeypatch.setattr(
        QGuiApplication, "screenAt", lambda at: next((one for one in there if one.area.contains(at)), None)
    )
    monkeypatch.setattr(QGuiApplication, "primaryScreen", lambda: there[0])
    return there


KEPT = {"size": [2400, 1500], "place": [1500, 40], "narrow": True, "whole": False}


def test_on_the_monitor_it_was_on_it_has_the_size_it_had(qtbot: QtBot, monitors: list[Monitor]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert stand(window, KEPT)
    assert (window.size(), window.pos()) == (QSize(2400, 1500), QPoint(1500, 40)), "the first one is smaller"


def test_where_that_is_gone_it_is_whole_on_what_is_left(qtbot: QtBot, monitors: list[Monitor]) -> None:
    monitors.remove(LARGE)
    window = QWidget()
    qtbot.addWidget(window)
    before = window.pos()
    stand(window, KEPT)
    assert window.size() == QSize(1366, 768)
    assert window.pos() == before


@pytest.mark.parametrize("kept", [None, {}, {"size": ["a", 3]}, {"size": [10, 10], "place": ["x"]}, 7])
def test_nonsense_moves_nothing(qtbot: QtBot, monitors: list[Monitor], kept: object) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before = window.pos()
    assert not stand(window, kept)
    assert window.pos() == before


def test_orders_of_lists_come_back_and_what_is_none_is_left_out() -> None:
    kept = {"measures_rows": [2, True], "trail_rows": [0, False], "a": [-1, True], "b": "x", "c": [1], "d": [1, 2]}
    assert orders_of({"orders": kept}) == {"measures_rows": (2, True), "trail_rows": (0, False)}
    assert orders_of({"orders": [1]}) == orders_of({}) == {}
